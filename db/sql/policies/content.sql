-- Missions whose doors are open or that were begun; their content once they were begun. What the
-- map shows of the others (phases, conditions) is open to whoever is signed in.
CREATE POLICY "Users see unlocked missions" ON public.missions FOR SELECT TO authenticated
    USING (published AND id = ANY ((SELECT private.my_missions())::uuid[]));
CREATE POLICY "Users see the phases of missions" ON public.mission_phases FOR SELECT TO authenticated
    USING ((SELECT auth.uid()) IS NOT NULL);
CREATE POLICY "Users see what opens missions" ON public.mission_prerequisites FOR SELECT TO authenticated
    USING ((SELECT auth.uid()) IS NOT NULL);
CREATE POLICY "Users see the content of missions they started" ON public.mission_content
    FOR SELECT TO authenticated
    USING (mission_id IN (SELECT up.mission_id FROM public.user_progress up
                          WHERE up.user_id = (SELECT auth.uid())
                            AND up.status IN ('in_progress', 'completed')));
