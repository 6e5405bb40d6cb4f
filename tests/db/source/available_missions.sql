WITH user_completed AS (
    SELECT mission_id, score 
    FROM user_progress 
    WHERE user_id = $1 AND status = 'completed'
)
SELECT m.*, 
       CASE WHEN uc.mission_id IS NOT NULL THEN 'completed'
            WHEN up.status IS NOT NULL THEN up.status
            WHEN check_mission_unlocked($1, m.id) THEN 'available'
            ELSE 'locked'
       END as user_status,
       uc.score as user_score
FROM missions m
LEFT JOIN user_completed uc ON m.id = uc.mission_id
LEFT JOIN user_progress up ON m.id = up.mission_id AND up.user_id = $1
ORDER BY m.order_index;
