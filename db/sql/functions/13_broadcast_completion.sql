-- Tells listeners that a mission was completed, once, when it is. The payload is a hint, which
-- anybody may forge: readers read again under their own rights. It names only who has asked to
-- be seen on boards.
CREATE FUNCTION public.broadcast_completion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_shown boolean;
BEGIN
    IF NEW.status = 'completed' AND (TG_OP = 'INSERT' OR OLD.status IS DISTINCT FROM 'completed') THEN
        SELECT p.show_on_boards INTO v_shown FROM public.profiles p WHERE p.user_id = NEW.user_id;
        v_shown := coalesce(v_shown, false);
        PERFORM pg_catalog.pg_notify('mission_completion', pg_catalog.json_build_object(
            'user_id', CASE WHEN v_shown THEN NEW.user_id END,
            'mission_id', CASE WHEN v_shown THEN NEW.mission_id END,
            'score', CASE WHEN v_shown THEN NEW.score END,
            'completion_time', CASE WHEN v_shown THEN NEW.completed_at END)::text);
    END IF;
    RETURN NEW;
END
$$;
