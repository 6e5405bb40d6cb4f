"""A small class with rows in every table, and ways to act as each of its people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from db.server import SUPERUSER, ServerAddress

Connection = psycopg.Connection[Any]

KETTLE = "(SELECT id FROM public.missions WHERE slug = 'kettle-protocol')"
"""The tutorial, in a statement."""

PEOPLE = {"A": "Ana", "B": "Ben", "C": "Cleo", "O": "Otto", "I": "Iris"}
"""Ana and Cleo learn in the red class, which Otto assists and Iris teaches; Ben in the blue one."""


@dataclass(frozen=True)
class Cast:
    """The people by their letter, their classes, and each one's playthrough of the tutorial."""

    people: dict[str, UUID]
    red: UUID
    blue: UUID
    playthroughs: dict[str, UUID]
    mission: UUID

    def letter(self, user: UUID) -> str:
        """The letter of an account."""
        return next(letter for letter, known in self.people.items() if known == user)


@dataclass(frozen=True)
class Actor:
    """A way to come to the database: login, role taken, and whom the claims name."""

    login: str
    role: str | None = None
    claims: str | None = None
    """A letter of the cast."""


ACTORS = {
    "anon": Actor("authenticator", "anon"),
    "authenticator": Actor("authenticator", None, "A"),
    "game": Actor("scopecreep_game", None, "A"),
    "referee": Actor("scopecreep_referee", None, "A"),
    "learner": Actor("authenticator", "authenticated", "A"),
    "mapped": Actor("login_of_ana", None, "B"),
    "stranger": Actor("login_of_nobody", None, "A"),
    "assistant": Actor("authenticator", "authenticated", "O"),
    "instructor": Actor("authenticator", "authenticated", "I"),
    "service": Actor("authenticator", "service_role"),
}


def make_logins(admin: Connection) -> None:
    """Makes one login for Ana alone and one for nobody, as a class server has them."""
    for login in ("login_of_ana", "login_of_nobody"):
        found = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone()
        if not found:
            admin.execute(f"CREATE ROLE {login} LOGIN INHERIT")
        admin.execute(f"GRANT authenticated TO {login}")


def make_cast(admin: Connection) -> Cast:
    """Puts the cast into the database, each with a row in every table that knows players."""
    make_logins(admin)
    people = {letter: _person(admin, name) for letter, name in PEOPLE.items()}
    admin.execute(
        "INSERT INTO auth.login_roles VALUES ('login_of_ana', %s)"
        " ON CONFLICT (role_name) DO UPDATE SET user_id = excluded.user_id",
        (people["A"],),
    )
    admin.execute("UPDATE public.profiles SET role = 'instructor' WHERE display_name = 'Iris'")
    classes = {name: _class(admin, name) for name in ("Red", "Blue")}
    members = [("Red", "A", "learner"), ("Red", "O", "assistant"), ("Red", "I", "instructor")]
    others = [("Red", "C", "learner"), ("Blue", "B", "learner")]
    for name, letter, role in (*members, *others):
        admin.execute(
            "INSERT INTO public.class_members (class_id, user_id, role) VALUES (%s, %s, %s)",
            (classes[name], people[letter], role),
        )
    mission = one(admin, "SELECT id FROM public.missions WHERE slug = 'kettle-protocol'")
    playthroughs = {letter: _rows(admin, user, mission) for letter, user in people.items()}
    return Cast(people, classes["Red"], classes["Blue"], playthroughs, mission)


def one(admin: Connection, statement: str, *values: object) -> Any:
    """The one value that a statement gives."""
    row = admin.execute(statement, values).fetchone()
    assert row is not None
    return row[0]


def _person(admin: Connection, name: str) -> UUID:
    user = one(admin, "INSERT INTO auth.users DEFAULT VALUES RETURNING id")
    admin.execute(
        "INSERT INTO public.profiles (user_id, display_name) VALUES (%s, %s)", (user, name)
    )
    return UUID(str(user))


def _class(admin: Connection, name: str) -> UUID:
    made = one(admin, "INSERT INTO public.classes (name) VALUES (%s) RETURNING id", name)
    return UUID(str(made))


