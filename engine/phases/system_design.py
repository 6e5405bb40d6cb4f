"""The grid: an architecture is edited, put under traffic and handed in."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from engine import actions as ac
from engine import events as ev
from engine.actions import AnyAction
from engine.design import graph
from engine.design.graph import Design
from engine.design.outage import Outage
from engine.design.rules import Verdict, judge, total
from engine.design.traffic import Figures, evaluate
from engine.events import AnyEvent
from engine.frozen import Frozen, made
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import losses
from engine.phases.base import Draft, PhaseState
from engine.phases.design_edits import edited, event_of, laid_out, sample
from engine.rejected import Rejected
from engine.shared import Shared

EDITING, RUNNING = 1, 6
"""Minutes of mission time that an edit and a traffic run take."""
REFUSED_OVER = 1.25
"""A design this far over budget is refused unread."""
KEPT_NAMES = ("A", "B", "C", "D")
"""Names under which screens keep designs."""
MOST_KEPT, LONGEST_NAME = len(KEPT_NAMES), 12
"""Designs that may be kept beside the present one, and letters of their names."""
STILL: dict[str, object] = {"running": False, "lost": ()}
"""What an edit leaves of a traffic run: it was another design's."""


class Kept(Frozen):
    """A design that was put aside, to be compared or laid back on the grid."""

    name: str
    design: Design


class StudioState(PhaseState):
    """The design, and the way back and forth through its edits."""

    kind: Literal["system_design"] = "system_design"
    design: Design
    past: tuple[Design, ...] = ()
    future: tuple[Design, ...] = ()
    kept: tuple[Kept, ...] = ()
    """In the order of their names."""
    runs: int = 0
    running: bool = False
    """Whether the traffic ran through the design as it stands, so that parts may be lost."""
    lost: tuple[Outage, ...] = ()
    """Components and zones that are lost for the run, each in the order of their names."""
    submitted: bool = False

    @cached_property
    def kept_by_name(self) -> dict[str, Design]:
        return {kept.name: kept.design for kept in self.kept}


def figures(mission: Mission, config: SystemDesign, design: Design) -> Figures:
    """The design's figures under the mission's peak load, less what is down here."""
    down = config.down(design)
    if down:
        return evaluate(design, mission.catalogue, config.load, down)
    return evaluate(design, mission.catalogue, config.load)


def verdicts(
    mission: Mission, config: SystemDesign, design: Design, shared: Shared
) -> tuple[Verdict, ...]:
    """What each of the mission's rules says of the design, with the budget as choices left it."""
    down = config.down(design)
    return judge(config.rules, design, mission.catalogue, config.load, shared.budget, down)


def budget_of(config: SystemDesign, shared: Shared) -> int:
    """The design's budget in marks a month, with what choices added or took."""
    return config.budget + shared.budget


def _drawn(own: StudioState, design: Design) -> StudioState:
    """What an edit leaves, which came to this design."""
    if design is own.design:
        return own
    past = (*own.past, own.design)
    return own.model_copy(update={"design": design, "past": past, "future": (), **STILL})


