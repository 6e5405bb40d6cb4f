-- What each role may do at all; policies narrow it to rows. First everything is taken away, from
-- our own objects alone: others may share the schema.
DO $nothing$
DECLARE
    v_object text;
BEGIN
    FOR v_object IN
        SELECT pg_catalog.format('TABLE %s', c.oid::regclass) FROM pg_catalog.pg_class c
        WHERE c.relnamespace::regnamespace::text IN ('public', 'private', 'auth')
            AND c.relkind IN ('r', 'p', 'v', 'm')
            AND pg_catalog.pg_get_userbyid(c.relowner) = current_user
        UNION ALL
        SELECT pg_catalog.format('FUNCTION %s', p.oid::regprocedure) FROM pg_catalog.pg_proc p
        WHERE p.pronamespace::regnamespace::text IN ('public', 'private', 'auth')
            AND pg_catalog.pg_get_userbyid(p.proowner) = current_user
    LOOP
        EXECUTE pg_catalog.format(
            'REVOKE ALL ON %s FROM PUBLIC, anon, authenticated, service_role, referee', v_object);
    END LOOP;
END
$nothing$;

-- Our own schema of accounts; one that stood before us has its own grants.
DO $auth$
BEGIN
    IF to_regclass('auth.login_roles') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA auth TO anon, authenticated, service_role, referee;
        GRANT EXECUTE ON FUNCTION auth.uid() TO anon, authenticated, service_role;
    END IF;
END
$auth$;

-- Tables.
GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role, referee;
GRANT SELECT ON public.missions, public.mission_phases, public.mission_prerequisites,
    public.mission_content, public.user_progress, public.profiles, public.player_skills,
    public.player_flags, public.client_trust, public.player_promises, public.player_achievements,
    public.player_totals, public.playthroughs, public.playthrough_events,
    public.progress_migrations, public.progress_notices, public.classes, public.class_members
    TO authenticated;
GRANT UPDATE (progress_data, current_phase, score, updated_at) ON public.user_progress TO authenticated;
GRANT UPDATE (show_on_boards) ON public.profiles TO authenticated;
DO $service$
DECLARE
    v_table regclass;
BEGIN
    FOR v_table IN
        SELECT c.oid FROM pg_catalog.pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
            AND pg_catalog.pg_get_userbyid(c.relowner) = current_user
    LOOP
        EXECUTE pg_catalog.format(
            'GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO service_role', v_table);
    END LOOP;
END
$service$;

-- Playing and grading.
GRANT EXECUTE ON FUNCTION public.create_player(text), public.local_players() TO authenticated;
GRANT EXECUTE ON FUNCTION public.check_mission_unlocked(uuid, uuid), public.available_missions(uuid),
    public.start_mission(text, uuid, bigint, integer, boolean),
    public.record_events(uuid, integer, jsonb, jsonb, jsonb), public.submit(uuid, boolean),
    public.content_for(uuid) TO authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.record_result(uuid, uuid, jsonb) TO referee, service_role;

-- Doors.
GRANT EXECUTE ON FUNCTION public.explain_mission_lock(uuid, uuid) TO authenticated, service_role;

-- Classes.
GRANT EXECUTE ON FUNCTION public.create_class(text) TO authenticated;
GRANT EXECUTE ON FUNCTION public.add_class_member(uuid, uuid, text),
    public.remove_class_member(uuid, uuid) TO authenticated, service_role;

-- What policies ask.
GRANT EXECUTE ON FUNCTION private.my_missions(), private.my_classes(text[]), private.my_learners()
    TO authenticated;

-- Boards and statistics.
GRANT SELECT ON public.mission_statistics TO authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.mission_leaderboard(text, integer),
    public.overall_leaderboard(integer), public.class_leaderboard(uuid, text, integer)
    TO authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.refresh_mission_statistics() TO service_role;
GRANT EXECUTE ON FUNCTION public.refresh_stale_statistics(interval) TO referee, service_role;

-- Content versions: written by the service; the referee's login takes playthroughs over.
GRANT EXECUTE ON FUNCTION public.update_mission_content(uuid, jsonb, text), public.queue_migrations()
    TO service_role;
GRANT EXECUTE ON FUNCTION public.content_at(uuid, bigint), public.pending_migrations(integer),
    public.migration_case(uuid, uuid),
    public.settle_migration(uuid, uuid, text, jsonb, bigint, integer, uuid, integer, jsonb, jsonb)
    TO service_role, referee;
