"""The loss of any one component, or any one zone, is lived through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from engine.design import outage
from engine.design.graph import Design, Node, Setting
from engine.design.rules.view import Answer, RuleBase, View
from engine.design.times import milliseconds
from engine.design.traffic import Figures, evaluate, zones_of


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

    def answer(self, view: View) -> Answer:
        tried = list(self._nodes(view) if self.of == "node" else self._zones(view))
        if not tried:
            what = "zone" if self.of == "zone" else "component at work"
            return 0.0, f"There is no {what} that could be lost.", ()
        hurt = [one for one in tried if not self._survives(one[2])]
        if not hurt:
            return 1.0, f"Any one {self.of} may be lost.", ()
        name, nodes, figures = max(hurt, key=lambda one: one[2].error_share)
        text = f"Without {name} {figures.error_share:.1%} fail"
        if figures.p95_ms > 0:
            text += f", and p95 is {milliseconds(figures.p95_ms)}"
        if self.of == "node":
            nodes = tuple(node for _, found, _ in hurt for node in found)
        return 1 - len(hurt) / len(tried), f"{text}.", nodes

    def _survives(self, figures: Figures) -> bool:
        slow = self.response_time_ms is not None and figures.p95_ms > self.response_time_ms
        return figures.error_share <= self.at_most and not slow

    def _nodes(self, view: View) -> Iterator[tuple[str, tuple[str, ...], Figures]]:
        named = view.named(*self.components)
        for node in view.working:
            if node in named:
                part = view.part(node)
                if part.copies > 1:
                    left = _one_less(view, node)
                    figures = evaluate(left, view.catalogue, view.load)
                    yield f"one copy of {node.label}", (node.id,), figures
                else:
                    yield node.label, (node.id,), view.without(outage.component(node.id))

    def _zones(self, view: View) -> Iterator[tuple[str, tuple[str, ...], Figures]]:
        for zone in zones_of(view.design, view.catalogue):
            gone = [n for n in view.working if set(view.part(n).zones) == {zone}]
            yield f"zone {zone}", tuple(n.id for n in gone), view.without(outage.zone(zone))


def _one_less(view: View, node: Node) -> Design:
    """The design with a copy of one component less: one that stands by, else one that serves."""
    part = view.part(node)
    settings = dict(node.settings)
    if settings.get("standby"):
        settings["standby"] = int(settings["standby"]) - 1
    else:
        replicas = int(node.value(part.kind, "replicas", 1))
        settings["replicas"] = replicas - 1
        if part.kind.role == "cache":
            settings["hit"] = part.hit * (replicas - 1) / replicas
    config = tuple(Setting(name=name, value=value) for name, value in sorted(settings.items()))
    nodes = tuple(
        n.model_copy(update={"config": config}) if n.id == node.id else n for n in view.design.nodes
    )
    return view.design.model_copy(update={"nodes": nodes})
