DROP TABLE public.player_totals, public.player_achievements;
