DROP TRIGGER IF EXISTS keep_version ON public.content_versions;
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON public.content_versions
    FOR EACH ROW EXECUTE FUNCTION private.keep_version();
DROP TRIGGER IF EXISTS follow_version ON public.content_versions;
CREATE TRIGGER follow_version AFTER INSERT OR UPDATE OF is_current ON public.content_versions
    FOR EACH ROW EXECUTE FUNCTION private.follow_version();
DROP TRIGGER IF EXISTS queue_for_content ON public.mission_content;
CREATE TRIGGER queue_for_content BEFORE INSERT OR UPDATE ON public.mission_content
    FOR EACH STATEMENT EXECUTE FUNCTION private.queue_for_content();
DROP TRIGGER IF EXISTS version_content ON public.mission_content;
CREATE CONSTRAINT TRIGGER version_content AFTER INSERT OR UPDATE OF content_data
    ON public.mission_content DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION private.version_content();
DROP TRIGGER IF EXISTS keep_content ON public.mission_content;
CREATE TRIGGER keep_content BEFORE DELETE OR UPDATE OF key, mission_id ON public.mission_content
    FOR EACH ROW EXECUTE FUNCTION private.keep_content();
DROP TRIGGER IF EXISTS name_migration ON public.progress_migrations;
CREATE TRIGGER name_migration BEFORE INSERT ON public.progress_migrations
    FOR EACH ROW WHEN (NEW.playthrough_id IS NULL) EXECUTE FUNCTION private.name_migration();
