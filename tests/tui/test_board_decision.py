"""The decision sheet: every line by keys and by mouse, live, and handed in after a question."""

from __future__ import annotations

import pytest
from textual.color import Color

from content.loader import Pack
from engine.actions import (
    AnyAction,
    DecideBoard,
    FinishPhase,
    OpenEmail,
    Reply,
    SubmitBoard,
    Undo,
)
from engine.board.fields import Criterion, RubricCase
from engine.conditions import Always
from engine.mission import Mission
from tests.tui.grid import screen_text
from tests.tui.sheet_hands import (
    TO_BOARD,
    click_line,
    gold,
    laid,
    last,
    on_sheet,
    sheet,
    shown,
    with_board,
)
from tests.tui.snapshot import same
from tests.tui.stage import on_stage, press, row_of, session_of, still, tap
from tui.drive.hands import Hands
from tui.screens.board_decision import BoardDecisionScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.feedback import FeedbackScreen
from tui.screens.help import HelpScreen, Question
from tui.screens.letters import LettersScreen
from tui.screens.phase_screen import Outcome
from tui.screens.sheet import SheetScreen

NARROW, WIDE = SIZES = ((80, 24), (120, 40))
BLIND: list[AnyAction] = [
    OpenEmail(mail="the-weir"),
    Reply(mail="the-weir", option="low-price"),
    FinishPhase(),
]
"""To the sheet, without having asked anybody."""
NASTY = "[/] [@click=app.bell]x[/] \x1b[2J \x9b ‮ 🫖"


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_is_reached_and_changed_by_keys(
    sheets: Pack, weir: Mission, size: tuple[int, int]
) -> None:
    async with sheet(weir, gold(sheets)[:TO_BOARD], size) as (hands, _, screen):
        addresses = [slot.address for slot in screen.scene().slots]
        assert len(addresses) == 15
        for number, address in enumerate(addresses):
            assert screen.cursor == address
            if address != "year":
                before = len(hands.session.rows)
                await tap(hands, "right", "enter")
                assert len(hands.session.rows) == before + 1, address
                action = last(hands)
                assert isinstance(action, DecideBoard)
                assert ".".join(filter(None, (action.field, action.part))) == address
            if number + 1 < len(addresses):
                await tap(hands, "down")
        await tap(hands, "enter")
        assert screen.laid == "year"


@pytest.mark.slow
async def test_every_line_is_changed_by_mouse(sheets: Pack, weir: Mission) -> None:
    async with sheet(weir, gold(sheets)[:TO_BOARD], WIDE) as (hands, pilot, screen):
        for slot in screen.scene().slots:
            if slot.address == "year":
                continue
            before = len(hands.session.rows)
            await click_line(pilot, hands, screen, slot.address)
            assert screen.cursor == slot.address
            row = next(n for n in screen.sheet_pane.lines if n.address == slot.address)
            if any(hit.does == "+" for hit in row.hits):
                await click_line(pilot, hands, screen, slot.address, "+")
                await click_line(pilot, hands, screen, slot.address, "set")
            else:
                now = screen.scene()
                offered = dict(now.slot.choices) if now.slot else {}
                offered.pop(now.sheet.text(slot.address), None)
                await click_line(pilot, hands, screen, slot.address, f"={list(offered)[-1]}")
            assert len(hands.session.rows) == before + 1, slot.address
        await click_line(pilot, hands, screen, "year")
        await click_line(pilot, hands, screen, "year", "open")
        assert screen.laid == "year"


async def test_a_number_is_typed_and_what_is_no_number_is_not_entered(
    sheets: Pack, weir: Mission
) -> None:
    async with sheet(weir, gold(sheets)[:TO_BOARD], NARROW) as (hands, _, screen):
        before = len(hands.session.rows)
        await tap(hands, "3", "enter", "6", "1", "enter")
        assert last(hands) == DecideBoard(field="cap", value=61)
        assert screen.own.sheet.number("cap") == 62
        await tap(hands, "enter", "9", "backspace", "full_stop", "enter")
        assert len(hands.session.rows) == before + 1
        text = await shown(hands, "enter", "9", "9", "9", "enter")
        assert "lies between 40 and 120" in text
        assert len(hands.session.rows) == before + 1
        await tap(hands, "enter", "7", "escape")
        assert screen.typing is None and screen.cursor == "cap"
        await tap(hands, "pageup")
        assert screen.pending is not None and screen.pending.value == 82
        await tap(hands, "pagedown", "backspace")
        assert last(hands) == DecideBoard(field="cap", value=None)


