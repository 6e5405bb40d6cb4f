"""Data stays where it has to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.rules.view import (
    Answer,
    Parts,
    RuleBase,
    View,
    Wanted,
    ids,
    knob_wanted,
    labels,
)

KNOB = "region"


class Residency(RuleBase):
    """Stores stand in one of these regions. What has no region is left aside."""

    kind: Literal["residency"] = "residency"
    components: Parts
    regions: Parts

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        yield from super().wanted(catalogue, load)
        yield knob_wanted(catalogue, self.components, "components", KNOB)
        knobs = [k for kind in catalogue.kinds for k in kind.knobs if k.name == KNOB]
        known = frozenset(choice for knob in knobs for choice in knob.choices)
        for position, region in enumerate(self.regions):
            yield Wanted("regions", position, region, known, "region")

    def answer(self, view: View) -> Answer:
        stores = [n for n in view.named(*self.components) if view.setting(n, KNOB) is not None]
        away = [node for node in stores if view.setting(node, KNOB) not in self.regions]
        if not stores:
            return 0.0, f"No {view.titles(self.components)} on the grid.", ()
        if not away:
            return 1.0, f"Within {', '.join(self.regions)}: {labels(stores)}.", ()
        where = ", ".join(dict.fromkeys(str(view.setting(node, KNOB)) for node in away))
        text = f"{labels(away)} stands {where}; it has to be {' or '.join(self.regions)}."
        return 1 - len(away) / len(stores), text, ids(away)
