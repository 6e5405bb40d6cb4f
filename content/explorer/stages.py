"""The stages of a mission's conversations: an inbox, each exchange of a call, the work, answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from content.explorer.certain import Settling
from content.explorer.desk import Notebook
from content.explorer.layout import Variable
from content.explorer.sites import Key
from content.explorer.speech import Move

EVERYTHING = -1
"""A mask of all bits."""


class Taken(NamedTuple):
    """One move from a state: what it is, where it leads, and what it earns."""

    key: Key
    after: int
    """The state after it, with its counters."""
    stage: int
    earned: int = 0
    """In hundredths of the rubric's points."""
    possible: int = 0


@dataclass
class Stage:
    """A place at which the player is waited for."""

    number: int
    phase: int
    """The mission's phase that it belongs to."""
    name: str
    reads: set[Variable] = field(default_factory=set)
    """What is asked here."""
    keep: int = 0
    """Bits that are remembered here."""
    rest: int = 0
    """What stands in the fields of all that is not."""
    settle: Settling | None = None
    """Makes a state one with those that must fare like it."""
    sees: int = EVERYTHING
    """Bits that are looked at here, or on the way to the next stage. Whatever else is so passes
    through every move as it is."""

    def arrive(self, after: int) -> int:
        """A state as this stage remembers it."""
        state = after & self.keep | self.rest
        return self.settle(state) if self.settle else state

    def moves(self, state: int) -> Iterator[Taken]:
        """Every move from a state; the pins and pairs that tell something too."""
        raise NotImplementedError


@dataclass
class Noted(Stage):
    """A stage at which the notebook lies open."""

    notebook: Notebook | None = None
    asked: int = 0
    """Bits that are asked for here, before the next stage."""

    @property
    def noticed(self) -> int:
        """Bits that the notebook looks at here."""
        return self.notebook.looks_at(self.asked) if self.notebook else 0

    def notes(self, state: int) -> Iterator[Taken]:
        """Pins and pairs; they lead back to this stage."""
        if self.notebook:
            for note, after in self.notebook.moves(state, self.asked, self.keep):
                yield Taken(note.words, after, self.number)


@dataclass(frozen=True)
class Node:
    """A mail or exchange with its moves."""

    id: str
    moves: tuple[Move, ...]
    weight: int

    def offered(self, state: int) -> Iterator[Move]:
        """The moves that are open in a state."""
        for move in self.moves:
            if move.needs is None or move.needs.holds(state):
                yield move
