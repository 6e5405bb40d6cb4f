"""What stands under the map: the legend, and in 80 columns one line of the card."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from engine.ways import Way
from tui.board.card import way_in_brief
from tui.board.entries import BoardEntry


def legend(entry: BoardEntry, *, wide: bool) -> Content:
    """The glyphs of the map, and what is marked for the mission under the cursor."""
    gap = "   " if wide else " "
    play = "in progress" if wide else "in play"
    lock = "locked, ✗ per condition" if wide else "locked, ✗ a condition"
    parts: list[str | tuple[str, str]] = [
        ("✓", "$success"),
        (f" done{gap}", "$mute"),
        ("◐", "$accent"),
        (f" {play}{gap}", "$mute"),
        ("○", "$primary"),
        (f" open{gap}", "$mute"),
        (f"◌ {lock}", "$mute"),
    ]
    code = entry.card.code
    if entry.status == "locked":
        parts += [(gap if wide else "  ", ""), ("✓", "bold $success"), ("✗", "bold $error")]
        parts += [("Mnn", "bold") if wide else ("", ""), (f" for {code}", "$mute")]
    elif entry.status == "completed" and entry.card.act:
        parts += [(gap, ""), ("──►", "bold $primary"), (f" {code} opened", "$mute")]
    return Content.assemble(*parts)


def strip(
    entry: BoardEntry, entries: Mapping[str, BoardEntry], way: Way | None, width: int
) -> Content:
    """A rule, then the mission under the cursor in one line."""
    left = Content.assemble(
        (entry.card.code, "bold $accent"),
        (f" {entry.card.title} ", "bold"),
        (f"{entry.card.estimated_duration} min", "$mute"),
    )
    room = width - left.cell_length - 3
    if entry.status == "locked":
        lead = "nearest way in " if room >= 34 else "way in "
        right = Content.assemble(
            (lead, "$mute"), (way_in_brief(way, entries, max(10, room - len(lead))), "bold")
        )
    elif entry.missing:
        right = Content.styled(entry.absence, "$accent")
    elif entry.handed_in:
        right = Content.styled("handed in, not graded yet", "$accent")
    elif entry.begun_elsewhere:
        right = Content.styled("begun elsewhere", "$accent")
    elif entry.status == "in_progress":
        left_over = f"{entry.phase_name}, about {entry.minutes_left} min left"
        right = Content.styled(left_over, "$accent")
    elif entry.status == "completed":
        right = Content.styled(f"done {entry.grade}".strip(), "$success")
    else:
        right = Content.styled("open", "$primary")
    if right.cell_length > room:
        left = left.truncate(max(8, width - right.cell_length - 3), ellipsis=True)
    gap = max(2, width - left.cell_length - right.cell_length)
    rule = Content.styled("─" * width, "$rule")
    return Content.assemble(rule, "\n", left, " " * min(gap, 3), right)
