-- A well-formed tree in words, with what is met, what is had and what is needed. The twin of
-- engine.unlocks.explain, to the letter.
CREATE FUNCTION private.explain_tree(p_tree jsonb, p_facts jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    v_name text := coalesce(private.condition_name(p_tree), 'AND');
    v_only jsonb;
    v_inner jsonb := '[]';
    v_all integer;
    v_met integer := 0;
    v_count integer;
    v_told jsonb;
BEGIN
    IF v_name NOT IN ('AND', 'OR', 'NOT', 'AT_LEAST') THEN
        EXECUTE pg_catalog.format('SELECT private.%I($1, $2)', 'condition_' || v_name || '_told')
            INTO v_told USING p_tree, p_facts;
        RETURN v_told;
    END IF;
    v_all := coalesce(pg_catalog.jsonb_array_length(p_tree -> 'conditions'), 0);
    v_only := CASE v_all WHEN 1 THEN p_tree -> 'conditions' -> 0 END;
    IF v_name = 'NOT' AND private.condition_function(
            private.condition_name(v_only), 'told_not', 'jsonb, jsonb') IS NOT NULL THEN
        EXECUTE pg_catalog.format('SELECT private.%I($1, $2)',
            'condition_' || private.condition_name(v_only) || '_told_not')
            INTO v_told USING v_only, p_facts;
        RETURN v_told;
    END IF;
    FOR v_n IN 0 .. v_all - 1 LOOP
        v_told := private.explain_tree(p_tree -> 'conditions' -> v_n, p_facts);
        v_inner := v_inner || v_told;
        v_met := v_met + (v_told ->> 'met')::boolean::integer;
    END LOOP;
    v_count := (p_tree ->> 'count')::integer;
    RETURN CASE
        WHEN v_name = 'AND' THEN private.told_together(v_inner)
        WHEN v_name = 'NOT' THEN private.told(v_met < v_all,
            CASE WHEN v_all > 1 THEN 'not all of these' ELSE 'not' END, '', v_inner)
        WHEN v_all = 1 AND (v_name = 'OR' OR v_count = 1) THEN v_inner -> 0
        WHEN v_name = 'OR' THEN private.told(v_met > 0,
            CASE v_all WHEN 2 THEN 'either of these' ELSE 'one of these' END, '', v_inner)
        ELSE private.told(v_met >= v_count, v_count || ' of these', v_met || ' of ' || v_count, v_inner)
    END;
END
$$;
