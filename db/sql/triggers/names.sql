CREATE TRIGGER name_mission BEFORE INSERT ON public.missions
    FOR EACH ROW WHEN (NEW.slug IS NULL) EXECUTE FUNCTION private.name_mission();
CREATE TRIGGER name_content BEFORE INSERT ON public.mission_content
    FOR EACH ROW WHEN (NEW.key IS NULL) EXECUTE FUNCTION private.name_content();
