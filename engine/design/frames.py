"""Frames: labels round some cells of the grid, which say what belongs together."""

from __future__ import annotations

from engine.design.graph import MAX_LABEL, Cell, Design, Frame, Illegal

MAX_FRAMES = 12


def free_name(design: Design) -> str:
    """`frame-<n>` with the lowest n that no frame and no component bears."""
    taken = {*design.by_id, *(frame.id for frame in design.frames)}
    return next(f"frame-{n}" for n in range(1, len(taken) + 2) if f"frame-{n}" not in taken)


def frame_at(design: Design, cell: Cell) -> Frame | None:
    """The frame that a cell lies in."""
    return next((frame for frame in design.frames if frame.holds(cell)), None)


def draw(
    design: Design, frame_id: str, label: str, corner: Cell, columns: int, rows: int
) -> Design:
    """The design with a frame more, or with one of this name drawn anew.

    Raises:
        Illegal: it has no label or no room, there are too many, or it would lie over another.
    """
    label = " ".join(label.split())[:MAX_LABEL]
    if not label:
        raise Illegal("A frame needs a label.", "Type a word or two.")
    if columns < 1 or rows < 1:
        raise Illegal("A frame holds at least one cell.", "Choose its opposite corner.")
    if frame_id in design.by_id or not frame_id.strip():
        raise Illegal(f"The name '{frame_id}' is taken.", "Give the frame another.")
    before = next((frame for frame in design.frames if frame.id == frame_id), None)
    others = tuple(frame for frame in design.frames if frame.id != frame_id)
    if len(others) >= MAX_FRAMES:
        raise Illegal(f"The grid holds {MAX_FRAMES} frames.", "Take one away first.")
    drawn = Frame(id=frame_id, label=label, cell=corner, columns=columns, rows=rows)
    for other in others:
        if _touch(drawn, other):
            raise Illegal(f"It would lie over the frame '{other.label}'.", "Choose other cells.")
    if before is None:
        return design.model_copy(update={"frames": (*others, drawn)})
    anew = drawn.model_copy(update={"extra": before.extra})
    if anew == before:
        return design
    kept = tuple(anew if frame is before else frame for frame in design.frames)
    return design.model_copy(update={"frames": kept})


def take(design: Design, frame_id: str) -> Design:
    """The design without a frame; what stands in it stays.

    Raises:
        Illegal: there is no such frame.
    """
    left = tuple(frame for frame in design.frames if frame.id != frame_id)
    if left == design.frames:
        raise Illegal(f"There is no frame '{frame_id}'.", "Choose one on the grid.")
    return design.model_copy(update={"frames": left})


def _touch(one: Frame, other: Frame) -> bool:
    return (
        one.cell.x < other.cell.x + other.columns
        and other.cell.x < one.cell.x + one.columns
        and one.cell.y < other.cell.y + other.rows
        and other.cell.y < one.cell.y + one.rows
    )
