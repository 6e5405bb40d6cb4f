-- Accounts. Where an `auth` schema stands already (Supabase), it is left alone.
DO $auth$
BEGIN
    IF to_regclass('auth.users') IS NOT NULL THEN
        RETURN;
    END IF;
    CREATE SCHEMA auth;
    CREATE TABLE auth.users (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text UNIQUE,
        raw_user_meta_data jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE TABLE auth.login_roles (
        role_name name PRIMARY KEY,
        user_id uuid NOT NULL UNIQUE REFERENCES auth.users (id) ON DELETE CASCADE
    );
    ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;
    ALTER TABLE auth.login_roles ENABLE ROW LEVEL SECURITY;
END
$auth$;

CREATE TABLE public.missions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]*$'),
    title text NOT NULL,
    order_index integer NOT NULL,
    difficulty text NOT NULL CHECK (difficulty IN ('beginner', 'intermediate', 'advanced')),
    config jsonb NOT NULL CHECK (jsonb_typeof(config) = 'object'),
    published boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX missions_by_order ON public.missions (order_index);

CREATE TABLE public.mission_phases (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    phase_name text NOT NULL,
    kind text NOT NULL,
    sequence_order integer NOT NULL CHECK (sequence_order > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (mission_id, sequence_order),
    UNIQUE (mission_id, phase_name)
);

CREATE TABLE public.mission_prerequisites (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    mission_id uuid NOT NULL UNIQUE REFERENCES public.missions (id) ON DELETE CASCADE,
    prerequisite_config jsonb NOT NULL CHECK (jsonb_typeof(prerequisite_config) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE public.mission_content (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    phase_name text NOT NULL,
    content_type text NOT NULL
        CHECK (content_type IN ('email', 'video', 'react_flow', 'document', 'simulation')),
    content_data jsonb NOT NULL,
    sequence_order integer NOT NULL CHECK (sequence_order >= 0),
    position integer NOT NULL DEFAULT 0 CHECK (position >= 0),
    key text NOT NULL,
    retired_rev bigint,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (mission_id, key)
);
CREATE INDEX idx_email_content ON public.mission_content USING gin (content_data)
    WHERE content_type = 'email';

CREATE TABLE private.content_revisions (
    rev bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    digest text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE public.content_versions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    content_id uuid NOT NULL REFERENCES public.mission_content (id) ON DELETE CASCADE,
    version_number text NOT NULL CHECK (version_number ~ '^[0-9]+\.[0-9]+$'),
    content_data jsonb NOT NULL,
    change_notes text,
    is_current boolean NOT NULL DEFAULT false,
    rev bigint NOT NULL REFERENCES private.content_revisions (rev),
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid REFERENCES auth.users (id) ON DELETE SET NULL,
    UNIQUE (content_id, version_number)
);
CREATE UNIQUE INDEX content_versions_one_current ON public.content_versions (content_id) WHERE is_current;
CREATE INDEX content_versions_as_of ON public.content_versions (content_id, rev DESC);

-- Effects, reactions and rules of a content version: never in content_data.
CREATE TABLE private.content_answers (
    version_id uuid PRIMARY KEY REFERENCES public.content_versions (id) ON DELETE CASCADE,
    answers jsonb NOT NULL
);

CREATE TABLE public.profiles (
    user_id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 60),
    xp integer NOT NULL DEFAULT 0 CHECK (xp >= 0),
    -- Level L needs 20 (L^2 - 1) points.
    level integer NOT NULL GENERATED ALWAYS AS (floor(sqrt(xp / 20.0 + 1))::integer) STORED,
    energy integer NOT NULL DEFAULT 70 CHECK (energy BETWEEN 0 AND 100),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE public.player_skills (
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    skill text NOT NULL,
    points integer NOT NULL CHECK (points >= 0),
    PRIMARY KEY (user_id, skill)
);

CREATE TABLE public.player_flags (
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    flag text NOT NULL,
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    set_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, flag)
);
CREATE INDEX player_flags_by_mission ON public.player_flags (mission_id);

CREATE TABLE public.client_trust (
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    client text NOT NULL,
    trust integer NOT NULL CHECK (trust BETWEEN 0 AND 100),
    PRIMARY KEY (user_id, client)
);

CREATE TABLE public.player_promises (
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    promise text NOT NULL,
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    wording text NOT NULL,
    made_to text NOT NULL,
    due text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, mission_id, promise)
);
CREATE INDEX player_promises_by_mission ON public.player_promises (mission_id);

CREATE TABLE public.user_progress (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    status text NOT NULL DEFAULT 'available'
        CHECK (status IN ('locked', 'available', 'in_progress', 'completed')),
    current_phase integer NOT NULL DEFAULT 0 CHECK (current_phase >= 0),
    progress_data jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(progress_data) = 'object'),
    score integer NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 100),
    first_score integer CHECK (first_score BETWEEN 0 AND 100),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    started_at timestamptz,
    completed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, mission_id),
    CHECK ((status = 'completed') = (completed_at IS NOT NULL))
) WITH (fillfactor = 85);
CREATE INDEX idx_completed_high_score ON public.user_progress (mission_id, score DESC)
    WHERE status = 'completed';

CREATE TABLE public.playthroughs (
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    mission_id uuid NOT NULL REFERENCES public.missions (id) ON DELETE CASCADE,
    rev bigint NOT NULL REFERENCES private.content_revisions (rev),
    rules_version integer NOT NULL,
    seed bigint NOT NULL CHECK (seed >= 0),
    status text NOT NULL DEFAULT 'open'
        CHECK (status IN ('open', 'submitted', 'graded', 'abandoned')),
    last_seq integer NOT NULL DEFAULT 0,
    score integer CHECK (score BETWEEN 0 AND 100),
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (user_id, id)
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX playthroughs_one_open ON public.playthroughs (user_id, mission_id)
    WHERE status = 'open';
CREATE INDEX playthroughs_by_mission ON public.playthroughs (mission_id);

CREATE TABLE public.playthrough_events (
    user_id uuid NOT NULL,
    playthrough_id uuid NOT NULL,
    seq integer NOT NULL CHECK (seq > 0),
    action jsonb NOT NULL,
    events jsonb NOT NULL CHECK (jsonb_typeof(events) = 'array'),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, playthrough_id, seq),
    FOREIGN KEY (user_id, playthrough_id) REFERENCES public.playthroughs (user_id, id)
        ON DELETE CASCADE
);
