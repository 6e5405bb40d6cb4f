"""Checks of grids as they are written: shares of a load, lessons, and lists of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from content.fitting import Fitted
from content.folder import PackFolder
from content.forms.design import DesignForm, DrawingForm, KindForm
from content.lint import case_rules as rules
from content.problem import Report
from content.source import Path, scalars
from engine.design.load import RequestClass

NEAR_ALL = 1e-4
"""How far the shares of a load may sum from 1, being written with few digits."""

Kinds = Mapping[str, Fitted[KindForm]]


def check_grids(pack: PackFolder, report: Report) -> None:
    """Checks the design phases of all missions."""
    for mission in pack.missions.values():
        if mission.mission is None:
            continue
        there = {n for grid in mission.designs.values() for n in _named(grid, pack.kinds)}
        for grid in mission.designs.values():
            _load(grid, report)
            _lesson(grid, there, report)
            _settings(grid, there, pack.kinds, report)


def _named(grid: Fitted[DesignForm], kinds: Kinds) -> Iterator[str]:
    """The kinds that can be on a grid: those of its palette, and those that it places."""
    yield from grid.form.palette
    initial = grid.form.initial
    if isinstance(initial, DrawingForm):
        texts = {scalar.text for scalar in scalars(grid.root)}
        yield from texts & kinds.keys()
    else:
        yield from (placed.kind for placed in initial.place)
    for change in grid.form.changes:
        yield from change.permits


def _load(grid: Fitted[DesignForm], report: Report) -> None:
    load = grid.form.load
    _shares(grid, load.classes, ("load", "classes"), report)
    _peak(grid, load.average_rps, load.rps, ("load", "average_rps"), report)
    for number, change in enumerate(grid.form.changes):
        other = change.load
        if other is None:
            continue
        path: Path = ("changes", number, "load")
        _shares(grid, other.classes or (), (*path, "classes"), report)
        average = load.average_rps if other.average_rps is None else other.average_rps
        _peak(grid, average, other.rps or load.rps, path, report)


def _shares(
    grid: Fitted[DesignForm], classes: Sequence[RequestClass], path: Path, report: Report
) -> None:
    whole = sum(one.share for one in classes)
    if classes and abs(whole - 1) > NEAR_ALL:
        report.add(rules.LOAD_SHARES, grid.place(path), f"The shares sum to {whole:g}.")


def _peak(
    grid: Fitted[DesignForm], average: float, peak: float, path: Path, report: Report
) -> None:
    if average > peak:
        message = f"The average is {average:,g} a second, and the peak {peak:,g}."
        report.add(rules.LOAD_SHARES, grid.place(path), message)


def _lesson(grid: Fitted[DesignForm], there: set[str], report: Report) -> None:
    for number, name in enumerate(grid.form.lesson):
        if name not in there:
            message = f"'{name}' is neither in the palette nor on the grid."
            report.add(rules.NO_LESSON, grid.place(("lesson", number)), message)


def _settings(grid: Fitted[DesignForm], there: set[str], kinds: Kinds, report: Report) -> None:
    known = {k.name for name in there & kinds.keys() for k in kinds[name].form.knobs}
    for field in ("palette", "knobs", "lesson"):
        names: tuple[str, ...] = getattr(grid.form, field) or ()
        for name, times in Counter(names).items():
            place = grid.place((field, len(names) - 1 - names[::-1].index(name)))
            if times > 1:
                report.add(rules.IDLE_SETTING, place, f"'{name}' stands here {times} times.")
            elif field == "knobs" and name not in known:
                message = f"Nothing on the grid has a setting '{name}'."
                report.add(rules.IDLE_SETTING, place, message)
