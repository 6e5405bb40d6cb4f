-- The caller's classes in some roles. Definer, so that the policies on classes and members may
-- ask it without asking themselves.
CREATE FUNCTION private.my_classes(p_roles text[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT coalesce(pg_catalog.array_agg(cm.class_id), '{}') FROM public.class_members cm
    WHERE cm.user_id = auth.uid() AND cm.role = ANY (p_roles)
$$;

-- The learners whom the caller looks after, as instructor or assistant of their class.
CREATE FUNCTION private.my_learners() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT coalesce(pg_catalog.array_agg(DISTINCT l.user_id), '{}')
    FROM public.class_members me
    JOIN public.class_members l ON l.class_id = me.class_id AND l.role = 'learner'
    WHERE me.user_id = auth.uid() AND me.role IN ('assistant', 'instructor')
$$;

-- Opens a class, with its maker as instructor.
CREATE FUNCTION public.create_class(p_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    v_class uuid;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.profiles p
                   WHERE p.user_id = auth.uid() AND p.role = 'instructor') THEN
        RAISE EXCEPTION 'only instructors open classes' USING ERRCODE = '42501';
    END IF;
    IF coalesce(pg_catalog.length(p_name), 0) NOT BETWEEN 1 AND 80 THEN
        RAISE EXCEPTION 'a class has a name of 1 to 80 characters' USING ERRCODE = '22023';
    END IF;
    INSERT INTO public.classes (name) VALUES (p_name) RETURNING id INTO v_class;
    INSERT INTO public.class_members (class_id, user_id, role)
    VALUES (v_class, auth.uid(), 'instructor');
    RETURN v_class;
END
$$;

-- Takes somebody into a class, or gives a member another role in it.
CREATE FUNCTION public.add_class_member(
    p_class_id uuid, p_user_id uuid, p_role text DEFAULT 'learner')
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF p_role IS NULL OR p_role NOT IN ('learner', 'assistant', 'instructor') THEN
        RAISE EXCEPTION 'a member is a learner, an assistant or an instructor' USING ERRCODE = '22023';
    END IF;
    PERFORM private.lock_class(p_class_id, p_user_id, p_role);
    INSERT INTO public.class_members (class_id, user_id, role)
    VALUES (p_class_id, p_user_id, p_role)
    ON CONFLICT (class_id, user_id) DO UPDATE SET role = excluded.role;
EXCEPTION WHEN foreign_key_violation OR not_null_violation THEN
    RAISE EXCEPTION 'there is no such player' USING ERRCODE = 'P0002';
END
$$;

-- Lets somebody out of a class; everybody may leave on their own.
CREATE FUNCTION public.remove_class_member(p_class_id uuid, p_user_id uuid)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM private.lock_class(p_class_id, p_user_id, NULL);
    DELETE FROM public.class_members cm
    WHERE cm.class_id = p_class_id AND cm.user_id = p_user_id;
END
$$;

-- Holds a class still while its members change: asks whether the caller may change this member
-- (to `p_role`, or out of the class), and keeps one instructor.
CREATE FUNCTION private.lock_class(p_class_id uuid, p_user_id uuid, p_role text)
RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    v_class uuid;
BEGIN
    SELECT c.id INTO v_class FROM public.classes c WHERE c.id = p_class_id FOR UPDATE;
    IF NOT private.is_service()
        AND NOT (p_class_id = ANY (private.my_classes('{instructor}')))
        AND NOT (p_role IS NULL AND p_user_id IS NOT DISTINCT FROM auth.uid()
                 AND p_class_id = ANY (private.my_classes('{learner,assistant}'))) THEN
        RAISE EXCEPTION 'only its instructors change who is in a class' USING ERRCODE = '42501';
    END IF;
    IF v_class IS NULL THEN
        RAISE EXCEPTION 'there is no such class' USING ERRCODE = 'P0002';
    END IF;
    IF p_role IS DISTINCT FROM 'instructor'
        AND EXISTS (SELECT 1 FROM public.class_members cm WHERE cm.class_id = p_class_id
                    AND cm.user_id = p_user_id AND cm.role = 'instructor')
        AND NOT EXISTS (SELECT 1 FROM public.class_members cm WHERE cm.class_id = p_class_id
                        AND cm.user_id <> p_user_id AND cm.role = 'instructor') THEN
        RAISE EXCEPTION 'a class keeps an instructor: name another one first' USING ERRCODE = '55000';
    END IF;
END
$$;
