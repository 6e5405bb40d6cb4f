"""The decision sheet, by keys."""

from __future__ import annotations

from engine.actions import AnyAction, DecideBoard, JoinTasks, Redo, SubmitBoard, Undo
from engine.board.fields import NOT_NOW, Amount, Sequence, Threshold
from engine.board.sheet import SPLIT, address_of
from tui.decision.scene import Held
from tui.drive.hands import Hands, Stuck
from tui.screens.board_decision import BoardDecisionScreen
from tui.screens.help import Question


async def play(hands: Hands, screen: BoardDecisionScreen, action: AnyAction) -> None:
    """Performs one action of the sheet.

    Raises:
        Stuck: the screen does not offer it.
    """
    before = len(hands.session.rows)
    match action:
        case DecideBoard():
            found = screen.board.field_by_id.get(action.field)
            if isinstance(found, Sequence):
                await _task(hands, screen, action)
            else:
                await _line(hands, screen, action)
        case JoinTasks():
            await _lay_out(hands, screen, action.field)
            await _to_task(hands, screen, action.one)
            await hands.press("m", lambda: screen.joining == action.one, "a task to join")
            await _to_task(hands, screen, action.other)
            await hands.stored("enter", before, "the two joined")
        case Undo() | Redo():
            key = {"undo": "u", "redo": "U"}[action.kind]
            await hands.stored(key, before, action.kind)
        case SubmitBoard():
            await _hand_in(hands, screen, before)
        case _:
            raise Stuck(f"The sheet has no key for '{action.kind}'.")
    await hands.rest()


async def _hand_in(hands: Hands, screen: BoardDecisionScreen, before: int) -> None:
    hands.app.simulate_key("d")
    await hands.until(
        lambda: isinstance(hands.app.screen, Question) or screen.status.has_class("-shown"),
        "what is handed in",
    )
    if not isinstance(hands.app.screen, Question):
        raise Stuck("The sheet is not taken so.")
    await hands.stored("enter", before, "the sheet handed in")


async def _to_sheet(hands: Hands, screen: BoardDecisionScreen) -> None:
    while screen.laid:
        await hands.press("escape", lambda: not screen.laid or not screen.held, "the sheet")
        await hands.rest()


async def _to_line(hands: Hands, screen: BoardDecisionScreen, address: str) -> None:
    await _to_sheet(hands, screen)
    addresses = [slot.address for slot in screen.scene().slots]
    if address not in addresses:
        raise Stuck(f"'{address}' is not on the sheet.")
    while screen.cursor != address:
        now = screen.cursor
        key = "down" if addresses.index(now) < addresses.index(address) else "up"
        await hands.press(key, lambda now=now: screen.cursor != now, "the next line")  # type: ignore[misc]


async def _line(hands: Hands, screen: BoardDecisionScreen, action: DecideBoard) -> None:
    before = len(hands.session.rows)
    address = address_of(action.field, action.part)
    await _to_line(hands, screen, address)
    if action.value is None:
        await hands.stored("backspace", before, "the line emptied")
        return
    found = screen.board.field_by_id[action.field]
    if isinstance(found, Amount | Threshold):
        await hands.press("enter", lambda: screen.typing == "", "a number asked for")
        for number, letter in enumerate(f"{action.value:g}", start=1):
            key = {".": "full_stop"}.get(letter, letter)
            await hands.press(
                key,
                lambda number=number: len(screen.typing or "") == number,  # type: ignore[misc]
                "a digit",
            )
    else:
        slot = screen.scene().slot
        if slot is None or action.value not in dict(slot.choices):
            raise Stuck(f"'{action.value}' is not offered on '{address}'.")
        while screen.scene().sheet.text(address) != action.value:
            now = screen.scene().sheet.text(address)
            await hands.press(
                "right",
                lambda now=now: screen.scene().sheet.text(address) != now,  # type: ignore[misc]
                "the next choice",
            )
    await hands.stored("enter", before, "the line entered")


async def _lay_out(hands: Hands, screen: BoardDecisionScreen, field: str) -> None:
    if screen.laid != field:
        await _to_line(hands, screen, field)
        await hands.press("enter", lambda: screen.laid == field, "the sequence laid out")
        await hands.rest()


async def _to_task(hands: Hands, screen: BoardDecisionScreen, task: str) -> None:
    if not screen.in_list:
        await hands.press("b", lambda: screen.in_list, "the list of tasks")
        await hands.rest()
    await hands.cursor_to(screen.tasks, task)
    await hands.until(lambda: screen.picked == task, "the task under the cursor")


async def _task(hands: Hands, screen: BoardDecisionScreen, action: DecideBoard) -> None:
    before = len(hands.session.rows)
    await _lay_out(hands, screen, action.field)
    await _to_task(hands, screen, action.part)
    keys = {NOT_NOW: "x", SPLIT: "s", None: "backspace"}
    if action.value in keys:
        await hands.stored(keys[action.value], before, "the task put off, emptied or parted")
        return
    await hands.press("enter", lambda: screen.held is not None, "the task lifted")
    found = screen.scene().field
    order = [period.id for period in found.periods] if found else []
    wanted = Held(action.part, str(action.value), action.at)
    if wanted.period not in order:
        raise Stuck(f"There is no period '{wanted.period}'.")
    while screen.held != wanted:
        now = screen.held
        if now is None:
            raise Stuck("The task fell.")
        if now.period != wanted.period:
            down = order.index(now.period) < order.index(wanted.period)
            key = "down" if down else "up"
        else:
            key = "right" if now.at < wanted.at else "left"
        await hands.press(key, lambda now=now: screen.held != now, "the next place")  # type: ignore[misc]
        if now.period == wanted.period and screen.held and screen.held.period != now.period:
            raise Stuck(f"'{action.part}' cannot stand at {wanted.at} there.")
    await hands.stored("enter", before, "the task put down")
