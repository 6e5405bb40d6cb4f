-- Whether the caller acts as the service itself rather than for a learner: in the role of the
-- service, or as a login that is the service or keeps the tables.
CREATE FUNCTION private.is_service() RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT pg_catalog.current_setting('role', true) = 'service_role'
        OR (pg_catalog.current_setting('role', true) = 'none'
            AND (pg_catalog.pg_has_role(session_user, 'scopecreep_owner', 'member')
                OR pg_catalog.pg_has_role(session_user, 'service_role', 'usage')))
$$;
