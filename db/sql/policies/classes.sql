-- A member sees the class and their own membership; who looks after it sees all of its members.
-- Members change through functions alone.
CREATE POLICY "Members view their classes" ON public.classes FOR SELECT TO authenticated
    USING (id = ANY ((SELECT private.my_classes('{learner,assistant,instructor}'))::uuid[]));
CREATE POLICY "Users view own memberships" ON public.class_members FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()));
CREATE POLICY "Teachers view members of their classes" ON public.class_members FOR SELECT TO authenticated
    USING (class_id = ANY ((SELECT private.my_classes('{assistant,instructor}'))::uuid[]));
