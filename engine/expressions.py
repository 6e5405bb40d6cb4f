"""Arithmetic over what stands on a decision sheet: numbers, fields, figures, sums of columns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Literal, Protocol

from pydantic import Field

from engine.frozen import Frozen

DECIMALS = 6
"""Places to which a result is rounded, so that no comparison hangs on the last bit."""
LARGEST = 1e15
"""A result beyond it is none: no sheet is about such numbers."""

Operator = Literal["+", "-", "*", "/"]
MeasureName = Literal["starts", "ends", "used", "over", "unready", "open", "count"]


class Number(Frozen):
    """A number as written."""

    kind: Literal["number"] = "number"
    value: float


class Named(Frozen):
    """The value of an amount, a threshold or a figure."""

    kind: Literal["named"] = "named"
    name: str


class Column(Frozen):
    """The sum of a column over what is chosen in a field; `state` where it is not the first."""

    kind: Literal["column"] = "column"
    field: str
    column: str
    state: str = ""


class Measure(Frozen):
    """Something counted or measured on a field: where an item ends, what a period holds."""

    kind: Literal["measure"] = "measure"
    measure: MeasureName
    field: str
    item: str = ""


class Spread(Frozen):
    """An estimate's mean, or the share of such jobs that comes out above a number."""

    kind: Literal["spread"] = "spread"
    spread: Literal["mean", "exceeds"]
    estimate: str
    over: Expression | None = None


class Apply(Frozen):
    """An operation on one or more inner expressions."""

    kind: Literal["apply"] = "apply"
    apply: Literal["+", "-", "*", "/", "min", "max", "abs", "round"]
    inner: tuple[Expression, ...]


Leaf = Named | Column | Measure
Expression = Annotated[
    Number | Named | Column | Measure | Spread | Apply, Field(discriminator="kind")
]

for _model in (Spread, Apply):
    _model.model_rebuild()


class Readings(Protocol):
    """What an expression is reckoned from."""

    def reading(self, leaf: Leaf) -> float | None:
        """The value of a leaf; None where nothing is entered, or no such thing is known."""

    def spread(self, estimate: str, kind: str, over: float) -> float | None:
        """Of an estimate: its mean, or the share above a number."""


def value(expression: Expression, readings: Readings) -> float | None:
    """The value of an expression; None where a part of it has none."""
    match expression:
        case Number():
            found: float | None = expression.value
        case Spread():
            over = value(expression.over, readings) if expression.over else 0.0
            if over is None:
                return None
            found = readings.spread(expression.estimate, expression.spread, over)
        case Apply():
            found = _applied(expression, readings)
        case _:
            found = readings.reading(expression)
    if found is None or not math.isfinite(found) or abs(found) > LARGEST:
        return None
    return round(found, DECIMALS) + 0.0


def _applied(expression: Apply, readings: Readings) -> float | None:
    parts: list[float] = []
    for inner in expression.inner:
        part = value(inner, readings)
        if part is None:
            return None
        parts.append(part)
    first = parts[0]
    match expression.apply:
        case "+":
            return sum(parts)
        case "-":
            return first - parts[1] if len(parts) == 2 else -first
        case "*":
            return first * parts[1]
        case "/":
            return first / parts[1] if parts[1] else None
        case "min":
            return min(parts)
        case "max":
            return max(parts)
        case "abs":
            return abs(first)
        case "round":
            return float(round(first))


def leaves(expression: Expression) -> Iterator[Number | Named | Column | Measure | Spread]:
    """The parts of an expression that name something, for references."""
    if isinstance(expression, Apply):
        for inner in expression.inner:
            yield from leaves(inner)
        return
    yield expression
    if isinstance(expression, Spread) and expression.over is not None:
        yield from leaves(expression.over)
