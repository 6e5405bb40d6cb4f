"""Data stays where it has to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from engine.design.graph import Node
from engine.design.kind import Catalogue, Value
from engine.design.load import Load
from engine.design.rules.store_setting import StoreSetting
from engine.design.rules.view import Parts, View, Wanted, labels


class Residency(StoreSetting):
    """Stores stand in one of these regions. What has no region is left aside."""

    KNOB: ClassVar[str] = "region"
    kind: Literal["residency"] = "residency"
    regions: Parts

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        yield from super().wanted(catalogue, load)
        knobs = [k for kind in catalogue.kinds for k in kind.knobs if k.name == self.KNOB]
        known = frozenset(choice for knob in knobs for choice in knob.choices)
        for position, region in enumerate(self.regions):
            yield Wanted("regions", position, region, known, "region")

    def right(self, value: Value) -> bool:
        return value in self.regions

    def praise(self, stores: list[Node]) -> str:
        return f"Within {', '.join(self.regions)}: {labels(stores)}."

    def blame(self, view: View, stores: list[Node]) -> str:
        where = ", ".join(dict.fromkeys(str(view.setting(node, self.KNOB)) for node in stores))
        return f"{labels(stores)} stands {where}; it has to be {' or '.join(self.regions)}."
