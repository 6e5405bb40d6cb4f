"""Components that must not be there."""

from __future__ import annotations

from typing import Literal

from engine.design.rules.view import Answer, RuleBase, View, ids, labels


class ForbidComponent(RuleBase):
    """Components that must not be there."""

    kind: Literal["forbid_component"] = "forbid_component"
    component: str

    def answer(self, view: View) -> Answer:
        found = view.named(self.component)
        if not found:
            return 1.0, f"No {view.title(self.component)} on the grid.", ()
        return 0.0, f"{labels(found)} should not be here.", ids(found)
