-- A player's own rows, and for those who look after a class what its learners reached.
CREATE POLICY "Users view own profile" ON public.profiles FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Teachers view profiles of their learners" ON public.profiles FOR SELECT TO authenticated
    USING (user_id = ANY ((SELECT private.my_learners())::uuid[]));
CREATE POLICY "Users choose whether boards show them" ON public.profiles FOR UPDATE TO authenticated
    USING (user_id = (SELECT auth.uid())) WITH CHECK (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view own skills" ON public.player_skills FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view own flags" ON public.player_flags FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view own trust" ON public.client_trust FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view own promises" ON public.player_promises FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view own achievements" ON public.player_achievements FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Users view own totals" ON public.player_totals FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Teachers view totals of their learners" ON public.player_totals FOR SELECT TO authenticated
    USING (user_id = ANY ((SELECT private.my_learners())::uuid[]));
