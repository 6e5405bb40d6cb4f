"""The decision sheet in plain lines: what stands on it, what holds of it, and who gives up what."""

from __future__ import annotations

from engine import actions as ac
from engine.board import line
from engine.board.fields import NOT_NOW, Amount, Sequence, Several, Threshold
from engine.board.judge import Slot
from engine.board.sheet import SPLIT, plain
from engine.board.units import with_unit
from engine.expressions import Named
from engine.phase_config import BoardDecision
from engine.phases import BoardState
from tui.decision.scene import Scene, columns_of, note_of, option_of, told_text
from tui.decision.side import measured
from tui.plain.desk import Desk
from tui.plain.menu import Choice, Letter, Menu, agree, ask, pick
from tui.plain.voice import sentence

LOOK = Letter("l", "look at the whole sheet")
UNDO = Letter("u", "undo")
REDO = Letter("r", "redo")
HAND_IN = Letter("d", "hand the sheet in")
EMPTY = "empty-it"
JOIN = "join-it"
WORDS = {"kept": "holds", "broken": "does not hold", "near": "holds by little", "limit": "at limit"}


def scene_of(desk: Desk, config: BoardDecision) -> Scene:
    """The sheet as it stands."""
    own = desk.own(BoardState)
    return Scene(mission=desk.mission, board=config.sheet, entered=own.sheet, situation=desk.shared)


def opening(desk: Desk, config: BoardDecision) -> None:
    """Says what stands on the sheet, what holds, and what each person gives up."""
    scene = scene_of(desk, config)
    desk.voice.say(config.sheet.title)
    for section in scene.sections:
        desk.voice.say(f"{section.title}." + (f" {section.aside}." if section.aside else ""))
        for slot in scene.slots:
            if slot.section == section.id:
                desk.voice.say(f"  {_told(scene, slot)}")
        for figure in config.sheet.figures:
            number = scene.on.reading(Named(name=figure.id))
            if figure.section == section.id and number is not None:
                told = with_unit(f"{number:,.{figure.decimals}f}", figure.unit)
                desk.voice.say(f"  {figure.label}: {told}")
    desk.voice.say("What you know:")
    for told in _known(scene):
        desk.voice.say(f"  {told}")
    desk.voice.say("What each gives up, in their words:")
    for told in _given_up(desk, scene):
        desk.voice.say(f"  {told}")


def _known(scene: Scene) -> list[str]:
    """Every constraint that is known, as it stands."""
    lines = []
    for constraint, standing in scene.constraints:
        told = measured(constraint, standing, nothing="no figure yet")
        said = f"{WORDS[standing.mark]}: {constraint.title}" + (f", {told}" if told else "")
        reason = f" {constraint.broken}" if standing.mark == "broken" else ""
        lines.append(sentence(said) + reason)
    return lines


def _given_up(desk: Desk, scene: Scene) -> list[str]:
    """What each person would lose, as far as they were asked."""
    return [f"{desk.mission.name(lost.who)}: {lost.says}" for lost in scene.losses]


def _after(desk: Desk, config: BoardDecision, before: Scene) -> None:
    """What an entry changed: a listener has heard the rest."""
    scene = scene_of(desk, config)
    known, given_up = _known(before), _given_up(desk, before)
    moved = [told for told in _known(scene) if told not in known]
    moved += [f"gives up now: {told}" for told in _given_up(desk, scene) if told not in given_up]
    for told in moved:
        desk.voice.say(told[0].upper() + told[1:])
    broken = sum(standing.mark == "broken" for _, standing in scene.constraints)
    desk.voice.say(f"{len(scene.constraints) - broken} hold, {broken} do not.")


def _told(scene: Scene, slot: Slot) -> str:
    found = scene.field_of(slot)
    if isinstance(found, Sequence):
        return f"{slot.label}: {_line(scene, found)}"
    text = told_text(found, slot, scene.sheet)
    said = (note_of(found, slot, scene.sheet), columns_of(found, slot, scene.sheet))
    aside = ", ".join(filter(None, said))
    return f"{slot.label}: {text or 'empty'}" + (f" ({aside})" if aside else "")


def _line(scene: Scene, found: Sequence) -> str:
    lines = dict(scene.sheet.lines(found.id))
    places = [*((period.id, period.label) for period in found.periods), (NOT_NOW, "not now")]
    told = []
    for place, label in places:
        names = [found.task_by_id[task].label for task in lines.get(place, ())]
        if names:
            told.append(f"{label}: {', '.join(names)}")
    left = len(scene.unanswered(found))
    if left:
        told.append(f"{left} unanswered")
    return "; ".join(told)


