"""Frames by keys: drawn, labelled, set at their corners, carried and taken away."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.design.graph import Cell
from tests.tui.grid import screen_text
from tests.tui.studio_hands import does, go, said, settle
from tests.tui.studio_stage import kettles, staged
from tui.drive import studio as drive
from tui.drive.hands import Hands, Stuck
from tui.screens.studio import StudioScreen
from tui.studio.scene import Held

FRAME = ac.Frame(group="frame-1", label="Back office", x=2, y=0, columns=2, rows=2)
OTHER = ac.Frame(group="frame-2", label="Floor", x=0, y=0, columns=1, rows=1)


async def framed(hands: Hands, screen: StudioScreen, *frames: ac.Frame) -> None:
    """Draws frames."""
    for frame in frames:
        await does(hands, lambda frame=frame: screen.perform(frame), frame)  # type: ignore[misc]


async def test_a_corner_of_a_frame_is_moved_by_keys(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await framed(hands, screen, FRAME)
        await go(hands, screen, 2, 0)
        assert "O its corners" in said(hands)
        await hands.press("O", lambda: screen.held is not None, "the frame held")
        assert screen.cursor == Cell(x=3, y=1), "by its far corner"
        assert "Tab goes to the other" in await settle(hands)
        await hands.press("down", lambda: screen.cursor.y == 2, "a row more")
        assert "Back office" in await settle(hands)
        wider = FRAME.model_copy(update={"rows": 3})
        await does(hands, lambda: hands.app.simulate_key("enter"), wider)
        assert screen.held is None
        await does(hands, lambda: hands.app.simulate_key("u"), ac.Undo())
        assert screen.design.frames[0].rows == 2


async def test_tab_goes_to_the_other_corner_of_a_frame(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, _pilot):
        await framed(hands, screen, FRAME)
        await go(hands, screen, 3, 0)
        await hands.press("O", lambda: screen.held is not None, "the frame held")
        await hands.press("tab", lambda: screen.cursor == Cell(x=2, y=0), "its near corner")
        await hands.press("left", lambda: screen.cursor.x == 1, "a column more")
        wider = FRAME.model_copy(update={"x": 1, "columns": 3})
        await does(hands, lambda: hands.app.simulate_key("enter"), wider)


async def test_a_frame_is_carried_whole_and_stays_on_the_grid(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await framed(hands, screen, FRAME)
        board = screen.studio.board
        await go(hands, screen, 2, 0)
        held = Held("carry", "frame-1", Cell(x=2, y=0))
        await hands.press("g", lambda: screen.held == held, "the frame lifted")
        assert "arrows carry it" in await settle(hands)
        for _ in range(board.rows):
            hands.app.simulate_key("down")
        await settle(hands)
        below = FRAME.model_copy(update={"y": board.rows - 2})
        await does(hands, lambda: hands.app.simulate_key("g"), below)
        assert "kettle" in screen.design.by_id
        assert screen.design.by_id["kettle"].cell == Cell(x=2, y=1), "what stands in it stays"


async def test_a_frame_that_was_not_changed_is_let_go_without_an_edit(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await framed(hands, screen, FRAME)
        await go(hands, screen, 2, 0)
        for lifted, let_go in (("O", "enter"), ("O", "escape"), ("g", "enter"), ("o", "escape")):
            await hands.press(lifted, lambda: screen.held is not None, "the frame held")
            await hands.press(let_go, lambda: not (screen.held or screen.over), "let go")
            assert len(hands.session.rows) == 2, (lifted, let_go)
            await go(hands, screen, 2, 0)


async def test_a_frame_may_not_come_over_another(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await framed(hands, screen, FRAME, OTHER)
        await go(hands, screen, 2, 0)
        await hands.press("g", lambda: screen.held is not None, "the frame lifted")
        await go(hands, screen, 0, 0)
        assert "over the frame 'Floor'" in said(hands)
        hands.app.simulate_key("enter")
        await settle(hands)
        assert screen.held is not None, "kept in hand, to be carried on"
        assert len(hands.session.rows) == 3


async def test_where_no_frame_stands_none_is_reshaped(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 1, 0)
        hands.app.simulate_key("O")
        await settle(hands)
        assert "No frame stands round this cell." in said(hands)


async def test_scripts_set_frames_anew_by_the_same_keys(pack: Pack) -> None:
    anew = (
        FRAME,
        FRAME.model_copy(update={"rows": 3}),
        FRAME.model_copy(update={"x": 0, "columns": 1, "rows": 1}),
        FRAME.model_copy(update={"label": "Kitchen", "x": 0, "columns": 1, "rows": 1}),
    )
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        for frame in anew:
            await drive.play(hands, screen, frame)
        assert [row.action for row in hands.session.rows[1:]] == list(anew)
        assert "Kitchen" in screen_text(hands.app)
        with pytest.raises(Stuck, match="one after the other"):
            await drive.play(hands, screen, FRAME)