def _rows(admin: Connection, user: UUID, mission: UUID) -> UUID:
    """One row of each kind, as a playthrough under way leaves them."""
    playthrough = uuid4()
    rev = one(admin, "SELECT max(rev) FROM private.content_revisions")
    version = one(
        admin,
        "SELECT v.id FROM public.content_versions v JOIN public.mission_content c"
        " ON c.id = v.content_id WHERE c.mission_id = %s LIMIT 1",
        mission,
    )
    owned: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("player_skills (user_id, skill, points)", ("data", 1)),
        ("player_flags (user_id, flag, mission_id)", ("heard", mission)),
        ("client_trust (user_id, client, trust)", ("client", 50)),
        (
            "player_promises (user_id, promise, mission_id, wording, made_to)",
            ("tea", mission, "Tea.", "Odile"),
        ),
        ("player_achievements (user_id, achievement)", ("first-day",)),
        (
            "playthroughs (user_id, id, mission_id, rev, rules_version, seed, last_seq)",
            (playthrough, mission, rev, 1, 7, 1),
        ),
        (
            "playthrough_events (user_id, playthrough_id, seq, action, events)",
            (playthrough, 1, '{"kind": "start"}', "[]"),
        ),
        ("user_progress (user_id, mission_id, status)", (mission, "in_progress")),
        (
            "progress_migrations (user_id, playthrough_id, new_version_id)",
            (playthrough, version),
        ),
        (
            "progress_notices (user_id, mission_id, role, keys, before, after)",
            (mission, "service_role", ["game"], "{}", "{}"),
        ),
        ("player_totals (user_id)", ()),
    )
    for into, values in owned:
        marks = ", ".join(["%s"] * (len(values) + 1))
        admin.execute(
            f"INSERT INTO public.{into} VALUES ({marks}) ON CONFLICT DO NOTHING", (user, *values)
        )
    return playthrough


@contextmanager
def acting(server: ServerAddress, cast: Cast, actor: Actor) -> Iterator[Connection]:
    """A connection as that actor; what it does is taken back at the end."""
    with psycopg.connect(server.conninfo(SUPERUSER)) as connection:
        connection.execute(f"SET SESSION AUTHORIZATION {actor.login}")
        if actor.claims:
            claims = json.dumps({"sub": str(cast.people[actor.claims])})
            connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
        if actor.role:
            connection.execute(f"SET ROLE {actor.role}")
        try:
            yield connection
        finally:
            connection.rollback()


def tried(connection: Connection, statement: str, values: tuple[Any, ...] = ()) -> Any:
    """The rows of a statement or how many it touched; None where rights refuse it."""
    try:
        with connection.transaction(force_rollback=True):
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else cursor.rowcount
    except psycopg.errors.InsufficientPrivilege:
        return None


RESULT: dict[str, Any] = {
    "score": 80,
    "phases": {"email_discovery": 80},
    "xp": 80,
    "skills": {"data": 2},
    "flags": ["heard"],
    "trust": {"kettle": 60},
    "energy": 65,
    "promises": [{"promise": "tea", "wording": "Tea.", "made_to": "Odile", "due": ""}],
}
"""A result as the referee writes it."""


def newcomer(admin: Connection, name: str = "Ana") -> UUID:
    """An account with a profile and nothing else."""
    return _person(admin, name)


@contextmanager
def signed_in(server: ServerAddress, user: UUID) -> Iterator[Connection]:
    """A connection of the web front end that speaks for a player; what it does stays."""
    with psycopg.connect(server.conninfo("authenticator"), autocommit=True) as connection:
        connection.execute("SET ROLE authenticated")
        claims = json.dumps({"sub": str(user)})
        connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
        yield connection


@contextmanager
def service(server: ServerAddress) -> Iterator[Connection]:
    """A connection of the service itself; what it does stays."""
    with psycopg.connect(server.conninfo("authenticator"), autocommit=True) as connection:
        connection.execute("SET ROLE service_role")
        yield connection


def start(connection: Connection, mission: str = "kettle-protocol", restart: bool = False) -> UUID:
    """Opens a playthrough, as the player that the connection speaks for."""
    made = one(
        connection, "SELECT public.start_mission(%s, %s, 7, 1, %s)", mission, uuid4(), restart
    )
    return UUID(str(made))


def record(
    connection: Connection,
    playthrough: UUID,
    seq: int,
    action: object = None,
    events: object = (),
    summary: object = None,
) -> str:
    """Stores one row of the log."""
    values = (
        playthrough,
        seq,
        Jsonb({"kind": "x"} if action is None else action),
        Jsonb(list(events) if isinstance(events, tuple) else events),
        Jsonb({"phase_index": 1, "last_seq": seq} if summary is None else summary),
    )
    return str(one(connection, "SELECT public.record_events(%s, %s, %s, %s, %s)", *values))


def progress(admin: Connection, user: UUID) -> dict[str, Any]:
    """A player's row of progress with the tutorial."""
    row = admin.execute(
        f"SELECT to_jsonb(up) FROM public.user_progress up"
        f" WHERE user_id = %s AND mission_id = {KETTLE}",
        (user,),
    ).fetchone()
    assert row is not None
    return dict(row[0])


def change(connection: Connection, user: UUID, what: str, *values: object) -> None:
    """Changes that row by plain SQL."""
    connection.execute(
        f"UPDATE public.user_progress SET {what} WHERE user_id = %s AND mission_id = {KETTLE}",
        (*values, user),
    )


def grade(connection: Connection, user: UUID, playthrough: UUID, **changes: object) -> None:
    """Records a result, as the service."""
    result = Jsonb(RESULT | changes)
    connection.execute("SELECT public.record_result(%s, %s, %s)", (user, playthrough, result))
