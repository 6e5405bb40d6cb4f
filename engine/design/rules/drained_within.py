"""What has piled up while something was away is worked off within a time."""

from __future__ import annotations

from math import inf, log2
from typing import Literal

from pydantic import Field

from engine.design.kind import ClassKind
from engine.design.load import RequestClass
from engine.design.rules.crowd import CrowdRule
from engine.design.rules.view import Answer, Parts, View
from engine.design.times import milliseconds


class DrainedWithin(CrowdRule):
    """The crowd of a class of request, put aside in these components, is done within so long
    beside what comes of itself."""

    kind: Literal["drained_within"] = "drained_within"
    components: Parts
    """Where it has piled up; of several, each has its part by what comes to it."""
    within_s: float = Field(gt=0)

    def gone(self, view: View, asked: RequestClass) -> Answer:
        nodes = view.figures.nodes
        piles = [n for n in view.named(*self.components) if nodes[n.id].rate_rps > 0]
        if not piles:
            what = view.titles(self.components)
            return 0.0, f"Nothing is put aside where it was to wait: {what}.", ()
        come = sum(nodes[pile.id].rate_rps for pile in piles)
        takes, narrow = max(
            _drain(view, pile.id, asked.kind, asked.crowd * nodes[pile.id].rate_rps / come)
            for pile in piles
        )
        if takes == inf:
            return 0.0, f"{view.label(narrow)} has nothing to spare, so the pile stays.", (narrow,)
        text = (
            f"{asked.crowd:,} {asked.name} that piled up take {milliseconds(takes * 1000)} "
            f"(goal {milliseconds(self.within_s * 1000)})"
        )
        if takes <= self.within_s:
            return 1.0, f"{text}.", ()
        text += f"; {view.label(narrow)} has least to spare."
        return max(0.0, 1 - log2(takes / self.within_s)), text, (narrow,)


def _drain(view: View, pile: str, kind: ClassKind, amount: float) -> tuple[float, str]:
    """How long a pile takes, and whose spare time it waits for."""
    slowest = (0.0, pile)
    for node, each in sorted(_met(view, pile, kind).items()):
        use = view.figures.nodes[node]
        if use.capacity_rps > 0 and each > 0:
            spare = (use.capacity_rps - use.rate_rps) / each
            slowest = max(slowest, (amount / spare if spare > 0 else inf, node))
    return slowest


def _met(view: View, pile: str, kind: ClassKind) -> dict[str, float]:
    """How often one piece of work from the pile comes to each component from there on."""
    found: dict[str, float] = {}
    todo = [(pile, 1.0)]
    while todo:
        node, times = todo.pop()
        found[node] = found.get(node, 0.0) + times
        todo += [(call.target, times * call.probability) for call in view.calls(node, kind)]
    return found
