"""The whole transcript as documents, from which lines can be pinned."""

from __future__ import annotations

from collections.abc import Sequence

from engine.mission import Mission
from tui.call.paint import heading
from tui.call.story import NARRATOR, Turn
from tui.widgets.reader import Document


def documents(mission: Mission, turns: Sequence[Turn]) -> tuple[Document, ...]:
    """A document a turn; only what somebody said can be pinned."""
    return tuple(_document(mission, turn) for turn in turns)


def _document(mission: Mission, turn: Turn) -> Document:
    if turn.spoken:
        return Document(turn.ref, turn.say, (heading(mission, turn),))
    bright = turn.who == NARRATOR
    return Document("", turn.say, style=f"italic $foreground {80 if bright else 62}%")
