"""The board: what it says of each door, by keys and by mouse, at every size."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from content.loader import Pack
from engine.unlocks import Facts
from tests.tui.campaigns import BoardApp, begun, board_of, facts, fresh
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tui.board.entries import BoardEntry, mandatory, tree_of
from tui.board.layout import BOXES, CELLS, places
from tui.board.links import links
from tui.screens.board import BoardScreen, Opened
from tui.screens.help import ConfirmScreen, HelpScreen

NARROW, WIDE = SIZES


@asynccontextmanager
async def shown(board: BoardScreen, size: tuple[int, int]) -> AsyncIterator[Pilot[Opened | None]]:
    """The board in a terminal of a size."""
    app = BoardApp(board)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def text(pilot: Pilot[Opened | None]) -> str:
    return screen_text(pilot.app)  # type: ignore[arg-type]


def slug_of(board: BoardScreen, code: str) -> str:
    return next(slug for slug, entry in board.entries.items() if entry.card.code == code)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["M01", "M02", "M09"])
async def test_a_campaign_under_way_looks_as_it_did(
    size: tuple[int, int], code: str, pack: Pack
) -> None:
    board = board_of(begun(pack), facts(pack), code)
    async with shown(board, size) as pilot:
        same(f"campaign_{code}", size, text(pilot))
        if size == NARROW:
            await pilot.press("enter")
            same(f"campaign_{code}_card", size, text(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_begun_or_changed_elsewhere_says_so(
    size: tuple[int, int], pack: Pack
) -> None:
    entries = tuple(
        replace(e, begun_elsewhere=True, changed_elsewhere=True) if e.playing else e
        for e in begun(pack)
    )
    board = board_of(entries, facts(pack), "M02")
    async with shown(board, size) as pilot:
        told = [text(pilot)]
        if size == NARROW:
            await pilot.press("enter")
            told.append(text(pilot))
        page = " ".join(" ".join(told).split())
        assert "elsewhere" in told[0]
        assert "BEGUN ELSEWHERE" in page
        assert "CHANGED ELSEWHERE" in page
        assert "Enter Open" in page
        assert "Resume" not in page


async def test_a_short_and_wide_terminal_has_small_cells_beside_the_card(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M09")
    async with shown(board, (140, 30)) as pilot:
        same("campaign_M09", (140, 30), text(pilot))


async def test_a_mission_that_is_not_written_says_so_and_cannot_be_opened(pack: Pack) -> None:
    entries = fresh(pack)
    stub = next(e for e in entries if e.missing)
    opened = BoardEntry(card=stub.card, status="open")
    entries = tuple(opened if e is stub else e for e in entries)
    for size in SIZES:
        board = board_of(entries, Facts(), stub.card.code)
        async with shown(board, size) as pilot:
            assert "○ not written" in text(pilot) or "▌ M" in text(pilot)
            assert "not writ…" not in text(pilot)
            await pilot.press("enter")
            assert "not yet written" in text(pilot).casefold()
            assert "holds its door" in " ".join(text(pilot).split())
            await pilot.press("enter")
            assert f"{stub.card.code} is not yet written." in text(pilot)
            assert pilot.app.opened == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("begun_there", [False, True])
async def test_a_mission_that_the_web_plays_says_so_and_is_not_called_unwritten(
    pack: Pack, begun_there: bool
) -> None:
    entries = fresh(pack)
    stub = next(e for e in entries if e.missing)
    foreign = BoardEntry(
        card=stub.card.model_copy(update={"phases": (), "learning_objectives": ()}),
        status="in_progress" if begun_there else "open",
        begun_elsewhere=begun_there,
    )
    entries = tuple(foreign if e is stub else e for e in entries)
    for size in SIZES:
        async with shown(board_of(entries, Facts(), stub.card.code), size) as pilot:
            told = text(pilot)
            assert "on the web" in told or "▌ M" in told or begun_there
            await pilot.press("enter")
            page = " ".join(text(pilot).split())
            assert "It is played in the web front" in page
            assert ("What is done there" in page) == begun_there
            for wrong in ("not yet written", "not written", "Enter begins it", "PHASES"):
                assert wrong not in page + told
            await pilot.press("enter")
            assert f"{stub.card.code} is on the web." in text(pilot)
            assert pilot.app.opened == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("frame", [BOXES, CELLS])
def test_no_status_is_ever_cut(pack: Pack, frame: object) -> None:
    room = 13 if frame is BOXES else 11
    for entry in (*begun(pack), *fresh(pack)):
        words = entry.long_words() if frame is BOXES else entry.words()
        assert len(words) <= room, words


@pytest.mark.parametrize("frame", [BOXES, CELLS])
def test_no_line_runs_through_a_mission(pack: Pack, frame: object) -> None:
    trees = {card.slug: tree_of(card) for card in pack.cards}
    needs = {slug: mandatory(tree) for slug, tree in trees.items()}
    cells = places(tuple(pack.cards), needs)
    assert isinstance(frame, type(BOXES))
    for link in links(cells, trees, frame):
        if link.arrow == "▼":
            continue
        for x, y in link.path:
            for slug, cell in cells.items():
                left, top = frame.origin(cell)
                inside = left <= x < left + frame.width and top <= y < top + frame.pitch
                assert not inside, f"{link.source} to {link.target} through {slug}"


def test_every_mission_that_a_door_cannot_do_without_has_its_line(pack: Pack) -> None:
    trees = {card.slug: tree_of(card) for card in pack.cards}
    needs = {slug: mandatory(tree) for slug, tree in trees.items()}
    drawn = {(k.source, k.target) for k in links(places(tuple(pack.cards), needs), trees, BOXES)}
    for target, sources in needs.items():
        for source in sources:
            assert (source, target) in drawn, f"{source} to {target}"


def test_no_two_missions_share_a_place(pack: Pack) -> None:
    cells = places(tuple(pack.cards))
    assert len(set(cells.values())) == len(pack.cards)
    assert max(row for _, row in cells.values()) == 7


async def test_a_lock_marks_the_missions_that_it_names(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M09")
    async with shown(board, WIDE) as pilot:
        for mark in ("✓M03", "✓M05", "✗M02", "✗M06"):
            assert mark in text(pilot)
        assert "two of these" in text(pilot)
        assert "1 Finish M02 at 60 or better" in text(pilot)


async def test_w_goes_to_the_first_step_and_n_to_the_next_open_door(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M09")
    async with shown(board, WIDE) as pilot:
        await pilot.press("w")
        assert board.entry.card.code == "M02"
        await pilot.press("n")
        assert board.entry.card.code == "M03"


async def test_enter_opens_and_r_resumes(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M07")
    async with shown(board, WIDE) as pilot:
        await pilot.press("enter")
        assert pilot.app.opened == [Opened("returns-desk")]  # type: ignore[attr-defined]
    board = board_of(begun(pack), facts(pack), "M07")
    async with shown(board, WIDE) as pilot:
        await pilot.press("r")
        assert pilot.app.opened == [Opened("urgent-performance")]  # type: ignore[attr-defined]


async def test_a_locked_door_says_what_it_wants(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M09")
    async with shown(board, WIDE) as pilot:
        await pilot.press("enter")
        assert "M09 is still locked. Nearest way in: M02 at 60, then M06." in text(pilot)
        assert pilot.app.opened == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("code", "key", "restart"), [("M02", "x", True), ("M01", "enter", False)])
async def test_beginning_anew_and_playing_again_ask_first(
    pack: Pack, code: str, key: str, restart: bool
) -> None:
    board = board_of(begun(pack), facts(pack), code)
    async with shown(board, WIDE) as pilot:
        await pilot.press(key)
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("escape")
        assert pilot.app.screen is board
        assert pilot.app.opened == []  # type: ignore[attr-defined]
        await pilot.press(key)
        await pilot.press("enter")
        await pilot.pause()
        opened = Opened(slug_of(board, code), restart=restart)
        assert pilot.app.opened == [opened]  # type: ignore[attr-defined]


async def test_the_question_is_answered_by_mouse_as_well(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M02")
    async with shown(board, WIDE) as pilot:
        await pilot.press("x")
        await pilot.pause()
        await pilot.click("Buttons", offset=(3, 0))
        await pilot.pause()
        await pilot.pause()
        opened = Opened(slug_of(board, "M02"), restart=True)
        assert pilot.app.opened == [opened]  # type: ignore[attr-defined]


async def test_find_goes_to_a_mission_while_it_is_typed(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M09")
    async with shown(board, NARROW) as pilot:
        await pilot.press("slash", *"weirg")
        assert board.entry.card.code == "M19"
        await pilot.press("escape")
        assert not board.has_class("-finding")
        await pilot.press("slash", *"m2", "enter")
        assert board.entry.card.code == "M20"
        await pilot.press("slash", *"qqq")
        assert "No mission is called 'qqq'." in text(pilot)
        await pilot.press("escape", "right")
        assert board.entry.card.code == "M20"


async def test_esc_on_the_map_names_the_way_out_and_only_q_takes_it(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M01")
    async with shown(board, WIDE) as pilot:
        await pilot.press("escape", "escape")
        assert pilot.app.screen is board
        assert "q leaves the game." in text(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.opened == [None]  # type: ignore[attr-defined]


async def test_at_eighty_columns_enter_opens_the_card_and_esc_the_map(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M07")
    async with shown(board, NARROW) as pilot:
        assert "PHASES" not in text(pilot)
        await pilot.press("enter")
        assert "PHASES" in text(pilot)
        await pilot.press("right")
        assert board.entry.card.code == "M08"
        await pilot.press("left", "escape")
        assert "PHASES" not in text(pilot)
        await pilot.press("enter", "enter")
        assert pilot.app.opened == [Opened("returns-desk")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_selects_and_a_second_click_opens(size: tuple[int, int], pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M09")
    async with shown(board, size) as pilot:
        x, y = board.frame.origin(board.campaign.cells["returns-desk"])
        await pilot.click(board.map_view, offset=(x + 3, y + 1))
        assert board.entry.card.code == "M07"
        assert pilot.app.opened == []  # type: ignore[attr-defined]
        await pilot.pause(0.6)
        await pilot.click(board.map_view, offset=(x + 3, y + 1))
        if size == NARROW:
            assert board.on_card
        else:
            assert pilot.app.opened == [Opened("returns-desk")]  # type: ignore[attr-defined]


async def test_a_step_of_the_cursor_paints_little(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M03")
    async with shown(board, WIDE) as pilot:
        before = [list(row) for row in board.map_view.canvas.rows]
        await pilot.press("down")
        after = board.map_view.canvas.rows
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        assert changed <= 14


async def test_help_explains_the_board_and_esc_comes_back(pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M09")
    async with shown(board, NARROW) as pilot:
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        for key in ("Find", "Way in", "Resume M02", "Next open"):
            assert key in text(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is board


@pytest.mark.parametrize("width", range(80, 170, 7))
async def test_the_board_fills_any_width_without_running_over(width: int, pack: Pack) -> None:
    name = "Ængström 🫖 " * 4
    board = board_of(begun(pack), facts(pack), "M24", name)
    async with shown(board, (width, 24 + width // 8)) as pilot:
        rows = text(pilot).split("\n")
        assert "level 3" in rows[0]
        assert "done" in rows[1]
        assert rows[-1].rstrip().endswith("Help")
