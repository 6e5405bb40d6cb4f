"""Holds a playthrough against what its script expects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from content.playthrough import Bounds, Expectation, Script, Start
from engine.actions import Reply, Say
from engine.board.standing import OnSheet
from engine.clock import QUARTER_DAYS
from engine.debrief import requirement_verdicts, submitted_design
from engine.design.figures import NUMBERS
from engine.game import legal_actions
from engine.mission import Mission
from engine.phases.changes import design_config
from engine.phases.system_design import budget_of, figures
from engine.promises import promise_lines, settled
from engine.scoring import Scorecard, score_mission
from engine.sheet_change import submitted_sheet
from engine.state import State
from engine.values import PlayerThen, PromiseState


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that was not met."""

    script: str
    line: int
    step: int
    """The step's number from 1; 0 for what is expected at the end."""
    expected: str
    found: str
    picture: str = ""
    """The file that shows what stood on the screen then, where there is one."""

    def __str__(self) -> str:
        where = f"step {self.step}" if self.step else "the end"
        seen = f" (picture: {self.picture})" if self.picture else ""
        return (
            f"{self.script}:{self.line}: {where}: expected {self.expected}, "
            f"found {self.found}{seen}"
        )


def player_then(script: Script, mission: Mission) -> PlayerThen:
    """The player whom a script sends into its mission.

    Trust may be given under the client's short name as well.
    """
    start: Start = script.start
    card = mission.card
    trust = {
        card.client if name.casefold() == card.client_short.casefold() else name: value
        for name, value in start.trust
    }
    return PlayerThen(
        name=script.player.name,
        flags=tuple(sorted(start.flags)),
        trust=tuple(sorted(trust.items())),
        skills=start.skills,
        energy=start.energy,
        promises=start.promises,
    )


def check(
    expectation: Expectation,
    mission: Mission,
    state: State,
    *,
    script: str = "",
    line: int = 0,
    step: int = 0,
) -> list[Failure]:
    """What a playthrough fails of an expectation; empty if it holds."""
    view = _View(mission, state)
    return [
        Failure(script, line, step, expected, found)
        for expected, found in _unmet(expectation, view)
    ]


class _View:
    """What expectations may ask of a playthrough, worked out once."""

    def __init__(self, mission: Mission, state: State) -> None:
        self.mission = mission
        self.state = state
        self.card: Scorecard = score_mission(mission, state)

    @property
    def score(self) -> int:
        return self.card.score if self.state.score is None else self.state.score

    @property
    def grade(self) -> str:
        return self.card.grade

    @property
    def phase(self) -> str:
        present = self.state.present
        return present.phase if present else ""

    def number(self, meter: str) -> float:
        shared = self.state.shared
        if meter == "days":
            return shared.ticks / QUARTER_DAYS
        if meter == "budget":
            first = self.mission.design_phase
            if first is None:
                return shared.budget
            return budget_of(design_config(self.mission, first.id, shared), shared)
        return shared.meter(meter)

    def names(self, field: str) -> Iterable[str]:
        shared = self.state.shared
        sets: dict[str, Callable[[], Iterable[str]]] = {
            "facts": lambda: shared.known,
            "flags": lambda: (*shared.flags, *shared.player.flags),
            "promises": lambda: (made.promise for made in shared.promises),
            "opened": lambda: shared.opened,
            "arrived": lambda: shared.arrived,
            "offers": self._offers,
            "changes": lambda: (changed.change for changed in shared.changes),
            "requirements": self._kept,
            "constraints": self._constraints,
            "entered": lambda: self.on.entered if self.on else (),
            "kept_promises": lambda: self._promises("kept"),
            "broken_promises": lambda: self._promises("broken"),
        }
        return sets[field]()

    def _offers(self) -> Iterator[str]:
        for action in legal_actions(self.mission, self.state):
            if isinstance(action, Reply | Say):
                yield action.option

    def _kept(self) -> Iterator[str]:
        for verdict in requirement_verdicts(self.mission, self.state):
            if verdict.kept:
                yield verdict.requirement.id

    @cached_property
    def on(self) -> OnSheet | None:
        """The decision sheet as it stands, if a mission has come to one."""
        found = submitted_sheet(self.mission, self.state)
        return OnSheet(found[0].sheet, found[1], self.state.shared) if found else None

    def _constraints(self) -> Iterator[str]:
        for constraint in self.on.board.constraints if self.on else ():
            if self.on and constraint.holds.holds(self.on):
                yield constraint.id

    def _promises(self, wanted: PromiseState) -> Iterator[str]:
        for line in promise_lines(self.mission, self.state):
            if line.state == wanted:
                yield line.promise.id
        if self.state.status == "completed":
            for one in settled(self.mission, self.state):
                if one.state == wanted:
                    yield one.promise

    def metrics(self) -> dict[str, Any]:
        design = submitted_design(self.mission, self.state)
        if design is None:
            return {}
        found = figures(self.mission, *design)
        return {name: getattr(found, name) for name in NUMBERS}


