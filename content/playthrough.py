"""Reads playthrough scripts: the player's steps and what is expected of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from content import directions, faults
from content.expected import Bounds, Expectation
from content.fitting import fit
from content.problem import PackFaults, Report, did_you_mean
from content.reader import Unreadable, parse_yaml, read_yaml
from content.script import (
    Act,
    ComparePins,
    Doing,
    DropPin,
    Expect,
    Offline,
    Passage,
    Player,
    Refused,
    Restart,
    Script,
    ScriptForm,
    Start,
    Step,
)
from content.source import Mapping, Node, Place, Sequence, place_of
from content.verbs import Move, PinRef, VerbFault, moves_of, verb_and_detail
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
]

MAX_STEPS = 2_000


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


def load_script(path: FilePath, report: Report) -> Script | None:
    """The script of a file; its faults go to the report."""
    try:
        root = read_yaml(path, report)
    except Unreadable:
        return None
    return _script(root, str(path), report)


def _script(root: Node, name: str, report: Report) -> Script | None:
    header = fit(ScriptForm, root, report)
    written = root.get("steps") if isinstance(root, Mapping) else None
    steps = tuple(_steps(written, report)) if isinstance(written, Sequence) else ()
    if header is None:
        return None
    form = header.form
    if not _expects_anything(root):
        report.add(faults.EXPECTS_NOTHING, root.place, "The script expects nothing.")
    return Script(
        file=name,
        mission=form.mission,
        player=form.player,
        start=form.start,
        seed=form.seed,
        matrix=form.matrix,
        steps=steps,
        expect=form.expect,
        expect_line=place_of(root, ("expect",), key=True).line,
    )


def _expects_anything(root: Node) -> bool:
    """Whether there is an expectation, sound or not; an empty step is told as a step."""
    plain_root = root.plain()
    if not isinstance(plain_root, dict):
        return False
    return bool(plain_root.get("expect")) or _checks(plain_root.get("steps"))


def _checks(steps: Any) -> bool:
    if not isinstance(steps, list):
        return False
    written = [step for step in steps if isinstance(step, dict)]
    named = any(name in step for step in written for name in ("expect", "refused", "sees"))
    return named or any(_checks(step.get("offline")) for step in written)


def _steps(written: Sequence, report: Report) -> Iterator[Step]:
    if len(written.items) > MAX_STEPS:
        message = f"The script has {len(written.items):,} steps; the limit is {MAX_STEPS:,}."
        report.add(faults.TOO_MANY, written.place, message)
        return
    nodes = list(enumerate(written.items, start=1))
    while nodes:
        number, node = nodes.pop(0)
        try:
            if length := _offline_for(node):
                if length > len(nodes):
                    told = f"'offline' is for {length} steps, and {len(nodes)} follow"
                    raise VerbFault(told, ("offline", "for"), directions.example("offline"))
                within, nodes = nodes[:length], nodes[length:]
                yield from _offline(node, number, within, report)
            else:
                yield from _step(node, number, report)
        except VerbFault as fault:
            place = place_of(node, fault.path, key=fault.key)
            report.add(faults.SCRIPT, place, f"{fault.message}.", fault.remedy)


def _step(node: Node, number: int, report: Report) -> Iterator[Step]:
    at: dict[str, Any] = {"number": number, "line": node.place.line, "column": node.place.column}
    written = node.plain()
    if isinstance(written, dict) and "refused" in written and isinstance(node, Mapping):
        yield from _refused(node, at, report)
        return
    verb, detail = verb_and_detail(written)
    if verb == "expect":
        yield from _expect(node, at, report)
        return
    if verb == "offline":
        inner = node.get("offline") if isinstance(node, Mapping) else None
        if not isinstance(inner, Sequence) or not inner.items:
            told = "'offline' takes a number of steps, or the steps"
            raise VerbFault(told, ("offline",), directions.example("offline"))
        yield from _offline(node, number, [(number, one) for one in inner.items], report)
    elif verb in directions.DIRECTIONS:
        yield directions.DIRECTIONS[verb](detail, at)
    else:
        for move in moves_of(written):
            yield _doing(move, at)


def _offline_for(node: Node) -> int:
    """For how many of the following steps a step takes the database away; 0 for any other step.

    Raises:
        VerbFault: it is such a step, and says no whole number from 1.
    """
    written = node.plain()
    detail = written.get("offline") if isinstance(written, dict) and len(written) == 1 else None
    if not isinstance(detail, dict):
        return 0
    if set(detail) != {"for"}:
        raise VerbFault("'offline' takes 'for'", ("offline",), directions.example("offline"))
    length = detail["for"]
    if type(length) is not int or length < 1:
        told = "'offline' is for a number of steps, from 1"
        raise VerbFault(told, ("offline", "for"), directions.example("offline"))
    return length


def _offline(
    node: Node, number: int, within: list[tuple[int, Node]], report: Report
) -> Iterator[Step]:
    steps: list[Any] = []
    for its_number, one in within:
        try:
            found = list(_step(one, its_number, report))
        except VerbFault as fault:
            place = place_of(one, fault.path, key=fault.key)
            report.add(faults.SCRIPT, place, f"{fault.message}.", fault.remedy)
            continue
        if any(isinstance(step, Offline | Restart) for step in found):
            message = "The database is away here: the game cannot be opened again."
            report.add(faults.SCRIPT, one.place, message, "Put the step behind 'offline'.")
            continue
        steps += found
    place = node.place
    yield Offline(number=number, line=place.line, column=place.column, steps=tuple(steps))


def _expect(node: Node, at: dict[str, Any], report: Report) -> Iterator[Step]:
    detail = node.get("expect") if isinstance(node, Mapping) else None
    if detail is None:
        report.add(faults.EXPECTS_NOTHING, node.place, "The step expects nothing.")
        return
    if detail.plain() in ({}, None):
        report.add(faults.EXPECTS_NOTHING, node.place, "The step expects nothing.")
        return
    fitted = fit(Expectation, detail, report)
    if fitted:
        yield Expect(expectation=fitted.form, **at)


def _refused(node: Mapping, at: dict[str, Any], report: Report) -> Iterator[Step]:
    for label, _ in node.entries:
        if label.text not in ("refused", "because"):
            remedy = did_you_mean(label.text, ("refused", "because"))
            message = f"'refused' has no field '{label.text}'."
            report.add(faults.UNKNOWN_FIELD, label.place, message, remedy)
    inner = node.get("refused")
    because = node.get("because")
    if inner is None:
        return
    try:
        moves = moves_of(inner.plain())
    except VerbFault as fault:
        place = place_of(inner, fault.path, key=fault.key)
        report.add(faults.SCRIPT, place, f"{fault.message}.", fault.remedy)
        return
    if len(moves) > 1:
        message = "'refused' takes a step of one action."
        report.add(faults.SCRIPT, inner.place, message, "Split it.")
        return
    yield Refused(step=_doing(moves[0], at), because=str(because.plain()) if because else "", **at)


def _doing(move: Move, at: dict[str, Any]) -> Doing:
    if move.pins:
        left, right = (_passage(pin) for pin in move.pins)
        return ComparePins(left=left, right=right, **at)
    if move.unpin:
        return DropPin(pin=move.unpin, **at)
    if move.action is None:
        raise AssertionError("a move without an action")
    return Act(action=move.action, pin_as=move.pin_as, **at)


def _passage(pin: PinRef) -> Passage:
    return Passage(name=pin.name, source=pin.source, quote=pin.quote)


class PinNames:
    """The names that a script gave its pins, while it is played."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id_of(self, name: str) -> str:
        """The notebook's letter of a pin by its name in the script, or the name itself."""
        return self._ids.get(name, name)

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
