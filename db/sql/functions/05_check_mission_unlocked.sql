-- Whether a door is open: the mission's own conditions and its prerequisites must both hold.
CREATE OR REPLACE FUNCTION private.is_open(p_mission_id uuid, p_facts jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT private.holds(coalesce(nullif(m.config -> 'unlock_conditions', 'null'), '{}'), p_facts)
        AND private.holds(coalesce(mp.prerequisite_config, '{}'), p_facts)
    FROM public.missions m LEFT JOIN public.mission_prerequisites mp ON mp.mission_id = m.id
    WHERE m.id = p_mission_id AND m.published
$$;

CREATE OR REPLACE FUNCTION public.check_mission_unlocked(p_user_id uuid, p_mission_id uuid)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF p_user_id IS DISTINCT FROM auth.uid() AND NOT private.is_service() THEN
        RETURN false;
    END IF;
    RETURN coalesce(private.is_open(p_mission_id, private.player_facts(p_user_id)), false);
END
$$;
