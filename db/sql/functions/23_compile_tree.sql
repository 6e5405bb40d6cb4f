-- A node of a well-formed unlock tree as a jsonpath predicate over a player's facts.
--
-- Jsonpath cannot count, so AT_LEAST adds up bits: from $bit, which is [0, 1], each member's filter
-- leaves exactly the one that says whether it holds. A member is written twice for that; where one
-- or all suffice, OR and AND do without.
CREATE FUNCTION private.condition_path(p_node jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    v_name text := private.condition_name(p_node);
    v_count integer;
    v_inner text[] := '{}';
    v_path text;
BEGIN
    IF p_node = '{}' THEN
        RETURN '(1 == 1)';
    END IF;
    IF v_name NOT IN ('AND', 'OR', 'NOT', 'AT_LEAST') THEN
        EXECUTE pg_catalog.format('SELECT private.%I($1)', 'condition_' || v_name || '_path')
            INTO v_path USING p_node;
        RETURN '(' || v_path || ')';
    END IF;
    FOR v_n IN 0 .. pg_catalog.jsonb_array_length(p_node -> 'conditions') - 1 LOOP
        v_inner := v_inner || private.condition_path(p_node -> 'conditions' -> v_n);
    END LOOP;
    IF v_name = 'AT_LEAST' THEN
        v_count := (p_node ->> 'count')::integer;
        IF v_count = 0 THEN
            RETURN '(1 == 1)';
        ELSIF v_count NOT IN (1, pg_catalog.cardinality(v_inner)) THEN
            SELECT pg_catalog.string_agg(
                pg_catalog.format('($bit ? ((@ == 1 && %1$s) || (@ == 0 && !%1$s)))', i), ' + ')
            INTO v_path FROM pg_catalog.unnest(v_inner) i;
            RETURN '(' || v_path || ' >= ' || v_count || ')';
        END IF;
    END IF;
    v_path := CASE
        WHEN v_inner = '{}' THEN CASE v_name WHEN 'OR' THEN '(1 == 0)' ELSE '(1 == 1)' END
        WHEN v_name = 'OR' OR v_count = 1 THEN '(' || pg_catalog.array_to_string(v_inner, ' || ') || ')'
        ELSE '(' || pg_catalog.array_to_string(v_inner, ' && ') || ')' END;
    RETURN CASE v_name WHEN 'NOT' THEN '(!' || v_path || ')' ELSE v_path END;
END
$$;

CREATE FUNCTION private.compile_tree(p_tree jsonb) RETURNS jsonpath
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    RETURN private.condition_path(p_tree)::pg_catalog.jsonpath;
END
$$;

-- Whether a player's facts meet a compiled tree.
CREATE FUNCTION private.opens(p_path jsonpath, p_facts jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN coalesce(pg_catalog.jsonb_path_match(p_facts, p_path, '{"bit": [0, 1]}', true), false);
END
$$;

-- Whether a player's facts meet a tree. The twin of engine.unlocks.holds.
CREATE FUNCTION private.holds(p_tree jsonb, p_facts jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT private.opens(private.compile_tree(p_tree), p_facts)
$$;
