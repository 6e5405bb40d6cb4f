"""The loss of any one component, or any one zone, is lived through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from engine.design.outage import Copy, Outage, component, zone
from engine.design.rules.view import Answer, RuleBase, View
from engine.design.times import milliseconds
from engine.design.traffic import zones_of


class Trial(NamedTuple):
    """A loss that is tried: its name, the components that it leaves nothing of, and what it is."""

    name: str
    nodes: tuple[str, ...]
    lost: Outage | Copy


class SurvivesAny(RuleBase):
    """With any one of these gone, or any zone, no more than this share fails, and in time.

    Of a component with several copies one is lost, and with it the keys that a cache's copy
    held; of one that stands alone, all.
    """

    kind: Literal["survives_any"] = "survives_any"
    of: Literal["node", "zone"]
    components: tuple[str, ...] = ("*",)
    at_most: float = Field(default=0.01, ge=0, lt=1)
    response_time_ms: float | None = Field(default=None, gt=0)
    later_may_wait: bool = False
    """Whether it is enough that requests are answered: what they put aside is done once what is
    lost is back."""

    def answer(self, view: View) -> Answer:
        tried = list(self._nodes(view) if self.of == "node" else self._zones(view))
        if not tried:
            what = "zone" if self.of == "zone" else "component at work"
            return 0.0, f"There is no {what} that could be lost.", ()
        hurt = [one for one in tried if not self._survives(view, one.lost)]
        if not hurt:
            return 1.0, f"Any one {self.of} may be lost.", ()
        worst = max(hurt, key=lambda one: self._fail(view, one.lost))
        text = f"Without {worst.name} {self._fail(view, worst.lost):.1%} fail"
        p95 = view.p95_without(worst.lost)
        if p95 > 0:
            text += f", and p95 is {milliseconds(p95)}"
        nodes = worst.nodes
        if self.of == "node":
            nodes = tuple(node for one in hurt for node in one.nodes)
        return 1 - len(hurt) / len(tried), f"{text}.", nodes

    def _fail(self, view: View, lost: Outage | Copy) -> float:
        left = view.without(lost)
        return left.unanswered_share if self.later_may_wait else left.error_share

    def _survives(self, view: View, lost: Outage | Copy) -> bool:
        if self._fail(view, lost) > self.at_most:
            return False
        return self.response_time_ms is None or view.p95_without(lost) <= self.response_time_ms

    def _nodes(self, view: View) -> Iterator[Trial]:
        named = view.named(*self.components)
        for node in view.working:
            if node in named:
                if view.part(node).copies > 1:
                    yield Trial(f"one copy of {node.label}", (node.id,), Copy(node.id))
                else:
                    yield Trial(node.label, (node.id,), component(node.id))

    def _zones(self, view: View) -> Iterator[Trial]:
        for name in zones_of(view.design, view.catalogue):
            gone = [n for n in view.working if set(view.part(n).zones) == {name}]
            yield Trial(f"zone {name}", tuple(n.id for n in gone), zone(name))
