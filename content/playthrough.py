"""Reads playthrough scripts: the player's steps and what is expected of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any

from content import faults
from content.expected import Bounds, Expectation
from content.fitting import fit
from content.hollow import tell_hollow
from content.problem import PackFaults, Report
from content.reader import Unreadable, parse_yaml, read_yaml
from content.script import (
    Act,
    ComparePins,
    Doing,
    DropPin,
    Expect,
    Passage,
    Player,
    Refused,
    Script,
    ScriptForm,
    Start,
    Step,
)
from content.source import Mapping, Node, Place, Sequence, node_of, place_of
from content.steps import steps_of
from engine.actions import AnyAction, Compare, Pin, Unpin
from engine.passages import plain
from engine.shared import Shared, pin_name

__all__ = [
    "Act",
    "Bounds",
    "ComparePins",
    "DropPin",
    "Expect",
    "Expectation",
    "PinNames",
    "Player",
    "Refused",
    "Script",
    "Start",
    "Step",
    "load_script",
    "parse_script",
    "read_script",
    "script_of",
]


def read_script(path: FilePath | str) -> Script:
    """The script of a file.

    Raises:
        PackFaults: it cannot be read; every fault is named with its place.
    """
    report = Report()
    script = load_script(FilePath(path), report)
    if script is None or report.errors:
        raise PackFaults(report.sorted())
    return script


def parse_script(text: str, name: str = "script.yaml") -> Script:
    """The script of a text.

    Raises:
        PackFaults: it cannot be read; every fault is named with its place.
    """
    report = Report()
    try:
        script = _script(parse_yaml(text, Place(name), report), name, report)
    except Unreadable:
        script = None
    if script is None or report.errors:
        raise PackFaults(report.sorted())
    return script


def script_of(document: dict[str, Any], name: str = "script.yaml") -> Script:
    """The script of plain values; they have no lines, so all of it stands in the first.

    Raises:
        PackFaults: it is none.
    """
    report = Report()
    script = _script(node_of(document, Place(name)), name, report)
    if script is None or report.errors:
        raise PackFaults(report.sorted())
    return script


def load_script(path: FilePath, report: Report) -> Script | None:
    """The script of a file; its faults go to the report."""
    try:
        root = read_yaml(path, report)
    except Unreadable:
        return None
    return _script(root, str(path), report)


def _script(root: Node, name: str, report: Report) -> Script | None:
    for one in _expectations(root):
        tell_hollow(one, report)
    header = fit(ScriptForm, root, report)
    steps = _steps(root, report)
    parts = tuple(_parts(root, report))
    if header is None:
        return None
    form = header.form
    if not _expects_anything(root):
        report.add(faults.EXPECTS_NOTHING, root.place, "The script expects nothing.")
    if not _missions_told_once(root, report) or len(parts) != len(form.missions):
        return None
    if not (form.mission or form.missions):
        return None  # the mission's name is none, and is told as such
    expect_line = place_of(root, ("expect",), key=True).line
    return Script(
        file=name,
        mission=form.mission or form.missions[0].mission,
        player=form.player,
        start=form.start,
        seed=form.seed,
        matrix=form.matrix,
        recorded=form.recorded,
        steps=steps,
        expect=form.expect,
        expect_line=expect_line,
        parts=tuple(
            Script(
                file=name,
                mission=part.mission,
                part=number,
                part_line=node.place.line,
                part_seed=part.seed,
                steps=its_steps,
                expect=part.expect,
                expect_line=place_of(node, ("expect",), key=True).line,
                after_all=form.expect if number == len(parts) else Expectation(),
                after_all_line=expect_line,
            )
            for number, (part, (node, its_steps)) in enumerate(
                zip(form.missions, parts, strict=True), start=1
            )
        ),
    )


def _steps(root: Node, report: Report) -> tuple[Step, ...]:
    written = root.get("steps") if isinstance(root, Mapping) else None
    return tuple(steps_of(written, report)) if isinstance(written, Sequence) else ()


def _parts(root: Node, report: Report) -> Iterator[tuple[Node, tuple[Step, ...]]]:
    """The missions of a script with several, each with its steps."""
    written = root.get("missions") if isinstance(root, Mapping) else None
    if isinstance(written, Sequence):
        for node in written.items:
            yield node, _steps(node, report)


def _expectations(root: Node) -> Iterator[Node]:
    """What is expected at the end of a script, and of each of its missions."""
    if not isinstance(root, Mapping):
        return
    missions = root.get("missions")
    parts = missions.items if isinstance(missions, Sequence) else ()
    for part in (root, *parts):
        expect = part.get("expect") if isinstance(part, Mapping) else None
        if expect is not None:
            yield expect


def _missions_told_once(root: Node, report: Report) -> bool:
    """Whether a script names one mission, or several with their steps, and not both."""
    names = root.plain().keys() if isinstance(root, Mapping) else set()
    several = "missions" in names
    for name in ("mission", "steps"):
        if several and name in names:
            place = place_of(root, (name,), key=True)
            message = f"'{name}' stands in each of the 'missions', or there are none."
            report.add(faults.SCRIPT, place, message, "Leave one of them out.")
            return False
    if several and not root.plain()["missions"]:
        place = place_of(root, ("missions",))
        report.add(faults.SCRIPT, place, "'missions' holds none.", "Write '- mission: ...'.")
        return False
    if not several and "mission" not in names:
        report.add(faults.MISSING_FIELD, root.place, "The field 'mission' is missing.")
        return False
    return True


def _expects_anything(root: Node) -> bool:
    """Whether there is an expectation, sound or not; an empty step is told as a step."""
    plain_root = root.plain()
    if not isinstance(plain_root, dict):
        return False
    parts = plain_root.get("missions")
    held = [plain_root]
    if isinstance(parts, list):
        held += [part for part in parts if isinstance(part, dict)]
    return any(one.get("expect") or _checks(one.get("steps")) for one in held)


def _checks(steps: Any) -> bool:
    if not isinstance(steps, list):
        return False
    written = [step for step in steps if isinstance(step, dict)]
    named = any(name in step for step in written for name in ("expect", "refused", "sees"))
    return named or any(_checks(step.get("offline")) for step in written)


class PinNames:
    """The names that a script gave its pins, while it is played."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id_of(self, name: str) -> str:
        """The notebook's letter of a pin by its name in the script, or the name itself."""
        return self._ids.get(name, name)

    def told(self, ids: Iterable[str]) -> list[str]:
        """Pins by their letters, each with its name in the script where it has one."""
        names = {letter: name for name, letter in self._ids.items() if name != letter}
        return [f"{one} ({names[one]})" if one in names else one for one in sorted(ids)]

    def actions(self, step: Doing, shared: Shared) -> tuple[AnyAction, ...]:
        """What a step comes to in this state: one action, or pins and their comparison."""
        if isinstance(step, Act):
            if step.pin_as:
                self._ids[step.pin_as] = pin_name(shared.next_pin)
            return (step.action,)
        if isinstance(step, DropPin):
            return (Unpin(pin=self.id_of(step.pin)),)
        pins: list[AnyAction] = []
        ids = [self._pinned(passage, shared, pins) for passage in (step.left, step.right)]
        return (*pins, Compare(left=ids[0], right=ids[1]))

    def _pinned(self, passage: Passage, shared: Shared, pins: list[AnyAction]) -> str:
        if not passage.source:
            return self.id_of(passage.name)
        for pin in shared.pins:
            if pin.source == passage.source and plain(passage.quote) in plain(pin.quote):
                return pin.id
        pins.append(Pin(source=passage.source, quote=passage.quote))
        return pin_name(shared.next_pin + len(pins) - 1)
