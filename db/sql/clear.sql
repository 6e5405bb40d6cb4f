-- Takes down all that stands on the tables, before they change: it is made anew afterwards, so
-- that nothing of an earlier release is left over. What others have put beside it stays; policies
-- on our tables are ours alone.
DO $clear$
DECLARE
    v_ours oid[] := ARRAY(
        SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname IN ('public', 'private', 'auth'));
    v_me oid := (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = current_user);
    v_turn integer;
    v_statement text;
BEGIN
    -- All at once, so that nobody who plays waits for us with a lock that we want.
    SELECT 'LOCK TABLE ' || pg_catalog.string_agg(c.oid::regclass::text, ', ' ORDER BY c.oid)
    INTO v_statement FROM pg_catalog.pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = ANY (v_ours) AND c.relowner = v_me;
    IF v_statement IS NOT NULL THEN
        EXECUTE v_statement;
    END IF;
    FOR v_turn, v_statement IN
        SELECT 1 AS turn, pg_catalog.format('DROP TRIGGER %I ON %s', t.tgname, c.oid::regclass)
        FROM pg_catalog.pg_trigger t
        JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
        JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
        WHERE NOT t.tgisinternal AND c.relnamespace = ANY (v_ours) AND c.relowner = v_me
            AND p.proowner = v_me
        UNION ALL
        SELECT 2, pg_catalog.format('DROP POLICY %I ON %s', p.polname, c.oid::regclass)
        FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
        WHERE c.relnamespace = ANY (v_ours) AND c.relowner = v_me
        UNION ALL
        SELECT 3, pg_catalog.format('DROP %s %s',
            CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END,
            pg_catalog.string_agg(c.oid::regclass::text, ', '))
        FROM pg_catalog.pg_class c
        WHERE c.relkind IN ('v', 'm') AND c.relnamespace = ANY (v_ours) AND c.relowner = v_me
        GROUP BY c.relkind
        UNION ALL
        SELECT 4, 'DROP ROUTINE ' || pg_catalog.string_agg(p.oid::regprocedure::text, ', ')
        FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = ANY (v_ours) AND p.proowner = v_me
            AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                            WHERE d.objid = p.oid AND d.deptype = 'e')
        HAVING count(*) > 0
        ORDER BY turn
    LOOP
        EXECUTE v_statement;
    END LOOP;
END
$clear$;
