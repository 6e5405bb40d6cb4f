"""Requests must not wait for what is slow."""

from __future__ import annotations

from typing import Literal

from engine.design.rules.view import Answer, Parts, RuleBase, View, ids, labels


class AsyncFor(RuleBase):
    """Requests must not wait for these slow components: a queue stands before them."""

    kind: Literal["async_for"] = "async_for"
    components: Parts

    def answer(self, view: View) -> Answer:
        slow = [n for n in view.named(*self.components) if view.figures.nodes[n.id].rate_rps > 0]
        if not slow:
            return 0.0, "What is slow here is not reached at all.", ()
        waited = [n for n in slow if not view.figures.nodes[n.id].later]
        if not waited:
            return 1.0, f"Nobody waits for {labels(slow)}.", ()
        text = f"Customers wait for {labels(waited)}; put a queue before it."
        return 1 - len(waited) / len(slow), text, ids(waited)
