DO $data$
BEGIN
    IF EXISTS (SELECT 1 FROM public.classes) OR EXISTS (SELECT 1 FROM public.progress_notices)
        OR EXISTS (SELECT 1 FROM public.profiles WHERE role <> 'learner' OR show_on_boards) THEN
        RAISE EXCEPTION 'there are classes or choices of players that going back would lose'
            USING ERRCODE = '55000';
    END IF;
END
$data$;
DROP TABLE public.progress_notices, public.class_members, public.classes;
DROP INDEX public.profiles_by_name;
ALTER TABLE public.profiles DROP COLUMN role, DROP COLUMN show_on_boards;
