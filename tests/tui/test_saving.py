"""Saving as the player meets it: two terminals, a server that dies, and keys while it is away."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import psycopg
import pytest

from content.loader import Pack
from db import migrate
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer, ServerAddress
from engine import actions as ac
from tests.databases import own_folder
from tests.tui.grid import screen_text
from tests.tui.plays import at_the_last_step
from tests.tui.stage import game
from tui.app import Visit
from tui.drive.hands import OPENING_PATIENCE, Hands, Stuck
from tui.drive.player import ScreenPlayer
from tui.headless.scratch import place_of
from tui.screens.board import BoardScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.help import BriefScreen
from tui.screens.inbox import InboxScreen
from tui.screens.start_failed import StartFailedScreen
from tui.session import Moved


@asynccontextmanager
async def terminal(folder: DataFolder, mission: str = "M00") -> AsyncIterator[Hands]:
    """A game in its inbox, in a terminal of its own."""
    async with game(place_of(folder), Visit(player="Ana", mission=mission, seed=7)) as hands:
        await ScreenPlayer(hands).begin()
        yield hands


@pytest.fixture
def nobody_else(admin: psycopg.Connection) -> None:
    """Players of other tests are gone before this one looks at what is stored."""
    admin.execute("DELETE FROM auth.users")


@pytest.fixture(scope="module")
def ill_treated() -> Iterator[DataFolder]:
    """A data folder whose server tests may ill-treat, one after the other."""
    with own_folder("a lost server ") as folder:
        with EmbeddedServer(folder) as server:
            migrate.upgrade(server.address.conninfo(SUPERUSER))
        yield folder


@pytest.fixture
def lost(ill_treated: DataFolder) -> EmbeddedServer:
    """The server to ill-treat: whole, without players, and left alone until a game starts it."""
    server = EmbeddedServer(ill_treated)
    with server, psycopg.connect(server.address.conninfo(SUPERUSER)) as connection:
        connection.execute("DELETE FROM auth.users")
    return server


def shows(hands: Hands, words: str) -> bool:
    return words in screen_text(hands.app)


def actions(admin: psycopg.Connection) -> list[str]:
    """The kinds of all stored actions, in order."""
    rows = admin.execute("SELECT action ->> 'kind' FROM public.playthrough_events ORDER BY seq")
    return [row[0] for row in rows]


def kill(server: EmbeddedServer) -> None:
    pid = int((server.account.cluster / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)


@contextmanager
def unable_to_start(server: EmbeddedServer) -> Iterator[Callable[[], object]]:
    """Kills a server, which finds settings that it refuses; gives what mends them."""
    settings = server.account.cluster / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "shared_buffers = 'a great many'\n")
    kill(server)
    try:
        yield lambda: settings.write_text(good)
    finally:
        settings.write_text(good)


@pytest.mark.usefixtures("nobody_else")
async def test_the_second_terminal_to_act_gets_a_notice_and_the_fresh_state(
    server: ServerAddress, scratch_folder: DataFolder, admin: psycopg.Connection
) -> None:
    async with terminal(scratch_folder) as here, terminal(scratch_folder) as there:
        await ScreenPlayer(here).act(ac.OpenEmail(mail="your-desk"))
        with suppress(Moved):
            await ScreenPlayer(there).act(ac.OpenEmail(mail="nine-people"))
        await there.until(lambda: shows(there, "moved on in another terminal"), "the notice")
        assert there.session.state == here.session.state
        assert actions(admin) == ["start", "open_email"]
        await ScreenPlayer(there).act(ac.OpenEmail(mail="nine-people"))
        assert actions(admin) == ["start", "open_email", "open_email"]


@pytest.mark.usefixtures("nobody_else")
async def test_a_mission_begun_anew_elsewhere_sends_this_terminal_to_the_board(
    server: ServerAddress, scratch_folder: DataFolder, admin: psycopg.Connection
) -> None:
    async with terminal(scratch_folder) as here:
        await ScreenPlayer(here).act(ac.OpenEmail(mail="your-desk"))
        admin.execute("UPDATE public.playthroughs SET status = 'abandoned'")
        with suppress(Moved, Stuck):
            await ScreenPlayer(here).act(ac.OpenEmail(mail="nine-people"))
        await here.screen(BoardScreen)
        await here.until(lambda: shows(here, "begun anew"), "the notice")
        assert actions(admin) == ["start", "open_email"]


@pytest.mark.usefixtures("nobody_else")
async def test_a_game_killed_after_its_last_step_is_graded_at_the_next_start(
    server: ServerAddress, scratch_folder: DataFolder, admin: psycopg.Connection, pack: Pack
) -> None:
    name = await at_the_last_step(server, pack, "kettle-protocol")
    visit = Visit(player=name, mission="kettle-protocol")
    async with game(place_of(scratch_folder), visit) as hands:
        await hands.screen(BriefScreen)
        hands.app.simulate_key("enter")
        await hands.screen(DebriefScreen)
        graded = admin.execute("SELECT status FROM public.playthroughs").fetchall()
        assert graded == [("graded",)]


async def test_play_goes_on_after_the_server_was_killed(lost: EmbeddedServer) -> None:
    async with terminal(lost.folder) as hands:
        kill(lost)
        await ScreenPlayer(hands).act(ac.OpenEmail(mail="your-desk"))
        assert hands.session.stored
        with psycopg.connect(lost.address.conninfo(SUPERUSER)) as connection:
            assert actions(connection) == ["start", "open_email"]


async def test_input_waits_with_a_notice_while_the_server_cannot_come_back(
    lost: EmbeddedServer,
) -> None:
    async with terminal(lost.folder) as hands:
        with unable_to_start(lost) as mend:
            await hands.screen(InboxScreen)
            hands.app.simulate_key("enter")
            await hands.until(lambda: shows(hands, "Input waits; nothing is lost."), "the notice")
            # Until the attempt to start it has failed, it only says that nothing answers.
            await hands.until(
                lambda: shows(hands, "The database does not start."), "why", OPENING_PATIENCE
            )
            stands = list(hands.session.rows)
            hands.app.simulate_key("down")  # what needs no rules still works
            hands.app.simulate_key("enter")
            await hands.until(lambda: shows(hands, "Input waits"), "the notice again")
            assert hands.session.rows == stands
            mend()
            await hands.until(lambda: shows(hands, "The database answers again"), "the good news")
            await ScreenPlayer(hands).act(ac.OpenEmail(mail="nine-people"))
            with psycopg.connect(lost.address.conninfo(SUPERUSER)) as connection:
                assert actions(connection) == ["start", "open_email", "open_email"]


async def test_a_board_whose_server_is_gone_asks_and_does_not_fall(lost: EmbeddedServer) -> None:
    async with terminal(lost.folder) as hands:
        with unable_to_start(lost) as mend:
            for _ in range(2):  # the first says where the second leads
                hands.app.simulate_key("escape")
            await hands.screen(StartFailedScreen)
            await hands.until(lambda: shows(hands, "The database does not start."), "why")
            mend()
            hands.app.simulate_key("r")
            await hands.screen(BoardScreen)
