--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: auth; Type: SCHEMA; Schema: -; Owner: scopecreep_owner
--

CREATE SCHEMA auth;


ALTER SCHEMA auth OWNER TO scopecreep_owner;

--
-- Name: private; Type: SCHEMA; Schema: -; Owner: scopecreep_owner
--

CREATE SCHEMA private;


ALTER SCHEMA private OWNER TO scopecreep_owner;

--
-- Name: SCHEMA private; Type: COMMENT; Schema: -; Owner: scopecreep_owner
--

COMMENT ON SCHEMA private IS 'scopecreep 0001 85624b16a455d6a049ab03db';


--
-- Name: uid(); Type: FUNCTION; Schema: auth; Owner: scopecreep_owner
--

CREATE FUNCTION auth.uid() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
DECLARE
    v_user uuid;
BEGIN
    SELECT l.user_id INTO v_user FROM auth.login_roles l WHERE l.role_name = session_user;
    IF FOUND THEN
        RETURN v_user;
    END IF;
    IF NOT pg_catalog.pg_has_role(session_user, 'claims_trusted', 'member') THEN
        RETURN NULL;
    END IF;
    RETURN (nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;
END
$$;


ALTER FUNCTION auth.uid() OWNER TO scopecreep_owner;

--
-- Name: guard_progress(); Type: FUNCTION; Schema: private; Owner: scopecreep_owner
--

CREATE FUNCTION private.guard_progress() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
BEGIN
    IF NOT pg_catalog.row_security_active('public.user_progress'::regclass) THEN
        RETURN NEW;
    END IF;
    IF (NEW.user_id, NEW.mission_id, NEW.status, NEW.score, NEW.first_score, NEW.attempts,
        NEW.started_at, NEW.completed_at, NEW.progress_data -> 'game',
        NEW.progress_data -> 'phases', NEW.progress_data -> 'best')
        IS DISTINCT FROM
       (OLD.user_id, OLD.mission_id, OLD.status, OLD.score, OLD.first_score, OLD.attempts,
        OLD.started_at, OLD.completed_at, OLD.progress_data -> 'game',
        OLD.progress_data -> 'phases', OLD.progress_data -> 'best') THEN
        RAISE EXCEPTION 'results are written by the referee' USING ERRCODE = '42501';
    END IF;
    NEW.current_phase := greatest(OLD.current_phase, NEW.current_phase);
    RETURN NEW;
END
$$;


ALTER FUNCTION private.guard_progress() OWNER TO scopecreep_owner;

--
-- Name: holds(jsonb, jsonb); Type: FUNCTION; Schema: private; Owner: scopecreep_owner
--

CREATE FUNCTION private.holds(p_tree jsonb, p_facts jsonb) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO ''
    AS $$
DECLARE
    v_type text := coalesce(
        p_tree ->> 'type', p_tree ->> 'logic',
        CASE WHEN p_tree ? 'mission_ids' THEN 'missions_completed'
             WHEN p_tree ? 'conditions' THEN 'AND' END);
    v_met integer;
    v_all integer;
BEGIN
    IF p_tree = '{}'::jsonb THEN
        RETURN true;
    END IF;
    IF upper(v_type) IN ('AND', 'OR', 'NOT', 'AT_LEAST') THEN
        SELECT count(*) FILTER (WHERE private.holds(c, p_facts)), count(*) INTO v_met, v_all
        FROM pg_catalog.jsonb_array_elements(p_tree -> 'conditions') c;
        RETURN CASE upper(v_type)
            WHEN 'AND' THEN v_met = v_all
            WHEN 'OR' THEN v_met > 0
            WHEN 'NOT' THEN v_met < v_all
            ELSE v_met >= (p_tree ->> 'count')::integer END;
    END IF;
    CASE v_type
        WHEN 'missions_completed' THEN
            RETURN NOT EXISTS (
                SELECT 1 FROM pg_catalog.jsonb_array_elements_text(p_tree -> 'mission_ids') m
                WHERE coalesce((p_facts -> 'completed' ->> m)::integer
                      < coalesce((p_tree ->> 'minimum_score')::integer, 0), true));
        WHEN 'player_level' THEN
            RETURN (p_facts ->> 'level')::integer >= (p_tree ->> 'minimum')::integer;
        WHEN 'simple' THEN
            RETURN (p_facts ->> 'level')::integer >= (p_tree ->> 'required_level')::integer;
        WHEN 'skills_unlocked' THEN
            RETURN NOT EXISTS (
                SELECT 1 FROM pg_catalog.jsonb_array_elements_text(p_tree -> 'skills') s
                WHERE coalesce((p_facts -> 'skills' ->> s)::integer, 0)
                      < greatest(1, coalesce((p_tree -> 'levels' ->> s)::integer, 1)));
        WHEN 'flag_set' THEN
            RETURN p_facts -> 'flags' ? (p_tree ->> 'flag');
        WHEN 'energy' THEN
            RETURN (p_facts ->> 'energy')::integer >= (p_tree ->> 'minimum')::integer;
        ELSE
            RAISE EXCEPTION 'unknown unlock condition: %', p_tree USING ERRCODE = '22023';
    END CASE;
END
$$;


ALTER FUNCTION private.holds(p_tree jsonb, p_facts jsonb) OWNER TO scopecreep_owner;

--
-- Name: is_open(uuid, jsonb); Type: FUNCTION; Schema: private; Owner: scopecreep_owner
--

CREATE FUNCTION private.is_open(p_mission_id uuid, p_facts jsonb) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO ''
    AS $$
    SELECT private.holds(coalesce(nullif(m.config -> 'unlock_conditions', 'null'), '{}'), p_facts)
        AND private.holds(coalesce(mp.prerequisite_config, '{}'), p_facts)
    FROM public.missions m LEFT JOIN public.mission_prerequisites mp ON mp.mission_id = m.id
    WHERE m.id = p_mission_id AND m.published
$$;


ALTER FUNCTION private.is_open(p_mission_id uuid, p_facts jsonb) OWNER TO scopecreep_owner;

--
-- Name: is_service(); Type: FUNCTION; Schema: private; Owner: scopecreep_owner
--

CREATE FUNCTION private.is_service() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO ''
    AS $$
    SELECT pg_catalog.current_setting('role', true) = 'service_role'
        OR (pg_catalog.current_setting('role', true) = 'none'
            AND pg_catalog.pg_has_role(session_user, 'scopecreep_owner', 'member'))
$$;


ALTER FUNCTION private.is_service() OWNER TO scopecreep_owner;

--
-- Name: player_facts(uuid); Type: FUNCTION; Schema: private; Owner: scopecreep_owner
--

CREATE FUNCTION private.player_facts(p_user_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO ''
    AS $$
    SELECT pg_catalog.jsonb_build_object(
        'completed', coalesce((
            SELECT pg_catalog.jsonb_object_agg(m.slug, up.score)
                || pg_catalog.jsonb_object_agg(m.id::text, up.score)
            FROM public.user_progress up JOIN public.missions m ON m.id = up.mission_id
            WHERE up.user_id = p_user_id AND up.status = 'completed'), '{}'::jsonb),
        'level', coalesce((SELECT p.level FROM public.profiles p WHERE p.user_id = p_user_id), 1),
        'skills', coalesce((
            SELECT pg_catalog.jsonb_object_agg(s.skill, s.points)
            FROM public.player_skills s WHERE s.user_id = p_user_id), '{}'::jsonb),
        'flags', coalesce((
            SELECT pg_catalog.jsonb_agg(f.flag ORDER BY f.flag COLLATE "C")
            FROM public.player_flags f WHERE f.user_id = p_user_id), '[]'::jsonb),
        'energy', coalesce((SELECT p.energy FROM public.profiles p WHERE p.user_id = p_user_id), 70)
    )
$$;


ALTER FUNCTION private.player_facts(p_user_id uuid) OWNER TO scopecreep_owner;

--
-- Name: started_event(uuid, text, bigint, integer, bigint); Type: FUNCTION; Schema: private; Owner: scopecreep_owner
--

CREATE FUNCTION private.started_event(p_user_id uuid, p_slug text, p_rev bigint, p_rules_version integer, p_seed bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO ''
    AS $$
    SELECT pg_catalog.jsonb_build_object(
        'kind', 'started', 'v', 1, 'mission', p_slug, 'rev', p_rev,
        'rules_version', p_rules_version, 'seed', p_seed,
        'player', pg_catalog.jsonb_build_object(
            'name', coalesce((SELECT p.display_name FROM public.profiles p WHERE p.user_id = p_user_id), ''),
            'flags', f -> 'flags', 'skills', f -> 'skills', 'energy', f -> 'energy',
            'trust', coalesce((SELECT pg_catalog.jsonb_object_agg(t.client, t.trust)
                FROM public.client_trust t WHERE t.user_id = p_user_id), '{}'::jsonb)))
    FROM private.player_facts(p_user_id) f
$$;


ALTER FUNCTION private.started_event(p_user_id uuid, p_slug text, p_rev bigint, p_rules_version integer, p_seed bigint) OWNER TO scopecreep_owner;

--
-- Name: touch(); Type: FUNCTION; Schema: private; Owner: scopecreep_owner
--

CREATE FUNCTION private.touch() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
BEGIN
    NEW.updated_at := pg_catalog.now();
    RETURN NEW;
END
$$;


ALTER FUNCTION private.touch() OWNER TO scopecreep_owner;

--
-- Name: available_missions(uuid); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.available_missions(p_user_id uuid DEFAULT NULL::uuid) RETURNS TABLE(mission_id uuid, slug text, title text, order_index integer, difficulty text, config jsonb, prerequisites jsonb, user_status text, user_score integer, first_score integer, current_phase integer, playthrough_id uuid, progress_data jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 25
    SET search_path TO ''
    AS $$
DECLARE
    v_user uuid := coalesce(p_user_id, auth.uid());
    v_facts jsonb;
BEGIN
    IF v_user IS DISTINCT FROM auth.uid() AND NOT private.is_service() THEN
        RAISE EXCEPTION 'another player''s board is not yours to see' USING ERRCODE = '42501';
    END IF;
    v_facts := private.player_facts(v_user);
    RETURN QUERY
    SELECT m.id, m.slug, m.title, m.order_index, m.difficulty, m.config,
        mp.prerequisite_config,
        CASE WHEN up.status IN ('in_progress', 'completed') THEN up.status
             WHEN private.holds(coalesce(nullif(m.config -> 'unlock_conditions', 'null'), '{}'), v_facts)
              AND private.holds(coalesce(mp.prerequisite_config, '{}'), v_facts) THEN 'available'
             ELSE 'locked' END,
        CASE WHEN up.status = 'completed' THEN up.score END,
        up.first_score, coalesce(up.current_phase, 0), pt.id, coalesce(up.progress_data, '{}')
    FROM public.missions m
    LEFT JOIN public.mission_prerequisites mp ON mp.mission_id = m.id
    LEFT JOIN public.user_progress up ON up.mission_id = m.id AND up.user_id = v_user
    LEFT JOIN public.playthroughs pt
        ON pt.user_id = v_user AND pt.mission_id = m.id AND pt.status = 'open'
    WHERE m.published
    ORDER BY m.order_index;
END
$$;


ALTER FUNCTION public.available_missions(p_user_id uuid) OWNER TO scopecreep_owner;

--
-- Name: broadcast_completion(); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.broadcast_completion() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
BEGIN
    IF NEW.status = 'completed' AND (TG_OP = 'INSERT' OR OLD.status IS DISTINCT FROM 'completed') THEN
        PERFORM pg_catalog.pg_notify('mission_completion', pg_catalog.json_build_object(
            'user_id', NULL, 'mission_id', NEW.mission_id, 'score', NULL,
            'completion_time', NULL)::text);
    END IF;
    RETURN NEW;
END
$$;


ALTER FUNCTION public.broadcast_completion() OWNER TO scopecreep_owner;

--
-- Name: check_mission_unlocked(uuid, uuid); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.check_mission_unlocked(p_user_id uuid, p_mission_id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
    IF p_user_id IS DISTINCT FROM auth.uid() AND NOT private.is_service() THEN
        RETURN false;
    END IF;
    RETURN coalesce(private.is_open(p_mission_id, private.player_facts(p_user_id)), false);
END
$$;


ALTER FUNCTION public.check_mission_unlocked(p_user_id uuid, p_mission_id uuid) OWNER TO scopecreep_owner;

--
-- Name: content_for(uuid); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.content_for(p_playthrough_id uuid) RETURNS TABLE(key text, phase_name text, content_type text, sequence_order integer, "position" integer, content_data jsonb, answers jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION public.content_for(p_playthrough_id uuid) OWNER TO scopecreep_owner;

--
-- Name: create_player(text); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.create_player(p_display_name text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
DECLARE
    v_user uuid;
BEGIN
    IF NOT pg_catalog.pg_has_role(session_user, 'claims_trusted', 'member') THEN
        RAISE EXCEPTION 'only the game itself signs players in' USING ERRCODE = '42501';
    END IF;
    SELECT p.user_id INTO v_user FROM public.profiles p WHERE p.display_name = p_display_name;
    IF FOUND THEN
        RETURN v_user;
    END IF;
    INSERT INTO auth.users DEFAULT VALUES RETURNING id INTO v_user;
    INSERT INTO public.profiles (user_id, display_name) VALUES (v_user, p_display_name);
    RETURN v_user;
END
$$;


ALTER FUNCTION public.create_player(p_display_name text) OWNER TO scopecreep_owner;

--
-- Name: local_players(); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.local_players() RETURNS TABLE(user_id uuid, display_name text, last_played timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
    IF NOT pg_catalog.pg_has_role(session_user, 'claims_trusted', 'member') THEN
        RAISE EXCEPTION 'only the game itself lists players' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY SELECT p.user_id, p.display_name,
            greatest(p.updated_at, (SELECT max(up.updated_at) FROM public.user_progress up
                                    WHERE up.user_id = p.user_id))
        FROM public.profiles p ORDER BY 3 DESC;
END
$$;


ALTER FUNCTION public.local_players() OWNER TO scopecreep_owner;

--
-- Name: record_events(uuid, integer, jsonb, jsonb, jsonb); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.record_events(p_playthrough_id uuid, p_seq integer, p_action jsonb, p_events jsonb, p_summary jsonb) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
DECLARE
    v_user uuid := auth.uid();
    v_mission uuid;
    v_last integer;
BEGIN
    UPDATE public.playthroughs p SET last_seq = p_seq
    WHERE p.user_id = v_user AND p.id = p_playthrough_id AND p.status = 'open'
        AND p.last_seq = p_seq - 1
    RETURNING p.mission_id INTO v_mission;
    IF NOT FOUND THEN
        PERFORM 1 FROM public.playthrough_events e
        WHERE e.user_id = v_user AND e.playthrough_id = p_playthrough_id AND e.seq = p_seq
            AND e.action = p_action AND e.events = p_events;
        IF FOUND THEN
            RETURN 'already';
        END IF;
        SELECT p.last_seq INTO v_last FROM public.playthroughs p
        WHERE p.user_id = v_user AND p.id = p_playthrough_id;
        IF v_last IS NULL THEN
            RAISE EXCEPTION 'there is no such playthrough' USING ERRCODE = '42501';
        END IF;
        RAISE EXCEPTION 'the playthrough stands at row %, not before %', v_last, p_seq
            USING ERRCODE = '40001', DETAIL = v_last::text;
    END IF;
    INSERT INTO public.playthrough_events (user_id, playthrough_id, seq, action, events)
    VALUES (v_user, p_playthrough_id, p_seq, p_action, p_events);
    -- The score stays out of it: it is indexed, and would end in-page updates.
    UPDATE public.user_progress up SET
        progress_data = up.progress_data || pg_catalog.jsonb_build_object('game', p_summary),
        current_phase = greatest(up.current_phase, (p_summary ->> 'phase_index')::integer)
    WHERE up.user_id = v_user AND up.mission_id = v_mission;
    RETURN 'stored';
END
$$;


ALTER FUNCTION public.record_events(p_playthrough_id uuid, p_seq integer, p_action jsonb, p_events jsonb, p_summary jsonb) OWNER TO scopecreep_owner;

--
-- Name: record_result(uuid, uuid, jsonb); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
DECLARE
    v_mission uuid;
    v_before public.user_progress;
    v_score integer := (p_result ->> 'score')::integer;
    v_best jsonb;
BEGIN
    UPDATE public.playthroughs p SET status = 'graded', score = v_score,
        ended_at = coalesce(p.ended_at, now())
    WHERE p.user_id = p_user_id AND p.id = p_playthrough_id AND p.status IN ('open', 'submitted')
    RETURNING p.mission_id INTO v_mission;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT up.* INTO v_before FROM public.user_progress up
    WHERE up.user_id = p_user_id AND up.mission_id = v_mission FOR UPDATE;
    v_best := coalesce(v_before.progress_data -> 'best', '{}');
    IF v_before.completed_at IS NULL OR v_score > v_before.score THEN
        UPDATE public.profiles p SET
            xp = p.xp + (p_result ->> 'xp')::integer - coalesce((v_best ->> 'xp')::integer, 0)
        WHERE p.user_id = p_user_id;
        INSERT INTO public.player_skills AS s (user_id, skill, points)
        SELECT p_user_id, e.key, e.value::integer
        FROM jsonb_each_text(p_result -> 'skills') e
        ON CONFLICT (user_id, skill) DO UPDATE SET points = s.points + excluded.points
            - coalesce((v_best -> 'skills' ->> excluded.skill)::integer, 0);
    ELSE
        p_result := p_result || jsonb_build_object('xp', v_best -> 'xp', 'skills', v_best -> 'skills');
    END IF;
    UPDATE public.user_progress up SET
        status = 'completed',
        completed_at = coalesce(up.completed_at, now()),
        score = greatest(up.score, v_score),
        first_score = coalesce(up.first_score, v_score),
        progress_data = up.progress_data || jsonb_build_object(
            'phases', p_result -> 'phases',
            'best', jsonb_build_object('xp', p_result -> 'xp', 'skills', p_result -> 'skills'))
    WHERE up.user_id = p_user_id AND up.mission_id = v_mission;
    IF v_before.completed_at IS NOT NULL THEN
        RETURN;
    END IF;
    INSERT INTO public.player_flags (user_id, flag, mission_id)
    SELECT p_user_id, f, v_mission FROM jsonb_array_elements_text(p_result -> 'flags') f
    ON CONFLICT DO NOTHING;
    INSERT INTO public.client_trust (user_id, client, trust)
    SELECT p_user_id, e.key, e.value::integer FROM jsonb_each_text(p_result -> 'trust') e
    ON CONFLICT (user_id, client) DO UPDATE SET trust = excluded.trust;
    INSERT INTO public.player_promises (user_id, promise, mission_id, wording, made_to, due)
    SELECT p_user_id, r.promise, v_mission, r.wording, r.made_to, r.due
    FROM jsonb_to_recordset(p_result -> 'promises')
        AS r(promise text, wording text, made_to text, due text)
    ON CONFLICT DO NOTHING;
    UPDATE public.profiles p SET energy = (p_result ->> 'energy')::integer
    WHERE p.user_id = p_user_id;
END
$$;


ALTER FUNCTION public.record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb) OWNER TO scopecreep_owner;

--
-- Name: start_mission(text, uuid, bigint, integer, boolean); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.start_mission(p_mission text, p_playthrough_id uuid, p_seed bigint, p_rules_version integer, p_restart boolean DEFAULT false) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
DECLARE
    v_user uuid := auth.uid();
    v_mission public.missions;
    v_open uuid;
    v_rev bigint;
    v_started jsonb;
BEGIN
    IF v_user IS NULL THEN
        RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = '42501';
    END IF;
    SELECT m.* INTO v_mission FROM public.missions m
    WHERE m.published AND (m.slug = p_mission OR m.id::text = p_mission);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no mission %', p_mission USING ERRCODE = 'P0002';
    END IF;
    PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(v_user::text || v_mission.id::text, 0));
    PERFORM 1 FROM public.playthroughs p WHERE p.user_id = v_user AND p.id = p_playthrough_id;
    IF FOUND THEN
        RETURN p_playthrough_id;
    END IF;
    SELECT p.id INTO v_open FROM public.playthroughs p
    WHERE p.user_id = v_user AND p.mission_id = v_mission.id AND p.status = 'open';
    IF FOUND AND NOT p_restart THEN
        RETURN v_open;
    END IF;
    IF NOT coalesce(private.is_open(v_mission.id, private.player_facts(v_user)), false)
        AND NOT EXISTS (SELECT 1 FROM public.user_progress up WHERE up.user_id = v_user
            AND up.mission_id = v_mission.id AND up.status IN ('in_progress', 'completed')) THEN
        RAISE EXCEPTION 'the mission % is still locked', v_mission.slug USING ERRCODE = '42501';
    END IF;
    SELECT max(v.rev) INTO v_rev
    FROM public.content_versions v JOIN public.mission_content c ON c.id = v.content_id
    WHERE c.mission_id = v_mission.id;
    IF v_rev IS NULL THEN
        RAISE EXCEPTION 'the mission % has no content yet', v_mission.slug USING ERRCODE = 'P0002';
    END IF;
    SELECT max(r.rev) INTO v_rev FROM private.content_revisions r;
    UPDATE public.playthroughs SET status = 'abandoned', ended_at = pg_catalog.now()
    WHERE user_id = v_user AND mission_id = v_mission.id AND status = 'open';
    v_started := private.started_event(v_user, v_mission.slug, v_rev, p_rules_version, p_seed);
    INSERT INTO public.playthroughs (user_id, id, mission_id, rev, rules_version, seed, last_seq)
    VALUES (v_user, p_playthrough_id, v_mission.id, v_rev, p_rules_version, p_seed, 1);
    INSERT INTO public.playthrough_events (user_id, playthrough_id, seq, action, events)
    VALUES (v_user, p_playthrough_id, 1, '{"kind": "start", "v": 1}', pg_catalog.jsonb_build_array(v_started));
    INSERT INTO public.user_progress AS up
        (user_id, mission_id, status, current_phase, attempts, started_at, progress_data)
    VALUES (v_user, v_mission.id, 'in_progress', 1, 1, pg_catalog.now(), '{}')
    ON CONFLICT (user_id, mission_id) DO UPDATE SET
        status = CASE WHEN up.status = 'completed' THEN 'completed' ELSE 'in_progress' END,
        current_phase = greatest(up.current_phase, 1),
        attempts = up.attempts + 1,
        started_at = coalesce(up.started_at, pg_catalog.now());
    RETURN p_playthrough_id;
END
$$;


ALTER FUNCTION public.start_mission(p_mission text, p_playthrough_id uuid, p_seed bigint, p_rules_version integer, p_restart boolean) OWNER TO scopecreep_owner;

--
-- Name: submit(uuid, boolean); Type: FUNCTION; Schema: public; Owner: scopecreep_owner
--

CREATE FUNCTION public.submit(p_playthrough_id uuid, p_abandoned boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
BEGIN
    UPDATE public.playthroughs p SET
        status = CASE WHEN p_abandoned THEN 'abandoned' ELSE 'submitted' END,
        ended_at = pg_catalog.now()
    WHERE p.user_id = auth.uid() AND p.id = p_playthrough_id AND p.status = 'open';
END
$$;


ALTER FUNCTION public.submit(p_playthrough_id uuid, p_abandoned boolean) OWNER TO scopecreep_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: login_roles; Type: TABLE; Schema: auth; Owner: scopecreep_owner
--

CREATE TABLE auth.login_roles (
    role_name name NOT NULL,
    user_id uuid NOT NULL
);


ALTER TABLE auth.login_roles OWNER TO scopecreep_owner;

--
-- Name: users; Type: TABLE; Schema: auth; Owner: scopecreep_owner
--

CREATE TABLE auth.users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email text,
    raw_user_meta_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE auth.users OWNER TO scopecreep_owner;

--
-- Name: content_answers; Type: TABLE; Schema: private; Owner: scopecreep_owner
--

CREATE TABLE private.content_answers (
    version_id uuid NOT NULL,
    answers jsonb NOT NULL
);


ALTER TABLE private.content_answers OWNER TO scopecreep_owner;

--
-- Name: content_revisions; Type: TABLE; Schema: private; Owner: scopecreep_owner
--

CREATE TABLE private.content_revisions (
    rev bigint NOT NULL,
    digest text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE private.content_revisions OWNER TO scopecreep_owner;

--
-- Name: content_revisions_rev_seq; Type: SEQUENCE; Schema: private; Owner: scopecreep_owner
--

ALTER TABLE private.content_revisions ALTER COLUMN rev ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME private.content_revisions_rev_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: schema_version; Type: TABLE; Schema: private; Owner: scopecreep_owner
--

CREATE TABLE private.schema_version (
    version_num character varying(32) NOT NULL
);


ALTER TABLE private.schema_version OWNER TO scopecreep_owner;

--
-- Name: client_trust; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.client_trust (
    user_id uuid NOT NULL,
    client text NOT NULL,
    trust integer NOT NULL,
    CONSTRAINT client_trust_trust_check CHECK (((trust >= 0) AND (trust <= 100)))
);


ALTER TABLE public.client_trust OWNER TO scopecreep_owner;

--
-- Name: content_versions; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.content_versions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    content_id uuid NOT NULL,
    version_number text NOT NULL,
    content_data jsonb NOT NULL,
    change_notes text,
    is_current boolean DEFAULT false NOT NULL,
    rev bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    CONSTRAINT content_versions_version_number_check CHECK ((version_number ~ '^[0-9]+\.[0-9]+$'::text))
);


ALTER TABLE public.content_versions OWNER TO scopecreep_owner;

--
-- Name: mission_content; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.mission_content (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    mission_id uuid NOT NULL,
    phase_name text NOT NULL,
    content_type text NOT NULL,
    content_data jsonb NOT NULL,
    sequence_order integer NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    key text NOT NULL,
    retired_rev bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT mission_content_content_type_check CHECK ((content_type = ANY (ARRAY['email'::text, 'video'::text, 'react_flow'::text, 'document'::text, 'simulation'::text]))),
    CONSTRAINT mission_content_position_check CHECK (("position" >= 0)),
    CONSTRAINT mission_content_sequence_order_check CHECK ((sequence_order >= 0))
);


ALTER TABLE public.mission_content OWNER TO scopecreep_owner;

--
-- Name: mission_phases; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.mission_phases (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    mission_id uuid NOT NULL,
    phase_name text NOT NULL,
    kind text NOT NULL,
    sequence_order integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT mission_phases_sequence_order_check CHECK ((sequence_order > 0))
);


ALTER TABLE public.mission_phases OWNER TO scopecreep_owner;

--
-- Name: mission_prerequisites; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.mission_prerequisites (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    mission_id uuid NOT NULL,
    prerequisite_config jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT mission_prerequisites_prerequisite_config_check CHECK ((jsonb_typeof(prerequisite_config) = 'object'::text))
);


ALTER TABLE public.mission_prerequisites OWNER TO scopecreep_owner;

--
-- Name: missions; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.missions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    order_index integer NOT NULL,
    difficulty text NOT NULL,
    config jsonb NOT NULL,
    published boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT missions_config_check CHECK ((jsonb_typeof(config) = 'object'::text)),
    CONSTRAINT missions_difficulty_check CHECK ((difficulty = ANY (ARRAY['beginner'::text, 'intermediate'::text, 'advanced'::text]))),
    CONSTRAINT missions_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]*$'::text))
);


ALTER TABLE public.missions OWNER TO scopecreep_owner;

--
-- Name: player_flags; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.player_flags (
    user_id uuid NOT NULL,
    flag text NOT NULL,
    mission_id uuid NOT NULL,
    set_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.player_flags OWNER TO scopecreep_owner;

--
-- Name: player_promises; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.player_promises (
    user_id uuid NOT NULL,
    promise text NOT NULL,
    mission_id uuid NOT NULL,
    wording text NOT NULL,
    made_to text NOT NULL,
    due text DEFAULT ''::text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.player_promises OWNER TO scopecreep_owner;

--
-- Name: player_skills; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.player_skills (
    user_id uuid NOT NULL,
    skill text NOT NULL,
    points integer NOT NULL,
    CONSTRAINT player_skills_points_check CHECK ((points >= 0))
);


ALTER TABLE public.player_skills OWNER TO scopecreep_owner;

--
-- Name: playthrough_events; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.playthrough_events (
    user_id uuid NOT NULL,
    playthrough_id uuid NOT NULL,
    seq integer NOT NULL,
    action jsonb NOT NULL,
    events jsonb NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT playthrough_events_events_check CHECK ((jsonb_typeof(events) = 'array'::text)),
    CONSTRAINT playthrough_events_seq_check CHECK ((seq > 0))
);


ALTER TABLE public.playthrough_events OWNER TO scopecreep_owner;

--
-- Name: playthroughs; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.playthroughs (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    mission_id uuid NOT NULL,
    rev bigint NOT NULL,
    rules_version integer NOT NULL,
    seed bigint NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    last_seq integer DEFAULT 0 NOT NULL,
    score integer,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT playthroughs_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT playthroughs_seed_check CHECK ((seed >= 0)),
    CONSTRAINT playthroughs_status_check CHECK ((status = ANY (ARRAY['open'::text, 'submitted'::text, 'graded'::text, 'abandoned'::text])))
)
WITH (fillfactor='85');


ALTER TABLE public.playthroughs OWNER TO scopecreep_owner;

--
-- Name: profiles; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.profiles (
    user_id uuid NOT NULL,
    display_name text NOT NULL,
    xp integer DEFAULT 0 NOT NULL,
    level integer GENERATED ALWAYS AS ((floor(sqrt((((xp)::numeric / 20.0) + (1)::numeric))))::integer) STORED NOT NULL,
    energy integer DEFAULT 70 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT profiles_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 60))),
    CONSTRAINT profiles_energy_check CHECK (((energy >= 0) AND (energy <= 100))),
    CONSTRAINT profiles_xp_check CHECK ((xp >= 0))
);


ALTER TABLE public.profiles OWNER TO scopecreep_owner;

--
-- Name: user_progress; Type: TABLE; Schema: public; Owner: scopecreep_owner
--

CREATE TABLE public.user_progress (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id uuid NOT NULL,
    mission_id uuid NOT NULL,
    status text DEFAULT 'available'::text NOT NULL,
    current_phase integer DEFAULT 0 NOT NULL,
    progress_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    score integer DEFAULT 0 NOT NULL,
    first_score integer,
    attempts integer DEFAULT 0 NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT user_progress_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT user_progress_check CHECK (((status = 'completed'::text) = (completed_at IS NOT NULL))),
    CONSTRAINT user_progress_current_phase_check CHECK ((current_phase >= 0)),
    CONSTRAINT user_progress_first_score_check CHECK (((first_score >= 0) AND (first_score <= 100))),
    CONSTRAINT user_progress_progress_data_check CHECK ((jsonb_typeof(progress_data) = 'object'::text)),
    CONSTRAINT user_progress_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT user_progress_status_check CHECK ((status = ANY (ARRAY['locked'::text, 'available'::text, 'in_progress'::text, 'completed'::text])))
)
WITH (fillfactor='85');


ALTER TABLE public.user_progress OWNER TO scopecreep_owner;

--
-- Data for Name: login_roles; Type: TABLE DATA; Schema: auth; Owner: scopecreep_owner
--



--
-- Data for Name: users; Type: TABLE DATA; Schema: auth; Owner: scopecreep_owner
--

INSERT INTO auth.users VALUES
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', NULL, '{}', '2026-11-25 13:48:57.654074+00'),
	('cd9bafe3-cc20-4e75-9657-7b578396a6f9', NULL, '{}', '2026-11-25 13:48:57.75091+00');


--
-- Data for Name: content_answers; Type: TABLE DATA; Schema: private; Owner: scopecreep_owner
--

INSERT INTO private.content_answers VALUES
	('e85a6b3a-4e5b-4141-bfcd-859512c4374a', '{"facts": [{"id": "ninth-cup", "who": "odile", "must": true, "says": "Nine come at 10:30. Odile is not on the rota.", "phase": "email_discovery", "title": "A ninth cup", "where": "E1 beside the rota; or E1, ''name all nine''", "asking": "One letter", "missed": "Eight hooks were counted, and nine people came.", "evidence": [{"quote": "I hang my mug behind the fern.", "source": "a-mug-without-a-hook"}]}, {"id": "eight-pots", "who": "greta", "must": false, "says": "The kettle does eight small pots in the break.", "phase": "email_discovery", "title": "Eight pots a break", "where": "The rota, last line but one", "asking": "free", "missed": "The kettle does eight pots in the break. It stands at the foot of the rota.", "evidence": [{"quote": "eight pots in the break.", "source": "tea_rota.txt"}]}, {"id": "blue-tin", "who": "odile", "must": false, "says": "There is a blue tin behind the sugar. It is Odile''s.", "phase": "email_discovery", "title": "The blue tin", "where": "E2, ''what goes into your mug''", "asking": "One letter", "missed": "Nobody asked Odile what she drinks.", "evidence": []}, {"id": "odile-decaf", "who": "odile", "must": true, "says": "Odile drinks decaf, and keeps a second kettle for it behind the blue tin.", "phase": "video_call", "title": "Decaf, and a second kettle", "where": "The call, the pause after her name", "asking": "free", "missed": "There was a second kettle behind the blue tin. Dov was in mid-sentence about it.", "evidence": []}], "flags": [], "meters": [], "people": [{"id": "pip", "name": "Pip Larkspur", "role": "Analyst", "email": "p.larkspur@ferrule-finch.example", "short": "Pip", "posture": "two spreadsheets open", "initials": "PL", "organisation": "Ferrule & Finch"}, {"id": "dov", "name": "Dov Halloran", "role": "Architect", "email": "d.halloran@ferrule-finch.example", "short": "Dov", "posture": "drawing on an envelope", "initials": "DH", "organisation": "Ferrule & Finch"}, {"id": "odile", "name": "Odile Ferrule", "role": "Founder", "email": "o.ferrule@ferrule-finch.example", "short": "Odile", "posture": "beside the fern", "initials": "OF", "organisation": "Ferrule & Finch"}, {"id": "greta", "name": "Greta Umber", "role": "Finance", "email": "g.umber@ferrule-finch.example", "short": "Greta", "posture": "squaring the receipts", "initials": "GU", "organisation": "Ferrule & Finch"}, {"id": "mina", "name": "Mina Adeyemi-Clark", "role": "Mentor", "email": "m.adeyemi-clark@ferrule-finch.example", "short": "Mina", "posture": "a pencil behind an ear", "initials": "MA", "organisation": "Ferrule & Finch"}], "phases": [{"id": "email_discovery", "kind": "email_discovery", "brief": "Read the mail and the list that came with it. Answer with one letter each. Then finish the inbox.", "hints": ["Pip counted heads and Greta counted hooks. The two counts differ.", "Pin the line in Pip''s mail and the line in the rota, and compare them in the notebook."], "begins": {"at": "08:52", "day": 1, "when": null}}, {"id": "video_call", "kind": "video_call", "brief": "Hear Dov out, then say one thing, or let it sit. Nothing moves until you do.", "hints": ["Dov has begun a sentence about Odile. He will end it, given five seconds."], "begins": {"at": "09:30", "day": 1, "when": null}}, {"id": "system_design", "kind": "system_design", "brief": "The floor comes straight to the kettle. Build what was asked for, run the break at half past ten, and hand it in. The tea fund has 20 marks a month.", "hints": ["Run it once before you build, and see what cannot keep up.", "Put the list between the floor and the kettle, and take the old link away.", "A list adds no speed. A second kettle does."], "begins": {"at": "09:45", "day": 1, "when": null}}, {"id": "client_feedback", "kind": "client_feedback", "brief": "It is half past ten. Hear each of them, then close.", "hints": [], "begins": {"at": "10:30", "day": 1, "when": null}}], "scored": false, "debrief": {"spoke": [[{"says": "You opened the rota, and knew of the ninth.", "when": {"kind": "all", "inner": [{"fact": "ninth-cup", "kind": "known"}, {"kind": "opened", "source": "tea_rota.txt"}]}}, {"says": "The rota came with the mail, and stops at eight.", "when": {"kind": "always"}}], [{"says": "Odile''s kettle was known before a box stood on the grid.", "when": {"fact": "odile-decaf", "kind": "known"}}, {"says": "Odile''s kettle was one question away.", "when": {"kind": "always"}}], [{"says": "You ran the break {runs} before you handed it in.", "when": {"kind": "always"}}]], "answer": "Eight names, eight pots in the break: it was bought for the list. The ninth is 112 per cent of what it can do, and a list adds no speed. The second kettle was Odile''s all along.", "reader": "mina", "changes": [{"says": "Odile''s kettle joins in, as she would have had it if anybody had asked.", "when": {"kind": "not", "inner": {"fact": "odile-decaf", "kind": "known"}}, "steps": [{"verb": "configure", "detail": {"knob": "replicas", "node": "kettle", "value": 2}}], "figures": ["error_share"]}, {"says": "Nobody asks Odile, and her kettle stays behind the tin.", "when": {"fact": "odile-decaf", "kind": "known"}, "steps": [{"verb": "remove", "detail": {"node": "kettle-1"}}], "figures": ["error_share"]}], "question": "Why was the kettle fast enough for the rota, and too slow for the floor?", "take_with_you": "You cannot brew for what you did not ask."}, "weights": {"email_quality": 30, "design_accuracy": 30, "video_performance": 40}, "promises": [{"id": "tea-by-1034", "to": "pip", "due": "", "wording": "Nobody waits for tea beyond 10:34."}], "catalogue": {"kinds": [{"id": "api_gateway", "tag": "GATE", "name": "API gateway", "role": "service", "room": 5000, "basis": "10,700 a second; 1 per million and 99.95% as published.", "fails": "Its bill grows with every call.", "glyph": "⌂", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "One front door for other people''s programs.", "servers": 32, "category": "edge", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 3.0, "connects_to": ["edge", "compute"], "variability": 0.5, "availability": 0.9995, "copies_scale": true, "monthly_cost": 0.0, "cost_per_million": 1.0}, {"id": "app_server", "tag": "APP", "name": "App server", "role": "service", "room": 800, "basis": "400 a second on eight workers at 20 ms, writes a fifth more; 99.5% for a single instance as published.", "fails": "Waits on whatever is slowest behind it.", "glyph": "▣", "knobs": [{"low": 1.0, "high": 20.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [["write", 1.2]], "serves": ["static", "read", "write", "search"], "purpose": "Does the work behind a page.", "servers": 8, "category": "compute", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 20.0, "connects_to": ["compute", "data", "messaging", "external", "network", "people", "operations"], "variability": 1.5, "availability": 0.995, "copies_scale": true, "monthly_cost": 140.0, "cost_per_million": 0.0}, {"id": "auth", "tag": "AUTH", "name": "Sign-in", "role": "service", "room": 2000, "basis": "2,000 a second at 8 ms: hashing is meant to be slow.", "fails": "When it is down, everybody is a stranger.", "glyph": "⚿", "knobs": [{"low": 1.0, "high": 20.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Checks who is asking.", "servers": 16, "category": "compute", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 8.0, "connects_to": ["data", "cache"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 60.0, "cost_per_million": 0.0}, {"id": "backup", "tag": "SAFE", "name": "Backup", "role": "bystander", "room": 1000, "basis": "Carries no traffic.", "fails": "Never tried, it is a hope.", "glyph": "⛁", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Keeps yesterday, for when today is lost.", "servers": 1, "category": "operations", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 0.0, "connects_to": [], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 60.0, "cost_per_million": 0.0}, {"id": "cache", "tag": "CACHE", "name": "Cache", "role": "cache", "room": 10000, "basis": "80,000 a second; published benchmarks of in-memory stores give 81,000 to 114,000.", "fails": "Serves what was true a moment ago; cold, it helps nobody.", "glyph": "◆", "knobs": [{"low": 0.0, "high": 0.99, "kind": "number", "name": "hit", "step": 0.05, "unit": "", "label": "Hit share", "choices": [], "default": 0.9}, {"low": 1.0, "high": 6.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [], "serves": ["static", "read", "search"], "purpose": "Answers from memory what was asked a moment ago.", "servers": 8, "category": "data", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 0.1, "connects_to": ["data"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 110.0, "cost_per_million": 0.0}, {"id": "cdn", "tag": "CDN", "name": "CDN", "role": "cache", "room": 20000, "basis": "100,000 a second at 2 ms; 99.9% as published for object delivery.", "fails": "Stale pages, and a flood when it forgets them all at once.", "glyph": "◍", "knobs": [{"low": 0.0, "high": 0.99, "kind": "number", "name": "hit", "step": 0.05, "unit": "", "label": "Hit share", "choices": [], "default": 0.9}], "effort": [], "serves": ["static", "read"], "purpose": "Answers from near the reader what does not change.", "servers": 200, "category": "edge", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 2.0, "connects_to": ["edge", "object_storage", "compute"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 20.0, "cost_per_million": 0.9}, {"id": "client", "tag": "USER", "name": "Customers", "role": "source", "room": 1000, "basis": "A source has no figures of its own.", "fails": "Turns to another shop when answers take too long.", "glyph": "◉", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Sends the requests that all of this is for.", "servers": 1, "category": "source", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 0.0, "connects_to": ["edge", "compute", "network", "messaging"], "variability": 1.0, "availability": 1.0, "copies_scale": true, "monthly_cost": 0.0, "cost_per_million": 0.0}, {"id": "club_copy", "tag": "CLUB", "name": "Copy of the club", "role": "cache", "room": 2000, "basis": "Three in ten ask only about the shop where their card is usually shown, and that one is looked up each night. A small store at 90 marks a month.", "fails": "It is somebody else''s list of people, in a second place.", "glyph": "☷", "knobs": [{"low": 0.0, "high": 0.3, "kind": "number", "name": "hit", "step": 0.05, "unit": "", "label": "Hit share", "choices": [], "default": 0.3}], "effort": [], "serves": ["read"], "purpose": "The loyalty club''s members, copied each night. They see their usual shop at once.", "servers": 16, "category": "data", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 2.0, "connects_to": ["network"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 90.0, "cost_per_million": 0.0}, {"id": "data_warehouse", "tag": "DWH", "name": "Data warehouse", "role": "store", "room": 200, "basis": "2.7 a second: eight at once at three seconds.", "fails": "Large questions at eight in the morning.", "glyph": "▥", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Answers large questions slowly.", "servers": 8, "category": "data", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 3000.0, "connects_to": [], "variability": 2.0, "availability": 0.999, "copies_scale": false, "monthly_cost": 1500.0, "cost_per_million": 0.0}, {"id": "dns", "tag": "DNS", "name": "DNS", "role": "balancer", "room": 10000, "basis": "1 ms at 100,000 a second, 99.999%: the published promise of managed name services.", "fails": "Nobody finds the door, though the house stands.", "glyph": "◈", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Tells browsers where to knock.", "servers": 100, "category": "edge", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 1.0, "connects_to": ["edge"], "variability": 1.0, "availability": 0.99999, "copies_scale": true, "monthly_cost": 1.0, "cost_per_million": 0.4}, {"id": "drinkers", "tag": "USER", "name": "Drinkers", "role": "source", "room": 1000, "basis": "A source has no figures of its own.", "fails": "Makes do with water, and says so.", "glyph": "◉", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Wants tea at half past ten, like everybody else.", "servers": 1, "category": "source", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 0.0, "connects_to": ["kettle", "tea_queue"], "variability": 1.0, "availability": 1.0, "copies_scale": true, "monthly_cost": 0.0, "cost_per_million": 0.0}, {"id": "firewall", "tag": "FW", "name": "Firewall", "role": "service", "room": 5000, "basis": "80,000 a second at a tenth of a millisecond.", "fails": "One rule wrong, and nothing comes in.", "glyph": "◧", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Lets only agreed traffic through.", "servers": 8, "category": "edge", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 0.1, "connects_to": ["edge", "compute"], "variability": 0.2, "availability": 0.9995, "copies_scale": true, "monthly_cost": 50.0, "cost_per_million": 0.0}, {"id": "function", "tag": "FN", "name": "Function", "role": "service", "room": 1000, "basis": "1,000 at once at 38 ms; 0.20 a million plus compute, 99.95%, as published.", "fails": "Wakes slowly, and passes any flood straight on.", "glyph": "λ", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Runs only when called, and is paid by the call.", "servers": 1000, "category": "compute", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 38.0, "connects_to": ["data", "messaging", "external", "network", "people"], "variability": 3.0, "availability": 0.9995, "copies_scale": true, "monthly_cost": 0.0, "cost_per_million": 0.8}, {"id": "kettle", "tag": "KETTLE", "name": "Kettle", "role": "service", "room": 4, "basis": "A 1.7 litre kettle of 3 kW brings the water for one pot to the boil in about 34 seconds.", "fails": "Past its limit people stand about, then give up.", "glyph": "♨", "knobs": [{"low": 1.0, "high": 4.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Kettles", "choices": [], "default": 1}], "effort": [], "serves": ["read", "write"], "purpose": "Boils water, one pot at a time.", "servers": 1, "category": "compute", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 33600.0, "connects_to": ["tray"], "variability": 0.3, "availability": 0.99, "copies_scale": true, "monthly_cost": 6.0, "cost_per_million": 0.0}, {"id": "load_balancer", "tag": "LB", "name": "Load balancer", "role": "balancer", "room": 10000, "basis": "32,000 a second; 99.99% as published for managed balancers.", "fails": "Shares out an overload just as fairly.", "glyph": "⇉", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Shares requests out among servers, and skips the dead ones.", "servers": 16, "category": "edge", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 0.5, "connects_to": ["compute", "edge"], "variability": 0.25, "availability": 0.9999, "copies_scale": true, "monthly_cost": 25.0, "cost_per_million": 0.02}, {"id": "monitoring", "tag": "WATCH", "name": "Monitoring", "role": "bystander", "room": 1000, "basis": "Carries no traffic.", "fails": "Unwatched, it watches nothing.", "glyph": "◔", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Watches the others, and wakes somebody.", "servers": 1, "category": "operations", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 0.0, "connects_to": ["*"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 100.0, "cost_per_million": 0.0}, {"id": "nosql", "tag": "NOSQL", "name": "Document store", "role": "store", "room": 2000, "basis": "10,000 a second at 4 ms; 99.99% as published for managed stores.", "fails": "Bad at questions nobody planned for.", "glyph": "▩", "knobs": [{"low": 1.0, "high": 6.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [["write", 1.3]], "serves": ["static", "read", "write", "search"], "purpose": "Keeps documents by their key, many at a time.", "servers": 40, "category": "data", "delay_ms": 0.0, "families": ["database"], "later_ms": 0.0, "called_by": [], "service_ms": 4.0, "connects_to": ["backup", "stream"], "variability": 1.0, "availability": 0.9999, "copies_scale": true, "monthly_cost": 400.0, "cost_per_million": 0.0}, {"id": "object_storage", "tag": "FILES", "name": "Object storage", "role": "store", "room": 5000, "basis": "5,500 reads a second; 99.9% as published.", "fails": "Slow for anything small and often.", "glyph": "▤", "knobs": [], "effort": [], "serves": ["static"], "purpose": "Keeps files, cheaply and for long.", "servers": 165, "category": "data", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 30.0, "connects_to": [], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 23.0, "cost_per_million": 0.4}, {"id": "phone_app", "tag": "PHONE", "name": "Phone app", "role": "service", "room": 2000, "basis": "The machine that it calls, as an app server: 140. Its builds, listings and messages, 2,400 a month, leave the budget when somebody promises it.", "fails": "A second front door on the same corridor.", "glyph": "▯", "knobs": [{"low": 1.0, "high": 6.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "The shop in a pocket, with an icon.", "servers": 16, "category": "compute", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 6.0, "connects_to": ["compute", "network", "messaging"], "variability": 1.0, "availability": 0.995, "copies_scale": true, "monthly_cost": 140.0, "cost_per_million": 0.0}, {"id": "queue", "tag": "QUEUE", "name": "Queue", "role": "queue", "room": 100000, "basis": "10,000 a second at 3 ms, 0.40 a million, 99.9%, as published for managed queues.", "fails": "Hides an overload instead of ending it.", "glyph": "≡", "knobs": [], "effort": [], "serves": ["write"], "purpose": "Takes work now that others do later.", "servers": 30, "category": "messaging", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 3.0, "connects_to": ["worker", "function", "data_warehouse"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 5.0, "cost_per_million": 0.4}, {"id": "read_replica", "tag": "COPY", "name": "Read replica", "role": "store", "room": 500, "basis": "As the database it copies.", "fails": "A second late, always, and more under load.", "glyph": "▦", "knobs": [{"low": 1.0, "high": 6.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [["search", 8.0]], "serves": ["read", "search"], "purpose": "A second copy of the database for reading.", "servers": 8, "category": "data", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 8.0, "connects_to": ["backup"], "variability": 2.0, "availability": 0.995, "copies_scale": true, "monthly_cost": 550.0, "cost_per_million": 0.0}, {"id": "relational_db", "tag": "DB", "name": "Database", "role": "store", "room": 500, "basis": "1,000 a second for requests of several statements: a tenth of published single-statement runs on 8 cores. Further copies stand by: they add availability, not capacity.", "fails": "Every lock and every report meets here.", "glyph": "▦", "knobs": [{"low": 1.0, "high": 3.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies, the first serves", "choices": [], "default": 1}], "effort": [["write", 2.0], ["search", 8.0]], "serves": ["static", "read", "write", "search"], "purpose": "Keeps what must be right, and answers questions about it.", "servers": 8, "category": "data", "delay_ms": 0.0, "families": ["database"], "later_ms": 0.0, "called_by": [], "service_ms": 8.0, "connects_to": ["read_replica", "backup", "stream"], "variability": 2.0, "availability": 0.995, "copies_scale": false, "monthly_cost": 550.0, "cost_per_million": 0.0}, {"id": "search_index", "tag": "FIND", "name": "Search index", "role": "store", "room": 500, "basis": "400 a second at 20 ms.", "fails": "Knows only what it was told, some time ago.", "glyph": "⌕", "knobs": [{"low": 1.0, "high": 6.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [], "serves": ["search"], "purpose": "Finds words in many documents.", "servers": 8, "category": "data", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 20.0, "connects_to": [], "variability": 2.0, "availability": 0.995, "copies_scale": true, "monthly_cost": 350.0, "cost_per_million": 0.0}, {"id": "shop_line", "tag": "LINE", "name": "Shop line", "role": "service", "room": 240, "basis": "A till''s answer of 80 kB holds a line of 4 Mb/s for 160 ms; with 90 ms on the way that is the 250 ms measured. A page asks the three nearest shops, and a third of the shops share their line, so each page puts one question to one of twenty such lines. All 58 cost 110 marks a month each.", "fails": "Card payments wait behind whatever is on it.", "glyph": "⇄", "knobs": [], "effort": [], "serves": ["read", "write"], "purpose": "The lines into 58 shops. Twenty of them are 4 Mb/s, and shared.", "servers": 20, "category": "network", "delay_ms": 90.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 160.0, "connects_to": ["shop_till", "till_server", "people"], "variability": 0.2, "availability": 0.995, "copies_scale": false, "monthly_cost": 6380.0, "cost_per_million": 0.0}, {"id": "shop_staff", "tag": "STAFF", "name": "Shop staff", "role": "store", "room": 400, "basis": "At Saturday noon one person can be spared in each of 58 shops. Called away from a customer, they leave, look, hold it and come back: 90 s. From a list, one walk serves several: 45 s each. Their hours are on the rota already; the collecting shelf, bags and labels are 50 marks a month a shop.", "fails": "They serve whoever stands in front of them first.", "glyph": "☺", "knobs": [], "effort": [], "serves": ["write"], "purpose": "Walk to the shelf and confirm that the thing is there. Called away, 90 s; from a list, 45 s.", "servers": 58, "category": "people", "delay_ms": 0.0, "families": [], "later_ms": 45000.0, "called_by": [], "service_ms": 90000.0, "connects_to": [], "variability": 1.2, "availability": 0.9999, "copies_scale": false, "monthly_cost": 2900.0, "cost_per_million": 0.0}, {"id": "shop_till", "tag": "TILL", "name": "Shop tills", "role": "store", "room": 500, "basis": "5 ms to look up a line, one question at a time at each of 58 tills. A till is asked over its shop''s line or from its own back room, and no other way. They are paid for already.", "fails": "Right on 83 lines in 100. The others are on another shelf, or in a bag.", "glyph": "▤", "knobs": [], "effort": [], "serves": ["read"], "purpose": "58 tills. They know what was sold, and so what should be left.", "servers": 58, "category": "data", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": ["shop_line", "till_server"], "service_ms": 5.0, "connects_to": [], "variability": 1.0, "availability": 0.9995, "copies_scale": false, "monthly_cost": 0.0, "cost_per_million": 0.0}, {"id": "stock_cache", "tag": "STOCK", "name": "Stock cache", "role": "cache", "room": 10000, "basis": "As the cache, 110 marks, and 10 a shop to the maker of the tills for leave to ask: 690. On a Saturday ten people ask about the same line at the same shop within a minute, so nine in ten are answered here.", "fails": "Up to a minute old. Somebody still has to look at the shelf.", "glyph": "◆", "knobs": [{"low": 1.0, "high": 6.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [], "serves": ["read"], "purpose": "Keeps each till''s last answer for a minute, so that one question serves ten people.", "servers": 8, "category": "data", "delay_ms": 0.0, "families": ["cache"], "later_ms": 0.0, "called_by": [], "service_ms": 0.1, "connects_to": ["network"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 690.0, "cost_per_million": 0.0}, {"id": "stream", "tag": "STREAM", "name": "Stream", "role": "queue", "room": 100000, "basis": "10,000 a second at 5 ms.", "fails": "Readers that fall behind lose the oldest.", "glyph": "≋", "knobs": [], "effort": [], "serves": ["write"], "purpose": "A log of everything that happened, for several readers.", "servers": 50, "category": "messaging", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 5.0, "connects_to": ["worker", "function", "data_warehouse"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 200.0, "cost_per_million": 0.0}, {"id": "tea_queue", "tag": "LIST", "name": "Tea list", "role": "queue", "room": 40, "basis": "Writing a name and a drink takes a fifth of a second of anybody''s attention; the slip itself costs nothing.", "fails": "Somebody has to read it.", "glyph": "≡", "knobs": [], "effort": [], "serves": ["read", "write"], "purpose": "Takes orders on a slip, so that nobody stands in the kitchen.", "servers": 1, "category": "messaging", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 200.0, "connects_to": ["kettle"], "variability": 1.0, "availability": 0.999, "copies_scale": true, "monthly_cost": 1.0, "cost_per_million": 0.0}, {"id": "third_party_api", "tag": "OUT", "name": "Outside service", "role": "store", "room": 200, "basis": "333 a second at 150 ms and 500 a million; 99.5%.", "fails": "Its bad day becomes yours.", "glyph": "⇗", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Somebody else''s program, on somebody else''s word.", "servers": 50, "category": "external", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 150.0, "connects_to": [], "variability": 1.0, "availability": 0.995, "copies_scale": false, "monthly_cost": 0.0, "cost_per_million": 500.0}, {"id": "till_server", "tag": "BOX", "name": "Shop servers", "role": "service", "room": 200, "basis": "58 machines at 90 marks a month each with their upkeep; back rooms lose power, so 98%. Asked from outside, they answer over the shop''s own line.", "fails": "58 machines, 58 back rooms, one van.", "glyph": "▣", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "A small server in the back room of each of 58 shops.", "servers": 116, "category": "compute", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": ["shop_line"], "service_ms": 25.0, "connects_to": ["data", "people"], "variability": 1.5, "availability": 0.98, "copies_scale": false, "monthly_cost": 5220.0, "cost_per_million": 0.0}, {"id": "tray", "tag": "CUPS", "name": "Cups and tray", "role": "store", "room": 20, "basis": "Four seconds to set down a cup, two hands to do it with.", "fails": "Runs out of clean cups first.", "glyph": "▤", "knobs": [{"low": 1.0, "high": 6.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Trays", "choices": [], "default": 1}], "effort": [], "serves": ["read", "write"], "purpose": "Carries what was brewed to the people who asked.", "servers": 2, "category": "data", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 4000.0, "connects_to": [], "variability": 0.5, "availability": 0.995, "copies_scale": true, "monthly_cost": 4.0, "cost_per_million": 0.0}, {"id": "waf", "tag": "WAF", "name": "Web firewall", "role": "service", "room": 5000, "basis": "16,000 a second; 99.95% as published.", "fails": "Turns away customers too, when its rules are guesses.", "glyph": "◫", "knobs": [], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Turns away requests that look like an attack.", "servers": 16, "category": "edge", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 1.0, "connects_to": ["edge", "compute"], "variability": 0.5, "availability": 0.9995, "copies_scale": true, "monthly_cost": 25.0, "cost_per_million": 0.6}, {"id": "web_server", "tag": "WEB", "name": "Web server", "role": "service", "room": 1000, "basis": "800 a second on four cores at 5 ms; 99.5% for a single instance as published.", "fails": "Slows when pages start to think.", "glyph": "▣", "knobs": [{"low": 1.0, "high": 20.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Serves pages that need little thought.", "servers": 4, "category": "compute", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 5.0, "connects_to": ["compute", "data", "messaging", "external", "network", "people", "operations"], "variability": 1.0, "availability": 0.995, "copies_scale": true, "monthly_cost": 35.0, "cost_per_million": 0.0}, {"id": "worker", "tag": "WORK", "name": "Worker", "role": "service", "room": 1000, "basis": "80 a second: four at once at 50 ms.", "fails": "Falls behind quietly; only the queue''s length tells.", "glyph": "⚒", "knobs": [{"low": 1.0, "high": 20.0, "kind": "whole", "name": "replicas", "step": 1.0, "unit": "", "label": "Copies", "choices": [], "default": 1}], "effort": [], "serves": ["static", "read", "write", "search"], "purpose": "Fetches work from a queue and does it when it can.", "servers": 4, "category": "compute", "delay_ms": 0.0, "families": [], "later_ms": 0.0, "called_by": [], "service_ms": 50.0, "connects_to": ["data", "messaging", "external", "network", "people"], "variability": 1.5, "availability": 0.995, "copies_scale": true, "monthly_cost": 70.0, "cost_per_million": 0.0}]}, "requirements": [{"id": "a-pot-each", "kept": {"say": "10:33, and I have counted cups, since I no longer trust my counting of people. Nine.", "word": "nine, counted", "aside": "The locksmith opens his biscuits."}, "facts": ["ninth-cup"], "holds": null, "limit": "nine pots in the break", "owner": "pip", "rules": ["the-kettle-keeps-up"], "title": "A pot each, for nine", "broken": {"say": "10:44, and somebody still holds a dry mug. I offered mine, which is also dry.", "word": "eight, and a wait", "aside": "The kettle clicks off, and on again."}, "figure": "", "unasked": "I counted nine in the first lines of my mail. Which nine, nobody asked."}, {"id": "a-list-not-a-scrum", "kept": {"say": "They signed, and they sat down. The water boils no faster, and nobody minds. Let us leave it there.", "word": "signed, and seated", "aside": "Dov puts the cap on his pen."}, "facts": [], "holds": null, "limit": "everyone signs, nobody stands", "owner": "dov", "rules": ["through-the-list"], "title": "A list, not a scrum", "broken": {"say": "They met at the spout, all at once. Let us ask where they were meant to stand.", "word": "all at the spout", "aside": "Somebody''s sleeve is in the sugar."}, "figure": "", "unasked": ""}, {"id": "odiles-kettle", "kept": {"say": "My kettle has come out from behind its tin. Which of you thought to ask?", "word": "the blue tin is open", "aside": "Her mug has a hook. It is the ninth."}, "facts": ["odile-decaf"], "holds": {"fact": "odile-decaf", "kind": "known"}, "limit": "decaf, from water off the boil", "owner": "odile", "rules": ["a-second-kettle"], "title": "Odile''s cup", "broken": {"say": "It smells like everyone''s. Would you drink it for me?", "word": "left on the sill", "aside": "The fern has tea at eleven."}, "figure": "", "unasked": "My mug came back full. Did anybody ask it what for?"}, {"id": "within-the-fund", "kept": {"say": "In, 20.00. Out, less. Receipts 0388 to 0396. It agrees.", "word": "receipts agree", "aside": "Receipt 0396 is for a hook."}, "facts": [], "holds": null, "limit": "20 marks a month", "owner": "greta", "rules": ["the-tea-fund"], "title": "Within the tea fund", "broken": {"say": "In, 20.00. Out, more. No receipt explains the rest.", "word": "overdrawn", "aside": "Greta turns the page over. It is blank."}, "figure": "monthly_cost", "unasked": ""}], "client_contact": "pip", "contradictions": [{"id": "nine-is-not-eight", "left": [{"quote": "I counted nine people yesterday", "source": "nine-people"}], "means": "Nine come and eight are listed. The name over the door is not among them: Odile Ferrule.", "right": [{"quote": "Eight hooks, eight names", "source": "tea_rota.txt"}, {"quote": "There are eight hooks under the shelf.", "source": "a-mug-without-a-hook"}], "effects": {"days": 0.0, "facts": ["ninth-cup"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}]}'),
	('3c33bb9c-2ec3-4fb1-b840-5337073723a8', '{"id": "your-desk", "best": [], "sender": "mina", "signal": "", "weight": 2, "options": [], "unanswered": null, "attachments": []}'),
	('20076947-7267-4bba-9474-9364dee8165f', '{"id": "nine-people", "best": [{"when": {"kind": "always"}, "option": "name-all-nine"}], "sender": "pip", "signal": "Nine were counted and eight are listed; until the ninth has a name, nothing can be brewed for them.", "weight": 2, "options": [{"say": "Pip, before anybody buys anything, could you name all nine for me? A name and a cup for each, by half past nine, is all that I need.", "lure": null, "then": null, "tone": "plain", "after": {"why": "Nine heads and eight names differ by a person. Asking cost one letter.", "happened": "You asked for nine names. The ninth was Odile, who is on no list."}, "floor": null, "needs": null, "worth": 100, "brings": [{"say": "09:15, and I can give you eight. The ninth was Odile, with a mug from behind the fern. I looked at my shoes.", "who": "pip", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "ask", "copy_to": [], "effects": {"days": 0.0, "facts": ["ninth-cup"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"say": "Pip, could you time the kettle from cold, with a watch, on three mornings? By Friday the figures will show us what it can do.", "lure": "rigour", "then": null, "tone": "firm", "after": {"why": "A measurement is right when the load is known. Here the load had a face missing.", "happened": "Pip timed the kettle: 34 seconds a pot, and eight in the break."}, "floor": null, "needs": null, "worth": 45, "brings": [{"say": "09:15, and I did not wait for Friday. A small pot takes 34 seconds, so eight fit in the break. I drank the evidence.", "who": "pip", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "measure", "copy_to": [], "effects": {"days": 0.0, "facts": ["eight-pots"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"say": "Pip, leave it with me. Nobody waits beyond 10:34 this morning, and you may tell the floor that I said so, the locksmith downstairs included.", "lure": "speed", "then": null, "tone": "warm", "after": {"why": "A time is easy to keep once it is known for whom. It was not known yet.", "happened": "10:34 was read out to the floor, and biscuits were promised in return."}, "floor": null, "needs": null, "worth": 30, "brings": [{"say": "09:15, and I have read it out twice, by request. The locksmith is bringing biscuits.", "who": "pip", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "commit", "copy_to": [], "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": ["tea-by-1034"]}}], "unanswered": {"after": {"why": "Nine were counted and eight are listed, and one letter would have named the ninth.", "happened": "Pip''s letter stayed open. The floor was told that you were thinking."}, "worth": 0, "brings": [{"say": "09:20, and I have told them that you are thinking. They asked for how long.", "who": "pip", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, "attachments": [{"by": "greta", "body": "TEA ROTA, second floor                                  kept by G. Umber\n\nHook  Name               Takes                   A month   Receipt\n1     I. Finch           tea, milk                  2.50      0388\n2     R. Stanhope        tea, milk, two sugars      2.50      owed\n3     M. Adeyemi-Clark   tea, lemon                 2.50      0389\n4     D. Halloran        tea, black                 2.50      0390\n5     P. Larkspur        tea, milk, one sugar       2.50      0391\n6     The locksmith      tea, milk                  2.50      0392\n7     G. Umber           tea, black                 2.50      0393\n8     You                tea, until you say         2.50      0394\n\nEight hooks, eight names, 20.00 a month.\nOne kettle, one small pot at a time: eight pots in the break.\nSponge, 1.10, receipt 0395. Overdue.", "form": "table", "locked": false}]}'),
	('87203a38-46ee-4c7f-a213-3056f3586450', '{"id": "a-mug-without-a-hook", "best": [{"when": {"kind": "always"}, "option": "ask-odile"}], "sender": "odile", "signal": "Her mug hangs where the rota never looks, and nobody has said what goes into it.", "weight": 2, "options": [{"say": "Odile, for the people, so you are on the rota as of this minute: hook nine, tea with milk, as most of them are.", "lure": "harmony", "then": null, "tone": "firm", "after": {"why": "Counting her was right, and it bought her a ninth cup. What is in it was a guess.", "happened": "Odile was written down for tea with milk. The fern was watered."}, "floor": null, "needs": null, "worth": 35, "brings": [{"say": "", "who": "odile", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": "Read 09:26. The fern has been watered."}, {"say": "Hook 9. Tea, milk, 2.50. The kettle does eight pots a break.", "who": "greta", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "commit", "copy_to": [], "effects": {"days": 0.0, "facts": ["ninth-cup", "eight-pots"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"say": "Odile, for the people, and for you a pot of your own. Would the small brown one on the window sill suit you?", "lure": "empathy", "then": null, "tone": "warm", "after": {"why": "Something of her own was near the mark. Nobody had said yet what goes into it.", "happened": "You offered a pot of her own. Odile asked about the lid."}, "floor": null, "needs": null, "worth": 55, "brings": [{"say": "It has stood there since we opened. Who broke its lid?", "who": "odile", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}, {"say": "Lid, 3.20. No receipt.", "who": "greta", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "offer", "copy_to": [], "effects": {"days": 0.0, "facts": ["ninth-cup"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"say": "Odile, for the people. What goes into your mug at half past ten, and is it what the rest of us are drinking?", "lure": null, "then": null, "tone": "plain", "after": {"why": "She answers nothing straight, but she points. The tin is what opens Dov.", "happened": "You asked Odile what she drinks. She answered with a tin and a question."}, "floor": null, "needs": null, "worth": 100, "brings": [{"say": "There is a blue tin behind the sugar. Who opened it last?", "who": "odile", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "ask", "copy_to": [], "effects": {"days": 0.0, "facts": ["ninth-cup", "blue-tin"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}], "unanswered": {"after": {"why": "She asks once. A founder with no hook was the case, in one sentence.", "happened": "Odile''s question stayed open. The mug went back behind the fern."}, "worth": 0, "brings": [{"say": "", "who": "odile", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": "Read 09:29. The mug is back behind the fern."}], "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, "attachments": []}'),
	('6626f104-b695-43cf-95ec-0ba824151cb7', '{"closing": [{"say": "Draw it, run it, hand it in. It will show you where it hurts.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}, {"say": "He takes his black. It was on the rota.", "who": "narrator", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "early_end": [], "exchanges": [{"id": "one-spout", "best": [{"when": {"fact": "ninth-cup", "kind": "known"}, "option": "nine-come"}, {"when": {"kind": "always"}, "option": "who-comes"}], "when": null, "lines": [{"say": "At half past ten they come through one door, to one spout. Somebody will still be waiting when the break is over. Let us find out who.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "envelope held up", "silence": ""}], "floors": [], "signal": "Eight are listed and nine were counted; the kettle does eight pots in the break.", "weight": 2, "options": [{"id": "nine-come", "say": "Nine come, Dov, and the rota they are on stops at eight.", "lure": null, "then": null, "tone": "firm", "after": {"why": "A kettle that does eight pots in the break, asked for nine, falls behind and stays there.", "happened": "You told Dov that nine come. He wrote 112 on the envelope."}, "floor": null, "label": "", "needs": {"fact": "ninth-cup", "kind": "known"}, "worth": 100, "brings": [{"say": "Then it runs at 112 per cent, and the ninth pot is never caught up. Let us draw that.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "disclose", "copy_to": [], "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"id": "who-comes", "say": "Who else comes at that hour, Dov, beside the eight listed?", "lure": null, "then": null, "tone": "plain", "after": {"why": "The list is a list of hooks. Asking who is not on it costs a sentence.", "happened": "You asked who else comes. Dov counted the fern."}, "floor": null, "label": "", "needs": null, "worth": 80, "brings": [{"say": "Odile. She takes hers behind the fern, and nobody counts the fern.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "ask", "copy_to": [], "effects": {"days": 0.0, "facts": ["ninth-cup"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"id": "stagger", "say": "Could half of them come at 10:30, Dov, the rest at 10:40?", "lure": "harmony", "then": null, "tone": "warm", "after": {"why": "Spreading a peak is often best. This one is when people like to meet.", "happened": "You proposed two sittings. Dov thought of the memo."}, "floor": null, "label": "", "needs": null, "worth": 40, "brings": [{"say": "Ines breaks at half past, so they all do. The rest would take a memo. Let us keep that for a harder case.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "schedule", "copy_to": [], "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"id": "big-urn", "say": "We hire an urn for the whole floor, Dov, and we are done.", "lure": "speed", "then": null, "tone": "firm", "after": {"why": "Capacity for every hour is dear when one hour is short.", "happened": "You proposed an urn for forty. Dov said nearly."}, "floor": null, "label": "", "needs": null, "worth": 25, "brings": [{"say": "Forty cups, hot all day, where eight small pots are nearly enough. Let us look at the nearly.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "commit", "copy_to": [], "effects": {"days": 0.0, "facts": ["eight-pots"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}], "silence": null, "interrupt": null}, {"id": "her-cup", "best": [{"when": {"kind": "always"}, "option": "silence"}], "when": null, "lines": [{"say": "The others take whatever is in the caddy. Odile does not.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}, {"say": "Dov looks at the shelf. His pen stops.", "who": "narrator", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "floors": [], "signal": "He stopped in mid-thought, at a shelf. He will finish it himself, if nobody does it for him.", "weight": 2, "options": [{"id": "how-does-she", "say": "How does Odile take hers, then, since you have noticed?", "lure": "rigour", "then": null, "tone": "firm", "after": {"why": "Asked outright, he keeps her confidence. He was about to let it go by himself.", "happened": "You asked Dov for Odile''s order. He would not give it."}, "floor": null, "label": "", "needs": null, "worth": 45, "brings": [{"say": "That is hers to say. I will say that there is a blue tin behind the sugar.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "ask", "copy_to": [], "effects": {"days": 0.0, "facts": ["blue-tin"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"id": "blue-tin", "say": "Is that why there is a blue tin kept behind the sugar?", "lure": null, "then": null, "tone": "plain", "after": {"why": "What Odile showed you was hers to show. A pause would have done as well.", "happened": "You named the tin. Dov told you of the kettle behind it."}, "floor": null, "label": "", "needs": {"fact": "blue-tin", "kind": "known"}, "worth": 90, "brings": [{"say": "Decaf, since the spring. It wants water off the boil, so there is a second kettle, hers, behind the tin. Let us ask her for it.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "disclose", "copy_to": [], "effects": {"days": 0.0, "facts": ["odile-decaf"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"id": "leave-her", "say": "Odile can pour her own, and we draw it for the other eight.", "lure": "thrift", "then": null, "tone": "plain", "after": {"why": "Leaving her out made it simple. It was simple for eight.", "happened": "You left Odile to pour her own. Dov said that this was the case."}, "floor": null, "label": "", "needs": null, "worth": 15, "brings": [{"say": "She has done so since we opened. That is the case.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "decline", "copy_to": [], "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"id": "kettle-first", "say": "Shall we draw the kettle first and come to Odile after?", "lure": "speed", "then": null, "tone": "warm", "after": {"why": "First things first is sound, where the second thing does not change the first.", "happened": "You put Odile off until after the kettle. Dov turned the envelope over."}, "floor": null, "label": "", "needs": null, "worth": 30, "brings": [{"say": "As you like. After is a long list.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "defer", "copy_to": [], "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}], "silence": {"after": {"why": "He had begun the sentence. Nobody ended it for him, so he did.", "happened": "You let it sit. After five seconds Dov said decaf."}, "worth": 100, "brings": [{"say": "Five seconds. Downstairs, a lock turns.", "who": "narrator", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}, {"say": "Decaf, since the spring. It wants water off the boil, so there is a second kettle, hers, behind the tin. Let us ask her for it.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "pen down", "silence": ""}], "effects": {"days": 0.0, "facts": ["odile-decaf"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, "interrupt": null}, {"id": "the-line", "best": [{"when": {"kind": "always"}, "option": "on-a-list"}], "when": null, "lines": [{"say": "Nine people in one kitchen make a line, drawn or not. Let us decide where it stands.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "floors": [], "signal": "Everyone arrives in the same minutes, and no one of them is in more of a hurry than the rest.", "weight": 2, "options": [{"id": "partners-first", "say": "At the kettle, partners first, since their hour is booked.", "lure": "authority", "then": null, "tone": "firm", "after": {"why": "Rank is a rule, and sometimes the right one. Here nobody''s tea is urgent.", "happened": "You let the partners go first. The locksmith came ninth."}, "floor": null, "label": "", "needs": null, "worth": 35, "brings": [{"say": "Then the locksmith is ninth, in his own building.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "commit", "copy_to": [], "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"id": "on-a-list", "say": "On a list by the door, in turn, so that nobody stands here.", "lure": null, "then": null, "tone": "plain", "after": {"why": "A queue adds no speed. It keeps those who would have left, and in order.", "happened": "You put the line on a list by the door."}, "floor": null, "label": "", "needs": null, "worth": 100, "brings": [{"say": "Then they sign and sit. It makes no pot faster: eight in the break, as before. Let us remember that.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "commit", "copy_to": [], "effects": {"days": 0.0, "facts": ["eight-pots"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}, {"id": "no-line", "say": "Nowhere: whoever finds it busy may as well come back later.", "lure": "empathy", "then": null, "tone": "warm", "after": {"why": "Sent away together, they come back together. The peak moves; it does not shrink.", "happened": "You sent the unlucky ones away until later. Dov gave the time."}, "floor": null, "label": "", "needs": null, "worth": 25, "brings": [{"say": "They will. All at 10:36, together, to the same eight pots.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "tactic": "defer", "copy_to": [], "effects": {"days": 0.0, "facts": ["eight-pots"], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}}], "silence": null, "interrupt": null}], "default_floor": [{"say": "I have it. It slopes.", "who": "dov", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "default_silence": [{"say": "Dov draws a smaller kettle.", "who": "narrator", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}]}'),
	('10122d31-9ffd-4cb5-9ecc-b491f5456098', '{"rules": [{"id": "the-kettle-keeps-up", "kind": "not_saturated", "text": "", "weight": 3.0, "at_most": 1.0, "required": true, "components": ["kettle"]}, {"id": "through-the-list", "via": "tea_queue", "kind": "must_pass", "text": "", "target": "kettle", "weight": 2.0, "required": false}, {"id": "a-second-kettle", "kind": "no_spof", "text": "One kettle pours for everyone.", "weight": 2.0, "required": false, "components": ["kettle"]}, {"id": "the-tea-fund", "kind": "budget", "text": "", "weight": 1.0, "at_most": 20.0, "required": false}]}'),
	('ab14b592-f815-406b-83a3-fad2ae729329', '{"closing": [{"say": "10:41, and the sponge is wet. I am writing that down as a result.", "who": "pip", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}], "opening": [{"say": "10:30. Nine people come through one door.", "who": "narrator", "also": false, "when": null, "effects": {"days": 0.0, "facts": [], "flags": [], "trust": 0, "budget": 0, "energy": 0, "reserve": [], "unlocks": [], "promises": []}, "posture": "", "silence": ""}]}');


--
-- Data for Name: content_revisions; Type: TABLE DATA; Schema: private; Owner: scopecreep_owner
--

INSERT INTO private.content_revisions OVERRIDING SYSTEM VALUE VALUES
	(1, '483774b6b27c50d877a4ceb2b6d4af0c92fbb5301daac5225e821bd50a0e531a', '2026-11-25 13:48:57.617351+00');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: private; Owner: scopecreep_owner
--

INSERT INTO private.schema_version VALUES
	('0001');


--
-- Data for Name: client_trust; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.client_trust VALUES
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'Ferrule & Finch', 50);


--
-- Data for Name: content_versions; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.content_versions VALUES
	('e85a6b3a-4e5b-4141-bfcd-859512c4374a', '3dc4f2d5-1536-4495-9cad-d5a558660867', '1.0', '{"key": "mission", "title": "The Kettle Protocol", "people": [{"name": "Pip Larkspur", "role": "Analyst", "email": "p.larkspur@ferrule-finch.example"}, {"name": "Dov Halloran", "role": "Architect", "email": "d.halloran@ferrule-finch.example"}, {"name": "Odile Ferrule", "role": "Founder", "email": "o.ferrule@ferrule-finch.example"}, {"name": "Greta Umber", "role": "Finance", "email": "g.umber@ferrule-finch.example"}, {"name": "Mina Adeyemi-Clark", "role": "Mentor", "email": "m.adeyemi-clark@ferrule-finch.example"}], "learning_objectives": ["Read before you answer", "Ask before you build", "Run what you built before you hand it in"]}', NULL, true, 1, '2026-11-25 13:48:57.617351+00', NULL),
	('3c33bb9c-2ec3-4fb1-b840-5337073723a8', 'e01f905a-b916-449f-8b50-c4d98345c9df', '1.0', '{"to": [], "body": "The bottom line of your screen names the keys that work now. People who\nread it finish sooner.\n\nArrows move and Enter opens. A letter goes out only after you have read\nit and confirmed it. A question mark explains whatever is in front of\nyou.\n\nLeave when you must. You come back to the line where you stopped.\n\nPip has your first case. Answer the mails that ask, then finish the\ninbox, and the call begins. Nobody scores it, and the tea is real.\n\nMina", "from": {"name": "Mina Adeyemi-Clark", "role": "Mentor", "email": "m.adeyemi-clark@ferrule-finch.example"}, "arrives": {"at": "08:45", "day": 1, "when": null}, "copy_to": [], "extract": "", "subject": "Your desk, and what it does", "metadata": {"priority": "normal", "sentiment": "calm", "key_issues": ["welcome"]}, "may_leave": false, "attachments": [], "response_options": []}', NULL, true, 1, '2026-11-25 13:48:57.617351+00', NULL),
	('20076947-7267-4bba-9474-9364dee8165f', '9d095c47-0c3d-4f96-8379-df153c3d4536', '1.0', '{"to": [], "body": "08:52, and I have had no tea, so read me kindly.\n\nAt half past ten everyone comes to the kettle at once, each for a small\npot. The break is over before the last of us is poured for.\n\nI counted nine people yesterday, and nine again when I liked it less.\n\nGreta''s rota is attached. I have not checked it against the people,\nbecause the people were looking.\n\nMina says you might take the kettle as a first case. Would you write\nbefore the call with Dov? I have told the floor that somebody is on it.\nI had nobody in mind.\n\nPip", "from": {"name": "Pip Larkspur", "role": "Analyst", "email": "p.larkspur@ferrule-finch.example"}, "arrives": {"at": "08:52", "day": 1, "when": null}, "copy_to": ["greta"], "extract": "I counted nine people yesterday, and nine again when I liked it less.", "subject": "Nine people. One kettle.", "metadata": {"priority": "high", "sentiment": "hopeful", "key_issues": ["tea", "half_past_ten"]}, "may_leave": false, "attachments": [{"size_kb": 1, "filename": "tea_rota.txt", "preview_available": true}], "response_options": [{"id": "name-all-nine", "label": "Ask Pip to name all nine before anybody buys anything"}, {"id": "time-the-kettle", "label": "Ask Pip to time the kettle from cold on three mornings"}, {"id": "promise-the-floor", "label": "Promise Pip that nobody waits beyond 10:34 this morning"}]}', NULL, true, 1, '2026-11-25 13:48:57.617351+00', NULL),
	('87203a38-46ee-4c7f-a213-3056f3586450', 'a627e104-87ed-4d8c-8c50-f8ceae168344', '1.0', '{"to": [], "body": "There are eight hooks under the shelf. I hang my mug behind the fern.\n\nPip tells me that you have the kettle.\n\nWould you pour for the hooks, or for the people?\n\nOdile", "from": {"name": "Odile Ferrule", "role": "Founder", "email": "o.ferrule@ferrule-finch.example"}, "arrives": {"at": "09:16", "day": 1, "when": {"kind": "chosen", "node": "nine-people", "option": null}}, "copy_to": [], "extract": "Would you pour for the hooks, or for the people?", "subject": "A mug without a hook", "metadata": {"priority": "normal", "sentiment": "curious", "key_issues": ["mugs"]}, "may_leave": false, "attachments": [], "response_options": [{"id": "tea-with-milk", "label": "Put Odile on the rota for tea with milk, as most are"}, {"id": "the-brown-pot", "label": "Offer Odile a pot of her own, the brown one if it suits"}, {"id": "ask-odile", "label": "Ask Odile what goes into her mug at half past ten"}]}', NULL, true, 1, '2026-11-25 13:48:57.617351+00', NULL),
	('6626f104-b695-43cf-95ec-0ba824151cb7', 'ab4ffb73-addd-4c68-b2c3-6ad1b316ab57', '1.0', '{"note": "A pause is an answer too: let it sit.", "people": [{"name": "Dov Halloran", "role": "Architect", "email": "d.halloran@ferrule-finch.example"}], "captions": "", "media_url": "", "participants": ["dov"]}', NULL, true, 1, '2026-11-25 13:48:57.617351+00', NULL),
	('10122d31-9ffd-4cb5-9ecc-b491f5456098', 'ebf355a7-1602-47cb-a960-851a2f919f83', '1.0', '{"load": {"rps": 0.0333, "classes": [{"kind": "read", "name": "tea", "share": 1.0}], "average_rps": 0.0083}, "board": {"rows": 3, "columns": 4}, "budget": 20, "palette": ["tea_queue", "kettle", "tray"], "initial_state": {"edges": [{"id": "drinkers->kettle", "source": "drinkers", "target": "kettle"}, {"id": "kettle->cups", "source": "kettle", "target": "cups"}], "nodes": [{"id": "drinkers", "data": {"kind": "drinkers", "fixed": true, "label": "The floor", "config": {}}, "type": "component", "position": {"x": 0, "y": 120}}, {"id": "kettle", "data": {"kind": "kettle", "label": "Kettle", "config": {}}, "type": "component", "position": {"x": 360, "y": 120}}, {"id": "cups", "data": {"kind": "tray", "label": "Cups", "config": {}}, "type": "component", "position": {"x": 540, "y": 120}}]}, "validation_rules": {}, "interactive_features": {"drag_enabled": true, "real_time_metrics": true, "connection_validation": true}, "known_without_asking": ["the-kettle-keeps-up", "through-the-list", "the-tea-fund"]}', NULL, true, 1, '2026-11-25 13:48:57.617351+00', NULL),
	('ab14b592-f815-406b-83a3-fad2ae729329', 'd9a4709a-43a0-46e6-a3a0-1c32842ab146', '1.0', '{"key": "feedback"}', NULL, true, 1, '2026-11-25 13:48:57.617351+00', NULL);


--
-- Data for Name: mission_content; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.mission_content VALUES
	('3dc4f2d5-1536-4495-9cad-d5a558660867', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'mission', 'document', '{"key": "mission", "title": "The Kettle Protocol", "people": [{"name": "Pip Larkspur", "role": "Analyst", "email": "p.larkspur@ferrule-finch.example"}, {"name": "Dov Halloran", "role": "Architect", "email": "d.halloran@ferrule-finch.example"}, {"name": "Odile Ferrule", "role": "Founder", "email": "o.ferrule@ferrule-finch.example"}, {"name": "Greta Umber", "role": "Finance", "email": "g.umber@ferrule-finch.example"}, {"name": "Mina Adeyemi-Clark", "role": "Mentor", "email": "m.adeyemi-clark@ferrule-finch.example"}], "learning_objectives": ["Read before you answer", "Ask before you build", "Run what you built before you hand it in"]}', 0, 0, 'mission', NULL, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('e01f905a-b916-449f-8b50-c4d98345c9df', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'email_discovery', 'email', '{"to": [], "body": "The bottom line of your screen names the keys that work now. People who\nread it finish sooner.\n\nArrows move and Enter opens. A letter goes out only after you have read\nit and confirmed it. A question mark explains whatever is in front of\nyou.\n\nLeave when you must. You come back to the line where you stopped.\n\nPip has your first case. Answer the mails that ask, then finish the\ninbox, and the call begins. Nobody scores it, and the tea is real.\n\nMina", "from": {"name": "Mina Adeyemi-Clark", "role": "Mentor", "email": "m.adeyemi-clark@ferrule-finch.example"}, "arrives": {"at": "08:45", "day": 1, "when": null}, "copy_to": [], "extract": "", "subject": "Your desk, and what it does", "metadata": {"priority": "normal", "sentiment": "calm", "key_issues": ["welcome"]}, "may_leave": false, "attachments": [], "response_options": []}', 1, 0, 'email_discovery/your-desk', NULL, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('9d095c47-0c3d-4f96-8379-df153c3d4536', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'email_discovery', 'email', '{"to": [], "body": "08:52, and I have had no tea, so read me kindly.\n\nAt half past ten everyone comes to the kettle at once, each for a small\npot. The break is over before the last of us is poured for.\n\nI counted nine people yesterday, and nine again when I liked it less.\n\nGreta''s rota is attached. I have not checked it against the people,\nbecause the people were looking.\n\nMina says you might take the kettle as a first case. Would you write\nbefore the call with Dov? I have told the floor that somebody is on it.\nI had nobody in mind.\n\nPip", "from": {"name": "Pip Larkspur", "role": "Analyst", "email": "p.larkspur@ferrule-finch.example"}, "arrives": {"at": "08:52", "day": 1, "when": null}, "copy_to": ["greta"], "extract": "I counted nine people yesterday, and nine again when I liked it less.", "subject": "Nine people. One kettle.", "metadata": {"priority": "high", "sentiment": "hopeful", "key_issues": ["tea", "half_past_ten"]}, "may_leave": false, "attachments": [{"size_kb": 1, "filename": "tea_rota.txt", "preview_available": true}], "response_options": [{"id": "name-all-nine", "label": "Ask Pip to name all nine before anybody buys anything"}, {"id": "time-the-kettle", "label": "Ask Pip to time the kettle from cold on three mornings"}, {"id": "promise-the-floor", "label": "Promise Pip that nobody waits beyond 10:34 this morning"}]}', 1, 1, 'email_discovery/nine-people', NULL, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('a627e104-87ed-4d8c-8c50-f8ceae168344', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'email_discovery', 'email', '{"to": [], "body": "There are eight hooks under the shelf. I hang my mug behind the fern.\n\nPip tells me that you have the kettle.\n\nWould you pour for the hooks, or for the people?\n\nOdile", "from": {"name": "Odile Ferrule", "role": "Founder", "email": "o.ferrule@ferrule-finch.example"}, "arrives": {"at": "09:16", "day": 1, "when": {"kind": "chosen", "node": "nine-people", "option": null}}, "copy_to": [], "extract": "Would you pour for the hooks, or for the people?", "subject": "A mug without a hook", "metadata": {"priority": "normal", "sentiment": "curious", "key_issues": ["mugs"]}, "may_leave": false, "attachments": [], "response_options": [{"id": "tea-with-milk", "label": "Put Odile on the rota for tea with milk, as most are"}, {"id": "the-brown-pot", "label": "Offer Odile a pot of her own, the brown one if it suits"}, {"id": "ask-odile", "label": "Ask Odile what goes into her mug at half past ten"}]}', 1, 2, 'email_discovery/a-mug-without-a-hook', NULL, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('ab4ffb73-addd-4c68-b2c3-6ad1b316ab57', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'video_call', 'video', '{"note": "A pause is an answer too: let it sit.", "people": [{"name": "Dov Halloran", "role": "Architect", "email": "d.halloran@ferrule-finch.example"}], "captions": "", "media_url": "", "participants": ["dov"]}', 2, 0, 'video_call', NULL, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('ebf355a7-1602-47cb-a960-851a2f919f83', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'system_design', 'react_flow', '{"load": {"rps": 0.0333, "classes": [{"kind": "read", "name": "tea", "share": 1.0}], "average_rps": 0.0083}, "board": {"rows": 3, "columns": 4}, "budget": 20, "palette": ["tea_queue", "kettle", "tray"], "initial_state": {"edges": [{"id": "drinkers->kettle", "source": "drinkers", "target": "kettle"}, {"id": "kettle->cups", "source": "kettle", "target": "cups"}], "nodes": [{"id": "drinkers", "data": {"kind": "drinkers", "fixed": true, "label": "The floor", "config": {}}, "type": "component", "position": {"x": 0, "y": 120}}, {"id": "kettle", "data": {"kind": "kettle", "label": "Kettle", "config": {}}, "type": "component", "position": {"x": 360, "y": 120}}, {"id": "cups", "data": {"kind": "tray", "label": "Cups", "config": {}}, "type": "component", "position": {"x": 540, "y": 120}}]}, "validation_rules": {}, "interactive_features": {"drag_enabled": true, "real_time_metrics": true, "connection_validation": true}, "known_without_asking": ["the-kettle-keeps-up", "through-the-list", "the-tea-fund"]}', 3, 0, 'system_design', NULL, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('d9a4709a-43a0-46e6-a3a0-1c32842ab146', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'client_feedback', 'document', '{"key": "feedback"}', 4, 0, 'client_feedback', NULL, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00');


--
-- Data for Name: mission_phases; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.mission_phases VALUES
	('d78ac735-c00f-422e-b896-10dc1fd2da8e', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'email_discovery', 'email_discovery', 1, '2026-11-25 13:48:57.617351+00'),
	('0e3cef18-6f37-45de-bc28-51fd45c9c4ee', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'video_call', 'video_call', 2, '2026-11-25 13:48:57.617351+00'),
	('3d88054d-38d9-4877-909e-cd35dc8ebcd6', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'system_design', 'system_design', 3, '2026-11-25 13:48:57.617351+00'),
	('82fb131b-ef01-4c21-af39-9fc2256f2851', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'client_feedback', 'client_feedback', 4, '2026-11-25 13:48:57.617351+00');


--
-- Data for Name: mission_prerequisites; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.mission_prerequisites VALUES
	('ebd80d80-3e06-4bd8-83ce-ce68a4183add', 'd9bd6fac-a974-42c9-a554-a9a575f82d42', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"]}, {"type": "OR", "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"], "minimum_score": 50}, {"type": "missions_completed", "mission_ids": ["lantern-parade-promise"]}, {"type": "missions_completed", "mission_ids": ["quiet-clinic"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('94066d5a-62d4-4361-96f6-474c27ae176b', '5a0381d7-4611-4749-ad84-565ca6db09c0', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"]}]}', '2026-11-25 13:48:57.617351+00'),
	('5252f200-1875-445d-b059-106145852d37', 'd00aa4be-a23d-44f4-8a08-1e53129312fa', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"]}, {"type": "OR", "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"], "minimum_score": 60}, {"type": "missions_completed", "mission_ids": ["lantern-parade-promise"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('3aa0285d-9526-4fa1-8646-0956f13db452', '0343cde2-1742-4843-b655-4ce993cce118', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"]}, {"type": "AT_LEAST", "count": 1, "conditions": [{"type": "missions_completed", "mission_ids": ["urgent-performance"]}, {"type": "missions_completed", "mission_ids": ["lantern-parade-promise"]}, {"type": "missions_completed", "mission_ids": ["quiet-clinic"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('3ca1e7a9-dfb9-4dcd-a353-ab8082b42a52', 'd79c6cd7-4371-4ab9-81ce-59bb55ac1bdf', '{"logic": "AND", "conditions": [{"type": "player_level", "minimum": 2}, {"type": "OR", "conditions": [{"type": "missions_completed", "mission_ids": ["urgent-performance"], "minimum_score": 60}, {"type": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["lantern-parade-promise"]}, {"type": "skills_unlocked", "levels": {"architecture": 2}, "skills": ["architecture"]}]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('0f667111-e2da-4f3c-8bd2-9d317e042ce1', '71245fce-1842-4aa6-aca9-a00c57a8efe0', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"]}, {"type": "AT_LEAST", "count": 4, "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"]}, {"type": "missions_completed", "mission_ids": ["urgent-performance"]}, {"type": "missions_completed", "mission_ids": ["lantern-parade-promise"]}, {"type": "missions_completed", "mission_ids": ["quiet-clinic"]}, {"type": "missions_completed", "mission_ids": ["price-of-a-yes"]}, {"type": "missions_completed", "mission_ids": ["enrolment-monday"]}]}, {"type": "OR", "conditions": [{"flag": "yusra_heard", "type": "flag_set"}, {"type": "missions_completed", "mission_ids": ["client-discovery-workshop"], "minimum_score": 70}, {"type": "skills_unlocked", "levels": {"data": 1}, "skills": ["data"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('18b91bfd-cb4d-4a67-b73e-80e470b87b70', '21b3df24-596d-49df-8b83-38fa16d021cb', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["urgent-performance"]}, {"type": "player_level", "minimum": 3}, {"type": "OR", "conditions": [{"type": "NOT", "conditions": [{"flag": "emeka_blamed", "type": "flag_set"}]}, {"type": "skills_unlocked", "levels": {"stakeholder_management": 2}, "skills": ["stakeholder_management"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('9ffd2e8a-43b6-4b98-8020-9e0f4de6bac9', 'dd9924b5-f651-4141-b462-0fbe22f31f9e', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["lantern-parade-promise"]}, {"type": "AT_LEAST", "count": 2, "conditions": [{"type": "missions_completed", "mission_ids": ["urgent-performance"], "minimum_score": 60}, {"type": "missions_completed", "mission_ids": ["enrolment-monday"]}, {"type": "skills_unlocked", "levels": {"reliability": 2}, "skills": ["reliability"]}]}, {"type": "OR", "conditions": [{"type": "NOT", "conditions": [{"flag": "parade_map_promised", "type": "flag_set"}]}, {"type": "missions_completed", "mission_ids": ["price-of-a-yes"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('3e296e52-3ab1-4ef2-82d7-b8a64c1e41ff', '45b45755-b3c0-42a3-8423-c0c9b84b594b', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["enrolment-monday"]}, {"type": "player_level", "minimum": 4}, {"type": "OR", "conditions": [{"type": "missions_completed", "mission_ids": ["enrolment-monday"], "minimum_score": 65}, {"type": "skills_unlocked", "levels": {"architecture": 4}, "skills": ["architecture"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('caff36f6-cebf-483c-a1bb-a56149aad686', '58cdd9c2-6d99-43a6-ad49-bdf634f62e83', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["price-of-a-yes"]}, {"type": "OR", "conditions": [{"flag": "coop_capped", "type": "flag_set"}, {"type": "missions_completed", "mission_ids": ["price-of-a-yes"], "minimum_score": 70}, {"type": "AND", "conditions": [{"flag": "coop_underpriced", "type": "flag_set"}, {"type": "energy", "minimum": 40}]}, {"type": "player_level", "minimum": 5}]}]}', '2026-11-25 13:48:57.617351+00'),
	('84d7f883-b8b9-468a-8866-4a4a194ed38b', 'f85a00aa-fd75-458c-a0ce-cb828abc8633', '{"logic": "AND", "conditions": [{"type": "player_level", "minimum": 5}, {"type": "AT_LEAST", "count": 3, "conditions": [{"type": "missions_completed", "mission_ids": ["returns-desk"]}, {"type": "missions_completed", "mission_ids": ["taxi-promise"]}, {"type": "missions_completed", "mission_ids": ["parade-night"]}, {"type": "missions_completed", "mission_ids": ["season-finale"]}, {"type": "missions_completed", "mission_ids": ["harvest-offline"]}]}, {"type": "skills_unlocked", "levels": {"data": 3}, "skills": ["data"]}]}', '2026-11-25 13:48:57.617351+00'),
	('6e521cba-db1d-4b98-80fd-5dd38bd0b201', 'f97216b1-3fae-4cee-af55-00b07171f313', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["enrolment-monday"]}, {"type": "missions_completed", "mission_ids": ["taxi-promise"]}, {"type": "OR", "conditions": [{"type": "missions_completed", "mission_ids": ["enrolment-monday"], "minimum_score": 70}, {"flag": "change_order_signed", "type": "flag_set"}, {"type": "skills_unlocked", "levels": {"negotiation": 4}, "skills": ["negotiation"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('e2a8a2d8-73bd-47b0-93f0-95de8b663449', 'e420c3f9-b846-42fb-b0bc-f6b7e0eaf733', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["quiet-clinic"]}, {"type": "skills_unlocked", "levels": {"data": 4}, "skills": ["data"]}, {"type": "OR", "conditions": [{"flag": "teodor_ally", "type": "flag_set"}, {"type": "missions_completed", "mission_ids": ["quiet-clinic"], "minimum_score": 75}, {"type": "skills_unlocked", "levels": {"ethics": 2}, "skills": ["ethics"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('d179bf51-ee90-4a54-952f-d2b6b40ef229', 'c2eccb85-755b-41a9-8c1b-706b56a0ba72', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["two-ledgers"]}, {"type": "player_level", "minimum": 6}, {"type": "OR", "conditions": [{"type": "skills_unlocked", "levels": {"security": 3}, "skills": ["security"]}, {"type": "AND", "conditions": [{"flag": "ikenna_trusts", "type": "flag_set"}, {"type": "missions_completed", "mission_ids": ["two-ledgers"], "minimum_score": 75}]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('2ca1902d-5fb7-452c-98a5-0cc45657c997', '1be84b0b-8cf6-4996-9bee-28850a9502b9', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["parade-night"]}, {"type": "OR", "conditions": [{"type": "NOT", "conditions": [{"flag": "promise_broken", "type": "flag_set"}]}, {"type": "AT_LEAST", "count": 2, "conditions": [{"type": "missions_completed", "mission_ids": ["the-other-firm"]}, {"type": "missions_completed", "mission_ids": ["small-numbers"]}, {"type": "skills_unlocked", "levels": {"facilitation": 2}, "skills": ["facilitation"]}]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('4e82a2eb-c161-46b7-9458-c7a0991ab5bd', '771b3902-8763-4bda-84fe-ace358998117', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["season-finale"]}, {"type": "player_level", "minimum": 6}, {"type": "OR", "conditions": [{"type": "NOT", "conditions": [{"flag": "rights_breached", "type": "flag_set"}]}, {"type": "skills_unlocked", "levels": {"negotiation": 4}, "skills": ["negotiation"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('1427d9eb-17e3-497f-b002-51cf9ac6d88b', 'eccb54df-44f6-4988-9660-6429ce7bef53', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["taxi-promise"]}, {"type": "missions_completed", "mission_ids": ["small-numbers"]}, {"type": "OR", "conditions": [{"flag": "no_blame_refunds", "type": "flag_set"}, {"type": "missions_completed", "mission_ids": ["harvest-offline"]}, {"type": "skills_unlocked", "levels": {"ethics": 4}, "skills": ["ethics"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('99ce55ec-abcd-4f9d-a066-6cd0755439ac', 'e936b850-1b3b-4567-a429-8ed0fd2b64d8', '{"logic": "AND", "conditions": [{"type": "AT_LEAST", "count": 4, "conditions": [{"type": "missions_completed", "mission_ids": ["the-other-firm"]}, {"type": "missions_completed", "mission_ids": ["small-numbers"]}, {"type": "missions_completed", "mission_ids": ["breach-sunday"]}, {"type": "missions_completed", "mission_ids": ["roadmap-of-everything"]}, {"type": "missions_completed", "mission_ids": ["forty-percent"]}, {"type": "missions_completed", "mission_ids": ["cold-chain"]}]}, {"type": "player_level", "minimum": 8}, {"type": "OR", "conditions": [{"type": "missions_completed", "mission_ids": ["the-other-firm"]}, {"flag": "harold_documented", "type": "flag_set"}, {"type": "skills_unlocked", "levels": {"facilitation": 4}, "skills": ["facilitation"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('60245171-90f9-4af7-96bd-26bcadda9e52', '12148ef6-05f8-4e96-ae1a-b5a56e408a2d', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["breach-sunday"]}, {"type": "OR", "conditions": [{"flag": "vault_installed", "type": "flag_set"}, {"type": "missions_completed", "mission_ids": ["breach-sunday"], "minimum_score": 70}, {"type": "skills_unlocked", "levels": {"reliability": 5}, "skills": ["reliability"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('dc536b90-fde7-464c-a318-36be80dc5b9b', '178d46d2-4442-4647-8c68-b2c25a44d4c0', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["who-runs-it"]}, {"type": "player_level", "minimum": 9}, {"type": "AT_LEAST", "count": 2, "conditions": [{"flag": "teodor_ally", "type": "flag_set"}, {"flag": "recon_daily", "type": "flag_set"}, {"flag": "registry_first", "type": "flag_set"}, {"flag": "append_only", "type": "flag_set"}, {"type": "skills_unlocked", "levels": {"architecture": 8}, "skills": ["architecture"]}, {"type": "skills_unlocked", "levels": {"data": 8}, "skills": ["data"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('087a6951-f5ab-4dfa-96f7-4f34a2e0911b', '8e5a1bbc-03d5-4ca7-911d-c32cd17fd0c7', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["weirgate-exchange"]}, {"type": "OR", "conditions": [{"type": "NOT", "conditions": [{"flag": "leak_used", "type": "flag_set"}]}, {"type": "skills_unlocked", "levels": {"ethics": 6}, "skills": ["ethics"]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('f21d81c8-8ea1-4628-aea9-07285cce6ed4', '8d4e3e4a-bbc4-4d92-ada6-9b4e15bdc4d1', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["second-site"]}, {"type": "missions_completed", "mission_ids": ["weirgate-exchange"]}, {"type": "player_level", "minimum": 10}, {"type": "OR", "conditions": [{"type": "missions_completed", "mission_ids": ["the-whistle"]}, {"type": "AND", "conditions": [{"flag": "off_switch_owner", "type": "flag_set"}, {"type": "missions_completed", "mission_ids": ["weirgate-exchange"], "minimum_score": 85}]}]}]}', '2026-11-25 13:48:57.617351+00'),
	('2fbb59b3-9570-4f18-a3ce-041bdfb27f8e', 'ab77a290-4575-4b29-933b-dce4d9d7ec3d', '{"logic": "AND", "conditions": [{"type": "missions_completed", "mission_ids": ["go-no-go"]}, {"type": "OR", "conditions": [{"type": "missions_completed", "mission_ids": ["the-whistle"]}, {"flag": "no_go", "type": "flag_set"}]}, {"type": "AT_LEAST", "count": 18, "conditions": [{"type": "missions_completed", "mission_ids": ["client-discovery-workshop"]}, {"type": "missions_completed", "mission_ids": ["urgent-performance"]}, {"type": "missions_completed", "mission_ids": ["lantern-parade-promise"]}, {"type": "missions_completed", "mission_ids": ["quiet-clinic"]}, {"type": "missions_completed", "mission_ids": ["price-of-a-yes"]}, {"type": "missions_completed", "mission_ids": ["enrolment-monday"]}, {"type": "missions_completed", "mission_ids": ["returns-desk"]}, {"type": "missions_completed", "mission_ids": ["taxi-promise"]}, {"type": "missions_completed", "mission_ids": ["parade-night"]}, {"type": "missions_completed", "mission_ids": ["season-finale"]}, {"type": "missions_completed", "mission_ids": ["harvest-offline"]}, {"type": "missions_completed", "mission_ids": ["two-ledgers"]}, {"type": "missions_completed", "mission_ids": ["the-other-firm"]}, {"type": "missions_completed", "mission_ids": ["small-numbers"]}, {"type": "missions_completed", "mission_ids": ["breach-sunday"]}, {"type": "missions_completed", "mission_ids": ["roadmap-of-everything"]}, {"type": "missions_completed", "mission_ids": ["forty-percent"]}, {"type": "missions_completed", "mission_ids": ["cold-chain"]}, {"type": "missions_completed", "mission_ids": ["who-runs-it"]}, {"type": "missions_completed", "mission_ids": ["second-site"]}, {"type": "missions_completed", "mission_ids": ["weirgate-exchange"]}, {"type": "missions_completed", "mission_ids": ["the-whistle"]}, {"type": "missions_completed", "mission_ids": ["go-no-go"]}]}]}', '2026-11-25 13:48:57.617351+00');


--
-- Data for Name: missions; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.missions VALUES
	('8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'kettle-protocol', 'The Kettle Protocol', 0, 'beginner', '{"act": 0, "code": "M00", "client": "Ferrule & Finch", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [], "teaser": "Five minutes, no score. Nine people, one kettle, and tea at half past ten.", "scoring": {"email_quality": 30, "design_accuracy": 30, "video_performance": 40}, "playable": true, "map_title": ["The Kettle", "Protocol"], "short_title": "Kettle Protocol", "client_short": "Ferrule", "unlock_conditions": {"type": "simple", "required_level": 1}, "estimated_duration": 5, "learning_objectives": ["Read before you answer", "Ask before you build", "Run what you built before you hand it in"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('beff935f-d2b8-4573-ad59-61b3c424d83f', 'client-discovery-workshop', 'Client Discovery Workshop', 1, 'beginner', '{"act": 1, "code": "M01", "client": "Thimblewick & Daughters", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "discovery", "value": 2}, {"name": "facilitation", "value": 1}], "teaser": "Sixty-two shops want an app, like everyone. You run the workshop.", "playable": true, "map_title": ["Discovery", "Workshop"], "short_title": "Discovery", "client_short": "Thimblewick", "unlock_conditions": {"type": "simple", "required_level": 1}, "estimated_duration": 45, "learning_objectives": ["Identify key stakeholder concerns", "Demonstrate active listening", "Propose initial solutions"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('d9bd6fac-a974-42c9-a554-a9a575f82d42', 'urgent-performance', 'Bigger Servers by Friday', 2, 'intermediate', '{"act": 1, "code": "M02", "client": "Cobbleway Freight", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "architecture", "value": 2}, {"name": "reliability", "value": 1}, {"name": "stakeholder_management", "value": 1}], "teaser": "Cobbleway''s portal stalls every morning until half past nine. The CTO has diagnosed it, in capitals, from an airport.", "playable": false, "map_title": ["Bigger Servers", "by Friday"], "short_title": "Bigger Servers", "client_short": "Cobbleway", "unlock_conditions": null, "estimated_duration": 40, "learning_objectives": ["Diagnose before prescribing", "Protect a witness"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('5a0381d7-4611-4749-ad84-565ca6db09c0', 'lantern-parade-promise', 'A Small Announcement', 3, 'beginner', '{"act": 1, "code": "M03", "client": "City of Brackwater", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "scoping", "value": 2}, {"name": "stakeholder_management", "value": 1}, {"name": "negotiation", "value": 1}], "teaser": "Stall permits, on paper, for one parade. The councillor announces something on Thursday.", "playable": false, "map_title": ["A Small", "Announcement"], "short_title": "Announcement", "client_short": "Brackwater", "unlock_conditions": null, "estimated_duration": 40, "learning_objectives": ["Make a commitment conditional", "Design for a deadline''s peak"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('d00aa4be-a23d-44f4-8a08-1e53129312fa', 'quiet-clinic', 'Reply STOP to Continue', 4, 'beginner', '{"act": 1, "code": "M04", "client": "Sallow Valley Health", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "security", "value": 1}, {"name": "data", "value": 1}, {"name": "ethics", "value": 1}, {"name": "discovery", "value": 1}], "teaser": "Reminder texts, so that fewer patients miss their appointment. A vendor has demonstrated the emoji.", "playable": false, "map_title": ["Reply STOP to", "Continue"], "short_title": "Reply STOP", "client_short": "Sallow V.", "unlock_conditions": null, "estimated_duration": 35, "learning_objectives": ["Keep data to a minimum", "Question what is said to cause what"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('0343cde2-1742-4843-b655-4ce993cce118', 'price-of-a-yes', 'Roughly, Exactly', 5, 'beginner', '{"act": 1, "code": "M05", "client": "Threefurrow Co-op", "phases": ["email_discovery", "video_call", "board_decision", "client_feedback"], "skills": [{"name": "cost", "value": 2}, {"name": "scoping", "value": 1}, {"name": "negotiation", "value": 1}], "teaser": "Fourteen weighbridges and one price. It will be read aloud at the members'' supper.", "playable": false, "map_title": ["Roughly,", "Exactly"], "short_title": "Roughly Exactly", "client_short": "Threefurrow", "unlock_conditions": null, "estimated_duration": 30, "learning_objectives": ["Price the risk", "Write the assumptions down"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('d79c6cd7-4371-4ab9-81ce-59bb55ac1bdf', 'enrolment-monday', 'Nine O''Clock', 6, 'intermediate', '{"act": 1, "code": "M06", "client": "Skerry Point University", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "architecture", "value": 2}, {"name": "reliability", "value": 1}, {"name": "discovery", "value": 1}], "teaser": "Enrolment collapses every year at nine. The students hold a wake for it, with sandwiches.", "playable": false, "map_title": ["Nine O''Clock"], "short_title": "Nine O''Clock", "client_short": "Skerry Pt", "unlock_conditions": null, "estimated_duration": 45, "learning_objectives": ["Let people in at a rate the system bears", "Treat fairness as a requirement"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('71245fce-1842-4aa6-aca9-a00c57a8efe0', 'returns-desk', 'Twice in a Lifetime', 7, 'intermediate', '{"act": 2, "code": "M07", "client": "Thimblewick & Daughters", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "data", "value": 2}, {"name": "ethics", "value": 1}], "teaser": "The system you built pays some refunds twice. The finance director would like names.", "playable": false, "map_title": ["Twice in a", "Lifetime"], "short_title": "Twice in a Life", "client_short": "Thimblewick", "unlock_conditions": null, "estimated_duration": 40, "learning_objectives": ["Make doing it twice do no harm", "Inquire without blame"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('21b3df24-596d-49df-8b83-38fa16d021cb', 'taxi-promise', 'Live-ish', 8, 'intermediate', '{"act": 2, "code": "M08", "client": "Cobbleway Freight", "phases": ["video_call", "email_discovery", "board_decision", "client_feedback"], "skills": [{"name": "negotiation", "value": 2}, {"name": "stakeholder_management", "value": 1}, {"name": "scoping", "value": 1}], "teaser": "A promise was made in a taxi: real time, included. The client remembers the fare as well.", "playable": false, "map_title": ["Live-ish"], "short_title": "Live-ish", "client_short": "Cobbleway", "unlock_conditions": null, "estimated_duration": 35, "learning_objectives": ["Turn a loose promise into a change order"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('dd9924b5-f651-4141-b462-0fbe22f31f9e', 'parade-night', 'The Announcement Returns', 9, 'intermediate', '{"act": 2, "code": "M09", "client": "City of Brackwater", "phases": ["video_call", "system_design", "client_feedback", "system_design", "client_feedback"], "skills": [{"name": "reliability", "value": 2}, {"name": "delivery", "value": 2}, {"name": "ethics", "value": 1}], "teaser": "The parade is days away. Someone has kept what you wrote about the map.", "playable": false, "map_title": ["Announcement", "Returns"], "short_title": "Announced Again", "client_short": "Brackwater", "unlock_conditions": null, "estimated_duration": 50, "learning_objectives": ["Degrade safely", "Honour a promise, or reopen it"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('45b45755-b3c0-42a3-8423-c0c9b84b594b', 'season-finale', 'Everyone Arrives at Eight', 10, 'intermediate', '{"act": 2, "code": "M10", "client": "Wickerlight", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "architecture", "value": 2}, {"name": "cost", "value": 1}, {"name": "reliability", "value": 1}], "teaser": "Last year the login failed in minute two, and the apology video buffered. The finale is live again.", "playable": false, "map_title": ["Everyone", "Arrives at 8"], "short_title": "All at Eight", "client_short": "Wickerlight", "unlock_conditions": null, "estimated_duration": 45, "learning_objectives": ["Model a surge", "Take entitlement off the busy path"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('58cdd9c2-6d99-43a6-ad49-bdf634f62e83', 'harvest-offline', 'No Bars in the Barley', 11, 'intermediate', '{"act": 2, "code": "M11", "client": "Threefurrow Co-op", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "data", "value": 2}, {"name": "architecture", "value": 1}, {"name": "discovery", "value": 1}], "teaser": "The weighbridges get built. The harvest has not read the plan.", "playable": false, "map_title": ["No Bars in the", "Barley"], "short_title": "No Bars, Barley", "client_short": "Threefurrow", "unlock_conditions": null, "estimated_duration": 45, "learning_objectives": ["Work without a line first", "Append to the truth, never edit it"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('f85a00aa-fd75-458c-a0ce-cb828abc8633', 'two-ledgers', 'Both Books', 12, 'intermediate', '{"act": 2, "code": "M12", "client": "Tallyford Mutual", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "data", "value": 2}, {"name": "security", "value": 1}, {"name": "reliability", "value": 1}], "teaser": "Payments in an instant, beside a core system that keeps its own hours.", "playable": false, "map_title": ["Both Books"], "short_title": "Both Books", "client_short": "Tallyford", "unlock_conditions": null, "estimated_duration": 50, "learning_objectives": ["Decide where the books must agree", "Reconcile what does not"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('f97216b1-3fae-4cee-af55-00b07171f313', 'the-other-firm', 'Best and Final', 13, 'intermediate', '{"act": 3, "code": "M13", "client": "Skerry Point University", "phases": ["email_discovery", "video_call", "board_decision", "client_feedback"], "skills": [{"name": "negotiation", "value": 1}, {"name": "facilitation", "value": 1}, {"name": "ethics", "value": 1}, {"name": "stakeholder_management", "value": 1}], "teaser": "Three years of enrolment go out to tender. Grandeur Delta brings nine people and a film.", "playable": false, "map_title": ["Best and Final"], "short_title": "Best and Final", "client_short": "Skerry Pt", "unlock_conditions": null, "estimated_duration": 45, "learning_objectives": ["Compete cleanly", "Show value beyond the price"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('e420c3f9-b846-42fb-b0bc-f6b7e0eaf733', 'small-numbers', 'Fewer Than Five', 14, 'intermediate', '{"act": 3, "code": "M14", "client": "Sallow Valley Health", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "data", "value": 2}, {"name": "ethics", "value": 2}, {"name": "security", "value": 1}], "teaser": "A public infection dashboard, promised for Friday. The press is courteous, and waiting.", "playable": false, "map_title": ["Fewer Than", "Five"], "short_title": "Fewer Than Five", "client_short": "Sallow V.", "unlock_conditions": null, "estimated_duration": 45, "learning_objectives": ["Control what can be worked out", "Serve the public duty"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('c2eccb85-755b-41a9-8c1b-706b56a0ba72', 'breach-sunday', 'Friday, 18:10', 15, 'advanced', '{"act": 3, "code": "M15", "client": "Tallyford Mutual", "phases": ["video_call", "email_discovery", "system_design", "video_call", "client_feedback"], "skills": [{"name": "security", "value": 3}, {"name": "delivery", "value": 1}, {"name": "ethics", "value": 1}], "teaser": "There is an intruder in the bank. The hours go by while you read.", "playable": false, "map_title": ["Friday, 18:10"], "short_title": "Friday, 18:10", "client_short": "Tallyford", "unlock_conditions": null, "estimated_duration": 60, "learning_objectives": ["Contain before you are certain", "Report your own fault early"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('1be84b0b-8cf6-4996-9bee-28850a9502b9', 'roadmap-of-everything', 'Thirty-One Priorities', 16, 'intermediate', '{"act": 3, "code": "M16", "client": "City of Brackwater", "phases": ["email_discovery", "video_call", "board_decision", "client_feedback"], "skills": [{"name": "facilitation", "value": 2}, {"name": "scoping", "value": 2}, {"name": "delivery", "value": 1}], "teaser": "Thirty-one initiatives, and money for nine. All are marked critical, in slightly different reds.", "playable": false, "map_title": ["Thirty-One", "Priorities"], "short_title": "31 Priorities", "client_short": "Brackwater", "unlock_conditions": null, "estimated_duration": 45, "learning_objectives": ["Sequence by what depends on what", "Say ''not now'' in the room"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('771b3902-8763-4bda-84fe-ace358998117', 'forty-percent', 'A Rounding of People', 17, 'advanced', '{"act": 3, "code": "M17", "client": "Wickerlight", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "cost", "value": 2}, {"name": "architecture", "value": 1}, {"name": "ethics", "value": 1}], "teaser": "Forty per cent off the monthly bill before the investor visits. The slide is finished; the savings are not.", "playable": false, "map_title": ["A Rounding of", "People"], "short_title": "Rounding People", "client_short": "Wickerlight", "unlock_conditions": null, "estimated_duration": 50, "learning_objectives": ["Cost a design with its effects on people"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('eccb54df-44f6-4988-9660-6429ce7bef53', 'cold-chain', 'Two to Eight', 18, 'advanced', '{"act": 3, "code": "M18", "client": "Sallow Valley and Cobbleway", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "ethics", "value": 2}, {"name": "data", "value": 1}, {"name": "stakeholder_management", "value": 1}], "teaser": "One client''s vaccines travel on another client''s lorries. You advise both, from adjoining folders.", "playable": false, "map_title": ["Two to Eight"], "short_title": "Two to Eight", "client_short": "2 clients", "unlock_conditions": null, "estimated_duration": 50, "learning_objectives": ["Keep a confidence between two clients"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('e936b850-1b3b-4567-a429-8ed0fd2b64d8', 'who-runs-it', 'Three A.M.', 19, 'advanced', '{"act": 4, "code": "M19", "client": "Weirgate", "phases": ["email_discovery", "video_call", "board_decision", "client_feedback"], "skills": [{"name": "stakeholder_management", "value": 2}, {"name": "facilitation", "value": 2}, {"name": "delivery", "value": 1}], "teaser": "Weirgate has a logo, a launch date and nobody to ring at three in the morning.", "playable": false, "map_title": ["Three A.M."], "short_title": "Three A.M.", "client_short": "Weirgate", "unlock_conditions": null, "estimated_duration": 50, "learning_objectives": ["Settle who decides", "Fund it", "Agree how anyone leaves"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('12148ef6-05f8-4e96-ae1a-b5a56e408a2d', 'second-site', 'Dry Land', 20, 'advanced', '{"act": 4, "code": "M20", "client": "Tallyford Mutual", "phases": ["email_discovery", "video_call", "system_design", "client_feedback", "system_design", "client_feedback"], "skills": [{"name": "reliability", "value": 3}, {"name": "cost", "value": 1}], "teaser": "The regulator wants recovery proven. The present plan is a laminated card.", "playable": false, "map_title": ["Dry Land"], "short_title": "Dry Land", "client_short": "Tallyford", "unlock_conditions": null, "estimated_duration": 60, "learning_objectives": ["Set a recovery goal for each service", "Test the way back"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('178d46d2-4442-4647-8c68-b2c25a44d4c0', 'weirgate-exchange', 'Weirgate', 21, 'advanced', '{"act": 4, "code": "M21", "client": "Weirgate", "phases": ["email_discovery", "video_call", "system_design", "client_feedback"], "skills": [{"name": "architecture", "value": 3}, {"name": "security", "value": 1}, {"name": "data", "value": 1}], "teaser": "You are asked for the alternative. Every client attends, with a copy of what you once told them.", "playable": false, "map_title": ["Weirgate"], "short_title": "Weirgate", "client_short": "Weirgate", "unlock_conditions": null, "estimated_duration": 75, "learning_objectives": ["Federate instead of collecting", "Keep consent on the busy path"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('8e5a1bbc-03d5-4ca7-911d-c32cd17fd0c7', 'the-whistle', 'Material Fact', 22, 'advanced', '{"act": 4, "code": "M22", "client": "Weirgate", "phases": ["email_discovery", "video_call", "board_decision", "video_call", "client_feedback"], "skills": [{"name": "ethics", "value": 3}, {"name": "negotiation", "value": 1}], "teaser": "An encrypted message arrives about a test. Your firm''s name is on the test.", "playable": false, "map_title": ["Material Fact"], "short_title": "Material Fact", "client_short": "Weirgate", "unlock_conditions": null, "estimated_duration": 45, "learning_objectives": ["Take evidence to those who must act", "Protect a source"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('8d4e3e4a-bbc4-4d92-ada6-9b4e15bdc4d1', 'go-no-go', 'Weather Window', 23, 'advanced', '{"act": 4, "code": "M23", "client": "Weirgate", "phases": ["video_call", "system_design", "client_feedback", "video_call", "system_design", "client_feedback"], "skills": [{"name": "delivery", "value": 3}, {"name": "facilitation", "value": 2}, {"name": "reliability", "value": 1}], "teaser": "Launch weekend, one committee and a storm forecast. The cake is iced with the date.", "playable": false, "map_title": ["Weather Window"], "short_title": "Weather Window", "client_short": "Weirgate", "unlock_conditions": null, "estimated_duration": 75, "learning_objectives": ["Agree the criteria before seeing the data", "Launch in stages"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00'),
	('ab77a290-4575-4b29-933b-dce4d9d7ec3d', 'scope-creep', 'Scope Creep', 24, 'advanced', '{"act": 4, "code": "M24", "client": "Ferrule & Finch", "phases": ["email_discovery", "video_call", "board_decision", "video_call", "client_feedback"], "skills": [{"name": "scoping", "value": 2}, {"name": "stakeholder_management", "value": 2}, {"name": "negotiation", "value": 1}, {"name": "ethics", "value": 1}], "teaser": "Grandeur Delta offers to buy the firm. Ines hires you to advise her.", "playable": false, "map_title": ["Scope Creep"], "short_title": "Scope Creep", "client_short": "Ferrule", "unlock_conditions": null, "estimated_duration": 60, "learning_objectives": ["Apply all of it at home"]}', true, '2026-11-25 13:48:57.617351+00', '2026-11-25 13:48:57.617351+00');


--
-- Data for Name: player_flags; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--



--
-- Data for Name: player_promises; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--



--
-- Data for Name: player_skills; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--



--
-- Data for Name: playthrough_events; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.playthrough_events VALUES
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 1, '{"v": 1, "kind": "start"}', '[{"v": 1, "rev": 1, "kind": "started", "seed": 1030, "player": {"name": "New Starter", "flags": [], "trust": {}, "energy": 70, "skills": {}}, "mission": "kettle-protocol", "rules_version": 1}]', '2026-11-25 13:48:57.669229+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 2, '{"v": 1, "kind": "open_email", "mail": "your-desk"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "mail_opened", "mail": "your-desk"}]', '2026-11-25 13:48:57.674942+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 3, '{"v": 1, "kind": "open_email", "mail": "nine-people"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "mail_opened", "mail": "nine-people"}]', '2026-11-25 13:48:57.675871+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 4, '{"v": 1, "kind": "open_attachment", "filename": "tea_rota.txt"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 4}, {"v": 1, "kind": "file_opened", "filename": "tea_rota.txt"}]', '2026-11-25 13:48:57.676938+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 5, '{"v": 1, "kind": "pin", "quote": "I counted nine people yesterday, and nine again when I liked it less.", "source": "nine-people"}', '[{"v": 1, "pin": "A", "kind": "pin_made", "quote": "I counted nine people yesterday, and nine again when I liked it less.", "source": "nine-people"}]', '2026-11-25 13:48:57.678095+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 6, '{"v": 1, "kind": "pin", "quote": "Eight hooks, eight names, 20.00 a month.", "source": "tea_rota.txt"}', '[{"v": 1, "pin": "B", "kind": "pin_made", "quote": "Eight hooks, eight names, 20.00 a month.", "source": "tea_rota.txt"}]', '2026-11-25 13:48:57.678925+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 7, '{"v": 1, "kind": "compare", "left": "A", "right": "B"}', '[{"v": 1, "half": null, "kind": "pair_compared", "left": "A", "right": "B", "contradiction": "nine-is-not-eight"}, {"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "via": "contradiction:nine-is-not-eight", "fact": "ninth-cup", "kind": "fact_found"}]', '2026-11-25 13:48:57.680204+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 8, '{"v": 1, "kind": "reply", "mail": "nine-people", "option": "name-all-nine"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 8}, {"v": 1, "kind": "reply_sent", "move": "name-all-nine", "node": "nine-people", "worth": 100}, {"v": 1, "ref": "nine-people/name-all-nine/0", "kind": "line_played"}, {"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "mail_arrived", "mail": "a-mug-without-a-hook"}]', '2026-11-25 13:48:57.682288+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 9, '{"v": 1, "kind": "open_email", "mail": "a-mug-without-a-hook"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "mail_opened", "mail": "a-mug-without-a-hook"}]', '2026-11-25 13:48:57.682991+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 10, '{"v": 1, "kind": "reply", "mail": "a-mug-without-a-hook", "option": "ask-odile"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 8}, {"v": 1, "kind": "reply_sent", "move": "ask-odile", "node": "a-mug-without-a-hook", "worth": 100}, {"v": 1, "via": "a-mug-without-a-hook/ask-odile/you", "fact": "blue-tin", "kind": "fact_found"}, {"v": 1, "ref": "a-mug-without-a-hook/ask-odile/0", "kind": "line_played"}]', '2026-11-25 13:48:57.683657+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 11, '{"v": 1, "kind": "finish_phase"}', '[{"v": 1, "kind": "phase_finished", "phase": "email_discovery"}, {"v": 1, "kind": "phase_begun", "phase": "video_call"}, {"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "exchange_reached", "exchange": "one-spout"}, {"v": 1, "ref": "one-spout/lines/0", "kind": "line_played"}]', '2026-11-25 13:48:57.684786+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 12, '{"v": 1, "kind": "say", "option": "nine-come"}', '[{"v": 1, "kind": "said", "move": "nine-come", "node": "one-spout", "worth": 100}, {"v": 1, "ref": "one-spout/nine-come/0", "kind": "line_played"}, {"v": 1, "kind": "minutes_passed", "minutes": 2}, {"v": 1, "kind": "exchange_reached", "exchange": "her-cup"}, {"v": 1, "ref": "her-cup/lines/0", "kind": "line_played"}, {"v": 1, "ref": "her-cup/lines/1", "kind": "line_played"}]', '2026-11-25 13:48:57.685911+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 13, '{"v": 1, "kind": "stay_silent"}', '[{"v": 1, "kind": "silence_kept", "move": "silence", "node": "her-cup", "worth": 100}, {"v": 1, "via": "her-cup/silence", "fact": "odile-decaf", "kind": "fact_found"}, {"v": 1, "ref": "her-cup/silence/0", "kind": "line_played"}, {"v": 1, "ref": "her-cup/silence/1", "kind": "line_played"}, {"v": 1, "kind": "minutes_passed", "minutes": 2}, {"v": 1, "kind": "exchange_reached", "exchange": "the-line"}, {"v": 1, "ref": "the-line/lines/0", "kind": "line_played"}]', '2026-11-25 13:48:57.68689+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 14, '{"v": 1, "kind": "say", "option": "on-a-list"}', '[{"v": 1, "kind": "said", "move": "on-a-list", "node": "the-line", "worth": 100}, {"v": 1, "via": "the-line/on-a-list/you", "fact": "eight-pots", "kind": "fact_found"}, {"v": 1, "ref": "the-line/on-a-list/0", "kind": "line_played"}, {"v": 1, "kind": "minutes_passed", "minutes": 2}, {"v": 1, "ref": "video_call/closing/0", "kind": "line_played"}, {"v": 1, "ref": "video_call/closing/1", "kind": "line_played"}, {"v": 1, "kind": "call_ended", "early": false}]', '2026-11-25 13:48:57.687726+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 15, '{"v": 1, "kind": "finish_phase"}', '[{"v": 1, "kind": "phase_finished", "phase": "video_call"}, {"v": 1, "kind": "phase_begun", "phase": "system_design"}, {"v": 1, "kind": "minutes_passed", "minutes": 9}]', '2026-11-25 13:48:57.6886+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 16, '{"v": 1, "kind": "run_traffic"}', '[{"v": 1, "kind": "traffic_run"}, {"v": 1, "kind": "minutes_passed", "minutes": 6}]', '2026-11-25 13:48:57.69059+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 17, '{"v": 1, "x": 1, "y": 1, "kind": "place", "node": "tea_queue-1", "label": "", "component": "tea_queue"}', '[{"v": 1, "x": 1, "y": 1, "kind": "component_placed", "node": "tea_queue-1", "label": "", "component": "tea_queue"}, {"v": 1, "kind": "minutes_passed", "minutes": 1}]', '2026-11-25 13:48:57.69129+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 18, '{"v": 1, "kind": "connect", "source": "drinkers", "target": "tea_queue-1"}', '[{"v": 1, "kind": "link_made", "source": "drinkers", "target": "tea_queue-1"}, {"v": 1, "kind": "minutes_passed", "minutes": 1}]', '2026-11-25 13:48:57.691938+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 19, '{"v": 1, "kind": "connect", "source": "tea_queue-1", "target": "kettle"}', '[{"v": 1, "kind": "link_made", "source": "tea_queue-1", "target": "kettle"}, {"v": 1, "kind": "minutes_passed", "minutes": 1}]', '2026-11-25 13:48:57.69263+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 20, '{"v": 1, "kind": "disconnect", "source": "drinkers", "target": "kettle"}', '[{"v": 1, "kind": "link_cut", "source": "drinkers", "target": "kettle"}, {"v": 1, "kind": "minutes_passed", "minutes": 1}]', '2026-11-25 13:48:57.694608+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 21, '{"v": 1, "kind": "run_traffic"}', '[{"v": 1, "kind": "traffic_run"}, {"v": 1, "kind": "minutes_passed", "minutes": 6}]', '2026-11-25 13:48:57.695121+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 22, '{"v": 1, "x": 2, "y": 2, "kind": "place", "node": "kettle-1", "label": "", "component": "kettle"}', '[{"v": 1, "x": 2, "y": 2, "kind": "component_placed", "node": "kettle-1", "label": "", "component": "kettle"}, {"v": 1, "kind": "minutes_passed", "minutes": 1}]', '2026-11-25 13:48:57.696705+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 23, '{"v": 1, "kind": "connect", "source": "tea_queue-1", "target": "kettle-1"}', '[{"v": 1, "kind": "link_made", "source": "tea_queue-1", "target": "kettle-1"}, {"v": 1, "kind": "minutes_passed", "minutes": 1}]', '2026-11-25 13:48:57.697297+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 24, '{"v": 1, "kind": "connect", "source": "kettle-1", "target": "cups"}', '[{"v": 1, "kind": "link_made", "source": "kettle-1", "target": "cups"}, {"v": 1, "kind": "minutes_passed", "minutes": 1}]', '2026-11-25 13:48:57.69805+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 25, '{"v": 1, "kind": "run_traffic"}', '[{"v": 1, "kind": "traffic_run"}, {"v": 1, "kind": "minutes_passed", "minutes": 6}]', '2026-11-25 13:48:57.698583+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 26, '{"v": 1, "kind": "submit_design"}', '[{"v": 1, "kind": "design_submitted", "score": 100, "monthly_cost": 17}, {"v": 1, "kind": "phase_finished", "phase": "system_design"}, {"v": 1, "kind": "phase_begun", "phase": "client_feedback"}, {"v": 1, "kind": "minutes_passed", "minutes": 20}, {"v": 1, "ref": "client_feedback/opening/0", "kind": "line_played"}]', '2026-11-25 13:48:57.700298+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 27, '{"v": 1, "kind": "hear_feedback", "requirement": "a-pot-each"}', '[{"v": 1, "kind": "feedback_heard", "requirement": "a-pot-each"}, {"v": 1, "kind": "minutes_passed", "minutes": 2}]', '2026-11-25 13:48:57.701155+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 28, '{"v": 1, "kind": "hear_feedback", "requirement": "a-list-not-a-scrum"}', '[{"v": 1, "kind": "feedback_heard", "requirement": "a-list-not-a-scrum"}, {"v": 1, "kind": "minutes_passed", "minutes": 2}]', '2026-11-25 13:48:57.701695+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 29, '{"v": 1, "kind": "hear_feedback", "requirement": "odiles-kettle"}', '[{"v": 1, "kind": "feedback_heard", "requirement": "odiles-kettle"}, {"v": 1, "kind": "minutes_passed", "minutes": 2}]', '2026-11-25 13:48:57.702388+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 30, '{"v": 1, "kind": "hear_feedback", "requirement": "within-the-fund"}', '[{"v": 1, "kind": "feedback_heard", "requirement": "within-the-fund"}, {"v": 1, "kind": "minutes_passed", "minutes": 2}]', '2026-11-25 13:48:57.702864+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', 31, '{"v": 1, "kind": "finish_phase"}', '[{"v": 1, "ref": "client_feedback/closing/0", "kind": "line_played"}, {"v": 1, "kind": "phase_finished", "phase": "client_feedback"}, {"v": 1, "kind": "mission_completed", "score": 100, "phases": {"video_call": 100, "system_design": 100, "email_discovery": 100}}]', '2026-11-25 13:48:57.70375+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'e0710830-cbae-47ab-8049-9a2e5e979630', 1, '{"v": 1, "kind": "start"}', '[{"v": 1, "rev": 1, "kind": "started", "seed": 7, "player": {"name": "New Starter", "flags": [], "trust": {"Ferrule & Finch": 50}, "energy": 70, "skills": {}}, "mission": "kettle-protocol", "rules_version": 1}]', '2026-11-25 13:48:57.734406+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'e0710830-cbae-47ab-8049-9a2e5e979630', 2, '{"v": 1, "kind": "open_email", "mail": "your-desk"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "mail_opened", "mail": "your-desk"}]', '2026-11-25 13:48:57.745544+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'e0710830-cbae-47ab-8049-9a2e5e979630', 3, '{"v": 1, "kind": "open_email", "mail": "nine-people"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "mail_opened", "mail": "nine-people"}]', '2026-11-25 13:48:57.746551+00'),
	('cd9bafe3-cc20-4e75-9657-7b578396a6f9', '2a272f21-e1d8-41c4-8d1e-ac619da63477', 1, '{"v": 1, "kind": "start"}', '[{"v": 1, "rev": 1, "kind": "started", "seed": 7, "player": {"name": "Ben", "flags": [], "trust": {}, "energy": 70, "skills": {}}, "mission": "kettle-protocol", "rules_version": 1}]', '2026-11-25 13:48:57.761013+00'),
	('cd9bafe3-cc20-4e75-9657-7b578396a6f9', '2a272f21-e1d8-41c4-8d1e-ac619da63477', 2, '{"v": 1, "kind": "open_email", "mail": "your-desk"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "mail_opened", "mail": "your-desk"}]', '2026-11-25 13:48:57.766141+00'),
	('cd9bafe3-cc20-4e75-9657-7b578396a6f9', '2a272f21-e1d8-41c4-8d1e-ac619da63477', 3, '{"v": 1, "kind": "open_email", "mail": "nine-people"}', '[{"v": 1, "kind": "minutes_passed", "minutes": 3}, {"v": 1, "kind": "mail_opened", "mail": "nine-people"}]', '2026-11-25 13:48:57.767209+00');


--
-- Data for Name: playthroughs; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.playthroughs VALUES
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'b7a8a640-7131-4076-ab56-2c9fe39f8bf0', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 1, 1, 1030, 'graded', 31, 0, '2026-11-25 13:48:57.666355+00', '2026-11-25 13:48:57.705168+00'),
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'e0710830-cbae-47ab-8049-9a2e5e979630', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 1, 1, 7, 'open', 3, NULL, '2026-11-25 13:48:57.731763+00', NULL),
	('cd9bafe3-cc20-4e75-9657-7b578396a6f9', '2a272f21-e1d8-41c4-8d1e-ac619da63477', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 1, 1, 7, 'open', 3, NULL, '2026-11-25 13:48:57.758486+00', NULL);


--
-- Data for Name: profiles; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.profiles VALUES
	('6b62aaee-f38f-4e7d-bed1-761c64bebed6', 'New Starter', 0, DEFAULT, 70, '2026-11-25 13:48:57.654074+00', '2026-11-25 13:48:57.708738+00'),
	('cd9bafe3-cc20-4e75-9657-7b578396a6f9', 'Ben', 0, DEFAULT, 70, '2026-11-25 13:48:57.75091+00', '2026-11-25 13:48:57.75091+00');


--
-- Data for Name: user_progress; Type: TABLE DATA; Schema: public; Owner: scopecreep_owner
--

INSERT INTO public.user_progress VALUES
	('e5782b68-923c-4700-81cb-4de94f908bac', '6b62aaee-f38f-4e7d-bed1-761c64bebed6', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'completed', 4, '{"best": {"xp": 0, "skills": {}}, "game": {"phase": "email_discovery", "trust": 50, "minute": 538, "last_seq": 3, "phase_index": 1}, "phases": {"video_call": 100, "system_design": 100, "email_discovery": 100}}', 0, 0, 2, '2026-11-25 13:48:57.666355+00', '2026-11-25 13:48:57.708738+00', '2026-11-25 13:48:57.666355+00', '2026-11-25 13:48:57.746363+00'),
	('63698a83-9212-443d-8554-a592bb3ec91e', 'cd9bafe3-cc20-4e75-9657-7b578396a6f9', '8ca9e457-f5a4-4e6f-b0ce-235707cc561a', 'in_progress', 1, '{"game": {"phase": "email_discovery", "trust": 50, "minute": 538, "last_seq": 3, "phase_index": 1}}', 0, NULL, 1, '2026-11-25 13:48:57.758486+00', NULL, '2026-11-25 13:48:57.758486+00', '2026-11-25 13:48:57.767+00');


--
-- Name: content_revisions_rev_seq; Type: SEQUENCE SET; Schema: private; Owner: scopecreep_owner
--

SELECT pg_catalog.setval('private.content_revisions_rev_seq', 1, true);


--
-- Name: login_roles login_roles_pkey; Type: CONSTRAINT; Schema: auth; Owner: scopecreep_owner
--

ALTER TABLE ONLY auth.login_roles
    ADD CONSTRAINT login_roles_pkey PRIMARY KEY (role_name);


--
-- Name: login_roles login_roles_user_id_key; Type: CONSTRAINT; Schema: auth; Owner: scopecreep_owner
--

ALTER TABLE ONLY auth.login_roles
    ADD CONSTRAINT login_roles_user_id_key UNIQUE (user_id);


--
-- Name: users users_email_key; Type: CONSTRAINT; Schema: auth; Owner: scopecreep_owner
--

ALTER TABLE ONLY auth.users
    ADD CONSTRAINT users_email_key UNIQUE (email);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: auth; Owner: scopecreep_owner
--

ALTER TABLE ONLY auth.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: content_answers content_answers_pkey; Type: CONSTRAINT; Schema: private; Owner: scopecreep_owner
--

ALTER TABLE ONLY private.content_answers
    ADD CONSTRAINT content_answers_pkey PRIMARY KEY (version_id);


--
-- Name: content_revisions content_revisions_pkey; Type: CONSTRAINT; Schema: private; Owner: scopecreep_owner
--

ALTER TABLE ONLY private.content_revisions
    ADD CONSTRAINT content_revisions_pkey PRIMARY KEY (rev);


--
-- Name: schema_version schema_version_pkc; Type: CONSTRAINT; Schema: private; Owner: scopecreep_owner
--

ALTER TABLE ONLY private.schema_version
    ADD CONSTRAINT schema_version_pkc PRIMARY KEY (version_num);


--
-- Name: client_trust client_trust_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.client_trust
    ADD CONSTRAINT client_trust_pkey PRIMARY KEY (user_id, client);


--
-- Name: content_versions content_versions_content_id_version_number_key; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.content_versions
    ADD CONSTRAINT content_versions_content_id_version_number_key UNIQUE (content_id, version_number);


--
-- Name: content_versions content_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.content_versions
    ADD CONSTRAINT content_versions_pkey PRIMARY KEY (id);


--
-- Name: mission_content mission_content_mission_id_key_key; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_content
    ADD CONSTRAINT mission_content_mission_id_key_key UNIQUE (mission_id, key);


--
-- Name: mission_content mission_content_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_content
    ADD CONSTRAINT mission_content_pkey PRIMARY KEY (id);


--
-- Name: mission_phases mission_phases_mission_id_phase_name_key; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_phases
    ADD CONSTRAINT mission_phases_mission_id_phase_name_key UNIQUE (mission_id, phase_name);


--
-- Name: mission_phases mission_phases_mission_id_sequence_order_key; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_phases
    ADD CONSTRAINT mission_phases_mission_id_sequence_order_key UNIQUE (mission_id, sequence_order);


--
-- Name: mission_phases mission_phases_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_phases
    ADD CONSTRAINT mission_phases_pkey PRIMARY KEY (id);


--
-- Name: mission_prerequisites mission_prerequisites_mission_id_key; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_prerequisites
    ADD CONSTRAINT mission_prerequisites_mission_id_key UNIQUE (mission_id);


--
-- Name: mission_prerequisites mission_prerequisites_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_prerequisites
    ADD CONSTRAINT mission_prerequisites_pkey PRIMARY KEY (id);


--
-- Name: missions missions_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.missions
    ADD CONSTRAINT missions_pkey PRIMARY KEY (id);


--
-- Name: missions missions_slug_key; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.missions
    ADD CONSTRAINT missions_slug_key UNIQUE (slug);


--
-- Name: player_flags player_flags_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.player_flags
    ADD CONSTRAINT player_flags_pkey PRIMARY KEY (user_id, flag);


--
-- Name: player_promises player_promises_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.player_promises
    ADD CONSTRAINT player_promises_pkey PRIMARY KEY (user_id, mission_id, promise);


--
-- Name: player_skills player_skills_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.player_skills
    ADD CONSTRAINT player_skills_pkey PRIMARY KEY (user_id, skill);


--
-- Name: playthrough_events playthrough_events_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.playthrough_events
    ADD CONSTRAINT playthrough_events_pkey PRIMARY KEY (user_id, playthrough_id, seq);


--
-- Name: playthroughs playthroughs_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.playthroughs
    ADD CONSTRAINT playthroughs_pkey PRIMARY KEY (user_id, id);


--
-- Name: profiles profiles_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_pkey PRIMARY KEY (user_id);


--
-- Name: user_progress user_progress_pkey; Type: CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.user_progress
    ADD CONSTRAINT user_progress_pkey PRIMARY KEY (user_id, mission_id);


--
-- Name: content_versions_as_of; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE INDEX content_versions_as_of ON public.content_versions USING btree (content_id, rev DESC);


--
-- Name: content_versions_one_current; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE UNIQUE INDEX content_versions_one_current ON public.content_versions USING btree (content_id) WHERE is_current;


--
-- Name: idx_completed_high_score; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE INDEX idx_completed_high_score ON public.user_progress USING btree (mission_id, score DESC) WHERE (status = 'completed'::text);


--
-- Name: idx_email_content; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE INDEX idx_email_content ON public.mission_content USING gin (content_data) WHERE (content_type = 'email'::text);


--
-- Name: missions_by_order; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE INDEX missions_by_order ON public.missions USING btree (order_index);


--
-- Name: player_flags_by_mission; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE INDEX player_flags_by_mission ON public.player_flags USING btree (mission_id);


--
-- Name: player_promises_by_mission; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE INDEX player_promises_by_mission ON public.player_promises USING btree (mission_id);


--
-- Name: playthroughs_by_mission; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE INDEX playthroughs_by_mission ON public.playthroughs USING btree (mission_id);


--
-- Name: playthroughs_one_open; Type: INDEX; Schema: public; Owner: scopecreep_owner
--

CREATE UNIQUE INDEX playthroughs_one_open ON public.playthroughs USING btree (user_id, mission_id) WHERE (status = 'open'::text);


--
-- Name: user_progress guard_progress; Type: TRIGGER; Schema: public; Owner: scopecreep_owner
--

CREATE TRIGGER guard_progress BEFORE UPDATE ON public.user_progress FOR EACH ROW EXECUTE FUNCTION private.guard_progress();


--
-- Name: user_progress mission_completion_trigger; Type: TRIGGER; Schema: public; Owner: scopecreep_owner
--

CREATE TRIGGER mission_completion_trigger AFTER INSERT OR UPDATE OF status ON public.user_progress FOR EACH ROW EXECUTE FUNCTION public.broadcast_completion();


--
-- Name: mission_content touch_mission_content; Type: TRIGGER; Schema: public; Owner: scopecreep_owner
--

CREATE TRIGGER touch_mission_content BEFORE UPDATE ON public.mission_content FOR EACH ROW EXECUTE FUNCTION private.touch();


--
-- Name: missions touch_missions; Type: TRIGGER; Schema: public; Owner: scopecreep_owner
--

CREATE TRIGGER touch_missions BEFORE UPDATE ON public.missions FOR EACH ROW EXECUTE FUNCTION private.touch();


--
-- Name: profiles touch_profiles; Type: TRIGGER; Schema: public; Owner: scopecreep_owner
--

CREATE TRIGGER touch_profiles BEFORE UPDATE ON public.profiles FOR EACH ROW EXECUTE FUNCTION private.touch();


--
-- Name: user_progress touch_user_progress; Type: TRIGGER; Schema: public; Owner: scopecreep_owner
--

CREATE TRIGGER touch_user_progress BEFORE UPDATE ON public.user_progress FOR EACH ROW EXECUTE FUNCTION private.touch();


--
-- Name: login_roles login_roles_user_id_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: scopecreep_owner
--

ALTER TABLE ONLY auth.login_roles
    ADD CONSTRAINT login_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: content_answers content_answers_version_id_fkey; Type: FK CONSTRAINT; Schema: private; Owner: scopecreep_owner
--

ALTER TABLE ONLY private.content_answers
    ADD CONSTRAINT content_answers_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.content_versions(id) ON DELETE CASCADE;


--
-- Name: client_trust client_trust_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.client_trust
    ADD CONSTRAINT client_trust_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: content_versions content_versions_content_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.content_versions
    ADD CONSTRAINT content_versions_content_id_fkey FOREIGN KEY (content_id) REFERENCES public.mission_content(id) ON DELETE CASCADE;


--
-- Name: content_versions content_versions_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.content_versions
    ADD CONSTRAINT content_versions_created_by_fkey FOREIGN KEY (created_by) REFERENCES auth.users(id) ON DELETE SET NULL;


--
-- Name: content_versions content_versions_rev_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.content_versions
    ADD CONSTRAINT content_versions_rev_fkey FOREIGN KEY (rev) REFERENCES private.content_revisions(rev);


--
-- Name: mission_content mission_content_mission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_content
    ADD CONSTRAINT mission_content_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;


--
-- Name: mission_phases mission_phases_mission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_phases
    ADD CONSTRAINT mission_phases_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;


--
-- Name: mission_prerequisites mission_prerequisites_mission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.mission_prerequisites
    ADD CONSTRAINT mission_prerequisites_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;


--
-- Name: player_flags player_flags_mission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.player_flags
    ADD CONSTRAINT player_flags_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;


--
-- Name: player_flags player_flags_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.player_flags
    ADD CONSTRAINT player_flags_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: player_promises player_promises_mission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.player_promises
    ADD CONSTRAINT player_promises_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;


--
-- Name: player_promises player_promises_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.player_promises
    ADD CONSTRAINT player_promises_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: player_skills player_skills_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.player_skills
    ADD CONSTRAINT player_skills_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: playthrough_events playthrough_events_user_id_playthrough_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.playthrough_events
    ADD CONSTRAINT playthrough_events_user_id_playthrough_id_fkey FOREIGN KEY (user_id, playthrough_id) REFERENCES public.playthroughs(user_id, id) ON DELETE CASCADE;


--
-- Name: playthroughs playthroughs_mission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.playthroughs
    ADD CONSTRAINT playthroughs_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;


--
-- Name: playthroughs playthroughs_rev_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.playthroughs
    ADD CONSTRAINT playthroughs_rev_fkey FOREIGN KEY (rev) REFERENCES private.content_revisions(rev);


--
-- Name: playthroughs playthroughs_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.playthroughs
    ADD CONSTRAINT playthroughs_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: profiles profiles_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: user_progress user_progress_mission_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.user_progress
    ADD CONSTRAINT user_progress_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;


--
-- Name: user_progress user_progress_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE ONLY public.user_progress
    ADD CONSTRAINT user_progress_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;


--
-- Name: login_roles; Type: ROW SECURITY; Schema: auth; Owner: scopecreep_owner
--

ALTER TABLE auth.login_roles ENABLE ROW LEVEL SECURITY;

--
-- Name: users; Type: ROW SECURITY; Schema: auth; Owner: scopecreep_owner
--

ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;

--
-- Name: content_answers; Type: ROW SECURITY; Schema: private; Owner: scopecreep_owner
--

ALTER TABLE private.content_answers ENABLE ROW LEVEL SECURITY;

--
-- Name: content_revisions; Type: ROW SECURITY; Schema: private; Owner: scopecreep_owner
--

ALTER TABLE private.content_revisions ENABLE ROW LEVEL SECURITY;

--
-- Name: mission_content Users see the content of missions they started; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users see the content of missions they started" ON public.mission_content FOR SELECT TO authenticated USING ((mission_id IN ( SELECT up.mission_id
   FROM public.user_progress up
  WHERE ((up.user_id = ( SELECT auth.uid() AS uid)) AND (up.status = ANY (ARRAY['in_progress'::text, 'completed'::text]))))));


--
-- Name: mission_phases Users see the phases of missions; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users see the phases of missions" ON public.mission_phases FOR SELECT TO authenticated USING (true);


--
-- Name: missions Users see unlocked missions; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users see unlocked missions" ON public.missions FOR SELECT TO authenticated USING ((published AND public.check_mission_unlocked(( SELECT auth.uid() AS uid), id)));


--
-- Name: mission_prerequisites Users see what opens missions; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users see what opens missions" ON public.mission_prerequisites FOR SELECT TO authenticated USING (true);


--
-- Name: user_progress Users update own progress; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users update own progress" ON public.user_progress FOR UPDATE TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid))) WITH CHECK ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: player_flags Users view own flags; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users view own flags" ON public.player_flags FOR SELECT TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: playthrough_events Users view own log; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users view own log" ON public.playthrough_events FOR SELECT TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: playthroughs Users view own playthroughs; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users view own playthroughs" ON public.playthroughs FOR SELECT TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: profiles Users view own profile; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users view own profile" ON public.profiles FOR SELECT TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: user_progress Users view own progress; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users view own progress" ON public.user_progress FOR SELECT TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: player_promises Users view own promises; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users view own promises" ON public.player_promises FOR SELECT TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: player_skills Users view own skills; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users view own skills" ON public.player_skills FOR SELECT TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: client_trust Users view own trust; Type: POLICY; Schema: public; Owner: scopecreep_owner
--

CREATE POLICY "Users view own trust" ON public.client_trust FOR SELECT TO authenticated USING ((user_id = ( SELECT auth.uid() AS uid)));


--
-- Name: client_trust; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.client_trust ENABLE ROW LEVEL SECURITY;

--
-- Name: content_versions; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.content_versions ENABLE ROW LEVEL SECURITY;

--
-- Name: mission_content; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.mission_content ENABLE ROW LEVEL SECURITY;

--
-- Name: mission_phases; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.mission_phases ENABLE ROW LEVEL SECURITY;

--
-- Name: mission_prerequisites; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.mission_prerequisites ENABLE ROW LEVEL SECURITY;

--
-- Name: missions; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.missions ENABLE ROW LEVEL SECURITY;

--
-- Name: player_flags; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.player_flags ENABLE ROW LEVEL SECURITY;

--
-- Name: player_promises; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.player_promises ENABLE ROW LEVEL SECURITY;

--
-- Name: player_skills; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.player_skills ENABLE ROW LEVEL SECURITY;

--
-- Name: playthrough_events; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.playthrough_events ENABLE ROW LEVEL SECURITY;

--
-- Name: playthroughs; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.playthroughs ENABLE ROW LEVEL SECURITY;

--
-- Name: profiles; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;

--
-- Name: user_progress; Type: ROW SECURITY; Schema: public; Owner: scopecreep_owner
--

ALTER TABLE public.user_progress ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA auth; Type: ACL; Schema: -; Owner: scopecreep_owner
--

GRANT USAGE ON SCHEMA auth TO anon;
GRANT USAGE ON SCHEMA auth TO authenticated;
GRANT USAGE ON SCHEMA auth TO service_role;
GRANT USAGE ON SCHEMA auth TO referee;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

GRANT ALL ON SCHEMA public TO scopecreep_owner WITH GRANT OPTION;
SET SESSION AUTHORIZATION scopecreep_owner;
GRANT USAGE ON SCHEMA public TO anon;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION scopecreep_owner;
GRANT USAGE ON SCHEMA public TO authenticated;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION scopecreep_owner;
GRANT USAGE ON SCHEMA public TO service_role;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION scopecreep_owner;
GRANT USAGE ON SCHEMA public TO referee;
RESET SESSION AUTHORIZATION;


--
-- Name: FUNCTION uid(); Type: ACL; Schema: auth; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION auth.uid() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.uid() TO anon;
GRANT ALL ON FUNCTION auth.uid() TO authenticated;
GRANT ALL ON FUNCTION auth.uid() TO service_role;


--
-- Name: FUNCTION guard_progress(); Type: ACL; Schema: private; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION private.guard_progress() FROM PUBLIC;


--
-- Name: FUNCTION holds(p_tree jsonb, p_facts jsonb); Type: ACL; Schema: private; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION private.holds(p_tree jsonb, p_facts jsonb) FROM PUBLIC;


--
-- Name: FUNCTION is_open(p_mission_id uuid, p_facts jsonb); Type: ACL; Schema: private; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION private.is_open(p_mission_id uuid, p_facts jsonb) FROM PUBLIC;


--
-- Name: FUNCTION is_service(); Type: ACL; Schema: private; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION private.is_service() FROM PUBLIC;


--
-- Name: FUNCTION player_facts(p_user_id uuid); Type: ACL; Schema: private; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION private.player_facts(p_user_id uuid) FROM PUBLIC;


--
-- Name: FUNCTION started_event(p_user_id uuid, p_slug text, p_rev bigint, p_rules_version integer, p_seed bigint); Type: ACL; Schema: private; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION private.started_event(p_user_id uuid, p_slug text, p_rev bigint, p_rules_version integer, p_seed bigint) FROM PUBLIC;


--
-- Name: FUNCTION touch(); Type: ACL; Schema: private; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION private.touch() FROM PUBLIC;


--
-- Name: FUNCTION available_missions(p_user_id uuid); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.available_missions(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.available_missions(p_user_id uuid) TO authenticated;
GRANT ALL ON FUNCTION public.available_missions(p_user_id uuid) TO service_role;


--
-- Name: FUNCTION broadcast_completion(); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.broadcast_completion() FROM PUBLIC;
GRANT ALL ON FUNCTION public.broadcast_completion() TO service_role;


--
-- Name: FUNCTION check_mission_unlocked(p_user_id uuid, p_mission_id uuid); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.check_mission_unlocked(p_user_id uuid, p_mission_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.check_mission_unlocked(p_user_id uuid, p_mission_id uuid) TO authenticated;
GRANT ALL ON FUNCTION public.check_mission_unlocked(p_user_id uuid, p_mission_id uuid) TO service_role;


--
-- Name: FUNCTION content_for(p_playthrough_id uuid); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.content_for(p_playthrough_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.content_for(p_playthrough_id uuid) TO authenticated;
GRANT ALL ON FUNCTION public.content_for(p_playthrough_id uuid) TO service_role;


--
-- Name: FUNCTION create_player(p_display_name text); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.create_player(p_display_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.create_player(p_display_name text) TO authenticated;
GRANT ALL ON FUNCTION public.create_player(p_display_name text) TO anon;
GRANT ALL ON FUNCTION public.create_player(p_display_name text) TO service_role;


--
-- Name: FUNCTION local_players(); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.local_players() FROM PUBLIC;
GRANT ALL ON FUNCTION public.local_players() TO authenticated;
GRANT ALL ON FUNCTION public.local_players() TO anon;
GRANT ALL ON FUNCTION public.local_players() TO service_role;


--
-- Name: FUNCTION record_events(p_playthrough_id uuid, p_seq integer, p_action jsonb, p_events jsonb, p_summary jsonb); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.record_events(p_playthrough_id uuid, p_seq integer, p_action jsonb, p_events jsonb, p_summary jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.record_events(p_playthrough_id uuid, p_seq integer, p_action jsonb, p_events jsonb, p_summary jsonb) TO authenticated;
GRANT ALL ON FUNCTION public.record_events(p_playthrough_id uuid, p_seq integer, p_action jsonb, p_events jsonb, p_summary jsonb) TO service_role;


--
-- Name: FUNCTION record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb) TO referee;
GRANT ALL ON FUNCTION public.record_result(p_user_id uuid, p_playthrough_id uuid, p_result jsonb) TO service_role;


--
-- Name: FUNCTION start_mission(p_mission text, p_playthrough_id uuid, p_seed bigint, p_rules_version integer, p_restart boolean); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.start_mission(p_mission text, p_playthrough_id uuid, p_seed bigint, p_rules_version integer, p_restart boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.start_mission(p_mission text, p_playthrough_id uuid, p_seed bigint, p_rules_version integer, p_restart boolean) TO authenticated;
GRANT ALL ON FUNCTION public.start_mission(p_mission text, p_playthrough_id uuid, p_seed bigint, p_rules_version integer, p_restart boolean) TO service_role;


--
-- Name: FUNCTION submit(p_playthrough_id uuid, p_abandoned boolean); Type: ACL; Schema: public; Owner: scopecreep_owner
--

REVOKE ALL ON FUNCTION public.submit(p_playthrough_id uuid, p_abandoned boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.submit(p_playthrough_id uuid, p_abandoned boolean) TO authenticated;
GRANT ALL ON FUNCTION public.submit(p_playthrough_id uuid, p_abandoned boolean) TO service_role;


--
-- Name: TABLE client_trust; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.client_trust TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.client_trust TO service_role;


--
-- Name: TABLE content_versions; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_versions TO service_role;


--
-- Name: TABLE mission_content; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.mission_content TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mission_content TO service_role;


--
-- Name: TABLE mission_phases; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.mission_phases TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mission_phases TO service_role;


--
-- Name: TABLE mission_prerequisites; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.mission_prerequisites TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mission_prerequisites TO service_role;


--
-- Name: TABLE missions; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.missions TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.missions TO service_role;


--
-- Name: TABLE player_flags; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.player_flags TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.player_flags TO service_role;


--
-- Name: TABLE player_promises; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.player_promises TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.player_promises TO service_role;


--
-- Name: TABLE player_skills; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.player_skills TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.player_skills TO service_role;


--
-- Name: TABLE playthrough_events; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.playthrough_events TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.playthrough_events TO service_role;


--
-- Name: TABLE playthroughs; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.playthroughs TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.playthroughs TO service_role;


--
-- Name: TABLE profiles; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.profiles TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.profiles TO service_role;


--
-- Name: TABLE user_progress; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT SELECT ON TABLE public.user_progress TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_progress TO service_role;


--
-- Name: COLUMN user_progress.current_phase; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT UPDATE(current_phase) ON TABLE public.user_progress TO authenticated;


--
-- Name: COLUMN user_progress.progress_data; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT UPDATE(progress_data) ON TABLE public.user_progress TO authenticated;


--
-- Name: COLUMN user_progress.score; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT UPDATE(score) ON TABLE public.user_progress TO authenticated;


--
-- Name: COLUMN user_progress.updated_at; Type: ACL; Schema: public; Owner: scopecreep_owner
--

GRANT UPDATE(updated_at) ON TABLE public.user_progress TO authenticated;


--
-- PostgreSQL database dump complete
--


