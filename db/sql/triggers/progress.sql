-- Our own functions write as the owner, and pay for neither guard nor report. Who else writes is
-- told apart here, where the writer is still the current user.
CREATE TRIGGER guard_progress BEFORE INSERT OR UPDATE ON public.user_progress
    FOR EACH ROW WHEN (current_user <> 'scopecreep_owner'
        AND NOT pg_catalog.pg_has_role(current_user, 'service_role', 'usage')
        AND pg_catalog.row_security_active('public.user_progress'::regclass))
    EXECUTE FUNCTION private.guard_progress();
CREATE TRIGGER keep_progress BEFORE INSERT OR UPDATE ON public.user_progress
    FOR EACH ROW WHEN (current_user <> 'scopecreep_owner'
        AND (pg_catalog.pg_has_role(current_user, 'service_role', 'usage')
            OR NOT pg_catalog.row_security_active('public.user_progress'::regclass)))
    EXECUTE FUNCTION private.keep_progress();
CREATE TRIGGER report_foreign_write AFTER INSERT OR UPDATE OF progress_data ON public.user_progress
    FOR EACH ROW WHEN (current_user <> 'scopecreep_owner')
    EXECUTE FUNCTION private.report_foreign_write();
CREATE TRIGGER mission_completion_trigger AFTER INSERT OR UPDATE OF status ON public.user_progress
    FOR EACH ROW EXECUTE FUNCTION public.broadcast_completion();
