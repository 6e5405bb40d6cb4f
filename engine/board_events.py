"""What happened at a decision sheet."""

from __future__ import annotations

from typing import Literal

from engine.event import Event
from engine.values import Numbers, Text


class FieldDecided(Event):
    """A field of the sheet holds something else; a task of a sequence stands elsewhere."""

    kind: Literal["field_decided"] = "field_decided"
    field: Text
    part: Text = ""
    value: int | float | Text | None
    at: int = 0


class TasksJoined(Event):
    """Two tasks of a sequence are one."""

    kind: Literal["tasks_joined"] = "tasks_joined"
    field: Text
    task: Text


class BoardSubmitted(Event):
    """The sheet was handed in, as it stood then; its score by the rubric, out of 100.

    What stood on it is kept here, so that what is said afterwards may depend on it.
    """

    kind: Literal["board_submitted"] = "board_submitted"
    score: int
    numbers: Numbers
    entered: tuple[str, ...]
    """`address` where something is entered, `address=item` for each thing that is."""
    kept: tuple[str, ...]
    """The constraints that held."""
