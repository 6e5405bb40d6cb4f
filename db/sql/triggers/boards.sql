-- Tallies and totals follow progress. The conditions keep a saved action out of it.
CREATE TRIGGER tally_new AFTER INSERT OR DELETE ON public.user_progress
    FOR EACH ROW EXECUTE FUNCTION private.tally_progress();
CREATE TRIGGER tally_changed AFTER UPDATE ON public.user_progress FOR EACH ROW
    WHEN (OLD.mission_id <> NEW.mission_id
        OR (OLD.status = 'completed' OR NEW.status = 'completed')
        AND (OLD.status, OLD.score, OLD.started_at, OLD.completed_at)
            IS DISTINCT FROM (NEW.status, NEW.score, NEW.started_at, NEW.completed_at))
    EXECUTE FUNCTION private.tally_progress();
CREATE TRIGGER total_new AFTER INSERT ON public.user_progress FOR EACH ROW
    WHEN (NEW.status = 'completed') EXECUTE FUNCTION private.total_player();
CREATE TRIGGER total_gone AFTER DELETE ON public.user_progress FOR EACH ROW
    WHEN (OLD.status = 'completed') EXECUTE FUNCTION private.total_player();
CREATE TRIGGER total_changed AFTER UPDATE ON public.user_progress FOR EACH ROW
    WHEN ((OLD.status = 'completed' OR NEW.status = 'completed')
        AND (OLD.user_id, OLD.mission_id, OLD.status, OLD.score, OLD.completed_at)
            IS DISTINCT FROM (NEW.user_id, NEW.mission_id, NEW.status, NEW.score, NEW.completed_at))
    EXECUTE FUNCTION private.total_player();
