"""Which names a pack declares. Taken from the files as written, so that a fault in a mail does not
make every mention of the mail a fault too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from content import faults
from content.boards import BoardNames, board_names
from content.folder import MissionFolder, PackFolder, ids_under
from content.problem import Report
from content.source import Mapping, Node, Place, Scalar, Sequence

NOBODY = frozenset(("narrator", "you"))
"""Who may speak beside people."""


@dataclass(slots=True)
class PackNames:
    """Names of the whole pack."""

    people: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    skills: set[str] = field(default_factory=set)
    missions: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    promises: dict[str, set[str]] = field(default_factory=dict)
    """The promises of each mission."""
    kinds: set[str] = field(default_factory=set)


@dataclass(slots=True)
class MissionNames:
    """Names of one mission."""

    people: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    promises: set[str] = field(default_factory=set)
    phases: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    attachments: set[str] = field(default_factory=set)
    moves: dict[str, set[str]] = field(default_factory=dict)
    """The moves of each mail and exchange."""
    requirements: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    board: BoardNames = field(default_factory=BoardNames)
    boards_read: bool = True
    """Whether every decision sheet could be read, so that all of its names are known."""


def _texts(scalars: Iterator[Scalar]) -> set[str]:
    return {scalar.text for scalar in scalars}


def pack_names(pack: PackFolder) -> PackNames:
    """The names that a pack declares."""
    flags: set[str] = set()
    promises: dict[str, set[str]] = {}
    for slug, mission in pack.missions.items():
        flags |= _texts(ids_under(mission.root, "flags"))
        promises[slug] = _texts(ids_under(mission.root, "promises"))
    return PackNames(
        people=_texts(ids_under(pack.people_root, "people")),
        organisations=_texts(ids_under(pack.people_root, "organisations")),
        skills=_texts(ids_under(pack.pack_root, "skills")),
        missions=set(pack.missions),
        flags=flags,
        promises=promises,
        kinds=set(pack.kind_ids),
    )


def mission_names(mission: MissionFolder) -> MissionNames:
    """The names that a mission declares."""
    names = MissionNames(
        people=_texts(ids_under(mission.root, "people")),
        facts=_texts(ids_under(mission.root, "facts")),
        flags=_texts(ids_under(mission.root, "flags")),
        promises=_texts(ids_under(mission.root, "promises")),
        phases=_texts(_phase_names(mission.root)),
        mails=set(mission.mail_roots),
        board=board_names(mission.boards.values()),
    )
    phases = mission.mission.form.phases if mission.mission else ()
    names.boards_read = all(p.name in mission.boards for p in phases if p.kind == "board_decision")
    for mail, root in mission.mail_roots.items():
        names.attachments |= _texts(ids_under(root, "attachments", key="filename"))
        names.moves[mail] = _texts(ids_under(root, "response_options")) | {"silence"}
        if root is None:  # what an unreadable mail brought along is not known
            names.attachments |= set(mission.attachments)
    for root in mission.phase_roots.values():
        names.requirements |= _texts(ids_under(root, "requirements"))
        names.rules |= _texts(ids_under(root, "rules"))
        for change in entries_of(root, "changes"):
            names.rules |= _texts(ids_under(change, "adds"))
        for label, exchange in _exchanges(root):
            moves = names.moves.setdefault(label, set())
            moves |= _moves_of_exchange(exchange, _texts(ids_under(root, "participants")))
    return names


def _phase_names(root: Node | None) -> Iterator[Scalar]:
    phases = root.get("phases") if isinstance(root, Mapping) else None
    for phase in phases.items if isinstance(phases, Sequence) else ():
        if isinstance(phase, Mapping):
            label = phase.get("id") or phase.get("kind")
            if isinstance(label, Scalar):
                yield label


def entries_of(root: Node | None, name: str) -> Iterator[Mapping]:
    """The entries of a list that are mappings, as written."""
    entries = root.get(name) if isinstance(root, Mapping) else None
    for entry in entries.items if isinstance(entries, Sequence) else ():
        if isinstance(entry, Mapping):
            yield entry


def _exchanges(root: Node) -> Iterator[tuple[str, Mapping]]:
    """The exchanges of a call, and those in which the player answers the feedback."""
    for exchange in (*entries_of(root, "exchanges"), *entries_of(root, "answers")):
        label = exchange.get("id")
        if isinstance(label, Scalar):
            yield label.text, exchange


def _moves_of_exchange(exchange: Mapping, participants: set[str]) -> set[str]:
    moves = _texts(ids_under(exchange, "options")) | {"silence"}
    if exchange.get("interrupt") is not None:
        moves.add("interrupt")
    return moves | {f"floor:{person}" for person in participants}


def report_duplicates(pack: PackFolder, report: Report) -> None:
    """Reports ids that stand for two things."""
    _unique("person", ids_under(pack.people_root, "people"), report)
    _unique("organisation", ids_under(pack.people_root, "organisations"), report)
    _unique("level", ids_under(pack.pack_root, "levels", key="level"), report)
    _unique("skill", ids_under(pack.pack_root, "skills"), report)
    _unique("achievement", ids_under(pack.pack_root, "achievements"), report)
    _unique("term", _terms(pack.pack_root), report)
    _unique("mission", ids_under(pack.pack_root, "order"), report)
    for name in ("code", "order_index", "slug"):
        roots = (mission.root for mission in pack.missions.values())
        values = [r.get(name) for r in roots if isinstance(r, Mapping)]
        _unique(f"mission's {name}", (v for v in values if isinstance(v, Scalar)), report)
    for mission in pack.missions.values():
        _report_duplicates_in(mission, report)


def _terms(root: Node | None) -> Iterator[Scalar]:
    """Every word that the glossary explains."""
    terms = root.get("glossary") if isinstance(root, Mapping) else None
    for term in terms.items if isinstance(terms, Sequence) else ():
        word = term.get("term") if isinstance(term, Mapping) else None
        if isinstance(word, Scalar):
            yield word
            yield from ids_under(term, "also")


def _report_duplicates_in(mission: MissionFolder, report: Report) -> None:
    for name in ("facts", "contradictions", "promises", "flags", "people"):
        _unique(name.removesuffix("s"), ids_under(mission.root, name), report)
    _report_board_duplicates(mission, report)
    mails = {name: Scalar(name, name, Place("")) for name in mission.mail_roots}
    nodes = [*mails.values()]
    files: list[Scalar] = []
    requirements: list[Scalar] = []
    changes: list[Scalar] = []
    nodes += ids_under(mission.root, "late")
    for root in mission.mail_roots.values():
        files += ids_under(root, "attachments", key="filename")
        _unique("option", ids_under(root, "response_options"), report)
    for root in mission.phase_roots.values():
        nodes += ids_under(root, "exchanges")
        nodes += ids_under(root, "answers")
        changes += ids_under(root, "changes")
        requirements += ids_under(root, "requirements")
        added = (ids_under(change, "adds") for change in entries_of(root, "changes"))
        _unique("rule", chain(ids_under(root, "rules"), *added), report)
        _unique("component", ids_under(root, "initial", "place"), report)
        _unique("component", ids_under(root, "initial", "nodes"), report)
        for _, exchange in _exchanges(root):
            _unique("option", ids_under(exchange, "options"), report)
    _unique("mail or exchange", iter(nodes), report)
    _unique("change", iter(changes), report)
    _unique("attachment", iter(files), report)
    _unique("requirement", iter(requirements), report)
    _unique("phase", _phase_names(mission.root), report)


LISTS_OF_BOARDS = {
    "options": "option",
    "items": "item",
    "rights": "right",
    "people": "person",
    "parts": "part",
    "tasks": "task",
    "periods": "period",
    "states": "state",
}


def _report_board_duplicates(mission: MissionFolder, report: Report) -> None:
    """Fields, figures and constraints share one name space each in a mission."""
    named: list[Scalar] = []
    constraints: list[Scalar] = []
    for root in mission.phase_roots.values():
        constraints += ids_under(root, "constraints")
        named += ids_under(root, "figures")
        _unique("criterion", ids_under(root, "rubric"), report)
        _unique("estimate", ids_under(root, "estimates"), report)
        _unique("section", ids_under(root, "sections"), report)
        sections = root.get("sections") if isinstance(root, Mapping) else None
        for section in sections.items if isinstance(sections, Sequence) else ():
            named += ids_under(section, "fields")
            fields = section.get("fields") if isinstance(section, Mapping) else None
            for entry in fields.items if isinstance(fields, Sequence) else ():
                for below, what in LISTS_OF_BOARDS.items():
                    _unique(what, ids_under(entry, below), report)
    _unique("field or figure", iter(named), report)
    _unique("constraint", iter(constraints), report)


def report_incomplete_nodes(mission: MissionFolder, report: Report) -> None:
    """Reports nodes with options that lack what options call for."""
    for root in mission.mail_roots.values():
        if isinstance(root, Mapping) and root.get("response_options") is not None:
            for field in ("best", "unanswered"):
                _demand(root, field, "The mail", report)
    for root in mission.phase_roots.values():
        for name, exchange in _exchanges(root):
            if exchange.get("options") is not None:
                _demand(exchange, "best", f"The exchange '{name}'", report)


def _demand(node: Mapping, field: str, what: str, report: Report) -> None:
    if node.get(field) is None:
        message = f"{what} has options, but no '{field}'."
        report.add(faults.MISSING_FIELD, node.place, message)


def _unique(what: str, scalars: Iterator[Scalar], report: Report) -> None:
    seen: dict[str, Place] = {}
    for scalar in scalars:
        first = seen.setdefault(scalar.text, scalar.place)
        if first is not scalar.place:
            where = f", first at {first}" if first.file else ""
            message = f"The {what} '{scalar.text}' is declared twice{where}."
            report.add(faults.DUPLICATE_ID, scalar.place, message)
