DROP TRIGGER IF EXISTS keep_door ON public.missions;
DROP TRIGGER IF EXISTS keep_door ON public.mission_prerequisites;
DROP TRIGGER IF EXISTS "Doors name missions" ON public.missions;
DROP TABLE private.mission_door_names, private.mission_doors;
