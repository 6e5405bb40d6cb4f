"""Checks a design phase: the opening design, the palette, and what its rules name."""

from __future__ import annotations

from dataclasses import dataclass

from content import faults
from content.fitting import Fitted
from content.forms.design import DesignForm, DrawingForm, PlacedForm, PlacesForm
from content.grid_changes import check_changes
from content.names import PackNames
from content.problem import Report, Rule, did_you_mean
from content.source import Path, json_path
from engine.design import graph, links
from engine.design.graph import Cell, Design, Illegal
from engine.design.kind import Catalogue
from engine.design.react_flow import DesignFault, known, parse


@dataclass(frozen=True, slots=True)
class GridFault:
    """Something wrong with the opening design, at a path of design.yaml."""

    rule: Rule
    path: Path
    message: str
    remedy: str = ""


def opening_design(form: DesignForm, kinds: Catalogue) -> tuple[Design, list[GridFault]]:
    """The design that stands when the phase opens, and what is wrong with it."""
    if isinstance(form.initial, DrawingForm):
        return _drawn(form.initial, kinds)
    return placed_design(form.initial, kinds)


def _drawn(form: DrawingForm, kinds: Catalogue) -> tuple[Design, list[GridFault]]:
    try:
        design = known(parse(form.model_dump(mode="json")), kinds)
    except DesignFault as fault:
        return Design(), [_of_drawing(text) for text in fault.faults]
    found = [
        _unknown_kind(("initial", "nodes", number, "data", "kind"), node.kind, kinds)
        for number, node in enumerate(design.nodes)
        if node.kind not in kinds.by_id
    ]
    return design, found


def _of_drawing(text: str) -> GridFault:
    steps, message = json_path(text)
    return GridFault(faults.BAD_DESIGN, ("initial", *steps), f"{message[:1].upper()}{message[1:]}.")


def _unknown_kind(path: Path, kind: str, kinds: Catalogue) -> GridFault:
    message = f"There is no component kind '{kind}'."
    return GridFault(faults.UNKNOWN_COMPONENT, path, message, did_you_mean(kind, kinds.by_id))


def placed_design(form: PlacesForm, kinds: Catalogue) -> tuple[Design, list[GridFault]]:
    """The design of the short form, and what is wrong with it."""
    design = Design()
    found: list[GridFault] = []
    for number, placed in enumerate(form.place):
        path: Path = ("initial", "place", number)
        if placed.kind not in kinds.by_id:
            found.append(_unknown_kind((*path, "kind"), placed.kind, kinds))
            continue
        try:
            design = _with(design, placed, kinds)
        except Illegal as illegal:
            found.append(GridFault(faults.BAD_DESIGN, path, illegal.reason, illegal.hint))
    names = {placed.id for placed in form.place}
    for number, (source, target) in enumerate(form.connect):
        path = ("initial", "connect", number)
        lost = [(end, name) for end, name in enumerate((source, target)) if name not in names]
        for end, name in lost:
            message = f"No component '{name}' stands on the grid."
            remedy = did_you_mean(name, names)
            found.append(GridFault(faults.UNKNOWN_NODE_ON_GRID, (*path, end), message, remedy))
        if lost or not {source, target} <= design.by_id.keys():
            continue
        try:
            design = links.connect(design, kinds, source, target)
        except Illegal as illegal:
            found.append(GridFault(faults.BAD_DESIGN, path, illegal.reason, illegal.hint))
    return design, found


def _with(design: Design, placed: PlacedForm, kinds: Catalogue) -> Design:
    cell = Cell(x=placed.at[0], y=placed.at[1])
    design = graph.place(
        design, kinds, kind=placed.kind, node_id=placed.id, label=placed.label, cell=cell
    )
    for knob, value in placed.config.items():
        design = graph.configure(design, kinds, placed.id, knob, value)
    ours = {"fixed": placed.fixed, "configurable": placed.configurable}
    nodes = tuple(
        node.model_copy(update=ours) if node.id == placed.id else node for node in design.nodes
    )
    return design.model_copy(update={"nodes": nodes})


def check_grid(
    fitted: Fitted[DesignForm], names: PackNames, kinds: Catalogue, report: Report
) -> None:
    """Reports what is wrong with a design phase."""
    form = fitted.form
    design, found = opening_design(form, kinds)
    for fault in found:
        report.add(fault.rule, fitted.place(fault.path), fault.message, fault.remedy)
    for number, kind in enumerate(form.palette):
        if kind not in names.kinds:
            message = f"There is no component kind '{kind}'."
            remedy = did_you_mean(kind, names.kinds)
            report.add(faults.UNKNOWN_COMPONENT, fitted.place(("palette", number)), message, remedy)
    meant = {name for kind in kinds.kinds for name in (kind.id, kind.category, *kind.families)}
    for number, name in enumerate(form.lesson):
        if name not in meant:
            message = f"No component kind, family or category is called '{name}'."
            remedy = did_you_mean(name, meant)
            report.add(faults.UNKNOWN_COMPONENT, fitted.place(("lesson", number)), message, remedy)
    _check_cells(fitted, design, report)
    check_changes(fitted, design, kinds, report)
    if kinds.kinds:
        _check_rules(fitted, kinds, report)
    rules = {rule.id for rule in form.rules}
    for number, rule in enumerate(form.known_without_asking):
        if rule not in rules:
            message = f"There is no rule '{rule}'."
            place = fitted.place(("known_without_asking", number))
            report.add(faults.UNKNOWN_RULE, place, message, did_you_mean(rule, rules))


def _check_cells(fitted: Fitted[DesignForm], design: Design, report: Report) -> None:
    board = fitted.form.board
    short = isinstance(fitted.form.initial, PlacesForm)
    ids = [p.id for p in fitted.form.initial.place] if short else [n.id for n in design.nodes]  # type: ignore[union-attr]
    for node in design.nodes:
        if not (0 <= node.cell.x < board.columns and 0 <= node.cell.y < board.rows):
            number = ids.index(node.id)
            path: Path = ("initial", "place" if short else "nodes", number)
            message = f"'{node.id}' stands at {node.cell.x},{node.cell.y}, off the board."
            remedy = f"Columns run to {board.columns - 1}, rows to {board.rows - 1}."
            report.add(faults.BAD_DESIGN, fitted.place(path), message, remedy)


def _check_rules(fitted: Fitted[DesignForm], kinds: Catalogue, report: Report) -> None:
    for number, rule in enumerate(fitted.form.rules):
        for wanted in rule.wanted(kinds, fitted.form.load):
            if wanted.name not in wanted.known:
                place = fitted.place(("rules", number, wanted.field, wanted.position))
                message = f"No {wanted.what} is called '{wanted.name}'."
                remedy = did_you_mean(wanted.name, wanted.known)
                report.add(faults.UNKNOWN_COMPONENT, place, message, remedy)
