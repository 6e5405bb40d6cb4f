"""What a decision sheet declares, and whether it is sound in itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from content import faults
from content.fitting import Fitted
from content.forms.board import BoardForm
from content.problem import Report, did_you_mean
from content.source import Path
from engine import expressions as e
from engine.board import fields as b


@dataclass(slots=True)
class BoardNames:
    """Names of a mission's decision sheets."""

    numbers: set[str] = field(default_factory=set)
    """Amounts, thresholds and figures."""
    nameless: set[str] = field(default_factory=set)
    """Figures without a label."""
    items: dict[str, set[str]] = field(default_factory=dict)
    """By the address of a field or of a part of it, what may be entered there."""
    columns: dict[str, set[str]] = field(default_factory=dict)
    states: dict[str, set[str]] = field(default_factory=dict)
    sequences: dict[str, set[str]] = field(default_factory=dict)
    """Tasks and periods by sequence."""
    estimates: set[str] = field(default_factory=set)
    constraints: set[str] = field(default_factory=set)


def board_names(boards: Iterable[Fitted[BoardForm]]) -> BoardNames:
    """The names that decision sheets declare."""
    names = BoardNames()
    for fitted in boards:
        form = fitted.form
        names.constraints |= {constraint.id for constraint in form.constraints}
        names.estimates |= {estimate.id for estimate in form.estimates}
        names.numbers |= {figure.id for figure in form.figures}
        names.nameless |= {figure.id for figure in form.figures if not figure.label}
        for section in form.sections:
            for declared in section.fields:
                _add(names, declared)
    return names


def _add(names: BoardNames, declared: b.AnyField) -> None:
    own = declared.id
    names.items[own] = set()
    match declared:
        case b.Amount() | b.Threshold():
            names.numbers.add(own)
        case b.ChoiceField(options=options):
            names.items[own] = {option.id for option in options}
            names.columns[own] = _columns(options)
        case b.Several(items=items, states=states):
            known = {state.id for state in states}
            names.items[own] = {item.id for item in items}
            names.items |= {f"{own}.{item.id}": known for item in items}
            names.columns[own] = _columns(items)
            names.states[own] = known
        case b.Owners(rights=rights, people=people):
            known = {person.id for person in people}
            names.items |= {f"{own}.{right.id}": known for right in rights}
            names.states[own] = known
        case b.Message(parts=parts):
            names.items |= {f"{own}.{p.id}": {o.id for o in p.options} for p in parts}
            names.columns[own] = {name for part in parts for name in _columns(part.options)}
        case b.Sequence(tasks=tasks, joins=joins, periods=periods):
            every = {task.id for task in (*tasks, *(join.task for join in joins))}
            places = {period.id for period in periods} | {b.NOT_NOW}
            names.items[own] = every
            names.items |= {f"{own}.{task}": places for task in every}
            names.sequences[own] = every | places


def _columns(options: Iterable[b.Option]) -> set[str]:
    return {name for option in options for name, _ in option.columns}


