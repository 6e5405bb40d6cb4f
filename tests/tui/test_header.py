"""The header: it fits every width, and drops in the order that was decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from content.loader import Pack
from engine.mission import Mission
from engine.state import State
from tests.engine.plays import started
from tui.widgets.header import (
    Gauges,
    first_line,
    fitted_line,
    meters,
    rail,
    second_line,
    thousands,
    trust_word,
)

ALL = Gauges(trust=50, budget=(17_000, 24_000), days=(6, 3), energy=60)
amounts = st.floats(0, 900_000)
gauges = st.builds(
    Gauges,
    trust=st.none() | st.integers(0, 100),
    budget=st.none() | st.tuples(amounts, amounts),
    days=st.none() | st.tuples(st.integers(0, 40), st.integers(0, 9)),
    energy=st.none() | st.integers(0, 100),
)
titles = st.text(st.characters(categories=("L", "N", "Zs", "So")), min_size=1, max_size=60)


@given(st.integers(80, 200), titles, gauges)
def test_the_first_line_fills_its_width_and_never_runs_over(
    width: int, title: str, told: Gauges
) -> None:
    line = fitted_line(width, "M02", title, told)
    assert line.cell_length <= width
    assert " M02 " in line.plain
    if told.trust is not None:
        assert f"trust {trust_word(told.trust)}" in line.plain
    if told.budget:
        cost, limit = map(thousands, told.budget)
        assert f"{cost} of {limit}" in line.plain or f"{cost}/{limit}" in line.plain
    if told.days:
        assert "spent " in line.plain


@pytest.mark.parametrize(
    ("width", "told", "expected"),
    [
        (120, ALL, "budget 17K of 24K   days spent ▰▰▰▰ ▰▰▱▱ ▱▱▱▱   ▮▮▮ rested"),
        (100, ALL, "17K/24K  spent 1 ▰▰▱▱ of 3 days  ▮▮▮ rested"),
        (80, ALL, "17K/24K  spent 1 ▰▰▱▱  rested"),
        (80, Gauges(trust=50, budget=(17_000, 24_000)), "trust fair   budget 17K of 24K"),
    ],
)
def test_the_meters_give_way_step_by_step(width: int, told: Gauges, expected: str) -> None:
    line = fitted_line(width, "M02", "Urgent performance", told).plain
    assert line.rstrip().endswith(expected)
    assert ("SCOPE CREEP" in line) == (width >= 100)


@pytest.mark.parametrize(
    ("quarters", "days", "expected"),
    [
        (0, 3, "spent ▱▱▱▱ of 3 days"),
        (3, 3, "spent ▰▰▰▱ of 3 days"),
        (4, 1, "spent 1 ▱▱▱▱ of 1 day"),
        (14, 3, "spent 3 ▰▰▱▱ of 3 days"),
        (2, 0, "spent ▰▰▱▱"),
        (-1, 3, "spent ▱▱▱▱ of 3 days"),
    ],
)
def test_what_is_spent_is_told_of_the_days_there_are(
    quarters: int, days: int, expected: str
) -> None:
    line = meters(Gauges(days=(quarters, days)), 2).plain
    assert line == expected


def test_more_groups_than_days_are_drawn_once_the_deadline_has_passed() -> None:
    assert meters(Gauges(days=(13, 3)), 0).plain == "days spent ▰▰▰▰ ▰▰▰▰ ▰▰▰▰ ▰▱▱▱"


def test_a_long_title_makes_the_meters_shorter_before_it_is_cut() -> None:
    line = fitted_line(80, "M09", "The Announcement Returns", ALL).plain
    assert line.rstrip().endswith("spent 1 ▰▰▱▱  rested")
    assert "The Announcement Returns " in line
    longer = fitted_line(80, "M09", "The Announcement Returns Once More", ALL).plain
    assert longer.rstrip().endswith("spent 1½/3  rested")
    longest = fitted_line(80, "M09", "The Announcement Returns Once More, and Again", ALL).plain
    assert "M09 The Announcement" in longest
    assert "…" in longest


@pytest.mark.parametrize(
    ("trust", "word"),
    [(0, "curt"), (19, "curt"), (20, "guarded"), (34, "guarded"), (35, "fair"), (54, "fair"),
     (55, "open"), (69, "open"), (70, "candid"), (100, "candid")],
)  # fmt: skip
def test_trust_has_five_words(trust: int, word: str) -> None:
    assert trust_word(trust) == word


@pytest.mark.parametrize(
    ("marks", "words"), [(9_400, "9.4K"), (12_000, "12K"), (20, "20"), (0, "0"), (66_000, "66K")]
)
def test_a_budget_is_written_in_thousands(marks: float, words: str) -> None:
    assert thousands(marks) == words


@pytest.fixture
def opening(kettle: Mission) -> State:
    return _state(kettle)


def _state(mission: Mission) -> State:
    from engine.log import state_of

    return state_of(mission, [started(mission, 1)])


def test_no_header_line_of_any_mission_runs_over(pack: Pack) -> None:
    for mission in pack.missions:
        state = _state(mission)
        for width in range(80, 201):
            for line in (
                first_line(width, mission, state),
                second_line(width, mission, state, ""),
                second_line(width, mission, state, "saved 11:04"),
            ):
                assert cell_len(line.plain) <= width


def test_the_tutorial_shows_no_meter(kettle: Mission, opening: State) -> None:
    line = first_line(120, kettle, opening).plain
    assert "trust" not in line
    assert "budget" not in line


def test_the_rail_shortens_to_what_fits(kettle: Mission, opening: State) -> None:
    whole = rail(kettle, opening, 60).plain
    assert whole == "● Inbox ── ○ Call ── ○ Design ── ○ Feedback"
    assert rail(kettle, opening, 41).plain == "● Inbox ─ ○ Call ─ ○ Design ─ ○ Feedback"
    assert rail(kettle, opening, 20).plain == "● Inbox 1 of 4"
