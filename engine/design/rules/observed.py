"""Everything that matters is watched."""

from __future__ import annotations

from typing import Literal

from engine.design.rules.view import Answer, RuleBase, View, ids, labels


class Observed(RuleBase):
    """What carries requests is linked to something that watches."""

    kind: Literal["observed"] = "observed"
    components: tuple[str, ...] = ("*",)
    by: str = "monitoring"

    def answer(self, view: View) -> Answer:
        watchers = set(ids(view.named(self.by)))
        watched = {e.source for e in view.design.edges if e.target in watchers}
        watched |= {e.target for e in view.design.edges if e.source in watchers}
        named = set(ids(view.named(*self.components)))
        at_work = [n for n in view.working if n.id in named and n.id not in watchers]
        blind = [n for n in at_work if n.id not in watched]
        if not at_work:
            return 0.0, "There is nothing at work to watch.", ()
        if not blind:
            return 1.0, "Everything that matters is watched.", ()
        return 1 - len(blind) / len(at_work), f"Nothing watches {labels(blind)}.", ids(blind)
