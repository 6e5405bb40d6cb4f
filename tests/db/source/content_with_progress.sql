SELECT 
    mc.*,
    CASE 
        WHEN up.current_phase > mc.sequence_order THEN 'completed'
        WHEN up.current_phase = mc.sequence_order THEN 'current'
        ELSE 'locked'
    END as phase_status
FROM mission_content mc
JOIN user_progress up ON up.mission_id = mc.mission_id
WHERE mc.mission_id = $1 AND up.user_id = $2
ORDER BY mc.sequence_order;
