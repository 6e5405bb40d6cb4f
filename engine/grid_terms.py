"""On what terms a design is drawn anew: what is down as it opens, and how much may be exchanged."""

from __future__ import annotations

from pydantic import Field

from engine.design.graph import Design
from engine.design.outage import Outage, component
from engine.frozen import Frozen


class Blackout(Frozen):
    """What is down all through a design phase, whatever is drawn."""

    kinds: tuple[str, ...] = ()
    """Kinds of component that are down, wherever they stand."""
    nodes: tuple[str, ...] = ()
    """Ids of components that are down."""
    says: str
    """When and why, in at most 140 characters."""

    def of(self, design: Design) -> frozenset[Outage]:
        """What of a design is down."""
        return frozenset(
            component(node.id)
            for node in design.nodes
            if node.kind in self.kinds or node.id in self.nodes
        )


class EditLimit(Frozen):
    """How much of the design that opens may be exchanged."""

    swaps: int = Field(ge=0, le=20)
    """Components that may go, and as many that may come in their place."""