async def test_what_is_considered_is_told_at_once_and_entered_by_going_on(
    sheets: Pack, weir: Mission
) -> None:
    actions = gold(sheets)[: TO_BOARD + 3]
    async with sheet(weir, actions, WIDE) as (hands, _, screen):
        before = len(hands.session.rows)
        assert "80 of 80K" in screen_text(hands.app)
        text = await shown(hands, "3", "right")
        assert len(hands.session.rows) == before
        assert "82 of 80K" in text and "moved by 3" in row_of(text, "Saskia")
        text = await shown(hands, "escape")
        assert "80 of 80K" in text and "moved by 3" not in text
        await tap(hands, "left", "down")
        assert last(hands) == DecideBoard(field="cap", value=60)
        assert screen.cursor == "scope.bridges"
        await tap(hands, "u")
        assert isinstance(last(hands), Undo) and screen.own.sheet.number("cap") == 62
        await tap(hands, "U")
        assert screen.own.sheet.number("cap") == 60


async def test_only_the_line_under_the_cursor_is_lit(sheets: Pack, weir: Mission) -> None:
    async with sheet(weir, gold(sheets), WIDE) as (hands, _, screen):
        lamp = Color.parse(hands.app.theme_variables["lamp"]).rich_color

        def lit() -> list[str]:
            rows = screen._compositor.render_strips()
            return [
                strip.text[1:16].strip(" │▌")
                for strip in rows[:30]
                if any(s.style and s.style.bgcolor == lamp for s in strip)
            ]

        assert lit() == ["1 Shape"]
        await tap(hands, "3")
        assert lit() == ["3 Cap"]
        await tap(hands, "down")
        assert lit() == ["4 Ten bridges"]


async def test_nobody_sees_what_they_did_not_ask_for(weir: Mission) -> None:
    async with sheet(weir, BLIND, WIDE) as (hands, _, _screen):
        text = screen_text(hands.app)
        assert "Members' vote" not in text and "Grant" not in text
        assert "not asked" in row_of(text, "Saskia")
        for secret in ("A price that can be lived on", "Discovery is paid"):
            assert secret not in text
        text = await shown(hands, "l")
        assert isinstance(hands.app.screen, SheetScreen)
        assert "Members' vote" not in text


async def test_a_letter_that_is_written_late_brings_its_constraint(weir: Mission) -> None:
    async with sheet(weir, BLIND, WIDE) as (hands, _, screen):
        assert "w Write once more" in screen_text(hands.app)
        await tap(hands, "w")
        letters = await hands.screen(LettersScreen)
        await hands.cursor_to(letters.topics, "late-grant")
        await tap(hands, "enter", "enter", "w")
        assert hands.app.screen is screen
        assert "Grant lapses in week 9" in screen_text(hands.app)


async def test_a_hard_constraint_keeps_the_sheet_and_says_why(weir: Mission) -> None:
    async with sheet(weir, BLIND, NARROW) as (hands, _, screen):
        text = await shown(hands, "d")
        assert "Nobody may: that line is empty." in text
        assert hands.app.screen is screen


@pytest.mark.parametrize("size", SIZES)
async def test_the_sheet_is_handed_in_after_a_page_that_sums_it_up(
    sheets: Pack, weir: Mission, size: tuple[int, int]
) -> None:
    async with sheet(weir, gold(sheets), size) as (hands, _, _screen):
        text = await shown(hands, "d")
        assert isinstance(hands.app.screen, Question)
        for told in ("paid discovery, then capped", "62K", "Hand this sheet in", "One permit desk"):
            assert told in text
        same("sheet_hand_in", size, text)
        await tap(hands, "escape")
        assert not isinstance(last(hands), SubmitBoard)
        await tap(hands, "d", "enter")
        assert isinstance(last(hands), SubmitBoard)
        assert hands.app.closed == [Outcome.ADVANCED]  # type: ignore[attr-defined]


