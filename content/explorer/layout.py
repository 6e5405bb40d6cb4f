"""What of a playthrough decides how a conversation goes on, as one whole number.

Bits stand for what only ever becomes so (facts, flags, promises, answers, mails that came); small
fields for trust, what people need before they open up, and meters that some condition asks about.
What no later condition asks about is left out, so that playthroughs which cannot differ any more
are one state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel

from engine import conditions as c
from engine.bands import GUARDED
from engine.clock import QUARTER_DAYS
from engine.conditions import Condition
from engine.dialogue import Effects
from engine.knowledge import Requirement
from engine.shared import GUARDED_SURCHARGE

Variable = tuple[str, ...]
"""A thing that can be asked about: its sort and its names."""
Test = Callable[[int], bool]

TRUST: Variable = ("trust",)
WIDTHS = {"trust": 7, "energy": 7, "days": 12, "budget": 24, "then": 7, "reserve": 12}
"""Bits of each field."""
SIGNED = ("days", "budget", "reserve")
"""Fields that may fall below nothing; half of their range is nothing."""
METERS = ("energy", "days", "budget")
OUTSIDE = (c.Kept, c.OverBudget, c.Compared, c.Entered, c.Within)
"""What the grid or a sheet decides, and a conversation does not."""
ATOMS = get_args(get_args(Condition)[0])
"""Every kind of condition."""


def conditions(value: Any) -> Iterator[Condition]:
    """Every condition inside a part of a mission, whole."""
    if isinstance(value, ATOMS):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from conditions(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from conditions(item)


def outside_name(atom: Condition) -> Variable:
    """The variable of something that the grid or a sheet decides."""
    return ("outside", atom.model_dump_json())


class Layout:
    """Where each variable stands in the number, and how conditions and effects read and move it."""

    def __init__(self, requirements: tuple[Requirement, ...] = ()) -> None:
        self.bits: dict[Variable, int] = {}
        self.fields: dict[Variable, tuple[int, int]] = {}
        """Variable to its lowest bit and the mask of its width."""
        self._next = 0
        self._requirements = {one.id: one for one in requirements}
        self.neutral = 0
        """The number of a state of which nothing is so; signed fields stand at nothing."""
        self.spent = 0
        """Shift of the two counters that lie above the state: quarter-days, then marks."""

    # -- laying out

    def declare(self, variables: Iterable[Variable]) -> None:
        """Gives each variable its place."""
        for variable in sorted(set(variables)):
            sort = variable[0]
            if sort in WIDTHS:
                self._declare_field(variable, WIDTHS[sort], sort in SIGNED)
            elif variable not in self.bits:
                self.bits[variable] = 1 << self._next
                self._next += 1
        self.spent = self._next

    def _declare_field(self, variable: Variable, width: int, signed: bool) -> None:
        if variable in self.fields:
            return
        self.fields[variable] = (self._next, (1 << width) - 1)
        if signed:
            self.neutral |= 1 << (self._next + width - 1)
        self._next += width

    def bit(self, variable: Variable) -> int:
        """The bit of a variable; nothing where no condition asks about it."""
        return self.bits.get(variable, 0)

    def get(self, state: int, variable: Variable) -> int:
        """The number in a field; 0 where no condition asks about it."""
        where = self.fields.get(variable)
        if where is None:
            return 0
        shift, mask = where
        raw = (state >> shift) & mask
        return raw - (mask + 1) // 2 if variable[0] in SIGNED else raw

    def reader(self, variable: Variable) -> Callable[[int], int]:
        """A quick way to the number in a field."""
        where = self.fields.get(variable)
        if where is None:
            return lambda state: 0
        shift, mask = where
        nothing = (mask + 1) // 2 if variable[0] in SIGNED else 0
        return lambda state: (state >> shift & mask) - nothing

    def put(self, state: int, variable: Variable, value: int) -> int:
        """The state with a number in a field."""
        where = self.fields.get(variable)
        if where is None:
            return state
        shift, mask = where
        raw = value + (mask + 1) // 2 if variable[0] in SIGNED else value
        return state & ~(mask << shift) | (raw << shift)

    def keeping(self, variables: Iterable[Variable]) -> tuple[int, int]:
        """A mask of these variables, and what stands in the fields of the others."""
        keep, rest = 0, self.neutral
        for variable in variables:
            if variable in self.fields:
                shift, mask = self.fields[variable]
                keep |= mask << shift
                rest &= ~(mask << shift)
            else:
                keep |= self.bits.get(variable, 0)
        return keep, rest

    def counters(self, raw: int) -> tuple[int, int, int]:
        """A state with its counters taken apart: state, quarter-days spent, marks added."""
        state = raw & ((1 << self.spent) - 1)
        high = raw >> self.spent
        marks = ((high & 0xFFFFFF) ^ 0x800000) - 0x800000
        ticks = (high - marks) >> 24
        return state, ticks, marks

    @property
    def all_fields(self) -> int:
        """A mask of all fields."""
        return sum(mask << shift for shift, mask in self.fields.values())

    # -- reading

    def reads(self, condition: Condition) -> set[Variable]:
        """The variables that a condition asks about."""
        found: set[Variable] = set()
        for atom in c.atoms(condition):
            found |= self._reads_atom(atom)
        return found

    def _reads_atom(self, atom: Condition) -> set[Variable]:
        match atom:
            case c.Known():
                return {("fact", atom.fact)}
            case c.Flagged():
                return {("flag", atom.flag)}
            case c.Promised():
                return {("promise", atom.promise)}
            case c.Stands():
                return {("stands", atom.promise, atom.state)}
            case c.Opened():
                return {("opened", atom.source)}
            case c.Chosen():
                return {("chose", atom.node, atom.option or "")}
            case c.Floor():
                return {("had", atom.person)}
            case c.Opens():
                who = atom.person
                return {("had", who), ("then", who), ("reserve", who)}
            case c.Meter():
                return {(atom.meter,)}
            case c.Kept():
                found = {outside_name(atom)}
                requirement = self._requirements.get(atom.requirement)
                if requirement and requirement.holds is not None:
                    found |= self.reads(requirement.holds)
                return found
            case c.Always():
                return set()
        return {outside_name(atom)}

    def test(self, condition: Condition) -> Test:
        """A condition as a test of states."""
        match condition:
            case c.Always():
                return lambda state: True
            case c.Not():
                inner = self.test(condition.inner)
                return lambda state: not inner(state)
            case c.AllOf():
                tests = tuple(map(self.test, condition.inner))
                return lambda state: all(test(state) for test in tests)
            case c.AnyOf():
                tests = tuple(map(self.test, condition.inner))
                return lambda state: any(test(state) for test in tests)
            case c.Opens():
                return self._opens(condition.person, condition.trust)
            case c.Meter():
                return self._meter(condition)
            case c.Kept():
                return self._kept(condition)
        (variable,) = self._reads_atom(condition)
        bit = self.bits[variable]
        return lambda state: state & bit != 0

    def _opens(self, person: str, trust: int) -> Test:
        had = self.bit(("had", person))
        then, reserve = self.reader(("then", person)), self.reader(("reserve", person))

        def holds(state: int) -> bool:
            if not state & had:
                return False
            stood = then(state)
            surcharge = GUARDED_SURCHARGE if stood < GUARDED else 0
            return stood >= trust + reserve(state) + surcharge

        return holds

    def _meter(self, condition: c.Meter) -> Test:
        read, least = self.reader((condition.meter,)), condition.value
        if condition.op == ">=":
            return lambda state: read(state) >= least
        return lambda state: read(state) < least

    def _kept(self, condition: c.Kept) -> Test:
        bit = self.bits[outside_name(condition)]
        requirement = self._requirements.get(condition.requirement)
        if requirement is None or requirement.holds is None:
            return lambda state: state & bit != 0
        holds = self.test(requirement.holds)
        return lambda state: state & bit != 0 and holds(state)

    # -- moving

    def effects(self, effects: Effects, more: int = 0) -> Callable[[int], int] | None:
        """Effects as a step from state to state; None where they change nothing that counts."""
        bits = more
        for sort, names in (
            ("fact", effects.facts),
            ("flag", effects.flags),
            ("promise", effects.promises),
            ("unlocked", effects.unlocks),
        ):
            for name in names:
                bits |= self.bit((sort, name))
        quarters = round(effects.days * QUARTER_DAYS)
        add = (-quarters << (self.spent + 24)) + (effects.budget << self.spent)
        add += self._adding(("days",), -quarters) + self._adding(("budget",), effects.budget)
        for points in effects.reserve:
            add += self._adding(("reserve", points.name), points.value)
        moves = [
            (self.fields[variable][0], by)
            for variable, by in ((TRUST, effects.trust), (("energy",), effects.energy))
            if by and variable in self.fields
        ]
        if not moves and not bits and not add:
            return None

        def step(state: int) -> int:
            for shift, by in moves:
                before = (state >> shift) & 127
                after = min(100, max(0, before + by))
                state += (after - before) << shift
            return (state + add) | bits

        return step

    def _adding(self, variable: Variable, by: int) -> int:
        where = self.fields.get(variable)
        return by << where[0] if where and by else 0

    def floor(self, person: str) -> Callable[[int], int]:
        """A person takes the floor: the trust that there is then is kept."""
        had, trust = self.bit(("had", person)), self.reader(TRUST)
        where = self.fields.get(("then", person))
        if where is None:
            return lambda state: state | had
        shift, mask = where
        others = ~(mask << shift)
        return lambda state: (state | had) & others | trust(state) << shift
