-- The missions whose doors are open to the caller, or that they have begun: what the policy on
-- missions asks, once a statement.
CREATE OR REPLACE FUNCTION private.my_missions() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF auth.uid() IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT b.mission_id FROM public.available_missions(auth.uid()) b
                 WHERE b.user_status <> 'locked');
END
$$;
