-- Opens a playthrough and writes log row 1 from what the database knows. Calling it again with
-- the same id changes nothing; an open playthrough is returned unless a restart is asked for.
CREATE FUNCTION public.start_mission(
    p_mission text, p_playthrough_id uuid, p_seed bigint, p_rules_version integer,
    p_restart boolean DEFAULT false)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_user uuid := auth.uid();
    v_mission public.missions;
    v_other uuid;
    v_open uuid;
    v_rev bigint;
    v_started jsonb;
BEGIN
    PERFORM private.ensure_profile(v_user, 'Consultant');
    IF p_playthrough_id IS NULL OR coalesce(p_seed, -1) < 0 OR coalesce(p_rules_version, 0) < 1 THEN
        RAISE EXCEPTION 'a playthrough has an id, a seed from 0 and rules from 1'
            USING ERRCODE = '22023';
    END IF;
    SELECT m.* INTO v_mission FROM public.missions m
    WHERE m.published AND (m.slug = p_mission OR m.id::text = p_mission);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no mission %', pg_catalog.quote_nullable(pg_catalog."left"(p_mission, 80)) USING ERRCODE = 'P0002';
    END IF;
    PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(v_user::text || v_mission.id::text, 0));
    SELECT p.mission_id INTO v_other FROM public.playthroughs p
    WHERE p.user_id = v_user AND p.id = p_playthrough_id;
    IF v_other = v_mission.id THEN
        RETURN p_playthrough_id;
    ELSIF FOUND THEN
        RAISE EXCEPTION 'that playthrough is of another mission' USING ERRCODE = '22023';
    END IF;
    SELECT p.id INTO v_open FROM public.playthroughs p
    WHERE p.user_id = v_user AND p.mission_id = v_mission.id AND p.status = 'open';
    IF FOUND AND NOT p_restart THEN
        RETURN v_open;
    END IF;
    IF NOT coalesce(private.is_open(v_mission.id, private.player_facts(v_user)), false)
        AND NOT EXISTS (SELECT 1 FROM public.user_progress up WHERE up.user_id = v_user
            AND up.mission_id = v_mission.id AND up.status IN ('in_progress', 'completed')) THEN
        RAISE EXCEPTION 'the mission % is still locked', v_mission.slug USING ERRCODE = '42501';
    END IF;
    SELECT max(v.rev) INTO v_rev
    FROM public.content_versions v JOIN public.mission_content c ON c.id = v.content_id
    WHERE c.mission_id = v_mission.id;
    IF v_rev IS NULL THEN
        RAISE EXCEPTION 'the mission % has no content yet', v_mission.slug USING ERRCODE = 'P0002';
    END IF;
    SELECT max(r.rev) INTO v_rev FROM private.content_revisions r;
    UPDATE public.playthroughs SET status = 'abandoned', ended_at = pg_catalog.now()
    WHERE user_id = v_user AND mission_id = v_mission.id AND status = 'open';
    v_started := private.started_event(v_user, v_mission.slug, v_rev, p_rules_version, p_seed);
    INSERT INTO public.playthroughs (user_id, id, mission_id, rev, rules_version, seed, last_seq)
    VALUES (v_user, p_playthrough_id, v_mission.id, v_rev, p_rules_version, p_seed, 1);
    INSERT INTO public.playthrough_events (user_id, playthrough_id, seq, action, events)
    VALUES (v_user, p_playthrough_id, 1, '{"kind": "start", "v": 1}', pg_catalog.jsonb_build_array(v_started));
    INSERT INTO public.user_progress AS up
        (user_id, mission_id, status, current_phase, attempts, started_at, progress_data)
    VALUES (v_user, v_mission.id, 'in_progress', 1, 1, pg_catalog.now(),
        private.first_summary(v_mission.id))
    ON CONFLICT (user_id, mission_id) DO UPDATE SET
        status = CASE WHEN up.status = 'completed' THEN 'completed' ELSE 'in_progress' END,
        current_phase = greatest(up.current_phase, 1),
        attempts = up.attempts + 1,
        started_at = coalesce(up.started_at, pg_catalog.now()),
        progress_data = up.progress_data || excluded.progress_data;
    RETURN p_playthrough_id;
END
$$;

-- What the board shows of a playthrough that has its first row alone.
CREATE FUNCTION private.first_summary(p_mission_id uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT pg_catalog.jsonb_build_object('game', pg_catalog.jsonb_strip_nulls(
        pg_catalog.jsonb_build_object('phase_index', 1, 'last_seq', 1, 'phase', (
            SELECT mp.phase_name FROM public.mission_phases mp
            WHERE mp.mission_id = p_mission_id AND mp.sequence_order = 1))))
$$;

CREATE FUNCTION private.started_event(
    p_user_id uuid, p_slug text, p_rev bigint, p_rules_version integer, p_seed bigint)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT pg_catalog.jsonb_build_object(
        'kind', 'started', 'v', 1, 'mission', p_slug, 'rev', p_rev,
        'rules_version', p_rules_version, 'seed', p_seed,
        'player', pg_catalog.jsonb_build_object(
            'name', coalesce((SELECT p.display_name FROM public.profiles p WHERE p.user_id = p_user_id), ''),
            'flags', f -> 'flags', 'skills', f -> 'skills', 'energy', f -> 'energy',
            'promises', coalesce((SELECT pg_catalog.jsonb_object_agg(pp.promise, pp.state)
                FROM public.player_promises pp WHERE pp.user_id = p_user_id), '{}'::jsonb),
            'trust', coalesce((SELECT pg_catalog.jsonb_object_agg(t.client, t.trust)
                FROM public.client_trust t WHERE t.user_id = p_user_id), '{}'::jsonb)))
    FROM private.player_facts(p_user_id) f
$$;
