-- Revisions are made by publishing a pack and by editing one row; only a pack has a digest.
ALTER TABLE private.content_revisions
    ADD COLUMN kind text NOT NULL DEFAULT 'pack' CHECK (kind IN ('pack', 'edit')),
    ALTER COLUMN digest DROP NOT NULL,
    ADD CHECK ((kind = 'pack') = (digest IS NOT NULL));

-- A playthrough that was taken over to newer content ends as 'migrated', and its heir names it.
ALTER TABLE public.playthroughs
    ADD COLUMN migrated_from uuid,
    DROP CONSTRAINT playthroughs_status_check,
    ADD CONSTRAINT playthroughs_status_check
        CHECK (status IN ('open', 'submitted', 'graded', 'abandoned', 'migrated')),
    ADD FOREIGN KEY (user_id, migrated_from) REFERENCES public.playthroughs (user_id, id)
        ON DELETE NO ACTION;
CREATE INDEX playthroughs_by_origin ON public.playthroughs (user_id, migrated_from)
    WHERE migrated_from IS NOT NULL;

-- The source's queue, one row a playthrough and version.
CREATE TABLE public.progress_migrations (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    playthrough_id uuid NOT NULL,
    old_version_id uuid REFERENCES public.content_versions (id) ON DELETE CASCADE,
    new_version_id uuid NOT NULL REFERENCES public.content_versions (id) ON DELETE CASCADE,
    migration_status text NOT NULL DEFAULT 'pending'
        CHECK (migration_status IN ('pending', 'migrated', 'kept', 'failed')),
    migration_data jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(migration_data) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    migrated_at timestamptz,
    PRIMARY KEY (user_id, playthrough_id, new_version_id),
    FOREIGN KEY (user_id, playthrough_id) REFERENCES public.playthroughs (user_id, id)
        ON DELETE CASCADE,
    CHECK ((migration_status = 'pending') = (migrated_at IS NULL))
);
CREATE INDEX progress_migrations_by_new_version ON public.progress_migrations (new_version_id);
CREATE INDEX progress_migrations_by_old_version ON public.progress_migrations (old_version_id);
CREATE INDEX progress_migrations_waiting ON public.progress_migrations (created_at)
    WHERE migration_status = 'pending';

-- Which missions a pack brought: publishing takes only those off the board again.
ALTER TABLE public.missions ADD COLUMN in_pack boolean NOT NULL DEFAULT false;
UPDATE public.missions SET in_pack = true;

-- The stamp of the pack that was filed last; it stood in a comment, which no backup carries.
CREATE TABLE private.filed_pack (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    stamp text NOT NULL
);
INSERT INTO private.filed_pack (stamp)
SELECT d FROM obj_description('public.mission_content'::regclass, 'pg_class') d WHERE d IS NOT NULL;
COMMENT ON TABLE public.mission_content IS NULL;
