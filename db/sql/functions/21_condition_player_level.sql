-- The player has reached a level; `simple` is the source's shorter way to write it.
CREATE FUNCTION private.condition_player_level_faults(p_node jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN ARRAY[private.fault_of_number(p_node, 'minimum')];
END
$$;

CREATE FUNCTION private.condition_player_level_path(p_node jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN '$.level >= ' || (p_node ->> 'minimum');
END
$$;

CREATE FUNCTION private.condition_player_level_told(p_node jsonb, p_facts jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN private.told((p_facts ->> 'level')::integer >= (p_node ->> 'minimum')::integer, 'level',
        (p_facts ->> 'level') || ' of ' || (p_node ->> 'minimum'));
END
$$;

CREATE FUNCTION private.condition_simple_faults(p_node jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN ARRAY[private.fault_of_number(p_node, 'required_level')];
END
$$;

CREATE FUNCTION private.condition_simple_path(p_node jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN '$.level >= ' || (p_node ->> 'required_level');
END
$$;

CREATE FUNCTION private.condition_simple_told(p_node jsonb, p_facts jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN private.condition_player_level_told(
        pg_catalog.jsonb_build_object('minimum', p_node -> 'required_level'), p_facts);
END
$$;
