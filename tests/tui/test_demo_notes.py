"""The presenter's notes: what stands in them, and when."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from content.demo import parse_demo
from engine.mission import Mission
from tests.tui.demos import OPENED, SMALL, presenting, small_demo
from tui.demo import notes, words
from tui.demo.notes import NotesFile, notes_page


async def test_the_notes_of_a_waiting_script_tell_what_belongs_to_the_picture(
    small: Mission,
) -> None:
    demo = parse_demo(SMALL.replace("press: [end]\n", 'press: [end]\n  - note: "Look there."\n'))
    async with presenting(small, demo) as shown:
        page = notes_page(shown.director)
        assert "NOW\n  Ada wants a page." in page
        assert "NEXT\n  Look there." in page
        await shown.step(OPENED)
        await shown.step(OPENED + 1)
        assert "NOW\n  Look there." in notes_page(shown.director)
        await shown.press("n")
        await shown.until(lambda: shown.director.held, "the question")
        page = notes_page(shown.director)
        assert page.startswith("1/3  Opening   ◆ HOLD\n")
        assert page.count("THE ROOM CHOOSES: Which letter?") == 1
        first = shown.director.held.poll.options[0]
        assert f" 1 {first[1][:20]}" in page
        shown.director.held.poll.set(first[0], 7)
        assert f" 1    7  {first[1][:20]}" in notes_page(shown.director)
        assert "VOTES" not in notes_page(shown.director)


def test_notes_that_a_killed_demo_left_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    file = NotesFile(path, kept=False)
    file.write("1/3  Opening\n")
    long_ago = time.time() - 60
    os.utime(path, (long_ago, long_ago))
    shown: list[str] = []
    notes.follow(path, shown.append, patience=0)
    assert shown == [notes.GONE + "\n"]
    file.write("1/3  Opening\n")  # the demo lives, and says the same
    assert time.time() - path.stat().st_mtime < notes.STALE_SECONDS


def test_what_comes_next_is_told_with_its_article() -> None:
    assert [words._kind(kind) for kind in ("export_queue", "cache")] == [
        "an export queue",
        "a cache",
    ]


def test_notes_longer_than_the_terminal_keep_their_head() -> None:
    page = "".join(f"line {number}\n" for number in range(40))
    assert notes.fitted(page, 50) == page
    shown = notes.fitted(page, 24).split("\n")
    assert shown[0] == "line 0"
    assert shown[-2:] == ["…", ""]
    assert len(shown) == 24


def test_a_question_that_the_notes_tell_ends_in_its_own_sign() -> None:
    assert [notes._ended(words) for words in ("ask: Who?", "open x.txt")] == [
        "ask: Who?",
        "open x.txt.",
    ]


@pytest.mark.slow
async def test_notes_tell_what_is_said_now_and_next_and_go_with_the_demo(
    small: Mission, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.txt"
    files = (NotesFile(tmp_path / "notes.txt", kept=False), NotesFile(mine, kept=True))
    async with presenting(small, small_demo(), notes=files) as shown:
        assert "Nothing of this is kept." in shown.seen
        await shown.press("j", "down", "enter")
        await shown.until(lambda: shown.director.scene.id == "the-log", "the scene")
        await shown.step(shown.director.at + 2)
        shown.app.tell()
        text = (tmp_path / "notes.txt").read_text()
        assert text.startswith("2/3  The log   ‖ PAUSED\n")
        assert "this scene 1:00 to 2:00 · on time\n" in text
        now, after = text.split("NEXT")
        assert "Rewind." in now
        assert "(Let them look.)" in now
        assert "Who has not spoken?" in after
        assert "Then on the screen: open oven_log.txt." in now
    assert not (tmp_path / "notes.txt").exists()
    assert mine.read_text().startswith("2/3  The log ")
