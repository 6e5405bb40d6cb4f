-- Whether the caller may ask about a player: everybody about themselves, who looks after a class
-- about its learners, the service about anybody.
CREATE FUNCTION private.may_ask_about(p_user_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    RETURN coalesce(p_user_id = auth.uid(), false)
        OR private.is_service()
        OR coalesce(p_user_id = ANY (private.my_learners()), false);
END
$$;
