"""No more than a share may fail."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from typing import Literal

from pydantic import Field

from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.rules.view import Answer, RuleBase, View, Wanted


class ErrorRate(RuleBase):
    """No more than this share may fail, of all requests or of one class of them; a hundred times
    as much is worth nothing."""

    kind: Literal["error_rate"] = "error_rate"
    at_most: float = Field(gt=0, lt=1)
    request: str = ""
    """The name of the class; all requests where there is none."""

    def answer(self, view: View) -> Answer:
        share, met = view.figures.error_share, frozenset(view.figures.nodes)
        if self.request:
            asked = next((c for c in view.load.classes if c.name == self.request), None)
            if asked is None:
                return 1.0, f"No {self.request} come.", ()
            found = next((c for c in view.figures.classes if c.name == self.request), None)
            share, met = found.error_share if found else 1.0, view.met_by(asked.kind)
        subject = f" of {self.request}" if self.request else ""
        if share <= self.at_most:
            return 1.0, f"{share:.2%}{subject} fail.", ()
        shares = {n: f.error_share for n, f in view.figures.nodes.items() if n in met}
        worst = max((n for n in shares if shares[n] > 0), key=lambda n: shares[n], default="")
        text = f"{share:.1%}{subject} fail" + (f", most at {view.label(worst)}." if worst else ".")
        return max(0.0, 1 - log10(share / self.at_most) / 2), text, (worst,) if worst else ()

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        yield from super().wanted(catalogue, load)
        if self.request:
            known = frozenset(c.name for c in load.classes)
            yield Wanted("request", 0, self.request, known, "class of request")