class SystemDesignKind:
    """The phase kind `system_design`."""

    kind = "system_design"

    def begin(self, config: SystemDesign, shared: Shared) -> StudioState:
        return made(StudioState, phase=config.id, design=config.initial)

    def opening(self, draft: Draft) -> None:
        return None

    def decide(self, draft: Draft, action: AnyAction) -> None:
        match action:
            case (
                ac.Connect()
                | ac.Disconnect()
                | ac.Place()
                | ac.Configure()
                | ac.Remove()
                | ac.Move()
                | ac.Duplicate()
                | ac.Frame()
                | ac.Unframe()
            ):
                event: AnyEvent = event_of(action)
                try:
                    design = edited(draft.mission, draft.config, draft.own.design, event)
                except graph.Illegal as illegal:
                    raise Rejected(illegal.reason, illegal.hint) from illegal
                if graph.alike(design, draft.own.design):
                    raise Rejected("The design stands so already.", "Change something else.")
                draft.emit(event, leaves=_drawn(draft.own, design))
                draft.minutes(EDITING)
            case ac.Undo():
                if not draft.own.past:
                    raise Rejected("There is no edit to take back.", "Place or connect first.")
                draft.emit(ev.EditUndone())
            case ac.Redo():
                if not draft.own.future:
                    raise Rejected("No edit was taken back.", "Undo comes before redo.")
                draft.emit(ev.EditRedone())
            case ac.KeepDesign():
                self._keep(draft, action.name)
            case ac.RestoreDesign():
                self._restore(draft, action.name)
            case ac.RunTraffic():
                draft.emit(made(ev.TrafficRun))
                draft.minutes(RUNNING)
            case ac.Fail() | ac.PutBack():
                draft.emit(losses.decided(draft.mission, draft.config, draft.own, action))
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
                        **STILL,
                    }
                )
            case ev.EditRedone():
                return own.model_copy(
                    update={
                        "design": own.future[0],
                        "past": (*own.past, own.design),
                        "future": own.future[1:],
                        **STILL,
                    }
                )
            case ev.TrafficRun():
                return own.model_copy(update={"runs": own.runs + 1, "running": True, "lost": ()})
            case ev.PartLost():
                return own.model_copy(update={"lost": tuple(sorted({*own.lost, event.outage}))})
            case ev.PartPutBack():
                left = tuple(outage for outage in own.lost if outage != event.outage)
                return own.model_copy(update={"lost": left})
            case ev.GridChanged():
                return self._changed(mission, config, own, event)
            case ev.DesignSubmitted():
                return own.model_copy(update={"submitted": True})
            case ev.PhaseFinished(phase=config.id):
                return own.model_copy(update={"finished": True})
            case ev.DesignKept():
                others = [kept for kept in own.kept if kept.name != event.name]
                others.append(Kept(name=event.name, design=own.design))
                return own.model_copy(
                    update={"kept": tuple(sorted(others, key=lambda kept: kept.name))}
                )
            case ev.DesignRestored():
                if event.name not in own.kept_by_name:
                    raise graph.Illegal(f"No design was kept as '{event.name}'.")
                design = own.kept_by_name[event.name]
            case _:
                design = edited(mission, config, own.design, event)
        return _drawn(own, design)

    def _changed(
        self, mission: Mission, config: SystemDesign, own: StudioState, event: ev.GridChanged
    ) -> StudioState:
        """A change is no edit: nothing takes it back, and a run was of the grid before it."""
        try:
            change = config.change(event.change)
        except KeyError:
            raise graph.Illegal(f"There is no change '{event.change}' here.") from None
        if not event.as_it_opens:
            return own.model_copy(update=STILL)
        design = laid_out(mission, config, own.design, change)
        return own.model_copy(update={"design": design, **STILL})

    def legal(self, draft: Draft) -> Iterator[AnyAction]:
        design: Design = draft.own.design
        for action in sample(draft.mission, draft.config, design):
            try:
                edited(draft.mission, draft.config, design, event_of(action))
            except graph.Illegal:
                continue
            yield action
        if draft.own.past:
            yield ac.Undo()
        if draft.own.future:
            yield ac.Redo()
        for name in KEPT_NAMES:
            if self._may_keep(draft, name):
                yield ac.KeepDesign(name=name)
                break
        for kept in draft.own.kept:
            if kept.design != design:
                yield ac.RestoreDesign(name=kept.name)
        yield ac.RunTraffic()
        yield from losses.legal(draft.mission, draft.config, draft.own)
        if self._affordable(draft):
            yield ac.SubmitDesign()

    def _may_keep(self, draft: Draft, name: str) -> bool:
        kept = draft.own.kept_by_name
        return kept.get(name) != draft.own.design and (name in kept or len(kept) < MOST_KEPT)

    def _keep(self, draft: Draft, name: str) -> None:
        if not name.strip() or len(name) > LONGEST_NAME:
            raise Rejected(
                f"A kept design is named in 1 to {LONGEST_NAME} letters.", "A will do, then B."
            )
        if draft.own.kept_by_name.get(name) == draft.own.design:
            raise Rejected(f"{name} is the design as it stands.", "Change something first.")
        if not self._may_keep(draft, name):
            names = ", ".join(draft.own.kept_by_name)
            raise Rejected(
                f"{MOST_KEPT} designs are kept already.", f"Keep it in place of one of {names}."
            )
        draft.emit(ev.DesignKept(name=name))

    def _restore(self, draft: Draft, name: str) -> None:
        kept = draft.own.kept_by_name
        if name not in kept:
            known = f"Kept are {', '.join(kept)}." if kept else "Keep one first."
            raise Rejected(f"No design was kept as '{name}'.", known)
        if kept[name] == draft.own.design:
            raise Rejected(f"{name} is the design as it stands.", "Change something first.")
        draft.emit(ev.DesignRestored(name=name))
        draft.minutes(EDITING)

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
        cost = round(now.monthly_cost)
        over = budget if cost > budget else None
        draft.emit(ev.DesignSubmitted(score=round(score), monthly_cost=cost, budget=over))
        draft.emit(made(ev.PhaseFinished, phase=draft.config.id))
