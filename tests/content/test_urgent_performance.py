"""The grid of the urgent performance mission: its reference wins, and each tempting way fails.

`TABLE` holds what each design comes to this morning and in June; the steps are those of scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from content.loader import Pack
from content.playthrough import PinNames
from content.script import Expect, Refused, Script
from content.verbs import edits_of
from engine import actions as ac
from engine.actions import AnyAction
from engine.debrief import one_change, requirement_verdicts
from engine.design import graph
from engine.design.graph import Cell, Design
from engine.design.rules import Performance, Verdict, judge, total
from engine.design.traffic import Figures, evaluate
from engine.game import step
from engine.log import state_of
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.state import State
from tests.engine.plays import started

SLUG = "urgent-performance"
MORNING, JUNE = 455, 1000
Steps = tuple[dict[str, Any], ...]

STANDBY: Steps = ({"configure": {"main": {"replicas": 2}}},)
TRACKING: Steps = (
    {"place": {"kind": "tracking_cache", "as": "tracking_cache-1", "at": [4, 1]}},
    {"connect": ["app", "tracking_cache-1"]},
)
PAGES: Steps = (
    {"place": {"kind": "page_cache", "as": "page_cache-1", "at": [4, 0]}},
    {"connect": ["app", "page_cache-1"]},
)
LINE: Steps = (
    {"place": {"kind": "export_queue", "as": "export_queue-1", "at": [3, 2]}},
    {"place": {"kind": "export_worker", "as": "export_worker-1", "at": [4, 2]}},
    {"connect": ["exports", "export_queue-1"]},
    {"connect": ["export_queue-1", "export_worker-1"]},
    {"configure": {"export_worker-1": {"replicas": 4}}},
)
COPY: Steps = ({"place": {"kind": "read_copy", "as": "read_copy-1", "at": [5, 2]}},)
OLD_WAY_CUT: Steps = ({"disconnect": ["exports", "main"]},)
LINE_TO_COPY: Steps = (
    *LINE,
    *COPY,
    {"connect": ["export_worker-1", "read_copy-1"]},
    *OLD_WAY_CUT,
)
REFERENCE: Steps = (*STANDBY, *TRACKING, *LINE_TO_COPY)
SERVERS: Steps = ({"configure": {"app": {"replicas": 20}}},)
INDEX: Steps = (
    {"place": {"kind": "history_index", "as": "history_index-1", "at": [5, 0]}},
    {"connect": ["exports", "history_index-1"]},
    *OLD_WAY_CUT,
)
COPY_WITHOUT_A_LINE: Steps = (*COPY, {"connect": ["exports", "read_copy-1"]}, *OLD_WAY_CUT)
LINE_TO_MAIN: Steps = (*LINE, {"connect": ["export_worker-1", "main"]}, *OLD_WAY_CUT)


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


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


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
        case ac.Connect():
            return graph.connect(design, mission.catalogue, action.source, action.target)
        case ac.Disconnect():
            return graph.disconnect(design, action.source, action.target)
    raise AssertionError(f"not needed here: {action}")


def _grid(mission: Mission) -> SystemDesign:
    config = mission.design_phase
    assert config
    return config


def judged(
    mission: Mission, *steps: dict[str, Any], rps: float = MORNING, budget_moved: int = 0
) -> Judged:
    """The client's present portal with these edits."""
    config = _grid(mission)
    design = config.initial
    for edit in steps:
        for action in edits_of(edit):
            if isinstance(action, ac.Place):
                assert action.component in config.palette
                assert action.x < config.board.columns and action.y < config.board.rows
            design = _edited(mission, design, action)
    load = config.load.at(rps)
    found = judge(config.rules, design, mission.catalogue, load, budget_moved)
    return Judged(design, evaluate(design, mission.catalogue, load), found)


@pytest.mark.parametrize("rps", [MORNING, JUNE])
def test_the_reference_meets_every_rule_with_some_of_the_budget_left(
    mission: Mission, rps: float
) -> None:
    reference = judged(mission, *REFERENCE, rps=rps)
    assert reference.unmet == set()
    assert reference.score == 100
    left = 1 - reference.figures.monthly_cost / _grid(mission).budget
    assert 0.05 <= left <= 0.18


@pytest.mark.parametrize(
    "steps",
    [
        (*REFERENCE, {"connect": ["tracking_cache-1", "main"]}),
        (*REFERENCE, {"configure": {"export_worker-1": {"replicas": 3}}}),
        (*REFERENCE, {"configure": {"app": {"replicas": 5}}}),
    ],
    ids=["cache before the database", "fewer workers", "one server more"],
)
def test_sound_designs_that_are_not_the_reference_pass_too(mission: Mission, steps: Steps) -> None:
    assert judged(mission, *steps, rps=JUNE).unmet == set()


