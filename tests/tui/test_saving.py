"""Saving as the player meets it: two terminals, a server that dies, and keys while it is away."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from content.loader import Pack
from db.folders import DataFolder
from db.play import PlayConnection
from db.server import GAME, SUPERUSER, EmbeddedServer, ServerAddress
from engine import actions as ac
from tests.tui.grid import screen_text
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands, Stuck
from tui.drive.player import ScreenPlayer
from tui.headless.database import SessionPlayer
from tui.headless.play import play
from tui.headless.scratch import place_of, seat_player
from tui.office import Office
from tui.screens.board import BoardScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.help import BriefScreen
from tui.screens.inbox import InboxScreen
from tui.screens.start_failed import StartFailedScreen
from tui.session import Moved


@asynccontextmanager
async def terminal(folder: DataFolder, mission: str = "M00") -> AsyncIterator[Hands]:
    """A game in its inbox, in a terminal of its own."""
    app = ScopeCreepApp(place_of(folder), Visit(player="Ana", mission=mission, seed=7))
    app.animation_level = "none"
    async with app.run_test(size=(80, 24), notifications=True):
        hands = Hands(app)
        await ScreenPlayer(hands).begin()
        yield hands
    assert app.failure is None
    if app.office:
        await app.office.close()


@pytest.fixture
def nobody_else(admin: psycopg.Connection) -> None:
    """Players of other tests are gone before this one looks at what is stored."""
    admin.execute("DELETE FROM auth.users")


@pytest.fixture
def own_folder() -> Iterator[DataFolder]:
    """A data folder whose server a test may ill-treat."""
    with tempfile.TemporaryDirectory(prefix="a lost server ") as name:
        folder = DataFolder(Path(name))
        yield folder
        last = EmbeddedServer(folder, scratch=True)
        last.start(lambda step: None)
        last.leave()
        last.remove()


def shows(hands: Hands, words: str) -> bool:
    return words in screen_text(hands.app)


def actions(admin: psycopg.Connection) -> list[str]:
    """The kinds of all stored actions, in order."""
    rows = admin.execute("SELECT action ->> 'kind' FROM public.playthrough_events ORDER BY seq")
    return [row[0] for row in rows]


def kill(server: EmbeddedServer) -> None:
    pid = int((server.account.cluster / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)


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
    script = pack.walkthroughs_of("kettle-protocol")[0]
    seat_player(server, script, pack.mission(script.mission))
    office = Office(await PlayConnection.open(server.conninfo(GAME)), None, None)
    await office.sign_in(script.player.name)
    row = next(r for r in await office.board() if r.card.slug == script.mission)
    session = await office.start(row, seed=script.seed)
    await play(script, "database", SessionPlayer(session))
    await office.close()
    assert session.state.status == "completed"
    visit = Visit(player=script.player.name, mission=script.mission)
    app = ScopeCreepApp(place_of(scratch_folder), visit)
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)):
        hands = Hands(app)
        await hands.screen(BriefScreen)
        hands.app.simulate_key("enter")
        await hands.screen(DebriefScreen)
        graded = admin.execute("SELECT status FROM public.playthroughs").fetchall()
        assert graded == [("graded",)]
    assert app.office
    await app.office.close()


async def test_play_goes_on_after_the_server_was_killed(own_folder: DataFolder) -> None:
    server = EmbeddedServer(own_folder)
    async with terminal(own_folder) as hands:
        kill(server)
        await ScreenPlayer(hands).act(ac.OpenEmail(mail="your-desk"))
        assert hands.session.stored
        with psycopg.connect(server.address.conninfo(SUPERUSER)) as connection:
            assert actions(connection) == ["start", "open_email"]


async def test_input_waits_with_a_notice_while_the_server_cannot_come_back(
    own_folder: DataFolder,
) -> None:
    server = EmbeddedServer(own_folder)
    async with terminal(own_folder) as hands:
        settings = server.account.cluster / "postgresql.conf"
        good = settings.read_text()
        settings.write_text(good + "shared_buffers = 'a great many'\n")
        kill(server)
        await hands.screen(InboxScreen)
        hands.app.simulate_key("enter")
        await hands.until(lambda: shows(hands, "Input waits; nothing is lost."), "the notice")
        assert shows(hands, "The database does not start.")
        stands = list(hands.session.rows)
        hands.app.simulate_key("down")  # what needs no rules still works
        hands.app.simulate_key("enter")
        await hands.until(lambda: shows(hands, "Input waits"), "the notice again")
        assert hands.session.rows == stands
        settings.write_text(good)
        await hands.until(lambda: shows(hands, "The database answers again"), "the good news")
        await ScreenPlayer(hands).act(ac.OpenEmail(mail="nine-people"))
        with psycopg.connect(server.address.conninfo(SUPERUSER)) as connection:
            assert actions(connection) == ["start", "open_email", "open_email"]


async def test_a_board_whose_server_is_gone_asks_and_does_not_fall(own_folder: DataFolder) -> None:
    server = EmbeddedServer(own_folder)
    async with terminal(own_folder) as hands:
        settings = server.account.cluster / "postgresql.conf"
        good = settings.read_text()
        settings.write_text(good + "shared_buffers = 'a great many'\n")
        kill(server)
        hands.app.simulate_key("escape")
        await hands.screen(StartFailedScreen)
        assert shows(hands, "The database does not start.")
        settings.write_text(good)
        hands.app.simulate_key("r")
        await hands.screen(BoardScreen)
