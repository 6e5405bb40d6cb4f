"""What every rule is given, and what it answers: a design with its figures, and a verdict."""

from __future__ import annotations

from pydantic import Field

from engine.design.graph import Design, Node, reachable
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.traffic import Figures, evaluate
from engine.frozen import Frozen

MET_FROM = 0.999


class Verdict(Frozen):
    """What a rule says of a design."""

    rule: str
    score: float
    weight: float
    required: bool
    text: str
    nodes: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        return self.score >= MET_FROM


class RuleBase(Frozen):
    """What all rules share."""

    id: str
    weight: float = Field(default=1, gt=0)
    required: bool = False
    text: str = ""
    """Said before the rule's own words where it is not met."""


class View:
    """A design with everything that rules look at, reckoned once."""

    def __init__(
        self, design: Design, catalogue: Catalogue, load: Load, budget_moved: int = 0
    ) -> None:
        self.design, self.catalogue, self.load = design, catalogue, load
        self.budget_moved = budget_moved
        self.figures: Figures = evaluate(design, catalogue, load)
        self.sources = tuple(
            node.id for node in design.nodes if catalogue.kind(node.kind).role == "source"
        )
        self.met = reachable(design, self.sources)

    def named(self, name: str) -> tuple[Node, ...]:
        """The components that a kind, family or category means."""
        return tuple(n for n in self.design.nodes if self.catalogue.kind(n.kind).answers_to(name))

    def loaded(self, name: str) -> bool:
        """Whether one of them carries traffic, or watches where none is carried."""
        return any(
            self.figures.nodes[n.id].rate_rps > 0
            or (self.catalogue.kind(n.kind).role == "bystander" and self.linked(n.id))
            for n in self.named(name)
        )

    def linked(self, node: str) -> bool:
        """Whether anything is linked to it."""
        return any(node in (e.source, e.target) for e in self.design.edges)

    def label(self, node: str) -> str:
        return self.design.by_id[node].label

    def title(self, name: str) -> str:
        """A kind's name, or the family's or category's own."""
        known = self.catalogue.by_id.get(name)
        return known.name.lower() if known else name.replace("_", " ")


Answer = tuple[float, str, tuple[str, ...]]
