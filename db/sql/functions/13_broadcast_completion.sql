-- Tells listeners that a mission was completed. The payload is a hint: readers read again under
-- their own rights.
CREATE OR REPLACE FUNCTION public.broadcast_completion() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF NEW.status = 'completed' AND (TG_OP = 'INSERT' OR OLD.status IS DISTINCT FROM 'completed') THEN
        PERFORM pg_catalog.pg_notify('mission_completion', pg_catalog.json_build_object(
            'user_id', NULL, 'mission_id', NEW.mission_id, 'score', NULL,
            'completion_time', NULL)::text);
    END IF;
    RETURN NEW;
END
$$;
