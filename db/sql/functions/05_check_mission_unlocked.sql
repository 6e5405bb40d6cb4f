-- Whether a door is open: the mission's own conditions and its prerequisites must both hold.
CREATE FUNCTION private.is_open(p_mission_id uuid, p_facts jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    RETURN coalesce((
        SELECT pg_catalog.jsonb_path_match(p_facts, d.opens, '{"bit": [0, 1]}', true)
        FROM public.missions m JOIN private.mission_doors d ON d.mission_id = m.id
        WHERE m.id = p_mission_id AND m.published), false);
END
$$;

CREATE FUNCTION public.check_mission_unlocked(p_user_id uuid, p_mission_id uuid)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NOT private.may_ask_about(p_user_id) THEN
        RETURN false;
    END IF;
    RETURN private.is_open(p_mission_id, private.player_facts(p_user_id));
END
$$;