@pytest.mark.parametrize(
    ("rps", "timed_out"), [(380, 0.08), (405, 0.13), (425, 0.17)], ids=["08:15", "08:45", "09:15"]
)
def test_the_portal_as_found_does_what_emeka_measured(
    mission: Mission, rps: float, timed_out: float
) -> None:
    found = judged(mission, rps=rps).figures
    assert found.error_share == pytest.approx(timed_out, abs=0.012)
    assert found.goodput_rps == pytest.approx(351, abs=3)
    assert found.p95_ms == pytest.approx(9800, rel=0.06)


def test_without_the_exports_the_busiest_row_is_as_healthy_as_emeka_measured_it(
    mission: Mission,
) -> None:
    config = _grid(mission)
    classes = tuple(c for c in config.load.classes if c.name != "exports")
    load = config.load.at(455).model_copy(update={"classes": classes})
    after_ten = evaluate(config.initial, mission.catalogue, load)
    assert after_ten.error_share < 0.001
    assert after_ten.p95_ms < 200
    assert after_ten.nodes["main"].utilisation * 60 == pytest.approx(20, abs=1)
    assert after_ten.nodes["app"].utilisation == pytest.approx(0.28, abs=0.03)


@dataclass(frozen=True)
class Row:
    """What a design comes to: the main database in use this morning and in June, cost, score."""

    steps: Steps
    morning: float
    june: float
    cost: int
    score: int
    unmet: tuple[str, ...] = ()
    """Rules that it does not meet."""


# fmt: off
TABLE: dict[str, Row] = {
    "as found": Row(
        (), 1.30, 2.86, 10429, 38, ("this-morning", "exports-apart", "up-999")),
    "twenty app servers": Row(
        SERVERS, 1.30, 2.86, 23229, 38, ("this-morning", "in-june", "exports-apart")),
    "twenty app servers and a standby": Row(
        (*SERVERS, *STANDBY), 1.30, 2.86, 30429, 37, ("this-morning", "within-budget")),
    "every page cached": Row(
        PAGES, 1.00, 2.19, 10649, 28, ("this-morning", "in-june", "invoices-from-main")),
    "tracking cached": Row(
        (*STANDBY, *TRACKING), 1.11, 2.44, 17959, 41, ("this-morning", "exports-apart")),
    "exports in a line to the main database": Row(
        (*STANDBY, *TRACKING, *LINE_TO_MAIN), 1.11, 2.44, 18284, 45, ("exports-apart",)),
    "a new index": Row(
        (*STANDBY, *TRACKING, *INDEX), 0.15, 0.32, 17959, 69, ("no-new-schema", "exports-in-line")),
    "the reference with every page cached": Row(
        (*STANDBY, *PAGES, *LINE_TO_COPY), 0.03, 0.07, 20774, 69, ("invoices-from-main",)),
    "a copy without a line": Row(
        (*STANDBY, *TRACKING, *COPY_WITHOUT_A_LINE), 0.15, 0.32, 20559, 86, ("exports-in-line",)),
    "reference": Row(
        REFERENCE, 0.15, 0.32, 20884, 100),
}
# fmt: on
TEMPTING = [name for name in TABLE if name not in ("reference", "a copy without a line")]


@pytest.mark.parametrize("name", TABLE)
def test_each_design_comes_to_what_the_table_says(mission: Mission, name: str) -> None:
    row = TABLE[name]
    found = judged(mission, *row.steps)
    assert found.use("main") == pytest.approx(row.morning, abs=0.006)
    assert judged(mission, *row.steps, rps=JUNE).use("main") == pytest.approx(row.june, abs=0.006)
    assert found.figures.monthly_cost == pytest.approx(row.cost, abs=1)
    assert found.score == row.score
    assert set(row.unmet) <= found.unmet


@pytest.mark.parametrize("name", TEMPTING)
@pytest.mark.parametrize("rps", [MORNING, JUNE])
def test_a_tempting_design_fails_at_either_load(mission: Mission, name: str, rps: float) -> None:
    assert judged(mission, *TABLE[name].steps, rps=rps).score <= 69


@pytest.mark.parametrize("times", [0.9, 0.95, 1.05, 1.1])
@pytest.mark.parametrize("name", TABLE)
def test_a_somewhat_other_morning_teaches_the_same(
    mission: Mission, name: str, times: float
) -> None:
    """The table is set by one load; the lesson must not hang on it."""
    config = _grid(mission)
    rules = tuple(
        rule.model_copy(update={"throughput_rps": rule.throughput_rps * times})
        if isinstance(rule, Performance)
        else rule
        for rule in config.rules
    )
    load = config.load.at(config.load.rps * times)
    design = judged(mission, *TABLE[name].steps).design
    score = total(judge(rules, design, mission.catalogue, load))
    if name in TEMPTING:
        assert score <= 69
    else:
        assert score >= (95 if name == "reference" else 70)


