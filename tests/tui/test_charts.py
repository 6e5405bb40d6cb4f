"""Charts: round axes, marks where the figures are, and the same in sentences."""

from __future__ import annotations

import pytest

from engine.mail import Series
from tui.charts.lines import LOWEST, MARKS, charts, scale, share_along
from tui.charts.rows import rows_said

HOURS = ("08:00", "08:15", "09:00")
WAIT = Series(name="Wait", unit="ms", x=HOURS, values=(0, 8900, 9800))
LATE = Series(name="Late", unit="ms", x=HOURS, values=(170, 9640, 9880))
USED = Series(name="Used", unit="of 60", x=HOURS, values=(9, 60, 20))


def drawn(rows: tuple[Series, ...], width: int, height: int) -> list[str]:
    return [line.plain for line in charts(rows, width, height)]


@pytest.mark.parametrize(
    ("most", "high", "step"),
    [(180, 200, 50), (28, 30, 10), (60, 60, 20), (9880, 10000, 2500), (0.7, 0.8, 0.2), (0, 1, 1)],
)
def test_an_axis_ends_at_a_round_figure(most: float, high: float, step: float) -> None:
    assert scale(most) == (pytest.approx(high), pytest.approx(step))


def test_no_axis_falls_short_of_its_figures() -> None:
    for most in (*range(1, 400), 1001, 2499, 99999):
        high, step = scale(most)
        assert high >= most
        assert 1 <= round(high / step) <= 4


def test_clock_times_stand_at_their_distance_and_other_places_evenly() -> None:
    assert share_along(HOURS) == [0, 0.25, 1]
    assert share_along(("Mon", "Tue", "Wed")) == [0, 0.5, 1]


@pytest.mark.parametrize("width", [36, 74, 96])
@pytest.mark.parametrize("height", [12, 17, 30])
def test_charts_keep_to_their_room_and_put_units_apart(width: int, height: int) -> None:
    rows = drawn((WAIT, LATE, USED), width, height)
    assert {len(row) for row in rows} <= set(range(width - 2, width + 1))
    assert len(rows) <= max(height, 2 * LOWEST)
    text = "\n".join(rows)
    assert "● Wait 0–9,800" in text
    assert "○ Late 170–9,880" in text
    assert "Used, of 60   9–60" in text


def test_each_figure_has_its_mark_in_its_row() -> None:
    rows = drawn((USED,), 40, 12)
    top = next(n for n, row in enumerate(rows) if row.lstrip().startswith("60┤"))
    foot = next(n for n, row in enumerate(rows) if row.lstrip().startswith("0┤"))
    places = [(n, row.index(MARKS[0])) for n, row in enumerate(rows) if MARKS[0] in row]
    assert len(places) == 3
    assert places[0][0] == top, "sixty stands at the top"
    for row, _ in places[1:]:
        assert top < row < foot
    assert places[2][1] < places[0][1] < places[1][1], "08:00, 08:15 and 09:00 from left to right"


def test_the_figures_are_told_in_sentences_too() -> None:
    assert rows_said((USED, WAIT)) == (
        "Used, of 60: 08:00 9, 08:15 60, 09:00 20.",
        "Wait, ms: 08:00 0, 08:15 8,900, 09:00 9,800.",
    )
