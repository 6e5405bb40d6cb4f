"""The player whom a script describes, in a database: what they bring along, and what they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from content.career import Best, Career, begun
from content.script import Script
from db.mission_rows import card_from
from db.server import SUPERUSER, ServerAddress
from engine.knowledge import Promise
from engine.mission import Mission, MissionCard
from tui.office import Office


def seat_player(
    address: ServerAddress, script: Script, mission: Mission, others: Sequence[Mission] = ()
) -> None:
    """Makes the player as a script wants them, and nobody else: flags, skills, trust, energy,
    promises, and completions with the experience that they gave.

    A promise is written down as the mission has it that declares it, among the mission that is
    played first and the others.
    """
    with psycopg.connect(address.conninfo(SUPERUSER)) as connection:
        cards = _cards(connection)
        # The mission's own card comes last: a script may be played on other content than is filed.
        then = begun(script.start, (*cards, mission.card))
        connection.execute("DELETE FROM auth.users")
        row = connection.execute("INSERT INTO auth.users DEFAULT VALUES RETURNING id").fetchone()
        if row is None:
            raise LookupError("no account was made")
        user = row[0]
        connection.execute(
            "INSERT INTO public.profiles (user_id, display_name, energy, xp)"
            " VALUES (%s, %s, %s, %s)",
            (user, script.player.name, then.energy, then.xp),
        )
        for skill, points in then.skills:
            connection.execute(
                "INSERT INTO public.player_skills VALUES (%s, %s, %s)", (user, skill, points)
            )
        for client, trust in then.trust:
            connection.execute(
                "INSERT INTO public.client_trust VALUES (%s, %s, %s)", (user, client, trust)
            )
        for flag in then.flags:
            connection.execute(
                "INSERT INTO public.player_flags (user_id, flag, mission_id)"
                " SELECT %s, %s, id FROM public.missions WHERE slug = %s",
                (user, flag, mission.slug),
            )
        for best in then.best:
            _complete(connection, user, best)
        _promise(connection, user, then, (mission, *others))


def _cards(connection: psycopg.Connection) -> tuple[MissionCard, ...]:
    with connection.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        rows = cursor.execute(
            "SELECT m.*, mp.prerequisite_config AS prerequisites FROM public.missions m"
            " LEFT JOIN public.mission_prerequisites mp ON mp.mission_id = m.id"
        ).fetchall()
    return tuple(card_from(row) for row in rows)


def _complete(connection: psycopg.Connection, user: UUID, best: Best) -> None:
    given = {"xp": best.xp, "skills": dict(best.skills)}
    connection.execute(
        "INSERT INTO public.user_progress (user_id, mission_id, status, score,"
        " first_score, completed_at, progress_data)"
        " SELECT %s, id, 'completed', %s, %s, now(), %s FROM public.missions"
        " WHERE slug = %s",
        (user, best.score, best.score, Jsonb({"best": given}), best.mission),
    )


def _promise(
    connection: psycopg.Connection, user: UUID, then: Career, missions: Sequence[Mission]
) -> None:
    declared: dict[str, tuple[str, Promise]] = {
        promise.id: (mission.slug, promise) for mission in missions for promise in mission.promises
    }
    made_in = {due.promise: due.made_in for mission in missions for due in mission.dues}
    for name, state in then.promises:
        unknown = (made_in.get(name, missions[0].slug), Promise(id=name, wording=name, to=""))
        slug, promise = declared.get(name, unknown)
        connection.execute(
            "INSERT INTO public.player_promises"
            " (user_id, promise, mission_id, wording, made_to, due, state, settled_at)"
            " SELECT %s, %s, id, %s, %s, %s, %s,"
            " CASE WHEN %s IN ('kept', 'broken') THEN now() END"
            " FROM public.missions WHERE slug = %s",
            (user, name, promise.wording, promise.to, promise.due, state, state, slug),
        )


async def career_of(office: Office) -> Career:
    """What the player who is signed in has from mission to mission, as the board tells it."""
    facts, xp = await office.facts()
    rows = await office.board()
    trust = await office.play.query("SELECT t.client, t.trust FROM public.client_trust t")
    promises = await office.play.query("SELECT p.promise, p.state FROM public.player_promises p")
    return Career(
        best=tuple(Best(mission=slug, score=score) for slug, score in facts.completed),
        xp=xp,
        skills=facts.skills,
        flags=facts.flags,
        energy=facts.energy,
        trust=tuple(_pairs(trust, "client", "trust")),
        promises=tuple(_pairs(promises, "promise", "state")),
        unlocked=tuple(row.card.slug for row in rows if row.status != "locked"),
    )


def _pairs(rows: list[dict[str, Any]], key: str, value: str) -> Iterator[tuple[str, Any]]:
    for row in rows:
        yield row[key], row[value]
