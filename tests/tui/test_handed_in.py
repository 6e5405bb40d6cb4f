"""On a server that grades for itself: handed in, provisional until then, and never missing."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest

from content.loader import Pack
from db import referee
from db.folders import DataFolder
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from tests.cli.command import scopecreep
from tests.tui.grid import screen_text
from tests.tui.plays import at_the_last_step
from tests.tui.stage import game
from tui.app import Visit
from tui.drive.hands import PATIENCE, Hands
from tui.office import Office
from tui.place import Place
from tui.screens.board import BoardScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.help import BriefScreen, ConfirmScreen

SMALL, WIDE = (80, 24), (120, 40)
SCORED, PRACTICE = "client-discovery-workshop", "kettle-protocol"


@pytest.fixture(autouse=True)
def nobody_else(admin: psycopg.Connection) -> Iterator[None]:
    """Players of other tests are gone before this one looks at what is stored."""
    admin.execute("DELETE FROM auth.users")
    yield


@asynccontextmanager
async def debrief(
    server: ServerAddress, folder: DataFolder, name: str, slug: str, size: tuple[int, int]
) -> AsyncIterator[Hands]:
    """The debrief of a playthrough, on a server whose login may play and may not grade."""
    place = Place(folder, server.url(GAME))
    async with game(place, Visit(player=name, mission=slug), size) as hands:
        await hands.screen(BriefScreen)
        hands.app.simulate_key("enter")
        screen = await hands.screen(DebriefScreen)
        await hands.press("o", lambda: screen.has_class("-score"), "the score")
        yield hands


def words(hands: Hands) -> str:
    """What the screen shows, as one run of words without the panels' borders."""
    return " ".join(screen_text(hands.app).replace("│", " ").split())


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_score_of_a_server_that_grades_later_is_provisional(
    server: ServerAddress,
    scratch_folder: DataFolder,
    admin: psycopg.Connection,
    pack: Pack,
    size: tuple[int, int],
) -> None:
    name = await at_the_last_step(server, pack, SCORED)
    async with debrief(server, scratch_folder, name, SCORED, size) as hands:
        await hands.until(lambda: "Provisional" in words(hands), "the word")
        assert "nce graded" in words(hands) or "Once it is graded" in words(hands)
        assert "M01 done: handed in" in words(hands)
        row = admin.execute("SELECT status, score FROM public.playthroughs").fetchone()
        assert row == ("submitted", None)


async def test_practice_says_that_it_counts_once_it_is_noted(
    server: ServerAddress, scratch_folder: DataFolder, pack: Pack
) -> None:
    name = await at_the_last_step(server, pack, PRACTICE)
    async with debrief(server, scratch_folder, name, PRACTICE, SMALL) as hands:
        await hands.until(lambda: "counts as done once" in words(hands), "the words")


async def test_the_board_shows_what_is_handed_in_and_asks_before_it_is_played_again(
    server: ServerAddress, scratch_folder: DataFolder, pack: Pack
) -> None:
    name = await at_the_last_step(server, pack, SCORED)
    async with debrief(server, scratch_folder, name, SCORED, WIDE) as hands:
        hands.app.simulate_key("escape")
        await hands.screen(BoardScreen)
        await hands.until(lambda: "handed in, not graded yet" in words(hands), "the state")
        await hands.until(lambda: "opens no door" in words(hands), "what that means")
        hands.app.simulate_key("enter")
        await hands.screen(ConfirmScreen)
        await hands.until(lambda: "your class server grades it" in words(hands), "the question")
        hands.app.simulate_key("escape")
        await hands.screen(BoardScreen)
    url = server.url(GAME)
    table = scopecreep("missions", "--as", name, SCOPECREEP_DATABASE_URL=url)
    assert "handed in" in table.stdout
    printed = scopecreep("missions", "--as", name, "--json", SCOPECREEP_DATABASE_URL=url)
    lines = {line["slug"]: line for line in json.loads(printed.stdout)["missions"]}
    assert lines[SCORED]["handed_in"]
    assert not lines[PRACTICE]["handed_in"]


async def test_what_was_handed_in_is_graded_by_the_next_game_that_may(
    server: ServerAddress, admin: psycopg.Connection, pack: Pack
) -> None:
    name = await at_the_last_step(server, pack, SCORED)
    admin.execute("UPDATE public.playthroughs SET status = 'submitted', ended_at = now()")
    play = await PlayConnection.open(server.conninfo(GAME))
    office = Office(play, server.conninfo(REFEREE), None)
    await office.sign_in(name)
    row = next(r for r in await office.board() if r.card.slug == SCORED)
    await office.close()
    assert (row.status, row.handed_in) == ("completed", None)
    assert row.score is not None
    assert row.score >= 95


async def test_who_leaves_while_the_result_is_recorded_leaves_when_it_stands(
    server: ServerAddress,
    admin: psycopg.Connection,
    pack: Pack,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = await at_the_last_step(server, pack, SCORED)
    admin.execute("UPDATE public.playthroughs SET status = 'submitted', ended_at = now()")
    begun, go = threading.Event(), threading.Event()
    record = referee.record_result

    def slowly(*what: Any) -> None:
        begun.set()
        go.wait(PATIENCE)
        record(*what)

    monkeypatch.setattr(referee, "record_result", slowly)
    play = await PlayConnection.open(server.conninfo(GAME))
    office = Office(play, server.conninfo(REFEREE), None)
    grading = asyncio.create_task(_to_the_board(office, name))
    assert await asyncio.to_thread(begun.wait, PATIENCE)
    grading.cancel()
    leaving = asyncio.create_task(office.close())
    left, _ = await asyncio.wait({leaving}, timeout=0.3)
    assert not left
    go.set()
    await leaving
    (score,) = admin.execute("SELECT score FROM public.user_progress").fetchone() or (None,)
    assert score is not None
    assert score >= 95


async def _to_the_board(office: Office, name: str) -> None:
    await office.sign_in(name)
    await office.board()
