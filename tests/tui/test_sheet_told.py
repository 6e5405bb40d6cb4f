"""What a decision sheet tells of its lines: marks, units, columns, and the page that sums it up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.lint.boards import Everything
from content.loader import Pack
from engine.actions import AnyAction
from engine.board.fields import Board, ChoiceField, Several, Shown
from engine.board.leaning import fields_under
from engine.board.sheet import Sheet, opening
from engine.board.units import with_unit
from engine.mission import Mission
from engine.phase_config import BoardDecision
from engine.phases import BoardState
from tests.shipped import shipped
from tests.tui.grid import screen_text
from tests.tui.sheet_hands import TO_BOARD, gold, sheet, shown, with_board
from tests.tui.snapshot import NARROW, WIDE
from tests.tui.stage import row_of, session_of
from tui.decision import tabs
from tui.decision.scene import Pending, Scene
from tui.decision.sheet_lines import lines_of
from tui.decision.summary import summary
from tui.screens.help import rows_of


def board_of(mission: Mission) -> Board:
    config = mission.board_phase
    assert isinstance(config, BoardDecision)
    return config.sheet


def scene_of(mission: Mission, actions: list[AnyAction], pending: Pending | None = None) -> Scene:
    """The sheet after these actions, with what is being considered."""
    state = session_of(mission, *actions).state
    own = next(own for own in state.phases if isinstance(own, BoardState))
    return Scene(
        mission=mission,
        board=board_of(mission),
        entered=own.sheet,
        situation=state.shared,
        pending=pending,
    )


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("K", "15K"),
        ("%", "15%"),
        ("/h", "15/h"),
        ("days", "15 days"),
        (" days", "15 days"),
        ("a farm", "15 a farm"),
        ("K a year", "15K a year"),
        ("", "15"),
    ],
)
def test_a_number_sticks_to_a_sign_and_not_to_a_word(unit: str, written: str) -> None:
    assert with_unit("15", unit) == written


def test_a_condition_leans_on_fields_through_its_figures_and_constraints(weir: Mission) -> None:
    board = board_of(weir)
    fields = {c.id: fields_under(board, c.holds) for c in board.constraints}
    assert fields["no-vote"] == {"discovery", "cap"}
    assert fields["cap-owner"] == {"rights"}
    assert fields["in-order"] == {"year"}
    kept = next(case.when for c in board.rubric for case in c.cases if c.id == "capped")
    assert "shape" in fields_under(board, kept)


def test_tabs_tell_empty_lines_and_broken_constraints_apart(weir: Mission, sheets: Pack) -> None:
    blank = scene_of(weir, gold(sheets)[:TO_BOARD])
    assert tabs.painted(blank, 78).plain.split("  ") == [
        " 1 Price ○2✗",
        "2 Scope ✓",
        "3 Who decides ○3✗",
        "4 Telling ○4",
        "5 The year ○1✗ ",
    ]
    full = scene_of(weir, gold(sheets))
    assert "✗" not in tabs.painted(full, 78).plain and "○" not in tabs.painted(full, 78).plain
    dear = scene_of(weir, gold(sheets), Pending("cap", 70))
    assert "1 Price ✗" in tabs.painted(dear, 78).plain
    assert tabs.painted(dear, 78).plain.count("✗") == 1


def test_tabs_without_room_leave_their_counts_and_a_click_finds_them(
    weir: Mission, sheets: Pack
) -> None:
    blank = scene_of(weir, gold(sheets)[:TO_BOARD])
    narrow = tabs.painted(blank, 70).plain
    assert "1 Price ○✗" in narrow
    for width, told in ((78, tabs.painted(blank, 78).plain), (70, narrow)):
        for number, (_, start, end) in enumerate(tabs.places(blank, width), start=1):
            assert told[start:end].startswith(f" {number} ")


async def test_columns_of_items_stand_at_the_right_where_there_is_room(
    weir: Mission, sheets: Pack
) -> None:
    async with sheet(weir, gold(sheets), WIDE) as (hands, _, _screen):
        assert row_of(screen_text(hands.app), "Legal recalib").split("││")[0].endswith("11K  ")
    for width, there in ((60, True), (50, False)):
        scene = scene_of(weir, gold(sheets))
        told = [line.content.plain for line in lines_of(scene, scene.sections[1], width, 0)]
        assert any(row.endswith("34K") for row in told) is there
        assert all(len(row) <= width + 1 for row in told)


async def test_the_note_and_the_columns_of_what_is_chosen_stand_beside_it(
    weir: Mission, sheets: Pack
) -> None:
    board = board_of(weir)
    price = board.sections[0]
    shape = price.fields[0]
    assert isinstance(shape, ChoiceField)
    told = tuple(
        option.model_copy(update={"note": f"as {option.id}", "columns": (("days", 15.0),)})
        for option in shape.options
    )
    other = shape.model_copy(
        update={"options": told, "shows": (Shown(column="days", unit="days"),), "note": "a note"}
    )
    section = price.model_copy(update={"fields": (other, *price.fields[1:])})
    mission = with_board(
        weir, board.model_copy(update={"sections": (section, *board.sections[1:])})
    )
    async with sheet(mission, gold(sheets)[:TO_BOARD], NARROW) as (hands, _, _screen):
        assert "a note" in row_of(screen_text(hands.app), "Shape")
        row = row_of(await shown(hands, "right"), "Shape")
        assert "as fixed" in row and row.endswith("15 days  │")


def test_a_note_that_is_cut_stands_whole_below_the_line_under_the_cursor() -> None:
    mission = shipped().mission("taxi-promise")
    board = board_of(mission)
    scene = Scene(
        mission=mission,
        board=board,
        entered=Sheet(values=(("feed", "ten"),)),
        situation=Everything(all=True),  # type: ignore[arg-type]
        cursor="feed",
    )
    whole = "eight in the van, two on the way; 7 days, 29K"
    for width, below in ((75, True), (120, False)):
        lines = lines_of(scene, scene.sections[0], width, 0)
        told = [line for line in lines if line.address == "feed"]
        assert len(told) == 1 + below
        assert whole in told[-1].content.plain
    other = replace(scene, cursor="source")
    assert not any(
        whole in line.content.plain for line in lines_of(other, board.sections[0], 75, 0)
    )


def _rows(scene: Scene, height: int = 24) -> list[str]:
    return summary(scene, rows_of(height)).plain.split("\n")


def test_what_is_handed_in_fits_a_small_terminal(weir: Mission, sheets: Pack) -> None:
    full = _rows(scene_of(weir, gold(sheets)))
    assert len(full) <= rows_of(24)
    assert any("Cap" in row and "62K" in row for row in full)
    tall = _rows(scene_of(weir, gold(sheets)), 60)
    assert any("Ten bridges on a line" in row for row in tall)


@pytest.mark.parametrize("slug", ["price-of-a-yes", "taxi-promise"])
@pytest.mark.parametrize("entered", [0, 1])
def test_the_page_of_a_shipped_sheet_fits_too(slug: str, entered: int) -> None:
    """Untouched, and with something new on every line."""
    mission = shipped().mission(slug)
    board = board_of(mission)
    values = dict(opening(board).values)
    if entered:
        for field in board.fields:
            if isinstance(field, Several):
                values |= {f"{field.id}.{i.id}": field.states[-1].id for i in field.items}
    scene = Scene(
        mission=mission,
        board=board,
        entered=Sheet(values=tuple(sorted(values.items()))),
        situation=Everything(all=True),  # type: ignore[arg-type]
    )
    rows = _rows(scene)
    assert len(rows) <= rows_of(24), "\n".join(rows)
    assert all(len(row) <= 68 for row in rows)
