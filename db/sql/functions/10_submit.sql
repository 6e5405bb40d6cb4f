-- Closes a playthrough: to be graded, or given up.
CREATE OR REPLACE FUNCTION public.submit(p_playthrough_id uuid, p_abandoned boolean DEFAULT false)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE public.playthroughs p SET
        status = CASE WHEN p_abandoned THEN 'abandoned' ELSE 'submitted' END,
        ended_at = pg_catalog.now()
    WHERE p.user_id = auth.uid() AND p.id = p_playthrough_id AND p.status = 'open';
END
$$;
