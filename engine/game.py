"""The game in three pure functions: initial, decide, evolve.

`decide` says what an action comes to, as events, or raises `Rejected`. `evolve` is the only
thing that changes a state. A playthrough is the fold of its log.
"""

from __future__ import annotations

from engine import actions as ac
from engine import asking, notebook
from engine import events as ev
from engine.actions import AnyAction
from engine.clock import minute_of
from engine.debrief import kept_requirements
from engine.events import AnyEvent
from engine.frozen import made
from engine.mission import Mission
from engine.phase_config import BoardDecision, SystemDesign
from engine.phases import KINDS, BoardState, StudioState
from engine.phases.base import OF_ALL_PHASES, Draft
from engine.phases.changes import as_played, due, phase_config
from engine.phases.client_feedback import asks_verdicts
from engine.phases.continued import taken_over
from engine.rejected import Rejected
from engine.scoring import score_mission
from engine.shared import OPENING_TRUST, Shared
from engine.shared_changes import CAUSES, evolve_shared
from engine.state import State
from engine.values import PlayerThen, tally

RULES_VERSION = 2
"""Rises when a golden log's score changes; logs of older rules are sealed, not forged."""


class UnknownEvent(Exception):
    """A log holds an event that does not fit its mission."""


def initial(mission: Mission, started: ev.Started) -> State:
    """The state after log row 1, with the first phase open.

    Raises:
        UnknownEvent: the row belongs to another mission.
    """
    if started.mission != mission.slug:
        raise UnknownEvent(f"The log is of '{started.mission}', not of '{mission.slug}'.")
    player = _newcomer(mission, started.player)
    shared = made(
        Shared,
        seed=started.seed,
        rev=started.rev,
        rules_version=started.rules_version,
        player=player,
        trust=tally(player.trust, mission.card.client, OPENING_TRUST),
        energy=player.energy,
    )
    state = made(State, mission=mission.slug, shared=shared)
    return _opening(mission, state, 0)[0]


def _newcomer(mission: Mission, player: PlayerThen) -> PlayerThen:
    """The player without the flags that this mission raises itself: replays begin anew."""
    earlier = tuple(flag for flag in player.flags if flag not in mission.flags)
    return player.model_copy(update={"flags": earlier})


def decide(mission: Mission, state: State, action: AnyAction) -> tuple[AnyEvent, ...]:
    """The events that an action comes to.

    Raises:
        Rejected: the rules do not allow the action now.
    """
    return step(mission, state, action)[1]


def _played(mission: Mission, state: State, action: AnyAction) -> tuple[State, list[AnyEvent]]:
    """What an action comes to within its phase, and the state that it leaves.

    Events are applied as they are emitted, for the later ones of an action may depend on the
    earlier.
    """
    if state.status != "open":
        raise Rejected("This playthrough is over.", "Start the mission again from the board.")
    draft = _draft(mission, state)
    if type(action) not in OF_NO_PHASE:
        KINDS[draft.config.kind].decide(draft, action)
    elif isinstance(action, ac.Abandon):
        over = ev.Abandoned()
        return evolve(mission, state, over), [over]
    else:
        _beside(mission, state, draft, action)
    _note_changes(draft)
    return _left(state, draft), draft.events


OF_NO_PHASE = frozenset(
    {ac.Start, ac.Abandon, ac.Pin, ac.Unpin, ac.Compare, ac.UseHint, ac.AskLate}
)
"""Actions that no kind of phase decides."""


def _beside(mission: Mission, state: State, draft: Draft, action: AnyAction) -> None:
    """What may be done whatever the phase."""
    match action:
        case ac.Pin() | ac.Unpin() | ac.Compare() if _submitted(mission, state):
            raise Rejected("The work is handed in.", "The notebook can still be read.")
        case ac.Pin():
            notebook.pin(draft, action)
        case ac.Unpin():
            notebook.unpin(draft, action)
        case ac.Compare():
            notebook.compare(draft, action)
        case ac.UseHint():
            _take_hint(draft)
        case ac.AskLate():
            asking.ask(mission, state, draft, action)
        case _:
            raise Rejected("The playthrough has begun.", "Go on where it stands.")


def evolve(mission: Mission, state: State, event: AnyEvent) -> State:
    """The state after one event.

    Raises:
        UnknownEvent: the event does not fit the mission.
    """
    match event:
        case ev.Started():
            raise UnknownEvent("A log starts once.")
        case ev.PhaseBegun():
            index = len(state.phases)
            if index >= len(mission.phases) or mission.phases[index].id != event.phase:
                raise UnknownEvent(f"Phase '{event.phase}' does not come next.")
            config = mission.phases[index]
            shared = taken_over(mission, config, state.phases, state.shared)
            own = KINDS[config.kind].begin(phase_config(mission, config.id, shared), shared)
            return state.model_copy(update={"shared": shared, "phases": (*state.phases, own)})
        case ev.MissionCompleted():
            return state.model_copy(
                update={
                    "status": "completed",
                    "score": event.score,
                    "phase_scores": event.phases,
                }
            )
        case ev.Abandoned():
            return state.model_copy(update={"status": "abandoned"})
    config = as_played(mission, mission.phases[len(state.phases) - 1], state.shared)
    own = state.phases[-1]
    if type(event) not in OF_ALL_PHASES:
        own = KINDS[config.kind].evolve(mission, config, own, event)
    shared = evolve_shared(state.shared, config.id, event)
    if own is state.phases[-1] and shared is state.shared:
        return state
    return state.model_copy(update={"shared": shared, "phases": (*state.phases[:-1], own)})


