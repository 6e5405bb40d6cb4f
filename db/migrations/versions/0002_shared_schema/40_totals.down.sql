DO $data$
BEGIN
    IF EXISTS (SELECT 1 FROM public.player_achievements) THEN
        RAISE EXCEPTION 'players have earned achievements; going back would lose them'
            USING ERRCODE = '55000';
    END IF;
END
$data$;
DROP INDEX public.content_versions_by_author, public.idx_mission_config,
    public.user_progress_by_mission, public.idx_completed_high_score;
CREATE INDEX idx_completed_high_score ON public.user_progress (mission_id, score DESC)
    WHERE status = 'completed';
DROP TABLE private.statistics_drawn, private.mission_tally_changes, private.mission_tally;
DROP TABLE public.player_totals, public.player_achievements;
