-- Versions of content. Publisher, editors and whoever edits by plain SQL wait for each other, so
-- that revisions are committed in the order of their numbers.
CREATE FUNCTION private.lock_content() RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    SELECT pg_catalog.pg_advisory_xact_lock(7302612)
$$;

CREATE FUNCTION private.new_revision() RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = '' AS $$
    INSERT INTO private.content_revisions (kind) VALUES ('edit') RETURNING rev
$$;

-- The number after the highest: 1.9 is followed by 1.10.
CREATE FUNCTION private.next_version(p_content_id uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce((
        SELECT n.major || '.' || (n.minor + 1)
        FROM public.content_versions v
        CROSS JOIN LATERAL (
            SELECT pg_catalog.split_part(v.version_number, '.', 1)::numeric AS major,
                pg_catalog.split_part(v.version_number, '.', 2)::numeric AS minor) n
        WHERE v.content_id = p_content_id
        ORDER BY n.major DESC, n.minor DESC LIMIT 1), '1.0')
$$;

-- Writes a version and makes it the current one; without answers it takes those of the one before.
CREATE FUNCTION private.write_version(
    p_content_id uuid, p_content jsonb, p_answers jsonb, p_rev bigint, p_notes text)
RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
    v_author uuid := auth.uid();
    v_version uuid;
BEGIN
    UPDATE public.content_versions SET is_current = false
    WHERE content_id = p_content_id AND is_current;
    INSERT INTO public.content_versions
        (content_id, version_number, content_data, change_notes, is_current, rev)
    VALUES (p_content_id, private.next_version(p_content_id), p_content, p_notes, true, p_rev)
    RETURNING id INTO v_version;
    IF v_author IS NOT NULL THEN
        BEGIN
            UPDATE public.content_versions SET created_by = v_author WHERE id = v_version;
        EXCEPTION WHEN foreign_key_violation THEN
            NULL;  -- accounts may be closed to us; one that is not there has written nothing
        END;
    END IF;
    IF p_answers IS NOT NULL THEN
        INSERT INTO private.content_answers (version_id, answers) VALUES (v_version, p_answers)
        ON CONFLICT (version_id) DO UPDATE SET answers = excluded.answers;
    END IF;
    RETURN v_version;
END
$$;
