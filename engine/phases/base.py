"""What a phase kind is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Protocol

from engine import events as ev
from engine.actions import AnyAction
from engine.clock import day_of, minute_of
from engine.dialogue import NOTHING, BestWhen, Effects, Line, Meter
from engine.event import Event
from engine.events import AnyEvent
from engine.frozen import Frozen, fill, made
from engine.mission import Mission
from engine.shared import Shared
from engine.shared_changes import CHANGES, Fields, lines_played, minutes_passed

OF_ALL_PHASES: frozenset[type[Event]] = frozenset(
    {
        *(ev.LinePlayed, ev.MinutesPassed, ev.MeterMoved, ev.ReserveMoved, ev.FloorTaken),
        *(ev.FactFound, ev.FlagRaised, ev.PromiseMade, ev.FileUnlocked, ev.HintTaken),
        *(ev.MailArrived, ev.MailOpened, ev.FileOpened),
    }
)
"""Events that change what all phases share, and nothing that one remembers for itself: most."""


@lru_cache(maxsize=4096)
def line_played(ref: str) -> ev.LinePlayed:
    """That somebody spoke: one value for all playthroughs, for these events are half of a log."""
    return ev.LinePlayed(ref=ref)


@lru_cache(maxsize=1024)
def _passed(minutes: int) -> ev.MinutesPassed:
    return ev.MinutesPassed(minutes=minutes)


@lru_cache(maxsize=1024)
def _meter_moved(meter: Meter, by: int) -> ev.MeterMoved:
    return ev.MeterMoved(meter=meter, by=by)


@lru_cache(maxsize=1024)
def _reserve_moved(person: str, by: int) -> ev.ReserveMoved:
    return ev.ReserveMoved(person=person, by=by)


class PhaseState(Frozen):
    """What one phase remembers beside the shared state."""

    phase: str
    finished: bool = False


class PhaseKind(Protocol):
    """A phase kind: how it begins, decides, evolves and lists what is legal.

    The config and state types differ from kind to kind; the registry in `engine.phases`
    pairs each kind only with its own.
    """

    kind: str

    def begin(self, config: Any, shared: Shared) -> Any: ...

    def opening(self, draft: Draft) -> None:
        """Emits what happens by itself as the phase opens."""

    def decide(self, draft: Draft, action: AnyAction) -> None:
        """Emits the action's events into the draft.

        Raises:
            Rejected: the rules do not allow the action now.
        """

    def evolve(self, mission: Mission, config: Any, own: Any, event: AnyEvent) -> Any: ...

    def legal(self, draft: Draft) -> Iterable[AnyAction]:
        """Actions that would be accepted now; a finite sample where the domain has no end."""


class Draft:
    """An action being decided: events so far, and the state as they have made it.

    Later events of one action may depend on earlier ones (a letter moves trust, trust
    decides the answer), so each is applied as it is emitted.
    """

    def __init__(
        self,
        mission: Mission,
        config: Any,
        shared: Shared,
        own: Any,
        evolve_own: Callable[[Mission, Any, Any, AnyEvent], Any],
        config_of: Callable[[Mission, str, Shared], Any],
    ) -> None:
        self.mission = mission
        self.config = config
        self.shared = shared
        self.own = own
        self.events: list[AnyEvent] = []
        self._before = shared
        self._evolve_own = evolve_own
        self._config_of = config_of

    def emit(self, event: AnyEvent, *, leaves: Any = None) -> None:
        """Adds an event and applies it; `leaves` is what the phase remembers after it, where
        whoever decided it has worked that out."""
        self.events.append(event)
        kind = type(event)
        change = CHANGES.get(kind)
        if change is not None:
            self._share(change(self.shared, self.config.id, event))
        if kind in OF_ALL_PHASES:
            return
        if leaves is None:
            leaves = self._evolve_own(self.mission, self.config, self.own, event)
        self.own = leaves
        if isinstance(event, ev.GridChanged):
            self.config = self._config_of(self.mission, self.config.id, self.shared)

    def _share(self, fields: Fields) -> None:
        if self.shared is self._before:
            self.shared = self.shared.model_copy(update=fields)
        else:
            # Nobody else holds the copy until the action is decided.
            fill(self.shared, fields)

    def minutes(self, minutes: int) -> None:
        """Lets mission time pass."""
        if minutes > 0:
            self.events.append(_passed(minutes))
            self._share(minutes_passed(self.shared, minutes))

    def until(self, minute: int) -> None:
        """Lets mission time pass until a minute, unless it is past already."""
        self.minutes(minute - self.shared.minute)

    def closing(self, at: str) -> int:
        """The minute of a clock time on the present day."""
        return minute_of(day_of(self.shared.minute), at)

    def next_begins(self) -> int:
        """The minute at which the next phase begins; the present one where none follows."""
        at = next(n for n, phase in enumerate(self.mission.phases) if phase.id == self.config.id)
        if at + 1 == len(self.mission.phases):
            return self.shared.minute
        begins = self.mission.phases[at + 1].begins
        return minute_of(begins.day, begins.at)

    def find(self, fact: str, via: str) -> None:
        """Makes a fact known, once."""
        if not self.shared.knows(fact):
            self.emit(made(ev.FactFound, fact=fact, via=via))

    def apply(self, effects: Effects, via: str) -> None:
        """Emits what the effects of a choice or a line come to."""
        if effects is NOTHING:
            return
        for meter, by in effects.moves:
            self.emit(_meter_moved(meter, by))
        for points in effects.reserve:
            self.emit(_reserve_moved(points.name, points.value))
        for fact in effects.facts:
            self.find(fact, via)
        for flag in effects.flags:
            if flag not in self.shared.flags:
                self.emit(made(ev.FlagRaised, flag=flag))
        for promise in effects.promises:
            if not self.shared.has_promised(promise):
                self.emit(made(ev.PromiseMade, promise=promise))
        for filename in effects.unlocks:
            if filename not in self.shared.unlocked:
                self.emit(made(ev.FileUnlocked, filename=filename))

    def play(self, lines: tuple[Line, ...], prefix: str) -> None:
        """Plays lines in order: of each chain of conditional lines, the first that holds.

        The transcript is written once they are all spoken, for no condition asks for it.
        """
        spoken: list[str] = []
        chain_closed = False
        for number, line in enumerate(lines):
            if line.when is None or line.also:
                chain_closed = False
            if line.when is not None:
                if chain_closed or not line.when.holds(self.shared):
                    continue
                chain_closed = True
            ref = f"{prefix}/{number}"
            spoken.append(ref)
            self.events.append(line_played(ref))
            if line.effects is not NOTHING:
                self.apply(line.effects, ref)
        if spoken:
            self._share(lines_played(self.shared, self.config.id, spoken))


def best_move(best: tuple[BestWhen, ...], shared: Shared) -> str | None:
    """The move that is best in this situation, by the first condition that holds."""
    for entry in best:
        if entry.when.holds(shared):
            return entry.option
    return None
