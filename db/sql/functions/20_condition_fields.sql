-- What the conditions of unlock trees share: reading a field, and telling what is wrong with it.
-- Each gives NULL for a good field, else '.field: words'. The twins of engine.unlocks.clause.
CREATE FUNCTION private.is_name(p_value jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN coalesce(pg_catalog.jsonb_typeof(p_value) = 'string'
        AND pg_catalog.char_length(p_value #>> '{}') BETWEEN 1 AND 200, false);
END
$$;

CREATE FUNCTION private.is_number(p_value jsonb, p_most integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN CASE WHEN pg_catalog.jsonb_typeof(p_value) = 'number' AND p_value::text ~ '^[0-9]{1,9}$'
        THEN p_value::text::integer <= p_most ELSE false END;
END
$$;

CREATE FUNCTION private.fault_of_name(p_node jsonb, p_key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN CASE WHEN NOT private.is_name(p_node -> p_key) THEN '.' || p_key || ': must be a name' END;
END
$$;

CREATE FUNCTION private.fault_of_names(p_node jsonb, p_key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN CASE WHEN pg_catalog.jsonb_typeof(p_node -> p_key) IS DISTINCT FROM 'array'
            OR pg_catalog.jsonb_array_length(
                CASE pg_catalog.jsonb_typeof(p_node -> p_key) WHEN 'array' THEN p_node -> p_key END) > 100
            OR EXISTS (
                SELECT 1 FROM pg_catalog.jsonb_array_elements(
                    CASE pg_catalog.jsonb_typeof(p_node -> p_key) WHEN 'array' THEN p_node -> p_key END) e
                WHERE NOT private.is_name(e))
        THEN '.' || p_key || ': must be a list of at most 100 names' END;
END
$$;

-- A number that may be left out is read as 0 by whoever needs it.
CREATE FUNCTION private.fault_of_number(
    p_node jsonb, p_key text, p_may_lack boolean DEFAULT false, p_most integer DEFAULT 1000000)
RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN CASE WHEN NOT (p_may_lack AND NOT p_node ? p_key)
            AND NOT private.is_number(p_node -> p_key, p_most)
        THEN '.' || p_key || ': must be a whole number from 0 to ' || p_most END;
END
$$;

CREATE FUNCTION private.fault_of_numbers(p_node jsonb, p_key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN CASE WHEN p_node ? p_key
            AND (pg_catalog.jsonb_typeof(p_node -> p_key) <> 'object'
                OR EXISTS (
                    SELECT 1 FROM pg_catalog.jsonb_each(
                        CASE pg_catalog.jsonb_typeof(p_node -> p_key) WHEN 'object' THEN p_node -> p_key END) e
                    WHERE NOT private.is_number(e.value, 1000000)))
        THEN '.' || p_key || ': must give whole numbers from 0 to 1000000 by name' END;
END
$$;

-- One clause of an explanation, in the shape of engine.unlocks.Explanation.
CREATE FUNCTION private.told(
    p_met boolean, p_words text, p_have text DEFAULT '', p_inner jsonb DEFAULT '[]')
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN pg_catalog.jsonb_build_object(
        'met', p_met, 'words', p_words, 'have', p_have, 'inner', p_inner);
END
$$;

-- Several clauses that must all be met; one alone stands for itself.
CREATE FUNCTION private.told_together(p_clauses jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN CASE pg_catalog.jsonb_array_length(p_clauses)
        WHEN 1 THEN p_clauses -> 0
        ELSE private.told(NOT p_clauses @> '[{"met": false}]', 'all of these', '', p_clauses) END;
END
$$;
