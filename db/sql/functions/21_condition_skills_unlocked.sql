-- The player has skills, at levels where levels are given.
CREATE FUNCTION private.condition_skills_unlocked_faults(p_node jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN ARRAY[private.fault_of_names(p_node, 'skills'),
                 private.fault_of_numbers(p_node, 'levels')];
END
$$;

CREATE FUNCTION private.condition_skills_unlocked_level(p_node jsonb, p_skill text)
RETURNS integer
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN greatest(1, (p_node -> 'levels' ->> p_skill)::integer);
END
$$;

CREATE FUNCTION private.condition_skills_unlocked_path(p_node jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN (
        SELECT coalesce(pg_catalog.string_agg(pg_catalog.format('$.skills.%s >= %s', s,
            private.condition_skills_unlocked_level(p_node, s #>> '{}')), ' && '), '1 == 1')
        FROM pg_catalog.jsonb_array_elements(p_node -> 'skills') s);
END
$$;

CREATE FUNCTION private.condition_skills_unlocked_told(p_node jsonb, p_facts jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
DECLARE
    v_clauses jsonb := '[]';
    v_skill text;
    v_points integer;
    v_need integer;
BEGIN
    FOR v_n IN 0 .. pg_catalog.jsonb_array_length(p_node -> 'skills') - 1 LOOP
        v_skill := p_node -> 'skills' ->> v_n;
        v_points := coalesce((p_facts -> 'skills' ->> v_skill)::integer, 0);
        v_need := private.condition_skills_unlocked_level(p_node, v_skill);
        v_clauses := v_clauses || private.told(v_points >= v_need,
            pg_catalog.replace(v_skill, '_', ' '), v_points || ' of ' || v_need);
    END LOOP;
    RETURN private.told_together(v_clauses);
END
$$;
