"""What comes of the work between conversations: a few designs and sheets, judged by the engine.

Conversations are the subject of the search. Grids and sheets have no end of states; what they can
come to is sampled: the designs of the walkthroughs, the opening grid as it stands, some that chance
drew, and one that costs too much.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.expectations import player_then
from content.explorer.layout import OUTSIDE, Variable, conditions, outside_name
from content.playthrough import PinNames
from content.script import Doing, Script
from engine import actions as ac
from engine import conditions as c
from engine.actions import AnyAction
from engine.board.standing import OnSheet
from engine.conditions import Condition
from engine.debrief import submitted_design
from engine.events import Started
from engine.game import RULES_VERSION, initial, legal_actions, step
from engine.mission import Mission
from engine.phase_config import BoardDecision, SystemDesign
from engine.phases import StudioState
from engine.phases.system_design import budget_of, figures, verdicts
from engine.promises import judged
from engine.rejected import Rejected
from engine.sheet_change import submitted_sheet
from engine.state import State

RANDOM_WORKS = 3
"""Designs and sheets that chance draws for a phase."""
RANDOM_EDITS = 12
TOO_DEAR = 1.12
"""By how much the dear sample lies above its budget, at least."""
DEARER = 60
"""Settings that are turned up, at most, to make a design too dear."""

ASIDE = (ac.Pin, ac.Unpin, ac.Compare, ac.AskLate, ac.UseHint)
"""What a walkthrough does beside its work; the search does such things by itself."""


@dataclass(frozen=True)
class Outcome:
    """One design or sheet that was handed in, and what it made true."""

    name: str
    holds: frozenset[Variable]
    actions: tuple[AnyAction, ...] = ()
    """How it is built and handed in, from the moment the phase opens."""


@dataclass(frozen=True)
class Played:
    """A walkthrough as the engine played it, cut into its phases."""

    name: str
    before: tuple[tuple[State, tuple[AnyAction, ...]], ...]
    """For each phase, the state as it opened and what was done in it."""


def played(mission: Mission, script: Script) -> Played:
    """A script on the bare engine; steps that are refused are left out."""
    started = Started(
        mission=mission.slug,
        rev=1,
        rules_version=RULES_VERSION,
        seed=script.seed,
        player=player_then(script, mission),
    )
    state = initial(mission, started)
    cut: list[tuple[State, list[AnyAction]]] = [(state, [])]
    names = PinNames()
    for one in script.steps:
        if not isinstance(one, Doing):
            continue
        for action in names.actions(one, state.shared):
            after = attempt(mission, state, action)
            if after is None:
                continue
            if not isinstance(action, ASIDE):
                cut[-1][1].append(action)
            if len(after.phases) > len(state.phases):
                cut.append((after, []))
            state = after
    return Played(script.name, tuple((opened, tuple(done)) for opened, done in cut))


def attempt(mission: Mission, state: State, action: AnyAction) -> State | None:
    """The state after an action; None where the rules refuse it."""
    try:
        return step(mission, state, action)[0]
    except Rejected:
        return None


def outcomes(mission: Mission, scripts: Sequence[Script]) -> dict[str, tuple[Outcome, ...]]:
    """What was seen to come of each phase in which something is built or decided."""
    plays = [played(mission, script) for script in scripts]
    found: dict[str, tuple[Outcome, ...]] = {}
    for number, config in enumerate(mission.phases):
        if isinstance(config, SystemDesign | BoardDecision):
            bases = [play for play in plays if len(play.before) > number]
            found[config.id] = tuple(_distinct(_tried(mission, number, bases)))
    return found


def _distinct(tried: Iterator[Outcome]) -> Iterator[Outcome]:
    seen: set[frozenset[Variable]] = set()
    for outcome in tried:
        if outcome.holds not in seen:
            seen.add(outcome.holds)
            yield outcome


def _tried(mission: Mission, number: int, bases: list[Played]) -> Iterator[Outcome]:
    """Every sample after every walkthrough's conversation."""
    works = [(base.name, base.before[number][1]) for base in bases]
    for base in bases:
        opened = base.before[number][0]
        samples = [*works, ("untouched", _hand_in(mission, opened, ()))]
        samples += [
            (f"random-{chance + 1}", _random_work(mission, opened, chance))
            for chance in range(RANDOM_WORKS)
        ]
        samples.append(("dear", _dear(mission, opened, base.before[number][1])))
        for name, actions in samples:
            after = _worked(mission, opened, actions)
            if after is not None:
                yield Outcome(name, holding(mission, after, number), tuple(actions))


