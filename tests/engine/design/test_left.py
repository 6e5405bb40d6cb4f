"""What rules are told of a loss is what the whole model says of it, only sooner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.design.graph import Design, Node, Setting
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.outage import Copy, Missing, component, zone
from engine.design.part import ZONES, part
from engine.design.traffic import evaluate, left, p95_left
from tests.engine.design.graphs import KINDS, drawings, loads
from tests.engine.design.kinds import CATALOGUE, chain, design, load
from tests.properties import cases

NAMES = ("n1", "n2", "n3")
losses = st.frozensets(
    st.sampled_from((*map(zone, ZONES), *map(component, NAMES), *map(Copy, NAMES))),
    min_size=1,
    max_size=2,
)


@given(drawn=drawings(), asked=loads(), without=losses)
@cases(60, 400)
def test_shares_and_times_are_those_of_the_whole_model(
    drawn: Design, asked: Load, without: Missing
) -> None:
    whole = evaluate(drawn, KINDS, asked, without)
    told = left(drawn, KINDS, asked, without)
    assert told.error_share == whole.error_share
    assert p95_left(drawn, KINDS, asked, without) == whole.p95_ms
    assert [name for name, _ in told.classes] == [c.name for c in whole.classes]
    for (_, done), found in zip(told.classes, whole.classes, strict=True):
        assert done * found.offered_rps == found.goodput_rps


def _one_less(node: Node, catalogue: Catalogue) -> Node:
    """A component as its player would set it with a copy less."""
    kind = catalogue.kind(node.kind)
    found = dict(node.settings)
    if found.get("standby"):
        found["standby"] = int(found["standby"]) - 1
    else:
        replicas = int(node.value(kind, "replicas", 1))
        found["replicas"] = replicas - 1
        if kind.role == "cache":
            found["hit"] = part(node, kind).hit * (replicas - 1) / replicas
    config = tuple(Setting(name=name, value=value) for name, value in sorted(found.items()))
    return node.model_copy(update={"config": config})


@given(drawn=drawings(), asked=loads(), replicas=st.integers(2, 4), standby=st.integers(0, 2))
@cases(60, 400)
def test_a_lost_copy_leaves_what_a_design_with_one_copy_less_does(
    drawn: Design, asked: Load, replicas: int, standby: int
) -> None:
    def with_nodes(*nodes: Node) -> Design:
        return drawn.model_copy(update={"nodes": nodes})

    first, node, *others = drawn.nodes
    copies = {**node.settings, "replicas": replicas, "standby": standby}
    config = tuple(Setting(name=name, value=value) for name, value in sorted(copies.items()))
    several = node.model_copy(update={"config": config})
    whole = with_nodes(first, several, *others)
    fewer = with_nodes(first, _one_less(several, KINDS), *others)
    lost = evaluate(whole, KINDS, asked, frozenset({Copy(node.id)}))
    anew = evaluate(fewer, KINDS, asked)
    assert (lost.error_share, lost.p95_ms) == (anew.error_share, anew.p95_ms)


def test_a_copy_that_stands_by_is_lost_before_one_that_serves() -> None:
    drawn = chain("client", "server", server={"replicas": 2, "standby": 1})
    lost = evaluate(drawn, CATALOGUE, load(50), frozenset({Copy("server")}))
    assert lost.nodes["server"].capacity_rps == pytest.approx(200)
    alone = chain("client", "server", server={"replicas": 2})
    lost = evaluate(alone, CATALOGUE, load(50), frozenset({Copy("server")}))
    assert lost.nodes["server"].capacity_rps == pytest.approx(100)


def test_with_a_copy_of_a_cache_its_share_of_the_keys_is_lost() -> None:
    links = (("client", "eight"), ("eight", "cache"), ("eight", "db"))
    drawn = design("client", "eight", "cache", "db", links=links,
                   cache={"hit": 0.8, "replicas": 2})  # fmt: skip
    lost = evaluate(drawn, CATALOGUE, load(100), frozenset({Copy("cache")}))
    assert lost.nodes["db"].rate_rps == pytest.approx(60, rel=0.01)
