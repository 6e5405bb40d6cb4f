"""The decision sheet on a stage, and clicks on what stands on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing
from engine.actions import AnyAction, SubmitBoard
from engine.board.fields import Board
from engine.mission import Mission
from engine.phase_config import BoardDecision
from tests.tui.grid import screen_text
from tests.tui.stage import on_stage, quiet, session_of, tap
from tui.decision.panes import LinesPane
from tui.drive.hands import Hands
from tui.screens.board_decision import BoardDecisionScreen
from tui.session import Session

TO_BOARD = 8
"""Actions of the gold script before its sheet."""


def gold(sheets: Pack) -> list[AnyAction]:
    """The actions of the gold script up to the hand-in."""
    script = next(s for s in sheets.walkthroughs if s.name == "gold")
    mission = sheets.mission(script.mission)
    names, actions = PinNames(), []
    for step in script.steps:
        if not isinstance(step, Doing):
            continue
        shared = session_of(mission, *actions, seed=script.seed).state.shared
        for action in names.actions(step, shared):
            if isinstance(action, SubmitBoard):
                return actions
            actions.append(action)
    raise AssertionError("the gold script hands nothing in")


def with_board(mission: Mission, board: Board) -> Mission:
    """The mission with another sheet."""
    phases = tuple(
        phase.model_copy(update={"sheet": board}) if isinstance(phase, BoardDecision) else phase
        for phase in mission.phases
    )
    return mission.model_copy(update={"phases": phases})


@asynccontextmanager
async def sheet(
    mission: Mission, actions: list[AnyAction], size: tuple[int, int]
) -> AsyncIterator[tuple[Hands, Pilot[int], BoardDecisionScreen]]:
    """The sheet after these actions."""
    async with on_sheet(session_of(mission, *actions), size) as opened:
        yield opened


@asynccontextmanager
async def on_sheet(
    session: Session, size: tuple[int, int]
) -> AsyncIterator[tuple[Hands, Pilot[int], BoardDecisionScreen]]:
    """The sheet of a session."""
    async with on_stage(session, BoardDecisionScreen, size) as (hands, pilot):
        yield hands, pilot, await hands.screen(BoardDecisionScreen)


async def shown(hands: Hands, *keys: str) -> str:
    """The screen's text after some keys."""
    await tap(hands, *keys)
    return screen_text(hands.app)


async def click_at(pilot: Pilot[int], hands: Hands, pane: LinesPane, column: int, row: int) -> None:
    """Clicks a cell of a pane's text, which is scrolled there first."""
    pane.scroll_to(y=max(0, row - 3), animate=False)
    await quiet(hands)
    corner = pane._painted.region
    at = (corner.x + column - pane.region.x, corner.y + row - pane.region.y)
    await pilot.click(pane, offset=at)
    await quiet(hands)


async def click_line(
    pilot: Pilot[int], hands: Hands, screen: BoardDecisionScreen, address: str, does: str = ""
) -> None:
    """Clicks a line of the sheet: what does something there, or its name."""
    pane = screen.sheet_pane
    row = next(n for n, line in enumerate(pane.lines) if line.address == address)
    hits = [hit for hit in pane.lines[row].hits if hit.does == does] if does else []
    assert hits or not does, f"nothing on {address} does '{does}'"
    await click_at(pilot, hands, pane, hits[0].start + 1 if hits else 3, row)


def last(hands: Hands) -> AnyAction:
    return hands.session.rows[-1].action


async def laid(hands: Hands, screen: BoardDecisionScreen) -> None:
    await tap(hands, *["shift+tab"] * (1 if screen.cursor != "year" else 0), "enter")
    assert screen.laid == "year"
