"""Names in a script that are nowhere in the pack: missions, and what a player brings along.

What belongs to one mission (facts, mails, options) is told where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from content import faults
from content.expected import Expectation
from content.loader import Pack
from content.problem import Problem, Report, Rule, did_you_mean
from content.reader import Unreadable, read_yaml
from content.script import Expect, Offline, Script, Step
from content.source import Mapping, Node, Path, Place, place_of


@dataclass(frozen=True)
class Names:
    """What scripts may name of a whole pack."""

    missions: Set[str]
    played: Set[str]
    skills: Set[str]
    clients: Set[str]
    flags: Set[str]
    promises: Set[str]


def names_of(pack: Pack) -> Names:
    """The names of a pack; flags and promises of those missions alone that were read whole."""
    clients = {name for card in pack.cards for name in (card.client, card.client_short.casefold())}
    doors = (card.unlock_conditions for card in pack.cards)
    return Names(
        missions={card.slug for card in pack.cards},
        played=set(pack.played),
        skills={skill.id for skill in pack.skills},
        clients=clients,
        flags={flag for one in pack.missions for flag in one.flags}
        | {flag for door in doors for flag in _flags_of(door)},
        promises={promise.id for one in pack.missions for promise in one.promises},
    )


def _flags_of(door: Any) -> Iterator[str]:
    """The flags that a door asks about."""
    if isinstance(door, dict):
        if isinstance(door.get("flag"), str):
            yield door["flag"]
        for inner in door.values():
            yield from _flags_of(inner)
    elif isinstance(door, list):
        for inner in door:
            yield from _flags_of(inner)


def needs_all(script: Script) -> bool:
    """Whether it takes every mission, read whole, to tell whether the names are known."""
    return bool(script.start.flags or script.start.promises)


def unknown_names(script: Script, names: Names) -> list[Problem]:
    """Each name of a script that stands for nothing, with its place."""
    report = Report()
    try:
        root: Node = read_yaml(FilePath(script.file), Report())
    except Unreadable:  # it was taken away since it was read: the top must do for a place
        root = Mapping((), Place(script.file))
    look = _Look(root, names, report)
    look.missions(script)
    look.start(script)
    look.expected(script.expect, root, ("expect",))
    look.steps(script.steps)
    for number, part in enumerate(script.parts):
        look.expected(part.expect, root, ("missions", number, "expect"))
        look.steps(part.steps)
    return report.sorted()


class _Look:
    """One look through a script."""

    def __init__(self, root: Node, names: Names, report: Report) -> None:
        self.root, self.names, self.report = root, names, report

    def missions(self, script: Script) -> None:
        paths: list[Path] = [("missions", n, "mission") for n in range(len(script.parts))]
        for slug, path in zip(script.missions, paths or [("mission",)], strict=True):
            place = place_of(self.root, path)
            if slug in self.names.missions - self.names.played:
                message = f"The mission '{slug}' is not written yet."
                remedy = "Name one that 'scopecreep missions' shows as open or locked."
                self.report.add(faults.UNKNOWN_MISSION, place, message, remedy)
            else:
                self._known(faults.UNKNOWN_MISSION, "mission", slug, self.names.played, place)

    def start(self, script: Script) -> None:
        names, start = self.names, script.start
        for number, flag in enumerate(start.flags):
            place = place_of(self.root, ("start", "flags", number))
            self._known(faults.UNKNOWN_FLAG, "flag", flag, names.flags, place)
        by_name: tuple[tuple[str, Rule, str, Set[str]], ...] = (
            ("skills", faults.UNKNOWN_SKILL, "skill", names.skills),
            ("trust", faults.UNKNOWN_ORGANISATION, "client", names.clients),
            ("completed", faults.UNKNOWN_MISSION, "mission", names.missions),
            ("promises", faults.UNKNOWN_PROMISE, "promise", names.promises),
        )
        for field, rule, kind, known in by_name:
            for name, _ in getattr(start, field):
                place = place_of(self.root, ("start", field, name), key=True)
                self._known(rule, kind, name, known, place)

    def steps(self, steps: Sequence[Step]) -> None:
        for step in steps:
            if isinstance(step, Expect):
                place = Place(self.root.place.file, step.line, step.column)
                self.expected(step.expectation, Mapping((), place))
            elif isinstance(step, Offline):
                self.steps(step.steps)

    def expected(self, wanted: Expectation, root: Node, path: Path = ()) -> None:
        """What is expected of the player from mission to mission."""
        missions, skills = self.names.missions, self.names.skills
        for field in ("unlocks", "not_unlocks"):
            for number, slug in enumerate(getattr(wanted, field)):
                place = place_of(root, (*path, field, number))
                self._known(faults.UNKNOWN_MISSION, "mission", slug, missions, place)
        for slug, _ in wanted.completed:
            place = place_of(root, (*path, "completed", slug), key=True)
            self._known(faults.UNKNOWN_MISSION, "mission", slug, missions, place)
        for skill, _ in wanted.skills:
            place = place_of(root, (*path, "skills", skill), key=True)
            self._known(faults.UNKNOWN_SKILL, "skill", skill, skills, place)

    def _known(self, rule: Rule, kind: str, name: str, known: Set[str], place: Place) -> None:
        if name not in known and name.casefold() not in known:
            remedy = did_you_mean(name, known) or "Correct the name."
            self.report.add(rule, place, f"There is no {kind} '{name}'.", remedy)
