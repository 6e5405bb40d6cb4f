"""Threads, moods and figures in plain lines."""

from __future__ import annotations

from pathlib import Path

from content.loader import load_pack
from engine import actions as ac
from engine.mission import Mission
from tests.content.small_pack import write
from tests.tui.plays import LOG, READ
from tests.tui.test_inbox_threads import FILES as TEXTS
from tests.tui.test_inbox_threads import FLOUR, FLOUR_READ, LETTER, SERIES
from tests.tui.test_plain import desk


def threaded(folder: Path) -> Mission:
    """The small mission with a thread of two mails, and figures in a file."""
    of_thread = 'from: ben\nthread: first-order\nmood: "flour to the elbow"\n'
    changes: dict[str, str | None] = {
        FLOUR: TEXTS[FLOUR].replace("from: ben\n", of_thread),
        LETTER: TEXTS[LETTER].replace("form: log, by: ben}", SERIES),
    }
    return load_pack(write(folder, changes)).mission("small-order")


async def test_a_mail_of_a_thread_says_what_came_before_it_and_who_is_seen(tmp_path: Path) -> None:
    answer = ac.Reply(mail="first-order", option="ask-hours")
    player = desk(threaded(tmp_path), READ, answer)
    await player.asked()
    assert "Ben Oat, 11:00: Flour; unread; in the thread 'An order page'" in _said(player.lines)
    await player.act(FLOUR_READ)
    text = _said(player.lines)
    assert "Seen: flour to the elbow." in text
    assert "Earlier in this thread: Ada Rye, 09:00, An order page." in text
    await player.leave()


async def test_figures_that_are_drawn_elsewhere_are_said_row_by_row(tmp_path: Path) -> None:
    player = desk(threaded(tmp_path), READ)
    await player.act(LOG)
    assert "Loaves: 06:10 6, ovens 2." in _said(player.lines)
    assert "Ovens, of 3: 06:10 2, ovens 2." in _said(player.lines)
    await player.leave()


def _said(lines: object) -> str:
    return " ".join(" ".join(lines.said).split())  # type: ignore[attr-defined]
