"""Threads, what is looked for, what is put away, what is copied: the inbox by keys and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import Pack, load_pack
from engine import actions as ac
from engine.mission import Mission
from tests.content.small_pack import FILES, HERE, write
from tests.tui.plays import LOG, READ
from tests.tui.snapshot import NARROW, SIZES, WIDE, same
from tests.tui.stage import click, inbox, on_stage, press, row_of, session_of, still
from tui.drive.hands import Stuck
from tui.drive.inbox import play
from tui.inbox.finding import Archive
from tui.inbox.threads import threads_of
from tui.screens.inbox import InboxScreen

FLOUR, LETTER = f"{HERE}/emails/flour.md", f"{HERE}/emails/first-order.md"
ANSWERED = (READ, ac.Reply(mail="first-order", option="ask-hours"))
FLOUR_READ = ac.OpenEmail(mail="flour")
SERIES = (
    'form: log, by: ben, series: [{name: Loaves, x: ["06:10", "ovens"], values: [6, 2]}, '
    '{name: Ovens, unit: of 3, x: ["06:10", "ovens"], values: [2, 2]}]}'
)


@pytest.fixture(scope="module")
def threaded(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    """The small mission, whose second mail belongs to the first one's thread."""
    changes: dict[str, str | None] = {
        FLOUR: FILES[FLOUR].replace(
            "from: ben\n", 'from: ben\nthread: first-order\nmood: "flour to the elbow"\n'
        ),
        LETTER: FILES[LETTER].replace("form: log, by: ben}", SERIES),
    }
    return load_pack(write(tmp_path_factory.mktemp("thread"), changes)).mission("small-order")


# --- threads ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_mails_of_one_matter_are_one_row_with_history_folded(
    size: tuple[int, int], threaded: Mission
) -> None:
    session = session_of(threaded, *ANSWERED)
    async with on_stage(session, InboxScreen, size) as (hands, _):
        text = await still(hands)
        assert [row.id for row in inbox(hands).mails.rows] == ["first-order"]
        assert "2 mails  1 unread" in text
        same("inbox_thread_list", size, text)
        text = await press(hands, "enter")
        assert session.rows[-1].action == FLOUR_READ, "the unread mail is the one to open"
        assert "▸ 4 earlier   Ada Rye, You   x opens" in text
        assert "Ben asked" not in text
        assert "flour to the elbow" in text
        same("inbox_thread_folded", size, text)
        lit = inbox(hands).reader.passage
        text = await press(hands, "x")
        assert inbox(hands).reader.passage == lit, "the cursor stays on its passage"
        text = await press(hands, "home")
        assert "▾ 4 earlier" in text
        assert "Three ovens, and nobody to count." in text
        same("inbox_thread_unfolded", size, text)
        assert "▸ 4 earlier" in await press(hands, "x")
        assert len(session.rows) == 4, "folding is no move"


async def test_n_goes_round_a_thread_and_opens_nothing(threaded: Mission) -> None:
    session = session_of(threaded, *ANSWERED)
    async with on_stage(session, InboxScreen, NARROW) as (hands, _):
        text = await press(hands, "n")
        assert inbox(hands).selected == "first-order"
        assert "Next mail" not in text, "the list alone does not show which mail is in front"
        await press(hands, "enter")
        assert inbox(hands).place == "mail"
        text = await press(hands, "end")
        assert "● Ben Oat" in text, "the mail after it is named below"
        text = await press(hands, "n")
        assert inbox(hands).selected == "flour"
        assert "Enter opens it" in text
        assert len(session.rows) == 3
        await press(hands, "enter")
        assert session.rows[-1].action == FLOUR_READ


async def test_the_mouse_unfolds_a_thread_and_goes_to_its_next_mail(threaded: Mission) -> None:
    session = session_of(threaded, *ANSWERED, FLOUR_READ)
    async with on_stage(session, InboxScreen, WIDE) as (hands, pilot):
        await press(hands, "enter")
        assert "▾ 4 earlier" in await click(pilot, hands, "4 earlier")
        assert "▸ 4 earlier" in await click(pilot, hands, "4 earlier")
        await press(hands, "n", "end")
        await click(pilot, hands, "goes there")
        assert inbox(hands).selected == "flour"


