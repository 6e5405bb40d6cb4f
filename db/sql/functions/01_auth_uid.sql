-- Who is asking. A login mapped to a learner is that learner, whatever it claims; a trusted
-- front end says in its claims whom it speaks for, in either way that PostgREST sets them; what
-- cannot be read names nobody.
CREATE FUNCTION auth.uid() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_user uuid;
    v_claims text;
BEGIN
    SELECT l.user_id INTO v_user FROM auth.login_roles l WHERE l.role_name = session_user;
    IF FOUND THEN
        RETURN v_user;
    END IF;
    IF NOT pg_catalog.pg_has_role(session_user, 'claims_trusted', 'member') THEN
        RETURN NULL;
    END IF;
    v_claims := pg_catalog.current_setting('request.jwt.claims', true);
    BEGIN
        -- Claims that are set decide alone: an older setting may be left over in the session.
        IF v_claims <> '' THEN
            RETURN (v_claims::jsonb ->> 'sub')::uuid;
        END IF;
        RETURN nullif(pg_catalog.current_setting('request.jwt.claim.sub', true), '')::uuid;
    EXCEPTION WHEN data_exception THEN
        RETURN NULL;
    END;
END
$$;
