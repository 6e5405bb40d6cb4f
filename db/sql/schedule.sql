-- Where pg_cron stands, the statistics are drawn every hour; elsewhere whoever grades does it.
-- Runs last, as the login that upgrades: the job is its own.
DO $schedule$
DECLARE
    v_done boolean := false;
BEGIN
    IF EXISTS (SELECT 1 FROM pg_catalog.pg_proc p
               WHERE p.pronamespace = pg_catalog.to_regnamespace('cron')
                   AND p.proname = 'schedule' AND p.pronargs = 3) THEN
        BEGIN
            PERFORM cron.schedule('refresh-stats', '0 * * * *',
                'SELECT public.refresh_mission_statistics();');
            v_done := true;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'this login may not use pg_cron; the game refreshes the statistics itself';
        END;
    END IF;
    SET LOCAL ROLE scopecreep_owner;
    UPDATE private.statistics_drawn SET scheduled = v_done WHERE scheduled <> v_done;
    RESET ROLE;
END
$schedule$;
