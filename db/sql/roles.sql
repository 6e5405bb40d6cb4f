-- The roles of the shared schema, and ours. Runs before any table, as whoever may make roles.
DO $roles$
DECLARE
    v_role text;
BEGIN
    FOREACH v_role IN ARRAY ARRAY['anon', 'authenticated', 'service_role', 'claims_trusted', 'referee'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = v_role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', v_role);
        END IF;
    END LOOP;
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'scopecreep_owner') THEN
        CREATE ROLE scopecreep_owner NOINHERIT LOGIN;
    END IF;
    -- The web front end's login: it becomes whom each request speaks for, and says so in claims.
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'authenticator') THEN
        CREATE ROLE authenticator NOINHERIT LOGIN;
        GRANT anon, authenticated, service_role, claims_trusted TO authenticator;
    END IF;
    -- The game plays as a login that is neither superuser nor owner; it may only become a learner.
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'scopecreep_game') THEN
        CREATE ROLE scopecreep_game NOINHERIT LOGIN;
    END IF;
    GRANT authenticated, anon, claims_trusted TO scopecreep_game;
    -- The referee may execute one function and read what it grades.
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'scopecreep_referee') THEN
        CREATE ROLE scopecreep_referee INHERIT LOGIN;
    END IF;
    GRANT referee TO scopecreep_referee;
    -- Whoever migrates acts as the owner, so that every object has one.
    IF pg_catalog.current_setting('server_version_num')::integer < 160000 THEN
        IF NOT pg_catalog.pg_has_role(current_user, 'scopecreep_owner', 'MEMBER') THEN
            EXECUTE format('GRANT scopecreep_owner TO %I', current_user);
        END IF;
    ELSIF NOT pg_catalog.pg_has_role(current_user, 'scopecreep_owner', 'SET')
        OR NOT pg_catalog.pg_has_role(current_user, 'scopecreep_owner', 'USAGE') THEN
        -- From 16 on a role's maker may administer it and no more.
        EXECUTE format('GRANT scopecreep_owner TO %I WITH SET TRUE, INHERIT TRUE', current_user);
    END IF;
    EXECUTE format('GRANT CREATE, CONNECT, TEMPORARY ON DATABASE %I TO scopecreep_owner', current_database());
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    GRANT USAGE, CREATE ON SCHEMA public TO scopecreep_owner WITH GRANT OPTION;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    CREATE SCHEMA IF NOT EXISTS private AUTHORIZATION scopecreep_owner;
    REVOKE ALL ON SCHEMA private FROM PUBLIC;
END
$roles$;