_SETS = (
    "facts",
    "flags",
    "promises",
    "kept_promises",
    "broken_promises",
    "opened",
    "arrived",
    "requirements",
    "offers",
    "changes",
    "constraints",
    "entered",
)
_METERS = ("trust", "budget", "days", "energy")


def _unmet(expectation: Expectation, view: _View) -> Iterator[tuple[str, str]]:
    yield from _standing(expectation, view)
    if expectation.score is not None:
        yield from _number("score", expectation.score, view.score)
    scores = {phase.phase: phase.score for phase in view.card.phases}
    for name, bounds in expectation.phases:
        yield from _named_number(f"phases.{name}", bounds, scores, name)
    for meter in _METERS:
        wanted: Bounds | None = getattr(expectation, meter)
        if wanted is not None:
            yield from _number(meter, wanted, view.number(meter))
    for field in _SETS:
        yield from _members(expectation, view, field)
    if expectation.figures:
        numbers = dict(view.on.numbers) if view.on else {}
        for name, bounds in expectation.figures:
            yield from _named_number(f"figures.{name}", bounds, numbers, name)
    if expectation.metrics:
        figures_now = view.metrics()
        for name, bounds in expectation.metrics:
            yield from _named_number(f"metrics.{name}", bounds, figures_now, name)


def _standing(expectation: Expectation, view: _View) -> Iterator[tuple[str, str]]:
    if expectation.status is not None and expectation.status != view.state.status:
        yield f"status {expectation.status}", view.state.status
    if expectation.phase is not None and expectation.phase != view.phase:
        yield f"phase {expectation.phase}", view.phase or "none"
    if expectation.grade is not None and expectation.grade != view.grade:
        yield f"grade {expectation.grade}", view.grade


def _number(name: str, bounds: Bounds, value: float) -> Iterator[tuple[str, str]]:
    if not bounds.allow(value):
        yield f"{name} {bounds}", f"{value:g}"


def _named_number(
    name: str, bounds: Bounds, values: dict[str, Any], key: str
) -> Iterator[tuple[str, str]]:
    value = values.get(key)
    if not isinstance(value, int | float):
        known = sorted(k for k, v in values.items() if isinstance(v, int | float))
        yield f"{name} {bounds}", f"none; there is {', '.join(known) or 'no figure'}"
        return
    yield from _number(name, bounds, value)


def _members(expectation: Expectation, view: _View, field: str) -> Iterator[tuple[str, str]]:
    wanted: tuple[str, ...] = getattr(expectation, field)
    unwanted: tuple[str, ...] = getattr(expectation, f"not_{field}")
    if not wanted and not unwanted:
        return
    present = set(view.names(field))
    found = ", ".join(sorted(present)) or "none"
    for name in wanted:
        if name not in present:
            yield f"{field} to hold {name}", found
    for name in unwanted:
        if name in present:
            yield f"{field} not to hold {name}", found
