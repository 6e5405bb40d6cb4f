"""The studio, by keys."""

from __future__ import annotations

from engine.actions import (
    AnyAction,
    Configure,
    Connect,
    Disconnect,
    Duplicate,
    Fail,
    Frame,
    KeepDesign,
    Move,
    Place,
    PutBack,
    Redo,
    Remove,
    RestoreDesign,
    RunTraffic,
    SubmitDesign,
    Undo,
    Unframe,
)
from engine.design.frames import free_name as frame_name
from engine.design.graph import Cell, free_name
from engine.design.graph import Frame as StandingFrame
from engine.design.kind import Knob, Value
from engine.phases.system_design import KEPT_NAMES
from tui.drive.hands import Hands, Stuck
from tui.screens.stress import StressScreen
from tui.screens.studio import StudioScreen
from tui.studio.scene import Held

MOST_STEPS = 20
"""Steps of a setting that are turned; what lies farther, or between two steps, is typed."""


async def act(hands: Hands, screen: StudioScreen | StressScreen, action: AnyAction) -> None:
    """Performs one action of the studio, or of a traffic run in it.

    Raises:
        Stuck: no screen offers it.
    """
    losing = isinstance(action, Fail | PutBack)
    if losing and isinstance(screen, StudioScreen):
        await _to_grid(hands, screen)
        await hands.press("l", lambda: isinstance(hands.app.screen, StressScreen), "the last run")
        screen = await hands.screen(StressScreen)
    if isinstance(screen, StudioScreen):
        await play(hands, screen, action)
    elif isinstance(action, Fail | PutBack):
        await _lose(hands, screen, action)
    else:
        await close_run(hands, screen)
        await play(hands, await hands.screen(StudioScreen), action)


async def _to_grid(hands: Hands, screen: StudioScreen) -> None:
    while screen.over is not None or screen.held is not None:
        await hands.press("escape", lambda: screen.over is None and screen.held is None, "the grid")
    # A pane that has just closed still takes the keys until the grid has them again.
    await hands.until(lambda: screen.view.canvas.has_focus, "the grid in front")


async def close_run(hands: Hands, run: StressScreen) -> None:
    """Goes back to the grid from a traffic run."""
    if run.over is not None:
        await hands.press("escape", lambda: run.over is None, "the grid in its run")
    await hands.press("escape", lambda: hands.app.screen is not run, "the grid")


async def _lose(hands: Hands, run: StressScreen, action: Fail | PutBack) -> None:
    """Takes a part away in a run, or puts it back."""
    await hands.until(lambda: run.play, "the run reckoned")
    if run.over is not None:
        await hands.press("escape", lambda: run.over is None, "the grid in its run")
    before = len(hands.session.rows)
    if action.what == "zone":
        await hands.press("z", lambda: run.over == "zones", "the zones")
        names = [zone.name for zone in run.zones()]
        if action.name not in names:
            raise Stuck(f"No zone '{action.name}' is listed.")
        await hands.cursor_to(run.view.sheet, str(names.index(action.name)))
        await hands.stored("enter", before, "the zone lost or back")
        return
    if action.name not in run.design.by_id:
        raise Stuck(f"There is no component '{action.name}'.")
    while run.chosen != action.name:
        now = run.chosen
        await hands.press("tab", lambda now=now: run.chosen != now, "the next component")  # type: ignore[misc]
    await hands.stored("x", before, "the component lost or back")


