-- A version stands as it was written. One that comes without a revision gets a new one.
CREATE FUNCTION private.keep_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.content_id, NEW.version_number, NEW.content_data, NEW.rev)
            IS DISTINCT FROM (OLD.content_id, OLD.version_number, OLD.content_data, OLD.rev) THEN
            RAISE EXCEPTION 'a version stands as it was written; write a new one'
                USING ERRCODE = '55000';
        END IF;
    ELSIF NEW.rev IS NULL THEN
        PERFORM private.lock_content();
        NEW.rev := private.new_revision();
    END IF;
    RETURN NEW;
END
$$;

-- A new version takes the answers of the one before, and content follows the version that becomes
-- current.
CREATE FUNCTION private.follow_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO private.content_answers (version_id, answers)
        SELECT NEW.id, a.answers
        FROM public.content_versions v JOIN private.content_answers a ON a.version_id = v.id
        WHERE v.content_id = NEW.content_id AND v.id <> NEW.id
        ORDER BY v.rev DESC LIMIT 1
        ON CONFLICT DO NOTHING;
    END IF;
    IF NEW.is_current THEN
        UPDATE public.mission_content c SET content_data = NEW.content_data
        WHERE c.id = NEW.content_id AND c.content_data IS DISTINCT FROM NEW.content_data;
    END IF;
    RETURN NULL;
END
$$;

-- Taken before any row of content is touched, so that two authors never wait for each other's rows.
CREATE FUNCTION private.queue_for_content() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM private.lock_content();
    RETURN NULL;
END
$$;

-- Content that was written without a version gets one as its transaction ends.
CREATE FUNCTION private.version_content() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_content jsonb;
    v_before uuid;
    v_stands boolean;
    v_version uuid;
BEGIN
    SELECT c.content_data INTO v_content FROM public.mission_content c WHERE c.id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT v.id, v.is_current AND v.content_data = v_content INTO v_before, v_stands
    FROM public.content_versions v WHERE v.content_id = NEW.id ORDER BY v.rev DESC LIMIT 1;
    IF coalesce(v_stands, false) THEN
        RETURN NULL;
    END IF;
    v_version := private.write_version(NEW.id, v_content, NULL, private.new_revision(), NULL);
    IF v_before IS NOT NULL THEN
        PERFORM private.queue_migration(NEW.id, v_version);
    END IF;
    RETURN NULL;
END
$$;

-- Content that somebody plays is neither deleted nor renamed: a playthrough finds it by its key. It
-- goes with its mission, or is retired.
CREATE FUNCTION private.keep_content() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.key, NEW.mission_id) IS NOT DISTINCT FROM (OLD.key, OLD.mission_id) THEN
        RETURN NEW;
    END IF;
    IF pg_catalog.pg_trigger_depth() = 1 AND EXISTS (
        SELECT 1 FROM public.playthroughs p
        WHERE p.mission_id = OLD.mission_id AND p.rev >= (
            SELECT min(v.rev) FROM public.content_versions v WHERE v.content_id = OLD.id)) THEN
        RAISE EXCEPTION 'this content was played; its playthroughs could not be read without it'
            USING ERRCODE = '55000';
    END IF;
    RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
END
$$;
