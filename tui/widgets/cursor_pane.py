"""A pane that paints itself and has a cursor which goes through some of what it shows.

One widget instead of a list of them: a list whose height followed its rows would lay out the
whole screen at every step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import Static


class CursorPane(Static, can_focus=True):
    """Lines with a cursor that may stand on none of them; what can be gone to has an id."""

    ALLOW_SELECT = False
    WRAPS: ClassVar[bool] = False
    """Whether the cursor goes on at the other end."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Told(Message):
        """Something that can be gone to, and the pane that tells of it."""

        pane: CursorPane
        id: str

        @property
        def control(self) -> CursorPane:
            """The pane that sent it."""
            return self.pane

    class Moved(Told):
        """The cursor stands elsewhere."""

    class Chosen(Told):
        """Enter was pressed where the cursor stands."""

    @dataclass
    class Clicked(Told):
        """Something that can be gone to was clicked, at a column of its text."""

        column: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id)
        self.cursor_id: str | None = None
        """Where the cursor stands."""

    @property
    def ids(self) -> tuple[str, ...]:
        """What the cursor goes through, in its order."""
        raise NotImplementedError

    def paint(self, *, layout: bool = False) -> None:
        """Draws the pane as it is now."""
        raise NotImplementedError

    @property
    def at(self) -> int | None:
        """The place of the cursor among the ids."""
        return self.ids.index(self.cursor_id) if self.cursor_id in self.ids else None

    def put_cursor(self, to: str | None) -> None:
        """Moves the cursor without a message; None takes it away."""
        if to != self.cursor_id:
            self.cursor_id = to
            self.paint()

    def go(self, to: str) -> None:
        """Moves the cursor and tells of it."""
        if to != self.cursor_id:
            self.put_cursor(to)
            self.post_message(self.Moved(self, to))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves Enter to the screen while the cursor stands on nothing."""
        return action != "choose" or self.cursor_id is not None

    def action_move(self, by: int) -> None:
        """Moves the cursor; from nowhere, down enters at the top, up at the foot."""
        if not self.ids:
            return
        at = self.at if self.at is not None else -1 if by > 0 else len(self.ids)
        last = len(self.ids) - 1
        self.go(self.ids[(at + by) % (last + 1) if self.WRAPS else max(0, min(last, at + by))])

    def action_jump(self, index: int) -> None:
        """Moves the cursor to the first or the last."""
        if self.ids:
            self.go(self.ids[index])

    def action_choose(self) -> None:
        """Takes what the cursor stands on."""
        if self.cursor_id is not None:
            self.post_message(self.Chosen(self, self.cursor_id))

    def on_resize(self, event: Resize) -> None:
        self.paint()
