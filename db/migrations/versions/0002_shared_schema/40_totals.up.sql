CREATE TABLE public.player_achievements (
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    achievement text NOT NULL,
    mission_id uuid REFERENCES public.missions (id) ON DELETE CASCADE,
    earned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, achievement)
);
CREATE INDEX player_achievements_by_mission ON public.player_achievements (mission_id);

-- One row a player with what they reached in all: what the overall board reads.
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
