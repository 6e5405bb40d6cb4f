-- Notes what a row of progress adds to its mission's tallies, and takes away what it added before.
CREATE FUNCTION private.tally_of(p_row public.user_progress, p_sign integer)
RETURNS SETOF private.mission_tally_changes
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
    SELECT p_row.mission_id, -1, p_sign, 0, 0::numeric
    UNION ALL
    SELECT p_row.mission_id, p_row.score, p_sign,
        CASE WHEN p_row.started_at IS NULL THEN 0 ELSE p_sign END,
        coalesce(extract(epoch FROM p_row.completed_at - p_row.started_at) * 1000000, 0) * p_sign
    WHERE p_row.status = 'completed'
$$;

CREATE FUNCTION private.tally_progress() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO private.mission_tally_changes SELECT * FROM private.tally_of(OLD, -1);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO private.mission_tally_changes SELECT * FROM private.tally_of(NEW, 1);
    END IF;
    RETURN NULL;
END
$$;
