"""Copies, frames, names, kept designs and nearness: by keys and by mouse."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.design.graph import Cell, Design
from tests.tui.grid import screen_text
from tests.tui.snapshot import same
from tests.tui.studio_hands import click, click_key, does, go, last, said, settle, spot
from tests.tui.studio_stage import kettles, shop, staged
from tests.tui.studio_states import empty
from tui.drive import studio as drive
from tui.drive.hands import Stuck
from tui.studio.compare import NOW
from tui.studio.scene import Held

SIZES = ((80, 24), (120, 40), (200, 60))
COPY = ac.Duplicate(source="kettle", node="kettle-1", x=2, y=2)
FRAME = ac.Frame(group="frame-1", label="Back office", x=2, y=0, columns=2, rows=2)
KEEP, RESTORE = ac.KeepDesign(name="A"), ac.RestoreDesign(name="A")


# --- copies ----------------------------------------------------------------------------------


async def test_a_copy_goes_to_the_nearest_free_cell_and_calls_what_the_first_calls(
    pack: Pack,
) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 2, 1)
        await hands.press("y", lambda: screen.held == Held("copy", "kettle"), "a copy held")
        assert screen.cursor == Cell(x=2, y=2)
        assert "Copy Kettle" in await settle(hands)
        await does(hands, lambda: hands.app.simulate_key("enter"), COPY)
        assert screen.design.targets["kettle-1"] == ("cups",)


async def test_a_copy_is_placed_by_a_click(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, pilot):
        await go(hands, screen, 2, 1)
        await click_key(pilot, hands, "y Copy")
        await hands.until(lambda: screen.held == Held("copy", "kettle"), "a copy held")
        await does(hands, lambda: pilot.click(offset=spot(screen, 2, 2)), COPY)


async def test_what_is_the_clients_own_is_not_copied(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, _pilot):
        await go(hands, screen, 0, 1)
        await hands.press("y", lambda: screen.held is not None, "a copy held")
        await settle(hands)
        assert "✗ Drinkers is not in the palette." in said(hands)
        hands.app.simulate_key("enter")
        await settle(hands)
        assert len(hands.session.rows) == 1


# --- frames ----------------------------------------------------------------------------------


async def test_a_frame_is_drawn_labelled_renamed_and_taken_by_keys(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 2, 0)
        hands.app.simulate_key("o")
        await hands.until(lambda: screen.held is not None, "a frame begun")
        await go(hands, screen, 3, 1)
        await hands.press("enter", lambda: screen.over == "label", "the label asked for")
        for key in "Back office":
            hands.app.simulate_key(key)
        await hands.until(lambda: screen.view.label.value == "Back office", "the label typed")
        await does(hands, lambda: hands.app.simulate_key("enter"), FRAME)
        assert "Back office" in screen_text(hands.app)
        assert screen.view.canvas.has_focus
        await hands.press("o", lambda: screen.over == "label", "the label asked for")
        await hands.press("backspace", lambda: screen.view.label.value == "Back offic", "a letter")
        await hands.press("escape", lambda: screen.over is None, "the grid")
        assert len(hands.session.rows) == 2
        if screen.held:
            await hands.press("escape", lambda: screen.held is None, "nothing held")
        await does(
            hands,
            lambda: screen.run_worker(drive.play(hands, screen, ac.Unframe(group="frame-1"))),
            ac.Unframe(group="frame-1"),
        )
        assert screen.design.frames == ()


async def test_a_frame_is_drawn_by_clicks(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, pilot):
        await go(hands, screen, 2, 0)
        hands.app.simulate_key("o")
        await hands.until(lambda: screen.held is not None, "a frame begun")
        await pilot.click(offset=spot(screen, 3, 1))
        await hands.until(lambda: screen.over == "label", "the label asked for")
        screen.view.label.value = "Back office"
        await does(hands, lambda: hands.app.simulate_key("enter"), FRAME)


async def test_no_frame_is_drawn_over_another_nor_without_a_label(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await drive.play(hands, screen, FRAME)
        await go(hands, screen, 1, 0)
        hands.app.simulate_key("o")
        await hands.until(lambda: screen.held is not None, "a frame begun")
        await go(hands, screen, 2, 0)
        assert "over the frame 'Back office'" in said(hands)
        await go(hands, screen, 1, 2)
        await hands.press("enter", lambda: screen.over == "label", "the label asked for")
        await hands.press("enter", lambda: screen.over is None, "the grid")
        await settle(hands)
        assert "A frame needs a label." in said(hands)
        assert len(hands.session.rows) == 2


# --- by name ---------------------------------------------------------------------------------


async def test_a_part_of_a_name_leads_there(pack: Pack) -> None:
    async with staged(shop(pack), (80, 24)) as (screen, hands, _pilot):
        await hands.press("slash", lambda: screen.over == "find", "the finder")
        for key in "dat":
            hands.app.simulate_key(key)
        await hands.until(lambda: screen.view.finder.cursor_id == "orders", "the database")
        await hands.press("enter", lambda: screen.over is None, "the grid")
        assert screen.cursor == Cell(x=4, y=1)
        await hands.press("slash", lambda: screen.over == "find", "the finder")
        for key in "web":
            hands.app.simulate_key(key)
        await hands.until(lambda: screen.cursor == Cell(x=2, y=0), "the first web server shown")
        await hands.press("down", lambda: screen.cursor == Cell(x=2, y=1), "the second")
        await hands.press("escape", lambda: screen.over is None, "the grid")
        assert screen.cursor == Cell(x=4, y=1), "Esc goes back to where it was"
        assert len(hands.session.rows) == 1, "letters are letters here"


async def test_a_name_is_gone_to_by_a_click(pack: Pack) -> None:
    async with staged(shop(pack), (120, 40)) as (screen, hands, pilot):
        await click_key(pilot, hands, "/ Find")
        await hands.until(lambda: screen.over == "find", "the finder")
        await click(pilot, hands, "App server 2", after="Go to")
        await hands.until(lambda: screen.over is None, "the grid")
        assert screen.cursor == Cell(x=3, y=2)


@pytest.mark.parametrize("size", SIZES)
async def test_the_palette_is_filtered(pack: Pack, size: tuple[int, int]) -> None:
    async with staged(shop(pack), size) as (screen, hands, _pilot):
        await go(hands, screen, 0, 1)
        await hands.press("b", lambda: screen.over == "palette", "the palette")
        await hands.press("slash", lambda: screen.view.palette.filter == "", "a filter")
        for key in "data":
            hands.app.simulate_key(key)
        await hands.until(lambda: screen.view.palette.filter == "data", "the filter typed")
        wanted = ("cache", "relational_db", "read_replica", "object_storage")
        assert set(screen.view.palette.ids) == set(wanted)
        assert "Worker" not in "".join(str(line) for line in screen.view.palette.ids)
        await hands.press("escape", lambda: screen.view.palette.filter is None, "all of them")
        assert screen.over == "palette"
        await hands.press("c", lambda: screen.held == Held("place", "cdn"), "a letter jumps")
        assert len(hands.session.rows) == 1


# --- kept designs ----------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_kept_design_is_shown_beside_and_laid_back(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with staged(kettles(pack), size) as (screen, hands, _pilot):
        await does(hands, lambda: hands.app.simulate_key("s"), KEEP)
        assert "Kept as A." in said(hands)
        await go(hands, screen, 2, 1)
        await does(hands, lambda: hands.app.simulate_key("x"), ac.Remove(node="kettle"))
        await hands.press("v", lambda: screen.over == "compare", "the kept designs")
        await hands.press("v", lambda: screen.beside == "A", "A beside the grid")
        text = await settle(hands)
        assert "A, kept" in text
        assert "+6 ✗" in text, "the kettle's price comes back"
        same("studio_compare", size, text)
        assert "kettle" not in screen.design.by_id, "only shown"
        hands.app.simulate_key("x")
        await settle(hands)
        assert len(hands.session.rows) == 3, "nothing is edited beside the grid"
        await does(hands, lambda: hands.app.simulate_key("enter"), RESTORE)
        assert "kettle" in screen.design.by_id
        assert screen.view.canvas.has_focus
        await does(hands, lambda: hands.app.simulate_key("u"), ac.Undo())
        assert "kettle" not in screen.design.by_id


async def test_kept_designs_are_switched_and_laid_back_by_clicks(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, pilot):
        await does(hands, lambda: click_key(pilot, hands, "s Keep"), KEEP)
        await go(hands, screen, 2, 1)
        await does(hands, lambda: hands.app.simulate_key("x"), ac.Remove(node="kettle"))
        await hands.press("v", lambda: screen.over == "compare", "the kept designs")
        await click(pilot, hands, "A, kept")
        await hands.until(lambda: screen.beside == "A", "A beside the grid")
        await click(pilot, hands, "On the grid")
        await hands.until(lambda: screen.beside == "", "the grid again")
        assert screen.view.kept.cursor_id == NOW
        await click(pilot, hands, "A, kept")
        await hands.until(lambda: screen.beside == "A", "A beside the grid")
        await does(hands, lambda: click_key(pilot, hands, "Enter Lay"), RESTORE)


# --- nearness --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_boxes_are_seen_near_and_in_one_row(pack: Pack, size: tuple[int, int]) -> None:
    async with staged(shop(pack), size) as (screen, hands, _pilot):
        canvas = screen.view.canvas
        await hands.press("z", lambda: screen.zoom == "near", "near")
        assert canvas.scale.box_width == 18
        await go(hands, screen, 5, 3)
        x, y = canvas.scale.origin(screen.cursor)
        left, top = canvas.scroll_offset
        assert left <= x
        assert x + canvas.scale.box_width <= left + canvas.size.width
        assert top <= y
        assert y + canvas.scale.box_height <= top + canvas.size.height
        await hands.press("z", lambda: screen.zoom == "far", "far")
        assert canvas.scale.box_height == 1
        same("studio_far", size, await settle(hands))
        await hands.press("z", lambda: screen.zoom == "whole", "the whole board")


# --- one log, however it is played -----------------------------------------------------------


async def test_the_new_actions_go_by_keys_as_scripts_write_them(pack: Pack) -> None:
    actions: tuple[AnyAction, ...] = (
        KEEP,
        COPY,
        FRAME,
        ac.Frame(group="frame-1", label="Kitchen", x=2, y=0, columns=2, rows=2),
        ac.KeepDesign(name="B"),
        ac.Unframe(group="frame-1"),
        RESTORE,
        ac.KeepDesign(name="B"),
        ac.Undo(),
    )
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        for action in actions:
            await drive.play(hands, screen, action)
            assert last(hands) == action
        assert [row.action for row in hands.session.rows[1:]] == list(actions)
        with pytest.raises(Stuck, match="Keys name this component 'kettle-2'"):
            await drive.play(hands, screen, ac.Duplicate(source="kettle", node="k", x=0, y=0))


async def test_an_empty_grid_says_how_to_place_the_first_part(pack: Pack) -> None:
    mission = kettles(pack)
    grid = mission.phases[0].model_copy(update={"initial": Design()})
    empty = mission.model_copy(update={"phases": (grid, *mission.phases[1:])})
    async with staged(empty, (80, 24)) as (screen, hands, _pilot):
        await settle(hands)
        assert "b shows the components, Enter places one in this cell." in said(hands)
        await hands.press("b", lambda: screen.over == "palette", "the palette")
        placed = ac.Place(component="tea_queue", node="tea_queue-1", x=0, y=0)
        await does(hands, lambda: hands.app.simulate_key("enter"), placed)
        hands.app.simulate_key("slash")
        await hands.until(lambda: screen.over == "find", "the finder")


async def test_where_nothing_may_be_called_tab_says_what_could_be(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, _pilot):
        await go(hands, screen, 3, 1)
        await hands.press("c", lambda: screen.held is not None, "a link begun")
        hands.app.simulate_key("tab")
        await settle(hands)
        assert "Cups may call nothing that stands here." in said(hands)
        assert screen.held == Held("link", "cups"), "the link is still in hand"


async def test_loose_ends_are_named_before_handing_in_each_by_its_own_name(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, _pilot):
        for number, x in ((1, 0), (2, 1)):
            place = ac.Place(component="kettle", node=f"kettle-{number}", x=x, y=2)
            await does(hands, lambda place=place: screen.perform(place), place)  # type: ignore[misc]
        await hands.press("d", lambda: screen.over == "hand-in", "what is handed in")
        text = await settle(hands)
        assert "✗ No request reaches Kettle 2." in text
        assert "✗ No request reaches Kettle 3." in text
        assert "Enter hands it in, once and for all." in said(hands)


async def test_what_is_lifted_is_put_down_by_the_same_key(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 2, 1)
        await hands.press("g", lambda: screen.held == Held("move", "kettle"), "the kettle lifted")
        await hands.press("g", lambda: screen.held is None, "put down where it stood")
        assert len(hands.session.rows) == 1
        await hands.press("g", lambda: screen.held is not None, "the kettle lifted")
        await hands.press("up", lambda: screen.cursor.y == 0, "the row above")
        move = ac.Move(node="kettle", x=2, y=0)
        await does(hands, lambda: hands.app.simulate_key("g"), move)


async def test_an_empty_grid_judges_nothing_and_says_how_to_begin(pack: Pack) -> None:
    async with staged(empty(pack), (120, 40)) as (_screen, hands, _pilot):
        text = await settle(hands)
        assert text.count("Nothing is built yet.") == 2, "on the grid and by its figures"
        assert "Enter places one at the cursor" in text
        assert "✗" not in text
        assert "p95 at most 400 ms" in text
