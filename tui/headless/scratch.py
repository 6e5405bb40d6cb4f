"""A scratch office: a real database of its own, filled with the pack, thrown away after."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

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


def place_of(folder: DataFolder) -> Place:
    """The place of a scratch server."""
    return Place(folder=folder)
