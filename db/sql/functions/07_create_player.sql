-- A player of this computer: embedded play knows several, by name.
CREATE OR REPLACE FUNCTION public.create_player(p_display_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
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

CREATE OR REPLACE FUNCTION public.local_players()
RETURNS TABLE (user_id uuid, display_name text, last_played timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
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
