-- Settles all that waits for one playthrough: it was taken over, it is kept as it is, or it failed.
--
-- Taking over ends the playthrough as 'migrated' and begins its heir on revision p_rev: row 1 is
-- rebuilt, the actions are the player's own, and p_events holds what they came to, row by row from
-- row 2. Whatever moved on meanwhile (the player, or the content) is a conflict.
CREATE FUNCTION public.settle_migration(
    p_user_id uuid, p_playthrough_id uuid, p_status text, p_data jsonb, p_rev bigint,
    p_last_seq integer, p_heir uuid DEFAULT NULL, p_rules_version integer DEFAULT NULL,
    p_events jsonb DEFAULT NULL, p_summary jsonb DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_old public.playthroughs;
    v_mission uuid;
    v_settled integer;
BEGIN
    IF p_status IS NULL OR p_status NOT IN ('migrated', 'kept', 'failed') THEN
        RAISE EXCEPTION 'a migration is migrated, kept or failed' USING ERRCODE = '22023';
    END IF;
    -- No author at work meanwhile, and no start of the same mission.
    PERFORM pg_catalog.pg_advisory_xact_lock_shared(7302612);
    SELECT p.mission_id INTO v_mission FROM public.playthroughs p
    WHERE p.user_id = p_user_id AND p.id = p_playthrough_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such playthrough' USING ERRCODE = 'P0002';
    END IF;
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended(p_user_id::text || v_mission::text, 0));
    SELECT p.* INTO v_old FROM public.playthroughs p
    WHERE p.user_id = p_user_id AND p.id = p_playthrough_id FOR UPDATE;
    IF v_old.last_seq <> p_last_seq
        OR p_rev IS DISTINCT FROM (SELECT max(r.rev) FROM private.content_revisions r)
        OR (p_status = 'migrated' AND v_old.status <> 'open') THEN
        RAISE EXCEPTION 'the playthrough or its content has moved on' USING ERRCODE = '40001';
    END IF;
    IF p_status = 'migrated' THEN
        PERFORM private.begin_heir(v_old, p_heir, p_rev, p_rules_version, p_events, p_summary);
    END IF;
    UPDATE public.progress_migrations m SET migration_status = p_status,
        migrated_at = pg_catalog.now(), migration_data = m.migration_data || p_data
    WHERE m.user_id = p_user_id AND m.playthrough_id = p_playthrough_id
        AND m.migration_status = 'pending';
    GET DIAGNOSTICS v_settled = ROW_COUNT;
    RETURN v_settled;
END
$$;

CREATE FUNCTION private.begin_heir(
    p_old public.playthroughs, p_heir uuid, p_rev bigint, p_rules_version integer,
    p_events jsonb, p_summary jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
    IF p_heir IS NULL OR p_rules_version IS NULL OR p_summary IS NULL
        OR pg_catalog.jsonb_typeof(p_events) IS DISTINCT FROM 'array'
        OR pg_catalog.jsonb_array_length(p_events) <> p_old.last_seq - 1 THEN
        RAISE EXCEPTION 'the events of every row are wanted' USING ERRCODE = '22023';
    END IF;
    UPDATE public.playthroughs SET status = 'migrated', ended_at = pg_catalog.now()
    WHERE user_id = p_old.user_id AND id = p_old.id;
    INSERT INTO public.playthroughs (user_id, id, mission_id, rev, rules_version, seed, last_seq,
        started_at, migrated_from)
    VALUES (p_old.user_id, p_heir, p_old.mission_id, p_rev, p_rules_version, p_old.seed,
        p_old.last_seq, p_old.started_at, p_old.id);
    INSERT INTO public.playthrough_events (user_id, playthrough_id, seq, action, events, at)
    SELECT e.user_id, p_heir, e.seq, e.action,
        CASE e.seq
            WHEN 1 THEN pg_catalog.jsonb_build_array((e.events -> 0) || pg_catalog.jsonb_build_object(
                'rev', p_rev, 'rules_version', p_rules_version))
            ELSE p_events -> (e.seq - 2) END,
        e.at
    FROM public.playthrough_events e
    WHERE e.user_id = p_old.user_id AND e.playthrough_id = p_old.id;
    UPDATE public.user_progress up SET
        progress_data = up.progress_data || pg_catalog.jsonb_build_object('game', p_summary),
        current_phase = greatest(up.current_phase, (p_summary ->> 'phase_index')::integer)
    WHERE up.user_id = p_old.user_id AND up.mission_id = p_old.mission_id;
END
$$;
