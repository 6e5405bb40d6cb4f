-- What a learner (the web front end) may write of progress: raise the phase, and merge what is
-- not ours. Definer, for it asks what learners may not read; its trigger fires for learners only.
CREATE FUNCTION private.guard_progress() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'INSERT' OR private.is_a_result(OLD, NEW) THEN
        RAISE EXCEPTION 'results are written by the referee' USING ERRCODE = '42501';
    END IF;
    NEW.score := OLD.score;
    NEW.current_phase := greatest(OLD.current_phase, NEW.current_phase);
    PERFORM private.check_merge(OLD, NEW);
    RETURN NEW;
END
$$;

-- What the service may write: results too, but nothing falls, and what is over stays over.
CREATE FUNCTION private.keep_progress() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.status = 'completed' AND NEW.status <> 'completed' THEN
            RAISE EXCEPTION 'a completed mission stays completed' USING ERRCODE = '55000';
        END IF;
        NEW.score := greatest(OLD.score, NEW.score);
        NEW.current_phase := greatest(OLD.current_phase, NEW.current_phase);
    END IF;
    IF NEW.status = 'completed' THEN
        NEW.completed_at := coalesce(NEW.completed_at, pg_catalog.now());
        NEW.first_score := coalesce(NEW.first_score, NEW.score);
    ELSIF NEW.status = 'in_progress' THEN
        NEW.started_at := coalesce(NEW.started_at, pg_catalog.now());
    END IF;
    RETURN NEW;
END
$$;

-- The keys of progress_data that only our own functions write.
CREATE FUNCTION private.protected_keys() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$ SELECT '{best,game,phases}'::text[] $$;

-- The protected keys in which two states of progress_data differ; NULL where in none.
CREATE FUNCTION private.foreign_keys(p_before jsonb, p_after jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT pg_catalog.array_agg(k ORDER BY k) FROM pg_catalog.unnest(private.protected_keys()) k
    WHERE (p_before -> k) IS DISTINCT FROM (p_after -> k)
$$;

-- Whether a change of a progress row is more than a learner's to make.
CREATE FUNCTION private.is_a_result(
    p_before public.user_progress, p_after public.user_progress)
RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT p_after.score > p_before.score
        OR (p_after.id, p_after.user_id, p_after.mission_id, p_after.status,
            p_after.first_score, p_after.attempts, p_after.started_at, p_after.completed_at,
            p_after.created_at)
        IS DISTINCT FROM
           (p_before.id, p_before.user_id, p_before.mission_id, p_before.status,
            p_before.first_score, p_before.attempts, p_before.started_at, p_before.completed_at,
            p_before.created_at)
        OR private.foreign_keys(p_before.progress_data, p_after.progress_data) IS NOT NULL
$$;

-- Bounds what a learner merges: no phase that the mission does not have, and 64 kB in all.
CREATE FUNCTION private.check_merge(
    p_before public.user_progress, p_after public.user_progress)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF pg_catalog.pg_column_size(p_after.progress_data) > 65536 THEN
        RAISE EXCEPTION 'progress_data holds at most 64 kB' USING ERRCODE = '54000';
    END IF;
    IF p_after.current_phase > p_before.current_phase
        AND p_after.current_phase > private.last_phase(p_after.mission_id) THEN
        RAISE EXCEPTION 'the mission has no phase %', p_after.current_phase USING ERRCODE = '22023';
    END IF;
END
$$;

-- The index of a mission's last phase: as listed, or as its content has it.
CREATE FUNCTION private.last_phase(p_mission_id uuid) RETURNS integer
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT coalesce(
        (SELECT max(mp.sequence_order) FROM public.mission_phases mp
         WHERE mp.mission_id = p_mission_id),
        (SELECT max(mc.sequence_order) FROM public.mission_content mc
         WHERE mc.mission_id = p_mission_id AND mc.retired_rev IS NULL),
        0)
$$;

-- Notes what another than our own functions has written into the keys that are ours: it stands,
-- and is told. The newest 100 of a learner's mission are kept, so that a program that writes
-- there at each step fills no disk.
CREATE FUNCTION private.report_foreign_write() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN OLD.progress_data ELSE '{}' END;
    v_keys text[] := private.foreign_keys(v_before, NEW.progress_data);
BEGIN
    IF v_keys IS NOT NULL THEN
        INSERT INTO public.progress_notices (user_id, mission_id, role, keys, before, after)
        SELECT NEW.user_id, NEW.mission_id,
            coalesce(nullif(pg_catalog.current_setting('role', true), 'none'), session_user), v_keys,
            coalesce(pg_catalog.jsonb_object_agg(k, v_before -> k) FILTER (WHERE v_before ? k), '{}'),
            coalesce(pg_catalog.jsonb_object_agg(k, NEW.progress_data -> k)
                     FILTER (WHERE NEW.progress_data ? k), '{}')
        FROM pg_catalog.unnest(v_keys) k;
        DELETE FROM public.progress_notices n
        WHERE n.user_id = NEW.user_id AND n.id IN (
            SELECT o.id FROM public.progress_notices o
            WHERE o.user_id = NEW.user_id AND o.mission_id = NEW.mission_id
            ORDER BY o.at DESC, o.id OFFSET 100);
    END IF;
    RETURN NULL;
END
$$;
