-- Why a mission's door is open or closed, clause by clause: {met, words, have, inner}.
CREATE FUNCTION public.explain_mission_lock(p_user_id uuid, p_mission_id uuid)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_tree jsonb;
BEGIN
    IF NOT private.may_ask_about(p_user_id) THEN
        RAISE EXCEPTION 'another player''s doors are not yours to see' USING ERRCODE = '42501';
    END IF;
    SELECT private.door_tree(m.config -> 'unlock_conditions', mp.prerequisite_config) INTO v_tree
    FROM public.missions m LEFT JOIN public.mission_prerequisites mp ON mp.mission_id = m.id
    WHERE m.id = p_mission_id AND m.published;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no mission %', p_mission_id USING ERRCODE = 'P0002';
    END IF;
    RETURN private.explain_tree(v_tree, private.player_facts(p_user_id));
END
$$;
