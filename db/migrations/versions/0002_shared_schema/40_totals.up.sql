CREATE TABLE public.player_achievements (
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    achievement text NOT NULL,
    mission_id uuid REFERENCES public.missions (id) ON DELETE CASCADE,
    earned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, achievement)
);
CREATE INDEX player_achievements_by_mission ON public.player_achievements (mission_id);

-- One row a player with what they reached in all: what the overall board reads. `reached_at` is
-- when the last of these missions was completed.
CREATE TABLE public.player_totals (
    user_id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
    total_score integer NOT NULL DEFAULT 0 CHECK (total_score >= 0),
    missions_completed integer NOT NULL DEFAULT 0 CHECK (missions_completed >= 0),
    reached_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 85);
CREATE INDEX player_totals_top ON public.player_totals (total_score DESC, reached_at, user_id)
    WHERE missions_completed > 0;

INSERT INTO public.player_totals (user_id, total_score, missions_completed, reached_at)
SELECT user_id, sum(score), count(*), max(completed_at)
FROM public.user_progress WHERE status = 'completed' GROUP BY user_id;

-- How many learners stand at which score of a mission: what mission_statistics is made of. The
-- score -1 counts all who have a row, whatever its status. `timed` of them have a duration, and
-- `spent` is those durations' sum in microseconds.
CREATE TABLE private.mission_tally (
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    score integer NOT NULL CHECK (score BETWEEN -1 AND 100),
    n bigint NOT NULL,
    timed bigint NOT NULL,
    spent numeric NOT NULL,
    PRIMARY KEY (mission_id, score)
);

-- What has changed since the tallies were last drawn up. Rows are only added, so that nobody who
-- completes a mission waits for another. No foreign key: a mission's erasure counts rows out.
CREATE TABLE private.mission_tally_changes (
    mission_id uuid NOT NULL,
    score integer NOT NULL,
    n integer NOT NULL,
    timed integer NOT NULL,
    spent numeric NOT NULL
);

-- When mission_statistics was last drawn, and whether pg_cron sees to it.
CREATE TABLE private.statistics_drawn (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    at timestamptz NOT NULL DEFAULT '-infinity',
    scheduled boolean NOT NULL DEFAULT false
);
INSERT INTO private.statistics_drawn DEFAULT VALUES;

INSERT INTO private.mission_tally (mission_id, score, n, timed, spent)
SELECT mission_id, -1, count(*), 0, 0 FROM public.user_progress GROUP BY mission_id
UNION ALL
SELECT mission_id, score, count(*), count(started_at),
    coalesce(sum(extract(epoch FROM completed_at - started_at) * 1000000), 0)
FROM public.user_progress WHERE status = 'completed' GROUP BY mission_id, score;

-- A mission's board is read off this index: ties go to whoever completed it earlier.
DROP INDEX public.idx_completed_high_score;
CREATE INDEX idx_completed_high_score
    ON public.user_progress (mission_id, score DESC, completed_at, user_id)
    WHERE status = 'completed';
-- The source's view and reports join by mission, and its erasure cascades.
CREATE INDEX user_progress_by_mission ON public.user_progress (mission_id);
CREATE INDEX idx_mission_config ON public.missions USING gin (config);
-- Erasing an author empties this column.
CREATE INDEX content_versions_by_author ON public.content_versions (created_by)
    WHERE created_by IS NOT NULL;