def _worked(mission: Mission, state: State, actions: Sequence[AnyAction]) -> State | None:
    """The state once the work is handed in; None where it never is."""
    phases = len(state.phases)
    for action in actions:
        after = attempt(mission, state, action)
        state = after or state
        if len(state.phases) > phases or state.status != "open":
            return state
    return None


def _hand_in(mission: Mission, opened: State, edits: Sequence[AnyAction]) -> tuple[AnyAction, ...]:
    ends = ac.SubmitDesign() if isinstance(opened.phases[-1], StudioState) else ac.SubmitBoard()
    return (*edits, ends)


def _random_work(mission: Mission, opened: State, seed: int) -> tuple[AnyAction, ...]:
    chance = random.Random(seed)  # noqa: S311
    state, done = opened, []
    for _ in range(RANDOM_EDITS):
        edits = [
            action
            for action in legal_actions(mission, state)
            if isinstance(
                action,
                ac.Place | ac.Connect | ac.Remove | ac.Configure | ac.DecideBoard | ac.JoinTasks,
            )
        ]
        if not edits:
            break
        action = chance.choice(edits)
        state = attempt(mission, state, action) or state
        done.append(action)
    return _hand_in(mission, opened, done)


def _dear(mission: Mission, opened: State, work: Sequence[AnyAction]) -> tuple[AnyAction, ...]:
    """A work with settings turned up until it costs too much, and not so much as to be refused."""
    config = mission.phases[len(opened.phases) - 1]
    if not isinstance(config, SystemDesign):
        return _hand_in(mission, opened, ())
    state = opened
    done = [a for a in work if not isinstance(a, ac.SubmitDesign)]
    for action in done:
        state = attempt(mission, state, action) or state
    for turn in range(DEARER):
        design = submitted_design(mission, state)
        if design is None or len(state.phases) != len(opened.phases):
            break
        cost = figures(mission, *design).monthly_cost
        if cost > budget_of(design[0], state.shared) * TOO_DEAR:
            break
        node = design[1].nodes[turn % len(design[1].nodes)]
        now = next((s.value for s in node.config if s.name == "replicas"), 1)
        more = ac.Configure(node=node.id, knob="replicas", value=int(now) + 1)
        after = attempt(mission, state, more)
        if after is not None:
            done.append(more)
            state = after
    return _hand_in(mission, opened, done)


def holding(mission: Mission, state: State, number: int) -> frozenset[Variable]:
    """Which questions about grid and sheet hold once the work of a phase is handed in: of several
    parts of a mission, those about this one."""
    shared = judged(mission, state)
    rules = {}
    design = submitted_design(mission, state)
    if design:
        rules = {v.rule: v.met for v in verdicts(mission, *design, shared)}
    own = [r for r in mission.requirements if mission.part_work.get(r.phase, number) == number]
    needed = {r.id: r.rules for r in own}
    decided = submitted_sheet(mission, state)
    situation = OnSheet(decided[0].sheet, decided[1], shared) if decided else shared

    def holds(atom: Condition) -> bool:
        if isinstance(atom, c.Kept):
            wanted = needed.get(atom.requirement)
            return wanted is not None and all(rules.get(rule, True) for rule in wanted)
        return atom.holds(situation)

    asked = {
        leaf
        for condition in conditions(mission)
        for leaf in c.atoms(condition)
        if isinstance(leaf, OUTSIDE)
    }
    asked |= {c.Kept(requirement=one.id) for one in mission.requirements}
    return frozenset(outside_name(atom) for atom in asked if holds(atom))
