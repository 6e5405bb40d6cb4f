-- An empty search_path still looks into the caller's temporary schema first, for tables and types
-- alike: a temporary domain called uuid would run its check as our owner. Named last, it hides
-- nothing.
DO $paths$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN
        SELECT p.oid FROM pg_catalog.pg_proc p
        WHERE p.pronamespace::regnamespace::text IN ('public', 'private', 'auth')
            AND pg_catalog.pg_get_userbyid(p.proowner) = current_user
    LOOP
        EXECUTE pg_catalog.format(
            'ALTER FUNCTION %s SET search_path = pg_catalog, pg_temp', v_function);
    END LOOP;
END
$paths$;
