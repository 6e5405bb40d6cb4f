"""Rules about money: what the design costs, and what of it stands about unused."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.design.rules.view import Answer, RuleBase, View


class Budget(RuleBase):
    """The monthly cost stays within the budget; half over is worth nothing.

    What choices added to the budget, or took from it, moves the limit.
    """

    kind: Literal["budget"] = "budget"
    at_most: float = Field(gt=0)

    def answer(self, view: View) -> Answer:
        cost = view.figures.monthly_cost
        largest = max(
            view.figures.nodes, key=lambda n: view.figures.nodes[n].monthly_cost, default=""
        )
        limit = max(1.0, self.at_most + view.budget_moved)
        text = f"{cost:,.0f} of {limit:,.0f} marks a month."
        if cost <= limit:
            return 1.0, text, ()
        if largest:
            text += f" The largest part is {view.label(largest)}."
        over = (cost - limit) / (0.5 * limit)
        return max(0.0, 1 - over), text, (largest,) if largest else ()


class NoWaste(RuleBase):
    """Nothing paid for stands about unused."""

    kind: Literal["no_waste"] = "no_waste"

    def answer(self, view: View) -> Answer:
        paid = [
            n
            for n in view.design.nodes
            if view.catalogue.kind(n.kind).role not in ("source", "bystander")
        ]
        idle = [n for n in paid if view.figures.nodes[n.id].rate_rps <= 0]
        if not paid or not idle:
            return 1.0, "Everything paid for is at work.", ()
        names = ", ".join(n.label for n in idle)
        return 1 - len(idle) / len(paid), f"Unused: {names}.", tuple(n.id for n in idle)
