"""The catalogue against the figures it was designed with, and against common sense."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.design.kind import Catalogue
from engine.design.links import may_connect

FIGURES = {
    # kind: ms, variability, requests a second and unit, marks a month, marks a million, up
    "dns": (1, None, 100_000, 1, 0.4, 0.99999),
    "cdn": (2, 1, 100_000, 20, 0.9, 0.999),
    "waf": (1, 0.5, 16_000, 25, 0.6, 0.9995),
    "firewall": (0.1, 0.2, 80_000, 50, 0, 0.9995),
    "load_balancer": (0.5, 0.25, 32_000, 25, 0.02, 0.9999),
    "api_gateway": (3, 0.5, 10_700, 0, 1, 0.9995),
    "auth": (8, 1, 2_000, 60, 0, 0.999),
    "web_server": (5, 1, 800, 35, 0, 0.995),
    "app_server": (20, 1.5, 400, 140, 0, 0.995),
    "function": (38, 3, 26_000, 0, 0.8, 0.9995),
    "worker": (50, 1.5, 80, 70, 0, 0.995),
    "cache": (0.1, 1, 80_000, 110, 0, 0.999),
    "relational_db": (8, 2, 1_000, 550, 0, 0.995),
    "read_replica": (8, 2, 1_000, 550, 0, 0.995),
    "nosql": (4, 1, 10_000, 400, 0, 0.9999),
    "queue": (3, 1, 10_000, 5, 0.4, 0.999),
    "stream": (5, 1, 10_000, 200, 0, 0.999),
    "object_storage": (30, 1, 5_500, 23, 0.4, 0.999),
    "search_index": (20, 2, 400, 350, 0, 0.995),
    "data_warehouse": (3000, 2, 2.7, 1500, 0, 0.999),
    "third_party_api": (150, 1, 333, 0, 500, 0.995),
    "waiting_room": (2, 0.5, 50_000, 200, 0.2, 0.9995),
    "token_service": (4, 0.5, 2_000, 120, 0, 0.9995),
    "ledger": (9, 1, 890, 960, 0, 0.9995),
    "edge_device": (50, 0.5, 20, 8, 0, 0.98),
    "origin_shield": (2, 1, 10_000, 80, 0.3, 0.999),
    "ad_server": (10, 1, 1_600, 280, 0, 0.995),
    "alert_channel": (40, 1, 100, 55, 400, 0.995),
    "adapter": (20, 1.5, 400, 290, 0, 0.995),
}
UNASKED = {"monitoring": 100, "backup": 60, "vault": 140}
COMPUTE = "web_server app_server function"
LEGAL = {
    "client": f"dns cdn waf firewall load_balancer api_gateway waiting_room {COMPUTE}",
    "dns": "cdn waf load_balancer",
    "cdn": "waf load_balancer api_gateway object_storage origin_shield",
    "origin_shield": "load_balancer api_gateway object_storage",
    "waf": f"load_balancer api_gateway {COMPUTE}",
    "firewall": f"load_balancer api_gateway {COMPUTE}",
    "waiting_room": f"load_balancer api_gateway {COMPUTE}",
    "load_balancer": f"api_gateway {COMPUTE}",
    "api_gateway": f"auth load_balancer {COMPUTE}",
    "app_server": "cache relational_db search_index queue stream auth third_party_api adapter",
    "function": "cache nosql queue stream third_party_api",
    "cache": "relational_db nosql read_replica",
    "relational_db": "read_replica backup stream vault",
    "ledger": "read_replica backup stream vault",
    "queue": "worker function data_warehouse",
    "stream": "worker function data_warehouse",
    "worker": "relational_db search_index data_warehouse third_party_api alert_channel adapter",
    "adapter": "third_party_api relational_db queue",
    "edge_device": "api_gateway app_server queue stream",
    "ad_server": "cache nosql",
    "token_service": "relational_db ledger",
    "monitoring": "client relational_db worker",
}
FORBIDDEN = {
    "client": "relational_db cache queue worker ledger third_party_api",
    "dns": "app_server relational_db",
    "cdn": "relational_db queue worker",
    "load_balancer": "relational_db queue cache",
    "relational_db": "app_server client relational_db",
    "queue": "relational_db app_server client",
    "object_storage": "relational_db app_server",
    "cache": "app_server queue",
    "backup": "relational_db",
    "alert_channel": "app_server",
}


@pytest.fixture
def kinds(pack: Pack) -> Catalogue:
    return pack.catalogue


@pytest.mark.parametrize("name", FIGURES)
def test_a_kind_has_the_figures_it_was_designed_with(kinds: Catalogue, name: str) -> None:
    service, variability, rate, month, million, up = FIGURES[name]
    kind = kinds.kind(name)
    assert kind.service_ms == service
    assert variability is None or kind.variability == variability
    assert kind.servers * 1000 / kind.service_ms == pytest.approx(rate, rel=0.02)
    assert (kind.monthly_cost, kind.cost_per_million) == (month, million)
    assert kind.availability == up


@pytest.mark.parametrize("name", UNASKED)
def test_what_carries_no_traffic_costs_what_it_was_designed_to(kinds: Catalogue, name: str) -> None:
    assert kinds.kind(name).role == "bystander"
    assert kinds.kind(name).monthly_cost == UNASKED[name]


@pytest.mark.parametrize("name", LEGAL)
def test_a_kind_may_call_what_it_was_designed_to_call(kinds: Catalogue, name: str) -> None:
    refused = [other for other in LEGAL[name].split() if not may_connect(kinds, name, other)]
    assert refused == []


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_kind_may_not_call_past_what_stands_between(kinds: Catalogue, name: str) -> None:
    allowed = [other for other in FORBIDDEN[name].split() if may_connect(kinds, name, other)]
    assert allowed == []


def test_writes_and_searches_weigh_what_they_were_designed_to(kinds: Catalogue) -> None:
    assert kinds.kind("app_server").effort_of == {"write": 1.2}
    assert kinds.kind("relational_db").effort_of == {"write": 2, "search": 8}
    assert kinds.kind("nosql").effort_of == {"write": 1.3}


def test_further_copies_of_what_is_written_once_stand_by(kinds: Catalogue) -> None:
    for name in ("relational_db", "ledger"):
        assert not kinds.kind(name).copies_scale
    assert kinds.kind("read_replica").copies_scale


def test_every_kind_says_what_it_is_for_how_it_fails_and_where_its_figures_are_from(
    kinds: Catalogue,
) -> None:
    for kind in kinds.kinds:
        assert kind.purpose.endswith(".") and kind.fails.endswith("."), kind.id
        assert len(kind.basis) > 10, kind.id
        assert len(kind.short or kind.name) <= 8, kind.id


def test_every_knob_starts_within_its_own_range(kinds: Catalogue) -> None:
    for kind in kinds.kinds:
        for knob in kind.knobs:
            assert knob.fault(knob.default) is None, f"{kind.id}.{knob.name}"


def test_a_kind_differs_from_its_neighbours_by_tag_or_glyph(kinds: Catalogue) -> None:
    seen = [(kind.tag, kind.glyph) for kind in kinds.kinds]
    assert len(seen) - len(set(seen)) <= 1, "customers and drinkers look alike, and no others"
