-- Whether a player's facts meet an unlock tree. The twin of engine.unlocks.holds.
CREATE OR REPLACE FUNCTION private.holds(p_tree jsonb, p_facts jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
DECLARE
    v_type text := coalesce(
        p_tree ->> 'type', p_tree ->> 'logic',
        CASE WHEN p_tree ? 'mission_ids' THEN 'missions_completed'
             WHEN p_tree ? 'conditions' THEN 'AND' END);
    v_met integer;
    v_all integer;
BEGIN
    IF p_tree = '{}'::jsonb THEN
        RETURN true;
    END IF;
    IF upper(v_type) IN ('AND', 'OR', 'NOT', 'AT_LEAST') THEN
        SELECT count(*) FILTER (WHERE private.holds(c, p_facts)), count(*) INTO v_met, v_all
        FROM pg_catalog.jsonb_array_elements(p_tree -> 'conditions') c;
        RETURN CASE upper(v_type)
            WHEN 'AND' THEN v_met = v_all
            WHEN 'OR' THEN v_met > 0
            WHEN 'NOT' THEN v_met < v_all
            ELSE v_met >= (p_tree ->> 'count')::integer END;
    END IF;
    CASE v_type
        WHEN 'missions_completed' THEN
            RETURN NOT EXISTS (
                SELECT 1 FROM pg_catalog.jsonb_array_elements_text(p_tree -> 'mission_ids') m
                WHERE coalesce((p_facts -> 'completed' ->> m)::integer
                      < coalesce((p_tree ->> 'minimum_score')::integer, 0), true));
        WHEN 'player_level' THEN
            RETURN (p_facts ->> 'level')::integer >= (p_tree ->> 'minimum')::integer;
        WHEN 'simple' THEN
            RETURN (p_facts ->> 'level')::integer >= (p_tree ->> 'required_level')::integer;
        WHEN 'skills_unlocked' THEN
            RETURN NOT EXISTS (
                SELECT 1 FROM pg_catalog.jsonb_array_elements_text(p_tree -> 'skills') s
                WHERE coalesce((p_facts -> 'skills' ->> s)::integer, 0)
                      < greatest(1, coalesce((p_tree -> 'levels' ->> s)::integer, 1)));
        WHEN 'flag_set' THEN
            RETURN p_facts -> 'flags' ? (p_tree ->> 'flag');
        WHEN 'energy' THEN
            RETURN (p_facts ->> 'energy')::integer >= (p_tree ->> 'minimum')::integer;
        ELSE
            RAISE EXCEPTION 'unknown unlock condition: %', p_tree USING ERRCODE = '22023';
    END CASE;
END
$$;
