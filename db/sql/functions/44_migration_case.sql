-- What waits to be taken over to newer content, the longest waiting first.
CREATE FUNCTION public.pending_migrations(p_limit integer DEFAULT 1000)
RETURNS TABLE (user_id uuid, playthrough_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT m.user_id, m.playthrough_id FROM public.progress_migrations m
    WHERE m.migration_status = 'pending'
    GROUP BY m.user_id, m.playthrough_id
    ORDER BY min(m.created_at), m.user_id, m.playthrough_id LIMIT p_limit
$$;

-- All that the migrator needs of one playthrough: where it stands, its log, the mission's card and
-- the newest revision.
CREATE FUNCTION public.migration_case(p_user_id uuid, p_playthrough_id uuid)
RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT pg_catalog.jsonb_build_object(
        'status', p.status, 'last_seq', p.last_seq, 'rev', p.rev, 'mission_id', p.mission_id,
        'newest', (SELECT max(r.rev) FROM private.content_revisions r),
        'card', pg_catalog.jsonb_build_object(
            'slug', m.slug, 'title', m.title, 'order_index', m.order_index,
            'difficulty', m.difficulty, 'config', m.config, 'prerequisites', mp.prerequisite_config),
        'rows', (SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                     'seq', e.seq, 'action', e.action, 'events', e.events) ORDER BY e.seq)
                 FROM public.playthrough_events e
                 WHERE e.user_id = p.user_id AND e.playthrough_id = p.id))
    FROM public.playthroughs p
    JOIN public.missions m ON m.id = p.mission_id
    LEFT JOIN public.mission_prerequisites mp ON mp.mission_id = m.id
    WHERE p.user_id = p_user_id AND p.id = p_playthrough_id
$$;
