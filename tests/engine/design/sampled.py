"""Sample designs: a brief, a load, what is asked, and designs that answer well or badly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.fitting import fit
from content.forms.design import PlacesForm
from content.grid import placed_design
from content.problem import Report
from content.reader import read_yaml
from content.verbs import edits_of
from engine import actions as ac
from engine.actions import AnyAction
from engine.design import graph, links
from engine.design.graph import Cell, Design, Setting
from engine.design.kind import Catalogue, Knob
from engine.design.load import Load
from engine.design.rules import Budget, Performance, Rule, Verdict, judge, total
from engine.frozen import Frozen

FOLDER = Path(__file__).parent / "samples"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


class SampleForm(Frozen):
    """A file of `samples`."""

    brief: str
    lesson: str
    load: Load
    rules: tuple[Rule, ...]
    opening: PlacesForm
    reference: tuple[dict[str, Any], ...]
    """Edits of the opening, as scripts write them."""
    without_key: tuple[dict[str, Any], ...]
    """Edits of the reference that take out what its lesson is about."""
    bad: dict[str, tuple[dict[str, Any], ...]]
    """Further edits of the reference by which it fails."""


@dataclass(frozen=True)
class Sample:
    """A sample with its designs drawn."""

    form: SampleForm
    catalogue: Catalogue
    opening: Design
    reference: Design

    def drawn(self, edits: tuple[dict[str, Any], ...]) -> Design:
        """The reference with further edits."""
        return edited(self.reference, edits, self.catalogue)

    def judged(self, design: Design, times: float = 1) -> tuple[Verdict, ...]:
        """What the rules say, under so many times the load."""
        rules = tuple(
            rule.model_copy(update={"throughput_rps": rule.throughput_rps * times})
            if isinstance(rule, Performance)
            else rule
            for rule in self.form.rules
        )
        load = self.form.load.model_copy(
            update={
                "rps": self.form.load.rps * times,
                "average_rps": self.form.load.average_rps * times,
            }
        )
        return judge(rules, design, self.catalogue, load)

    def score(self, design: Design, times: float = 1) -> float:
        return total(self.judged(design, times))

    def unmet(self, design: Design, times: float = 1) -> set[str]:
        return {verdict.rule for verdict in self.judged(design, times) if not verdict.met}

    @property
    def budget(self) -> Budget:
        return next(rule for rule in self.form.rules if isinstance(rule, Budget))


def sample(name: str, catalogue: Catalogue) -> Sample:
    """The sample of a name."""
    report = Report()
    fitted = fit(SampleForm, read_yaml(FOLDER / f"{name}.yaml", report), report)
    assert fitted, report.problems
    assert not report.problems
    form = fitted.form
    opening, faults = placed_design(form.opening, catalogue)
    assert not faults
    for rule in form.rules:
        for wanted in rule.wanted(catalogue, form.load):
            assert wanted.name in wanted.known, (rule.id, wanted.name)
    return Sample(form, catalogue, opening, edited(opening, form.reference, catalogue))


def edited(design: Design, edits: tuple[dict[str, Any], ...], catalogue: Catalogue) -> Design:
    """The design after edits in the words of scripts."""
    for edit in edits:
        for action in edits_of(edit):
            design = _after(design, action, catalogue)
    return design


def _after(design: Design, action: AnyAction, catalogue: Catalogue) -> Design:
    match action:
        case ac.Place():
            cell, kind = Cell(x=action.x, y=action.y), action.component
            return graph.place(
                design, catalogue, kind=kind, node_id=action.node, label="", cell=cell
            )
        case ac.Remove():
            return graph.remove(design, action.node)
        case ac.Configure():
            return graph.configure(design, catalogue, action.node, action.knob, action.value)
        case ac.Connect():
            return links.connect(design, catalogue, action.source, action.target)
        case ac.Disconnect():
            return links.disconnect(design, action.source, action.target)
    raise AssertionError(f"not needed here: {action}")


def more_of_everything(design: Design, catalogue: Catalogue) -> Design:
    """As many copies of everything as there may be, each as large as it may be."""
    nodes = []
    for node in design.nodes:
        knobs = catalogue.kind(node.kind).knob_by_name
        most = {**node.settings, **{n: _most(knobs[n]) for n in ("replicas", "size") if n in knobs}}
        config = tuple(Setting(name=name, value=value) for name, value in sorted(most.items()))
        nodes.append(node.model_copy(update={"config": config}))
    return design.model_copy(update={"nodes": tuple(nodes)})


def _most(knob: Knob) -> int | str:
    return knob.choices[-1] if knob.choices else int(knob.high)
