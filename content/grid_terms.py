"""Checks on what terms designs are drawn: what they continue, what is down, what is kept back."""

from __future__ import annotations

from collections.abc import Iterator

from content import faults
from content.fitting import Fitted
from content.folder import MissionFolder
from content.forms.design import DesignForm, PlacesForm
from content.grid import opening_design
from content.problem import Report, did_you_mean
from content.source import Path
from engine.design.kind import Catalogue


def check_terms(mission: MissionFolder, kinds: Catalogue, report: Report) -> None:
    """Reports what a mission's designs say of each other, and of what is down, that cannot be."""
    order = list(designs_in_order(mission))
    for number, name in enumerate(order):
        before, later = order[:number], order[number + 1 :]
        _continues(mission.designs[name], before, report)
        _outage(mission, name, kinds, report)
        _reserve(mission, name, later, report)
    _changes(mission, order, report)


def designs_in_order(mission: MissionFolder) -> Iterator[str]:
    """The ids of the design phases that could be read, as they are played."""
    for phase in mission.mission.form.phases if mission.mission else ():
        if phase.name in mission.designs:
            yield phase.name


def _continues(fitted: Fitted[DesignForm], before: list[str], report: Report) -> None:
    form = fitted.form
    if not form.continues:
        return
    if form.continues not in before:
        message = f"No earlier design is called '{form.continues}'."
        place, remedy = fitted.place(("continues",)), did_you_mean(form.continues, before)
        report.add(faults.UNKNOWN_PHASE, place, message, remedy)
    if form.initial != PlacesForm():
        message = "It opens with what was handed in, and with nothing else."
        remedy = "Leave `initial` out, or place more by `changes`."
        report.add(faults.BAD_DESIGN, fitted.place(("initial",), key=True), message, remedy)


def _outage(mission: MissionFolder, name: str, kinds: Catalogue, report: Report) -> None:
    fitted = mission.designs[name]
    outage = fitted.form.outage
    if outage is None:
        return
    for number, kind in enumerate(outage.kinds if kinds.kinds else ()):
        if kind not in kinds.by_id:
            message, remedy = (
                f"There is no component kind '{kind}'.",
                did_you_mean(kind, kinds.by_id),
            )
            place = fitted.place(("outage", "kinds", number))
            report.add(faults.UNKNOWN_COMPONENT, place, message, remedy)
    known = _standing(mission, name, kinds)
    for number, node in enumerate(outage.nodes if kinds.kinds else ()):
        if node not in known:
            message, remedy = f"No component '{node}' stands there.", did_you_mean(node, known)
            place = fitted.place(("outage", "nodes", number))
            report.add(faults.UNKNOWN_NODE_ON_GRID, place, message, remedy)
    if not (outage.kinds or outage.nodes):
        place = fitted.place(("outage",))
        report.add(faults.MISSING_FIELD, place, "Nothing is down.", "Add `kinds` or `nodes`.")


def _standing(mission: MissionFolder, name: str, kinds: Catalogue) -> set[str]:
    """The components that a design opens with, or the one that it continues did."""
    met: set[str] = set()
    while name in mission.designs and name not in met:
        met.add(name)
        form = mission.designs[name].form
        if not form.continues:
            return set(opening_design(form, kinds)[0].by_id)
        name = form.continues
    return set()


def _reserve(mission: MissionFolder, name: str, later: list[str], report: Report) -> None:
    fitted = mission.designs[name]
    reserve = fitted.form.reserve
    path: Path = ("reserve",)
    if not reserve:
        return
    if not any(mission.designs[other].form.continues == name for other in later):
        message = "No later design continues this one and could spend it."
        report.add(faults.BAD_VALUE, fitted.place(path), message, "Leave `reserve` out.")
    if not fitted.form.continues and reserve > fitted.form.budget:
        message = f"A reserve of {reserve} is more than the budget of {fitted.form.budget}."
        report.add(faults.BAD_VALUE, fitted.place(path), message)


def _changes(mission: MissionFolder, order: list[str], report: Report) -> None:
    """Reports counterfactuals of the debrief that name no design."""
    if mission.mission is None:
        return
    for number, change in enumerate(mission.mission.form.debrief.changes):
        if change.phase and change.phase not in order:
            place = mission.mission.place(("debrief", "changes", number, "phase"))
            message = f"No design is called '{change.phase}'."
            report.add(faults.UNKNOWN_PHASE, place, message, did_you_mean(change.phase, order))
