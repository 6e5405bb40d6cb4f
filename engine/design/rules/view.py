"""What every rule is given, and what it answers: a design with its figures, and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field

from engine.design.graph import Design, Node
from engine.design.kind import Catalogue, ClassKind, Value
from engine.design.links import reachable
from engine.design.load import Load
from engine.design.outage import ALL_UP, Copy, Outage, components
from engine.design.part import Part, part
from engine.design.routes import Call, calls
from engine.design.traffic import Figures, Left, evaluate, left, p95_left
from engine.frozen import Frozen

MET_FROM = 0.999
MOST_NAMED = 4
"""Components that a sentence names; of more it tells the number."""
Parts = Annotated[tuple[str, ...], Field(min_length=1)]
"""Kinds, families or categories that a rule is about."""
Answer = tuple[float, str, tuple[str, ...]]
"""A score from 0 to 1, a sentence for a learner, and the components that it speaks of."""


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


class Wanted(NamedTuple):
    """A name that a rule uses, and the names that would do."""

    field: str
    position: int
    name: str
    known: frozenset[str]
    what: str


class RuleBase(Frozen):
    """What all rules share."""

    id: str
    weight: float = Field(default=1, gt=0)
    required: bool = False
    text: str = ""
    """Said before the rule's own words where it is not met."""

    def answer(self, view: View) -> Answer:
        """What the rule says of a design."""
        raise NotImplementedError

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        """Every name that the rule uses, for the linter."""
        known = frozenset(
            name for kind in catalogue.kinds for name in (kind.id, kind.category, *kind.families)
        )
        for field in ("component", "components", "source", "target", "via", "by"):
            value = getattr(self, field, ())
            for position, name in enumerate((value,) if isinstance(value, str) else value):
                if name != "*":
                    yield Wanted(field, position, name, known, "component kind, family or category")


def knob_wanted(catalogue: Catalogue, parts: Iterable[str], field: str, knob: str) -> Wanted:
    """A knob that some kind among the parts has to have."""
    kinds = [kind for kind in catalogue.kinds if any(kind.answers_to(name) for name in parts)]
    known = frozenset(name for kind in kinds for name in kind.knob_by_name)
    return Wanted(field, 0, knob, known, "setting of these components")


class View:
    """A design with everything that rules look at, reckoned once."""

    def __init__(
        self,
        design: Design,
        catalogue: Catalogue,
        load: Load,
        budget_moved: int = 0,
        down: frozenset[Outage] = ALL_UP,
    ) -> None:
        """`down` is what is lost before any rule loses more."""
        self.design, self.catalogue, self.load = design, catalogue, load
        self.budget_moved = budget_moved
        self.down = down
        self.figures: Figures = self.at(load)
        self.sources = tuple(
            node.id for node in design.nodes if catalogue.kind(node.kind).role == "source"
        )
        self.met = reachable(self.passable, self.sources)

    def at(self, load: Load) -> Figures:
        """The figures under another load."""
        if self.down:
            return evaluate(self.design, self.catalogue, load, self.down)
        return evaluate(self.design, self.catalogue, load)

    @cached_property
    def passable(self) -> Design:
        """The design with the links alone along which requests can come: none to what is down."""
        lost = set(components(self.down))
        if not lost:
            return self.design
        edges = tuple(e for e in self.design.edges if not lost & {e.source, e.target})
        return self.design.model_copy(update={"edges": edges})

    def named(self, *names: str) -> tuple[Node, ...]:
        """The components that kinds, families or categories mean, in the design's order."""
        kinds = self.catalogue.answering(*names)
        return tuple(node for node in self.design.nodes if node.kind in kinds)

    def role(self, node: Node) -> str:
        return self.catalogue.kind(node.kind).role

    def works(self, node: Node) -> bool:
        """Whether a component carries traffic, or watches where none is carried."""
        if self.role(node) == "bystander":
            return any(node.id in (e.source, e.target) for e in self.passable.edges)
        told = self.figures.nodes[node.id]
        return told.rate_rps > 0 and not told.down

    @cached_property
    def working(self) -> tuple[Node, ...]:
        """The components that are up and carry requests, those that send them left aside."""
        told = self.figures.nodes
        return tuple(
            node
            for node in self.design.nodes
            if self.role(node) != "source" and told[node.id].rate_rps > 0 and not told[node.id].down
        )

    def setting(self, node: Node, knob: str) -> Value | None:
        """A knob's value, or None where the component has no such knob."""
        kind = self.catalogue.kind(node.kind)
        if knob not in kind.knob_by_name and knob not in node.settings:
            return None
        return node.value(kind, knob, "")

    def part(self, node: Node) -> Part:
        """A component as the model reads it: its copies, and where they stand."""
        return part(node, self.catalogue.kind(node.kind))

    def twins(self, node: Node) -> tuple[Node, ...]:
        """The components of the same kind that all its callers call as well."""
        callers = {e.source for e in self.design.edges if e.target == node.id}
        return tuple(
            n
            for n in self.design.nodes
            if n.id != node.id
            and n.kind == node.kind
            and callers <= {e.source for e in self.design.edges if e.target == n.id}
        )

    def without(self, *lost: Outage | Copy) -> Left:
        """How much is done with components, copies or zones gone."""
        return left(self.design, self.catalogue, self.load, self.down.union(lost))

    def p95_without(self, *lost: Outage | Copy) -> float:
        """The time within which 95 of 100 requests are answered then."""
        return p95_left(self.design, self.catalogue, self.load, self.down.union(lost))

    def carrying(self, data: str) -> frozenset[str]:
        """The components that a class of data comes to: along the calls of the requests that
        carry it, and from stores on along every link, for what is kept is passed on."""
        kinds = {request.kind for request in self.load.classes if data in request.data}
        if not self.figures.nodes or not kinds:
            return frozenset()
        met = frozenset[str]().union(*(self.met_by(kind) for kind in kinds))
        kept = tuple(
            n for n in met if self.role(self.design.by_id[n]) in ("store", "cache", "queue")
        )
        return met | reachable(self.design, kept)

    def met_by(self, kind: ClassKind) -> frozenset[str]:
        """The components that requests of a kind come to, along their calls from the sources."""
        met: set[str] = set()
        todo = list(self.sources)
        while todo:
            here = todo.pop()
            if here not in met:
                met.add(here)
                todo += [call.target for call in self.calls(here, kind)]
        return frozenset(met)

    def calls(self, node: str, kind: ClassKind) -> tuple[Call, ...]:
        """The calls of a component for a class of request; none where requests go in a circle."""
        try:
            return calls(self.design, self.catalogue, node, kind)
        except ValueError:
            return ()

    def label(self, node: str) -> str:
        return self.design.by_id[node].label

    def title(self, name: str) -> str:
        """A kind's name, or the family's or category's own."""
        if name == "*":
            return "component"
        known = self.catalogue.by_id.get(name)
        return known.name.lower() if known else name.replace("_", " ")

    def titles(self, names: Iterable[str]) -> str:
        return ", ".join(self.title(name) for name in names)


def labels(nodes: Iterable[Node]) -> str:
    """The names of components, in a sentence."""
    told = [node.label for node in nodes]
    if len(told) > MOST_NAMED + 1:
        return f"{', '.join(told[:MOST_NAMED])} and {len(told) - MOST_NAMED} more"
    return ", ".join(told)


def ids(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(node.id for node in nodes)
