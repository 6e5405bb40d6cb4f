"""What a mission asks of a design: rules with partial credit, each in a learner's words."""

from __future__ import annotations

from math import log2, log10
from typing import Annotated, Literal

from pydantic import Field

from engine.design.graph import Design, Node, reachable
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.traffic import Figures, evaluate
from engine.frozen import Frozen

MET_FROM = 0.999
CAPPED_AT, CAP_BELOW = 69, 0.5
"""A required rule below a half caps the design's score (TRAFFIC, rules)."""


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
    """Said instead of the rule's own words where it is not met."""


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


class RequiredComponents(RuleBase):
    """Components that must be there and carry traffic; the source schema's own rule."""

    kind: Literal["required_components"] = "required_components"
    components: tuple[str, ...]

    def answer(self, view: View) -> Answer:
        missing = [name for name in self.components if not view.loaded(name)]
        share = 1 - len(missing) / len(self.components)
        if not missing:
            names = ", ".join(view.title(name) for name in self.components)
            return 1.0, f"In place and at work: {names}.", ()
        names = ", ".join(view.title(name) for name in missing)
        return share, f"Absent, or carrying no traffic: {names}.", ()


class ForbidComponent(RuleBase):
    """Components that must not be there."""

    kind: Literal["forbid_component"] = "forbid_component"
    component: str

    def answer(self, view: View) -> Answer:
        found = view.named(self.component)
        if not found:
            return 1.0, f"No {view.title(self.component)} on the grid.", ()
        names = ", ".join(node.label for node in found)
        return 0.0, f"{names} should not be here.", tuple(node.id for node in found)


class ForbidEdge(RuleBase):
    """Two kinds that must not be linked directly."""

    kind: Literal["forbid_edge"] = "forbid_edge"
    source: str
    target: str

    def answer(self, view: View) -> Answer:
        sources = {node.id for node in view.named(self.source)}
        targets = {node.id for node in view.named(self.target)}
        for edge in view.design.edges:
            if edge.source in sources and edge.target in targets:
                one, other = view.label(edge.source), view.label(edge.target)
                text = f"{one} calls {other} directly; put something between."
                return 0.0, text, (edge.source, edge.target)
        return 1.0, f"Nothing calls the {view.title(self.target)} past its guard.", ()


class PathExists(RuleBase):
    """Requests must be able to come from one kind to another."""

    kind: Literal["path_exists"] = "path_exists"
    source: str
    target: str

    def answer(self, view: View) -> Answer:
        starts = tuple(node.id for node in view.named(self.source))
        goals = view.named(self.target)
        met = reachable(view.design, starts) if starts else frozenset()
        reached = [node for node in goals if node.id in met]
        one, other = view.title(self.source), view.title(self.target)
        if goals and len(reached) == len(goals):
            return 1.0, f"The {one} comes through to the {other}.", ()
        share = len(reached) / len(goals) if goals else 0.0
        return share, f"No way from the {one} to the {other}.", tuple(n.id for n in goals)


class MustPass(RuleBase):
    """Whatever comes to one kind must have come through another."""

    kind: Literal["must_pass"] = "must_pass"
    target: str
    via: str

    def answer(self, view: View) -> Answer:
        gates = {node.id for node in view.named(self.via)}
        open_edges = tuple(
            e for e in view.design.edges if e.source not in gates and e.target not in gates
        )
        without = view.design.model_copy(update={"edges": open_edges})
        free = reachable(without, view.sources) if view.sources else frozenset()
        targets = [node for node in view.named(self.target) if node.id in view.met]
        bypassed = [node for node in targets if node.id in free and node.id not in gates]
        if not targets:
            return 0.0, f"Nothing reaches a {view.title(self.target)}.", ()
        if not bypassed:
            text = f"Everything for the {view.title(self.target)} goes through the "
            return 1.0, f"{text}{view.title(self.via)}.", ()
        names = ", ".join(node.label for node in bypassed)
        text = f"{names} can be reached without the {view.title(self.via)}."
        return 1 - len(bypassed) / len(targets), text, tuple(n.id for n in bypassed)


class NoSpof(RuleBase):
    """No single component of these may stop everything by failing."""

    kind: Literal["no_spof"] = "no_spof"
    components: tuple[str, ...]

    def answer(self, view: View) -> Answer:
        watched = [n for name in self.components for n in view.named(name) if n.id in view.met]
        alone = [n for n in watched if _units(view, n) < 2 and not _has_twin(view, n)]
        if not watched:
            return 0.0, "There is nothing here that could stand in for another.", ()
        if not alone:
            return 1.0, "Each of these has another to stand in for it.", ()
        names = ", ".join(node.label for node in alone)
        ids = tuple(node.id for node in alone)
        return 1 - len(alone) / len(watched), f"Losing {names} stops the service.", ids


