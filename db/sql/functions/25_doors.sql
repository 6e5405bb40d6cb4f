-- Both of a mission's trees as one; what is left out or empty asks nothing. The twin of
-- engine.unlocks.door.
CREATE FUNCTION private.door_tree(p_unlock_conditions jsonb, p_prerequisites jsonb)
RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT CASE pg_catalog.count(*)
        WHEN 1 THEN pg_catalog.jsonb_agg(tree) -> 0
        ELSE pg_catalog.jsonb_build_object(
            'type', 'AND', 'conditions', coalesce(pg_catalog.jsonb_agg(tree ORDER BY n), '[]')) END
    FROM (VALUES (1, p_unlock_conditions), (2, p_prerequisites)) asked (n, tree)
    WHERE tree NOT IN ('null', '{}')
$$;

-- Refuses a malformed tree, and tells all that is wrong with it.
CREATE FUNCTION private.refuse_faults(p_tree jsonb, p_what text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    v_faults text[];
BEGIN
    IF p_tree IS NULL OR p_tree = 'null' THEN
        RETURN;
    END IF;
    v_faults := private.check_tree(p_tree);
    IF v_faults <> '{}' THEN
        RAISE EXCEPTION 'the % are malformed at %', p_what, v_faults[1]
            USING ERRCODE = '22023', DETAIL = pg_catalog.array_to_string(v_faults, E'\n');
    END IF;
END
$$;

-- The missions that a tree names, wherever in it.
CREATE FUNCTION private.missions_named(p_tree jsonb) RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = '' AS $$
    WITH RECURSIVE nodes (node) AS (
        SELECT p_tree
        UNION ALL
        SELECT c FROM nodes, pg_catalog.jsonb_array_elements(private.conditions_of(node)) c)
    SELECT DISTINCT m FROM nodes CROSS JOIN LATERAL
        pg_catalog.jsonb_array_elements_text(node -> 'mission_ids') m
    WHERE private.condition_name(node) = 'missions_completed'
$$;

-- Compiles a mission's door from both of its trees, and notes the missions that they name.
CREATE FUNCTION private.make_door(p_mission_id uuid) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    v_mission public.missions;
    v_prerequisites jsonb;
    v_tree jsonb;
BEGIN
    -- Whoever changes the other tree waits here, and then sees this one.
    SELECT m.* INTO v_mission FROM public.missions m WHERE m.id = p_mission_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT mp.prerequisite_config INTO v_prerequisites
    FROM public.mission_prerequisites mp WHERE mp.mission_id = p_mission_id;
    PERFORM private.refuse_faults(v_mission.config -> 'unlock_conditions',
        pg_catalog.format('unlock conditions of ''%s''', v_mission.slug));
    PERFORM private.refuse_faults(v_prerequisites,
        pg_catalog.format('prerequisites of ''%s''', v_mission.slug));
    v_tree := private.door_tree(v_mission.config -> 'unlock_conditions', v_prerequisites);
    INSERT INTO private.mission_doors AS d (mission_id, opens)
    VALUES (p_mission_id, private.compile_tree(v_tree))
    ON CONFLICT (mission_id) DO UPDATE SET opens = excluded.opens;
    DELETE FROM private.mission_door_names n WHERE n.mission_id = p_mission_id;
    INSERT INTO private.mission_door_names (mission_id, slug, named_id)
    SELECT p_mission_id, CASE WHEN NOT is_id THEN name END, CASE WHEN is_id THEN name::uuid END
    FROM (SELECT m, m ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
          FROM private.missions_named(v_tree) m) named (name, is_id);
END
$$;

CREATE FUNCTION private.keep_door() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_TABLE_NAME = 'missions' THEN
        PERFORM private.make_door(NEW.id);
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM private.make_door(OLD.mission_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM private.make_door(NEW.mission_id);
    END IF;
    RETURN NULL;
END
$$;

-- Says in words what the foreign keys of mission_door_names hold, a moment before they do.
CREATE FUNCTION private.refuse_nameless_door() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_slug text;
    v_id uuid;
    v_name record;
BEGIN
    IF TG_TABLE_NAME = 'missions' THEN
        v_slug := OLD.slug;
        v_id := OLD.id;
    ELSE
        v_slug := NEW.slug;
        v_id := NEW.named_id;
        -- Whoever is about to delete it has it locked: what comes of that is seen after the wait.
        PERFORM 1 FROM public.missions k WHERE k.slug = v_slug OR k.id = v_id FOR KEY SHARE;
    END IF;
    SELECT coalesce(n.slug, n.named_id::text) AS named, m.slug INTO v_name
    FROM private.mission_door_names n JOIN public.missions m ON m.id = n.mission_id
    WHERE (n.slug = v_slug OR n.named_id = v_id)
        AND NOT EXISTS (SELECT 1 FROM public.missions k WHERE k.slug = n.slug OR k.id = n.named_id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the door of ''%'' names ''%'', and there is no such mission',
            v_name.slug, v_name.named USING ERRCODE = '23503';
    END IF;
    RETURN NULL;
END
$$;
