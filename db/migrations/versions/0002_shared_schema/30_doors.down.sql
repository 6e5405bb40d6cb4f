DROP TABLE private.mission_door_names, private.mission_doors;
