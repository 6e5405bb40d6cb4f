-- Row level security stands on every table; what no policy names, nobody but the owner sees.
ALTER TABLE public.missions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.mission_phases ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.mission_prerequisites ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.mission_content ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.content_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.content_revisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.content_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.player_skills ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.player_flags ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.client_trust ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.player_promises ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.playthroughs ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.playthrough_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.classes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.class_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.progress_migrations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.player_achievements ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.player_totals ENABLE ROW LEVEL SECURITY;

DROP POLICY IF EXISTS "Users see unlocked missions" ON public.missions;
CREATE POLICY "Users see unlocked missions" ON public.missions FOR SELECT TO authenticated
    USING (published AND public.check_mission_unlocked((SELECT auth.uid()), id));
DROP POLICY IF EXISTS "Users see the phases of missions" ON public.mission_phases;
CREATE POLICY "Users see the phases of missions" ON public.mission_phases FOR SELECT TO authenticated
    USING (true);
DROP POLICY IF EXISTS "Users see what opens missions" ON public.mission_prerequisites;
CREATE POLICY "Users see what opens missions" ON public.mission_prerequisites FOR SELECT TO authenticated
    USING (true);
DROP POLICY IF EXISTS "Users see the content of missions they started" ON public.mission_content;
CREATE POLICY "Users see the content of missions they started" ON public.mission_content
    FOR SELECT TO authenticated
    USING (mission_id IN (SELECT up.mission_id FROM public.user_progress up
                          WHERE up.user_id = (SELECT auth.uid())
                            AND up.status IN ('in_progress', 'completed')));
DROP POLICY IF EXISTS "Users view own progress" ON public.user_progress;
CREATE POLICY "Users view own progress" ON public.user_progress FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own profile" ON public.profiles;
CREATE POLICY "Users view own profile" ON public.profiles FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own skills" ON public.player_skills;
CREATE POLICY "Users view own skills" ON public.player_skills FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own flags" ON public.player_flags;
CREATE POLICY "Users view own flags" ON public.player_flags FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own trust" ON public.client_trust;
CREATE POLICY "Users view own trust" ON public.client_trust FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own promises" ON public.player_promises;
CREATE POLICY "Users view own promises" ON public.player_promises FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own playthroughs" ON public.playthroughs;
CREATE POLICY "Users view own playthroughs" ON public.playthroughs FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own log" ON public.playthrough_events;
CREATE POLICY "Users view own log" ON public.playthrough_events FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
