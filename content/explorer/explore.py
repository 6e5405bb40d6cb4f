"""One mission explored: searched, compared, measured, and told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from content.conditions import spell
from content.explorer import rules
from content.explorer.envelope import Envelope, envelope
from content.explorer.findings import Findings, Row, Seen, SideSeen
from content.explorer.grades import Grades, measured
from content.explorer.layout import Variable
from content.explorer.machine import Machine
from content.explorer.outcomes import Outcome, outcomes
from content.explorer.places import Places
from content.explorer.rivals import Rivals
from content.explorer.search import MOST_STATES, OPENINGS, WALKS, Searched, exhaust, walks
from content.explorer.sites import Key
from content.folder import MissionFolder
from content.problem import Problem, Rule
from content.script import Script
from engine.mission import Mission

Works = dict[str, tuple[Outcome, ...]]


@dataclass(frozen=True)
class Explored:
    """What was found out about one mission."""

    mission: str
    states: int
    moves: int
    walks: int
    seconds: float
    bounds: tuple[str, ...]
    """Everything that was left out, in words; nothing is left out silently."""
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    grades: Grades

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


@dataclass
class _Half:
    """What one search saw, small enough to be handed from one process to another."""

    searched: Searched
    reached: frozenset[Key]
    sides: dict[tuple[Key, str], tuple[bool, bool]]
    wholes: dict[tuple[Key, str], tuple[bool, bool]]
    """Conditions of several parts, as a whole."""
    so: frozenset[Variable]
    dead_ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Effort:
    """How much is searched."""

    states: int = MOST_STATES
    walks: int = WALKS
    seed: int = 0
    processes: int = 2
    envelope: bool = True
    whole: bool = True
    """Whether every state is searched, or seeded walks alone."""


def explore(
    mission: Mission, folder: MissionFolder, scripts: Sequence[Script], effort: Effort | None = None
) -> Explored:
    """Explores one mission.

    Args:
        mission: what is played.
        folder: the files that it was read from, for the places of findings.
        scripts: its walkthroughs, whose designs are among those that are tried.
        effort: how much is searched.
    """
    effort = effort or Effort()
    begun = time.monotonic()
    with _scoring(mission, effort) as scored:
        works = outcomes(mission, scripts)
        machine = Machine(mission, works, more=None)
        rivals = Rivals(machine)
        halves = [_seen_by(machine, walks(machine, effort.walks, effort.seed, rivals.watch))]
        if effort.whole:
            halves.append(_whole(mission, works, _open_questions(machine), effort))
        scores = scored()
    seen = _together(halves)
    places = Places(folder)
    found = Findings(mission, places, seen)
    grades = Grades()
    if effort.envelope:
        grades = measured(mission, scores, works, machine.asked, scripts)
    problems = [
        *found.problems(),
        *_rivalry(rivals, places, mission),
        *_graded(grades, places, effort),
    ]
    return Explored(
        mission=mission.slug,
        states=halves[-1].searched.states,
        moves=halves[-1].searched.moves,
        walks=effort.walks,
        seconds=time.monotonic() - begun,
        bounds=tuple(_bounds(mission, machine, works, halves, scores, effort)),
        rows=found.rows(),
        problems=tuple(sorted(problems, key=lambda p: (p.place, p.code, p.message))),
        grades=grades,
    )


@contextmanager
def _scoring(mission: Mission, effort: Effort) -> Iterator[Callable[[], Envelope]]:
    """The scores, reckoned beside the search where there are two processes; gives what waits for
    them."""
    if not (effort.envelope and effort.whole):
        yield Envelope
    elif effort.processes > 1:
        # A copy of its own: it is packed while the search goes on to work things out of its own.
        apart = mission.model_copy(deep=True)
        with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
            yield pool.submit(envelope, apart).result
    else:
        yield lambda: envelope(mission)


def _whole(
    mission: Mission,
    works: Works,
    more: frozenset[Variable],
    effort: Effort,
) -> _Half:
    """Every state; what the walks left open is remembered beside what steers conversations."""
    machine = Machine(mission, works, more=more)
    stuck: set[str] = set()
    searched = exhaust(machine, effort.states, stuck)
    return _seen_by(machine, searched, tuple(sorted(stuck)))


def _open_questions(machine: Machine) -> frozenset[Variable]:
    """What the conditions ask of which the walks have not seen both sides."""
    asked: set[Variable] = set()
    for site in machine.sites.by_key.values():
        if site.waiting and site.key[0] not in ("promise", "spoke", "debrief"):
            asked |= machine.layout.reads(site.condition)
    return frozenset(asked)


def _seen_by(machine: Machine, searched: Searched, dead_ends: tuple[str, ...] = ()) -> _Half:
    so = machine.layout
    union = searched.union
    return _Half(
        searched=searched,
        reached=frozenset(machine.reached),
        sides={
            (site.key, side.words): (side.held, side.failed)
            for site in machine.sites.by_key.values()
            for side in site.sides
        },
        wholes={
            (site.key, spell(site.condition)): (True in site.met, False in site.met)
            for site in machine.sites.by_key.values()
            if len(site.sides) > 1
        },
        so=frozenset(variable for variable, bit in so.bits.items() if union & bit),
        dead_ends=dead_ends,
    )


def _seen_of(
    halves: Iterable[dict[tuple[Key, str], tuple[bool, bool]]],
) -> tuple[SideSeen, ...]:
    """On which sides conditions were seen by any of the searches."""
    sides: dict[tuple[Key, str], tuple[bool, bool]] = {}
    for half in halves:
        for name, (held, failed) in half.items():
            before = sides.get(name, (False, False))
            sides[name] = (before[0] or held, before[1] or failed)
    return tuple(SideSeen(key, words, *seen) for (key, words), seen in sides.items())


def _together(halves: list[_Half]) -> Seen:
    so = frozenset[Variable]().union(*(half.so for half in halves))

    def named(sort: str) -> frozenset[str]:
        return frozenset(variable[1] for variable in so if variable[0] == sort)

    return Seen(
        reached=frozenset[Key]().union(*(half.reached for half in halves)),
        sides=_seen_of(half.sides for half in halves),
        wholes=_seen_of(half.wholes for half in halves),
        facts=named("fact"),
        flags=named("flag"),
        promises=named("promise"),
        whole=len(halves) > 1 and halves[-1].searched.whole,
        dead_ends=halves[-1].dead_ends,
    )


def _rivalry(rivals: Rivals, places: Places, mission: Mission) -> list[Problem]:
    """What is to be said of moves beside one another; a tutorial's are left in peace."""
    if not mission.scored:
        return []
    found = []
    for node, one, other, states in rivals.same():
        message = f"'{one}' and '{other}' of '{node}' came to the same in all {states} states."
        found.append(_problem(rules.SAME, places, node, one, message))
    for node, move, states in rivals.dominant():
        message = f"'{move}' of '{node}' was best in every regard in all {states} states."
        found.append(_problem(rules.DOMINANT, places, node, move, message))
    for node, worse, better, states in rivals.hopeless():
        message = (
            f"'{worse}' of '{node}' was in no regard better than '{better}', in {states} states."
        )
        found.append(_problem(rules.HOPELESS, places, node, worse, message))
    return found


