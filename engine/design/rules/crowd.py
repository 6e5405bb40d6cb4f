"""What the rules about a crowd share: requests of one class that are all there at once."""

from __future__ import annotations

from collections.abc import Iterator

from engine.design.kind import Catalogue
from engine.design.load import Load, RequestClass
from engine.design.rules.view import Answer, RuleBase, View, Wanted


class CrowdRule(RuleBase):
    """A rule about the crowd of one class of request."""

    request: str
    """The name of the class; the load says how many of it there are in all (`crowd`)."""

    def answer(self, view: View) -> Answer:
        asked = next((c for c in view.load.classes if c.name == self.request), None)
        if asked is None or not asked.crowd:
            return 1.0, f"No {self.request} stand and wait.", ()
        return self.gone(view, asked)

    def gone(self, view: View, asked: RequestClass) -> Answer:
        """What the rule says of the time in which the crowd is gone."""
        raise NotImplementedError

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        yield from super().wanted(catalogue, load)
        known = frozenset(c.name for c in load.classes if c.crowd)
        yield Wanted("request", 0, self.request, known, "class of request with a crowd")
