"""Authors of content, and players whom it concerns: what the tests of versions share."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from content.loader import Pack
from db import publish
from db.mission_rows import ContentRow, assemble
from db.server import GAME, SUPERUSER, ServerAddress
from engine.mission import Mission

SOURCE_MAIL = {
    "subject": "Urgent: System Performance Issues",
    "from": {"name": "Sarah Chen", "email": "s.chen@techcorp.example", "role": "CTO"},
    "body": "Our customer portal has been experiencing significant slowdowns...",
}


def one(connection: psycopg.Connection, statement: str, *values: Any) -> Any:
    row = connection.execute(statement, values or None).fetchone()
    return None if row is None else row[0]


def content_id(own: psycopg.Connection, key: str, mission: str = "kettle-protocol") -> UUID:
    found = one(
        own,
        "SELECT c.id FROM public.mission_content c JOIN public.missions m ON m.id = c.mission_id"
        " WHERE m.slug = %s AND c.key = %s",
        mission,
        key,
    )
    assert isinstance(found, UUID)
    return found


MAIL = "email_discovery/your-desk"


def data_of(own: psycopg.Connection, content: UUID) -> dict[str, Any]:
    found = one(own, "SELECT content_data FROM public.mission_content WHERE id = %s", content)
    assert isinstance(found, dict)
    return found


def update(
    connection: psycopg.Connection, content: UUID, data: dict[str, Any], notes: str = ""
) -> UUID:
    found = one(
        connection,
        "SELECT public.update_mission_content(%s, %s, %s)",
        content,
        Jsonb(data),
        notes,
    )
    assert isinstance(found, UUID)
    return found


def numbers(own: psycopg.Connection, content: UUID) -> list[str]:
    rows = own.execute(
        "SELECT version_number FROM public.content_versions WHERE content_id = %s ORDER BY rev",
        (content,),
    ).fetchall()
    return [row[0] for row in rows]


def consistent(own: psycopg.Connection) -> None:
    """What must hold of all content, whoever has written it."""
    astray = own.execute(
        """
        SELECT c.key FROM public.mission_content c
        LEFT JOIN LATERAL (SELECT v.* FROM public.content_versions v WHERE v.content_id = c.id
                           ORDER BY v.rev DESC LIMIT 1) v ON true
        WHERE v.id IS NULL OR NOT v.is_current OR v.content_data <> c.content_data
        """
    ).fetchall()
    assert astray == []


def player(own: psycopg.Connection, name: str = "Ana") -> UUID:
    user = one(own, "INSERT INTO auth.users DEFAULT VALUES RETURNING id")
    own.execute("INSERT INTO public.profiles (user_id, display_name) VALUES (%s, %s)", (user, name))
    return UUID(str(user))


def start(
    address: ServerAddress, user: UUID, mission: str = "kettle-protocol", restart: bool = False
) -> UUID:
    with psycopg.connect(address.conninfo(GAME), autocommit=True) as connection:
        connection.execute("SET ROLE authenticated")
        claims = json.dumps({"sub": str(user)})
        connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
        found = one(
            connection,
            "SELECT public.start_mission(%s, %s, 7, 1, %s)",
            mission,
            uuid4(),
            restart,
        )
        return UUID(str(found))


def played(own: psycopg.Connection, playthrough: UUID, pack: Pack) -> Mission:
    """The mission as a playthrough has it."""
    row = own.execute(
        "SELECT m.slug, m.id, p.rev FROM public.playthroughs p"
        " JOIN public.missions m ON m.id = p.mission_id WHERE p.id = %s",
        (playthrough,),
    ).fetchone()
    assert row is not None
    cursor = own.execute("SELECT * FROM public.content_at(%s, %s)", (row[1], row[2]))
    names = [column.name for column in cursor.description or ()]
    found = [ContentRow.model_validate(dict(zip(names, told, strict=True))) for told in cursor]
    return assemble(pack.mission(row[0]).card, tuple(found))


def untraced(mission: Mission) -> Mission:
    """The mission without what its drawings remember of the documents that they came from."""

    def look(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: look(one) for key, one in value.items() if key != "extra"}
        return [look(one) for one in value] if isinstance(value, list) else value

    return Mission.model_validate(look(mission.model_dump(mode="json")))


def subject(mission: Mission) -> str:
    return mission.phases[0].emails[0].subject  # type: ignore[union-attr, no-any-return]


def publishing(pack: Pack, changed: Mission, address: ServerAddress) -> publish.Published | None:
    """Publishes the pack with one mission other than it is."""
    missions = tuple(changed if m.slug == changed.slug else m for m in pack.missions)
    return publish.publish(pack.cards, missions, address.conninfo(SUPERUSER))


def with_subject(mission: Mission, text: str) -> Mission:
    inbox = mission.phases[0]
    mail = inbox.emails[0].model_copy(update={"subject": text})  # type: ignore[union-attr]
    inbox = inbox.model_copy(update={"emails": (mail, *inbox.emails[1:])})  # type: ignore[union-attr]
    return mission.model_copy(update={"phases": (inbox, *mission.phases[1:])})
