"""The presenter's notes in a second terminal: what is said now, what comes next, the time."""

from __future__ import annotations

import os
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from content.demo import Note
from db.folders import PRIVATE, DataFolder
from tui.demo.bar import following, state_words
from tui.demo.course import is_silent
from tui.demo.director import Director, Mode
from tui.demo.polls import Poll, tally_text
from tui.demo.sheets import clock

FILE = "demo-notes.txt"
WIDTH = 72
POLL_SECONDS = 0.2
STALE_SECONDS = 10.0
"""Seconds after which notes that nobody has touched are those of a demo that was killed."""
GONE = """\
No demo is running here. Start it in another terminal: scopecreep demo
Ctrl+C leaves."""


def notes_file(folder: DataFolder) -> Path:
    """Where a demo leaves its notes for another terminal, for as long as it runs."""
    return folder.root / FILE


def notes_page(director: Director) -> str:
    """The notes as they stand, what is needed first above what is not."""
    scene, demo = director.scene, director.course.demo
    number = demo.scenes.index(scene) + 1
    begins = director.planned(scene)
    late = director.elapsed - (begins + scene.minutes * 60)
    state = state_words(director)
    if director.mode is Mode.HAND:
        state += ": Ctrl+T gives the keys back"
    now, after = _present(director), _next(director)
    lines = [
        f"{number}/{len(demo.scenes)}  {scene.title}   {state}",
        (
            f"{clock(director.elapsed)} of {clock(demo.minutes * 60)}"
            f" · this scene {clock(begins)} to {clock(begins + scene.minutes * 60)}"
            f" · {_standing(late)}" + ("" if director.speed == 1 else f" · {director.speed:g}×")
        ),
        "",
        *_said("NOW", now),
        "",
    ]
    if director.notice:
        lines += [director.notice, ""]
    if director.held:
        lines += [f"THE ROOM CHOOSES: {director.held.poll.ask}", *_answers(director.held.poll), ""]
    else:
        lines += [f"Then on the screen: {_ended(following(director))}", ""]
    lines += _said("NEXT", after)
    counted = [poll for poll in director.polls.values() if poll.total]
    polls = [poll for poll in counted if not (director.held and director.held.poll is poll)]
    if polls:
        lines += ["", "VOTES", tally_text(polls)]
    return "\n".join(lines) + "\n"


def _answers(poll: Poll) -> Iterator[str]:
    """The answers with the numbers that play them, and the votes where any are counted."""
    for place, (option, words) in enumerate(poll.options, start=1):
        votes = f"{poll.count(option):>4} " if poll.total else ""
        first = f" {place} {votes} " if votes else f" {place} "
        yield from textwrap.wrap(
            words, WIDTH, initial_indent=first, subsequent_indent=" " * len(first)
        )


def _ended(words: str) -> str:
    """Words with a full stop, where they end in no sign of their own."""
    return words if words.endswith(("?", "!", ".", "…")) else f"{words}."


def _standing(late: float) -> str:
    return f"{clock(late)} over" if late >= 1 else "on time"


def _present(director: Director) -> list[Note]:
    """What is being said; where the script waits, all that belongs to what is on the screen."""
    beats, at = director.course.beats, director.at
    if director.spoken and director.mode is Mode.PLAYING and not director.stepping:
        return [director.spoken]
    first = at
    while first > 0 and is_silent(beats[first - 1]):
        first -= 1
    last = at
    while last < len(beats) and is_silent(beats[last]):
        last += 1
    here = [beat for beat in beats[first:last] if isinstance(beat, Note)]
    if here and director.spoken in here:
        here = here[here.index(director.spoken) :]
    return here or [beat for beat in reversed(beats[:at]) if isinstance(beat, Note)][:1]


def _next(director: Director) -> list[Note]:
    """The first words that are not among the present ones."""
    present = _present(director)
    start = director.at
    for beat in director.course.beats[start:]:
        if isinstance(beat, Note) and not any(beat is one for one in present):
            return [beat]
    return []


def _said(head: str, notes: list[Note]) -> list[str]:
    lines = [head if notes else f"{head}  -"]
    for note in notes:
        lines += textwrap.wrap(note.say, WIDTH, initial_indent="  ", subsequent_indent="  ")
        if note.aside:
            lines += textwrap.wrap(
                f"({note.aside})", WIDTH, initial_indent="  ", subsequent_indent="   "
            )
    return lines


def fitted(page: str, rows: int) -> str:
    """A page as a terminal of so many rows can show it: its head stays, and what is left out at
    the foot is told."""
    lines = page.rstrip("\n").split("\n")
    if len(lines) < rows:
        return page
    return "\n".join([*lines[: max(1, rows - 2)], "…"]) + "\n"


class NotesFile:
    """A file that always holds the notes as they stand."""

    def __init__(self, path: Path, *, kept: bool) -> None:
        """`kept` leaves it where it is at the end."""
        self.path, self._kept = path, kept
        self._written = ""

    def write(self, text: str) -> None:
        """Replaces the notes at once, or shows that they still hold; where that cannot be done, the
        demo goes on without."""
        if text == self._written:
            with suppress(OSError):
                os.utime(self.path)
            return
        self._written = text
        with suppress(OSError):
            self.path.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            fresh = self.path.with_name(self.path.name + ".new")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self.path)

    def close(self) -> None:
        """Takes the file away, unless it is to be kept."""
        if not self._kept:
            with suppress(OSError):
                self.path.unlink()


def follow(path: Path, show: Callable[[str], None], patience: float | None = None) -> None:
    """Shows the notes whenever they change, until interrupted.

    Args:
        path: the notes' file.
        show: puts a page on the terminal.
        patience: seconds after which to stop where no demo runs; None waits for ever.
    """
    shown: str | None = None
    since = time.monotonic()
    while True:
        try:
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                raise FileNotFoundError(path)
            text = path.read_text(encoding="utf-8")
            since = time.monotonic()
        except OSError:
            text = GONE + "\n"
            if patience is not None and time.monotonic() - since > patience:
                show(text)
                return
        if text != shown:
            show(text)
            shown = text
        time.sleep(POLL_SECONDS)
