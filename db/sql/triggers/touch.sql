-- Every table that says when it was changed has it kept.
DO $touch$
DECLARE
    v_table regclass;
BEGIN
    FOR v_table IN
        SELECT c.oid FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
            AND pg_catalog.pg_get_userbyid(c.relowner) = current_user
            AND a.attname = 'updated_at' AND NOT a.attisdropped
    LOOP
        EXECUTE pg_catalog.format(
            'CREATE TRIGGER %I BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION private.touch()',
            'touch_' || (SELECT relname FROM pg_catalog.pg_class WHERE oid = v_table), v_table);
    END LOOP;
END
$touch$;
