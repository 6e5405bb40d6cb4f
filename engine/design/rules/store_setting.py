"""What rules share that look at one setting of stores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from engine.design.graph import Node
from engine.design.kind import Catalogue, Value
from engine.design.load import Load
from engine.design.rules.view import Answer, Parts, RuleBase, View, Wanted, ids, knob_wanted


class StoreSetting(RuleBase):
    """Each of these stores has a setting as it has to be; the share that has is the score. What
    has no such setting is left aside."""

    KNOB: ClassVar[str]
    components: Parts

    def right(self, value: Value) -> bool:
        """Whether a store may be set so."""
        raise NotImplementedError

    def praise(self, stores: list[Node]) -> str:
        """What is said where all are set right."""
        raise NotImplementedError

    def blame(self, view: View, stores: list[Node]) -> str:
        """What is said of those that are not."""
        raise NotImplementedError

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        yield from super().wanted(catalogue, load)
        yield knob_wanted(catalogue, self.components, "components", self.KNOB)

    def answer(self, view: View) -> Answer:
        found = [(n, view.setting(n, self.KNOB)) for n in view.named(*self.components)]
        stores = [node for node, value in found if value is not None]
        wrong = [node for node, value in found if value is not None and not self.right(value)]
        if not stores:
            return 0.0, f"No {view.titles(self.components)} on the grid.", ()
        if not wrong:
            return 1.0, self.praise(stores), ()
        return 1 - len(wrong) / len(stores), self.blame(view, wrong), ids(wrong)