async def play(desk: Desk, config: BoardDecision) -> None:
    """One entry, or one question."""
    scene = scene_of(desk, config)
    menu = Menu(
        "The sheet",
        tuple(Choice(slot.address, _told(scene, slot)) for slot in scene.slots),
        (LOOK, UNDO, REDO, HAND_IN, *desk.letters),
    )
    chosen = await ask(desk.voice, menu)
    slot = next((slot for slot in scene.slots if slot.address == chosen), None)
    if slot is not None:
        action = await _entry(desk, scene, slot)
        if action is not None and await desk.act(action):
            _after(desk, config, scene)
    elif chosen == LOOK.letter:
        opening(desk, config)
    elif chosen in (UNDO.letter, REDO.letter):
        if await desk.act(ac.Undo() if chosen == UNDO.letter else ac.Redo()):
            _after(desk, config, scene)
    elif chosen == HAND_IN.letter:
        opening(desk, config)
        said = "A sheet that is handed in cannot be taken back."
        if await agree(desk.voice, said, "Hand it in"):
            await desk.act(ac.SubmitBoard())
    else:
        await desk.standing(chosen)


async def _entry(desk: Desk, scene: Scene, slot: Slot) -> ac.AnyAction | None:
    found = scene.field_of(slot)
    if found.help:
        desk.voice.say(found.help)
    if isinstance(found, Sequence):
        return await _task(desk, scene, found)
    if isinstance(found, Amount | Threshold):
        asked = f"{found.label}, from {found.low:g} to {found.high:g}{found.unit}, or 'empty':"
        typed = await desk.voice.hear(asked)
        if typed == "empty":
            return ac.DecideBoard(field=found.id, value=None)
        try:
            return ac.DecideBoard(field=found.id, value=plain(float(typed)))
        except (ValueError, OverflowError):
            desk.voice.say("That is not a number; nothing is changed.")
            return None
    choices = [(value, _offer(scene, slot, value, label)) for value, label in slot.choices]
    choices.append((EMPTY, "leave it empty"))
    chosen = await pick(desk.voice, slot.label, choices)
    if chosen is None:
        return None
    value = None if chosen == EMPTY else chosen
    return ac.DecideBoard(field=slot.field, part=slot.part, value=value)


def _offer(scene: Scene, slot: Slot, value: str, label: str) -> str:
    """A choice with what would stand beside it."""
    found = scene.field_of(slot)
    if isinstance(found, Several):
        return label
    there = scene.entered.entered(slot.address, value)
    option = option_of(found, slot, there)
    told = [option.note if option else "", columns_of(found, slot, there)]
    aside = ", ".join(filter(None, told))
    return f"{label} ({aside})" if aside else label


async def _task(desk: Desk, scene: Scene, found: Sequence) -> ac.AnyAction | None:
    """A task, then where it is to stand, then after how many others."""
    lines = scene.sheet.lines(found.id)
    labels = {period.id: period.label for period in found.periods} | {NOT_NOW: "not now"}
    tasks = scene.tasks(found)
    listed = []
    for name in tasks:
        task = found.task_by_id[name]
        where = labels.get(line.place_of(lines, name), "unanswered")
        listed.append((name, f"{task.label}, {task.length:g} {found.points}, {where}"))
    chosen = await pick(desk.voice, "Which task?", listed)
    if chosen is None:
        return None
    places = [*labels.items(), (EMPTY, "nowhere yet"), (JOIN, "join it with another")]
    if f"{found.id}.{chosen}" in scene.sheet.joined:
        places.append((SPLIT, "take it apart"))
    place = await pick(desk.voice, "Where to?", places)
    if place is None:
        return None
    if place == JOIN:
        others = [(name, found.task_by_id[name].label) for name in tasks if name != chosen]
        other = await pick(desk.voice, "With which?", others)
        return ac.JoinTasks(field=found.id, one=chosen, other=other) if other else None
    if place in (NOT_NOW, SPLIT, EMPTY):
        value = None if place == EMPTY else place
        return ac.DecideBoard(field=found.id, part=chosen, value=value)
    there = [name for name in dict(lines).get(place, ()) if name != chosen]
    order = [("0", "first")]
    order += [(str(n), f"after {found.task_by_id[t].label}") for n, t in enumerate(there, 1)]
    at = await pick(desk.voice, "In which order?", order)
    if at is None:
        return None
    return ac.DecideBoard(field=found.id, part=chosen, value=place, at=int(at))
