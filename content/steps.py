"""Reads the steps of playthrough scripts, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content import directions, faults
from content.expected import Expectation
from content.fitting import fit
from content.hollow import tell_hollow
from content.problem import Report, did_you_mean
from content.script import (
    Act,
    ComparePins,
    Doing,
    DropPin,
    Expect,
    Offline,
    Passage,
    Refused,
    Restart,
    Step,
)
from content.source import Mapping, Node, Scalar, Sequence, place_of
from content.verbs import Move, PinRef, VerbFault, moves_of, verb_and_detail

MAX_STEPS = 2_000


def steps_of(written: Sequence, report: Report) -> Iterator[Step]:
    """The steps that are written; their faults go to the report."""
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
            opened = any(isinstance(step, Restart) for step in found)
            why = "the game cannot be opened again" if opened else "it cannot go away twice"
            message = f"The database is away here: {why}."
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
    tell_hollow(detail, report)
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
    if because is not None and not (isinstance(because, Scalar) and because.text.strip()):
        message = "'because' needs a text that the reason must hold."
        report.add(faults.SCRIPT, because.place, message, "Write it, or leave 'because' out.")
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
    return Act(action=move.action, pin_as=move.pin_as, phase=move.phase, **at)


def _passage(pin: PinRef) -> Passage:
    return Passage(name=pin.name, source=pin.source, quote=pin.quote)
