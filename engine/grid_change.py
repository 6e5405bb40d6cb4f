"""What an author declares of a choice that reaches the grid: load, budget, targets, parts."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from engine.conditions import Always, Condition
from engine.design.load import RequestClass
from engine.design.rules import Rule
from engine.frozen import Frozen


class DesignStep(Frozen):
    """One edit of a design or of a decision sheet, in the words of a playthrough script."""

    verb: Literal[
        "place", "remove", "configure", "connect", "disconnect", "decide_board", "join_tasks"
    ]
    detail: dict[str, Any]


class LoadChange(Frozen):
    """Fields of the load that are replaced; None leaves a field as it is."""

    rps: float | None = Field(default=None, gt=0)
    average_rps: float | None = Field(default=None, ge=0)
    peak_s: float | None = Field(default=None, gt=0)
    burstiness: float | None = Field(default=None, ge=1, le=20)
    classes: tuple[RequestClass, ...] | None = Field(default=None, min_length=1)


class GridChange(Frozen):
    """What becomes of a design phase where a condition holds, once, with a sentence that says so.

    It is seen as the phase opens, and after every action until the design is handed in.
    """

    id: str
    when: Condition = Always()
    says: str
    """What the brief names: past tense, at most 140 characters."""
    load: LoadChange | None = None
    budget: int = 0
    """Marks a month added to what the design may cost."""
    targets: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Ids of rules, each with fields of that rule that are replaced."""
    waives: tuple[str, ...] = ()
    """Ids of rules that no longer apply."""
    adds: tuple[Rule, ...] = ()
    """Rules that apply only here."""
    start: tuple[DesignStep, ...] = ()
    """Edits of the opening grid, made where the condition holds as the phase opens."""
    permits: tuple[str, ...] = ()
    """Kinds that the palette gains."""
    withdraws: tuple[str, ...] = ()
    """Kinds that the palette loses."""
