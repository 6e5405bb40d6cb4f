"""Mail in Markdown: what is shown, and that every piece still knows its place in the text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from engine.passages import passages, plain
from tui.markdown import set_lines
from tui.reading import MEASURE, Line
from tui.widgets.page_layout import Document, PageLayout

TABLE = (
    "| Shop | Lines | In 100 |\n|:-----|------:|-------:|\n| Coast | 1,400 | 86 |\n| Vale | 9 | 8 |"
)
LETTER = f"""\
# The count

It is **right** 83 times, *mostly*.
Short lines stay.

- main database, licence: 7,200
- four servers, and a line that is long enough to be wrapped at the width of a page, twice over
1. first

{TABLE}

> From: Sales
> June, **finally**! And a line that goes on for long enough to be wrapped at the measure too.
>> And deeper.
"""


def shown(line: Line) -> str:
    return "".join(piece.shown for piece in line.pieces)


def set_text(text: str, width: int = MEASURE) -> list[str]:
    return [shown(line).rstrip() for line in set_lines(text, width)]


def test_lists_tables_quotes_and_stress_are_set_and_line_breaks_kept() -> None:
    assert set_text(LETTER) == [
        "The count",
        "",
        "It is right 83 times, mostly.",
        "Short lines stay.",
        "",
        "• main database, licence: 7,200",
        "• four servers, and a line that is long enough to be wrapped at the",
        "  width of a page, twice over",
        "1. first",
        "",
        "Shop  │ Lines │ In 100",
        "──────┼───────┼───────",
        "Coast │ 1,400 │     86",
        "Vale  │     9 │      8",
        "",
        "▏ From: Sales",
        "▏ June, finally! And a line that goes on for long enough to be wrapped",
        "▏ at the measure too.",
        "▏ ▏ And deeper.",
    ]


@pytest.mark.parametrize("width", [24, 40, 72])
@pytest.mark.parametrize("text", [LETTER, TABLE, "plain\n\n  indented", "a * b * c, 2*3*4", "*"])
def test_every_piece_stands_in_the_text_where_it_says(text: str, width: int) -> None:
    for line in set_lines(text, width):
        assert cell_len(shown(line)) <= width
        for piece in line.pieces:
            if piece.start >= 0:
                assert text[piece.start : piece.end] == piece.shown


def test_a_table_too_wide_for_the_page_is_read_row_by_row() -> None:
    assert set_text(TABLE, 16) == [
        "Shop: Coast",
        "Lines: 1,400",
        "In 100: 86",
        "",
        "Shop: Vale",
        "Lines: 9",
        "In 100: 8",
    ]


@pytest.mark.parametrize("text", ["a * b * c, 2*3*4", "snake_case_name", "[prod] only", "1 < 2"])
def test_what_is_no_mark_is_left_alone(text: str) -> None:
    assert set_text(text) == [text]


@pytest.mark.parametrize("width", [30, MEASURE])
def test_every_passage_of_a_set_letter_can_be_reached_and_pinned(width: int) -> None:
    layout = PageLayout((Document("mail", LETTER, setting=set_lines),), width)
    quotes = [placed.passage.quote for placed in layout.placed]
    assert quotes == [LETTER[span.start : span.end] for span in passages(LETTER, False)]
    for quote in ("| Vale | 9 | 8 |", "- main database, licence: 7,200", "From: Sales"):
        assert quote in quotes
    assert "|:-----|------:|-------:|" not in quotes


def test_the_mark_of_a_quoted_line_is_no_part_of_what_it_says() -> None:
    assert plain("every florist with a\n> van. All") == "every florist with a van. All"


def test_a_click_on_a_tables_cell_finds_its_row() -> None:
    layout = PageLayout((Document("mail", TABLE, setting=set_lines),), MEASURE)
    for column in (0, 9, 20):
        number = layout.at(2, column)
        assert number is not None
        assert layout.placed[number].passage.quote == "| Coast | 1,400 | 86 |"
    assert layout.at(1, 3) is None
