"""The machine that the explorer searches says what the engine says."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from content.explorer.inbox import InboxStage
from content.explorer.layout import TRUST, Layout
from content.explorer.machine import Machine
from content.explorer.outcomes import Outcome, outcomes
from content.explorer.search import Onward, Searched, exhaust, walks
from content.explorer.stages import EVERYTHING, Stage
from content.explorer.witness import Player
from content.loader import Pack, load_pack
from engine.mission import Mission
from engine.phase_config import VideoCall
from engine.shared import Shared
from tests.content.reaching_pack import write_reaching
from tests.shipped import a_few_quickly

PLAYS, STATES = 6, 12


SLUGS = a_few_quickly()


@pytest.mark.parametrize("slug", SLUGS)
def test_after_every_move_the_machine_stands_where_the_engine_stands(pack: Pack, slug: str) -> None:
    mission = pack.mission(slug)
    # What is tried on grids and sheets is taken from two walkthroughs: all of them cost the most.
    works = outcomes(mission, pack.walkthroughs_of(slug)[:2])
    machine = Machine(mission, works, more=None)
    chance = random.Random(slug)
    for _ in range(PLAYS):
        player = Player(mission, machine.asked)
        state, number = next(iter(machine.starts()))
        scores: dict[int, list[int]] = {}
        ticks = marks = 0
        while True:
            stage = machine.stages[number]
            state = stage.arrive(state)
            if isinstance(stage, InboxStage):
                player.come_to_mail()
            _same(machine, stage.reads, state, player.state.shared)
            offered = [taken for taken in stage.moves(state) if taken.key[0] != "work"]
            if not offered:
                break
            taken = chance.choice(offered)
            player.play(taken.key, {})
            _, spent, added = machine.layout.counters(taken.after)
            ticks, marks = ticks + spent, marks + added
            phase = scores.setdefault(stage.phase, [0, 0])
            phase[0] += taken.earned
            phase[1] += taken.possible
            state, number = taken.after, taken.stage
        for played in player.state.shared.transcript:
            words = played.ref.rsplit("/", 1)[-1].isdigit()
            assert not words or ("line", played.ref) in machine.reached
        assert player.state.shared.ticks == ticks
        assert player.state.shared.budget == marks
        _same_scores(mission, player, scores)


def _same(machine: Machine, live: set[tuple[str, ...]], state: int, shared: Shared) -> None:
    layout: Layout = machine.layout
    for variable, bit in layout.bits.items():
        if variable in live and variable[0] in ASKED:
            found = ASKED[variable[0]](shared, *variable[1:])
            assert bool(state & bit) == found, variable
    for variable in layout.fields:
        if variable not in live:
            continue
        match variable:
            case ("trust",):
                assert layout.get(state, variable) == shared.trust
            case ("reserve", person):
                assert layout.get(state, variable) == dict(shared.reserve).get(person, 0)
            case ("then", person) if shared.had_floor(person):
                assert layout.get(state, variable) == dict(shared.floor)[person]


ASKED: dict[str, Callable[..., bool]] = {
    "fact": lambda shared, fact: shared.knows(fact),
    "flag": lambda shared, flag: shared.has_flag(flag),
    "promise": lambda shared, promise: shared.has_promised(promise),
    "chose": lambda shared, node, move: shared.has_chosen(node, move or None),
    "had": lambda shared, person: shared.had_floor(person),
    "opened": lambda shared, source: shared.has_opened(source),
    "came": lambda shared, mail: mail in shared.arrived,
}


def _same_scores(mission: Mission, player: Player, scores: dict[int, list[int]]) -> None:
    for number, (earned, possible) in scores.items():
        phase = mission.phases[number].id
        lines = [c for c in player.state.shared.choices if c.phase == phase]
        weights = {mail.id: mail.weight for mail in mission.email_by_id.values()}
        weights |= {one.id: one.weight for one in mission.exchange_by_id.values()}
        assert earned == sum(c.worth * weights[c.node] for c in lines)
        assert possible >= sum(100 * weights[c.node] for c in lines)


def test_walks_reach_nothing_that_the_whole_search_does_not(pack: Pack) -> None:
    mission = pack.missions[0]
    works = outcomes(mission, pack.walkthroughs_of(mission.slug))
    whole, some = Machine(mission, works), Machine(mission, works, more=None)
    assert exhaust(whole).whole
    walks(some, 400)
    moves = ("chose", "mail", "exchange", "ending")
    assert {k for k in some.reached if k[0] in moves} <= whole.reached


def test_what_the_notebook_tells_and_nobody_keeps_leads_nowhere(pack: Pack) -> None:
    """A move that changes nothing would be taken for ever by whoever follows states in order."""
    mission = pack.mission("client-discovery-workshop")
    nothing = (Outcome("any", frozenset()),)
    machine = Machine(mission, {phase.id: nothing for phase in mission.phases})
    for stage in machine.stages:
        for variable, bit in machine.layout.bits.items():
            state = stage.rest | (sum(machine.layout.bits.values()) & stage.keep & ~bit)
            for taken in stage.moves(state):
                same = taken.stage == stage.number
                assert not same or stage.arrive(taken.after) != state, (variable, taken.key)


def test_a_sheet_that_is_handed_in_raises_its_flags_and_its_words_are_said(sheets: Pack) -> None:
    mission = sheets.mission("weir-offer")
    scripts = [s for s in sheets.walkthroughs_of(mission.slug) if s.name != "fair"]
    works = outcomes(mission, scripts)
    machine = Machine(mission, works, more=None)
    ahead, raised = list(machine.starts()), 0
    seen = set(ahead)
    while ahead:
        state, number = ahead.pop()
        raised |= state
        for taken in machine.stages[number].moves(machine.stages[number].arrive(state)):
            after = (taken.after, taken.stage)
            if after not in seen:
                seen.add(after)
                ahead.append(after)
    for flag in ("offer_capped", "offer_low"):
        assert raised & machine.layout.bit(("flag", flag)), flag
    for number in range(2):
        assert ("line", f"board_decision/closing/{number}") in machine.reached


@pytest.mark.parametrize("slug", SLUGS)
def test_moves_lead_where_they_lead_from_a_state_that_looks_alike(pack: Pack, slug: str) -> None:
    """The search takes moves once for all states that look alike at a stage."""
    mission = pack.mission(slug)
    nothing = (Outcome("any", frozenset()),)
    machine = Machine(mission, {phase.id: nothing for phase in mission.phases})
    chance = random.Random(slug)
    looked_at = [stage for stage in machine.stages if stage.sees != EVERYTHING]
    assert len(looked_at) >= sum(
        bool(exchange.options)
        for phase in mission.phases
        if isinstance(phase, VideoCall)
        for exchange in phase.exchanges
    )
    for stage in looked_at:
        onward = Onward(machine, stage, Searched())
        for _ in range(STATES):
            state, other = _any_state(machine, stage, chance), _any_state(machine, stage, chance)
            for one in (state, state & stage.sees | other & ~stage.sees):
                moves, ways = onward.of(one)
                taken = list(stage.moves(one))
                assert moves == len(taken)
                assert {(number, after) for number, afters in ways for after in afters} == {
                    (t.stage, machine.stages[t.stage].arrive(t.after)) for t in taken
                }


def _any_state(machine: Machine, stage: Stage, chance: random.Random) -> int:
    """A state that need not be one to which any play comes."""
    layout = machine.layout
    state = stage.arrive(layout.put(layout.neutral, TRUST, chance.randint(0, 100)))
    for variable in layout.fields:
        if variable[0] in ("reserve", "then"):
            state = layout.put(state, variable, chance.randint(0, 60))
    for bit in layout.bits.values():
        state |= bit & stage.keep if chance.random() < 0.5 else 0
    return state


def test_a_search_that_looks_at_everything_sees_the_same_states(
    tmp_path: Path,
) -> None:
    mission = load_pack(write_reaching(tmp_path)).missions[0]
    nothing = (Outcome("any", frozenset()),)
    works = {phase.id: nothing for phase in mission.phases}
    some, whole = Machine(mission, works), Machine(mission, works)
    assert any(stage.sees != EVERYTHING for stage in some.stages)
    for stage in whole.stages:
        stage.sees = EVERYTHING
    assert exhaust(some) == exhaust(whole)
    assert some.reached == whole.reached
    for key, site in whole.sites.by_key.items():
        other = some.sites.by_key[key]
        assert [(s.held, s.failed) for s in site.sides] == [(s.held, s.failed) for s in other.sides]