async def play(hands: Hands, screen: StudioScreen, action: AnyAction) -> None:
    """Performs one action of the studio.

    Raises:
        Stuck: the screen does not offer it.
    """
    await _to_grid(hands, screen)
    before = len(hands.session.rows)
    match action:
        case Place():
            await _place(hands, screen, action)
        case Move():
            await _to_node(hands, screen, action.node)
            await hands.press(
                "g", lambda: screen.held == Held("move", action.node), "the component lifted"
            )
            await _to_cell(hands, screen, Cell(x=action.x, y=action.y))
            await hands.stored("enter", before, "the component dropped")
        case Remove():
            await _to_node(hands, screen, action.node)
            await hands.stored("x", before, "the component gone")
        case Connect():
            await _to_node(hands, screen, action.source)
            await hands.press(
                "c", lambda: screen.held == Held("link", action.source), "a link begun"
            )
            await _to_node(hands, screen, action.target)
            await hands.stored("enter", before, "the link made")
        case Disconnect():
            await _inspect(hands, screen, action.source)
            row = f"link:{action.source}>{action.target}"
            await hands.cursor_to(screen.view.knobs, row)
            await hands.stored("x", before, "the link cut")
        case Duplicate():
            await _duplicate(hands, screen, action)
        case Frame():
            await _frame(hands, screen, action)
        case Unframe():
            frame = next((f for f in screen.design.frames if f.id == action.group), None)
            if frame is None:
                raise Stuck(f"There is no frame '{action.group}'.")
            await _to_cell(hands, screen, frame.cell)
            await _label(hands, screen, "")
        case KeepDesign():
            await _keep(hands, screen, action)
        case RestoreDesign():
            await _beside(hands, screen, action.name)
            await hands.stored("enter", before, "the kept design on the grid")
        case Configure():
            await _configure(hands, screen, action)
        case SubmitDesign():
            await hands.press("d", lambda: screen.over == "hand-in", "what is handed in")
            await hands.stored("enter", before, "the design handed in")
        case RunTraffic():
            await hands.stored("t", before, "a traffic run")
            run = await hands.screen(StressScreen)
            await hands.until(lambda: run.play, "the run reckoned")
        case Undo() | Redo():
            key = {"undo": "u", "redo": "U"}[action.kind]
            await hands.stored(key, before, action.kind)
        case _:
            raise Stuck(f"The studio has no key for '{action.kind}'.")


async def _to_cell(hands: Hands, screen: StudioScreen, cell: Cell) -> None:
    while screen.cursor != cell:
        now = screen.cursor
        if now.x != cell.x:
            key = "right" if cell.x > now.x else "left"
        else:
            key = "down" if cell.y > now.y else "up"
        await hands.press(key, lambda now=now: screen.cursor != now, "the next cell")  # type: ignore[misc]


async def _to_node(hands: Hands, screen: StudioScreen, node: str) -> None:
    if node not in screen.design.by_id:
        raise Stuck(f"There is no component '{node}'.")
    await _to_cell(hands, screen, screen.design.by_id[node].cell)


async def _place(hands: Hands, screen: StudioScreen, action: Place) -> None:
    wanted = free_name(screen.design, action.component)
    if action.node != wanted or action.label:
        raise Stuck(f"Keys name this component '{wanted}', without a label of its own.")
    before = len(hands.session.rows)
    await _to_cell(hands, screen, Cell(x=action.x, y=action.y))
    await hands.press("b", lambda: screen.over == "palette", "the palette")
    await _to_kind(hands, screen, action.component)
    await hands.stored("enter", before, "the component placed")


async def _duplicate(hands: Hands, screen: StudioScreen, action: Duplicate) -> None:
    await _to_node(hands, screen, action.source)
    wanted = free_name(screen.design, screen.design.by_id[action.source].kind)
    if action.node != wanted:
        raise Stuck(f"Keys name this component '{wanted}'.")
    before = len(hands.session.rows)
    held = Held("copy", action.source)
    await hands.press("y", lambda: screen.held == held, "a copy held")
    await _to_cell(hands, screen, Cell(x=action.x, y=action.y))
    await hands.stored("enter", before, "the copy placed")


async def _frame(hands: Hands, screen: StudioScreen, action: Frame) -> None:
    corner = Cell(x=action.x, y=action.y)
    far = Cell(x=corner.x + action.columns - 1, y=corner.y + action.rows - 1)
    known = next((frame for frame in screen.design.frames if frame.id == action.group), None)
    if known is None:
        if action.group != frame_name(screen.design):
            raise Stuck(f"Keys name this frame '{frame_name(screen.design)}'.")
        await _to_cell(hands, screen, corner)
        await hands.press("o", lambda: screen.held is not None, "a frame begun")
        await _to_cell(hands, screen, far)
        await _label(hands, screen, action.label, "enter")
    elif (known.cell, known.last) == (corner, far):
        await _to_cell(hands, screen, corner)
        await _label(hands, screen, action.label)
    elif known.label != action.label:
        raise Stuck("Keys change a frame's label and its place one after the other.")
    else:
        await _reshape(hands, screen, known, corner, far)


