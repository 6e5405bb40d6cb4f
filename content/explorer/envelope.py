"""The least and the most that conversations earn, with the way to each.

The states of the search, ranked by what was earned on the way. Where there are more than a beam is
wide, the least promising are left, and the result says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from content.explorer.layout import Variable
from content.explorer.machine import Machine
from content.explorer.outcomes import Outcome
from content.explorer.sites import Key
from content.explorer.stages import Stage, Taken
from engine.clock import QUARTER_DAYS
from engine.late import Deadline
from engine.mission import Mission
from engine.phase_config import ClientFeedback, EmailDiscovery, VideoCall
from engine.scoring import FOUND_LATE, LATE_COST, MUST, SHOULD, weight_of

BEAM = 400
"""States that are followed at once, of those with as much behind them."""
WAYS = 3
"""Ways to one state that are kept: one may have earned more, another have spent fewer days."""

Path = tuple[Key, "Path"] | None


class Way(NamedTuple):
    """One way to a state."""

    worth: float
    """An estimate of what it adds to the mission's score."""
    ticks: int
    earned: tuple[int, ...]
    """By phase, in hundredths of the rubric's points."""
    possible: tuple[int, ...]
    path: Path


@dataclass(frozen=True)
class End:
    """A conversation from the first mail to the last word."""

    scores: tuple[tuple[str, int], ...]
    """Phase to its score, for the phases that are conversations."""
    talks: float
    """What they add to the mission's score."""
    late_days: int
    keys: tuple[Key, ...]


@dataclass
class Envelope:
    """What conversations earn."""

    ends: list[End] = field(default_factory=list)
    cut: bool = False
    """Whether the beam left states out."""


def envelope(mission: Mission) -> Envelope:
    """The ends of the worst and the best conversations, and some between them."""
    found = Envelope()
    for best in (True, False):
        _Beam(mission, best=best).run(found)
    return found


