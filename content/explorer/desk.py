"""The notebook, reduced to what counts: passages that tell a fact, and pairs that disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import product
from operator import or_

from content.explorer.layout import Layout, Variable
from content.explorer.sites import Key
from content.explorer.speech import Step
from engine.knowledge import Contradiction, Quote
from engine.mission import Mission
from engine.notebook import overlaps
from engine.passages import passage_around
from engine.shared import Pinned


@dataclass(frozen=True)
class Note:
    """Something that the notebook can be made to tell, where its sources are in sight."""

    key: Key
    sight: int
    """Bits of its sources."""
    tells: int
    """Bits that it sets."""
    quotes: tuple[Quote, ...]
    step: Step | None = None

    @cached_property
    def words(self) -> Key:
        """What it is called as a move, with the passages to be pinned."""
        told = (text for quote in self.quotes for text in (quote.source, quote.quote))
        return (*self.key, *told)


def sources(mission: Mission) -> dict[str, Variable]:
    """The sources of all passages that count, and the variable that says they are in sight."""
    claims = [claim for fact in mission.facts for claim in fact.evidence]
    for pair in mission.contradictions:
        claims += [*pair.left, *pair.right]
    return {
        claim.source: ("opened" if _is_paper(mission, claim.source) else "seen", claim.source)
        for claim in claims
    }


def _is_paper(mission: Mission, source: str) -> bool:
    return source in mission.email_by_id or source in mission.attachment_by_name


def pays(contradiction: Contradiction) -> bool:
    """Whether finding a contradiction moves a meter."""
    effects = contradiction.effects
    return any((effects.trust, effects.budget, effects.days, effects.energy, effects.reserve))


def repeats(contradiction: Contradiction) -> bool:
    """Whether finding a contradiction twice moves more than finding it once."""
    return pays(contradiction) and len(contradiction.left) * len(contradiction.right) > 1


class Notebook:
    """Everything that pins and pairs of a mission can tell."""

    def __init__(self, mission: Mission, layout: Layout, reached: set[Key]) -> None:
        self._mission = mission
        self._layout = layout
        self._reached = reached
        self._sight = sources(mission)
        self.notes = tuple(self._notes())
        self._by_asked: dict[int, list[Note]] = {}

    def moves(self, state: int, asked: int, kept: int) -> Iterator[tuple[Note, int]]:
        """The notes that would tell something that is asked here, and the states after them.

        A pin may wait until somebody asks for what it tells: it is free, nothing undoes it, and
        what it needs stays in sight. One that moves a meter is never put off. What is not kept
        in mind here is no news.
        """
        for note in self._told_here(asked):
            news = note.tells & kept & ~state
            if news and state & note.sight == note.sight:
                self._reached.add(note.key)
                after = state | note.tells
                yield note, note.step(after) if note.step else after

    def looks_at(self, asked: int) -> int:
        """The bits that decide which notes would tell something that is asked."""
        return reduce(or_, [note.tells | note.sight for note in self._told_here(asked)], 0)

    def _told_here(self, asked: int) -> list[Note]:
        if asked not in self._by_asked:
            found = [note for note in self.notes if note.tells & asked or note.step]
            self._by_asked[asked] = found
        return self._by_asked[asked]

    def sights(self) -> tuple[int, ...]:
        """The bit of each source that notes are taken from."""
        return tuple(sorted({self._layout.bit(variable) for variable in self._sight.values()}))

    def _notes(self) -> Iterator[Note]:
        for fact in self._mission.facts:
            for number, claim in enumerate(fact.evidence):
                tells = self._told(claim) | self._layout.bit(("fact", fact.id))
                key = ("evidence", fact.id, str(number))
                yield Note(key, self._in_sight(claim), tells, (claim,))
        for pair in self._mission.contradictions:
            found = self._layout.bit(("pair", pair.id))
            step = self._layout.effects(pair.effects, found)
            bits = step(0) if step else 0
            bits &= sum(self._layout.bits.values())
            for left, right in product(pair.left, pair.right):
                sight = self._in_sight(left) | self._in_sight(right)
                tells = self._told(left) | self._told(right) | bits
                moves = step if step and step(0) != bits else None
                yield Note(("pair", pair.id), sight, tells, (left, right), moves)

    def _in_sight(self, claim: Quote) -> int:
        return self._layout.bit(self._sight[claim.source])

    def _told(self, claim: Quote) -> int:
        """The facts that a pin of the whole passage round a claim finds."""
        words = self._mission.texts.get(claim.source)
        laid_out = claim.source in self._mission.attachment_by_name
        passage = passage_around(words.say, laid_out, claim.quote) if words else None
        if passage is None:
            return 0
        pinned = Pinned(id="", source=claim.source, quote=passage, minute=0)
        told = 0
        for fact in self._mission.facts:
            if any(overlaps(pinned, other) for other in fact.evidence):
                told |= self._layout.bit(("fact", fact.id))
        return told
