-- Progress and playthroughs: one's own, and for those who look after a class its learners'.
-- Only one's own is ever written, within what the guard lets through.
DROP POLICY IF EXISTS "Users view own progress" ON public.user_progress;
CREATE POLICY "Users view own progress" ON public.user_progress FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Teachers view progress of their learners" ON public.user_progress;
CREATE POLICY "Teachers view progress of their learners" ON public.user_progress FOR SELECT TO authenticated
    USING (user_id = ANY ((SELECT private.my_learners())::uuid[]));
DROP POLICY IF EXISTS "Users update own progress" ON public.user_progress;
CREATE POLICY "Users update own progress" ON public.user_progress FOR UPDATE TO authenticated
    USING (user_id = (SELECT auth.uid())) WITH CHECK (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own playthroughs" ON public.playthroughs;
CREATE POLICY "Users view own playthroughs" ON public.playthroughs FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Teachers view playthroughs of their learners" ON public.playthroughs;
CREATE POLICY "Teachers view playthroughs of their learners" ON public.playthroughs FOR SELECT TO authenticated
    USING (user_id = ANY ((SELECT private.my_learners())::uuid[]));
DROP POLICY IF EXISTS "Users view own log" ON public.playthrough_events;
CREATE POLICY "Users view own log" ON public.playthrough_events FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own migrations" ON public.progress_migrations;
CREATE POLICY "Users view own migrations" ON public.progress_migrations FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view notices of their progress" ON public.progress_notices;
CREATE POLICY "Users view notices of their progress" ON public.progress_notices FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
