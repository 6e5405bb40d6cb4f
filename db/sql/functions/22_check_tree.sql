-- What a node of an unlock tree is called: groups in capitals however they are written; a node
-- without a name is known by its fields. NULL where it has none. The twin of engine.unlocks.parse.
CREATE FUNCTION private.condition_name(p_node jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
DECLARE
    v_key text := CASE WHEN p_node ? 'type' THEN 'type' ELSE 'logic' END;
    v_name text := p_node ->> v_key;
BEGIN
    IF pg_catalog.jsonb_typeof(p_node) <> 'object'
        OR p_node ? v_key AND pg_catalog.jsonb_typeof(p_node -> v_key) <> 'string' THEN
        RETURN NULL;
    ELSIF NOT p_node ? v_key THEN
        RETURN CASE WHEN p_node ? 'mission_ids' THEN 'missions_completed'
                    WHEN p_node ? 'conditions' THEN 'AND' END;
    ELSIF pg_catalog.upper(v_name COLLATE "C") IN ('AND', 'OR', 'NOT', 'AT_LEAST') THEN
        RETURN pg_catalog.upper(v_name COLLATE "C");
    END IF;
    RETURN v_name;
END
$$;

-- What a group holds; nothing where the node is none, or is malformed.
CREATE FUNCTION private.conditions_of(p_node jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN CASE WHEN private.condition_name(p_node) IN ('AND', 'OR', 'NOT', 'AT_LEAST')
            AND pg_catalog.jsonb_typeof(p_node -> 'conditions') = 'array'
        THEN p_node -> 'conditions' ELSE '[]' END;
END
$$;

-- The function of a type of condition, by its name: adding a type is adding its functions.
CREATE FUNCTION private.condition_function(p_type text, p_does text, p_takes text)
RETURNS regprocedure
LANGUAGE plpgsql STABLE STRICT SET search_path = '' AS $$
BEGIN
    RETURN pg_catalog.to_regprocedure(
        pg_catalog.format('private.%I(%s)', 'condition_' || p_type || '_' || p_does, p_takes));
END
$$;

-- What is wrong with one node by itself, whatever it holds.
CREATE FUNCTION private.faults_of_node(p_node jsonb) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    v_key text := CASE WHEN p_node ? 'type' THEN 'type' ELSE 'logic' END;
    v_name text := private.condition_name(p_node);
    v_conditions jsonb := p_node -> 'conditions';
    v_faults text[];
BEGIN
    CASE
        WHEN pg_catalog.jsonb_typeof(p_node) <> 'object' THEN
            RETURN ARRAY[': a condition must be an object'];
        WHEN p_node = '{}' THEN
            RETURN ARRAY[]::text[];
        WHEN v_name IS NULL AND p_node ? v_key THEN
            RETURN ARRAY['.' || v_key || ': must be a name'];
        WHEN v_name IS NULL THEN
            RETURN ARRAY[': a condition needs a type'];
        WHEN v_name NOT IN ('AND', 'OR', 'NOT', 'AT_LEAST') THEN
            IF private.condition_function(v_name, 'faults', 'jsonb') IS NULL THEN
                RETURN ARRAY['.' || v_key || ': unknown condition '''
                    || pg_catalog.left(v_name, 40) || ''''];
            END IF;
            EXECUTE pg_catalog.format('SELECT private.%I($1)', 'condition_' || v_name || '_faults')
                INTO v_faults USING p_node;
            RETURN pg_catalog.array_remove(v_faults, NULL);
        WHEN pg_catalog.jsonb_typeof(v_conditions) IS DISTINCT FROM 'array' THEN
            RETURN ARRAY['.conditions: must be a list'];
        WHEN v_name = 'NOT' AND v_conditions = '[]' THEN
            RETURN ARRAY['.conditions: NOT needs a condition'];
        WHEN v_name = 'AT_LEAST' THEN
            RETURN pg_catalog.array_remove(ARRAY[private.fault_of_number(
                p_node, 'count', false, pg_catalog.jsonb_array_length(v_conditions))], NULL);
        ELSE
            RETURN ARRAY[]::text[];
    END CASE;
END
$$;

-- Every fault of an unlock tree with its JSON path, as engine.unlocks.parse_tree tells them: a
-- node before what it holds, nothing skipped because something else already decides.
CREATE FUNCTION private.check_tree(p_tree jsonb) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    v_deepest constant integer := 8;
    v_largest constant integer := 200;
    v_node record;
    v_fault text;
    v_faults text[] := ARRAY[]::text[];
BEGIN
    FOR v_node IN
        WITH RECURSIVE nodes (node, path, place, depth) AS (
            SELECT p_tree, '$', ARRAY[]::integer[], 0
            UNION ALL
            SELECT c.node, n.path || '.conditions[' || c.n - 1 || ']', n.place || c.n::integer, n.depth + 1
            FROM nodes n CROSS JOIN LATERAL
                pg_catalog.jsonb_array_elements(private.conditions_of(n.node)) WITH ORDINALITY c (node, n)
            WHERE n.depth <= v_deepest)
        SELECT node, path, depth, pg_catalog.row_number() OVER (ORDER BY place) AS number
        FROM nodes ORDER BY place
    LOOP
        IF v_node.depth > v_deepest OR v_node.number > v_largest THEN
            RETURN ARRAY[v_node.path || ': the tree is too deep or too large'];
        END IF;
        FOREACH v_fault IN ARRAY private.faults_of_node(v_node.node) LOOP
            v_faults := v_faults || (v_node.path || v_fault);
        END LOOP;
    END LOOP;
    RETURN v_faults;
END
$$;
