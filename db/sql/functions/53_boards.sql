-- Boards: the best first, ties to whoever was there earlier. Everybody has a place; a name stands
-- there only where its owner wants it to, and the caller's own row is marked. Who is nobody sees
-- none.
-- The inner limits are written out: a limit that the planner does not know makes it expect a
-- tenth of the table.
CREATE FUNCTION public.mission_leaderboard(p_mission text, p_limit integer DEFAULT 20)
RETURNS TABLE (place bigint, display_name text, score integer, completed_at timestamptz, is_me boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 20 AS $$
DECLARE
    v_me uuid := auth.uid();
    v_mission uuid;
    v_limit integer := greatest(1, least(coalesce(p_limit, 20), 100));
BEGIN
    IF v_me IS NULL AND NOT private.is_service() THEN
        RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = '42501';
    END IF;
    SELECT m.id INTO v_mission FROM public.missions m
    WHERE m.published AND (m.slug = p_mission OR m.id::text = p_mission);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no mission %', p_mission USING ERRCODE = 'P0002';
    END IF;
    RETURN QUERY
    SELECT row_number() OVER (ORDER BY b.score DESC, b.completed_at, b.user_id),
        CASE WHEN p.show_on_boards OR b.user_id = v_me THEN p.display_name END,
        b.score, b.completed_at, b.user_id IS NOT DISTINCT FROM v_me
    FROM (SELECT up.user_id, up.score, up.completed_at FROM public.user_progress up
          WHERE up.mission_id = v_mission AND up.status = 'completed'
          ORDER BY up.score DESC, up.completed_at, up.user_id LIMIT 100) b
    LEFT JOIN public.profiles p ON p.user_id = b.user_id
    ORDER BY b.score DESC, b.completed_at, b.user_id
    LIMIT v_limit;
END
$$;

CREATE FUNCTION public.overall_leaderboard(p_limit integer DEFAULT 20)
RETURNS TABLE (place bigint, display_name text, total_score integer, missions_completed integer,
    reached_at timestamptz, is_me boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 20 AS $$
DECLARE
    v_me uuid := auth.uid();
    v_limit integer := greatest(1, least(coalesce(p_limit, 20), 100));
BEGIN
    IF v_me IS NULL AND NOT private.is_service() THEN
        RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY
    SELECT row_number() OVER (ORDER BY b.total_score DESC, b.reached_at, b.user_id),
        CASE WHEN p.show_on_boards OR b.user_id = v_me THEN p.display_name END,
        b.total_score, b.missions_completed, b.reached_at, b.user_id IS NOT DISTINCT FROM v_me
    FROM (SELECT t.* FROM public.player_totals t WHERE t.missions_completed > 0
          ORDER BY t.total_score DESC, t.reached_at, t.user_id LIMIT 100) b
    LEFT JOIN public.profiles p ON p.user_id = b.user_id
    ORDER BY b.total_score DESC, b.reached_at, b.user_id
    LIMIT v_limit;
END
$$;

-- The learners of a class of the caller's; who looks after it sees every name.
CREATE FUNCTION public.class_leaderboard(
    p_class_id uuid, p_mission text DEFAULT NULL, p_limit integer DEFAULT 20)
RETURNS TABLE (place bigint, display_name text, score integer, missions_completed integer,
    reached_at timestamptz, is_me boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 20 AS $$
DECLARE
    v_me uuid := auth.uid();
    v_role text := (SELECT c.role FROM public.class_members c
                    WHERE c.class_id = p_class_id AND c.user_id = v_me);
    v_mission uuid;
    v_limit integer := greatest(1, least(coalesce(p_limit, 20), 100));
BEGIN
    IF v_role IS NULL AND NOT private.is_service() THEN
        RAISE EXCEPTION 'this is not a class of yours' USING ERRCODE = '42501';
    END IF;
    SELECT m.id INTO v_mission FROM public.missions m
    WHERE m.published AND (m.slug = p_mission OR m.id::text = p_mission);
    IF NOT FOUND AND p_mission IS NOT NULL THEN
        RAISE EXCEPTION 'there is no mission %', p_mission USING ERRCODE = 'P0002';
    END IF;
    RETURN QUERY
    SELECT row_number() OVER (ORDER BY b.score DESC, b.reached_at, b.user_id),
        CASE WHEN p.show_on_boards OR b.user_id = v_me OR v_role IS DISTINCT FROM 'learner'
            THEN p.display_name END,
        b.score, b.missions_completed, b.reached_at, b.user_id IS NOT DISTINCT FROM v_me
    FROM (SELECT c.user_id, up.score, 1 AS missions_completed, up.completed_at AS reached_at
          FROM public.class_members c JOIN public.user_progress up
            ON up.user_id = c.user_id AND up.mission_id = v_mission AND up.status = 'completed'
          WHERE c.class_id = p_class_id AND c.role = 'learner'
          UNION ALL
          SELECT c.user_id, t.total_score, t.missions_completed, t.reached_at
          FROM public.class_members c JOIN public.player_totals t
            ON t.user_id = c.user_id AND t.missions_completed > 0
          WHERE c.class_id = p_class_id AND c.role = 'learner' AND v_mission IS NULL) b
    LEFT JOIN public.profiles p ON p.user_id = b.user_id
    ORDER BY 1
    LIMIT v_limit;
END
$$;
