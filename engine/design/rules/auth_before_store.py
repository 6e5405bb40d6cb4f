"""Nobody comes to the data who has not said who they are."""

from __future__ import annotations

from functools import cache
from typing import Literal

from engine.design.rules.view import Answer, Parts, RuleBase, View


class AuthBeforeStore(RuleBase):
    """On every way to these stores somebody signs in: a sign-in stands there, or is asked."""

    kind: Literal["auth_before_store"] = "auth_before_store"
    components: Parts
    via: str = "auth"

    def answer(self, view: View) -> Answer:
        gates = {node.id for node in view.named(self.via)}
        asking = {edge.source for edge in view.design.edges if edge.target in gates}
        stores = [n.id for n in view.named(*self.components) if n.id in view.met]
        callers: dict[str, list[str]] = {node.id: [] for node in view.design.nodes}
        for edge in view.design.edges:
            callers[edge.target].append(edge.source)

        @cache
        def ways(node: str, guarded: bool) -> int:
            """Ways from a source to here; of those that no sign-in guards where not `guarded`."""
            if not guarded and node in gates | asking:
                return 0
            here = 1 if node in view.sources else 0
            return here + sum(ways(caller, guarded) for caller in callers[node])

        if view.figures.problems and not view.figures.limits:
            return 0.0, "No request comes through to the data.", ()
        whole = sum(ways(store, True) for store in stores)
        bare = [store for store in stores if ways(store, False)]
        if not whole:
            return 0.0, f"Nothing reaches a {view.titles(self.components)}.", ()
        if not bare:
            return 1.0, f"Whoever comes to the {view.titles(self.components)} has signed in.", ()
        way = [bare[0]]
        while way[0] not in view.sources:
            way.insert(0, next(c for c in callers[way[0]] if ways(c, False)))
        share = sum(ways(store, False) for store in bare) / whole
        told = " → ".join(view.label(node) for node in way)
        return 1 - share, f"{told} reaches data, and nobody has signed in.", tuple(way)
