"""Nothing paid for stands about unused."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.design.rules.view import Answer, RuleBase, View, ids, labels


class NoWaste(RuleBase):
    """Nothing paid for stands about unused, or used less than it has to be."""

    kind: Literal["no_waste"] = "no_waste"
    at_least: float = Field(default=0, ge=0, lt=1)
    """Utilisation under which a component with several copies counts as unused too."""

    def answer(self, view: View) -> Answer:
        paid = [n for n in view.design.nodes if view.role(n) not in ("source", "bystander")]
        idle = [n for n in paid if view.figures.nodes[n.id].rate_rps <= 0]
        slack = [
            n
            for n in paid
            if n not in idle
            and view.part(n).units > 1
            and view.figures.nodes[n.id].utilisation < self.at_least
        ]
        if not idle and not slack:
            return 1.0, "Everything paid for is at work.", ()
        text = f"Unused: {labels(idle)}." if idle else ""
        if slack:
            use = view.figures.nodes[slack[0].id].utilisation
            text = f"{text} {slack[0].label} is {use:.0%} used; fewer copies would do.".strip()
        return 1 - (len(idle) + len(slack)) / len(paid), text, ids((*idle, *slack))
