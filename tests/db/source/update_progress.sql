UPDATE user_progress
SET 
    progress_data = progress_data || $2::jsonb,
    current_phase = GREATEST(current_phase, ($2->>'current_phase')::int),
    score = GREATEST(score, ($2->>'score')::int),
    updated_at = now()
WHERE user_id = $1 AND mission_id = $3
RETURNING *;