async def test_a_file_with_figures_turns_into_a_chart_and_back(threaded: Mission) -> None:
    session = session_of(threaded, READ, LOG)
    for size in SIZES:
        async with on_stage(session, InboxScreen, size) as (hands, _):
            text = await press(hands, "enter", "o")
            assert "06:10  forty loaves" in text
            assert "c Chart" in text
            text = await press(hands, "c")
            assert "Ovens, of 3   2" in text
            assert "forty loaves" not in text
            same("inbox_chart", size, text)
            before = len(session.rows)
            await press(hands, "p", "down")
            assert len(session.rows) == before, "a drawing is not pinned"
            text = await press(hands, "c")
            assert "06:10  forty loaves" in text


async def test_a_file_without_figures_says_so(small: Mission) -> None:
    async with on_stage(session_of(small, READ, LOG), InboxScreen, WIDE) as (hands, _):
        assert "This file has no figures to draw." in await press(hands, "enter", "o", "c")


async def test_enter_follows_a_footnote_and_comes_back(pack: Pack) -> None:
    mission = pack.mission("client-discovery-workshop")
    read = ac.OpenEmail(mail="an-app-like-everyone")
    answer = ac.Reply(mail=read.mail, option="nine-questions")
    club, terms = ac.OpenEmail(mail="the-club"), ac.OpenAttachment(filename="club_terms.pdf")
    session = session_of(mission, read, answer, club, terms)
    for size in SIZES:
        async with on_stage(session, InboxScreen, size) as (hands, _):
            screen = inbox(hands)
            await press(hands, "home")
            at = [row.id for row in screen.mails.rows].index("the-club")
            await press(hands, *["down"] * at, "enter", "o")
            mark = next(n for n, p in enumerate(screen.reader.all_passages) if "(3)" in p.quote)
            await press(hands, *["down"] * mark)
            text = await press(hands, "enter")
            assert screen.reader.passage is not None
            assert screen.reader.passage.quote == "(3) Added after a night."
            assert screen.place == "file"
            same("inbox_footnote", size, text)
            await press(hands, "enter")
            assert screen.reader.passage.quote == "not even for a night.(3)"


# --- finding ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_words_find_senders_subjects_and_what_was_opened(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small, *ANSWERED)
    async with on_stage(session, InboxScreen, size) as (hands, _):
        screen = inbox(hands)

        async def found(words: str) -> list[str]:
            text = await press(hands, "slash", *words)
            told = [row.id for row in screen.mails.rows]
            assert ("Nothing holds" in text) == (not told)
            await press(hands, "escape")
            assert len(screen.mails.rows) == 2
            return told

        assert await found("oat") == ["flour"]
        assert await found("order") == ["first-order"]
        assert await found("nobody") == ["first-order"], "its body has been read"
        assert await found("oven_log") == ["first-order"], "so are the names of its files"
        assert await found("late") == [], "an unread body tells nothing"
        await press(hands, "slash", *"bakery")
        same("inbox_found", size, await press(hands, "enter"))
        assert screen.mails.has_focus
        assert "Nothing holds 'xyz'." in await press(hands, "slash", *"xyz"), "no more is shown"
        await press(hands, "escape")
        assert len(session.rows) == 3


