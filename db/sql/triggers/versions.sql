CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON public.content_versions
    FOR EACH ROW EXECUTE FUNCTION private.keep_version();
CREATE TRIGGER follow_version AFTER INSERT OR UPDATE OF is_current ON public.content_versions
    FOR EACH ROW EXECUTE FUNCTION private.follow_version();
CREATE TRIGGER queue_for_content BEFORE INSERT OR UPDATE ON public.mission_content
    FOR EACH STATEMENT EXECUTE FUNCTION private.queue_for_content();
CREATE CONSTRAINT TRIGGER version_content AFTER INSERT OR UPDATE OF content_data
    ON public.mission_content DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION private.version_content();
CREATE TRIGGER keep_content BEFORE DELETE OR UPDATE OF key, mission_id ON public.mission_content
    FOR EACH ROW EXECUTE FUNCTION private.keep_content();
CREATE TRIGGER name_migration BEFORE INSERT ON public.progress_migrations
    FOR EACH ROW WHEN (NEW.playthrough_id IS NULL) EXECUTE FUNCTION private.name_migration();
