"""The note on the grid beside the component that gives, or is about to: what is asked of it, what
it can do, who waits. It says nothing that the model has not found."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from engine.design.figures import NodeFigures
from engine.design.stress import Queue
from tui.canvas import Canvas
from tui.figures import milliseconds, percent, rate, unit_of
from tui.stress import words
from tui.stress.places import Place
from tui.stress.play import Play
from tui.studio.names import cut
from tui.studio.scene import Scene

Span = tuple[str, str]
"""Text and the name of its style."""
LABEL = 9
"""Columns of what a row of marks is called."""
NARROW = 30
"""Columns under which a sentence takes two lines."""
FIGURE = 20
"""Columns of the figures after the marks."""
MOST_MARKS = 14
BORDERS = {"full": "╔╗╚╝═║", "near": "╭╮╰╯─│"}


@dataclass(frozen=True)
class Note:
    """What a note says, in as many columns and rows at every moment of the same state, so that it
    keeps its place while its figures move."""

    node: str
    state: str
    """`full` or `near`."""
    title: str
    rows: tuple[tuple[Span, ...], ...]
    inner: int

    @property
    def heading(self) -> int:
        """Columns of the border above that the title takes."""
        return len(self.title) + 4

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows, the border included."""
        return self.inner + 4, len(self.rows) + 2


def notes(scene: Scene, play: Play, node: str | None) -> Iterator[Note]:
    """The note on a component, at its longest first; none where it has room, or is lost."""
    if node is None:
        return
    use = play.now.nodes[node]
    if use.down or not use.capacity_rps or use.state not in ("near", "saturated"):
        return
    title = words.why_title(scene, play, node).plain
    if use.state == "near":
        for inner in (32, 26):
            yield Note(node, "near", title, _near(play, node, use, inner), inner)
        return
    at_once = words.servers(scene, play, node)
    queue = play.climb.queues[play.at].get(node)
    closing = _closing(use, at_once)
    for inner in (44, 36):
        rows = _who_and_what(scene, node, use, at_once, queue, inner)
        yield Note(node, "full", title, (*rows, *_bold(closing, inner)), inner)
    for inner in (36, 22):
        lines = tuple(line for told in closing for line in _wrapped(told, inner))
        yield Note(node, "full", title, _bold(lines, inner), inner)


def _bold(lines: tuple[str, ...], inner: int) -> tuple[tuple[Span, ...], ...]:
    return tuple(((cut(line, inner), "note-strong"),) for line in lines)


def _wrapped(text: str, inner: int) -> list[str]:
    """In lines, as many at every moment: one, or two where the note is narrow."""
    lines = textwrap.wrap(text, inner)
    most = 2 if inner < NARROW else 1
    return [*lines[:most], *[""] * (most - len(lines))]


def _near(play: Play, node: str, use: NodeFigures, inner: int) -> tuple[tuple[Span, ...], ...]:
    asked, does = words.asked_and_done(use)
    limit = words.full_from(play, node)
    after = f"Full once {limit} come in." if limit else "It holds to the end of the climb."
    return (
        ((cut(f"Asked {asked}, does {does}.", inner), "note"),),
        ((cut(after, inner), "note-strong"),),
    )


def _closing(use: NodeFigures, at_once: int) -> tuple[str, str]:
    """What it can do, with the reason; and what is asked of it, with what comes of that."""
    asked, does = words.asked_and_done(use)
    each = milliseconds(at_once / use.capacity_rps * 1000)
    count = f"{at_once:,} at once" if at_once > 1 else "One at a time"
    if use.later:
        rest = f": {rate(use.backlog_per_s, unit_of(use.capacity_rps))} pile up."
    else:
        rest = (
            f": {percent(use.error_share, 0)} turned away."
            if use.error_share >= words.TURNED_AWAY
            else "."
        )
    return f"{count}, {each} each: {does}.", f"Asked for {asked}{rest}"


def _who_and_what(
    scene: Scene, node: str, use: NodeFigures, at_once: int, queue: Queue | None, inner: int
) -> tuple[tuple[Span, ...], ...]:
    """Who asks, how many are at work, and how many wait."""
    room = min(MOST_MARKS, inner - LABEL - FIGURE)
    each = milliseconds(at_once / use.capacity_rps * 1000)
    work = "▮" * min(room, at_once)
    nobody: list[Span] = [("waiting".ljust(LABEL), "note-faint"), ("nobody yet", "note")]
    rows: list[list[Span]] = [
        [("from".ljust(LABEL), "note-faint"), (_callers(scene, node, inner - LABEL), "note")],
        [
            ("at work".ljust(LABEL), "note-faint"),
            (work.ljust(room), "note-work"),
            (f" {at_once:,}", "note-strong"),
            (f" for {each}{' each' if at_once > 1 else ''}", "note-faint"),
        ],
        _waiting(queue, room) if queue else nobody,
    ]
    return tuple(tuple(_within(row, inner)) for row in rows)


def _waiting(queue: Queue, room: int) -> list[Span]:
    taken = room
    if queue.room:
        taken = min(room, ceil(queue.waiting / queue.room * room))
    many = f"{queue.waiting:,.0f}" if queue.waiting >= 1 else "<1"
    return [
        ("waiting".ljust(LABEL), "note-faint"),
        ("●" * taken, "note-wait"),
        ("○" * (room - taken), "note-faint"),
        (f" {many}", "note-broken"),
        (f" for {milliseconds(queue.wait_ms)}", "note-broken"),
    ]


def _callers(scene: Scene, node: str, room: int) -> str:
    """Who calls it: by name as far as they fit, else how many they are."""
    nodes = scene.figures.nodes
    callers = [
        scene.names[edge.source]
        for edge in scene.design.edges
        if edge.target == node and nodes[edge.source].rate_rps > 0
    ]
    named = ", ".join(callers)
    return named if len(named) <= room else cut(f"{len(callers)} components", room)


def _within(row: list[Span], inner: int) -> Iterator[Span]:
    left = inner
    for text, style in row:
        yield cut(text, left) if left > 0 else "", style
        left -= len(text)


def paint_note(canvas: Canvas, note: Note, place: Place) -> None:
    """Draws a note at its place, and the line from it to its component."""
    border, style = BORDERS[note.state], f"note-{note.state}"
    width, height = note.size
    x, y = place.x, place.y
    lead = f"{border[4]} {cut(note.title, width - 6)} "
    canvas.put(x, y, border[0] + lead + border[4] * (width - 2 - len(lead)) + border[1], style)
    for number, row in enumerate(note.rows, start=1):
        canvas.put(x, y + number, border[5] + " " * (width - 2) + border[5], style)
        column = x + 2
        for text, name in row:
            canvas.put(column, y + number, text, name)
            column += len(text)
    canvas.put(x, y + height - 1, border[2] + border[4] * (width - 2) + border[3], style)
    for column, row_at, glyph in place.leader(border):
        # Where it crosses a link it has a gap, for that would look like a branch.
        if canvas.rows[row_at][column][1] in ("ground", "dot", "frame"):
            canvas.put(column, row_at, glyph, f"leader-{note.state}")
    canvas.put(*place.joint(border), style)
