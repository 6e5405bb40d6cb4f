-- The content of a mission as of one revision, with its answers. Not granted to anybody who plays.
CREATE FUNCTION public.content_at(p_mission_id uuid, p_rev bigint)
RETURNS TABLE (key text, phase_name text, content_type text, sequence_order integer,
    "position" integer, content_data jsonb, answers jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT c.key, c.phase_name, c.content_type, c.sequence_order, c.position,
        v.content_data, coalesce(a.answers, '{}')
    FROM public.mission_content c
    JOIN LATERAL (
        SELECT cv.id, cv.content_data FROM public.content_versions cv
        WHERE cv.content_id = c.id AND cv.rev <= p_rev ORDER BY cv.rev DESC LIMIT 1) v ON true
    LEFT JOIN private.content_answers a ON a.version_id = v.id
    WHERE c.mission_id = p_mission_id AND (c.retired_rev IS NULL OR c.retired_rev > p_rev)
    ORDER BY c.sequence_order, c.position, c.key
$$;

-- The content of a playthrough's revision with its answers, for the one who plays it.
CREATE FUNCTION public.content_for(p_playthrough_id uuid)
RETURNS TABLE (key text, phase_name text, content_type text, sequence_order integer,
    "position" integer, content_data jsonb, answers jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT c.* FROM public.playthroughs p
    CROSS JOIN LATERAL public.content_at(p.mission_id, p.rev) c
    WHERE p.user_id = auth.uid() AND p.id = p_playthrough_id
$$;
