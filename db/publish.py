"""Puts missions into the database: one transaction, one revision, nothing where nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from db.mission_rows import FORM, ContentRow, config_of, split
from engine.mission import Mission, MissionCard

_Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Published:
    """What publishing has changed."""

    rev: int
    changed: tuple[str, ...]
    """Missions whose content has new versions, by slug."""


def digest_of(cards: Sequence[MissionCard], missions: Sequence[Mission]) -> str:
    """A fingerprint of everything that would be published, and of the form of its rows."""
    whole: list[object] = [FORM]
    whole += [card.model_dump(mode="json") for card in cards]
    whole += [mission.model_dump(mode="json") for mission in missions]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def publish(
    cards: Sequence[MissionCard], missions: Sequence[Mission], conninfo: str
) -> Published | None:
    """Publishes a pack; gives what is new, or None where this pack was published last.

    Playthroughs under way stay on the revision that they began with. What was edited by hand
    since stands until a changed pack is published; that goes over it, as a newer version.
    """
    digest = digest_of(cards, missions)
    by_slug = {mission.slug: mission for mission in missions}
    with psycopg.connect(conninfo) as connection:
        connection.execute("SELECT private.lock_content()")
        last = connection.execute(
            "SELECT digest FROM private.content_revisions WHERE kind = 'pack'"
            " ORDER BY rev DESC LIMIT 1"
        ).fetchone()
        if last and last[0] == digest:
            return None
        rev = _one(
            connection,
            "INSERT INTO private.content_revisions (kind, digest) VALUES ('pack', %s)"
            " RETURNING rev",
            (digest,),
        )
        changed = tuple(
            card.slug
            for card in cards
            if _publish_mission(connection, card, by_slug.get(card.slug), rev)
        )
        connection.execute(
            "UPDATE public.missions SET published = false, in_pack = false"
            " WHERE in_pack AND slug <> ALL (%s)",
            ([card.slug for card in cards],),
        )
        connection.execute("SELECT public.refresh_mission_statistics()")
    return Published(rev, changed)


def _one(connection: _Connection, statement: str, values: tuple[Any, ...]) -> Any:
    row = connection.execute(statement, values).fetchone()
    return row[0] if row else None


def _publish_mission(
    connection: _Connection, card: MissionCard, mission: Mission | None, rev: int
) -> bool:
    """Files a mission; tells whether any of its content has a new version."""
    mission_id = _one(
        connection,
        """
        INSERT INTO public.missions (slug, title, order_index, difficulty, config, in_pack)
        VALUES (%s, %s, %s, %s, %s, true)
        ON CONFLICT (slug) DO UPDATE SET title = excluded.title, published = true, in_pack = true,
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
    )
    connection.execute(
        "DELETE FROM public.mission_prerequisites WHERE mission_id = %s", (mission_id,)
    )
    if card.prerequisites:
        connection.execute(
            "INSERT INTO public.mission_prerequisites (mission_id, prerequisite_config)"
            " VALUES (%s, %s)",
            (mission_id, Jsonb(card.prerequisites)),
        )
    if mission is None:
        return False
    _publish_phases(connection, mission, mission_id)
    return _publish_content(connection, split(mission), mission_id, rev)


def _publish_phases(connection: _Connection, mission: Mission, mission_id: UUID) -> None:
    connection.execute("DELETE FROM public.mission_phases WHERE mission_id = %s", (mission_id,))
    for order, phase in enumerate(mission.phases, start=1):
        connection.execute(
            "INSERT INTO public.mission_phases (mission_id, phase_name, kind, sequence_order)"
            " VALUES (%s, %s, %s, %s)",
            (mission_id, phase.id, phase.kind, order),
        )


def _publish_content(
    connection: _Connection, rows: tuple[ContentRow, ...], mission_id: UUID, rev: int
) -> bool:
    """Files the rows, and retires those that a pack has brought and this one has not."""
    retired = connection.execute(
        "UPDATE public.mission_content c SET retired_rev = %s"
        " WHERE c.mission_id = %s AND c.retired_rev IS NULL AND c.key <> ALL (%s) AND EXISTS ("
        "   SELECT 1 FROM public.content_versions v"
        "   JOIN private.content_revisions r ON r.rev = v.rev AND r.kind = 'pack'"
        "   WHERE v.content_id = c.id)",
        (rev, mission_id, [row.key for row in rows]),
    ).rowcount
    written = [_publish_row(connection, row, mission_id, rev) for row in rows]
    return any(written) or retired > 0


def _publish_row(connection: _Connection, row: ContentRow, mission_id: UUID, rev: int) -> bool:
    """Files one row; tells whether it came to a new version."""
    content_id = _one(
        connection,
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
    )
    stands = _one(
        connection,
        """
        SELECT v.content_data = %s AND coalesce(a.answers, '{}') = %s
        FROM public.content_versions v LEFT JOIN private.content_answers a ON a.version_id = v.id
        WHERE v.content_id = %s AND v.is_current
        """,
        (Jsonb(row.content_data), Jsonb(row.answers), content_id),
    )
    if stands:
        return False
    connection.execute(
        "SELECT private.write_version(%s, %s, %s, %s, NULL)",
        (content_id, Jsonb(row.content_data), Jsonb(row.answers), rev),
    )
    return True


def stamp(conninfo: str) -> str | None:
    """The stamp of the pack that was filed last."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        row = connection.execute("SELECT stamp FROM private.filed_pack").fetchone()
        return row[0] if row else None


def set_stamp(conninfo: str, value: str) -> None:
    """Notes the stamp of the pack just filed."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO private.filed_pack (stamp) VALUES (%s)"
            " ON CONFLICT (one) DO UPDATE SET stamp = excluded.stamp",
            (value,),
        )