async def test_at_80_columns_sections_are_tabs_for_keys_and_mouse(
    sheets: Pack, weir: Mission
) -> None:
    async with sheet(weir, gold(sheets)[:TO_BOARD], NARROW) as (hands, pilot, screen):
        await tap(hands, "tab")
        assert screen.scene().section.id == "scope"
        await tap(hands, "shift+tab", "shift+tab")
        assert screen.scene().section.id == "year"
        column = screen_text(hands.app).split("\n")[2].index("Telling")
        await pilot.click(screen.tabs, offset=(column, 0))
        await still(hands)
        assert screen.cursor == "notice.route"


async def test_help_speaks_of_the_line_and_the_strip_opens_all_losses(
    sheets: Pack, weir: Mission
) -> None:
    async with sheet(weir, gold(sheets)[:TO_BOARD], NARROW) as (hands, pilot, screen):
        text = await shown(hands, "question_mark")
        assert isinstance(hands.app.screen, HelpScreen)
        assert "Shape. How the price is made." in " ".join(text.split())
        await tap(hands, "escape")
        await pilot.click(screen.strip)
        await still(hands)
        assert isinstance(hands.app.screen, SheetScreen)
        assert "Rurik" in screen_text(hands.app)


async def test_a_terminal_that_changes_its_size_keeps_what_is_considered(
    sheets: Pack, weir: Mission
) -> None:
    async with sheet(weir, gold(sheets)[: TO_BOARD + 3], WIDE) as (hands, pilot, screen):
        await tap(hands, "3", "right")
        await pilot.resize_terminal(*NARROW)
        await still(hands)
        assert screen.pending is not None
        assert "1 Price" in screen_text(hands.app) and "64" in screen_text(hands.app)
        await _laid_after(hands, screen)
        await pilot.resize_terminal(*WIDE)
        text = await still(hands)
        assert "What each gives up" in text and "Q4" in text


async def _laid_after(hands: Hands, screen: BoardDecisionScreen) -> None:
    await tap(hands, "escape", "shift+tab", "enter")
    assert screen.laid == "year"


async def test_text_of_a_sheet_is_shown_and_never_obeyed(sheets: Pack, weir: Mission) -> None:
    config = weir.board_phase
    assert config is not None
    plain = config.sheet.model_dump_json()
    for honest in ("The offer to the Weir", "Ten bridges on a line", "They vote in five months."):
        nasty = NASTY.replace("\x1b", "\\u001b").replace("\x9b", "\\u009b")
        assert honest in plain
        plain = plain.replace(honest, nasty)
    board = type(config.sheet).model_validate_json(plain)
    mission = with_board(weir, board)
    async with on_sheet(session_of(mission, *gold(sheets)), WIDE) as (hands, _, _screen):
        text = screen_text(hands.app)
        assert "[/]" in text and "\x1b" not in text
        await tap(hands, "d")
        assert isinstance(hands.app.screen, Question)


