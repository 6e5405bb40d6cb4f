"""The edits of a grid: what each asks for as an event, and the design that an event leaves."""

from __future__ import annotations

from collections.abc import Iterator

from engine import actions as ac
from engine import events as ev
from engine.design import frames, graph, links
from engine.design.graph import Cell, Design
from engine.events import AnyEvent, DesignEdit
from engine.frozen import made
from engine.grid_change import DesignStep, GridChange
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.swaps import within

EDITS = (
    ac.Place
    | ac.Duplicate
    | ac.Move
    | ac.Remove
    | ac.Configure
    | ac.Connect
    | ac.Disconnect
    | ac.Frame
    | ac.Unframe
)


def edited(mission: Mission, config: SystemDesign, design: Design, event: AnyEvent) -> Design:
    """The design after one edit.

    Raises:
        graph.Illegal: the grid does not allow it.
    """
    return within(config, design, _edited(mission, config, design, event))


def _edited(mission: Mission, config: SystemDesign, design: Design, event: AnyEvent) -> Design:
    match event:
        case ev.LinkMade():
            return _linked(mission, config, design, event.source, event.target)
        case ev.LinkCut():
            return links.disconnect(design, event.source, event.target)
        case ev.ComponentPlaced():
            _on_offer(mission, config, event.component)
            cell = _on_board(config, event.x, event.y)
            return graph.place(
                design,
                mission.catalogue,
                kind=event.component,
                node_id=event.node,
                label=event.label or mission.catalogue.kind(event.component).name,
                cell=cell,
            )
        case ev.ComponentDuplicated():
            cell = _on_board(config, event.x, event.y)
            if event.source in design.by_id:
                _on_offer(mission, config, design.by_id[event.source].kind)
            return graph.duplicate(design, event.source, event.node, cell)
        case ev.ComponentMoved():
            return moved(config, design, event.node, Cell(x=event.x, y=event.y))
        case ev.ComponentRemoved():
            return graph.remove(design, event.node)
        case ev.ComponentConfigured():
            return graph.configure(design, mission.catalogue, event.node, event.knob, event.value)
        case ev.FrameDrawn():
            corner = _on_board(config, event.x, event.y)
            _on_board(config, event.x + event.columns - 1, event.y + event.rows - 1)
            return frames.draw(design, event.group, event.label, corner, event.columns, event.rows)
        case ev.FrameTaken():
            return frames.take(design, event.group)
    return design


def _on_offer(mission: Mission, config: SystemDesign, kind: str) -> None:
    if kind not in config.palette:
        known = mission.catalogue.by_id
        name = known[kind].name if kind in known else f"'{kind}'"
        offered = ", ".join(known[other].name for other in config.palette)
        raise graph.Illegal(f"{name} is not in the palette.", f"Offered are: {offered}.")


def linked(
    mission: Mission, config: SystemDesign, design: Design, source: str, target: str
) -> Design:
    """The design with a link more, checked where this grid checks links.

    Raises:
        graph.Illegal: the two may not be linked.
    """
    return within(config, design, _linked(mission, config, design, source, target))


def _linked(
    mission: Mission, config: SystemDesign, design: Design, source: str, target: str
) -> Design:
    checked = config.offers("connection_validation")
    return links.connect(design, mission.catalogue, source, target, config.palette, checked=checked)


def moved(config: SystemDesign, design: Design, node_id: str, cell: Cell) -> Design:
    """The design with a component elsewhere, it and all that belongs to it on the board.

    Raises:
        graph.Illegal: a cell is taken, or off the board, or this grid lets nothing be moved.
    """
    if not config.offers("drag_enabled"):
        raise graph.Illegal("On this grid everything stays where it stands.", "Links may change.")
    after = graph.move(design, node_id, _on_board(config, cell.x, cell.y))
    for node in after.nodes:
        if node.id in design.along(node_id):
            _on_board(config, node.cell.x, node.cell.y)
    return after


def _on_board(config: SystemDesign, x: int, y: int) -> Cell:
    if not (0 <= x < config.board.columns and 0 <= y < config.board.rows):
        raise graph.Illegal(
            f"Cell {x},{y} is off the board.",
            f"Columns run from 0 to {config.board.columns - 1}, "
            f"rows from 0 to {config.board.rows - 1}.",
        )
    return Cell(x=x, y=y)


