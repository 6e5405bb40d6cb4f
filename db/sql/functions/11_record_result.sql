-- Grading, for the referee alone. Progression is a function of best scores: a better replay adds
-- only what it earns beyond the best before. The first completion writes what the campaign
-- remembers.
CREATE OR REPLACE FUNCTION public.record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_mission uuid;
    v_before public.user_progress;
    v_score integer := (p_result ->> 'score')::integer;
    v_best jsonb;
BEGIN
    UPDATE public.playthroughs p SET status = 'graded', score = v_score,
        ended_at = coalesce(p.ended_at, now())
    WHERE p.user_id = p_user_id AND p.id = p_playthrough_id AND p.status IN ('open', 'submitted')
    RETURNING p.mission_id INTO v_mission;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT up.* INTO v_before FROM public.user_progress up
    WHERE up.user_id = p_user_id AND up.mission_id = v_mission FOR UPDATE;
    v_best := coalesce(v_before.progress_data -> 'best', '{}');
    IF v_before.completed_at IS NULL OR v_score > v_before.score THEN
        UPDATE public.profiles p SET
            xp = p.xp + (p_result ->> 'xp')::integer - coalesce((v_best ->> 'xp')::integer, 0)
        WHERE p.user_id = p_user_id;
        INSERT INTO public.player_skills AS s (user_id, skill, points)
        SELECT p_user_id, e.key, e.value::integer
        FROM jsonb_each_text(p_result -> 'skills') e
        ON CONFLICT (user_id, skill) DO UPDATE SET points = s.points + excluded.points
            - coalesce((v_best -> 'skills' ->> excluded.skill)::integer, 0);
    ELSE
        p_result := p_result || jsonb_build_object('xp', v_best -> 'xp', 'skills', v_best -> 'skills');
    END IF;
    UPDATE public.user_progress up SET
        status = 'completed',
        completed_at = coalesce(up.completed_at, now()),
        score = greatest(up.score, v_score),
        first_score = coalesce(up.first_score, v_score),
        progress_data = up.progress_data || jsonb_build_object(
            'phases', p_result -> 'phases',
            'best', jsonb_build_object('xp', p_result -> 'xp', 'skills', p_result -> 'skills'))
    WHERE up.user_id = p_user_id AND up.mission_id = v_mission;
    IF v_before.completed_at IS NOT NULL THEN
        RETURN;
    END IF;
    INSERT INTO public.player_flags (user_id, flag, mission_id)
    SELECT p_user_id, f, v_mission FROM jsonb_array_elements_text(p_result -> 'flags') f
    ON CONFLICT DO NOTHING;
    INSERT INTO public.client_trust (user_id, client, trust)
    SELECT p_user_id, e.key, e.value::integer FROM jsonb_each_text(p_result -> 'trust') e
    ON CONFLICT (user_id, client) DO UPDATE SET trust = excluded.trust;
    INSERT INTO public.player_promises (user_id, promise, mission_id, wording, made_to, due)
    SELECT p_user_id, r.promise, v_mission, r.wording, r.made_to, r.due
    FROM jsonb_to_recordset(p_result -> 'promises')
        AS r(promise text, wording text, made_to text, due text)
    ON CONFLICT DO NOTHING;
    UPDATE public.profiles p SET energy = (p_result ->> 'energy')::integer
    WHERE p.user_id = p_user_id;
END
$$;
