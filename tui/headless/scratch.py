"""A scratch office: a real database of its own, filled with the pack, thrown away after."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import psycopg
from psycopg.types.json import Jsonb

from content.expectations import player_then
from content.script import Script
from db import migrate, publish
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer, ServerAddress
from engine.mission import Mission, MissionCard
from tui.place import Place


@contextmanager
def scratch_office() -> Iterator[tuple[DataFolder, ServerAddress]]:
    """A server of its own in a temporary folder, stopped and removed at the end.

    Raises:
        ServerFailed: it cannot be had.
    """
    with tempfile.TemporaryDirectory(prefix="scopecreep-") as name:
        folder = DataFolder(Path(name))
        server = EmbeddedServer(folder, scratch=True)
        address = server.start(lambda step: None)
        try:
            yield folder, address
        finally:
            server.leave()
            server.remove()


@asynccontextmanager
async def scratch_server() -> AsyncIterator[tuple[DataFolder, ServerAddress]]:
    """The same, for those who must not wait for it."""
    office = scratch_office()
    found = await asyncio.to_thread(office.__enter__)
    try:
        yield found
    finally:
        await asyncio.to_thread(office.__exit__, None, None, None)


def lay_out(
    address: ServerAddress, cards: tuple[MissionCard, ...], missions: tuple[Mission, ...]
) -> None:
    """Tables and missions, so that every run finds them."""
    admin = address.conninfo(SUPERUSER)
    migrate.upgrade(admin)
    publish.publish(cards, missions, admin)


def seat_player(address: ServerAddress, script: Script, mission: Mission) -> None:
    """Makes the player as a script wants them: flags, skills, trust, energy, completions."""
    then = player_then(script, mission)
    with psycopg.connect(address.conninfo(SUPERUSER)) as connection:
        connection.execute("DELETE FROM auth.users")
        row = connection.execute("INSERT INTO auth.users DEFAULT VALUES RETURNING id").fetchone()
        user = row[0] if row else None
        connection.execute(
            "INSERT INTO public.profiles (user_id, display_name, energy) VALUES (%s, %s, %s)",
            (user, then.name, then.energy),
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
        for slug, score in script.start.completed:
            connection.execute(
                "INSERT INTO public.user_progress (user_id, mission_id, status, score,"
                " first_score, completed_at, progress_data)"
                " SELECT %s, id, 'completed', %s, %s, now(), %s FROM public.missions"
                " WHERE slug = %s",
                (user, score, score, Jsonb({}), slug),
            )


def place_of(folder: DataFolder) -> Place:
    """The place of a scratch server."""
    return Place(folder=folder)
