-- A campaign flag is set. It has words of its own for being denied.
CREATE FUNCTION private.condition_flag_set_faults(p_node jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN ARRAY[private.fault_of_name(p_node, 'flag')];
END
$$;

CREATE FUNCTION private.condition_flag_set_path(p_node jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
BEGIN
    RETURN '$.flags[*] == ' || (p_node -> 'flag')::text;
END
$$;

CREATE FUNCTION private.condition_flag_set_told(p_node jsonb, p_facts jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
DECLARE
    v_met boolean := p_facts -> 'flags' ? (p_node ->> 'flag');
BEGIN
    RETURN private.told(v_met, pg_catalog.replace(p_node ->> 'flag', '_', ' '),
        CASE WHEN v_met THEN '' ELSE 'not so' END);
END
$$;

CREATE FUNCTION private.condition_flag_set_told_not(p_node jsonb, p_facts jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
DECLARE
    v_met boolean := NOT p_facts -> 'flags' ? (p_node ->> 'flag');
BEGIN
    RETURN private.told(v_met, 'no ' || pg_catalog.replace(p_node ->> 'flag', '_', ' '),
        CASE WHEN v_met THEN '' ELSE 'it was' END);
END
$$;
