-- The web front end may raise the phase and merge its own part of progress_data; the score, the
-- status and the game's own key are not a learner's to write.
CREATE OR REPLACE FUNCTION private.guard_progress() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF NOT pg_catalog.row_security_active('public.user_progress'::regclass) THEN
        RETURN NEW;
    END IF;
    IF (NEW.user_id, NEW.mission_id, NEW.status, NEW.score, NEW.first_score, NEW.attempts,
        NEW.started_at, NEW.completed_at, NEW.progress_data -> 'game',
        NEW.progress_data -> 'phases', NEW.progress_data -> 'best')
        IS DISTINCT FROM
       (OLD.user_id, OLD.mission_id, OLD.status, OLD.score, OLD.first_score, OLD.attempts,
        OLD.started_at, OLD.completed_at, OLD.progress_data -> 'game',
        OLD.progress_data -> 'phases', OLD.progress_data -> 'best') THEN
        RAISE EXCEPTION 'results are written by the referee' USING ERRCODE = '42501';
    END IF;
    NEW.current_phase := greatest(OLD.current_phase, NEW.current_phase);
    RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS guard_progress ON public.user_progress;
CREATE TRIGGER guard_progress BEFORE UPDATE ON public.user_progress
    FOR EACH ROW EXECUTE FUNCTION private.guard_progress();
DROP POLICY IF EXISTS "Users update own progress" ON public.user_progress;
CREATE POLICY "Users update own progress" ON public.user_progress FOR UPDATE TO authenticated
    USING (user_id = (SELECT auth.uid())) WITH CHECK (user_id = (SELECT auth.uid()));
