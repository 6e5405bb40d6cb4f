"""How much is lost when a store is lost, and how long it takes to be back."""

from __future__ import annotations

from math import inf, log
from typing import Literal

from pydantic import Field

from engine.design.graph import Node
from engine.design.rules.view import Answer, Parts, RuleBase, View
from engine.design.times import milliseconds

BEHIND_S = 1.0
"""How far a replica that is fed in passing is behind (TRAFFIC, rules)."""
TAKE_OVER_S, PROMOTE_S, RESTORE_S, UNWATCHED_S = 60.0, 600.0, 1800.0, 900.0
"""A standby takes over, a replica is made the first, a backup is read in; and until somebody
notices where nothing watches (TRAFFIC, rules)."""
GB_S = 60.0
"""Seconds to read in a gigabyte."""
WORTHLESS = 1000
"""This many times over the goal is worth nothing."""
UNITS = {"s": 1, "min": 60, "h": 3600}


class RpoRto(RuleBase):
    """After the loss of one of these stores, no more than so much is gone, and it is back so
    soon."""

    kind: Literal["rpo_rto"] = "rpo_rto"
    components: Parts
    lost_s: float = Field(ge=0)
    """Seconds of work that may be lost."""
    back_s: float = Field(gt=0)
    """Seconds until it must be back."""
    size_gb: float = Field(default=0, ge=0)
    """What would have to be read in from a backup."""

    def answer(self, view: View) -> Answer:
        stores = [n for n in view.named(*self.components) if view.works(n)]
        if not stores:
            return 0.0, f"Nothing is kept in a {view.titles(self.components)}.", ()
        told = [(self._score(*self._after(view, n)), n) for n in stores]
        score, worst = min(told, key=lambda one: one[0])
        lost, back = self._after(view, worst)
        if lost == inf:
            return score, f"Losing {worst.label} loses everything: no copy is kept.", (worst.id,)
        gone = "nothing" if not lost else f"{milliseconds(lost * 1000)} of work"
        text = f"Losing {worst.label} loses {gone}, and it is back in {milliseconds(back * 1000)}."
        return score, text, () if score >= 1 else (worst.id,)

    def _score(self, lost: float, back: float) -> float:
        if lost == inf:
            return 0.0
        return (_short(lost, max(1.0, self.lost_s)) + _short(back, self.back_s)) / 2

    def _after(self, view: View, node: Node) -> tuple[float, float]:
        """Seconds of work lost with a store, and until it is back; infinite where no copy is."""
        fed = [view.design.by_id[e.target] for e in view.design.edges if e.source == node.id]
        notice = 0.0 if _watched(view, node) else UNWATCHED_S
        if view.part(node).copies > 1:
            behind = BEHIND_S if view.part(node).copies_later else 0.0
            return behind, TAKE_OVER_S + notice
        if set(fed) & set(view.named("read_replica")):
            return BEHIND_S, PROMOTE_S + notice
        saved = [seconds(str(view.setting(n, "every"))) for n in fed if view.setting(n, "every")]
        if saved:
            return min(saved), RESTORE_S + self.size_gb * GB_S + notice
        return inf, inf


def seconds(written: str) -> float:
    """A time as a choice of a knob has it, `15 min` or `6 h`."""
    number, _, unit = written.partition(" ")
    return float(number) * UNITS[unit]


def _short(value: float, goal: float) -> float:
    return 1.0 if value <= goal else max(0.0, 1 - log(value / goal) / log(WORTHLESS))


def _watched(view: View, node: Node) -> bool:
    watchers = {n.id for n in view.named("monitoring")}
    return any(
        node.id in (e.source, e.target) and watchers & {e.source, e.target}
        for e in view.design.edges
    )
