-- Signs a player in by name, for a game that several players of one computer share: the one of
-- that name who came first, or a new one. A login that is mapped to a player is that player.
CREATE FUNCTION public.create_player(p_display_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_user uuid;
BEGIN
    IF coalesce(pg_catalog.length(p_display_name), 0) NOT BETWEEN 1 AND 60 THEN
        RAISE EXCEPTION 'a name has 1 to 60 characters' USING ERRCODE = '22023';
    END IF;
    IF NOT pg_catalog.pg_has_role(session_user, 'claims_trusted', 'member') THEN
        v_user := auth.uid();
        PERFORM private.ensure_profile(v_user, p_display_name);
        RETURN v_user;
    END IF;
    IF session_user = 'authenticator' THEN
        RAISE EXCEPTION 'only the game itself signs players in by name' USING ERRCODE = '42501';
    END IF;
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('player ' || p_display_name, 0));
    SELECT p.user_id INTO v_user FROM public.profiles p WHERE p.display_name = p_display_name
    ORDER BY p.created_at, p.user_id LIMIT 1;
    IF FOUND THEN
        RETURN v_user;
    END IF;
    INSERT INTO auth.users DEFAULT VALUES RETURNING id INTO v_user;
    INSERT INTO public.profiles (user_id, display_name) VALUES (v_user, p_display_name);
    RETURN v_user;
END
$$;

-- Makes the profile of an account that has none yet; an account that does not exist is nobody.
CREATE FUNCTION private.ensure_profile(p_user_id uuid, p_display_name text)
RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF p_user_id IS NULL THEN
        RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = '42501';
    END IF;
    PERFORM 1 FROM public.profiles p WHERE p.user_id = p_user_id;
    IF FOUND THEN
        RETURN;
    END IF;
    INSERT INTO public.profiles (user_id, display_name) VALUES (p_user_id, p_display_name)
    ON CONFLICT DO NOTHING;
EXCEPTION WHEN foreign_key_violation THEN
    RAISE EXCEPTION 'nobody is signed in: there is no such account' USING ERRCODE = '42501';
END
$$;

-- Who has played here, for the game's first screen: a login that is one player's lists that one.
CREATE FUNCTION public.local_players()
RETURNS TABLE (user_id uuid, display_name text, last_played timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_trusted boolean := pg_catalog.pg_has_role(session_user, 'claims_trusted', 'member');
    v_self uuid := auth.uid();
BEGIN
    IF session_user = 'authenticator' THEN
        RAISE EXCEPTION 'only the game itself lists players' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY SELECT p.user_id, p.display_name,
            greatest(p.updated_at, (SELECT max(up.updated_at) FROM public.user_progress up
                                    WHERE up.user_id = p.user_id))
        FROM public.profiles p WHERE v_trusted OR p.user_id = v_self ORDER BY 3 DESC LIMIT 200;
END
$$;
