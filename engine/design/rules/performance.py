"""Enough requests answered, quickly enough."""

from __future__ import annotations

from math import log2
from typing import Literal

from pydantic import Field

from engine.design.rules.view import Answer, RuleBase, View
from engine.design.times import milliseconds, often


class Performance(RuleBase):
    """Enough requests answered, quickly enough; the source schema's `performance_target`."""

    kind: Literal["performance"] = "performance"
    response_time_ms: float = Field(gt=0)
    throughput_rps: float = Field(gt=0)

    def answer(self, view: View) -> Answer:
        f = view.figures
        if view.load.rps != self.throughput_rps:
            f = view.at(view.load.at(self.throughput_rps))
        share = min(1.0, f.goodput_rps / self.throughput_rps)
        speed = 1.0
        if f.p95_ms > self.response_time_ms:
            speed = max(0.0, 1 - log2(f.p95_ms / self.response_time_ms))
        busiest = f.limits[0] if f.limits else ""
        text = (
            f"At {often(self.throughput_rps)} p95 is {milliseconds(f.p95_ms)} "
            f"(goal {milliseconds(self.response_time_ms)}), and {share:.1%} are answered and done."
        )
        score = share**2 * speed
        if share > 0.995 and speed == 1.0:
            score = 1.0
        elif busiest:
            text += f" {view.label(busiest)} is at {f.nodes[busiest].utilisation:.0%}."
        return score, text, (busiest,) if busiest and score < 1 else ()