def test_servers_change_nothing_but_the_bill(mission: Mission) -> None:
    found, more = judged(mission), judged(mission, *SERVERS)
    assert more.figures.goodput_rps == pytest.approx(found.figures.goodput_rps, rel=0.001)
    assert more.figures.saturated == ("main",)
    assert more.figures.monthly_cost - found.figures.monthly_cost == pytest.approx(16 * 800, abs=1)


def test_a_page_cache_is_the_quickest_design_and_shows_old_invoices(mission: Mission) -> None:
    quick = judged(mission, *TABLE["the reference with every page cached"].steps, rps=JUNE)
    reference = judged(mission, *REFERENCE, rps=JUNE)
    assert quick.figures.p95_ms < 0.8 * reference.figures.p95_ms
    assert quick.unmet == {"invoices-from-main"}


def test_two_workers_carry_the_morning_and_not_june(mission: Mission) -> None:
    two = (*REFERENCE, {"configure": {"export_worker-1": {"replicas": 2}}})
    assert judged(mission, *two).unmet == set()
    assert "line-keeps-up" in judged(mission, *two, rps=JUNE).unmet


@pytest.mark.parametrize("steps", [(*REFERENCE, *INDEX[:1]), (*REFERENCE, *INDEX[:2])])
def test_an_index_spoils_the_reference_whether_it_is_used_or_not(
    mission: Mission, steps: Steps
) -> None:
    found = judged(mission, *steps)
    assert "no-new-schema" in found.unmet
    assert found.score <= 69


def test_servers_that_were_promised_leave_too_little_for_the_reference(mission: Mission) -> None:
    found = judged(mission, *REFERENCE, budget_moved=-6400)
    assert found.unmet == {"within-budget"}
    assert judged(mission, *REFERENCE, budget_moved=-6400 + 3300).unmet == set()


def test_exports_that_are_cut_and_read_nowhere_do_not_pass(mission: Mission) -> None:
    """Without the exports all is quick, and forty accounts have no file."""
    found = judged(mission, *STANDBY, *TRACKING, *OLD_WAY_CUT)
    assert {"files-are-written", "exports-in-line"} <= found.unmet
    assert found.score <= 69


def test_a_grid_without_its_first_link_scores_less_than_half(mission: Mission) -> None:
    assert judged(mission, {"disconnect": ["customers", "1"]}).score < 50


def test_the_grid_opens_with_the_source_documents_balancer(mission: Mission) -> None:
    balancers = [n for n in _grid(mission).initial.nodes if n.kind == "load_balancer"]
    assert [(n.id, n.label) for n in balancers] == [("1", "Load Balancer")]
    assert '"position":{"x":100,"y":100}' in balancers[0].extra


def _played(mission: Mission, script: Script, grid: Steps | None = None) -> State:
    """A script's end, or with other edits of the grid in place of its own."""
    state = state_of(mission, [started(mission, script.seed)])
    names = PinNames()
    for entry in script.steps:
        if isinstance(entry, Expect | Refused):
            continue
        for action in names.actions(entry, state.shared):
            if grid is None or not isinstance(state.phases[-1], StudioState):
                state, _ = step(mission, state, action)
        if grid is not None and isinstance(state.phases[-1], StudioState):
            break
    for edit in grid or ():
        for action in edits_of(edit):
            state, _ = step(mission, state, action)
    return state


def _script(pack: Pack, name: str) -> Script:
    return next(s for s in pack.walkthroughs_of(SLUG) if s.name == name)


@pytest.mark.parametrize("name", ["gold", "fair", "poor", "tempting"])
def test_one_flag_at_most_is_raised_over_emeka(pack: Pack, mission: Mission, name: str) -> None:
    flags = _played(mission, _script(pack, name)).shared.flags
    assert len({"emeka_shielded", "emeka_blamed"} & set(flags)) <= 1


@pytest.mark.parametrize("name", ["gold", "fair", "poor", "tempting"])
def test_one_change_shows_what_the_missing_or_the_drawn_part_does(
    pack: Pack, mission: Mission, name: str
) -> None:
    change = one_change(mission, _played(mission, _script(pack, name)))
    assert change
    figures = {f.name: f for f in change.figures}
    if name == "gold":
        assert figures["error_share"].changed > 0.03 > figures["error_share"].played
    elif name == "poor":
        assert figures["error_share"].changed < figures["error_share"].played / 10
    else:  # an invoice from its own place costs some of the speed
        assert "p95_ms" in figures


@pytest.mark.parametrize("name", TABLE)
def test_some_change_can_be_drawn_on_any_of_these_designs(
    pack: Pack, mission: Mission, name: str
) -> None:
    assert one_change(mission, _played(mission, _script(pack, "poor"), TABLE[name].steps))


def test_the_sum_is_judged_as_the_talk_left_it(pack: Pack, mission: Mission) -> None:
    state = _played(mission, _script(pack, "gold"), REFERENCE)
    found = {v.requirement.id: v for v in requirement_verdicts(mission, state)}
    assert found["sum-voted"].kept
    assert "of 25,300 marks" in found["sum-voted"].why
