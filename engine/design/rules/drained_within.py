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
        parts = {pile.id: asked.crowd * nodes[pile.id].rate_rps / come for pile in piles}
        takes, narrow = _drain(view, parts, asked.kind)
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


def _drain(view: View, piles: dict[str, float], kind: ClassKind) -> tuple[float, str]:
    """How long the piles take together, and whose spare time they wait for."""
    work: dict[str, float] = {}
    for pile, amount in piles.items():
        for node, each in _met(view, pile, kind).items():
            work[node] = work.get(node, 0.0) + amount * each
    slowest = (0.0, min(piles))
    for node, amount in sorted(work.items()):
        use = view.figures.nodes[node]
        if use.capacity_rps > 0 and amount > 0:
            spare = use.capacity_rps - use.rate_rps
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
