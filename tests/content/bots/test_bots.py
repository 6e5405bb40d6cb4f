"""Bots come to the end of every mission, the same way each time, whatever else is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.bots.grids import NoWayOut
from content.bots.league import league
from content.bots.phases import PHASES
from content.bots.policies import EXPERT, POLICIES
from content.bots.seat import Memory
from content.bots.table import Outcome, Stranded, Table, table_of
from content.loader import Pack, load_pack
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import KINDS
from tests.content.small_pack import write

PICKING = [policy for policy in POLICIES.values() if policy.pick]


@pytest.fixture(scope="module")
def smalls(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(write(tmp_path_factory.mktemp("bots")))


def outcomes(table: Table, policy: str, seeds: range, *, kept: bool = True) -> list[Outcome]:
    """Runs with a memory, or with none."""
    table.memories = {} if kept else {policy: Memory(left=0)}
    return [table.run(POLICIES[policy], seed) for seed in seeds]


def test_bots_know_their_way_through_every_kind_of_phase() -> None:
    assert PHASES.keys() == KINDS.keys()


@pytest.mark.parametrize("policy", [policy.name for policy in PICKING])
def test_every_bot_comes_to_the_end_of_every_mission(
    pack: Pack, smalls: Pack, sheets: Pack, policy: str
) -> None:
    for whole in (pack, smalls, sheets):
        for mission in whole.missions:
            outcome = table_of(whole, mission.slug).run(POLICIES[policy], 5)
            assert 0 <= outcome.score <= 100
            assert outcome.picked


SLEEPY, AWAKE = 10, 70


def at_the_shop(pack: Pack, *, energy: int | None = None) -> Table:
    """The table of the discovery workshop; with some energy, in a team that counts it."""
    table = table_of(pack, "client-discovery-workshop")
    if energy is not None:
        meters = (*table.mission.meters, "energy")
        table.mission = table.mission.model_copy(update={"meters": meters})
        assert table.expert
        start = table.expert.start.model_copy(update={"energy": energy})
        table.expert = table.expert.model_copy(update={"start": start})
    return table


@pytest.mark.parametrize("policy", ["random", "politest", "greedy-meter"])
@pytest.mark.parametrize("energy", [None, AWAKE, SLEEPY])
def test_what_is_remembered_changes_nothing(pack: Pack, policy: str, energy: int | None) -> None:
    table, seeds = at_the_shop(pack, energy=energy), range(6)
    kept = outcomes(table, policy, seeds)
    assert kept == outcomes(table, policy, seeds, kept=False)
    assert len({outcome.score for outcome in kept}) > 1


@pytest.mark.parametrize("policy", ["first", "random", "politest"])
def test_one_playthrough_does_for_all_seeds(pack: Pack, policy: str) -> None:
    """Where energy counts each seed has a playthrough of its own, with the engine's own order."""
    seeds = range(6)
    shared = outcomes(at_the_shop(pack), policy, seeds)
    own = outcomes(at_the_shop(pack, energy=AWAKE), policy, seeds)
    assert shared == own


def test_who_sleeps_is_drawn_by_the_runs_own_seed(pack: Pack) -> None:
    table = at_the_shop(pack, energy=SLEEPY)
    offered = {
        frozenset(outcome.picked[0].offered)
        for outcome in outcomes(table, "first", range(12))
        if outcome.picked[0].node == "an-app-like-everyone"
    }
    assert len(offered) > 1


def test_rows_do_not_hang_on_how_many_share_the_work(smalls: Pack) -> None:
    bots = ["random", "shortest", "gold"]
    alone = league(smalls, ["small-order"], bots, 40, seed=3, workers=1)
    shared = league(smalls, ["small-order"], bots, 40, seed=3, workers=2)
    assert alone == shared
    assert [row.runs for row in alone] == [40, 40, 40]
    assert alone != league(smalls, ["small-order"], bots, 40, seed=400, workers=1)


def test_all_bots_have_one_hand_at_the_grid(pack: Pack) -> None:
    """The same seed draws the same edits on the same grid, whoever sits there."""
    table = table_of(pack, "kettle-protocol")
    drawn = {}
    for policy in PICKING:
        outcome = table.run(policy, 11)
        drawn[policy.name] = outcome.phases["system_design"]
    assert len(set(drawn.values())) == 1
    others = {table.run(PICKING[0], seed).phases["system_design"] for seed in range(8)}
    assert len(others) > 1


def dear(mission: Mission, *, fixed: bool) -> Mission:
    """The mission with a grid that costs far more than there is, its own or to be cleared."""
    grid = next(phase for phase in mission.phases if isinstance(phase, SystemDesign))
    nodes = tuple(n.model_copy(update={"fixed": fixed}) for n in grid.initial.nodes)
    initial = grid.initial.model_copy(update={"nodes": nodes})
    poor = grid.model_copy(update={"budget": 1, "initial": initial})
    phases = tuple(poor if phase is grid else phase for phase in mission.phases)
    return mission.model_copy(update={"phases": phases})


def test_what_is_too_dear_is_cleared_away_or_told(smalls: Pack) -> None:
    table = table_of(smalls, "small-order")
    own = table.mission
    table.mission = dear(own, fixed=False)
    assert table.run(POLICIES["first"], 1).score >= 0
    table.mission = dear(own, fixed=True)
    table.memories = {}
    with pytest.raises(NoWayOut, match="too dear"):
        table.run(POLICIES["first"], 1)


def test_an_expert_whose_step_is_refused_is_told_by_its_line(smalls: Pack) -> None:
    table = table_of(smalls, "small-order")
    assert table.expert
    late = tuple(reversed(table.expert.steps))
    table.expert = table.expert.model_copy(update={"steps": late})
    with pytest.raises(Stranded, match=r"gold.yaml:\d+: .* is refused"):
        table.run(POLICIES[EXPERT], 1)


def test_a_mission_without_a_walkthrough_has_no_expert(tmp_path: Path, smalls: Pack) -> None:
    table = Table(smalls.mission("small-order"), None)
    assert table.run(POLICIES["first"], 1).score >= 0
    with pytest.raises(Stranded, match="no gold walkthrough"):
        table.run(POLICIES[EXPERT], 1)