def fold(mission: Mission, state: State, events: tuple[AnyEvent, ...]) -> State:
    """The state after several events."""
    for event in events:
        state = evolve(mission, state, event)
    return state


def step(mission: Mission, state: State, action: AnyAction) -> tuple[State, tuple[AnyEvent, ...]]:
    """Decides an action and applies it.

    Raises:
        Rejected: the rules do not allow the action now.
    """
    state, events = _played(mission, state, action)
    if state.status == "open" and state.phases[-1].finished:
        state, more = _after_phase(mission, state)
        events = [*events, *more]
    return state, tuple(events)


def legal_actions(mission: Mission, state: State) -> tuple[AnyAction, ...]:
    """Actions that would be accepted now: all of the finite ones, a sample of the others."""
    if state.status != "open":
        return ()
    draft = _draft(mission, state)
    own = tuple(KINDS[draft.config.kind].legal(draft))
    pins = () if _submitted(mission, state) else tuple(notebook.legal(draft))
    hint = (
        ()
        if tally(state.shared.hints, draft.config.id) >= len(draft.config.hints)
        else (ac.UseHint(),)
    )
    return (*own, *pins, *asking.legal(mission, state), *hint, ac.Abandon())


def _submitted(mission: Mission, state: State) -> bool:
    """Whether the last design or sheet of the mission has been handed in."""
    coming = mission.phases[len(state.phases) :]
    if any(isinstance(phase, SystemDesign | BoardDecision) for phase in coming):
        return False
    works = [own for own in state.phases if isinstance(own, StudioState | BoardState)]
    return bool(works) and works[-1].submitted


def _draft(mission: Mission, state: State) -> Draft:
    config = as_played(mission, mission.phases[len(state.phases) - 1], state.shared)
    evolve_own = KINDS[config.kind].evolve
    return Draft(mission, config, state.shared, state.phases[-1], evolve_own, phase_config)


def _note_changes(draft: Draft, *, as_it_opens: bool = False) -> None:
    """Emits which choices have reached the grid, until it is handed in."""
    if not isinstance(draft.config, SystemDesign) or draft.own.submitted:
        return
    if as_it_opens or not CAUSES.isdisjoint(map(type, draft.events)):
        for event in tuple(due(draft.config, draft.shared, as_it_opens=as_it_opens)):
            draft.emit(event)


def _take_hint(draft: Draft) -> None:
    taken = tally(draft.shared.hints, draft.config.id)
    if taken >= len(draft.config.hints):
        raise Rejected("Mina has no further hint here.", "What she said stays in the help.")
    draft.emit(made(ev.HintTaken, phase=draft.config.id, number=taken + 1))


def _left(state: State, draft: Draft) -> State:
    """The state that a draft leaves: the fold of its events, which it has made already."""
    if not draft.events:
        return state
    phases = (*state.phases[:-1], draft.own)
    return state.model_copy(update={"shared": draft.shared, "phases": phases})


def _opening(mission: Mission, state: State, index: int) -> tuple[State, tuple[AnyEvent, ...]]:
    """What happens by itself as a phase begins, and the state that it leaves."""
    config = mission.phases[index]
    begun = made(ev.PhaseBegun, phase=config.id)
    state = evolve(mission, state, begun)
    draft = _draft(mission, state)
    due = minute_of(config.begins.day, config.begins.at)
    draft.until(due)
    goes_on = config.kind == "client_feedback" and index + 1 < len(mission.phases)
    if goes_on or asks_verdicts(config):
        draft.emit(made(ev.RequirementsJudged, kept=kept_requirements(mission, state)))
    KINDS[config.kind].opening(draft)
    _note_changes(draft, as_it_opens=True)
    return _left(state, draft), (begun, *draft.events)


def _after_phase(mission: Mission, state: State) -> tuple[State, tuple[AnyEvent, ...]]:
    if len(state.phases) < len(mission.phases):
        return _opening(mission, state, len(state.phases))
    card = score_mission(mission, state)
    noted = mission.deadline.late[: card.days_late] if mission.deadline else ()
    late = (made(ev.FlagRaised, flag=flag) for flag in noted if not state.shared.has_flag(flag))
    done = made(ev.MissionCompleted, score=card.score, phases=card.phase_tally)
    over: tuple[AnyEvent, ...] = (*late, done)
    return fold(mission, state, over), over
