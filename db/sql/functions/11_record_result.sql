-- Grading, for the referee alone. The first completion writes what the campaign remembers;
-- later ones raise the score, the experience and the skills.
CREATE OR REPLACE FUNCTION public.record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_mission uuid;
    v_first boolean;
    v_score integer := (p_result ->> 'score')::integer;
BEGIN
    UPDATE public.playthroughs p SET status = 'graded', score = v_score,
        ended_at = coalesce(p.ended_at, pg_catalog.now())
    WHERE p.user_id = p_user_id AND p.id = p_playthrough_id AND p.status IN ('open', 'submitted')
    RETURNING p.mission_id INTO v_mission;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT up.completed_at IS NULL INTO v_first FROM public.user_progress up
    WHERE up.user_id = p_user_id AND up.mission_id = v_mission FOR UPDATE;
    UPDATE public.user_progress up SET
        status = 'completed',
        completed_at = coalesce(up.completed_at, pg_catalog.now()),
        score = greatest(up.score, v_score),
        first_score = coalesce(up.first_score, v_score),
        progress_data = up.progress_data || pg_catalog.jsonb_build_object('phases', p_result -> 'phases')
    WHERE up.user_id = p_user_id AND up.mission_id = v_mission;
    INSERT INTO public.player_skills AS s (user_id, skill, points)
    SELECT p_user_id, e.key, e.value::integer
    FROM pg_catalog.jsonb_each_text(p_result -> 'skills_total') e
    ON CONFLICT (user_id, skill) DO UPDATE SET points = greatest(s.points, excluded.points);
    UPDATE public.profiles p SET xp = greatest(p.xp, (p_result ->> 'xp_total')::integer)
    WHERE p.user_id = p_user_id;
    IF NOT v_first THEN
        RETURN;
    END IF;
    INSERT INTO public.player_flags (user_id, flag, mission_id)
    SELECT p_user_id, f, v_mission FROM pg_catalog.jsonb_array_elements_text(p_result -> 'flags') f
    ON CONFLICT DO NOTHING;
    INSERT INTO public.client_trust (user_id, client, trust)
    SELECT p_user_id, e.key, e.value::integer FROM pg_catalog.jsonb_each_text(p_result -> 'trust') e
    ON CONFLICT (user_id, client) DO UPDATE SET trust = excluded.trust;
    INSERT INTO public.player_promises (user_id, promise, mission_id, wording, made_to, due)
    SELECT p_user_id, r.promise, v_mission, r.wording, r.made_to, r.due
    FROM pg_catalog.jsonb_to_recordset(p_result -> 'promises')
        AS r(promise text, wording text, made_to text, due text)
    ON CONFLICT DO NOTHING;
    UPDATE public.profiles p SET energy = (p_result ->> 'energy')::integer
    WHERE p.user_id = p_user_id;
END
$$;
