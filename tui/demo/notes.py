"""The presenter's notes in a second terminal: what is said now, what comes next, the time."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from content.demo import Note
from db.folders import PRIVATE, DataFolder
from tui.demo.bar import following
from tui.demo.director import Director, Mode
from tui.demo.polls import tally_text
from tui.demo.sheets import clock

FILE = "demo-notes.txt"
WIDTH = 72
POLL_SECONDS = 0.2
GONE = "No demo is running here."


def notes_file(folder: DataFolder) -> Path:
    """Where a demo leaves its notes for another terminal, for as long as it runs."""
    return folder.root / FILE


def notes_page(director: Director) -> str:
    """The notes as they stand."""
    scene, demo = director.scene, director.course.demo
    number = demo.scenes.index(scene) + 1
    begins = director.planned(scene)
    late = director.elapsed - (begins + scene.minutes * 60)
    state = {
        Mode.PAUSED: "PAUSED",
        Mode.PLAYING: "playing",
        Mode.HAND: "BY HAND: Ctrl+T gives the keys back",
        Mode.OVER: "over",
    }[director.mode]
    lines = [
        f"{number}/{len(demo.scenes)}  {scene.title}",
        (
            f"{clock(director.elapsed)} of {clock(demo.minutes * 60)}"
            f" · this scene {clock(begins)} to {clock(begins + scene.minutes * 60)}"
            f" · {_standing(late)} · {state}, {director.speed:g}×"
        ),
        "",
        *_said("NOW", _present(director)),
        "",
        *_said("NEXT", _next(director)),
        "",
        f"Then on the screen: {_ended(following(director))}",
    ]
    if director.held:
        lines += ["", f"THE ROOM CHOOSES: {director.held.poll.ask}"]
        options = enumerate(director.held.poll.options, start=1)
        for place, (_, words) in options:
            lines += textwrap.wrap(f"{place} {words}", WIDTH, subsequent_indent="  ")
    polls = [poll for poll in director.polls.values() if poll.total]
    if polls:
        lines += ["", "VOTES", tally_text(polls)]
    if director.notice:
        lines += ["", director.notice]
    return "\n".join(lines) + "\n"


def _ended(words: str) -> str:
    """Words with a full stop, where they end in no sign of their own."""
    return words if words.endswith(("?", "!", ".", "…")) else f"{words}."


def _standing(late: float) -> str:
    return f"{clock(late)} over" if late >= 1 else "on time"


def _present(director: Director) -> Note | None:
    if director.spoken:
        return director.spoken
    for beat in reversed(director.course.beats[: director.at]):
        if isinstance(beat, Note):
            return beat
    return None


def _next(director: Director) -> Note | None:
    start = director.at + (1 if director.spoken is director.beat else 0)
    for beat in director.course.beats[start:]:
        if isinstance(beat, Note) and beat is not director.spoken:
            return beat
    return None


def _said(head: str, note: Note | None) -> list[str]:
    if note is None:
        return [f"{head}  -"]
    lines = [head]
    lines += textwrap.wrap(note.say, WIDTH, initial_indent="  ", subsequent_indent="  ")
    if note.aside:
        lines += textwrap.wrap(
            f"({note.aside})", WIDTH, initial_indent="  ", subsequent_indent="   "
        )
    return lines


class NotesFile:
    """A file that always holds the notes as they stand."""

    def __init__(self, path: Path, *, kept: bool) -> None:
        """`kept` leaves it where it is at the end."""
        self.path, self._kept = path, kept
        self._written = ""

    def write(self, text: str) -> None:
        """Replaces the notes at once; where that cannot be done, the demo goes on without."""
        if text == self._written:
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
