-- Queues a new version for every playthrough of its mission that is under way on older content.
CREATE FUNCTION private.queue_migration(p_content_id uuid, p_version_id uuid)
RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    INSERT INTO public.progress_migrations
        (user_id, playthrough_id, old_version_id, new_version_id, migration_data)
    SELECT p.user_id, p.id,
        (SELECT o.id FROM public.content_versions o
         WHERE o.content_id = p_content_id AND o.rev <= p.rev ORDER BY o.rev DESC LIMIT 1),
        n.id, '{"auto_migration": true}'
    FROM public.content_versions n
    JOIN public.mission_content c ON c.id = n.content_id
    JOIN public.playthroughs p ON p.mission_id = c.mission_id
    WHERE n.id = p_version_id AND c.id = p_content_id AND p.status = 'open' AND p.rev < n.rev
    ON CONFLICT (user_id, playthrough_id, new_version_id) DO NOTHING
$$;

-- Queues every playthrough that is under way on older content, once: what a publisher asks for
-- after a pack. Gives how many were added.
CREATE FUNCTION public.queue_migrations() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_added integer;
BEGIN
    IF NOT private.is_service() THEN
        RAISE EXCEPTION 'migrations are queued by the service' USING ERRCODE = '42501';
    END IF;
    PERFORM private.lock_content();
    INSERT INTO public.progress_migrations
        (user_id, playthrough_id, old_version_id, new_version_id, migration_data)
    SELECT DISTINCT ON (p.user_id, p.id) p.user_id, p.id,
        (SELECT o.id FROM public.content_versions o
         WHERE o.content_id = c.id AND o.rev <= p.rev ORDER BY o.rev DESC LIMIT 1),
        n.id, '{"auto_migration": true}'::jsonb
    FROM public.playthroughs p
    JOIN public.mission_content c ON c.mission_id = p.mission_id AND c.retired_rev IS NULL
    JOIN public.content_versions n ON n.content_id = c.id AND n.is_current AND n.rev > p.rev
    WHERE p.status = 'open' AND NOT EXISTS (
        SELECT 1 FROM public.progress_migrations m
        WHERE m.user_id = p.user_id AND m.playthrough_id = p.id AND m.migration_status = 'pending')
    ORDER BY p.user_id, p.id, n.rev DESC, (c.key = 'mission') DESC, c.id
    ON CONFLICT (user_id, playthrough_id, new_version_id) DO NOTHING;
    GET DIAGNOSTICS v_added = ROW_COUNT;
    RETURN v_added;
END
$$;

-- The source's queue knows a player and a version; the playthrough is the one under way.
CREATE FUNCTION private.name_migration() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT p.id INTO NEW.playthrough_id
    FROM public.content_versions v
    JOIN public.mission_content c ON c.id = v.content_id
    JOIN public.playthroughs p ON p.mission_id = c.mission_id AND p.status = 'open'
    WHERE v.id = NEW.new_version_id AND p.user_id = NEW.user_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this player has no playthrough of that mission under way'
            USING ERRCODE = 'P0002';
    END IF;
    RETURN NEW;
END
$$;
