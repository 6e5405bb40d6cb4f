"""A class of data must not reach a store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.rules.view import Answer, Parts, RuleBase, View, Wanted, ids, labels


class DataNotIn(RuleBase):
    """A class of data, named by the requests that carry it, must not reach these components."""

    kind: Literal["data_not_in"] = "data_not_in"
    data: str
    components: Parts

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        yield from super().wanted(catalogue, load)
        known = frozenset(data for request in load.classes for data in request.data)
        yield Wanted("data", 0, self.data, known, "class of data in the load")

    def answer(self, view: View) -> Answer:
        watched = view.named(*self.components)
        carrying = view.carrying(self.data)
        told = self.data.replace("_", " ")
        wrong = [node for node in watched if node.id in carrying]
        if not wrong:
            return 1.0, f"No {told} data comes to a {view.titles(self.components)}.", ()
        text = f"{labels(wrong)} comes to hold {told} data."
        return 1 - len(wrong) / len(watched), text, ids(wrong)
