"""The inbox by mouse, at both sizes."""

from __future__ import annotations

import pytest

from engine import actions as ac
from engine.mission import Mission
from tests.tui.plays import READ
from tests.tui.snapshot import NARROW, SIZES, WIDE
from tests.tui.stage import click, inbox, on_stage, press, session_of, still
from tui.inbox.paint import FINISH
from tui.screens.inbox import InboxScreen


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_alone_reads_pins_and_answers(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small)
    async with on_stage(session, InboxScreen, size) as (hands, pilot):
        screen = inbox(hands)
        await still(hands)
        await click(pilot, hands, "Ada Rye")
        assert screen.place == "mail", "the second click, on the row that is lit, opens it"
        await click(pilot, hands, "We want an order page.")
        assert screen.reader.passage is not None
        assert screen.reader.passage.quote == "We want an order page."
        await click(pilot, hands, "We want an order page.")
        assert session.state.shared.pins[0].quote == "We want an order page."
        await click(pilot, hands, "oven_log.txt")
        assert screen.file == "oven_log.txt"
        await click(pilot, hands, "Esc")
        await click(pilot, hands, "Reply" if size == NARROW else "most effective")
        await click(pilot, hands, "Offer the largest page")
        assert screen.options.cursor_id == "big-page"
        await click(pilot, hands, "Offer the largest page")
        assert screen.draft == "big-page"
        await click(pilot, hands, "Back to the three replies")
        assert screen.place == "reply"
        await click(pilot, hands, "Offer the largest page")
        await click(pilot, hands, "Send it")
        assert session.rows[-1].action == ac.Reply(mail="first-order", option="big-page")


async def test_two_sentences_on_one_line_are_told_apart_by_the_mouse(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, WIDE) as (hands, pilot):
        await still(hands)
        reader = inbox(hands).reader
        await click(pilot, hands, "nobody to count")
        assert reader.passage is not None
        assert reader.passage.quote == "Three ovens, and nobody to count."
        await click(pilot, hands, "an order page")
        assert reader.passage.quote == "We want an order page."


async def test_an_unread_mail_is_opened_by_a_click_in_the_reading_pane(small: Mission) -> None:
    session = session_of(small)
    async with on_stage(session, InboxScreen, WIDE) as (hands, pilot):
        await still(hands)
        await click(pilot, hands, "opens it.")
        assert session.rows[-1].action == READ


async def test_a_click_on_a_border_or_on_nothing_changes_nothing(small: Mission) -> None:
    session = session_of(small)
    async with on_stage(session, InboxScreen, WIDE) as (hands, pilot):
        await still(hands)
        for spot in ((20, 2), (20, 30), (90, 30)):
            await pilot.click(offset=spot)
            await still(hands)
        assert len(session.rows) == 1
        assert inbox(hands).selected == "first-order"


async def test_the_names_in_the_border_are_tabs_at_80_columns(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, NARROW) as (hands, pilot):
        await still(hands)
        for tab, place in (("Mail", "mail"), ("Reply", "reply"), ("List", "list")):
            await click(pilot, hands, tab)
            assert inbox(hands).place == place


async def test_a_drag_over_a_mail_selects_what_y_then_copies(small: Mission) -> None:
    session = session_of(small, READ)
    async with on_stage(session, InboxScreen, WIDE) as (hands, pilot):
        rows = (await press(hands, "enter")).split("\n")
        y = next(n for n, row in enumerate(rows) if "nobody to count" in row)
        x = rows[y].index("nobody")
        before = inbox(hands).reader.passage
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 9, y))
        await pilot.hover(offset=(x + 15, y))
        await pilot.mouse_up(offset=(x + 15, y))
        await still(hands)
        assert inbox(hands).reader.passage == before, "a drag moves no cursor and pins nothing"
        text = await press(hands, "y")
        assert hands.app.clipboard == "nobody to count."
        assert "Copied: “nobody to count.”" in text
        assert not hands.app.screen.selections
        assert len(session.rows) == 2


async def test_every_key_in_the_bar_can_be_clicked(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, WIDE) as (hands, pilot):
        await still(hands)
        await click(pilot, hands, "Finish inbox")
        assert inbox(hands).draft == FINISH
        await click(pilot, hands, "Esc", after="Finish the inbox")
        assert inbox(hands).draft is None