def _units(view: View, node: Node) -> int:
    return int(node.value(view.catalogue.kind(node.kind), "replicas", 1))


def _has_twin(view: View, node: Node) -> bool:
    callers = {e.source for e in view.design.edges if e.target == node.id}
    return any(
        n.id != node.id
        and n.kind == node.kind
        and callers <= {e.source for e in view.design.edges if e.target == n.id}
        for n in view.design.nodes
    )


class Performance(RuleBase):
    """Enough requests answered, quickly enough; the source schema's `performance_target`."""

    kind: Literal["performance"] = "performance"
    response_time_ms: float = Field(gt=0)
    throughput_rps: float = Field(gt=0)

    def answer(self, view: View) -> Answer:
        f = view.figures if view.load.rps == self.throughput_rps else _at(view, self.throughput_rps)
        share = min(1.0, f.goodput_rps / self.throughput_rps)
        speed = 1.0
        if f.p95_ms > self.response_time_ms:
            speed = max(0.0, 1 - log2(f.p95_ms / self.response_time_ms))
        busiest = f.limits[0] if f.limits else ""
        text = (
            f"At {self.throughput_rps:,.0f} a second p95 is {f.p95_ms:,.0f} ms "
            f"(goal {self.response_time_ms:,.0f}), and {share:.1%} are answered and done."
        )
        score = share**2 * speed
        if share > 0.995 and speed == 1.0:
            score = 1.0
        elif busiest:
            text += f" {view.label(busiest)} is at {f.nodes[busiest].utilisation:.0%}."
        return score, text, (busiest,) if busiest and score < 1 else ()


def _at(view: View, rps: float) -> Figures:
    return evaluate(view.design, view.catalogue, view.load.at(rps))


class NotSaturated(RuleBase):
    """Named limits, such as a line or the people who confirm, must keep up at the peak."""

    kind: Literal["not_saturated"] = "not_saturated"
    components: tuple[str, ...]
    at_most: float = Field(default=1.0, gt=0)
    """Utilisation that is still well."""

    def answer(self, view: View) -> Answer:
        watched = [n for name in self.components for n in view.named(name)]
        worst = max(watched, key=lambda n: view.figures.nodes[n.id].utilisation, default=None)
        if worst is None:
            return 0.0, "The limit that matters is not on the grid.", ()
        use = view.figures.nodes[worst.id].utilisation
        if use < self.at_most:
            return 1.0, f"{worst.label} keeps up at {use:.0%}.", ()
        text = f"{worst.label} is at {use:.0%} of what it can do."
        return max(0.0, 1 - (use - self.at_most) / self.at_most), text, (worst.id,)


class ErrorRate(RuleBase):
    """No more than this share may fail."""

    kind: Literal["error_rate"] = "error_rate"
    at_most: float = Field(gt=0, lt=1)

    def answer(self, view: View) -> Answer:
        share = view.figures.error_share
        if share <= self.at_most:
            return 1.0, f"{share:.2%} fail.", ()
        worst = max(view.figures.nodes, key=lambda n: view.figures.nodes[n].error_share, default="")
        lost = log10(share / self.at_most)
        text = f"{share:.1%} fail" + (f" at {view.label(worst)}." if worst else ".")
        return max(0.0, 1 - lost / 2), text, (worst,) if worst else ()


class Available(RuleBase):
    """Up for at least this share of the time."""

    kind: Literal["available"] = "available"
    at_least: float = Field(gt=0, lt=1)

    def answer(self, view: View) -> Answer:
        now = view.figures.availability
        minutes = (1 - now) * 30 * 24 * 60
        text = f"Available {now:.2%}: {minutes:,.0f} minutes down a month."
        if now >= self.at_least:
            return 1.0, text, ()
        nines = -log10(max(1e-12, 1 - now)) if now > 0 else 0.0
        return max(0.0, nines / -log10(1 - self.at_least)) * 0.95, text, ()


