-- Missions are completed, each with at least a score.
CREATE FUNCTION private.condition_missions_completed_faults(p_node jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN ARRAY[private.fault_of_names(p_node, 'mission_ids'),
                 private.fault_of_number(p_node, 'minimum_score', true)];
END
$$;

CREATE FUNCTION private.condition_missions_completed_path(p_node jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN (
        SELECT coalesce(pg_catalog.string_agg(
            pg_catalog.format('$.completed.%s >= %s', m, coalesce(p_node ->> 'minimum_score', '0')),
            ' && '), '1 == 1')
        FROM pg_catalog.jsonb_array_elements(p_node -> 'mission_ids') m);
END
$$;

CREATE FUNCTION private.condition_missions_completed_told(p_node jsonb, p_facts jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
DECLARE
    v_need integer := coalesce((p_node ->> 'minimum_score')::integer, 0);
    v_clauses jsonb := '[]';
    v_mission text;
    v_score integer;
    v_done boolean;
BEGIN
    FOR v_n IN 0 .. pg_catalog.jsonb_array_length(p_node -> 'mission_ids') - 1 LOOP
        v_mission := p_node -> 'mission_ids' ->> v_n;
        v_score := p_facts -> 'completed' ->> v_mission;
        v_done := coalesce(v_score >= v_need, false);
        v_clauses := v_clauses || CASE
            WHEN v_need = 0 THEN private.told(v_done, v_mission || ' done')
            WHEN v_done THEN private.told(v_done, v_mission || ' score')
            ELSE private.told(v_done, v_mission || ' score',
                coalesce(v_score::text, 'none') || ' of ' || v_need) END;
    END LOOP;
    RETURN private.told_together(v_clauses);
END
$$;
