-- The single write of a player's action: one row of the log, and the summary on the board. A row
-- that is there already and equal is a redelivery; any other row there is a conflict.
CREATE OR REPLACE FUNCTION public.record_events(
    p_playthrough_id uuid, p_seq integer, p_action jsonb, p_events jsonb, p_summary jsonb)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_user uuid := auth.uid();
    v_mission uuid;
    v_last integer;
BEGIN
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
        current_phase = greatest(up.current_phase, (p_summary ->> 'phase_index')::integer)
    WHERE up.user_id = v_user AND up.mission_id = v_mission;
    RETURN 'stored';
END
$$;
