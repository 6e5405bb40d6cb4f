"""The climb of the load: what gives, where, and what a lost part comes to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.design.graph import Design
from engine.design.losses import lost_per_second, report
from engine.design.outage import ALL_UP, component, zone
from engine.design.stress import GOAL_POINT, Aim, climb, holds, moments, rate_at, rate_until
from engine.design.traffic import evaluate
from tests.engine.design.kinds import CATALOGUE, chain, design, load, shaky
from tests.engine.design.proof.topologies import KINDS

TWO = design(
    "client", "balancer", "server1", "server2", "db",
    links=(("client", "balancer"), ("balancer", "server1"), ("balancer", "server2"),
           ("server1", "db"), ("server2", "db")),
)  # fmt: skip
LATE = chain("client", "queue", "worker")
DESIGNS = (TWO, LATE, chain("client", "server", "db"), chain("client", "server"))


def test_the_climb_passes_the_goal_on_its_way_and_meets_the_plain_figures_there() -> None:
    run = climb(TWO, CATALOGUE, load(300))
    assert run.goal == evaluate(TWO, CATALOGUE, load(300))
    assert run.points[-1].offered_rps == pytest.approx(375)
    assert [f.offered_rps for f in run.points] == pytest.approx(
        [rate_at(load(300), n) for n in range(len(run.points))]
    )


def test_the_first_to_give_is_the_one_with_the_least_capacity_and_gives_there() -> None:
    run = climb(chain("client", "server", "db"), CATALOGUE, load(1000))
    least = min(("server", "db"), key=lambda node: run.points[0].nodes[node].capacity_rps)
    assert run.first is not None
    assert run.first.node == least
    assert run.first.rate_rps == pytest.approx(run.points[0].nodes[least].capacity_rps, rel=1e-3)


def test_the_warning_comes_before_the_knee() -> None:
    run = climb(chain("client", "server"), CATALOGUE, load(1000))
    kinds = [(m.kind, m.node) for m in moments(run, Aim()) if m.node == "server"]
    assert kinds == [("near", "server"), ("full", "server")]
    near, full = (m.rate_rps for m in moments(run, Aim()) if m.node == "server")
    assert near / full == pytest.approx(0.8)


def test_up_to_the_rate_that_is_named_all_holds_and_just_past_it_not() -> None:
    run, aim = climb(TWO, CATALOGUE, load(1000)), Aim(p95_ms=200, answered=0.995)
    held = report(run, aim).held_rps
    assert 0 < held < 1250
    assert holds(evaluate(TWO, CATALOGUE, load(held)), aim)
    assert not holds(evaluate(TWO, CATALOGUE, load(held * 1.01)), aim)
    assert rate_until(run, lambda figures: True) == run.points[-1].offered_rps


def test_a_queue_fills_by_what_is_asked_over_what_is_done_until_no_place_is_left() -> None:
    run = climb(chain("client", "server"), CATALOGUE, load(1000))
    waiting = [queues.get("server") for queues in run.queues]
    assert waiting[0] is None
    filled = [queue.waiting for queue in waiting if queue]
    assert filled == sorted(filled)
    last = waiting[-1]
    assert last is not None
    assert last.room is not None
    assert last.waiting == last.room


def test_what_chance_keeps_waiting_counts_before_the_surplus_does() -> None:
    short = load(110).model_copy(update={"peak_s": 1})
    run = climb(chain("client", "one", one={"room": 4}), KINDS, short)
    first = next(n for n, queues in enumerate(run.queues) if "one" in queues)
    queue, use = run.queues[first]["one"], run.points[first].nodes["one"]
    assert queue.grows_per_s * run.step_seconds < 0.5 < use.queue
    assert queue.waiting == pytest.approx(use.queue)


def test_where_a_burst_would_stay_and_where_it_need_not_come_are_moments_of_the_climb() -> None:
    impatient = chain(
        "client", "eight", client={"timeout": 500, "retries": 2}, eight={"room": 100_000}
    )
    run = climb(impatient, KINDS, load(800))
    found = {m.kind: m for m in moments(run, Aim())}
    assert found["vulnerable"].rate_rps == run.points[found["vulnerable"].at].offered_rps
    assert 0.33 * 800 < found["vulnerable"].rate_rps < 0.5 * 800
    assert found["vulnerable"].rate_rps < found["collapsed"].rate_rps
    calm = {m.kind for m in moments(climb(chain("client", "eight"), KINDS, load(800)), Aim())}
    assert not calm & {"vulnerable", "collapsed"}


def test_what_is_put_aside_piles_up_without_end() -> None:
    run = climb(LATE, CATALOGUE, load(1000))
    last = run.queues[-1]["worker"]
    assert last.room is None
    spare = [f.nodes["worker"] for f in run.points]
    over = sum(max(0.0, use.rate_rps - use.capacity_rps) for use in spare) * run.step_seconds
    assert last.waiting == pytest.approx(over)


@pytest.mark.parametrize("drawn", DESIGNS)
def test_without_a_failure_the_climb_is_the_plain_evaluation(drawn: Design) -> None:
    whole = climb(drawn, CATALOGUE, load(400))
    assert climb(drawn, CATALOGUE, load(400), frozenset()).points == whole.points
    assert whole.points[7] == evaluate(drawn, CATALOGUE, load(rate_at(load(400), 7)))


@given(st.sampled_from(DESIGNS), st.data(), st.floats(1, 3000))
@settings(max_examples=60, deadline=None)
def test_a_lost_component_serves_nothing_and_no_goodput_is_gained(
    drawn: Design, data: st.DataObject, rps: float
) -> None:
    lost = data.draw(st.sampled_from([node for node in drawn.by_id if node != "client"]))
    whole = evaluate(drawn, CATALOGUE, load(rps))
    left = evaluate(drawn, CATALOGUE, load(rps), frozenset({component(lost)}))
    assert left.nodes[lost].down
    assert left.nodes[lost].capacity_rps == 0
    alone = not any(len(targets) > 1 for targets in drawn.targets.values())
    if alone and not left.nodes[lost].later:
        assert left.goodput_rps == pytest.approx(0, abs=1e-6)
    assert left.goodput_rps <= whole.goodput_rps * (1 + 1e-6) + 1e-6 or not alone


@given(st.sampled_from(DESIGNS), st.floats(1, 3000), st.sampled_from(["server", "db", "worker"]))
@settings(max_examples=60, deadline=None)
def test_all_that_is_lost_is_named_with_its_cause(drawn: Design, rps: float, gone: str) -> None:
    for without in (ALL_UP, frozenset({component(gone)})):
        figures = evaluate(drawn, CATALOGUE, load(rps), without)
        losses = lost_per_second(drawn, figures)
        missing = figures.offered_rps - figures.goodput_rps
        assert sum(loss.requests for loss in losses) == pytest.approx(missing, rel=1e-6, abs=1e-5)
        assert all(loss.requests >= 0 for loss in losses)


def test_a_lost_balanced_server_leaves_the_other_to_carry_all() -> None:
    left = climb(TWO, CATALOGUE, load(100), frozenset({component("server1")}))
    assert left.goal.nodes["server1"].rate_rps == 0
    assert left.goal.nodes["server2"].rate_rps == pytest.approx(100, rel=0.01)
    whole = climb(TWO, CATALOGUE, load(100))
    assert left.first is not None
    assert whole.first is None or left.first.rate_rps < whole.first.rate_rps


def test_the_report_counts_what_a_lost_part_cost_and_says_that_it_was_down() -> None:
    run = climb(chain("client", "server", "db"), CATALOGUE, load(50), frozenset({component("db")}))
    told = report(run, Aim(answered=0.995))
    assert told.held_rps == 0
    assert told.lost == pytest.approx(told.asked, rel=1e-6)
    assert told.losses[0].cause == "down"
    assert told.losses[0].node == "db"


def test_what_a_source_cannot_hand_on_is_counted_where_it_would_have_gone() -> None:
    figures = evaluate(TWO, CATALOGUE, load(100), frozenset({component("balancer")}))
    assert [(loss.cause, loss.node) for loss in lost_per_second(TWO, figures)] == [
        ("down", "balancer")
    ]


def test_a_lost_zone_takes_what_stands_in_it() -> None:
    spread = chain("client", "server", server={"replicas": 2, "zones": 2})
    gone = chain("client", "server", server={"replicas": 2, "zones": 1})
    lost = frozenset({zone("A")})
    held = [report(climb(d, shaky(), load(200), lost), Aim()).held_rps for d in (spread, gone)]
    assert held[0] > 0
    assert held[1] == 0


def test_the_goal_stands_at_its_point() -> None:
    run = climb(TWO, CATALOGUE, load(300))
    assert run.points[GOAL_POINT - 1] is run.goal
    assert [m.at for m in moments(run, Aim()) if m.kind == "goal"] == [GOAL_POINT - 1]
