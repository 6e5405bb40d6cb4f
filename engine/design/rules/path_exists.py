"""Requests must be able to come from one kind to another."""

from __future__ import annotations

from typing import Literal

from engine.design.links import reachable
from engine.design.rules.view import Answer, RuleBase, View, ids


class PathExists(RuleBase):
    """Requests must be able to come from one kind to another."""

    kind: Literal["path_exists"] = "path_exists"
    source: str
    target: str

    def answer(self, view: View) -> Answer:
        starts = view.named(self.source)
        goals = view.named(self.target)
        met = reachable(view.passable, ids(starts)) if starts else frozenset()
        lost = [node for node in goals if node.id not in met]
        one, other = view.title(self.source), view.title(self.target)
        if goals and not lost:
            return 1.0, f"The {one} comes through to the {other}.", ()
        share = 1 - len(lost) / len(goals) if goals else 0.0
        return share, f"No way from the {one} to the {other}.", ids(lost)
