-- The missions whose doors are open to the caller, or that they have begun: what the policy on
-- missions asks, once a statement.
CREATE FUNCTION private.my_missions() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_me uuid := auth.uid();
    v_facts jsonb;
BEGIN
    IF v_me IS NULL THEN
        RETURN '{}';
    END IF;
    v_facts := private.player_facts(v_me);
    RETURN ARRAY(
        SELECT m.id FROM public.missions m
        JOIN private.mission_doors d ON d.mission_id = m.id
        LEFT JOIN public.user_progress up ON up.mission_id = m.id AND up.user_id = v_me
        WHERE m.published AND (up.status IN ('in_progress', 'completed')
            OR pg_catalog.jsonb_path_match(v_facts, d.opens, '{"bit": [0, 1]}', true)));
END
$$;
