"""Puts missions into the database: one transaction, one revision, nothing where nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import psycopg
import psycopg.sql
from psycopg.types.json import Jsonb

from db.mission_rows import ContentRow, config_of, split
from engine.mission import Mission, MissionCard

_LOCK = 7_302_612


def digest_of(cards: Sequence[MissionCard], missions: Sequence[Mission]) -> str:
    """A fingerprint of everything that would be published."""
    whole = [card.model_dump(mode="json") for card in cards]
    whole += [mission.model_dump(mode="json") for mission in missions]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def published_digest(conninfo: str) -> str | None:
    """The fingerprint of what was published last."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        row = connection.execute(
            "SELECT digest FROM private.content_revisions ORDER BY rev DESC LIMIT 1"
        ).fetchone()
        return row[0] if row else None


def publish(cards: Sequence[MissionCard], missions: Sequence[Mission], conninfo: str) -> int | None:
    """Publishes a pack; gives the new revision, or None where all of it stands already.

    Playthroughs under way stay on the revision that they began with.
    """
    digest = digest_of(cards, missions)
    by_slug = {mission.slug: mission for mission in missions}
    with psycopg.connect(conninfo) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        last = connection.execute(
            "SELECT digest FROM private.content_revisions ORDER BY rev DESC LIMIT 1"
        ).fetchone()
        if last and last[0] == digest:
            return None
        row = connection.execute(
            "INSERT INTO private.content_revisions (digest) VALUES (%s) RETURNING rev", (digest,)
        ).fetchone()
        rev = int(row[0]) if row else 0
        for card in cards:
            _publish_mission(connection, card, by_slug.get(card.slug), rev)
        slugs = [card.slug for card in cards]
        connection.execute(
            "UPDATE public.missions SET published = false WHERE published AND slug <> ALL (%s)",
            (slugs,),
        )
        connection.execute("SELECT public.refresh_mission_statistics()")
    return rev


def _publish_mission(
    connection: psycopg.Connection[Any], card: MissionCard, mission: Mission | None, rev: int
) -> None:
    row = connection.execute(
        """
        INSERT INTO public.missions (slug, title, order_index, difficulty, config)
        VALUES (%s, %s, %s, %s, %s)
        ON CONFLICT (slug) DO UPDATE SET title = excluded.title, published = true,
            order_index = excluded.order_index, difficulty = excluded.difficulty,
            config = excluded.config
        RETURNING id
        """,
        (
            card.slug,
            card.title,
            card.order_index,
            card.difficulty,
            Jsonb(config_of(card, mission)),
        ),
    ).fetchone()
    mission_id = row[0] if row else None
    connection.execute(
        "DELETE FROM public.mission_prerequisites WHERE mission_id = %s", (mission_id,)
    )
    if card.prerequisites:
        connection.execute(
            "INSERT INTO public.mission_prerequisites (mission_id, prerequisite_config)"
            " VALUES (%s, %s)",
            (mission_id, Jsonb(card.prerequisites)),
        )
    if mission:
        _publish_phases(connection, mission, mission_id)
        _publish_content(connection, split(mission), mission_id, rev)


def _publish_phases(connection: psycopg.Connection[Any], mission: Mission, mission_id: Any) -> None:
    connection.execute("DELETE FROM public.mission_phases WHERE mission_id = %s", (mission_id,))
    for order, phase in enumerate(mission.phases, start=1):
        connection.execute(
            "INSERT INTO public.mission_phases (mission_id, phase_name, kind, sequence_order)"
            " VALUES (%s, %s, %s, %s)",
            (mission_id, phase.id, phase.kind, order),
        )


def _publish_content(
    connection: psycopg.Connection[Any], rows: tuple[ContentRow, ...], mission_id: Any, rev: int
) -> None:
    keys = [row.key for row in rows]
    connection.execute(
        "UPDATE public.mission_content SET retired_rev = %s"
        " WHERE mission_id = %s AND retired_rev IS NULL AND key <> ALL (%s)",
        (rev, mission_id, keys),
    )
    for row in rows:
        _publish_row(connection, row, mission_id, rev)


def _publish_row(
    connection: psycopg.Connection[Any], row: ContentRow, mission_id: Any, rev: int
) -> None:
    found = connection.execute(
        """
        INSERT INTO public.mission_content
            (mission_id, key, phase_name, content_type, content_data, sequence_order, position)
        VALUES (%s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (mission_id, key) DO UPDATE SET phase_name = excluded.phase_name,
            content_type = excluded.content_type, content_data = excluded.content_data,
            sequence_order = excluded.sequence_order, position = excluded.position,
            retired_rev = NULL
        RETURNING id
        """,
        (
            mission_id,
            row.key,
            row.phase_name,
            row.content_type,
            Jsonb(row.content_data),
            row.sequence_order,
            row.position,
        ),
    ).fetchone()
    content_id = found[0] if found else None
    current = connection.execute(
        """
        SELECT v.version_number, v.content_data = %s AND coalesce(a.answers, '{}') = %s
        FROM public.content_versions v LEFT JOIN private.content_answers a ON a.version_id = v.id
        WHERE v.content_id = %s AND v.is_current
        """,
        (Jsonb(row.content_data), Jsonb(row.answers), content_id),
    ).fetchone()
    if current and current[1]:
        return
    number = _next_version(current[0] if current else None)
    connection.execute(
        "UPDATE public.content_versions SET is_current = false"
        " WHERE content_id = %s AND is_current",
        (content_id,),
    )
    version = connection.execute(
        "INSERT INTO public.content_versions"
        " (content_id, version_number, content_data, is_current, rev)"
        " VALUES (%s, %s, %s, true, %s) RETURNING id",
        (content_id, number, Jsonb(row.content_data), rev),
    ).fetchone()
    connection.execute(
        "INSERT INTO private.content_answers (version_id, answers) VALUES (%s, %s)",
        (version[0] if version else None, Jsonb(row.answers)),
    )


def _next_version(number: str | None) -> str:
    """1.9 is followed by 1.10."""
    if number is None:
        return "1.0"
    major, minor = number.split(".")
    return f"{major}.{int(minor) + 1}"


def stamp(conninfo: str) -> str | None:
    """The stamp of the pack that was filed last."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        row = connection.execute(
            "SELECT obj_description('public.mission_content'::regclass, 'pg_class')"
        ).fetchone()
        return row[0] if row else None


def set_stamp(conninfo: str, value: str) -> None:
    """Notes the stamp of the pack just filed."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        quoted = psycopg.sql.Literal(value)
        connection.execute(
            psycopg.sql.SQL("COMMENT ON TABLE public.mission_content IS {}").format(quoted)
        )
