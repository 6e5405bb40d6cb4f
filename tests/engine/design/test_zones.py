"""Zones: where copies stand, what is left when one is lost, and how availability counts them."""

from __future__ import annotations

import pytest

from engine.design.availability import ZONE_UP
from engine.design.graph import Design
from engine.design.outage import component, zone
from engine.design.part import part
from engine.design.traffic import evaluate, zones_of
from tests.engine.design.kinds import CATALOGUE, chain, design, load, shaky

SHAKY = shaky()
A, B = frozenset({zone("A")}), frozenset({zone("B")})


def _pair(**settings: dict[str, object]) -> Design:
    links = (
        ("client", "balancer"), ("balancer", "server1"), ("balancer", "server2"),
        ("server1", "db"), ("server2", "db"),
    )  # fmt: skip
    return design("client", "balancer", "server1", "server2", "db", links=links, **settings)


def test_copies_are_spread_from_their_own_zone_on() -> None:
    node = chain("client", "server", server={"replicas": 4, "zone": "B", "zones": 2}).by_id[
        "server"
    ]
    assert part(node, SHAKY.kind("server")).zones == ("B", "C", "B", "C")
    assert part(node, CATALOGUE.kind("server")).zones == ()


def test_a_lost_zone_takes_its_share_of_the_copies() -> None:
    spread = chain("client", "server", server={"replicas": 4, "zones": 2})
    whole = evaluate(spread, SHAKY, load(100)).nodes["server"]
    half = evaluate(spread, SHAKY, load(100), A).nodes["server"]
    assert half.capacity_rps == pytest.approx(whole.capacity_rps / 2)
    assert not half.down
    assert evaluate(spread, SHAKY, load(100), frozenset({zone("C")})).nodes["server"] == whole


def test_what_stands_in_one_zone_is_gone_with_it() -> None:
    lost = evaluate(chain("client", "server"), SHAKY, load(10), A)
    assert lost.nodes["server"].down
    assert lost.goodput_rps == 0
    assert lost.error_share == 1
    assert evaluate(chain("client", "server"), SHAKY, load(10), B).error_share < 0.01


def test_a_balancer_sends_nothing_to_what_is_down() -> None:
    drawn = _pair(server1={"zone": "A"}, server2={"zone": "B"}, db={"zone": "C"},
                  balancer={"zone": "C"})  # fmt: skip
    left = evaluate(drawn, SHAKY, load(50), A)
    assert left.nodes["server1"].rate_rps == 0
    assert left.nodes["server2"].rate_rps == pytest.approx(50, rel=0.01)
    assert left.error_share < 0.01


def test_a_standing_copy_takes_the_place_of_a_lost_one() -> None:
    alone = chain("client", "server", server={"standby": 1, "zones": 2})
    left = evaluate(alone, SHAKY, load(50), A)
    assert left.nodes["server"].utilisation == evaluate(alone, SHAKY, load(50)).nodes[
        "server"].utilisation  # fmt: skip
    assert left.error_share < 0.01


def test_a_lost_component_answers_nobody_and_a_lost_cache_knows_nothing() -> None:
    links = (("client", "eight"), ("eight", "cache"), ("eight", "db"))
    drawn = design("client", "eight", "cache", "db", links=links, cache={"hit": 0.9})
    cold = evaluate(drawn, CATALOGUE, load(100), frozenset({component("cache")}))
    assert cold.nodes["db"].rate_rps == pytest.approx(100, rel=0.01)
    assert cold.error_share < 0.01
    assert evaluate(
        drawn, CATALOGUE, load(100), frozenset({component("db")})
    ).error_share == pytest.approx(0.1)


def test_without_anything_lost_it_is_the_plain_evaluation() -> None:
    drawn = _pair()
    assert evaluate(drawn, SHAKY, load(50), frozenset()) == evaluate(drawn, SHAKY, load(50))
    assert evaluate(drawn, SHAKY, load(50), frozenset({component("nobody")})) == evaluate(
        drawn, SHAKY, load(50)
    )


def test_two_copies_in_one_zone_are_less_available_than_in_two() -> None:
    together = chain("client", "server", server={"replicas": 2})
    apart = chain("client", "server", server={"replicas": 2, "zones": 2})
    one, two = (evaluate(d, SHAKY, load(1)).availability for d in (together, apart))
    assert one == pytest.approx(ZONE_UP * (1 - 0.05**2))
    assert two == pytest.approx(1 - (1 - ZONE_UP * 0.95) ** 2)


def test_the_zones_of_a_design_are_those_with_something_in_them() -> None:
    drawn = chain("client", "server", "db", server={"zone": "C"})
    assert zones_of(drawn, SHAKY) == ("A", "C")
    assert zones_of(drawn, CATALOGUE) == ()


def test_a_component_that_bears_a_zone_s_name_is_not_lost_with_it() -> None:
    drawn = design("client", "server", links=(("client", "server"),), server={"zone": "B"})
    named = drawn.nodes[1].model_copy(update={"id": "A"})
    edges = tuple(e.model_copy(update={"target": "A"}) for e in drawn.edges)
    bold = drawn.model_copy(update={"nodes": (drawn.nodes[0], named), "edges": edges})
    whole = evaluate(bold, SHAKY, load(10))
    assert evaluate(bold, SHAKY, load(10), A) == whole
    assert evaluate(bold, SHAKY, load(10), B).nodes["A"].down
    assert evaluate(bold, SHAKY, load(10), frozenset({component("A")})).nodes["A"].down
    assert not evaluate(bold, SHAKY, load(10), frozenset({component("B")})).nodes["A"].down
