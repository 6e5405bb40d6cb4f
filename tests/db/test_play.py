"""Saving: one row an action, stored once, whoever asks and however often."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import psycopg
import pytest

from content.loader import Pack
from db import publish
from db.connection import Conflict, PlayFault, ServerLost
from db.play import PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine import actions as ac
from engine.log import Row
from engine.mission import Mission
from engine.rejected import Rejected
from tests.db.cast import make_cast
from tui.office import Office
from tui.session import Moved, Session


async def office(server: ServerAddress, name: str = "Ana") -> Office:
    play = await PlayConnection.open(server.conninfo(GAME))
    opened = Office(play, server.conninfo(REFEREE), None)
    await opened.sign_in(name)
    return opened


async def begin(opened: Office, slug: str = "kettle-protocol", **how: bool) -> Session:
    row = next(r for r in await opened.board() if r.card.slug == slug)
    return await opened.start(row, seed=7, **how)


@pytest.fixture(autouse=True)
def clean(admin: psycopg.Connection) -> None:
    """Players that a test makes are gone after it."""


async def test_the_database_plays_the_mission_that_was_published(
    server: ServerAddress, kettle: Mission
) -> None:
    opened = await office(server)
    session = await begin(opened)
    assert session.mission == kettle
    await opened.close()


async def test_starting_twice_gives_the_playthrough_that_is_open(server: ServerAddress) -> None:
    opened = await office(server)
    first = await begin(opened)
    await first.act(ac.OpenEmail(mail="your-desk"))
    await first.settle()
    again = await begin(opened)
    assert [row.seq for row in again.rows] == [1, 2]
    assert again.state == first.state
    anew = await begin(opened, restart=True)
    assert len(anew.rows) == 1
    await opened.close()


async def test_a_start_that_is_delivered_twice_makes_one_playthrough(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    opened = await office(server)
    wanted = uuid4()
    for _ in range(2):
        got = await opened.play.start("kettle-protocol", wanted, 1, 1, False)
        assert got == wanted
    assert admin.execute("SELECT count(*) FROM public.playthroughs").fetchone() == (1,)
    await opened.close()


async def test_a_row_that_is_delivered_twice_is_stored_once(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    opened = await office(server)
    session = await begin(opened)
    await session.act(ac.OpenEmail(mail="your-desk"))
    await session.settle()
    store = session.store
    await opened.play.record(store.playthrough, session.rows[-1], {"phase_index": 1})  # type: ignore[attr-defined]
    assert admin.execute("SELECT count(*) FROM public.playthrough_events").fetchone() == (2,)
    await opened.close()


async def test_a_row_of_another_kind_in_its_place_is_a_conflict(server: ServerAddress) -> None:
    opened = await office(server)
    session = await begin(opened)
    await session.act(ac.OpenEmail(mail="your-desk"))
    await session.settle()
    other = Row(seq=2, action=ac.UseHint(), events=())
    with pytest.raises(Conflict):
        await opened.play.record(session.store.playthrough, other, {"phase_index": 1})  # type: ignore[attr-defined]
    await opened.close()


async def test_the_second_terminal_to_act_is_told_and_loses_nothing(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    here, there = await office(server), await office(server)
    one, other = await begin(here), await begin(there)
    await one.act(ac.OpenEmail(mail="your-desk"))
    await one.settle()
    await other.act(ac.OpenEmail(mail="nine-people"))
    with pytest.raises(Moved):
        await other.settle()
    assert other.state == one.state
    await other.act(ac.OpenEmail(mail="nine-people"))
    await other.settle()
    rows = admin.execute("SELECT seq FROM public.playthrough_events ORDER BY seq").fetchall()
    assert rows == [(1,), (2,), (3,)]
    await here.close()
    await there.close()


async def test_a_refused_action_leaves_no_row(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    opened = await office(server)
    session = await begin(opened)
    with pytest.raises(Rejected):
        await session.act(ac.SubmitDesign())
    await session.settle()
    assert admin.execute("SELECT count(*) FROM public.playthrough_events").fetchone() == (1,)
    await opened.close()


async def test_a_lost_connection_is_made_again_before_the_next_row(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    opened = await office(server)
    session = await begin(opened)
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (GAME,)
    )
    await session.act(ac.OpenEmail(mail="your-desk"))
    await session.settle_quietly()
    await session.settle()
    assert session.stored
    assert admin.execute("SELECT count(*) FROM public.playthrough_events").fetchone() == (2,)
    await opened.close()


async def test_a_game_that_leaves_amid_a_question_hears_it_out_and_closes_without_a_word(
    server: ServerAddress, admin: psycopg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    play = await PlayConnection.open(server.conninfo(GAME))
    asked = asyncio.create_task(play.query("SELECT public.create_player('Bea'), pg_sleep(0.3)"))
    await asyncio.sleep(0.1)
    asked.cancel()
    await play.close()
    assert asked.cancelled()
    assert admin.execute("SELECT display_name FROM public.profiles").fetchall() == [("Bea",)]
    assert not caplog.records


async def test_a_question_that_takes_too_long_does_not_hold_up_the_way_out(
    server: ServerAddress, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("db.connection.CLOSING_PATIENCE", 0.1)
    play = await PlayConnection.open(server.conninfo(GAME))
    asked = asyncio.create_task(play.query("SELECT pg_sleep(120)"))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(60):
        await play.close()
        with pytest.raises(ServerLost):
            await asked
    assert not caplog.records


async def test_a_server_that_is_not_there_is_one_plain_sentence() -> None:
    with pytest.raises(ServerLost, match="does not answer"):
        await PlayConnection.open("host=/nowhere dbname=scopecreep user=scopecreep_game")


async def test_a_server_that_was_revived_and_is_gone_again_is_told_without_its_socket(
    server: ServerAddress,
) -> None:
    play = await PlayConnection.open(server.conninfo(GAME), revive=lambda: None)
    play._conninfo = "host=/nowhere dbname=scopecreep user=scopecreep_game"
    await play._connection.close()
    with pytest.raises(ServerLost) as told:
        await play.query("SELECT 1")
    assert str(told.value) == "The database does not answer."


async def test_a_locked_mission_is_refused_in_words(server: ServerAddress) -> None:
    opened = await office(server)
    with pytest.raises(PlayFault, match="still locked"):
        await opened.play.start("urgent-performance", uuid4(), 1, 1, False)
    await opened.close()


async def test_several_players_share_a_computer(server: ServerAddress) -> None:
    for name in ("Ana", "Ben", "Ana"):
        opened = await office(server, name)
        players = {player.name for player in await opened.players()}
        await opened.close()
    assert players == {"Ana", "Ben"}


def test_publishing_the_same_pack_again_makes_no_revision(
    server: ServerAddress, pack: Pack
) -> None:
    admin = server.conninfo(SUPERUSER)
    assert publish.publish(pack.cards, pack.missions, admin) is None


async def test_a_playthrough_stays_on_the_revision_that_it_began_with(
    own_database: ServerAddress, pack: Pack, kettle: Mission
) -> None:
    opened = await office(own_database)
    before = await begin(opened)
    admin = own_database.conninfo(SUPERUSER)
    mail = kettle.phases[0].emails[0].model_copy(update={"subject": "Another subject"})  # type: ignore[union-attr]
    inbox = kettle.phases[0].model_copy(
        update={"emails": (mail, *kettle.phases[0].emails[1:])}  # type: ignore[union-attr]
    )
    edited = kettle.model_copy(update={"phases": (inbox, *kettle.phases[1:])})
    others = tuple(m for m in pack.missions if m.slug != kettle.slug)
    assert await asyncio.to_thread(publish.publish, pack.cards, (edited, *others), admin)
    try:
        again = await begin(opened)
        assert again.mission == before.mission == kettle
        anew = await begin(opened, restart=True)
        assert anew.mission == edited
    finally:
        await opened.close()


async def test_content_of_another_version_is_refused_in_words(own_database: ServerAddress) -> None:
    opened = await office(own_database)
    with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute(
            "UPDATE private.content_answers SET answers = answers || '{\"moon\": 1}'"
        )
    with pytest.raises(PlayFault, match="shape that this game does not read"):
        await begin(opened)
    await opened.close()


async def test_a_login_that_is_one_players_plays_as_that_player(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    cast = make_cast(admin)
    play = await PlayConnection.open(server.conninfo("login_of_ana"))
    opened = Office(play, None, None)
    await opened.sign_in("Somebody else")
    assert opened.user == cast.people["A"]
    assert [player.name for player in await opened.players()] == ["Ana"]
    session = await begin(opened, restart=True)
    await session.act(ac.OpenEmail(mail="your-desk"))
    await session.settle()
    assert len(await play.log(session.store.playthrough)) == 2  # type: ignore[attr-defined]
    await opened.close()


async def test_an_instructor_who_plays_sees_their_own_facts_among_those_of_their_learners(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    cast = make_cast(admin)
    admin.execute("UPDATE public.profiles SET xp = 480 WHERE user_id = %s", (cast.people["I"],))
    opened = await office(server, "Iris")
    assert opened.user == cast.people["I"]
    facts, xp = await opened.facts()
    assert (facts.level, xp) == (5, 480)
    assert await opened.play.log(cast.playthroughs["A"]) == ()
    await opened.close()
