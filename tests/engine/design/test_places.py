"""Places and prices: ways between zones and regions, copies elsewhere, encryption, slow shares."""

from __future__ import annotations

import pytest

from engine.design.availability import ZONE_UP
from engine.design.graph import Design
from engine.design.kind import Catalogue, Distances, Knob, Slow, Value
from engine.design.outage import zone
from engine.design.part import HOME
from engine.design.traffic import evaluate, zones_of
from tests.engine.design.kinds import chain, design, kind, load, shaky

ZONE_MS, REGION_MS = 2.0, 50.0
SLOW = Slow(share=0.02, ms=20)
SETTINGS = (
    Knob(name="region", label="Region", kind="choice", choices=(HOME, "abroad"), default=HOME),
    Knob(name="async_writes", label="Later", kind="switch", default=False),
    Knob(name="encrypted", label="Encrypted", kind="switch", default=False, slows=1.25, costs=7),
)
_zoned = shaky()
APART = Catalogue(
    kinds=(
        *(
            k.model_copy(
                update={
                    "knobs": (*k.knobs, *SETTINGS),
                    "copies_scale": k.id != "db",
                    "monthly_cost": 0 if k.role == "source" else 100,
                }
            )
            for k in _zoned.kinds
        ),
        kind("name", "balancer", service_ms=1, servers=100, slow=SLOW),
    ),
    distances=Distances(zone_ms=ZONE_MS, region_ms=REGION_MS),
)


def mean(drawn: Design, kind_of: str = "read") -> float:
    return evaluate(drawn, APART, load(1, kind_of)).mean_ms


def two(**db: Value) -> Design:
    return chain("client", "server", "db", db=db)


def test_a_call_to_another_region_takes_the_way_there_and_back() -> None:
    assert mean(two(region="abroad")) - mean(two()) == pytest.approx(REGION_MS)
    both = chain("client", "server", "db", server={"region": "abroad"}, db={"region": "abroad"})
    assert mean(both) - mean(two()) == pytest.approx(REGION_MS), "the customers are at home"


def test_a_call_to_another_zone_takes_its_way_as_often_as_it_goes_there() -> None:
    assert mean(two(zone="B")) - mean(two()) == pytest.approx(ZONE_MS)
    half = chain("client", "server", "db", server={"replicas": 2, "zones": 2})
    twice = chain("client", "server", "db", server={"replicas": 2})
    assert mean(half) - mean(twice) == pytest.approx(ZONE_MS / 2)
    # Who is lost calls nobody: those that are left stand beside the database.
    left = evaluate(half, APART, load(1), frozenset({zone("B")}))
    assert left.mean_ms == pytest.approx(mean(two()), rel=1e-3)


def test_a_way_that_is_longer_than_the_patience_of_the_caller_fails() -> None:
    knob = Knob(name="timeout", label="Timeout", high=1000, default=40)
    kinds = tuple(
        k.model_copy(update={"knobs": (*k.knobs, knob)}) if k.id == "server" else k
        for k in APART.kinds
    )
    hasty = APART.model_copy(update={"kinds": kinds})
    assert evaluate(two(), hasty, load(1)).error_share < 0.05
    assert evaluate(two(region="abroad"), hasty, load(1)).error_share == pytest.approx(1)


def test_a_write_waits_for_copies_in_another_zone_unless_they_follow_later() -> None:
    near, far = two(replicas=2), two(replicas=2, zones=2)
    later = two(replicas=2, zones=2, async_writes=True)
    assert mean(far, "write") - mean(near, "write") == pytest.approx(ZONE_MS)
    assert mean(later, "write") == pytest.approx(mean(near, "write"))
    assert mean(far, "read") == pytest.approx(mean(near, "read"))


def test_the_zones_of_another_region_fail_by_themselves() -> None:
    together, apart = two(), two(region="abroad")
    assert zones_of(apart, APART) == ("A", "A abroad")
    one, other = (evaluate(d, APART, load(1)).availability for d in (together, apart))
    assert other == pytest.approx(one * ZONE_UP)
    lost = evaluate(apart, APART, load(1), frozenset({zone("A abroad")}))
    assert lost.nodes["db"].down and not lost.nodes["server"].down


def test_what_is_switched_on_takes_time_and_money_once_for_a_component() -> None:
    plain, secret = (evaluate(two(encrypted=on), APART, load(10)) for on in (False, True))
    db, kept = plain.nodes["db"], secret.nodes["db"]
    assert kept.capacity_rps == pytest.approx(db.capacity_rps / 1.25)
    assert kept.utilisation == pytest.approx(db.utilisation * 1.25)
    assert kept.mean_ms > db.mean_ms
    assert secret.monthly_cost - plain.monthly_cost == pytest.approx(7)
    more = evaluate(two(encrypted=True, replicas=3), APART, load(10))
    assert more.monthly_cost - plain.monthly_cost == pytest.approx(207)


def test_a_slow_share_is_late_and_the_others_are_not() -> None:
    drawn = design("client", "name", "eight", links=(("client", "name"), ("name", "eight")))
    kinds = tuple(k.model_copy(update={"slow": None}) for k in APART.kinds)
    even = evaluate(drawn, APART.model_copy(update={"kinds": kinds}), load(1)).nodes["name"]
    rough = evaluate(drawn, APART, load(1)).nodes["name"]
    assert rough.mean_ms - even.mean_ms == pytest.approx(SLOW.share * SLOW.ms)
    assert rough.p95_ms < SLOW.ms < rough.p99_ms
    assert rough.utilisation == even.utilisation, "nobody is kept from the server meanwhile"


def test_a_drawing_in_which_requests_go_in_a_circle_costs_what_stands_there() -> None:
    links = (("client", "server1"), ("server1", "server2"), ("server2", "server1"))
    drawn = design("client", "server1", "server2", links=links, server1={"replicas": 3})
    assert evaluate(drawn, APART, load(1)).monthly_cost == 400
