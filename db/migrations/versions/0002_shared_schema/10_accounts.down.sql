DROP TABLE public.class_members, public.classes;
ALTER TABLE public.profiles DROP COLUMN role, DROP COLUMN show_on_boards;
