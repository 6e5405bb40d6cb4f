"""Everybody who comes at once is through within a time."""

from __future__ import annotations

from math import log2
from typing import Literal

from pydantic import Field

from engine.design.load import RequestClass
from engine.design.rules.crowd import CrowdRule
from engine.design.rules.view import Answer, View
from engine.design.times import milliseconds, often


class ClearedWithin(CrowdRule):
    """The crowd of a class of request is through within so long, at the rate at which the peak
    lets its requests be finished."""

    kind: Literal["cleared_within"] = "cleared_within"
    within_s: float = Field(gt=0)

    def gone(self, view: View, asked: RequestClass) -> Answer:
        busiest = view.figures.limits[:1]
        found = next((c for c in view.figures.classes if c.name == self.request), None)
        if found is None or found.finished_rps <= 0:
            return 0.0, f"None of {asked.crowd:,} {asked.name} gets through.", busiest
        takes = asked.crowd / found.finished_rps
        text = (
            f"{asked.crowd:,} {asked.name} at {often(found.finished_rps)} take "
            f"{milliseconds(takes * 1000)} (goal {milliseconds(self.within_s * 1000)})."
        )
        if takes <= self.within_s:
            return 1.0, text, ()
        return max(0.0, 1 - log2(takes / self.within_s)), text, busiest
