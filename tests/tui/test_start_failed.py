"""The office that cannot be opened: one screen that says why and what to do."""

from __future__ import annotations

import pytest

from engine.mission import Mission
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import on_stage, session_of
from tui.screens.start_failed import StartFailedScreen

CAUSE = "PostgreSQL did not start within thirty seconds."
ADVICE = "Free some room on the disk, or name another data folder with SCOPECREEP_DATA."
TAIL = (
    "2026-11-25 09:41:02 UTC LOG:  starting PostgreSQL 18.0",
    '2026-11-25 09:41:02 UTC FATAL:  could not write lock file "postmaster.pid": No space left',
    "2026-11-25 09:41:02 UTC LOG:  database system is shut down",
)
LOG = "/home/somebody/.local/share/scopecreep/logs/server.log"


@pytest.mark.parametrize("size", SIZES)
async def test_the_screen_tells_the_cause_the_advice_and_the_log(
    size: tuple[int, int], kettle: Mission
) -> None:
    screen = StartFailedScreen(CAUSE, ADVICE, TAIL, LOG)
    async with on_stage(session_of(kettle), lambda _: screen, size) as (hands, pilot):
        await pilot.pause()
        same("start_failed", size, screen_text(hands.app))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "answer"), [("r", True), ("enter", True), ("q", False), ("escape", False)]
)
async def test_it_is_tried_again_or_left_by_keys(key: str, answer: bool, kettle: Mission) -> None:
    screen = StartFailedScreen(CAUSE, ADVICE, TAIL, LOG)
    async with on_stage(session_of(kettle), lambda _: screen, SIZES[0]) as (hands, pilot):
        await pilot.press(key)
        await hands.until(lambda: hands.app.closed, "an answer")  # type: ignore[attr-defined]
        assert hands.app.closed == [answer]  # type: ignore[attr-defined]


async def test_it_is_tried_again_by_mouse(kettle: Mission) -> None:
    screen = StartFailedScreen(CAUSE, ADVICE, TAIL, LOG)
    async with on_stage(session_of(kettle), lambda _: screen, SIZES[0]) as (hands, pilot):
        await pilot.click("KeyBar", offset=(2, 0))
        await hands.until(lambda: hands.app.closed, "an answer")  # type: ignore[attr-defined]
        assert hands.app.closed == [True]  # type: ignore[attr-defined]


async def test_a_long_log_scrolls_and_steers_nothing(kettle: Mission) -> None:
    tail = tuple(f"line {number} [/] \x1b[2J \u202e" for number in range(60))
    screen = StartFailedScreen(CAUSE, "", tail, "")
    async with on_stage(session_of(kettle), lambda _: screen, SIZES[0]) as (hands, pilot):
        await pilot.pause()
        first = screen_text(hands.app)  # type: ignore[arg-type]
        assert CAUSE in first
        assert "[/]" in first
        assert "\x1b" not in first
        await pilot.press("end")
        await pilot.pause()
        assert "line 59" in screen_text(hands.app)  # type: ignore[arg-type]
