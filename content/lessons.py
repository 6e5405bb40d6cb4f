"""Whether a grid teaches its lesson: designs that must win or lose, on loads nobody tuned it by.

The reference is what the gold walkthrough hands in. It must win; the opening grid, the reference
without a component that carries the lesson, and settings turned to the top must lose; and
everything that can be bought must break the budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from content.bots.table import Reference, Table
from content.lint import played
from content.problem import Rule as Asked
from engine.design import graph, links
from engine.design.graph import Cell, Design, Illegal, Node
from engine.design.load import Load
from engine.design.rules import Performance, Rule, judge, total
from engine.design.traffic import evaluate
from engine.mission import Mission
from engine.phase_config import SystemDesign

WINS, LOSES = 95, 69
"""Scores from which a design wins, and up to which it loses; in a mission without grades it loses
as soon as it does not win."""
LOADS: dict[str, Callable[[Load], Load]] = {
    "as written": lambda load: load,
    "x0.9": lambda load: _times(load, 0.9),
    "x1.05": lambda load: _times(load, 1.05),
    "in bursts": lambda load: load.model_copy(update={"burstiness": 1.5 * load.burstiness}),
}
"""The mission's load, and others that it was not tuned by."""


def _times(load: Load, times: float) -> Load:
    return load.model_copy(
        update={"rps": load.rps * times, "average_rps": load.average_rps * times}
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """One design of a grid under one load, and what must come of it."""

    mission: str
    phase: str
    design: str
    """What was drawn: `reference`, `untouched`, `without <kind>`, `settings at the top` or
    `everything`."""
    load: str
    score: int
    cost: int
    """Marks a month."""
    budget: int
    wants: str
    """`wins`, `loses` or `breaks the budget`."""
    graded: bool = True

    @property
    def holds(self) -> bool:
        """Whether that came of it."""
        if self.wants == "wins":
            return self.score >= WINS
        return self.score <= _losing(self.graded) and (
            self.wants == "loses" or self.cost > self.budget
        )

    @property
    def rule(self) -> Asked:
        """What is broken where it does not hold."""
        if self.design == "reference":
            return played.REFERENCE_LOSES
        if self.design == "untouched":
            return played.UNTOUCHED_WINS
        return played.LESSON_NOT_NEEDED if self.design.startswith("without ") else played.MONEY_WINS

    def __str__(self) -> str:
        where = f"{self.mission}, {self.phase}, {self.load}"
        cost = f"{self.score} points at {self.cost:,} of {self.budget:,}"
        return f"{where}: '{self.design}' comes to {cost}; wanted is that it {self.wants}."


def _losing(graded: bool) -> int:
    return LOSES if graded else WINS - 1


class NoLesson(Exception):
    """A grid whose reference wins without any of the components that it adds."""


def trials(table: Table) -> Iterator[Trial]:
    """Every design of every grid of a mission, under every load.

    Raises:
        NoLesson: nothing that the reference adds is needed for it to win.
        Stranded: the gold walkthrough cannot be played.
    """
    for reference in table.references():
        config = reference.config
        drawn = _drawn(table.mission, reference)
        for load_name, change in LOADS.items():
            load = change(config.load)
            rules = tuple(_moved(rule, load.rps / config.load.rps) for rule in config.rules)
            for name, wants, designs in drawn:
                tried = [_tried(table.mission, rules, load, reference, one) for one in designs]
                score, cost = max(tried)
                yield Trial(
                    mission=table.mission.slug,
                    phase=config.id,
                    design=name,
                    load=load_name,
                    score=score,
                    cost=cost,
                    budget=config.budget + reference.budget_moved,
                    wants=wants,
                    graded=table.mission.scored,
                )


def _moved(rule: Rule, times: float) -> Rule:
    """A rule under another load: what is asked for grows with what comes."""
    if isinstance(rule, Performance) and times != 1:
        return rule.model_copy(update={"throughput_rps": rule.throughput_rps * times})
    return rule


def _tried(
    mission: Mission, rules: tuple[Rule, ...], load: Load, reference: Reference, design: Design
) -> tuple[int, int]:
    down = reference.config.down(design)
    found = judge(rules, design, mission.catalogue, load, reference.budget_moved, down)
    cost = evaluate(design, mission.catalogue, load, down).monthly_cost
    return round(total(found)), round(cost)


Drawn = list[tuple[str, str, tuple[Design, ...]]]
"""Name, what must come of it, and ways to draw it, of which the best is judged."""


def _drawn(mission: Mission, reference: Reference) -> Drawn:
    config = reference.config
    drawn: Drawn = [
        ("reference", "wins", (reference.design,)),
        ("untouched", "loses", (config.initial,)),
        ("settings at the top", "loses", (_turned_up(mission, config.initial),)),
        ("everything", "breaks the budget", (_everything(mission, config),)),
    ]
    return drawn + [
        (f"without {name}", "loses", tuple(_without(mission, reference, name)))
        for name in lesson_of(mission, reference)
    ]


def lesson_of(mission: Mission, reference: Reference) -> tuple[str, ...]:
    """The components that carry a grid's lesson: those that its author names, else each kind that
    the reference adds and cannot win without.

    Raises:
        NoLesson: it adds none such.
    """
    config = reference.config
    if config.lesson:
        return config.lesson
    added = dict.fromkeys(
        node.kind for node in reference.design.nodes if node.id not in config.initial.by_id
    )

    def needed(kind: str) -> bool:
        ways = _without(mission, reference, kind)
        scores = (_tried(mission, config.rules, config.load, reference, one)[0] for one in ways)
        return max(scores) <= _losing(mission.scored)

    found = tuple(kind for kind in added if needed(kind))
    if not found:
        told = ", ".join(added) or "nothing"
        raise NoLesson(f"{mission.slug}, {config.id}: of {told} the reference needs none to win.")
    return found


def _without(mission: Mission, reference: Reference, name: str) -> Iterator[Design]:
    """Ways to do without a component: cut out, bridged over, and with the old ways drawn again.

    What stood in the opening grid stays, set as it was.
    """
    opening, design = reference.config.initial, reference.design
    meant = [n for n in design.nodes if mission.catalogue.kind(n.kind).answers_to(name)]
    gone = {node.id for node in meant if node.id not in opening.by_id}
    back = {node.id: opening.by_id[node.id] for node in meant if node.id in opening.by_id}
    nodes = tuple(_as_it_was(n, back) for n in design.nodes if n.id not in gone)
    edges = tuple(e for e in design.edges if not gone & {e.source, e.target})
    cut = design.model_copy(update={"nodes": nodes, "edges": edges})
    callers = {e.source for e in design.edges if e.target in gone} - gone
    called = {e.target for e in design.edges if e.source in gone} - gone
    bridged = _linked(mission, cut, product(sorted(callers), sorted(called)))
    old = [(e.source, e.target) for e in opening.edges]
    yield from (
        cut,
        bridged,
        _linked(mission, cut, iter(old)),
        _linked(mission, bridged, iter(old)),
    )


def _as_it_was(node: Node, before: dict[str, Node]) -> Node:
    known = before.get(node.id)
    return node.model_copy(update={"config": known.config}) if known else node


def _linked(mission: Mission, design: Design, pairs: Iterator[tuple[str, str]]) -> Design:
    """The design with what links are allowed of these."""
    for source, target in pairs:
        try:
            design = links.connect(design, mission.catalogue, source, target)
        except Illegal:
            continue
    return design


def _turned_up(mission: Mission, design: Design) -> Design:
    """Every setting that is a number at its highest."""
    for node in design.nodes:
        for knob in mission.catalogue.kind(node.kind).knobs:
            if knob.kind in ("whole", "number") and node.configurable:
                value = knob.ends[-1]
                design = graph.configure(design, mission.catalogue, node.id, knob.name, value)
    return design


def _everything(mission: Mission, config: SystemDesign) -> Design:
    """One of all that can be bought, every link that is allowed, and settings at the top."""
    design = config.initial
    taken = {node.cell for node in design.nodes}
    board = product(range(config.board.columns), range(config.board.rows))
    free = (cell for x, y in board if (cell := Cell(x=x, y=y)) not in taken)
    for kind, cell in zip(config.palette, free, strict=False):
        name = graph.free_name(design, kind)
        design = graph.place(
            design, mission.catalogue, kind=kind, node_id=name, label="", cell=cell
        )
    names = [node.id for node in design.nodes]
    return _turned_up(mission, _linked(mission, design, product(names, names)))
