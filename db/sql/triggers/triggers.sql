DROP TRIGGER IF EXISTS touch_missions ON public.missions;
CREATE TRIGGER touch_missions BEFORE UPDATE ON public.missions
    FOR EACH ROW EXECUTE FUNCTION private.touch();
DROP TRIGGER IF EXISTS touch_mission_content ON public.mission_content;
CREATE TRIGGER touch_mission_content BEFORE UPDATE ON public.mission_content
    FOR EACH ROW EXECUTE FUNCTION private.touch();
DROP TRIGGER IF EXISTS touch_user_progress ON public.user_progress;
CREATE TRIGGER touch_user_progress BEFORE UPDATE ON public.user_progress
    FOR EACH ROW EXECUTE FUNCTION private.touch();
DROP TRIGGER IF EXISTS touch_profiles ON public.profiles;
CREATE TRIGGER touch_profiles BEFORE UPDATE ON public.profiles
    FOR EACH ROW EXECUTE FUNCTION private.touch();
DROP TRIGGER IF EXISTS mission_completion_trigger ON public.user_progress;
CREATE TRIGGER mission_completion_trigger AFTER INSERT OR UPDATE OF status ON public.user_progress
    FOR EACH ROW EXECUTE FUNCTION public.broadcast_completion();
