-- The single write of a player's action: one row of the log, and the summary on the board. A row
-- that is there already and equal is a redelivery; any other row there is a conflict.
CREATE FUNCTION public.record_events(
    p_playthrough_id uuid, p_seq integer, p_action jsonb, p_events jsonb, p_summary jsonb)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_user uuid := auth.uid();
    v_mission uuid;
    v_last integer;
BEGIN
    PERFORM private.check_row(p_seq, p_action, p_events);
    PERFORM private.check_summary(p_seq, p_summary);
    UPDATE public.playthroughs p SET last_seq = p_seq
    WHERE p.user_id = v_user AND p.id = p_playthrough_id AND p.status = 'open'
        AND p.last_seq = p_seq - 1
    RETURNING p.mission_id INTO v_mission;
    IF NOT FOUND THEN
        PERFORM 1 FROM public.playthrough_events e
        WHERE e.user_id = v_user AND e.playthrough_id = p_playthrough_id AND e.seq = p_seq
            AND e.action = p_action AND e.events = p_events;
        IF FOUND THEN
            RETURN 'already';
        END IF;
        SELECT p.last_seq INTO v_last FROM public.playthroughs p
        WHERE p.user_id = v_user AND p.id = p_playthrough_id;
        IF v_last IS NULL THEN
            RAISE EXCEPTION 'there is no such playthrough' USING ERRCODE = '42501';
        END IF;
        RAISE EXCEPTION 'the playthrough stands at row %, not before %', v_last, p_seq
            USING ERRCODE = '40001', DETAIL = v_last::text;
    END IF;
    INSERT INTO public.playthrough_events (user_id, playthrough_id, seq, action, events)
    VALUES (v_user, p_playthrough_id, p_seq, p_action, p_events);
    -- The score stays out of it: it is indexed, and would end in-page updates.
    UPDATE public.user_progress up SET
        progress_data = up.progress_data || pg_catalog.jsonb_build_object('game', p_summary),
        current_phase = greatest(up.current_phase, least(
            (p_summary ->> 'phase_index')::integer,
            (SELECT max(mp.sequence_order) FROM public.mission_phases mp
             WHERE mp.mission_id = v_mission)))
    WHERE up.user_id = v_user AND up.mission_id = v_mission;
    RETURN 'stored';
END
$$;

-- Refuses what can be no row of a log, before anything is locked.
CREATE FUNCTION private.check_row(p_seq integer, p_action jsonb, p_events jsonb)
RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    IF coalesce(p_seq, 0) < 1 THEN
        RAISE EXCEPTION 'rows are counted from 1' USING ERRCODE = '22023';
    ELSIF p_seq > 5000 THEN
        RAISE EXCEPTION 'a playthrough has at most 5000 rows' USING ERRCODE = '54000';
    ELSIF coalesce(pg_catalog.jsonb_typeof(p_action -> 'kind'), '') <> 'string' THEN
        RAISE EXCEPTION 'an action is an object with a kind' USING ERRCODE = '22023';
    ELSIF coalesce(pg_catalog.jsonb_typeof(p_events), '') <> 'array' THEN
        RAISE EXCEPTION 'events are a list' USING ERRCODE = '22023';
    ELSIF pg_catalog.jsonb_array_length(p_events) > pg_catalog.jsonb_array_length(
            pg_catalog.jsonb_path_query_array(
                p_events, 'strict $[*] ? (@.kind.type() == "string")')) THEN
        RAISE EXCEPTION 'an event is an object with a kind' USING ERRCODE = '22023';
    ELSIF pg_catalog.pg_column_size(p_action) + pg_catalog.pg_column_size(p_events) > 65536 THEN
        RAISE EXCEPTION 'one row of the log holds at most 64 kB' USING ERRCODE = '54000';
    END IF;
END
$$;

-- Refuses a summary that the board could not read.
CREATE FUNCTION private.check_summary(p_seq integer, p_summary jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    IF coalesce(pg_catalog.jsonb_typeof(p_summary -> 'phase_index'), '') <> 'number'
        OR coalesce(pg_catalog.jsonb_typeof(p_summary -> 'phase'), 'string') <> 'string'
        OR coalesce(pg_catalog.jsonb_typeof(p_summary -> 'minute'), 'number') <> 'number'
        OR coalesce(pg_catalog.jsonb_typeof(p_summary -> 'trust'), 'number') <> 'number'
        OR coalesce(p_summary -> 'last_seq' <> pg_catalog.to_jsonb(p_seq), false) THEN
        RAISE EXCEPTION 'the summary is an object with phase_index, phase, minute, trust and last_seq'
            USING ERRCODE = '22023';
    ELSIF (p_summary ->> 'phase_index') !~ '^[0-9]{1,3}$' THEN
        RAISE EXCEPTION 'phases are counted from 0' USING ERRCODE = '22023';
    ELSIF pg_catalog.pg_column_size(p_summary) > 4096 THEN
        RAISE EXCEPTION 'a summary holds at most 4 kB' USING ERRCODE = '54000';
    END IF;
END
$$;
