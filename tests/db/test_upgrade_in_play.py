"""An upgrade while somebody plays: nobody is turned out, and no action is lost."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from db import migrate
from db.server import SUPERUSER, ServerAddress
from engine import actions as ac
from tests.db.earlier import office
from tui.session import Session


def upgrade_anew(address: ServerAddress) -> None:
    """Upgrades as if a release had changed some function."""
    keeper = address.conninfo(SUPERUSER)
    with psycopg.connect(keeper, autocommit=True) as connection:
        connection.execute("COMMENT ON SCHEMA private IS 'scopecreep 0002 another'")
    assert migrate.upgrade(keeper).current


async def play(session: Session, actions: int) -> None:
    """Opens the first two mails in turn; each time is an action of its own."""
    for number in range(actions):
        await session.act(ac.OpenEmail(mail=("your-desk", "nine-people")[number % 2]))
        await session.settle()


async def test_a_game_goes_on_over_an_upgrade(own_database: ServerAddress) -> None:
    opened = await office(own_database, "Ana")
    row = next(r for r in await opened.board() if r.card.slug == "kettle-protocol")
    session = await opened.start(row, seed=7)
    before = len(session.rows)
    await play(session, 8)
    await asyncio.to_thread(upgrade_anew, own_database)
    await play(session, 8)
    assert len(await opened.play.log(session.store.playthrough)) == before + 16  # type: ignore[attr-defined]
    assert len(await opened.board()) > 1
    await opened.close()


async def test_players_who_act_while_it_is_upgraded_lose_nothing(
    own_database: ServerAddress,
) -> None:
    async def one(name: str) -> None:
        opened = await office(own_database, name)
        row = next(r for r in await opened.board() if r.card.slug == "kettle-protocol")
        session = await opened.start(row, seed=7)
        before = len(session.rows)
        while not done.is_set():
            await play(session, 2)
        stored = await opened.play.log(session.store.playthrough)  # type: ignore[attr-defined]
        assert [row.seq for row in stored] == list(range(1, len(session.rows) + 1))
        assert len(stored) > before + 4
        await opened.close()

    done = asyncio.Event()
    players = [asyncio.create_task(one(name)) for name in ("Ana", "Ben", "Cem")]
    for _ in range(3):
        await asyncio.to_thread(upgrade_anew, own_database)
    done.set()
    await asyncio.gather(*players)


def test_an_upgrade_that_cannot_have_the_tables_gives_up_in_words(
    own_database: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "_PATIENCE", 1)
    with psycopg.connect(own_database.conninfo(SUPERUSER)) as other:
        other.execute("SELECT count(*) FROM public.profiles")
        with pytest.raises(migrate.SchemaFault, match="Try again when nobody plays"):
            upgrade_anew(own_database)
    upgrade_anew(own_database)
