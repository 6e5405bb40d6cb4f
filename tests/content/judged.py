"""What the grid of a mission comes to with some edits, and a walkthrough played on another grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from content import career
from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing, Script
from content.verbs import edits_of
from engine import actions as ac
from engine.actions import AnyAction
from engine.design import graph, links
from engine.design.graph import Cell, Design
from engine.design.rules import Performance, Verdict, judge, total
from engine.design.traffic import Figures, evaluate
from engine.game import step
from engine.log import Row, state_of
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import BoardState, StudioState
from engine.state import State
from tests.engine.plays import started

Steps = tuple[dict[str, Any], ...]
"""Edits of a grid, spelled as scripts spell them."""


@dataclass(frozen=True)
class Judged:
    """A design, what it does at some load, and what the rules say."""

    design: Design
    figures: Figures
    verdicts: tuple[Verdict, ...]

    @property
    def score(self) -> int:
        return round(total(self.verdicts))

    @property
    def unmet(self) -> set[str]:
        return {verdict.rule for verdict in self.verdicts if not verdict.met}

    def use(self, node: str) -> float:
        return self.figures.nodes[node].utilisation


def _edited(mission: Mission, design: Design, action: AnyAction) -> Design:
    match action:
        case ac.Place():
            cell, kinds = Cell(x=action.x, y=action.y), mission.catalogue
            return graph.place(
                design, kinds, kind=action.component, node_id=action.node, label="", cell=cell
            )
        case ac.Configure():
            return graph.configure(
                design, mission.catalogue, action.node, action.knob, action.value
            )
        case ac.Remove():
            return graph.remove(design, action.node)
        case ac.Connect():
            return links.connect(design, mission.catalogue, action.source, action.target)
        case ac.Disconnect():
            return links.disconnect(design, action.source, action.target)
    raise AssertionError(f"not needed here: {action}")


def opening(mission: Mission) -> SystemDesign:
    """The design phase as it is written, before any choice has changed it."""
    config = mission.design_phase
    assert config
    return config


def judged(
    mission: Mission,
    *steps: dict[str, Any],
    rps: float | None = None,
    budget_moved: int = 0,
    config: SystemDesign | None = None,
) -> Judged:
    """The client's present system with these edits, or another opening grid with them, at the
    load that the phase is tested at or at so many requests a second."""
    config = config or opening(mission)
    design = config.initial
    for edit in steps:
        for action in edits_of(edit):
            if isinstance(action, ac.Place):
                assert action.component in config.palette
                assert action.x < config.board.columns and action.y < config.board.rows
            design = _edited(mission, design, action)
    load = config.load if rps is None else config.load.at(rps)
    found = judge(config.rules, design, mission.catalogue, load, budget_moved)
    return Judged(design, evaluate(design, mission.catalogue, load), found)


def assert_reference_fits(mission: Mission, reference: Judged) -> None:
    """A reference design meets every rule, with some of the budget left and not too much."""
    assert reference.unmet == set()
    assert reference.score == 100
    left = 1 - reference.figures.monthly_cost / opening(mission).budget
    assert 0.05 <= left <= 0.18


def score_at(mission: Mission, design: Design, times: float) -> float:
    """What a design scores where the load, and what is asked of it, is so many times the phase's.

    A lesson that is set by one load must not hang on it."""
    config = opening(mission)
    rules = tuple(
        rule.model_copy(update={"throughput_rps": rule.throughput_rps * times})
        if isinstance(rule, Performance)
        else rule
        for rule in config.rules
    )
    load = config.load.at(config.load.rps * times)
    return total(judge(rules, design, mission.catalogue, load))


def walkthrough(pack: Pack, mission: Mission, name: str) -> Script:
    """A mission's walkthrough by its name."""
    return next(script for script in pack.walkthroughs_of(mission.slug) if script.name == name)


def begun_by(script: Script, mission: Mission) -> Row:
    """Row 1 of a script's play, with the flags and trust that it begins with."""
    player = career.begun(script.start, (mission.card,)).player(script.player.name)
    return started(mission, script.seed, player)


def until(mission: Mission, script: Script, exchange: str) -> State:
    """A script's play up to an exchange of its call.

    Raises:
        AssertionError: it never comes to that.
    """
    state = state_of(mission, [begun_by(script, mission)])
    names = PinNames()
    for entry in script.steps:
        if not isinstance(entry, Doing):
            continue
        if getattr(state.phases[-1], "exchange", None) == exchange:
            return state
        for action in names.actions(entry, state.shared):
            state, _ = step(mission, state, action)
    raise AssertionError(f"'{script.name}' never comes to {exchange}")


def played(mission: Mission, script: Script, grid: Steps | None = None) -> State:
    """A script's end, or with other edits of the grid or sheet in place of its own."""
    state = state_of(mission, [begun_by(script, mission)])
    names = PinNames()
    for entry in script.steps:
        if not isinstance(entry, Doing):
            continue
        for action in names.actions(entry, state.shared):
            if grid is None or not isinstance(state.phases[-1], StudioState | BoardState):
                state, _ = step(mission, state, action)
        if grid is not None and isinstance(state.phases[-1], StudioState | BoardState):
            break
    for edit in grid or ():
        for action in edits_of(edit):
            state, _ = step(mission, state, action)
    return state