class _Beam:
    """One search for the best or the worst."""

    def __init__(self, mission: Mission, *, best: bool) -> None:
        self.mission = mission
        self.sign = 1 if best else -1
        scored = {("fact", fact.id) for fact in mission.facts}
        scored |= {("latefact", fact.id) for fact in mission.facts if mission.late}
        scored |= {("flag", one.flag) for one in (mission.deadline or Deadline(days=0)).sooner}
        nothing = (Outcome("any", frozenset()),)
        works: dict[str, tuple[Outcome, ...]] = {phase.id: nothing for phase in mission.phases}
        plain = Machine(mission, works, more=None)
        asked: set[Variable] = set(scored)
        cases = [mail.best for mail in mission.email_by_id.values()]
        cases += [exchange.best for exchange in mission.exchange_by_id.values()]
        for best_when in cases:
            for case in best_when:
                asked |= plain.layout.reads(case.when)
        self.machine = Machine(mission, works, more=frozenset(asked), tail=frozenset(scored))
        self.layout = self.machine.layout
        self.bits = sum(self.layout.bits.values())
        self.nominal = [max(1, self._nominal(number)) for number in range(len(mission.phases))]
        total = sum(self._weight(n) for n in range(len(mission.phases)))
        self.share = [self._weight(n) / total if total else 0 for n in range(len(mission.phases))]

    def _weight(self, number: int) -> float:
        """A phase's part of the mission's weights; phases of a kind share theirs evenly."""
        kinds = [weight_of(phase.kind) for phase in self.mission.phases]
        alike = kinds.count(kinds[number])
        return getattr(self.mission.weights, kinds[number], 0) / alike

    def _nominal(self, number: int) -> int:
        """The rubric's points of a phase, in hundredths, if all of it comes."""
        phase = self.mission.phases[number]
        facts = sum(MUST if f.must else SHOULD for f in self.mission.facts if f.phase == phase.id)
        nodes = 0
        if isinstance(phase, EmailDiscovery):
            nodes = sum(mail.weight for mail in phase.emails if mail.options)
        elif isinstance(phase, VideoCall):
            nodes = sum(exchange.weight for exchange in phase.exchanges if exchange.options)
        return 100 * (facts + nodes)

    def run(self, found: Envelope) -> None:
        """Follows the beam to the end, and adds what it comes to."""
        count = len(self.mission.phases)
        start = Way(0.0, 0, (0,) * count, (0,) * count, None)
        waiting: dict[int, dict[int, list[Way]]] = {}
        for state, number in self.machine.starts():
            stage = self.machine.stages[number]
            waiting.setdefault(number, {})[stage.arrive(state)] = [start]
            break
        for stage in self.machine.stages:
            states = waiting.pop(stage.number, {})
            if stage is self.machine.stages[-1]:
                found.ends += [end for s, ways in states.items() for end in self._ends(s, ways)]
                return
            self._stage(stage, states, waiting, found)

    def _stage(
        self,
        stage: Stage,
        states: dict[int, list[Way]],
        waiting: dict[int, dict[int, list[Way]]],
        found: Envelope,
    ) -> None:
        """Takes the states of a stage in the order of how much is so in them."""
        layers: dict[int, dict[int, list[Way]]] = {}
        for state, ways in states.items():
            layers.setdefault((state & self.bits).bit_count(), {})[state] = ways
        while layers:
            layer = layers.pop(min(layers))
            for state in self._beam(layer, found):
                for taken in self._moves(stage, state):
                    after = self.machine.stages[taken.stage].arrive(taken.after)
                    if taken.stage == stage.number and after == state:
                        continue
                    if taken.stage == stage.number:
                        count = (after & self.bits).bit_count()
                        into = layers.setdefault(count, {})
                    else:
                        into = waiting.setdefault(taken.stage, {})
                    kept = into.setdefault(after, [])
                    for way in layer[state]:
                        self._keep(kept, self._further(way, stage, taken))

    def _moves(self, stage: Stage, state: int) -> Iterator[Taken]:
        """The moves of a stage; answers that are never scored are left unsaid."""
        phases = self.mission.phases
        talk = stage.phase < len(phases) and isinstance(phases[stage.phase], ClientFeedback)
        for taken in stage.moves(state):
            if not talk or taken.key[-1] == "silence":
                yield taken

    def _beam(self, layer: dict[int, list[Way]], found: Envelope) -> list[int]:
        if len(layer) <= BEAM:
            return list(layer)
        found.cut = True
        return sorted(layer, key=lambda s: self._rank(s, layer[s]), reverse=True)[:BEAM]

    def _rank(self, state: int, ways: list[Way]) -> float:
        best = max(self.sign * way.worth for way in ways)
        return best + self.sign * self._facts(state)

    def _facts(self, state: int) -> float:
        """What the facts that are known add to the mission's score."""
        value = 0.0
        for number, phase in enumerate(self.mission.phases):
            points = self._known(state, phase.id)
            value += 100 * self.share[number] * 100 * points / self.nominal[number]
        return value

    def _brought(self, state: int) -> Iterator[str]:
        """The flags of days that were lost in earlier missions."""
        lost = self.mission.deadline.sooner if self.mission.deadline else ()
        return (one.flag for one in lost if state & self.layout.bit(("flag", one.flag)))

    def _known(self, state: int, phase: str) -> float:
        points = 0.0
        for fact in self.mission.facts:
            if fact.phase == phase and state & self.layout.bit(("fact", fact.id)):
                late = state & self.layout.bit(("latefact", fact.id))
                points += (MUST if fact.must else SHOULD) * (FOUND_LATE if late else 1)
        return points

    def _further(self, way: Way, stage: Stage, taken: Taken) -> Way:
        _, ticks, _ = self.layout.counters(taken.after)
        number = stage.phase
        earned, possible, worth = way.earned, way.possible, way.worth
        if taken.possible:
            earned = (*earned[:number], earned[number] + taken.earned, *earned[number + 1 :])
            after = possible[number] + taken.possible
            possible = (*possible[:number], after, *possible[number + 1 :])
            worth += 100 * self.share[number] * taken.earned / self.nominal[number]
        return Way(worth, way.ticks + ticks, earned, possible, (taken.key, way.path))

    def _keep(self, kept: list[Way], way: Way) -> None:
        """Keeps a way unless another is as good in both regards."""
        sign = self.sign
        for other in kept:
            if sign * other.worth >= sign * way.worth and sign * other.ticks <= sign * way.ticks:
                return
        kept[:] = [
            o
            for o in kept
            if not (sign * way.worth >= sign * o.worth and sign * way.ticks <= sign * o.ticks)
        ]
        kept.append(way)
        if len(kept) > WAYS:
            kept.sort(key=lambda o: sign * o.worth, reverse=True)
            del kept[WAYS:]

    def _ends(self, state: int, ways: list[Way]) -> Iterator[End]:
        for way in ways:
            scores, talks = [], 0.0
            for number, phase in enumerate(self.mission.phases):
                if isinstance(phase, EmailDiscovery | VideoCall):
                    score = self._score(state, way, number)
                    scores.append((phase.id, score))
                    talks += self.share[number] * score
            late = 0
            if self.mission.deadline:
                allowed = self.mission.deadline.allowed(self._brought(state))
                late = max(0, int(way.ticks / QUARTER_DAYS - allowed))
            keys = tuple(reversed(list(_keys(way.path))))
            yield End(tuple(scores), talks - LATE_COST * late, late, keys)

    def _score(self, state: int, way: Way, number: int) -> int:
        phase = self.mission.phases[number].id
        facts = sum(MUST if f.must else SHOULD for f in self.mission.facts if f.phase == phase)
        possible = way.possible[number] / 100 + facts
        earned = way.earned[number] / 100 + self._known(state, phase)
        return round(100 * earned / possible) if possible else 0


def _keys(path: Path) -> Iterator[Key]:
    while path:
        key, path = path
        yield key
