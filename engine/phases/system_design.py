"""The grid: an architecture is edited, put under traffic and handed in."""

from collections.abc import Iterator
from typing import Literal

from engine import actions as ac
from engine import events as ev
from engine.actions import AnyAction
from engine.design import graph
from engine.design.graph import Cell, Design
from engine.design.rules import Verdict, judge, total
from engine.design.traffic import Figures, evaluate
from engine.events import AnyEvent, DesignEdit
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.base import Draft, PhaseState
from engine.rejected import Rejected
from engine.shared import Shared

EDITING, RUNNING = 1, 6
"""Minutes of mission time that an edit and a traffic run take."""
REFUSED_OVER = 1.25
"""A design this far over budget is refused unread."""
EDITS = ac.Place | ac.Move | ac.Remove | ac.Configure | ac.Connect | ac.Disconnect


class StudioState(PhaseState):
    """The design, and the way back and forth through its edits."""

    kind: Literal["system_design"] = "system_design"
    design: Design
    past: tuple[Design, ...] = ()
    future: tuple[Design, ...] = ()
    runs: int = 0
    submitted: bool = False


def figures(mission: Mission, config: SystemDesign, design: Design) -> Figures:
    """The design's figures under the mission's peak load."""
    return evaluate(design, mission.catalogue, config.load)


def verdicts(
    mission: Mission, config: SystemDesign, design: Design, shared: Shared
) -> tuple[Verdict, ...]:
    """What each of the mission's rules says of the design, with the budget as choices left it."""
    return judge(config.rules, design, mission.catalogue, config.load, shared.budget)


def budget_of(config: SystemDesign, shared: Shared) -> int:
    """The design's budget in marks a month, with what choices added or took."""
    return config.budget + shared.budget


def edited(mission: Mission, config: SystemDesign, design: Design, event: AnyEvent) -> Design:
    """The design after one edit.

    Raises:
        graph.Illegal: the grid does not allow it.
    """
    match event:
        case ev.ComponentPlaced():
            if event.component not in config.palette:
                raise graph.Illegal(
                    f"'{event.component}' is not in the palette.",
                    "Offered are: " + ", ".join(config.palette) + ".",
                )
            cell = _on_board(config, event.x, event.y)
            return graph.place(
                design,
                mission.catalogue,
                kind=event.component,
                node_id=event.node,
                label=event.label or mission.catalogue.kind(event.component).name,
                cell=cell,
            )
        case ev.ComponentMoved():
            return graph.move(design, event.node, _on_board(config, event.x, event.y))
        case ev.ComponentRemoved():
            return graph.remove(design, event.node)
        case ev.ComponentConfigured():
            return graph.configure(design, mission.catalogue, event.node, event.knob, event.value)
        case ev.LinkMade():
            return graph.connect(design, mission.catalogue, event.source, event.target)
        case ev.LinkCut():
            return graph.disconnect(design, event.source, event.target)
    return design


def _on_board(config: SystemDesign, x: int, y: int) -> Cell:
    if not (0 <= x < config.board.columns and 0 <= y < config.board.rows):
        raise graph.Illegal(
            f"Cell {x},{y} is off the board.",
            f"Columns run from 0 to {config.board.columns - 1}, "
            f"rows from 0 to {config.board.rows - 1}.",
        )
    return Cell(x=x, y=y)


def _event_of(action: AnyAction) -> DesignEdit:
    match action:
        case ac.Place():
            return ev.ComponentPlaced(
                component=action.component,
                node=action.node,
                label=action.label,
                x=action.x,
                y=action.y,
            )
        case ac.Move():
            return ev.ComponentMoved(node=action.node, x=action.x, y=action.y)
        case ac.Remove():
            return ev.ComponentRemoved(node=action.node)
        case ac.Configure():
            return ev.ComponentConfigured(node=action.node, knob=action.knob, value=action.value)
        case ac.Connect():
            return ev.LinkMade(source=action.source, target=action.target)
        case ac.Disconnect():
            return ev.LinkCut(source=action.source, target=action.target)
    raise AssertionError(f"not an edit: {action.kind}")


