"""The work between conversations as a stage: late letters, and what came of designs and sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from content.explorer.layout import Layout
from content.explorer.outcomes import Outcome
from content.explorer.sites import Key, Site, Sites
from content.explorer.speech import Speech, Step, in_turn
from content.explorer.stages import Noted, Taken
from engine.dialogue import Effects
from engine.mission import Mission
from engine.phase_config import BoardDecision, Phase, SystemDesign
from engine.texts import LATE

LETTERS = 1
"""Late letters that are written in one playthrough of the search."""


@dataclass(frozen=True)
class Letter:
    """A letter that may be written late."""

    id: str
    needs: Site | None
    step: Step
    asked: int


def letters_of(mission: Mission, speech: Speech) -> tuple[Letter, ...]:
    """The late letters of a mission."""
    found = []
    for letter in mission.late:
        asked = speech.layout.bit(("asked", letter.id))
        paid = speech.layout.effects(Effects(days=-letter.days), asked)
        effect = speech.layout.effects(letter.effects)
        lines = speech.lines(letter.brings, f"{letter.id}/{LATE}")
        steps = [step for step in (paid, effect, lines) if step]
        needs = speech.sites.at(("late", letter.id), letter.needs)
        found.append(Letter(letter.id, needs, in_turn(steps), asked))
    return tuple(found)


def may_write(config: Phase) -> bool:
    """Whether letters go out from a design or a sheet."""
    return not (isinstance(config, SystemDesign) and config.outage)


def work_sites(config: Phase, sites: Sites) -> tuple[tuple[Key, Site | None], ...]:
    """The conditions that reach the grid."""
    if not isinstance(config, SystemDesign):
        return ()
    keys = [(("change", config.id, change.id), change.when) for change in config.changes]
    return tuple((key, sites.at(key, when)) for key, when in keys)


def handing_in(config: Phase, speech: Speech) -> Step:
    """What a sheet does by being handed in: its outcomes, and what is said then."""
    if not isinstance(config, BoardDecision):
        return lambda state: state
    steps = []
    for number, outcome in enumerate(config.sheet.outcomes):
        site = speech.sites.at(("outcome", config.id, str(number)), outcome.when)
        effect = speech.layout.effects(outcome.effects)
        if effect is not None:
            steps.append(_where(site, effect))
    return in_turn([*steps, speech.lines(config.sheet.closing, f"{config.id}/closing")])


def _where(site: Site | None, effect: Step) -> Step:
    """An effect where its condition holds."""
    if site is None:
        return effect

    def step(state: int) -> int:
        return effect(state) if site.active and site.holds(state) else state

    return step


@dataclass
class WorkStage(Noted):
    """A design or a sheet that is to be handed in."""

    leave: Callable[[int], tuple[int, int]] = field(default=lambda state: (state, 0))
    outcomes: tuple[Outcome, ...] = ()
    layout: Layout = field(default_factory=Layout)
    letters: tuple[Letter, ...] = ()
    facts: tuple[str, ...] = ()
    watched: tuple[tuple[Key, Site | None], ...] = ()
    """What choices may change here, by the conditions under which they do."""
    handed_in: Step = lambda state: state
    reached: set[Key] = field(default_factory=set)

    def opened(self, state: int) -> int:
        """The state as the phase opens."""
        return state

    def moves(self, state: int) -> Iterator[Taken]:
        for key, site in self.watched:
            if site is None or (site.active and site.holds(state)):
                self.reached.add(key)
        yield from self.notes(state)
        asked = sum(state & letter.asked != 0 for letter in self.letters)
        for letter in self.letters if asked < LETTERS else ():
            if letter.needs is None or letter.needs.holds(state):
                after = self._late(state, letter.step(state))
                yield Taken(("late", letter.id), after, self.number)
        for outcome in self.outcomes:
            after = state
            for name in outcome.holds:
                after |= self.layout.bit(name)
            after, stage = self.leave(self.handed_in(after))
            yield Taken(("work", self.name, outcome.name), after, stage)

    def _late(self, before: int, after: int) -> int:
        """What a letter told counts as found late."""
        for fact in self.facts:
            known = self.layout.bit(("fact", fact))
            if after & known and not before & known:
                after |= self.layout.bit(("latefact", fact))
        return after
