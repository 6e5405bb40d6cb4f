-- How each mission goes, by the source's names. `total_attempts` counts learners, not attempts.
CREATE MATERIALIZED VIEW public.mission_statistics AS
WITH tally AS (
    SELECT t.mission_id, t.score, sum(t.n) AS n, sum(t.timed) AS timed, sum(t.spent) AS spent
    FROM (SELECT mission_id, score, n, timed, spent FROM private.mission_tally
          UNION ALL
          SELECT mission_id, score, n, timed, spent FROM private.mission_tally_changes) t
    GROUP BY t.mission_id, t.score
    HAVING sum(t.n) > 0),
ranked AS (
    SELECT t.*, sum(t.n) OVER (PARTITION BY t.mission_id) AS completions,
        sum(t.n) OVER (PARTITION BY t.mission_id ORDER BY t.score) AS up_to_here
    FROM tally t WHERE t.score >= 0)
SELECT
    m.id AS mission_id,
    m.title,
    m.difficulty,
    coalesce((SELECT t.n FROM tally t WHERE t.mission_id = m.id AND t.score = -1), 0)::bigint
        AS total_attempts,
    coalesce(max(r.completions), 0)::bigint AS completions,
    sum(r.score * r.n) / max(r.completions) AS avg_score,
    sum(r.spent) / nullif(sum(r.timed), 0) / 60000000 AS avg_completion_minutes,
    -- The mean of the two middle scores, which is what PERCENTILE_CONT(0.5) gives.
    ((min(r.score) FILTER (WHERE 2 * r.up_to_here >= r.completions)
        + min(r.score) FILTER (WHERE 2 * r.up_to_here > r.completions))
        / 2.0)::double precision AS median_score
FROM public.missions m
LEFT JOIN ranked r ON r.mission_id = m.id
GROUP BY m.id, m.title, m.difficulty;
-- Without it there is no refreshing while others read.
CREATE UNIQUE INDEX mission_statistics_by_mission ON public.mission_statistics (mission_id);
