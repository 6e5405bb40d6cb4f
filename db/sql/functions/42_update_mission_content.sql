-- The source's safe content update: a new version, at once current, and a migration queued for
-- every playthrough of this mission that is under way.
CREATE FUNCTION public.update_mission_content(
    p_content_id uuid, p_new_content jsonb, p_change_notes text)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_retired bigint;
    v_version uuid;
BEGIN
    IF NOT private.is_service() THEN
        RAISE EXCEPTION 'content is written by the service' USING ERRCODE = '42501';
    END IF;
    IF p_new_content IS NULL OR pg_catalog.jsonb_typeof(p_new_content) <> 'object' THEN
        RAISE EXCEPTION 'content is a json object' USING ERRCODE = '22023';
    END IF;
    PERFORM private.lock_content();
    SELECT c.retired_rev INTO v_retired FROM public.mission_content c WHERE c.id = p_content_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such content' USING ERRCODE = 'P0002';
    ELSIF v_retired IS NOT NULL THEN
        RAISE EXCEPTION 'this content is no longer part of its mission' USING ERRCODE = '55000';
    END IF;
    v_version := private.write_version(
        p_content_id, p_new_content, NULL, private.new_revision(), p_change_notes);
    PERFORM private.queue_migration(p_content_id, v_version);
    RETURN v_version;
END
$$;
