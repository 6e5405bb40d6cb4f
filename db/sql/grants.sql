-- What each role may do at all; policies narrow it to rows.
REVOKE ALL ON ALL TABLES IN SCHEMA public, private FROM PUBLIC, anon, authenticated, service_role;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public, private, auth FROM PUBLIC;
GRANT USAGE ON SCHEMA public, auth TO anon, authenticated, service_role, referee;
GRANT EXECUTE ON FUNCTION auth.uid() TO anon, authenticated, service_role;
GRANT SELECT ON public.missions, public.mission_phases, public.mission_prerequisites,
    public.mission_content, public.user_progress, public.profiles, public.player_skills,
    public.player_flags, public.client_trust, public.player_promises, public.playthroughs,
    public.playthrough_events TO authenticated;
GRANT UPDATE (progress_data, current_phase, score, updated_at) ON public.user_progress TO authenticated;
GRANT EXECUTE ON FUNCTION public.check_mission_unlocked(uuid, uuid), public.available_missions(uuid),
    public.create_player(text), public.local_players(),
    public.start_mission(text, uuid, bigint, integer, boolean),
    public.record_events(uuid, integer, jsonb, jsonb, jsonb), public.submit(uuid, boolean),
    public.content_for(uuid) TO authenticated;
GRANT EXECUTE ON FUNCTION public.create_player(text), public.local_players() TO anon;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO service_role;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO service_role;
REVOKE EXECUTE ON FUNCTION public.record_result(uuid, uuid, jsonb) FROM service_role;
GRANT EXECUTE ON FUNCTION public.record_result(uuid, uuid, jsonb) TO referee, service_role;
