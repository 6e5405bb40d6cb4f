"""What a decision sheet would have earned with one thing changed."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from engine.sheet_change import Compared, SheetChange
from tui.debrief.lines import SECONDARY, TERTIARY, paragraph
from tui.widgets.entries import Entry, Lines

NAME = 11
"""Columns of 'as played' before a bar."""


def sheet_entries(change: SheetChange) -> tuple[Entry, ...]:
    """The change, both scores, and each line of the rubric that comes out otherwise."""
    entries = [Entry("", partial(_head, change))]
    entries += [Entry("", partial(_criterion, line)) for line in change.criteria]
    for mark, style, titles in (
        ("✗", "bold $error", change.broken),
        ("✓", "bold $success", change.mended),
    ):
        entries += [Entry("", partial(_constraint, mark, style, title), gap=0) for title in titles]
    return tuple(entries)


def _head(change: SheetChange, width: int) -> Lines:
    rows = paragraph(change.says, width, "bold")
    room = max(6, width - NAME - 5)
    for name, score in (("as played", change.played), ("with it", change.changed)):
        colour = "$primary" if score == max(change.played, change.changed) else "$error"
        full = round(room * score / 100)
        rows.append(
            Content.assemble(
                (f"{name:<{NAME}}", TERTIARY),
                ("━" * full, colour),
                ("─" * (room - full), "$rule"),
                (f" {score:>3}", f"bold {colour}"),
            )
        )
    return tuple(rows)


def _criterion(line: Compared, width: int) -> Lines:
    better = line.changed.score > line.played.score
    sign, style = ("+", "bold $success") if better else ("−", "bold $error")
    rows = [Content.assemble((f"{sign} ", style), (line.played.title, "bold"))]
    rows += paragraph(f"Played: {line.played.says}", width, SECONDARY, indent=2)
    rows += paragraph(f"With it: {line.changed.says}", width, SECONDARY, indent=2)
    return tuple(rows)


def _constraint(mark: str, style: str, title: str, width: int) -> Lines:
    return (Content.assemble((f"{mark} ", style), title),)
