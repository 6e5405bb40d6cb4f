"""The whole transcript as documents, from which lines can be pinned."""

from __future__ import annotations

from collections.abc import Sequence

from engine.mission import Mission
from tui.call.paint import heading
from tui.call.story import NARRATOR, Turn
from tui.widgets.reader import Document


def documents(mission: Mission, turns: Sequence[Turn], opening: str = "") -> tuple[Document, ...]:
    """A document a turn, after what the recording opens with; only speech can be pinned."""
    before = (Document("", opening, style="italic $foreground 62%"),) if opening else ()
    return (*before, *(_document(mission, turn) for turn in turns))


def _document(mission: Mission, turn: Turn) -> Document:
    if turn.spoken:
        return Document(turn.ref, turn.say, (heading(mission, turn),))
    bright = turn.who == NARRATOR
    return Document("", turn.say, style=f"italic $foreground {80 if bright else 62}%")