def event_of(action: EDITS) -> DesignEdit:
    """What an edit asks for, as the event that it becomes."""
    match action:
        case ac.Connect():
            return made(ev.LinkMade, source=action.source, target=action.target)
        case ac.Disconnect():
            return made(ev.LinkCut, source=action.source, target=action.target)
        case ac.Place():
            return made(
                ev.ComponentPlaced,
                component=action.component,
                node=action.node,
                label=action.label,
                x=action.x,
                y=action.y,
            )
        case ac.Duplicate():
            return made(
                ev.ComponentDuplicated,
                source=action.source,
                node=action.node,
                x=action.x,
                y=action.y,
            )
        case ac.Move():
            return made(ev.ComponentMoved, node=action.node, x=action.x, y=action.y)
        case ac.Remove():
            return made(ev.ComponentRemoved, node=action.node)
        case ac.Configure():
            return made(
                ev.ComponentConfigured, node=action.node, knob=action.knob, value=action.value
            )
        case ac.Frame():
            return made(
                ev.FrameDrawn,
                group=action.group,
                label=action.label,
                x=action.x,
                y=action.y,
                columns=action.columns,
                rows=action.rows,
            )
        case ac.Unframe():
            return made(ev.FrameTaken, group=action.group)


def step_event(step: DesignStep) -> DesignEdit:
    """What an authored edit comes to.

    Raises:
        Illegal: it is an edit of a decision sheet.
    """
    match step.verb:
        case "place":
            return ev.ComponentPlaced(**step.detail)
        case "remove":
            return ev.ComponentRemoved(**step.detail)
        case "configure":
            return ev.ComponentConfigured(**step.detail)
        case "connect":
            return ev.LinkMade(**step.detail)
        case "disconnect":
            return ev.LinkCut(**step.detail)
        case _:
            raise graph.Illegal("That is an entry on a decision sheet, not an edit of a design.")


def laid_out(mission: Mission, config: SystemDesign, design: Design, change: GridChange) -> Design:
    """A grid with a change's edits of the opening grid; one that no longer fits is left out."""
    anything = tuple(mission.catalogue.by_id)
    free = config.model_copy(update={"palette": anything, "edits": None})
    for step in change.start:
        try:
            design = edited(mission, free, design, step_event(step))
        except graph.Illegal:
            continue  # an earlier change has taken its place
    return design


def sample(mission: Mission, config: SystemDesign, design: Design) -> Iterator[EDITS]:
    """A finite sample of edits: every kind on the first free cell, every link, every removal, and
    both ends of every setting."""
    taken = {(node.cell.x, node.cell.y) for node in design.nodes}
    cells = ((x, y) for y in range(config.board.rows) for x in range(config.board.columns))
    free = next((cell for cell in cells if cell not in taken), None)
    for kind in config.palette:
        if free:
            name = graph.free_name(design, kind)
            yield ac.Place(component=kind, node=name, x=free[0], y=free[1])
    for node in design.nodes:
        yield ac.Remove(node=node.id)
        if free:
            yield ac.Move(node=node.id, x=free[0], y=free[1])
            name = graph.free_name(design, node.kind)
            yield ac.Duplicate(source=node.id, node=name, x=free[0], y=free[1])
        for knob in mission.catalogue.kind(node.kind).knobs:
            now = node.settings.get(knob.name, knob.default)
            for value in knob.ends:
                if value != now:
                    yield ac.Configure(node=node.id, knob=knob.name, value=value)
    for source in design.nodes:
        for target in design.nodes:
            yield ac.Connect(source=source.id, target=target.id)
    for edge in design.edges:
        yield ac.Disconnect(source=edge.source, target=edge.target)
    if free:
        name = frames.free_name(design)
        yield ac.Frame(group=name, label="Frame", x=free[0], y=free[1], columns=1, rows=1)
    for frame in design.frames:
        yield ac.Unframe(group=frame.id)


def off_limits(
    mission: Mission, config: SystemDesign, design: Design
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Why a design from elsewhere could not have been drawn in a mission, with the components."""
    opening = config.initial.by_id
    for node in design.nodes:
        stood = node.id in opening and opening[node.id].kind == node.kind
        if node.kind not in config.palette and not stood:
            name = mission.catalogue.kind(node.kind).name
            yield f"{name} is not in the palette of this mission.", (node.id,)
        foreign = [
            name
            for name in node.settings
            if name not in mission.catalogue.kind(node.kind).knob_by_name
            and not (stood and name in opening[node.id].settings)
        ]
        if foreign:
            yield f"{design.names[node.id]} has no setting '{foreign[0]}' here.", (node.id,)
        if not (0 <= node.cell.x < config.board.columns and 0 <= node.cell.y < config.board.rows):
            yield f"{design.names[node.id]} stands off the board.", (node.id,)
    for node in config.initial.nodes:
        stands = design.by_id.get(node.id)
        if node.fixed and not (stands and stands.kind == node.kind):
            yield f"{node.label} is the client's own and is missing.", ()
