"""Files in the frames of their forms: the text stays, character for character."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.passages import Span
from tui.inbox.forms import SETTINGS, jumps_of, setting_of
from tui.reading import Line
from tui.widgets.page_layout import Document, PageLayout

TERMS = (
    "TERMS\n\n 9.  No copy,(2)\n     not for a night.(1)\n\n(1) Added.\n(2) However\n    clever."
)
CALENDAR = (
    "PLAN\n\nMon 16  08:00  barriers out\nThu 19         lit, gas on\n        18:00  rehearsal\n"
)


def shown(line: Line) -> str:
    return "".join(piece.shown for piece in line.pieces)


def rows(form: str, text: str, width: int = 76) -> list[str]:
    return [shown(line).rstrip() for line in setting_of(form)(text, width)]


@pytest.mark.parametrize("form", sorted(SETTINGS))
def test_no_frame_changes_a_word_of_any_file(pack: Pack, form: str) -> None:
    files = [f for m in pack.missions for f in m.attachment_by_name.values()]
    for file in files:
        text = file.body.rstrip("\n")
        told = []
        for line in setting_of(form)(text, 76):
            for piece in line.pieces:
                if piece.start >= 0:
                    assert text[piece.start : piece.end] == piece.shown
                    told.append(piece.shown)
        assert "".join(told).replace(" ", "") == "".join(text.split())


def test_a_table_has_a_rule_under_its_head_and_a_text_without_one_has_none() -> None:
    table = "COUNT\n\nRegion  Tills  Right\nCoast      14     86\nVale       11     82"
    assert rows("table", table)[3] == "─" * len("Region  Tills  Right")
    for text in ("Together 9", "a  b  1\nc  d  2", "Just words.\nAnd more."):
        assert rows("table", text) == text.split("\n")


def test_a_log_has_numbered_lines_and_its_times_apart() -> None:
    log = setting_of("log")("log\n08:15:00  open\n 2 Feb  08:40  hang", 76)
    assert [shown(line) for line in log] == [
        "1 │ log",
        "2 │ 08:15:00  open",
        "3 │  2 Feb  08:40  hang",
    ]
    assert [line.pieces[1].shown for line in log[1:]] == ["08:15:00", " 2 Feb  08:40"]


def test_a_calendar_has_lines_between_its_columns() -> None:
    assert rows("calendar", CALENDAR)[2:5] == [
        "Mon 16 │08:00 │barriers out",
        "Thu 19 │      │lit, gas on",
        "       │18:00 │rehearsal",
    ]


def test_a_plan_stands_in_the_middle_of_the_page() -> None:
    framed = rows("plan", "+--+\n|  |", 20)
    assert framed == [
        "      ╭──────╮",
        "      │ +--+ │",
        "      │ |  | │",
        "      ╰──────╯",
    ]


def test_marks_of_a_contract_lead_to_their_notes_and_back() -> None:
    layout = PageLayout(
        (
            Document(
                "terms", TERMS, laid_out=True,
                setting=setting_of("contract"), jumps=jumps_of("contract", TERMS),
            ),
        ),
        76,
    )  # fmt: skip
    quotes = [placed.passage.quote for placed in layout.placed]
    at = {quote: number for number, quote in enumerate(quotes)}
    assert layout.jump_from(at["9.  No copy,(2)"]) == at["(2) However"]
    assert layout.jump_from(at["(2) However"]) == at["9.  No copy,(2)"]
    assert layout.jump_from(at["(1) Added."]) == at["not for a night.(1)"]
    assert layout.jump_from(at["clever."]) is None
    assert layout.jump_at(2, len(" 9.  No copy,(")) == at["(2) However"]
    assert layout.jump_at(2, 3) is None


def test_a_note_without_a_mark_leads_nowhere() -> None:
    assert jumps_of("contract", "Terms.(3)\n\n(1) Alone.") == ()
    assert jumps_of("log", TERMS) == ()
    both = jumps_of("contract", "A(1) b(1)\n(1) Note.")
    assert both[-1] == (Span(10, 13), 1), "the note leads back to its first mark"
