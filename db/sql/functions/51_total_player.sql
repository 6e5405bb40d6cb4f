-- Draws up a player's totals anew from their few rows. Their own row of totals is locked first:
-- two missions completed at once are both counted.
CREATE FUNCTION private.draw_up_totals(p_user_id uuid) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    PERFORM 1 FROM public.player_totals t WHERE t.user_id = p_user_id FOR UPDATE;
    UPDATE public.player_totals t SET
        total_score = s.total_score,
        missions_completed = s.missions_completed,
        reached_at = coalesce(s.reached_at, t.reached_at)
    FROM (SELECT coalesce(sum(up.score), 0) AS total_score, count(*) AS missions_completed,
                 max(up.completed_at) AS reached_at
          FROM public.user_progress up
          WHERE up.user_id = p_user_id AND up.status = 'completed') s
    WHERE t.user_id = p_user_id;
END
$$;

CREATE FUNCTION private.total_player() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.status = 'completed' THEN
        -- No row is made here: the player may be on the way out.
        PERFORM private.draw_up_totals(OLD.user_id);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status = 'completed' THEN
        INSERT INTO public.player_totals (user_id) VALUES (NEW.user_id)
        ON CONFLICT (user_id) DO NOTHING;
        PERFORM private.draw_up_totals(NEW.user_id);
    END IF;
    RETURN NULL;
END
$$;