async def _reshape(
    hands: Hands, screen: StudioScreen, known: StandingFrame, corner: Cell, far: Cell
) -> None:
    """Sets both corners of a frame anew."""
    before = len(hands.session.rows)
    await _to_cell(hands, screen, known.cell)
    await hands.press("O", lambda: screen.held is not None, "the frame held")
    await _to_cell(hands, screen, far)
    if corner != known.cell:
        held = screen.held
        await hands.press("tab", lambda: screen.held != held, "the other corner held")
        await _to_cell(hands, screen, corner)
    await hands.stored("enter", before, "the frame set anew")


async def _label(hands: Hands, screen: StudioScreen, label: str, begin: str = "o") -> None:
    """Types a frame's label in place of what stands there."""
    before = len(hands.session.rows)
    await hands.press(begin, lambda: screen.over == "label", "the label asked for")
    while screen.view.label.value:
        now = screen.view.label.value
        await hands.press("backspace", lambda now=now: screen.view.label.value != now, "a letter")  # type: ignore[misc]
    screen.view.label.value = label
    await hands.stored("enter", before, "the frame")


async def _keep(hands: Hands, screen: StudioScreen, action: KeepDesign) -> None:
    before = len(hands.session.rows)
    kept = screen.own.kept_by_name
    if action.name in kept:
        await _beside(hands, screen, action.name)
        await hands.stored("s", before, "the design kept")
        return
    free = next((name for name in KEPT_NAMES if name not in kept), None)
    if action.name != free:
        raise Stuck(f"Keys keep this design as '{free}'.")
    await hands.stored("s", before, "the design kept")


async def _beside(hands: Hands, screen: StudioScreen, name: str) -> None:
    """Lays a kept design beside the one on the grid."""
    if name not in screen.own.kept_by_name:
        raise Stuck(f"No design was kept as '{name}'.")
    await hands.press("v", lambda: screen.over == "compare", "the kept designs")
    await hands.cursor_to(screen.view.kept, name)
    await hands.until(lambda: screen.beside == name, "the kept design shown")


async def _to_kind(hands: Hands, screen: StudioScreen, kind: str) -> None:
    palette = screen.view.palette
    if kind not in palette.kinds:
        raise Stuck(f"'{kind}' is not in the palette.")
    while palette.cursor_id != kind:
        now = palette.cursor_id
        await hands.press("down", lambda now=now: palette.cursor_id != now, "the next kind")  # type: ignore[misc]
    await hands.until(lambda: screen.held == Held("place", kind), "the kind held")


async def _inspect(hands: Hands, screen: StudioScreen, node: str) -> None:
    await _to_node(hands, screen, node)
    await hands.press("enter", lambda: screen.over == "inspect", "the inspector")


async def _configure(hands: Hands, screen: StudioScreen, action: Configure) -> None:
    await _inspect(hands, screen, action.node)
    await hands.cursor_to(screen.view.knobs, f"knob:{action.knob}")
    node = screen.design.by_id[action.node]
    kind = hands.session.mission.catalogue.kind(node.kind)
    knob = kind.knob_by_name[action.knob]
    now = node.value(kind, knob.name, knob.default)
    if knob.kind in ("whole", "number") and not _on_steps(knob, now, action.value):
        await _type(hands, screen, float(action.value))
        now = action.value
    while now != action.value:
        forward = knob.kind in ("choice", "switch") or float(action.value) > float(now)
        key = "right" if forward else "left"
        await hands.press(
            key,
            lambda now=now: screen.pending.get(knob.name, now) != now,  # type: ignore[misc]
            "the knob turned",
        )
        if screen.pending[knob.name] == now:
            raise Stuck(f"'{action.value}' is not on the knob.")
        now = screen.pending[knob.name]
    await hands.stored("enter", len(hands.session.rows), "the knob set")


def _on_steps(knob: Knob, now: Value, wanted: Value) -> bool:
    """Whether a few steps of a numeric setting lead from one value to another."""
    steps = abs(float(wanted) - float(now)) / knob.step
    return steps <= MOST_STEPS and abs(steps - round(steps)) < 1e-6


async def _type(hands: Hands, screen: StudioScreen, number: float) -> None:
    """Types a number into the setting under the cursor."""
    for sign in str(int(number) if number == int(number) else number):
        before = screen.typed
        key = "full_stop" if sign == "." else sign
        await hands.press(key, lambda before=before: screen.typed != before, f"'{sign}' typed")  # type: ignore[misc]
