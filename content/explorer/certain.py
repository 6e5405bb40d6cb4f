"""What is settled already, though it is still to be asked: states that must fare alike are one.

Somebody opens up where trust, at the moment when they take the floor, has reached what they need.
Where trust could not fall so far, or rise so far, on the way to the last time that this is asked,
what exactly they need is of no account any more. Likewise a paper all of whose facts are known
need not lie in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from pydantic import BaseModel

from content.explorer.desk import Notebook
from content.explorer.layout import TRUST, Layout, Variable, conditions
from engine import conditions as c
from engine.dialogue import Effects, Exchange, Option
from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import ClientFeedback, EmailDiscovery, VideoCall
from engine.shared import GUARDED_SURCHARGE

NEVER, SURELY = 1000, -1000
"""What somebody needs who will open up to nobody any more, or surely will."""


@dataclass(frozen=True)
class Swing:
    """By how much something may fall and rise."""

    down: int = 0
    up: int = 0

    def __add__(self, other: Swing) -> Swing:
        return Swing(self.down + other.down, self.up + other.up)


@dataclass(frozen=True)
class Segment:
    """A stretch of a mission between two stages: an exchange, or an inbox."""

    name: str
    trust: Swing
    reserve: dict[str, Swing]
    asks: dict[str, tuple[int, int]]
    """Person to the least and the most trust that is asked of them here."""


def segments(mission: Mission) -> tuple[Segment, ...]:
    """The stretches of a mission, in the order of play."""
    found = []
    for phase in mission.phases:
        if isinstance(phase, EmailDiscovery):
            # Every mail is answered at most once.
            parts = [_widest(mail, _moves(mail)) for mail in phase.emails]
            found.append(_segment(phase.id, phase, parts))
        elif isinstance(phase, VideoCall):
            floor = [_effects(phase.default_floor), _effects(phase.default_silence)]
            for exchange in phase.exchanges:
                parts = [_widest(exchange, [*_moves(exchange), *floor]), _effects(exchange.lines)]
                found.append(_segment(exchange.id, (exchange, phase.default_floor), parts))
            ends = [_effects(phase.closing), _effects(phase.early_end)]
            found.append(_segment(f"{phase.id}/end", (phase.closing, phase.early_end), ends))
        elif isinstance(phase, ClientFeedback):
            for exchange in phase.answers:
                parts = [_widest(exchange, _moves(exchange)), _effects(exchange.lines)]
                found.append(_segment(exchange.id, exchange, parts))
            ends = [_effects(phase.opening), _effects(phase.closing)]
            found.append(_segment(f"{phase.id}/end", (phase.opening, phase.closing), ends))
        else:
            parts = [_effects(phase), _effects(mission.late)]
            parts += [_effects(pair.effects) for pair in mission.contradictions]
            found.append(_segment(phase.id, phase, parts))
    return tuple(found)


def _segment(name: str, asked: Any, parts: list[list[Effects]]) -> Segment:
    effects = [effect for part in parts for effect in part]
    people = {points.name for effect in effects for points in effect.reserve}
    asks: dict[str, tuple[int, int]] = {}
    for condition in conditions(asked):
        for atom in c.atoms(condition):
            if isinstance(atom, c.Opens):
                low, high = asks.get(atom.person, (atom.trust, atom.trust))
                asks[atom.person] = (min(low, atom.trust), max(high, atom.trust))
    return Segment(
        name=name,
        trust=_swing(effect.trust for effect in effects),
        reserve={
            person: _swing(p.value for e in effects for p in e.reserve if p.name == person)
            for person in people
        },
        asks=asks,
    )


def _swing(moves: Iterable[int]) -> Swing:
    down = up = 0
    for by in moves:
        down -= min(0, by)
        up += max(0, by)
    return Swing(down, up)


def _effects(value: Any) -> list[Effects]:
    if isinstance(value, Effects):
        return [value]
    if isinstance(value, BaseModel):
        return [e for name in type(value).model_fields for e in _effects(getattr(value, name))]
    if isinstance(value, tuple | list):
        return [e for item in value for e in _effects(item)]
    return []


def _moves(node: Email | Exchange) -> list[list[Effects]]:
    """The effects that each move may have, those of lines that may not be said too."""
    found = [_option(node, option) for option in node.options]
    if isinstance(node, Email):
        return [*found, _effects(node.unanswered)]
    others = [_effects(node.silence), _effects(node.interrupt)]
    return [*found, *others, *(_effects(answer) for answer in node.floors)]


def _option(node: Email | Exchange, option: Option) -> list[Effects]:
    found: list[Effects] = []
    seen: set[str] = set()
    current: Option | None = option
    while current and current.id not in seen:
        seen.add(current.id)
        found += _effects(current)
        current = next((o for o in node.options if o.id == current.then), None)
    return found


def _widest(node: Email | Exchange, moves: list[list[Effects]]) -> list[Effects]:
    """One move stands for all: it falls as far and rises as far as any of them."""
    down = max((_swing(e.trust for e in move).down for move in moves), default=0)
    up = max((_swing(e.trust for e in move).up for move in moves), default=0)
    people = sorted({p.name for move in moves for e in move for p in e.reserve})
    fall, rise = [], []
    for person in people:
        swings = [_swing(p.value for e in m for p in e.reserve if p.name == person) for m in moves]
        fall.append({"name": person, "value": -max(s.down for s in swings)})
        rise.append({"name": person, "value": max(s.up for s in swings)})
    return [
        Effects.model_validate({"trust": -down, "reserve": fall}),
        Effects.model_validate({"trust": up, "reserve": rise}),
    ]


@dataclass(frozen=True)
class Settling:
    """Makes states one that must fare alike."""

    people: tuple[Callable[[int], int], ...] = ()
    """What somebody needs who will surely open up, or never will; reads fields alone."""
    sight: tuple[tuple[int, int], ...] = ()
    """The bit of each source that only the notebook asks for, with all that it may tell."""

    def __call__(self, state: int) -> int:
        """The state that stands for this one and all like it."""
        for step in self.people:
            state = step(state)
        return state | self.in_sight(state)

    @cached_property
    def tells(self) -> int:
        """All that the sources may tell."""
        return reduce(or_, [tells for _, tells in self.sight], 0)

    def in_sight(self, state: int) -> int:
        """The bits of the sources all of whose facts are known."""
        return reduce(or_, [bit for bit, tells in self.sight if state & tells == tells], 0)


def settling(
    mission: Mission, layout: Layout, stage: str, live: set[Variable], notebook: Notebook | None
) -> Settling | None:
    """How a state is made one with those that must fare like it from a stage on."""
    ahead = segments(mission)
    names = [segment.name for segment in ahead]
    if stage not in names:
        return None
    ahead = ahead[names.index(stage) :]
    steps = tuple(_people(ahead, layout, live))
    sight = tuple(_sight(layout, notebook)) if notebook else ()
    return Settling(steps, sight) if steps or sight else None


def _people(
    ahead: tuple[Segment, ...], layout: Layout, live: set[Variable]
) -> Iterator[Callable[[int], int]]:
    asked = sorted({person for segment in ahead for person in segment.asks})
    for person in asked:
        # What an earlier floor left may be looked at again: then nothing is settled.
        if ("reserve", person) not in layout.fields or ("then", person) in live:
            continue
        last = max(n for n, segment in enumerate(ahead) if person in segment.asks)
        way = ahead[: last + 1]
        trust = sum((segment.trust for segment in way), Swing())
        reserve = sum((s.reserve.get(person, Swing()) for s in way), Swing())
        low = min(segment.asks[person][0] for segment in way if person in segment.asks)
        high = max(segment.asks[person][1] for segment in way if person in segment.asks)
        yield _settled(layout, person, low, high, trust, reserve)


def _settled(
    layout: Layout, person: str, low: int, high: int, trust: Swing, reserve: Swing
) -> Callable[[int], int]:
    variable: Variable = ("reserve", person)
    surely = high + reserve.up + GUARDED_SURCHARGE + trust.down
    never = low - reserve.down - trust.up

    trust_of, reserve_of = layout.reader(TRUST), layout.reader(variable)
    shift, mask = layout.fields[variable]
    others = ~(mask << shift)
    certain, hopeless = (layout.put(0, variable, end) for end in (SURELY, NEVER))

    def step(state: int) -> int:
        has, needs = trust_of(state), reserve_of(state)
        if has >= needs + surely:
            return state & others | certain
        if has < needs + never:
            return state & others | hopeless
        return state

    return step


def _sight(layout: Layout, notebook: Notebook) -> Iterator[tuple[int, int]]:
    """Each source that only the notebook asks for, with all that it may tell."""
    for bit in notebook.sights():
        tells = 0
        for note in notebook.notes:
            if note.step is not None and note.sight & bit:
                break
            tells |= note.tells if note.sight & bit else 0
        else:
            yield bit, tells
