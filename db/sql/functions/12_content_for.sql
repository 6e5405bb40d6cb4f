-- The content of a playthrough's revision with its answers, for the one who plays it.
CREATE OR REPLACE FUNCTION public.content_for(p_playthrough_id uuid)
RETURNS TABLE (key text, phase_name text, content_type text, sequence_order integer,
    "position" integer, content_data jsonb, answers jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT c.key, c.phase_name, c.content_type, c.sequence_order, c.position,
        v.content_data, coalesce(a.answers, '{}')
    FROM public.playthroughs p
    JOIN public.mission_content c ON c.mission_id = p.mission_id
    JOIN LATERAL (
        SELECT cv.id, cv.content_data FROM public.content_versions cv
        WHERE cv.content_id = c.id AND cv.rev <= p.rev ORDER BY cv.rev DESC LIMIT 1) v ON true
    LEFT JOIN private.content_answers a ON a.version_id = v.id
    WHERE p.user_id = auth.uid() AND p.id = p_playthrough_id
        AND (c.retired_rev IS NULL OR c.retired_rev > p.rev)
    ORDER BY c.sequence_order, c.position, c.key
$$;