class Budget(RuleBase):
    """The monthly cost stays within the budget; half over is worth nothing.

    What choices added to the budget, or took from it, moves the limit.
    """

    kind: Literal["budget"] = "budget"
    at_most: float = Field(gt=0)

    def answer(self, view: View) -> Answer:
        cost = view.figures.monthly_cost
        largest = max(
            view.figures.nodes, key=lambda n: view.figures.nodes[n].monthly_cost, default=""
        )
        limit = max(1.0, self.at_most + view.budget_moved)
        text = f"{cost:,.0f} of {limit:,.0f} marks a month."
        if cost <= limit:
            return 1.0, text, ()
        if largest:
            text += f" The largest part is {view.label(largest)}."
        over = (cost - limit) / (0.5 * limit)
        return max(0.0, 1 - over), text, (largest,) if largest else ()


class Headroom(RuleBase):
    """No component may be busier than this at the peak."""

    kind: Literal["headroom"] = "headroom"
    at_most: float = Field(default=0.85, gt=0, le=1)

    def answer(self, view: View) -> Answer:
        used = {n: f for n, f in view.figures.nodes.items() if f.rate_rps > 0}
        tight = [n for n in view.figures.limits if used[n].utilisation > self.at_most]
        if not used:
            return 0.0, "Nothing carries traffic.", ()
        if not tight:
            return 1.0, f"Nothing is busier than {self.at_most:.0%}.", ()
        text = f"{view.label(tight[0])} is at {used[tight[0]].utilisation:.0%}."
        return 1 - len(tight) / len(used), text, tuple(tight)


class AsyncFor(RuleBase):
    """Requests must not wait for these slow components: a queue stands before them."""

    kind: Literal["async_for"] = "async_for"
    components: tuple[str, ...]

    def answer(self, view: View) -> Answer:
        named = [n for name in self.components for n in view.named(name)]
        slow = [n for n in named if view.figures.nodes[n.id].rate_rps > 0]
        if not slow:
            return 0.0, "What is slow here is not reached at all.", ()
        waited = [n for n in slow if not view.figures.nodes[n.id].later]
        if not waited:
            return 1.0, f"Nobody waits for {', '.join(n.label for n in slow)}.", ()
        names = ", ".join(n.label for n in waited)
        text = f"Customers wait for {names}; put a queue before it."
        return 1 - len(waited) / len(slow), text, tuple(n.id for n in waited)


class NoWaste(RuleBase):
    """Nothing paid for stands about unused."""

    kind: Literal["no_waste"] = "no_waste"

    def answer(self, view: View) -> Answer:
        paid = [
            n
            for n in view.design.nodes
            if view.catalogue.kind(n.kind).role not in ("source", "bystander")
        ]
        idle = [n for n in paid if view.figures.nodes[n.id].rate_rps <= 0]
        if not paid or not idle:
            return 1.0, "Everything paid for is at work.", ()
        names = ", ".join(n.label for n in idle)
        return 1 - len(idle) / len(paid), f"Unused: {names}.", tuple(n.id for n in idle)


Rule = Annotated[
    RequiredComponents
    | ForbidComponent
    | ForbidEdge
    | PathExists
    | MustPass
    | NoSpof
    | Performance
    | NotSaturated
    | ErrorRate
    | Available
    | Budget
    | Headroom
    | AsyncFor
    | NoWaste,
    Field(discriminator="kind"),
]


def judge(
    rules: tuple[Rule, ...],
    design: Design,
    catalogue: Catalogue,
    load: Load,
    budget_moved: int = 0,
) -> tuple[Verdict, ...]:
    """What each rule says of a design under a load, `budget_moved` marks having been added to
    what it may cost."""
    view = View(design, catalogue, load, budget_moved)
    return tuple(_verdict(rule, view) for rule in rules)


def _verdict(rule: Rule, view: View) -> Verdict:
    score, text, nodes = rule.answer(view)
    score = min(1.0, max(0.0, score))
    if rule.text and score < MET_FROM:
        text = f"{rule.text} {text}"
    return Verdict(
        rule=rule.id,
        score=score,
        weight=rule.weight,
        required=rule.required,
        text=text,
        nodes=tuple(dict.fromkeys(nodes)),
    )


def total(verdicts: tuple[Verdict, ...]) -> float:
    """The design's score out of 100, capped where a required rule is below a half."""
    weight = sum(v.weight for v in verdicts)
    if not weight:
        return 0.0
    score = 100 * sum(v.weight * v.score for v in verdicts) / weight
    failed = any(v.required and v.score < CAP_BELOW for v in verdicts)
    return min(score, CAPPED_AT) if failed else score
