"""What one request's visits do to a queue, against closed forms and against what was simulated."""

from __future__ import annotations

import pytest

from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.pools import dealt, pools
from engine.design.routes import Plan, plan
from engine.design.station import Arrivals, felt_variability, solve
from engine.design.traffic import evaluate
from engine.design.visits import Visits, before, ways
from tests.engine.design.kinds import design, kind, load
from tests.engine.design.proof.topologies import MODEL

PASSES = Catalogue(
    kinds=(
        kind("client", "source"),
        kind("app", servers=50, knobs=MODEL),
        kind("relay", servers=50, knobs=MODEL),
        kind("store", "store", service_ms=10),
        kind("even", "store", service_ms=10, variability=0.5),
        kind("rough", "store", service_ms=10, variability=4),
    )
)


def _fan(store: str, width: int, at_once: bool) -> Design:
    """A component that calls the same store so many times, and takes no time itself."""
    relays = [f"relay{n}" for n in range(1, width + 1)]
    links = [("client", "app"), *[("app", r) for r in relays], *[(r, store) for r in relays]]
    return design("client", "app", *relays, store, links=tuple(links), app={"at_once": at_once})


def _met(drawn: Design, node: str) -> Visits:
    return ways(_ready(drawn), "read")["client"].visits[node]


def _ready(drawn: Design) -> Plan:
    ready = plan(drawn, PASSES)
    pools(ready)
    return ready


def test_calls_in_a_row_come_one_by_one_and_those_side_by_side_at_once() -> None:
    row, side = _met(_fan("store", 3, False), "store"), _met(_fan("store", 3, True), "store")
    assert (row.mean, row.square, row.stages, row.excess, row.hidden) == (3, 9, 3, 0, 2)
    assert (side.mean, side.square, side.stages, side.excess, side.hidden) == (3, 9, 1, 2, 1)


@pytest.mark.parametrize("rho", [0.5, 0.8, 0.9])
def test_exponential_service_waits_alike_however_often_a_request_comes(rho: float) -> None:
    """Jackson's product form: the second and third visit are arrivals as any other."""
    drawn = _fan("store", 3, False)
    waits = evaluate(drawn, PASSES, load(rho * 100 / 3)).nodes["store"].wait_ms
    assert waits == pytest.approx(10 * rho / (1 - rho), rel=1e-3)


@pytest.mark.parametrize(("store", "variability"), [("even", 0.5), ("rough", 4.0)])
def test_three_visits_at_once_after_each_other_share_out_what_varies(
    store: str, variability: float
) -> None:
    """M/G/1 with a batch's work served visit by visit: (k + cs²) / (k + 1) of the exponential."""
    rho = 0.8
    waits = evaluate(_fan(store, 3, False), PASSES, load(rho * 100 / 3)).nodes[store].wait_ms
    assert waits == pytest.approx(10 * rho / (1 - rho) * (3 + variability) / 4, rel=0.01)


@pytest.mark.parametrize("rho", [0.3, 0.6, 0.9])
def test_branches_that_come_at_once_wait_as_batches_do(rho: float) -> None:
    """M/M/1 with batches of two: the wait of one, and half a service more over what is idle."""
    drawn = _fan("store", 2, True)
    waits = evaluate(drawn, PASSES, load(rho * 100 / 2)).nodes["store"].wait_ms
    assert waits == pytest.approx((rho + 0.5) * 10 / (1 - rho), rel=0.01)


def test_what_was_passed_before_the_first_visit_is_known() -> None:
    drawn = _fan("store", 2, False)
    assert before(_ready(drawn), "read")["store"] == {"client", "app", "relay1"}
    assert before(_ready(drawn), "read")["relay2"] == {"client", "app", "relay1", "store"}


@pytest.mark.parametrize(
    ("servers", "variability", "rho", "waits"),
    [(8, 2, 0.9, 1.441), (8, 2, 0.8, 1.374), (24, 3, 0.9, 1.784), (24, 3, 0.8, 1.585),
     (8, 4, 0.9, 2.343), (2, 3, 0.9, 1.978), (4, 4, 0.8, 2.292)],
)  # fmt: skip
def test_rough_service_before_many_servers_is_felt_as_it_was_simulated(
    servers: int, variability: float, rho: float, waits: float
) -> None:
    """The mean wait over that of exponential service, of three million requests each."""
    assert (1 + felt_variability(variability, servers, rho)) / 2 == pytest.approx(waits, rel=0.03)


@pytest.mark.parametrize(
    ("sizes", "rho", "busy"),
    [
        (((8, 5.0), (32, 3.0)), 0.3, (0.3646, 0.2906)),
        (((8, 5.0), (32, 3.0)), 0.9, (0.9423, 0.8946)),
        (((4, 38.0), (2, 38.0), (2, 38.0)), 0.5, (0.447, 0.5519, 0.5517)),
        (((16, 0.5), (200, 2.0)), 0.8, (0.8107, 0.7952)),
        (((8, 20.0), (16, 20.0)), 0.7, (0.7248, 0.689)),
        (((1, 10.0), (4, 10.0)), 0.3, (0.5377, 0.2406)),
        (((1, 10.0), (4, 10.0)), 0.8, (0.8964, 0.7765)),
        (((32, 3.0), (160, 20.0)), 0.9, (0.8935, 0.9097)),
    ],
)
def test_the_least_busy_of_unlike_ones_is_as_busy_as_it_was_simulated(
    sizes: tuple[tuple[int, float], ...], rho: float, busy: tuple[float, ...]
) -> None:
    """Utilisations, of a million requests each."""
    named = {str(n): size for n, size in enumerate(sizes)}
    flows = dealt(rho * sum(servers / service for servers, service in sizes), named)
    found = [flows[n] * service / servers for n, (servers, service) in named.items()]
    assert found == pytest.approx(busy, abs=0.03)


def test_bunches_meet_full_servers_more_often() -> None:
    even, bunched = (solve(640, 10, 8, 1.0, 1000, Arrivals(batch=b)) for b in (0.0, 3.0))
    assert bunched.waiting > even.waiting * 1.2
