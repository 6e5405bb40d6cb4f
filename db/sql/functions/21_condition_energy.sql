-- The team has energy left.
CREATE FUNCTION private.condition_energy_faults(p_node jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN ARRAY[private.fault_of_number(p_node, 'minimum')];
END
$$;

CREATE FUNCTION private.condition_energy_path(p_node jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN '$.energy >= ' || (p_node ->> 'minimum');
END
$$;

CREATE FUNCTION private.condition_energy_told(p_node jsonb, p_facts jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN private.told((p_facts ->> 'energy')::integer >= (p_node ->> 'minimum')::integer, 'energy',
        (p_facts ->> 'energy') || ' of ' || (p_node ->> 'minimum'));
END
$$;