async def test_the_bar_names_the_keys_of_the_page_that_lies_over_a_sheet(
    weir: Mission, sheets: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sheet(weir, gold(sheets), NARROW) as (hands, _, screen):
        monkeypatch.setattr(hands.app, "_keep_settings", lambda: None)

        def bar() -> str:
            return screen_text(hands.app).split("\n")[-1]

        await tap(hands, "d")
        assert bar().split() == ["Enter", "Hand", "in", "Esc", "Go", "on", "with", "it"]
        await tap(hands, "escape", "question_mark")
        assert bar().split() == ["↑↓", "Read", "Esc", "Close"]
        await tap(hands, "comma")
        assert bar().split() == ["←→", "Change", "↑↓", "Other", "Esc", "Back"]
        await tap(hands, "escape")
        assert bar().split() == ["↑↓", "Read", "Esc", "Close"], "the page beneath is in front again"
        await tap(hands, "escape", "w")
        assert bar().split() == ["↑↓", "Choose", "Enter", "Read", "the", "letter", "Esc", "Close"]
        await tap(hands, "enter")
        assert "Enter Send it, for" in bar() and "Esc Another letter" in bar()
        await tap(hands, "enter")
        assert bar().split() == [
            "↑↓",
            "Passage",
            "p",
            "Pin",
            "Enter",
            "Write",
            "another",
            "Esc",
            "Close",
        ]
        await tap(hands, "escape")
        assert hands.app.screen is screen and "Line  ←→ Change" in bar()


async def test_a_sheet_of_one_sequence_is_laid_out_at_once(sheets: Pack, weir: Mission) -> None:
    config = weir.board_phase
    assert config is not None
    year = config.sheet.sections[-1]
    asked = Criterion(
        id="placed", title="Placed", cases=(RubricCase(when=Always(), score=1, says="It is."),)
    )
    board = config.sheet.model_copy(
        update={"sections": (year,), "figures": (), "constraints": (), "rubric": (asked,)}
    )
    mission = with_board(weir, board.model_copy(update={"losses": (), "outcomes": ()}))
    to_board = gold(sheets)[:TO_BOARD]
    async with on_sheet(session_of(mission, *to_board), NARROW) as (hands, _, screen):
        assert screen.laid == "year" and screen.in_list
        await tap(hands, "enter", "enter")
        assert last(hands) == DecideBoard(field="year", part="registry", value="q1")
        assert "Esc Board?" in await press(hands, "home"), "there is no sheet to go back to"
        await tap(hands, "escape", "escape")
        assert hands.app.closed == [Outcome.LEFT]  # type: ignore[attr-defined]


async def test_feedback_and_debrief_speak_of_the_sheet(sheets: Pack, weir: Mission) -> None:
    poor = [
        *BLIND,
        DecideBoard(field="shape", value="fixed"),
        DecideBoard(field="cap", value=90),
        DecideBoard(field="rights", part="pass-cap", value="you"),
        SubmitBoard(),
    ]
    async with on_stage(session_of(weir, *poor), FeedbackScreen, WIDE) as (hands, _):
        text = await shown(hands, "enter")
        assert "What the sheet did" in text
        assert "Members' vote above 80K: does not hold" in text
    async with on_stage(session_of(weir, *poor), FeedbackScreen, NARROW) as (hands, _):
        text = await shown(hands, "enter")
        assert "r the room" in text and "grid" not in text
    ended = session_of(weir, *poor, FinishPhase())
    async with on_stage(ended, DebriefScreen, WIDE) as (hands, _):
        text = screen_text(hands.app)
        assert "The same price, capped." in text and "with it" in text
        assert "You hand in 'The offer to the" in text
        assert "− A price that can be lived on" in text
        text = await shown(hands, "o")
        assert "A price that can be lived on" in text and "on the sheet" in text


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["day", "contrast", "xterm", "grey"])
async def test_a_sheet_is_shown_in_every_look(sheets: Pack, weir: Mission, theme: str) -> None:
    async with sheet(weir, gold(sheets), WIDE) as (hands, _, screen):
        hands.app.theme = theme
        assert "paid discovery" in await shown(hands)
        await laid(hands, screen)
        assert "Flood sensors" in await shown(hands, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_sheet_looks_as_it_did(sheets: Pack, weir: Mission, size: tuple[int, int]) -> None:
    actions = gold(sheets)
    async with sheet(weir, actions[:TO_BOARD], size) as (hands, _, _screen):
        same("sheet_blank", size, await still(hands))
    async with sheet(weir, actions, size) as (hands, _, screen):
        same("sheet_considered", size, await shown(hands, "3", "right", "right"))
        await tap(hands, "escape")
        await laid(hands, screen)
        same("sheet_line", size, await still(hands))
        same("sheet_line_held", size, await shown(hands, "enter", "right", "right"))
        await tap(hands, "escape")
        same("sheet_line_list", size, await shown(hands, "b"))
