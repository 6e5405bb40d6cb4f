-- Closes a playthrough: to be graded, or given up. One that is closed already stays as it is.
CREATE FUNCTION public.submit(p_playthrough_id uuid, p_abandoned boolean DEFAULT false)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE public.playthroughs p SET
        status = CASE WHEN p_abandoned THEN 'abandoned' ELSE 'submitted' END,
        ended_at = pg_catalog.now()
    WHERE p.user_id = auth.uid() AND p.id = p_playthrough_id AND p.status = 'open';
    IF FOUND THEN
        RETURN;
    END IF;
    PERFORM 1 FROM public.playthroughs p WHERE p.user_id = auth.uid() AND p.id = p_playthrough_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such playthrough' USING ERRCODE = '42501';
    END IF;
END
$$;
