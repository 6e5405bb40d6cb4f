"""Whether conditions can hold and fail, by their words alone.

Every leaf may be so or not, but leaves about one thing hang together: a field has one entry, a
meter one reading, whoever opens at 60 opens at 50. What play can bring about is left to the
explorer; what is told here is so in every mission.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product

from engine import conditions as c
from engine.conditions import Condition
from engine.expressions import Number

MOST = 20_000
"""Situations that are looked at for a condition; one that has more is left in peace."""
COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
}
OTHER = "\0other"
"""Something that is entered or chosen, and that no leaf names."""

Axis = tuple[str, ...]
Value = object
At = dict[Axis, Value]


def possible(conditions: Sequence[Condition], wanted: Sequence[bool]) -> bool:
    """Whether there may be a situation in which each condition is as wanted."""
    axes = _axes(leaf for condition in conditions for leaf in c.atoms(condition))
    count = 1
    for known in axes.values():
        count *= len(known)
    if count > MOST:
        return True
    for values in product(*axes.values()):
        at: At = dict(zip(axes, values, strict=True))
        if all(_holds(one, at) is want for one, want in zip(conditions, wanted, strict=True)):
            return True
    return False


def first_holds(cases: Sequence[Condition], number: int) -> bool:
    """Whether a case may hold where none of those before it does."""
    return possible(cases[: number + 1], [False] * number + [True])


def _axes(leaves: Iterator[Condition]) -> dict[Axis, list[Value]]:
    """What there is to be known, and the values that make a difference."""
    found: dict[Axis, set[Value]] = {}
    for leaf in leaves:
        axis, values = _axis(leaf)
        if axis:
            found.setdefault(axis, set()).update(values)
    return {
        axis: _between(values) if _is_scale(axis) else [*values] for axis, values in found.items()
    }


def _is_scale(axis: Axis) -> bool:
    return axis[0] in ("meter", "opens", "sum")


def _between(values: set[Value]) -> list[Value]:
    """Readings at each number that is named, and on both sides of it; or none at all."""
    numbers = sorted(value for value in values if isinstance(value, int | float))
    between = [(low + high) / 2 for low, high in pairwise(numbers)]
    ends = [numbers[0] - 1, numbers[-1] + 1] if numbers else []
    return [*(value for value in values if value is None), *numbers, *between, *ends]


def _axis(leaf: Condition) -> tuple[Axis, tuple[Value, ...]]:
    """What a leaf is about, and values of it that it tells apart."""
    match leaf:
        case c.Always():
            return (), ()
        case c.Meter():
            return ("meter", leaf.meter), (leaf.value,)
        case c.Opens():
            return ("opens", leaf.person), (None, leaf.trust)
        case c.Floor():
            return ("opens", leaf.person), (None, 0)
        case c.Entered():
            return ("entered", leaf.field), (None, OTHER, *([leaf.item] if leaf.item else []))
        case c.Stands():
            return ("stands", leaf.promise), (None, "open", "kept", "broken")
        case c.Compared(right=Number(value=limit)):
            return ("sum", leaf.left.model_dump_json()), (None, limit)
    return ("leaf", leaf.model_dump_json()), (True, False)


def _holds(condition: Condition, at: At) -> bool:
    match condition:
        case c.Not():
            return not _holds(condition.inner, at)
        case c.AllOf():
            return all(_holds(inner, at) for inner in condition.inner)
        case c.AnyOf():
            return any(_holds(inner, at) for inner in condition.inner)
        case c.Always():
            return True
    return _leaf_holds(condition, at[_axis(condition)[0]])


def _leaf_holds(leaf: Condition, now: Value) -> bool:
    match leaf:
        case c.Meter():
            return isinstance(now, int | float) and COMPARE[leaf.op](now, leaf.value)
        case c.Opens():
            return isinstance(now, int | float) and now >= leaf.trust
        case c.Floor():
            return now is not None
        case c.Entered():
            return now == leaf.item if leaf.item else now is not None
        case c.Stands():
            return now == leaf.state
        case c.Compared(right=Number(value=limit)):
            return isinstance(now, int | float) and COMPARE[leaf.op](now, limit)
    return now is True