def _problem(rule: Rule, places: Places, node: str, move: str, message: str) -> Problem:
    return Problem(rule.severity, rule.code, places.of(("chose", node, move)), message, rule.remedy)


def _graded(grades: Grades, places: Places, effort: Effort) -> list[Problem]:
    if not (effort.envelope and effort.whole):
        return []
    found = [
        Problem(rules.ASTRAY.severity, rules.ASTRAY.code, places.of(()), told, rules.ASTRAY.remedy)
        for told in grades.astray
    ]
    for grade in grades.missing:
        rule = rules.NO_GRADE
        message = f"No playthrough was found that earns {grade}."
        found.append(Problem(rule.severity, rule.code, places.of(()), message, rule.remedy))
    return found


def _bounds(
    mission: Mission,
    machine: Machine,
    works: Works,
    halves: list[_Half],
    scores: Envelope,
    effort: Effort,
) -> list[str]:
    low, middle, high = OPENINGS
    told = [
        f"Every state was searched from trust {middle}; walks begin at {low} and {high} too.",
        "Every set of flags brought along was tried; energy begins at 70.",
    ]
    if not effort.whole:
        told.append(
            f"Not every state was searched: {effort.walks:,} walks from seed {effort.seed}."
        )
    for stage, count in halves[-1].searched.cut:
        told.append(f"At '{stage}' there are more than {count:,} states; the rest was left out.")
    for phase, found in works.items():
        names = sorted({outcome.name for outcome in found})
        told.append(
            f"'{phase}' was sampled: {len(found)} results of {', '.join(names)}, each tried after "
            "every conversation."
        )
    if mission.late:
        told.append("At most one late letter is written in a playthrough.")
    if mission.contradictions:
        told.append("Pairs of passages that are no contradiction are left out; so are hints.")
    told.append(
        f"Moves were compared, and requirements and the debrief asked, in {effort.walks:,} walks."
    )
    if scores.cut:
        told.append(
            "Scores: a beam was followed, and the walkthroughs; no play beyond them is ruled out."
        )
    if any(machine.asked):
        told.append("What nothing asks about is read as soon as it comes.")
    return told