def _sample(config: SystemDesign, design: Design) -> Iterator[AnyAction]:
    """A finite sample of edits: every kind on the first free cell, every link, every removal."""
    taken = {(node.cell.x, node.cell.y) for node in design.nodes}
    cells = ((x, y) for y in range(config.board.rows) for x in range(config.board.columns))
    free = next((cell for cell in cells if cell not in taken), None)
    names = {node.id for node in design.nodes}
    for kind in config.palette:
        if free:
            number = next(n for n in range(1, len(names) + 2) if f"{kind}-{n}" not in names)
            yield ac.Place(component=kind, node=f"{kind}-{number}", x=free[0], y=free[1])
    for node in design.nodes:
        yield ac.Remove(node=node.id)
        if free:
            yield ac.Move(node=node.id, x=free[0], y=free[1])
    for source in design.nodes:
        for target in design.nodes:
            yield ac.Connect(source=source.id, target=target.id)
    for edge in design.edges:
        yield ac.Disconnect(source=edge.source, target=edge.target)


class SystemDesignKind:
    """The phase kind `system_design`."""

    kind = "system_design"

    def begin(self, config: SystemDesign, shared: Shared) -> StudioState:
        return StudioState(phase=config.id, design=config.initial)

    def opening(self, draft: Draft) -> None:
        return None

    def decide(self, draft: Draft, action: AnyAction) -> None:
        match action:
            case (
                ac.Place()
                | ac.Move()
                | ac.Remove()
                | ac.Configure()
                | ac.Connect()
                | ac.Disconnect()
            ):
                event = _event_of(action)
                try:
                    design = edited(draft.mission, draft.config, draft.own.design, event)
                except graph.Illegal as illegal:
                    raise Rejected(illegal.reason, illegal.hint) from illegal
                if design == draft.own.design:
                    raise Rejected("The design stands so already.", "Change something else.")
                draft.emit(event)
                draft.minutes(EDITING)
            case ac.Undo():
                if not draft.own.past:
                    raise Rejected("There is no edit to take back.", "Place or connect first.")
                draft.emit(ev.EditUndone())
            case ac.Redo():
                if not draft.own.future:
                    raise Rejected("No edit was taken back.", "Undo comes before redo.")
                draft.emit(ev.EditRedone())
            case ac.RunTraffic():
                draft.emit(ev.TrafficRun())
                draft.minutes(RUNNING)
            case ac.SubmitDesign():
                self._submit(draft)
            case ac.FinishPhase():
                raise Rejected("The design is not handed in.", "Hand it in to go on.")
            case _:
                raise Rejected("That cannot be done at the grid.", "Hand the design in first.")

    def evolve(
        self, mission: Mission, config: SystemDesign, own: StudioState, event: AnyEvent
    ) -> StudioState:
        match event:
            case ev.EditUndone():
                return own.model_copy(
                    update={
                        "design": own.past[-1],
                        "past": own.past[:-1],
                        "future": (own.design, *own.future),
                    }
                )
            case ev.EditRedone():
                return own.model_copy(
                    update={
                        "design": own.future[0],
                        "past": (*own.past, own.design),
                        "future": own.future[1:],
                    }
                )
            case ev.TrafficRun():
                return own.model_copy(update={"runs": own.runs + 1})
            case ev.DesignSubmitted():
                return own.model_copy(update={"submitted": True})
            case ev.PhaseFinished(phase=config.id):
                return own.model_copy(update={"finished": True})
        design = edited(mission, config, own.design, event)
        if design is own.design:
            return own
        past = (*own.past, own.design)
        return own.model_copy(update={"design": design, "past": past, "future": ()})

    def legal(self, draft: Draft) -> Iterator[AnyAction]:
        design: Design = draft.own.design
        for action in _sample(draft.config, design):
            try:
                edited(draft.mission, draft.config, design, _event_of(action))
            except graph.Illegal:
                continue
            yield action
        if draft.own.past:
            yield ac.Undo()
        if draft.own.future:
            yield ac.Redo()
        yield ac.RunTraffic()
        if self._affordable(draft):
            yield ac.SubmitDesign()

    def _affordable(self, draft: Draft) -> bool:
        cost = figures(draft.mission, draft.config, draft.own.design).monthly_cost
        return cost <= budget_of(draft.config, draft.shared) * REFUSED_OVER

    def _submit(self, draft: Draft) -> None:
        now = figures(draft.mission, draft.config, draft.own.design)
        budget = budget_of(draft.config, draft.shared)
        if now.monthly_cost > budget * REFUSED_OVER:
            raise Rejected(
                f"{now.monthly_cost:,.0f} a month is over {budget:,} by more than a quarter, "
                "and is refused unread.",
                "Bring the cost down first.",
            )
        score = total(verdicts(draft.mission, draft.config, draft.own.design, draft.shared))
        draft.emit(ev.DesignSubmitted(score=round(score), monthly_cost=round(now.monthly_cost)))
        draft.emit(ev.PhaseFinished(phase=draft.config.id))
