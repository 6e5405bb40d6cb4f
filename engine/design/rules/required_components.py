"""Components that must be there and carry traffic."""

from __future__ import annotations

from typing import Literal

from engine.design.rules.view import Answer, Parts, RuleBase, View, ids, labels


class RequiredComponents(RuleBase):
    """Components that must be there and carry traffic; the source schema's own rule."""

    kind: Literal["required_components"] = "required_components"
    components: Parts

    def answer(self, view: View) -> Answer:
        absent = [name for name in self.components if not view.named(name)]
        idle = [
            name
            for name in self.components
            if name not in absent and not any(view.works(n) for n in view.named(name))
        ]
        if not absent and not idle:
            return 1.0, f"In place and at work: {view.titles(self.components)}.", ()
        share = 1 - (len(absent) + len(idle)) / len(self.components)
        text = f"Absent: {view.titles(absent)}." if absent else ""
        if not idle:
            return share, text, ()
        standing = view.named(*idle)
        text = f"{text} Carries no traffic: {labels(standing)}.".strip()
        return share, text, ids(standing)
