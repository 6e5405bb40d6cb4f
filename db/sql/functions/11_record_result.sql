-- Grading, for the referee alone. Progression is a function of best scores: a better replay adds
-- only what it earns beyond the best before. The first completion writes what the campaign
-- remembers.
CREATE FUNCTION public.record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_mission uuid;
    v_before public.user_progress;
    v_score integer;
    v_best jsonb;
BEGIN
    PERFORM private.check_result(p_result);
    v_score := (p_result ->> 'score')::integer;
    UPDATE public.playthroughs p SET status = 'graded', score = v_score,
        ended_at = coalesce(p.ended_at, now())
    WHERE p.user_id = p_user_id AND p.id = p_playthrough_id AND p.status IN ('open', 'submitted')
    RETURNING p.mission_id INTO v_mission;
    IF NOT FOUND THEN
        PERFORM 1 FROM public.playthroughs p
        WHERE p.user_id = p_user_id AND p.id = p_playthrough_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'there is no such playthrough' USING ERRCODE = 'P0002';
        END IF;
        RETURN;
    END IF;
    INSERT INTO public.user_progress (user_id, mission_id, status)
    VALUES (p_user_id, v_mission, 'in_progress') ON CONFLICT DO NOTHING;
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
        -- Past the last phase, so that every phase counts as completed.
        current_phase = greatest(up.current_phase, private.last_phase(v_mission) + 1),
        progress_data = up.progress_data || jsonb_build_object(
            'phases', p_result -> 'phases',
            'best', jsonb_build_object('xp', p_result -> 'xp', 'skills', p_result -> 'skills'))
    WHERE up.user_id = p_user_id AND up.mission_id = v_mission;
    INSERT INTO public.player_achievements (user_id, achievement, mission_id)
    SELECT p_user_id, a, v_mission
    FROM jsonb_array_elements_text(coalesce(p_result -> 'achievements', '[]')) a
    ON CONFLICT DO NOTHING;
    IF v_before.completed_at IS NOT NULL THEN
        RETURN;
    END IF;
    INSERT INTO public.player_flags (user_id, flag, mission_id)
    SELECT p_user_id, f, v_mission FROM jsonb_array_elements_text(p_result -> 'flags') f
    ON CONFLICT DO NOTHING;
    INSERT INTO public.client_trust (user_id, client, trust)
    SELECT p_user_id, e.key, e.value::integer FROM jsonb_each_text(p_result -> 'trust') e
    ON CONFLICT (user_id, client) DO UPDATE SET trust = excluded.trust;
    INSERT INTO public.player_promises
        (user_id, promise, mission_id, wording, made_to, due, witness, state, settled_at)
    SELECT p_user_id, r.promise, v_mission, r.wording, r.made_to, r.due,
        coalesce(r.witness, ''), coalesce(r.state, 'open'),
        CASE WHEN r.state IN ('kept', 'broken') THEN now() END
    FROM jsonb_to_recordset(p_result -> 'promises')
        AS r(promise text, wording text, made_to text, due text, witness text, state text)
    ON CONFLICT DO NOTHING;
    UPDATE public.player_promises p SET state = r.state, settled_at = now()
    FROM jsonb_to_recordset(coalesce(p_result -> 'settled', '[]'))
        AS r(promise text, made_in text, state text)
    JOIN public.missions m ON m.slug = r.made_in
    WHERE p.user_id = p_user_id AND p.promise = r.promise AND p.mission_id = m.id
        AND p.state = 'open';
    UPDATE public.profiles p SET energy = (p_result ->> 'energy')::integer
    WHERE p.user_id = p_user_id;
END
$$;

-- Refuses what is no result, before anything is written.
CREATE FUNCTION private.check_result(p_result jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    IF coalesce(pg_catalog.jsonb_typeof(p_result), '') <> 'object'
        OR NOT private.is_whole(p_result -> 'score', 0, 100)
        OR NOT private.is_whole(p_result -> 'xp', 0, 1000000)
        OR NOT private.is_whole(p_result -> 'energy', 0, 100)
        OR NOT private.is_tally(p_result -> 'phases', 0, 100)
        OR NOT private.is_tally(p_result -> 'skills', 0, 1000000)
        OR NOT private.is_tally(p_result -> 'trust', 0, 100)
        OR NOT private.is_list(p_result -> 'flags', 'strict $[*] ? (@.type() == "string")')
        OR NOT private.is_list(p_result -> 'promises', 'lax $[*] ? (
            @.promise.type() == "string" && @.wording.type() == "string"
            && @.made_to.type() == "string" && @.due.type() == "string"
            && (!exists(@.witness) || @.witness.type() == "string")
            && (!exists(@.state) || @.state == "open" || @.state == "kept" || @.state == "broken"))')
        OR p_result ? 'settled' AND NOT private.is_list(p_result -> 'settled', 'strict $[*] ? (
            @.promise.type() == "string" && @.made_in.type() == "string"
            && (@.state == "kept" || @.state == "broken"))')
        OR p_result ? 'achievements'
            AND NOT private.is_list(p_result -> 'achievements', 'strict $[*] ? (@.type() == "string")') THEN
        RAISE EXCEPTION 'a result has score, xp, energy, phases, skills, trust, flags and promises, and may have achievements and settled promises'
            USING ERRCODE = '22023';
    END IF;
END
$$;

-- Whether a value is a whole number within bounds.
CREATE FUNCTION private.is_whole(p_value jsonb, p_least integer, p_most integer)
RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT CASE WHEN pg_catalog.jsonb_typeof(p_value) = 'number'
        THEN p_value::numeric BETWEEN p_least AND p_most
            AND p_value::numeric = pg_catalog.floor(p_value::numeric)
        ELSE false END
$$;

-- Whether a value is an object of names and whole numbers within bounds.
CREATE FUNCTION private.is_tally(p_value jsonb, p_least integer, p_most integer)
RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT CASE WHEN pg_catalog.jsonb_typeof(p_value) = 'object'
        THEN (SELECT coalesce(bool_and(private.is_whole(e.value, p_least, p_most)), true)
              FROM pg_catalog.jsonb_each(p_value) e)
        ELSE false END
$$;

-- Whether a value is a list of which every item is what a path picks out.
CREATE FUNCTION private.is_list(p_value jsonb, p_good jsonpath) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT CASE WHEN pg_catalog.jsonb_typeof(p_value) = 'array'
        THEN pg_catalog.jsonb_array_length(p_value) = pg_catalog.jsonb_array_length(
            pg_catalog.jsonb_path_query_array(p_value, p_good))
        ELSE false END
$$;