async def test_v_goes_through_unread_asking_with_files_sent_and_archived(small: Mission) -> None:
    session = session_of(small, READ)
    async with on_stage(session, InboxScreen, WIDE) as (hands, _):
        await still(hands)
        told = []
        for _ in range(6):
            text = await press(hands, "v")
            title = row_of(text, "╭─ Inbox")[3:34].strip(" ─╮")
            told.append((title, len(inbox(hands).mails.rows)))
        assert told == [
            ("Inbox, unread", 0),
            ("Inbox, asking for an answer", 1),
            ("Inbox, with files", 1),
            ("Inbox, sent", 0),
            ("Inbox, archived", 0),
            ("Inbox", 1),
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_under_sent_stands_what_the_player_wrote_and_to_whom(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small, *ANSWERED)
    choice = session.state.shared.choice("first-order")
    assert choice is not None
    letter = small.texts[f"first-order/{choice.move}/you"].say
    async with on_stage(session, InboxScreen, size) as (hands, _):
        screen = inbox(hands)
        text = await press(hands, "v", "v", "v", "v")
        assert [row.id for row in screen.mails.rows] == ["first-order"]
        assert screen.selected == "first-order", "the letter's mail, not what came since"
        row = row_of(text, "✓ to")
        assert small.name(small.email_by_id["first-order"].sender) in row
        assert letter.split("\n")[0][:20] in text
        same("inbox_sent", size, text)
        text = await press(hands, "enter")
        assert "ME   You" in text and letter.split("\n")[0][:40] in text
        await press(hands, "escape", "e", "v")
        assert [row.id for row in screen.mails.rows] == ["first-order"], "it is archived now"
        await press(hands, "v", "v", "v", "v", "v")
        assert [row.id for row in screen.mails.rows] == ["first-order"], "what is sent is sent"


async def test_a_mail_that_is_read_under_a_filter_stays_while_it_is_read(small: Mission) -> None:
    async with on_stage(session_of(small, *ANSWERED), InboxScreen, WIDE) as (hands, _):
        await press(hands, "v", "enter")
        assert inbox(hands).place == "mail"
        assert [row.id for row in inbox(hands).mails.rows] == ["flour"]
        await press(hands, "v", "escape")
        assert len(inbox(hands).mails.rows) == 2


# --- archive ---------------------------------------------------------------------------------


async def test_what_waits_is_not_archived_and_what_is_settled_is_only_out_of_sight(
    small: Mission,
) -> None:
    session = session_of(small, READ)
    async with on_stage(session, InboxScreen, WIDE) as (hands, _):
        screen = inbox(hands)
        assert "It can be archived when it is settled." in await press(hands, "e")
        await press(hands, "r", "1", "enter", "enter", "escape")
        settled, before = screen.selected, len(screen.mails.rows)
        await press(hands, "e")
        assert settled not in [row.id for row in screen.mails.rows]
        assert len(screen.mails.rows) == before - 1
        await press(hands, "v", "v", "v", "v", "v")
        assert [row.id for row in screen.mails.rows] == [settled]
        assert "Back in the list." in await press(hands, "e")
        await press(hands, "escape")
        assert len(screen.mails.rows) == before
        assert len(session.rows) == 3, "the rules know nothing of it"


def test_an_archive_is_kept_for_its_playthrough_and_gives_back_a_thread_with_new_mail(
    threaded: Mission, tmp_path: Path
) -> None:
    shared = session_of(threaded, READ).state.shared
    (alone,) = threads_of(threaded, threaded.phases[0], shared)  # type: ignore[arg-type]
    assert Archive(tmp_path, "one").turn(alone)
    assert Archive(tmp_path, "one").holds(alone)
    assert not Archive(tmp_path, "other").holds(alone)
    shared = session_of(threaded, *ANSWERED).state.shared
    (both,) = threads_of(threaded, threaded.phases[0], shared)  # type: ignore[arg-type]
    assert not Archive(tmp_path, "one").holds(both)
    assert not Archive(tmp_path, "one").turn(alone)
    assert not Archive(tmp_path, "one").holds(alone)


@pytest.mark.parametrize("kept", ["", "{", "[1]", '{"archived": 3}', '{"archived": [3, null]}'])
def test_a_spoilt_archive_hides_nothing(threaded: Mission, tmp_path: Path, kept: str) -> None:
    (tmp_path / "views").mkdir()
    (tmp_path / "views" / "one.json").write_text(kept)
    shared = session_of(threaded, READ).state.shared
    (alone,) = threads_of(threaded, threaded.phases[0], shared)  # type: ignore[arg-type]
    assert not Archive(tmp_path, "one").holds(alone)


# --- copying ---------------------------------------------------------------------------------


async def test_y_copies_the_passage_and_capital_y_the_page(small: Mission) -> None:
    async with on_stage(session_of(small, READ, LOG), InboxScreen, NARROW) as (hands, _):
        assert "OSC 52" in await press(hands, "y")
        assert hands.app.clipboard.startswith("From: Ada Rye\nSubject: An order page\n\nDear all,")
        await press(hands, "enter", "down", "y")
        assert hands.app.clipboard == "Three ovens, and nobody to count."
        await press(hands, "Y")
        assert "We want an order page." in hands.app.clipboard
        await press(hands, "o", "Y")
        assert hands.app.clipboard.startswith("06:10  forty loaves\novens: 2")


async def test_an_unread_mail_is_not_copied(small: Mission) -> None:
    async with on_stage(session_of(small), InboxScreen, NARROW) as (hands, _):
        assert "This mail is unread." in await press(hands, "y")
        assert hands.app.clipboard == ""


async def test_a_file_of_a_mail_that_has_not_come_is_told_and_not_opened(kettle: Mission) -> None:
    async with on_stage(session_of(kettle), InboxScreen, (80, 24)) as (hands, _):
        screen = hands.app.screen
        assert isinstance(screen, InboxScreen)
        with pytest.raises(Stuck, match="No mail that has come holds"):
            await play(hands, screen, ac.OpenAttachment(filename="nothing.txt"))
