"""Everything that a game in progress asks of Postgres, one named call each, asynchronously."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from db.board import BOARD, BoardRow, board_row
from db.connection import PlayersConnection, PlayFault, Revive
from db.ledger import LEDGER, LedgerRow, ledger_row
from db.mission_rows import ContentRow, ShapeFault, assemble
from db.shelf import Shelf
from engine.log import Row, read_row
from engine.mission import Mission, MissionCard


@dataclass(frozen=True)
class LocalPlayer:
    """A player of this computer."""

    user_id: UUID
    name: str
    last_played: datetime | None


class PlayConnection(PlayersConnection):
    """What a player's game asks, in one call each. All may be delivered twice."""

    def __init__(
        self,
        connection: psycopg.AsyncConnection[Any],
        conninfo: str,
        revive: Revive | None = None,
    ) -> None:
        super().__init__(connection, conninfo, revive)
        self._shelf = Shelf()

    async def players(self) -> tuple[LocalPlayer, ...]:
        """Everybody who has played on this computer, the latest first."""
        rows = await self.query("SELECT * FROM public.local_players()")
        return tuple(
            LocalPlayer(row["user_id"], row["display_name"], row["last_played"]) for row in rows
        )

    async def board(self) -> tuple[BoardRow, ...]:
        """Every mission with where the player stands."""
        return tuple(board_row(row) for row in await self.query(BOARD))

    async def ledger(self) -> tuple[LedgerRow, ...]:
        """Every promise that the player has made, the oldest first."""
        return tuple(ledger_row(row) for row in await self.query(LEDGER))

    async def facts(self) -> dict[str, Any]:
        """What of the player decides about doors: level, skills, flags, energy, experience."""
        rows = await self.query(
            """
            SELECT coalesce(p.level, 1) AS level, coalesce(p.xp, 0) AS xp,
                coalesce(p.energy, 70) AS energy, p.display_name,
                coalesce((SELECT jsonb_object_agg(s.skill, s.points)
                          FROM public.player_skills s), '{}') AS skills,
                coalesce((SELECT jsonb_agg(f.flag) FROM public.player_flags f), '[]') AS flags
            FROM public.profiles p WHERE p.user_id = (SELECT auth.uid())
            """
        )
        return dict(rows[0])

    async def start(
        self, mission: str, playthrough: UUID, seed: int, rules_version: int, restart: bool
    ) -> UUID:
        """Opens a playthrough, or gives the one that is open."""
        rows = await self.query(
            "SELECT public.start_mission(%s, %s, %s, %s, %s) AS id",
            (mission, playthrough, seed, rules_version, restart),
        )
        return UUID(str(rows[0]["id"]))

    async def latest(self, slug: str) -> tuple[UUID, str] | None:
        """The playthrough that the player began last, of a mission or of all, and its mission."""
        rows = await self.query(
            "SELECT p.id, m.slug FROM public.playthroughs p JOIN public.missions m"
            " ON m.id = p.mission_id WHERE p.user_id = (SELECT auth.uid())"
            " AND (%s = '' OR m.slug = %s) ORDER BY p.started_at DESC, p.id LIMIT 1",
            (slug, slug),
        )
        return (rows[0]["id"], rows[0]["slug"]) if rows else None

    async def attempts(self, slug: str) -> tuple[UUID, ...]:
        """The player's playthroughs of a mission, the earliest first, without those that another
        has taken over on newer content."""
        rows = await self.query(
            "SELECT p.id FROM public.playthroughs p JOIN public.missions m ON m.id = p.mission_id"
            " WHERE p.user_id = (SELECT auth.uid()) AND m.slug = %s AND p.status <> 'migrated'"
            " ORDER BY p.started_at, p.id",
            (slug,),
        )
        return tuple(row["id"] for row in rows)

    async def log(self, playthrough: UUID) -> tuple[Row, ...]:
        """The rows of a playthrough, in order.

        Raises:
            BrokenLog: a row is not one that this game can read.
        """
        rows = await self.query(
            "SELECT e.seq, e.action, e.events FROM public.playthrough_events e"
            " WHERE e.user_id = (SELECT auth.uid()) AND e.playthrough_id = %s ORDER BY e.seq",
            (playthrough,),
        )
        return tuple(read_row(row) for row in rows)

    async def mission(self, playthrough: UUID, card: MissionCard, rev: int) -> Mission:
        """The mission at the playthrough's revision, from the shelf where it was loaded before.

        Raises:
            PlayFault: what is stored of it is not what this game reads.
        """
        if (known := self._shelf.find(card, rev)) is not None:
            return known
        rows = await self.query("SELECT * FROM public.content_for(%s)", (playthrough,))
        try:
            found = assemble(card, tuple(ContentRow.model_validate(row) for row in rows))
        except ShapeFault as fault:
            raise PlayFault(
                f"'{card.title}' is stored in a shape that this game does not read ({fault}). "
                "It was published by another version; begin it anew."
            ) from fault
        return self._shelf.keep(found, rev)

    async def record(self, playthrough: UUID, row: Row, summary: dict[str, Any]) -> None:
        """Stores one accepted action.

        Raises:
            Conflict: another row stands under this number.
            ServerLost: the server cannot be reached.
        """
        document = row.model_dump(mode="json")
        await self.query(
            "SELECT public.record_events(%s, %s, %s, %s, %s)",
            (
                playthrough,
                row.seq,
                Jsonb(document["action"]),
                Jsonb(document["events"]),
                Jsonb(summary),
            ),
        )

    async def submit(self, playthrough: UUID, abandoned: bool = False) -> None:
        """Closes a playthrough."""
        await self.query("SELECT public.submit(%s, %s)", (playthrough, abandoned))

    async def status(self, playthrough: UUID) -> str:
        """Whether a playthrough is open, submitted, graded, abandoned or migrated."""
        rows = await self.query(
            "SELECT p.status FROM public.playthroughs p"
            " WHERE p.user_id = (SELECT auth.uid()) AND p.id = %s",
            (playthrough,),
        )
        return str(rows[0]["status"]) if rows else "abandoned"

    async def renewed(self, playthrough: UUID) -> bool:
        """Whether a playthrough was brought up to newer content, with no step taken since."""
        rows = await self.query(
            "SELECT 1 FROM public.playthroughs p JOIN public.playthroughs o"
            " ON o.user_id = p.user_id AND o.id = p.migrated_from AND o.last_seq = p.last_seq"
            " WHERE p.user_id = (SELECT auth.uid()) AND p.id = %s",
            (playthrough,),
        )
        return bool(rows)
