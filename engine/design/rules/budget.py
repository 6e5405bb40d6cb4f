"""The monthly cost within the budget."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.design.rules.view import Answer, RuleBase, View


class Budget(RuleBase):
    """The monthly cost stays within the budget; half over is worth nothing.

    What choices added to the budget, or took from it, moves the limit.
    """

    kind: Literal["budget"] = "budget"
    at_most: float = Field(ge=0)
    """Marks a month; of a design that continues another, on top of what that left."""

    def answer(self, view: View) -> Answer:
        cost = view.figures.monthly_cost
        nodes = view.figures.nodes
        largest = max(nodes, key=lambda n: nodes[n].monthly_cost, default="")
        limit = max(1.0, self.at_most + view.budget_moved)
        text = f"{cost:,.0f} of {limit:,.0f} marks a month."
        if cost <= limit:
            return 1.0, text, ()
        if largest:
            text += f" The largest part is {view.label(largest)}."
        over = (cost - limit) / (0.5 * limit)
        return max(0.0, 1 - over), text, (largest,) if largest else ()
