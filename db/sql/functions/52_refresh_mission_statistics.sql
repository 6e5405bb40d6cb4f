-- Draws the changes into the tallies and the tallies into mission_statistics. What it costs
-- depends on the missions and on what has changed, not on how much progress there is.
CREATE FUNCTION public.refresh_mission_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(7302613);
    WITH drawn AS (
        DELETE FROM private.mission_tally_changes RETURNING *)
    INSERT INTO private.mission_tally AS t (mission_id, score, n, timed, spent)
    SELECT d.mission_id, d.score, sum(d.n), sum(d.timed), sum(d.spent)
    FROM drawn d JOIN public.missions m ON m.id = d.mission_id
    GROUP BY d.mission_id, d.score
    ON CONFLICT (mission_id, score) DO UPDATE SET n = t.n + excluded.n,
        timed = t.timed + excluded.timed, spent = t.spent + excluded.spent;
    DELETE FROM private.mission_tally t WHERE t.n = 0;
    REFRESH MATERIALIZED VIEW CONCURRENTLY public.mission_statistics;
    UPDATE private.statistics_drawn SET at = pg_catalog.clock_timestamp();
END
$$;

-- The same where it is due: pg_cron does not see to it, it was last done before `p_age`, and
-- nobody else is at it. Whoever grades calls this after a result.
CREATE FUNCTION public.refresh_stale_statistics(p_age interval DEFAULT '5 minutes')
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NOT EXISTS (
            SELECT 1 FROM private.statistics_drawn d
            WHERE d.at <= pg_catalog.clock_timestamp() - p_age
                AND NOT (d.scheduled AND pg_catalog.to_regnamespace('cron') IS NOT NULL))
        OR NOT pg_catalog.pg_try_advisory_xact_lock(7302613) THEN
        RETURN false;
    END IF;
    PERFORM public.refresh_mission_statistics();
    RETURN true;
END
$$;
