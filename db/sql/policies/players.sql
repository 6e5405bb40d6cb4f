-- A player's own rows, and for those who look after a class what its learners reached.
DROP POLICY IF EXISTS "Users view own profile" ON public.profiles;
CREATE POLICY "Users view own profile" ON public.profiles FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Teachers view profiles of their learners" ON public.profiles;
CREATE POLICY "Teachers view profiles of their learners" ON public.profiles FOR SELECT TO authenticated
    USING (user_id = ANY ((SELECT private.my_learners())::uuid[]));
DROP POLICY IF EXISTS "Users choose whether boards show them" ON public.profiles;
CREATE POLICY "Users choose whether boards show them" ON public.profiles FOR UPDATE TO authenticated
    USING (user_id = (SELECT auth.uid())) WITH CHECK (user_id = (SELECT auth.uid()));
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
DROP POLICY IF EXISTS "Users view own achievements" ON public.player_achievements;
CREATE POLICY "Users view own achievements" ON public.player_achievements FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Users view own totals" ON public.player_totals;
CREATE POLICY "Users view own totals" ON public.player_totals FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
DROP POLICY IF EXISTS "Teachers view totals of their learners" ON public.player_totals;
CREATE POLICY "Teachers view totals of their learners" ON public.player_totals FOR SELECT TO authenticated
    USING (user_id = ANY ((SELECT private.my_learners())::uuid[]));
