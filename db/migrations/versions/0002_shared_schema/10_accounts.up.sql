-- Whose word counts where: everybody learns; some look after classes.
ALTER TABLE public.profiles
    ADD COLUMN role text NOT NULL DEFAULT 'learner'
        CHECK (role IN ('learner', 'assistant', 'instructor')),
    ADD COLUMN show_on_boards boolean NOT NULL DEFAULT false;

CREATE TABLE public.classes (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE public.class_members (
    class_id uuid NOT NULL REFERENCES public.classes (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    role text NOT NULL DEFAULT 'learner' CHECK (role IN ('learner', 'assistant', 'instructor')),
    joined_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (class_id, user_id)
);
CREATE INDEX class_members_by_user ON public.class_members (user_id, role, class_id);

-- Players sign in by name where several share a computer.
CREATE INDEX profiles_by_name ON public.profiles (display_name);

-- What another program than the game has written into the game's own part of progress_data.
CREATE TABLE public.progress_notices (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    role text NOT NULL,
    keys text[] NOT NULL CHECK (cardinality(keys) > 0),
    before jsonb NOT NULL CHECK (jsonb_typeof(before) = 'object'),
    after jsonb NOT NULL CHECK (jsonb_typeof(after) = 'object'),
    PRIMARY KEY (user_id, id)
);
CREATE INDEX progress_notices_by_mission ON public.progress_notices (mission_id);
