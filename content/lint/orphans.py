"""Finds what is defined and used nowhere, and files that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from content.cards import card_of
from content.fitting import Fitted, parts
from content.folder import MissionFolder, PackFolder
from content.forms.call import CallForm
from content.forms.design import DesignForm
from content.forms.parts import ExchangeForm
from content.lint import text_rules
from content.lint.texts import listed
from content.problem import Report
from content.source import Mapping, Node, Place, Scalar, Sequence, scalars
from engine.dialogue import Line, Option

OF_A_PACK = listed("pack.yaml people.yaml components demos missions playtests")
OF_A_MISSION = listed("mission.yaml emails attachments walkthroughs")
BESIDE = listed("README.md LICENSE LICENSE.md NOTICE")
"""Files that may lie in a pack's folder for people alone."""


def check_orphans(pack: PackFolder, report: Report) -> None:
    """Reports what a pack defines for nothing."""
    _files(pack, report)
    _organisations(pack, report)
    _skills(pack, report)
    for mission in pack.missions.values():
        for call in mission.calls.values():
            _silent(call, report)
    if not any(mission.stub for mission in pack.missions.values()):
        _people(pack, report)
        _kinds(pack, report)


def _files(pack: PackFolder, report: Report) -> None:
    for path in _others(pack.path, OF_A_PACK | BESIDE):
        report.add(text_rules.UNREAD_FILE, Place(str(path)), f"Nothing reads '{path.name}'.")
    for mission in pack.missions.values():
        read = set(OF_A_MISSION)
        if mission.mission:
            read |= {phase.source for phase in mission.mission.form.phases}
        elif mission.stub is None:
            continue  # what it names could not be read
        for path in _others(mission.path, read):
            report.add(text_rules.UNREAD_FILE, Place(str(path)), f"Nothing reads '{path.name}'.")


def _others(folder: Path, known: set[str] | frozenset[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in known and path.name[0] not in "._":
            yield path


def _organisations(pack: PackFolder, report: Report) -> None:
    if not pack.people:
        return
    used = {person.organisation for person in pack.people.form.people}
    for mission in pack.missions.values():
        card = card_of(mission)
        if card:
            used.add(card.form.client)
    for number, organisation in enumerate(pack.people.form.organisations):
        if organisation.id not in used:
            place = pack.people.place(("organisations", number))
            message = f"Nobody belongs to '{organisation.id}', and no mission is for it."
            report.add(text_rules.ORPHAN, place, message)


def _skills(pack: PackFolder, report: Report) -> None:
    if not pack.pack:
        return
    cards = [card for m in pack.missions.values() if (card := card_of(m))]
    taught = {points.name for card in cards for points in card.form.skills}
    for number, skill in enumerate(pack.pack.form.skills):
        if skill.id not in taught:
            place = pack.pack.place(("skills", number))
            report.add(text_rules.ORPHAN, place, f"No mission teaches '{skill.id}'.")


def _silent(call: Fitted[CallForm], report: Report) -> None:
    heard: set[str] = set()
    for _, part in parts(call.form):
        if isinstance(part, Line):
            heard.add(part.who)
        elif isinstance(part, Option) and part.floor:
            heard.add(part.floor)
        elif isinstance(part, ExchangeForm):
            heard |= {floor.person for floor in part.floors}
    for number, person in enumerate(call.form.participants):
        if person not in heard:
            message = f"'{person}' is in the call, and never speaks."
            report.add(text_rules.ORPHAN, call.place(("participants", number)), message)


def _people(pack: PackFolder, report: Report) -> None:
    if not pack.people:
        return
    seen = {p for m in pack.missions.values() if m.mission for p in m.mission.form.people}
    for number, person in enumerate(pack.people.form.people):
        if person.id not in seen:
            place = pack.people.place(("people", number))
            report.add(text_rules.ORPHAN, place, f"'{person.id}' is in no mission.")


def _kinds(pack: PackFolder, report: Report) -> None:
    used = {name for m in pack.missions.values() for name in _named_on_grids(m)}
    for name, kind in pack.kinds.items():
        if name not in used:
            report.add(text_rules.ORPHAN, kind.place(("id",)), f"No grid has '{name}'.")


def _named_on_grids(mission: MissionFolder) -> Iterator[str]:
    design: Fitted[DesignForm]
    for design in mission.designs.values():
        yield from (scalar.text for scalar in scalars(design.root))
    if mission.root is not None:
        yield from (scalar.text for scalar in scalars(_below(mission.root, "debrief")))


def _below(root: Node, name: str) -> Node:
    found = root.get(name) if isinstance(root, Mapping) else None
    return found if isinstance(found, Mapping | Sequence | Scalar) else Sequence((), root.place)
