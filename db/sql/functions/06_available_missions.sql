-- The board: every published mission with where this player stands, in one pass over their facts.
CREATE FUNCTION public.available_missions(p_user_id uuid DEFAULT NULL)
RETURNS TABLE (
    mission_id uuid, slug text, title text, order_index integer, difficulty text, config jsonb,
    prerequisites jsonb, user_status text, user_score integer, first_score integer,
    current_phase integer, playthrough_id uuid, progress_data jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 25 AS $$
DECLARE
    v_me uuid := auth.uid();
    v_user uuid := coalesce(p_user_id, v_me);
    v_facts jsonb;
BEGIN
    IF (v_user = v_me) IS NOT TRUE AND NOT private.may_ask_about(v_user) THEN
        RAISE EXCEPTION '%', CASE WHEN v_user IS NULL THEN 'nobody is signed in'
            ELSE 'another player''s board is not yours to see' END USING ERRCODE = '42501';
    END IF;
    v_facts := private.player_facts(v_user);
    RETURN QUERY
    SELECT m.id, m.slug, m.title, m.order_index, m.difficulty, m.config,
        mp.prerequisite_config,
        CASE WHEN up.status IN ('in_progress', 'completed') THEN up.status
             WHEN pg_catalog.jsonb_path_match(v_facts, d.opens, '{"bit": [0, 1]}', true) THEN 'available'
             ELSE 'locked' END,
        CASE WHEN up.status = 'completed' THEN up.score END,
        up.first_score, coalesce(up.current_phase, 0), pt.id, coalesce(up.progress_data, '{}')
    FROM public.missions m
    LEFT JOIN private.mission_doors d ON d.mission_id = m.id
    LEFT JOIN public.mission_prerequisites mp ON mp.mission_id = m.id
    LEFT JOIN public.user_progress up ON up.mission_id = m.id AND up.user_id = v_user
    LEFT JOIN public.playthroughs pt
        ON pt.user_id = v_user AND pt.mission_id = m.id AND pt.status = 'open'
    WHERE m.published
    ORDER BY m.order_index, m.slug;
END
$$;
