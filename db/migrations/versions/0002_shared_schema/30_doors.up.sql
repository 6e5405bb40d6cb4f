-- When a mission's door opens: its unlock conditions and prerequisites, compiled to one predicate
-- over a player's facts. Apart from the shared tables, for jsonpath has no equality, and a
-- front end's SELECT DISTINCT over missions must go on working.
CREATE TABLE private.mission_doors (
    mission_id uuid PRIMARY KEY REFERENCES public.missions (id) ON DELETE CASCADE,
    opens jsonpath NOT NULL
);
ALTER TABLE private.mission_doors ENABLE ROW LEVEL SECURITY;

-- The missions that a door names, by slug or by id, so that none can go while it is named.
CREATE TABLE private.mission_door_names (
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    slug text REFERENCES public.missions (slug) DEFERRABLE INITIALLY DEFERRED,
    named_id uuid REFERENCES public.missions (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE NULLS NOT DISTINCT (mission_id, slug, named_id),
    CHECK (num_nonnulls(slug, named_id) = 1)
);
CREATE INDEX mission_door_names_by_slug ON private.mission_door_names (slug);
CREATE INDEX mission_door_names_by_id ON private.mission_door_names (named_id);
ALTER TABLE private.mission_door_names ENABLE ROW LEVEL SECURITY;
