-- Progress and playthroughs: one's own, and for those who look after a class its learners'.
-- Only one's own is ever written, within what the guard lets through.
CREATE POLICY "Users view own progress" ON public.user_progress FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Teachers view progress of their learners" ON public.user_progress FOR SELECT TO authenticated
    USING (user_id = ANY ((SELECT private.my_learners())::uuid[]));
CREATE POLICY "Users update own progress" ON public.user_progress FOR UPDATE TO authenticated
    USING (user_id = (SELECT auth.uid())) WITH CHECK (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view own playthroughs" ON public.playthroughs FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Teachers view playthroughs of their learners" ON public.playthroughs FOR SELECT TO authenticated
    USING (user_id = ANY ((SELECT private.my_learners())::uuid[]));
CREATE POLICY "Users view own log" ON public.playthrough_events FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view own migrations" ON public.progress_migrations FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view notices of their progress" ON public.progress_notices FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
