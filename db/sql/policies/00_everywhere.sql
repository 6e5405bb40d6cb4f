-- Row level security stands on every table; what no policy names, nobody but the owner sees. The
-- service has no way around policies on a plain server, so one lets it through.
DO $everywhere$
DECLARE
    v_table regclass;
    v_public boolean;
BEGIN
    FOR v_table, v_public IN
        SELECT c.oid, n.nspname = 'public' FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'private', 'auth') AND c.relkind IN ('r', 'p')
            AND pg_catalog.pg_get_userbyid(c.relowner) = current_user
    LOOP
        EXECUTE pg_catalog.format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', v_table);
        IF v_public THEN
            EXECUTE pg_catalog.format(
                'CREATE POLICY "The service sees and writes all" ON %s FOR ALL TO service_role'
                ' USING (true) WITH CHECK (true)', v_table);
        END IF;
    END LOOP;
END
$everywhere$;
