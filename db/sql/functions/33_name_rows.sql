-- Gives a mission that a client of the source schema files without a slug one from its title:
-- 'Client Discovery Workshop' is client-discovery-workshop, the second of that name ends in -2.
CREATE FUNCTION private.name_mission() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_base text;
    v_number integer := 1;
BEGIN
    v_base := pg_catalog.btrim(pg_catalog.regexp_replace(
        pg_catalog.lower(NEW.title), '[^a-z0-9]+', '-', 'g'), '-');
    v_base := CASE WHEN v_base ~ '^[a-z]' THEN v_base
                   ELSE pg_catalog.btrim('mission-' || coalesce(v_base, ''), '-') END;
    v_base := pg_catalog.btrim(pg_catalog."left"(v_base, 60), '-');
    PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('slug ' || v_base, 0));
    NEW.slug := v_base;
    WHILE EXISTS (SELECT 1 FROM public.missions m WHERE m.slug = NEW.slug) LOOP
        v_number := v_number + 1;
        NEW.slug := v_base || '-' || v_number;
    END LOOP;
    RETURN NEW;
END
$$;

-- Gives content that a client files without a key one from its phase and id, and the next place
-- within its phase.
CREATE FUNCTION private.name_content() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    NEW.key := NEW.phase_name || '/' || NEW.id;
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('content ' || NEW.mission_id, 0));
    NEW.position := coalesce((
        SELECT max(mc.position) + 1 FROM public.mission_content mc
        WHERE mc.mission_id = NEW.mission_id AND mc.sequence_order = NEW.sequence_order), 0);
    RETURN NEW;
END
$$;
