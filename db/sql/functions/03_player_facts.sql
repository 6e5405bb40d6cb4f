-- What of a player decides about doors, in the shape of engine.unlocks.Facts. Completed
-- missions stand under their slug and under their id, for trees may name either.
CREATE FUNCTION private.player_facts(p_user_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    RETURN (
        SELECT pg_catalog.jsonb_build_object(
            'completed', coalesce((
                SELECT pg_catalog.jsonb_object_agg(m.slug, up.score)
                    || pg_catalog.jsonb_object_agg(m.id::text, up.score)
                FROM public.user_progress up JOIN public.missions m ON m.id = up.mission_id
                WHERE up.user_id = p_user_id AND up.status = 'completed'), '{}'::jsonb),
            'level', coalesce(p.level, 1),
            'skills', coalesce((
                SELECT pg_catalog.jsonb_object_agg(s.skill, s.points)
                FROM public.player_skills s WHERE s.user_id = p_user_id), '{}'::jsonb),
            'flags', coalesce((
                SELECT pg_catalog.jsonb_agg(f.flag ORDER BY f.flag COLLATE "C")
                FROM public.player_flags f WHERE f.user_id = p_user_id), '[]'::jsonb),
            'energy', coalesce(p.energy, 70))
        FROM (VALUES (p_user_id)) one (user_id)
        LEFT JOIN public.profiles p ON p.user_id = one.user_id);
END
$$;
