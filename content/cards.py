"""Checks a mission's card against the pack, and the doors between the missions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content import faults
from content.fitting import Fitted
from content.folder import MissionFolder, PackFolder
from content.forms.mission import CardForm, MissionForm, StubForm
from content.names import PackNames
from content.problem import Report, did_you_mean
from content.source import Path, json_path
from engine.mission import MissionCard
from engine.unlocks import FORMS, BadTree, parse_tree

TREES = ("unlock_conditions", "prerequisites")
GROUP_FIELDS = {"AT_LEAST": ("count", "conditions")}
"""What a group may have beside its type; the others hold conditions alone."""


def card_of(folder: MissionFolder) -> Fitted[MissionForm] | Fitted[StubForm] | None:
    """The mission's card as read, whether it is played or a stub."""
    return folder.mission or folder.stub


def check_cards(pack: PackFolder, names: PackNames, report: Report) -> None:
    """Checks slugs, clients, skills and unlock trees of all missions, and their order."""
    _check_order(pack, report)
    for folder in pack.missions.values():
        fitted = card_of(folder)
        if fitted is None:
            continue
        card: CardForm = fitted.form
        if card.slug != folder.slug:
            message = f"The slug is '{card.slug}', the folder '{folder.slug}'."
            report.add(faults.BAD_SLUG, fitted.place(("slug",)), message)
        if names.organisations and card.client not in names.organisations:
            message = f"There is no organisation '{card.client}'."
            remedy = did_you_mean(card.client, names.organisations)
            report.add(faults.UNKNOWN_ORGANISATION, fitted.place(("client",)), message, remedy)
        for number, points in enumerate(card.skills):
            if names.skills and points.name not in names.skills:
                message = f"There is no skill '{points.name}' in pack.yaml."
                remedy = did_you_mean(points.name, names.skills)
                place = fitted.place(("skills", number), key=True)
                report.add(faults.UNKNOWN_SKILL, place, message, remedy)
        for field in TREES:
            tree = getattr(card, field)
            if tree is not None:
                _check_tree(fitted, (field,), tree, names, report)
        if folder.stub:
            _check_asks(folder.stub, names, report)


def _check_asks(stub: Fitted[StubForm], names: PackNames, report: Report) -> None:
    """What a mission that is not written will ask about is raised by another one."""
    others = names.flags - {*stub.form.flags}
    for number, flag in enumerate(stub.form.asks):
        if flag not in others:
            message = f"No other mission has a flag '{flag}'."
            remedy = did_you_mean(flag, others)
            report.add(faults.UNKNOWN_FLAG, stub.place(("asks", number)), message, remedy)


def _check_order(pack: PackFolder, report: Report) -> None:
    if not pack.pack:
        return
    for number, slug in enumerate(pack.pack.form.order):
        if slug not in pack.missions:
            message = f"There is no mission '{slug}' in the missions folder."
            remedy = did_you_mean(slug, pack.missions)
            report.add(faults.UNKNOWN_MISSION, pack.pack.place(("order", number)), message, remedy)
    for slug, folder in pack.missions.items():
        if slug not in pack.pack.form.order:
            message = f"The mission '{slug}' is not in the pack's order."
            report.add(faults.STRAY_FILE, folder.place, message, "Add it to `order` in pack.yaml.")


def _check_tree(
    fitted: Fitted[Any], path: Path, tree: Any, names: PackNames, report: Report
) -> None:
    try:
        parse_tree(tree)
    except BadTree as bad:
        for fault in bad.faults:
            steps, message = json_path(fault)
            place = fitted.place((*path, *steps))
            report.add(faults.BAD_UNLOCK, place, f"{message[:1].upper()}{message[1:]}.")
        return
    for at, node in _clauses(tree, path):
        _check_keys(fitted, at, node, report)
        _check_names(fitted, at, node, names, report)


def _check_keys(fitted: Fitted[Any], path: Path, clause: dict[str, Any], report: Report) -> None:
    name = str(clause.get("type", clause.get("logic", "AND")))
    form = FORMS.get(name)
    fields = form.fields if form else GROUP_FIELDS.get(name.upper(), ("conditions",))
    allowed = {"type", "logic", *fields}
    for key in clause.keys() - allowed:
        place = fitted.place((*path, key), key=True)
        remedy = did_you_mean(key, allowed)
        report.add(faults.UNKNOWN_FIELD, place, f"'{name}' has no field '{key}'.", remedy)


def _clauses(tree: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if not isinstance(tree, dict):
        return
    yield path, tree
    for number, inner in enumerate(tree.get("conditions", ())):
        yield from _clauses(inner, (*path, "conditions", number))


def _check_names(
    fitted: Fitted[Any], path: Path, clause: dict[str, Any], names: PackNames, report: Report
) -> None:
    checks = (
        ("mission_ids", names.missions, faults.UNKNOWN_MISSION, "mission"),
        ("skills", names.skills, faults.UNKNOWN_SKILL, "skill"),
        ("levels", names.skills, faults.UNKNOWN_SKILL, "skill"),
    )
    for field, known, rule, what in checks:
        for number, name in enumerate(clause.get(field) or ()):
            if known and name not in known:
                place = fitted.place((*path, field, number), key=field == "levels")
                message = f"There is no {what} '{name}'."
                report.add(rule, place, message, did_you_mean(str(name), known))
    flag = clause.get("flag")
    if flag is not None and flag not in names.flags:
        message = f"No mission declares the flag '{flag}'."
        remedy = did_you_mean(str(flag), names.flags)
        report.add(faults.UNKNOWN_FLAG, fitted.place((*path, "flag")), message, remedy)


def card(fitted: Fitted[Any], pack: PackFolder, *, phases: tuple[str, ...]) -> MissionCard:
    """The engine's card of a mission."""
    form: CardForm = fitted.form
    organisations = pack.people.form.organisations if pack.people else ()
    client = next((o for o in organisations if o.id == form.client), None)
    return MissionCard.model_validate(
        {
            **{
                name: getattr(form, name)
                for name in MissionCard.model_fields
                if name in CardForm.model_fields
            },
            "skills": [points.model_dump() for points in form.skills],
            "client": client.name if client else form.client,
            "client_short": client.short if client else form.client[:11],
            "phases": phases,
            "playable": isinstance(form, MissionForm),
        }
    )
