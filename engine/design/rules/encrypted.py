"""What is kept is kept encrypted."""

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

KNOB = "encrypted"


class Encrypted(RuleBase):
    """Stores keep what they hold encrypted. What has no such switch is left aside."""

    kind: Literal["encrypted"] = "encrypted"
    components: Parts

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        yield from super().wanted(catalogue, load)
        yield knob_wanted(catalogue, self.components, "components", KNOB)

    def answer(self, view: View) -> Answer:
        stores = [n for n in view.named(*self.components) if view.setting(n, KNOB) is not None]
        open_ones = [node for node in stores if not view.setting(node, KNOB)]
        if not stores:
            return 0.0, f"No {view.titles(self.components)} on the grid.", ()
        if not open_ones:
            return 1.0, f"Encrypted: {labels(stores)}.", ()
        text = f"{labels(open_ones)} can be read by whoever takes the disk."
        return 1 - len(open_ones) / len(stores), text, ids(open_ones)