def check_board(fitted: Fitted[BoardForm], report: Report) -> None:
    """Checks that a sheet's parts go together; what conditions name is checked elsewhere."""
    form = fitted.form

    def bad(path: Path, message: str, remedy: str = "") -> None:
        report.add(faults.BAD_BOARD, fitted.place(path), message, remedy)

    figures = {figure.id for figure in form.figures}
    beside = {figure.beside for figure in form.figures}
    estimates = {estimate.id for estimate in form.estimates}
    sections = {section.id for section in form.sections}
    for number, estimate in enumerate(form.estimates):
        if not estimate.low < estimate.likely < estimate.high:
            bad(("estimates", number), "An estimate rises from low over likely to high.")
    for number, section in enumerate(form.sections):
        path: Path = ("sections", number)
        if section.chart and section.chart not in estimates:
            remedy = did_you_mean(section.chart, estimates)
            bad((*path, "chart"), f"There is no estimate '{section.chart}'.", remedy)
        if section.line and section.line not in figures:
            remedy = did_you_mean(section.line, figures)
            bad((*path, "line"), f"There is no figure '{section.line}'.", remedy)
        for place, declared in enumerate(section.fields):
            at = (*path, "fields", place)
            for below, message in _faults_of(declared):
                bad((*at, *below), message)
    for number, figure in enumerate(form.figures):
        path = ("figures", number)
        if figure.section and figure.section not in sections:
            remedy = did_you_mean(figure.section, sections)
            bad((*path, "section"), f"There is no section '{figure.section}'.", remedy)
        if figure.beside and figure.beside not in figures:
            remedy = did_you_mean(figure.beside, figures)
            bad((*path, "beside"), f"There is no figure '{figure.beside}'.", remedy)
        if not figure.label and (figure.section or figure.id in beside):
            message = f"'{figure.id}' stands on the sheet without a label."
            bad(path, message, "Give it a `label`: what a person calls it.")
        before = {other.id for other in form.figures[:number]}
        for leaf in e.leaves(figure.value):
            if isinstance(leaf, e.Named) and leaf.name in figures - before:
                message = f"'{figure.id}' needs '{leaf.name}', which is not told before it."
                bad((*path, "value"), message, "Put that figure first.")


def _faults_of(declared: b.AnyField) -> Iterator[tuple[Path, str]]:
    match declared:
        case b.Amount() | b.Threshold():
            if not declared.low < declared.high:
                yield ("low",), "The low bound is below the high one."
            start = declared.start
            if start is not None and not declared.low <= start <= declared.high:
                yield ("start",), f"It starts at {start:g}, outside its bounds."
        case b.ChoiceField():
            options = {option.id for option in declared.options}
            if declared.start and declared.start not in options:
                yield ("start",), f"There is no option '{declared.start}'."
            yield from _faults_of_shown(declared, declared.options)
        case b.Several():
            states = {state.id for state in declared.states}
            if declared.start and declared.start not in states:
                yield ("start",), f"There is no state '{declared.start}'."
            for number, item in enumerate(declared.items):
                if item.start and item.start not in states:
                    yield ("items", number, "start"), f"There is no state '{item.start}'."
            yield from _faults_of_shown(declared, declared.items)
        case b.Message():
            before: set[str] = set()
            for number, part in enumerate(declared.parts):
                for place, option in enumerate(part.options):
                    for name in set(option.fits) - before:
                        at = ("parts", number, "options", place, "fits")
                        yield at, f"No part before it has an option '{name}'."
                before |= {option.id for option in part.options}
        case b.Sequence():
            yield from _faults_of_line(declared)


def _faults_of_shown(
    declared: b.ChoiceField | b.Several, options: Iterable[b.Option]
) -> Iterator[tuple[Path, str]]:
    known = _columns(options)
    for number, shown in enumerate(declared.shows):
        if shown.column not in known:
            yield ("shows", number, "column"), f"Nothing in it has a column '{shown.column}'."


def _faults_of_line(declared: b.Sequence) -> Iterator[tuple[Path, str]]:
    own = {task.id for task in declared.tasks}
    places = {period.id for period in declared.periods} | {b.NOT_NOW}
    last = 0
    for number, period in enumerate(declared.periods):
        if period.begins <= last or period.ends < period.begins:
            yield ("periods", number), "Periods follow one another, each from begins to ends."
        last = max(last, period.ends)
    for number, task in enumerate(declared.tasks):
        for name in task.waits_for:
            if name not in own:
                yield ("tasks", number, "waits_for"), f"There is no task '{name}'."
    for number, join in enumerate(declared.joins):
        for name in join.of:
            if name not in own:
                yield ("joins", number, "of"), f"There is no task '{name}'."
        if join.task.id in own:
            yield ("joins", number, "task", "id"), f"'{join.task.id}' is a task already."
    for place, tasks in declared.start:
        if place not in places:
            yield ("start", place), f"There is no period '{place}'."
        for name in tasks:
            if name not in own:
                yield ("start", place), f"There is no task '{name}'."
    standing = [name for _, tasks in declared.start for name in tasks]
    if len(set(standing)) < len(standing):
        yield ("start",), "A task stands in one place."
