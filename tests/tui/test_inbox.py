"""The inbox by keys, at both sizes, on a small mission."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from content.loader import Pack, load_pack
from engine import actions as ac
from engine.clock import clock_time
from engine.mission import Mission
from tests.content.small_pack import FILES, HERE, write
from tests.tui.grid import screen_text
from tests.tui.plays import LOG, READ
from tests.tui.snapshot import NARROW, SIZES, WIDE, same
from tests.tui.stage import inbox, on_stage, press, row_of, session_of, still
from tests.tui.test_hostile import hostile_pack
from tui.drive.hands import Hands
from tui.inbox.paint import FILES as FILE_CHOICE
from tui.inbox.paint import FINISH, LEAVE
from tui.inbox.standing import Standing, came_while_playing, standing
from tui.screens.inbox import InboxScreen
from tui.screens.phase_screen import Outcome

QUIET = FILES[f"{HERE}/emails/first-order.md"].replace(
    "unanswered:", "may_leave: true\nunanswered:"
)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    """The small mission, whose first mail may be left without an answer."""
    pack = load_pack(
        write(tmp_path_factory.mktemp("quiet"), {f"{HERE}/emails/first-order.md": QUIET})
    )
    return pack.mission("small-order")


async def answer(hands: Hands, option: str) -> str:
    """Sends an answer by its number."""
    ids = [row.id for row in inbox(hands).options.rows]
    return await press(hands, str(ids.index(option) + 1), "enter", "enter")


# --- reading ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_mail_goes_from_the_list_to_its_letter_and_its_answers(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small)
    async with on_stage(session, InboxScreen, size) as (hands, _):
        same("inbox_list", size, await still(hands))
        same("inbox_mail", size, await press(hands, "enter"))
        assert inbox(hands).place == "mail"
        text = await press(hands, "r")
        assert "Which reply is the most effective?" in text
        assert inbox(hands).options.cursor_id is None
        same("inbox_reply", size, text)
        text = await press(hands, "enter")
        assert inbox(hands).draft is None, "Enter is inert until a reply is chosen"
        assert "Choose an answer first." in text
        assert "Choose an answer first." not in await press(hands, "1")
        chosen = inbox(hands).options.cursor_id
        same("inbox_letter", size, await press(hands, "enter"))
        assert len(session.rows) == 2, "nothing is sent by reading the letter"
        text = await press(hands, "enter")
        assert session.rows[-1].action == ac.Reply(mail="first-order", option=chosen)
        same("inbox_thread", size, text)


@pytest.mark.parametrize("size", SIZES)
async def test_escape_steps_back_to_the_board_one_pane_at_a_time(
    size: tuple[int, int], small: Mission
) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, size) as (hands, _):
        screen = inbox(hands)
        await press(hands, "r", "1", "enter")
        for place in ("letter", "reply", "mail", "list"):
            assert screen.place == place
            text = await press(hands, "escape")
        assert hands.app.closed == []  # type: ignore[attr-defined]
        assert "Esc again leaves to the board. Everything is stored." in text
        await press(hands, "enter")
        text = await press(hands, "escape")
        assert "Esc again" not in text, "what was said is over once one has gone on"
        await press(hands, "escape", "escape")
        assert hands.app.closed == [Outcome.LEFT]  # type: ignore[attr-defined]


async def test_what_a_key_was_refused_for_goes_with_the_next_key(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, NARROW) as (hands, _):
        await press(hands, "enter", "o", "enter")
        text = await press(hands, "c")
        told = inbox(hands).status.said[0]
        assert told and told in text
        assert told not in await press(hands, "r")


async def test_tab_goes_round_the_panes_and_back(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, WIDE) as (hands, _):
        places = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await press(hands, key)
            places.append(inbox(hands).place)
        assert places == ["mail", "reply", "list", "reply"]


@pytest.mark.parametrize("size", SIZES)
async def test_arrows_walk_passages_and_p_pins_and_unpins_them(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small, READ)
    async with on_stage(session, InboxScreen, size) as (hands, _):
        screen = inbox(hands)
        await press(hands, "enter", "down")
        assert screen.reader.passage is not None
        assert screen.reader.passage.quote == "Three ovens, and nobody to count."
        text = await press(hands, "p")
        assert session.state.shared.pins[0].quote == "Three ovens, and nobody to count."
        assert "1 pin from this mail" in text
        assert "Unpin" in row_of(text, "Passage")
        await press(hands, "up", "down", "p")
        assert session.state.shared.pins == ()


async def test_a_file_is_opened_from_its_mail_and_its_lines_are_pinned(small: Mission) -> None:
    session = session_of(small, READ)
    async with on_stage(session, InboxScreen, NARROW) as (hands, _):
        text = await press(hands, "enter", "o")
        assert inbox(hands).place == "file"
        assert "ovens: 2" in text
        text = await press(hands, "down", "p")
        assert session.state.shared.pins[0].source == "oven_log.txt"
        assert "1 pin from this file" in text
        await press(hands, "escape")
        assert inbox(hands).place == "mail"
        assert "✓ opened" in screen_text(hands.app)


async def test_the_cursor_is_back_on_its_passage_once_a_file_is_closed(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, NARROW) as (hands, _):
        await press(hands, "enter", "down")
        reader = inbox(hands).reader
        left, top = reader.passage, reader.top
        assert left != reader.all_passages[0]
        await press(hands, "o")
        assert reader.passage != left
        await press(hands, "escape")
        assert (reader.passage, reader.top) == (left, top)


async def test_of_several_files_one_is_chosen(small: Mission) -> None:
    session = session_of(small, READ, ac.Reply(mail="first-order", option="ask-hours"))
    async with on_stage(session, InboxScreen, WIDE) as (hands, _):
        await press(hands, "down", "enter", "o")
        assert inbox(hands).draft == FILE_CHOICE
        await press(hands, "2", "enter")
        assert inbox(hands).file == "ledger.txt"
        assert "Saturday   160" in screen_text(hands.app)


# --- what the list and the status line tell --------------------------------------------------


async def test_three_notices_at_once_are_told_to_the_end(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, NARROW) as (hands, _):
        await still(hands)
        three = ("Mail from the office. " * 3, "Three lines. " * 5, "A promise kept. " * 3)
        inbox(hands).status.say("New mail.", " · ".join(three) + "To the end.")
        assert "To the end." in await still(hands)


async def test_the_list_tells_unread_asking_answered_and_new_without_colour(
    small: Mission,
) -> None:
    session = session_of(small)
    async with on_stage(session, InboxScreen, WIDE) as (hands, _):
        assert "● Ada Rye" in await still(hands)
        await press(hands, "enter", "escape")
        text = screen_text(hands.app)
        assert "? Ada Rye" in text
        assert "? 1 asks" in text
        text = await answer(hands, "ask-hours")
        assert "✓ Ada Rye" in text
        assert "● Ben Oat" in text
        assert "new" in row_of(text, "Baker, Bakery")
        assert came_while_playing(session.rows) == {"flour"}


async def test_new_mail_files_and_facts_are_announced_in_one_line(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, WIDE) as (hands, _):
        text = await answer(hands, "ask-hours")
        told = row_of(text, "New mail.")
        assert "Ben: Flour" in told
        assert "New file. ledger.txt" in told
        assert "Now you know: Half the orders come before seven." in told


async def test_a_trust_move_is_seen_in_the_header_and_no_number_in_the_thread(
    small: Mission,
) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, WIDE) as (hands, _):
        assert "trust fair" in await still(hands)
        text = await answer(hands, "big-page")
        assert "trust open" in text
        assert "Lovely." in text
        assert "+6" not in text


async def test_a_silence_is_shown_as_what_is_seen_at_the_hour_of_the_clock(small: Mission) -> None:
    session = session_of(small, READ, ac.Reply(mail="first-order", option="ask-hours"))
    async with on_stage(session, InboxScreen, WIDE) as (hands, _):
        answered = session.state.shared.choices[-1]
        text = await press(hands, "down", "enter")
        assert f"Ada Rye   {clock_time(answered.minute)}   Read." in text


async def test_eight_mails_scroll_at_80_columns(small: Mission) -> None:
    phase = small.phases[0]
    flour = phase.emails[1]  # type: ignore[union-attr]
    more = tuple(
        flour.model_copy(
            update={
                "id": f"more-{n}",
                "arrives": flour.arrives.model_copy(update={"when": None, "at": f"1{n}:00"}),
            }
        )
        for n in range(7)
    )
    emails = (phase.emails[0], *more)  # type: ignore[union-attr]
    inbox_phase = phase.model_copy(update={"emails": emails})
    mission = Mission.model_validate(
        {**small.model_dump(), "phases": [inbox_phase, *small.phases[1:]]}
    )
    async with on_stage(session_of(mission), InboxScreen, NARROW) as (hands, _):
        await still(hands)
        await press(hands, "home")
        assert "16:00" in _below_header(screen_text(hands.app))
        assert "An order page" not in screen_text(hands.app)
        text = await press(hands, *["down"] * 7)
        assert "An order page" in text
        assert "16:00" not in _below_header(text)


def _below_header(text: str) -> str:
    return "\n".join(text.splitlines()[2:])


# --- leaving and finishing -------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_sending_nothing_is_one_more_answer_where_a_mail_may_be_left(
    size: tuple[int, int], quiet: Mission
) -> None:
    session = session_of(quiet, READ)
    async with on_stage(session, InboxScreen, size) as (hands, _):
        text = await press(hands, "r")
        assert "z Send nothing" in text
        text = await press(hands, "z")
        assert inbox(hands).draft == LEAVE
        assert "Nothing goes out." in text
        text = await press(hands, "enter")
        assert session.rows[-1].action == ac.LeaveMail(mail="first-order")
        assert "You sent nothing." in text
        own = session.state.phases[0]
        mail = quiet.email_by_id["first-order"]
        assert standing(mail, session.state.shared, own) is Standing.LEFT  # type: ignore[arg-type]


async def test_a_mail_that_must_be_answered_offers_no_silence(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, WIDE) as (hands, _):
        assert "Send nothing" not in await press(hands, "r", "z")
        assert inbox(hands).draft is None


@pytest.mark.parametrize("size", SIZES)
async def test_finishing_names_what_is_unread_unanswered_and_unopened(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small, READ)
    async with on_stage(session, InboxScreen, size) as (hands, _):
        text = await press(hands, "f")
        assert inbox(hands).draft == FINISH
        same("inbox_finish", size, text)
        assert "Ada, An order page   no answer" in text
        assert "oven_log.txt unopened" in text
        await press(hands, "escape")
        assert inbox(hands).place == "list"
        await press(hands, "f", "enter")
        assert hands.app.closed == [Outcome.ADVANCED]  # type: ignore[attr-defined]


async def test_finishing_a_settled_inbox_says_so(small: Mission) -> None:
    session = session_of(small, READ, ac.Reply(mail="first-order", option="big-page"), LOG)
    async with on_stage(session, InboxScreen, WIDE) as (hands, _):
        text = await press(hands, "f")
        assert "Every mail is read, and every one that asks is settled." in text
        assert "next: call" in text


async def test_a_key_that_cannot_work_now_says_why(small: Mission) -> None:
    session = session_of(small, READ, ac.Reply(mail="first-order", option="ask-hours"))
    async with on_stage(session, InboxScreen, NARROW) as (hands, _):
        for key in ("r", "o", "p"):
            assert "This mail is unread." in await press(hands, key)
        await press(hands, "enter")
        assert "This mail asks for no answer." in await press(hands, "r")
        assert "This mail has no file." in await press(hands, "o")
        await press(hands, "escape", "down", "enter")
        assert "This mail is settled." in await press(hands, "r")
        assert len(session.rows) == 4


async def test_a_letter_that_another_terminal_has_sent_is_put_away_with_a_word(
    small: Mission,
) -> None:
    session = session_of(small, READ)
    async with on_stage(session, InboxScreen, WIDE) as (hands, _):
        await press(hands, "r", "1", "enter")
        await session.act(ac.Reply(mail="first-order", option="big-page"))
        text = await press(hands, "enter")
        assert "This mail is settled." in text
        assert inbox(hands).place == "mail"
        assert "Lovely." in text
        assert len(session.rows) == 3


async def test_a_resize_keeps_the_pane_and_the_draft(small: Mission) -> None:
    async with on_stage(session_of(small, READ), InboxScreen, WIDE) as (hands, pilot):
        await press(hands, "r", "2", "enter")
        draft = inbox(hands).draft
        await pilot.resize_terminal(*NARROW)
        await still(hands)
        assert inbox(hands).draft == draft
        assert "Letter, not sent" in screen_text(hands.app)
        await pilot.resize_terminal(*WIDE)
        await asyncio.sleep(0)
        assert "Ada Rye" in await still(hands)


async def test_many_things_at_once_are_told_short_enough_to_be_read(pack: Pack) -> None:
    mission = pack.mission("client-discovery-workshop")
    mail = mission.email_by_id["an-app-like-everyone"]
    session = session_of(mission, ac.OpenEmail(mail=mail.id))
    best = mail.best[-1].option
    async with on_stage(session, InboxScreen, NARROW) as (hands, _):
        await press(hands, "up", "r")
        text = " ".join((await answer(hands, best)).split())
        assert "new mails. Anselm, Cornelius · Now you know:" in text
        fact = mission.fact_by_id[session.state.shared.facts[0].fact]
        assert fact.says in text


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_break_no_line_of_the_inbox(
    size: tuple[int, int], tmp_path: Path
) -> None:
    session = session_of(hostile_pack(tmp_path).mission("small-order"))
    async with on_stage(session, InboxScreen, size) as (hands, _):
        for key in ("enter", "p", "o", "escape", "r", "1", "enter", "enter", "f"):
            text = await press(hands, key)
            right = [
                row.rstrip() for row in text.split("\n")[2:] if row.startswith(("│", "╭", "╰"))
            ]
            assert {len(row) for row in right} <= set(range(size[0] - 3, size[0] + 1))
            assert all(row.endswith(("│", "╮", "╯")) for row in right), text
