"""Whatever is drawn gets figures that are finite, bounded, and the same in any order."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.design.availability import ZONE_UP, availability
from engine.design.graph import Design, Setting
from engine.design.kind import ClassKind
from engine.design.load import Load
from engine.design.mixture import Mixture, Part, below, quantile, total, within
from engine.design.outage import Outage, component, zone
from engine.design.part import HOME, ZONES
from engine.design.routes import Plan, plan
from engine.design.traffic import Figures, evaluate
from tests.engine.design.graphs import KINDS, drawings, loads
from tests.engine.design.kinds import chain, design, load
from tests.properties import cases

lost = st.frozensets(
    st.builds(zone, st.sampled_from(ZONES))
    | st.builds(component, st.sampled_from(("n1", "n2", "n3"))),
    max_size=2,
)


@given(drawn=drawings(), asked=loads(), without=lost)
@cases(80, 500)
def test_any_drawing_gets_finite_figures_within_their_bounds(
    drawn: Design, asked: Load, without: frozenset[Outage]
) -> None:
    figures = evaluate(drawn, KINDS, asked, without)
    assert 0 <= figures.goodput_rps <= figures.offered_rps * (1 + 1e-9)
    for share in (figures.availability, figures.error_share, figures.answered_share):
        assert -1e-9 <= share <= 1 + 1e-9
    assert 0 <= figures.p50_ms <= figures.p95_ms * (1 + 1e-3)
    assert figures.p95_ms <= figures.p99_ms * (1 + 1e-3)
    assert math.isfinite(figures.p99_ms) and math.isfinite(figures.monthly_cost)
    assert figures.monthly_cost >= 0
    for node in figures.nodes.values():
        assert 0 <= node.busy <= 1 + 1e-9
        assert 0 <= node.error_share <= 1 + 1e-9
        for value in (node.rate_rps, node.utilisation, node.p50_ms, node.p95_ms, node.p99_ms,
                      node.wait_ms, node.queue, node.backlog, node.lag_ms, node.drain_s,
                      node.timed_out_rps, node.retried_rps, node.monthly_cost):  # fmt: skip
            assert math.isfinite(value)
            assert value >= -1e-9
    parts = [c.goodput_rps for c in figures.classes]
    assert sum(parts) == pytest.approx(figures.goodput_rps, rel=1e-6, abs=1e-9)


def _upside_down(design: Design) -> Design:
    """The same drawing with its components named and listed the other way round."""
    names = {node.id: f"z{len(design.nodes) - n}" for n, node in enumerate(design.nodes)}
    nodes = tuple(n.model_copy(update={"id": names[n.id]}) for n in reversed(design.nodes))
    edges = tuple(
        e.model_copy(update={"source": names[e.source], "target": names[e.target]})
        for e in design.edges
    )
    return design.model_copy(update={"nodes": nodes, "edges": edges})


def _told(figures: Figures) -> list[float]:
    nodes = sorted((round(n.rate_rps, 4), round(n.utilisation, 6)) for n in figures.nodes.values())
    return [
        figures.goodput_rps,
        figures.p95_ms,
        figures.availability,
        figures.monthly_cost,
        *[value for pair in nodes for value in pair],
    ]


@given(drawn=drawings(turned=False), asked=loads())
@cases(50, 250)
def test_names_and_order_do_not_matter(drawn: Design, asked: Load) -> None:
    one, other = (evaluate(d, KINDS, asked) for d in (drawn, _upside_down(drawn)))
    assert _told(one) == pytest.approx(_told(other), rel=1e-3, abs=1e-6)


@given(drawn=drawings(turned=False), asked=loads())
@cases(50, 250)
def test_what_comes_to_a_component_is_what_was_sent_to_it(drawn: Design, asked: Load) -> None:
    """Nothing appears on the way: a component with one caller is asked no more than that was,
    for every call that it may make."""
    figures = evaluate(drawn, KINDS, asked)
    for node in drawn.nodes:
        callers = [e.source for e in drawn.edges if e.target == node.id]
        if KINDS.kind(node.kind).role != "source":
            most = sum(figures.nodes[c].rate_rps for c in callers)
            assert figures.nodes[node.id].rate_rps <= most * (1 + 1e-6) + 1e-9


@given(drawn=drawings(turned=False), pressed=st.floats(1.05, 4))
@cases(50, 250)
def test_more_capacity_where_it_is_narrowest_never_loses_requests(
    drawn: Design, pressed: float
) -> None:
    quiet = evaluate(drawn, KINDS, load(1.0))
    busiest = max(node.utilisation for node in quiet.nodes.values())
    assume(busiest > 0)
    rps = pressed / busiest  # so many times what the narrowest of them can do
    before = evaluate(drawn, KINDS, load(rps))
    assume(before.limits)
    # A dead end that answers quickly draws requests to itself, the more the quicker it is.
    assume(not any("nowhere" in p.message or "nothing" in p.message for p in before.problems))
    narrow = before.limits[0]
    nodes = tuple(
        n.model_copy(update={"config": (Setting(name="replicas", value=2),)})
        if n.id == narrow
        else n
        for n in drawn.nodes
    )
    after = evaluate(drawn.model_copy(update={"nodes": nodes}), KINDS, load(rps))
    # What comes through may drown a component behind it that others need: then it was not the
    # only bottleneck.
    assume(all(after.nodes[n].utilisation < 0.9 for n in after.limits if n != narrow))
    assert after.goodput_rps >= before.goodput_rps * (1 - 1e-6) - 1e-9


# --- availability, state by state ---


def _brute(ready: Plan, kind: ClassKind, demand: dict[str, int]) -> float:
    """Every state of every zone and copy, one by one."""
    zones = sorted({zone for part in ready.parts.values() for zone in part.zones})
    copies = [
        (node, n)
        for node, part in ready.parts.items()
        if part.kind.role != "bystander"
        for n in range(part.copies)
    ]
    result = 0.0
    for zone_states in product((True, False), repeat=len(zones)):
        up_zones = {z for z, up in zip(zones, zone_states, strict=True) if up}
        chance = math.prod(ZONE_UP if up else 1 - ZONE_UP for up in zone_states)
        for states in product((True, False), repeat=len(copies)):
            odds, counts = chance, dict.fromkeys(ready.parts, 0)
            for (node, n), up in zip(copies, states, strict=True):
                part = ready.parts[node]
                odds *= part.kind.availability if up else 1 - part.kind.availability
                counts[node] += up and (not part.zones or part.zones[n] in up_zones)
            alive = {node: counts[node] >= demand[node] for node in counts}
            source = ready.sources[0]
            result += odds * _served(ready, kind, source, alive)
    return result


def _served(ready: Plan, kind: ClassKind, node: str, alive: dict[str, bool]) -> float:
    if not alive[node]:
        return 0.0
    calls = [c for c in ready.calls(node, kind) if c.waits]
    role = ready.parts[node].kind.role
    if not calls:
        return 0.0 if role == "source" else 1.0
    if role in ("source", "balancer"):
        return float(any(_served(ready, kind, c.target, alive) > 0 for c in calls))
    caches = [c for c in calls if ready.parts[c.target].kind.role == "cache"]
    aside = bool(caches) and any(c.missed for c in calls) and role != "cache"
    missed, result = 1.0, 1.0
    for call in caches if aside else ():
        if _served(ready, kind, call.target, alive) > 0:
            missed *= 1 - ready.parts[call.target].hit
    together = 1.0
    for call in calls:
        if aside and call in caches:
            continue
        if call.missed:
            together *= _served(ready, kind, call.target, alive)
        else:
            result *= 1 - call.probability * (1 - _served(ready, kind, call.target, alive))
    if any(c.missed for c in calls):
        chance = missed if aside else next(c.probability for c in calls if c.missed)
        result *= 1 - chance * (1 - together)
    return result


@st.composite
def small(draw: st.DrawFn) -> Design:
    """Drawings of few copies, in which a cache has nothing behind it that may fail partly."""
    drawn = draw(drawings(most=6, turned=False))
    settings_ = []
    for node in drawn.nodes:
        found = [Setting(name="replicas", value=draw(st.integers(1, 2)))]
        found.append(Setting(name="zones", value=draw(st.integers(1, 2))))
        found.append(Setting(name="region", value=draw(st.sampled_from((HOME, "abroad")))))
        settings_.append(node.model_copy(update={"config": tuple(found)}))
    return drawn.model_copy(update={"nodes": tuple(settings_)})


@given(drawn=small(), kind=st.sampled_from(("read", "write")), half=st.booleans())
@cases(60, 600)
def test_availability_is_that_of_all_states_counted_one_by_one(
    drawn: Design, kind: ClassKind, half: bool
) -> None:
    ready = plan(drawn, KINDS)
    copies = sum(p.copies for p in ready.parts.values() if p.kind.role != "bystander")
    assume(copies <= 9 and len(ready.sources) == 1)
    caches = [n for n, p in ready.parts.items() if p.kind.role == "cache"]
    assume(not any(ready.calls(n, kind) for n in caches))
    # Who deals its calls out answers in part, and the count below knows only all or nothing.
    callers = [n for n, p in ready.parts.items() if p.kind.role not in ("source", "balancer")]
    assume(not any(c.probability < 1 for n in callers for c in ready.calls(n, kind)))
    demand = dict.fromkeys(ready.parts, 0.4 if half else 0.9)
    needed = {n: max(1, math.ceil(demand[n] * p.units)) for n, p in ready.parts.items()}
    found = availability(ready, ((kind, 1.0),), demand)
    assert found == pytest.approx(_brute(ready, kind, needed), abs=1e-12)


# --- mixtures ---

parts = st.tuples(st.floats(0.01, 1), st.floats(0, 1000), st.floats(0, 1000), st.floats(0, 1e6))


@given(cases=st.lists(parts, min_size=1, max_size=6), share=st.floats(0.01, 0.99))
@cases(100, 400)
def test_a_quantile_is_where_that_share_lies_below(cases: list[Part], share: float) -> None:
    whole = sum(weight for weight, *_ in cases)
    mixture: Mixture = tuple((weight / whole, *rest) for weight, *rest in cases)
    at = quantile(mixture, share)
    assert below(mixture, at * 1.001 + 1e-6) >= share - 1e-4
    assert below(mixture, at * 0.999 - 1e-6) <= share + 1e-4


@given(cases=st.lists(parts, min_size=1, max_size=6), limit=st.floats(1, 2000))
@cases(100, 400)
def test_what_is_within_a_limit_takes_no_longer(cases: list[Part], limit: float) -> None:
    whole = sum(weight for weight, *_ in cases)
    mixture: Mixture = tuple((weight / whole, *rest) for weight, *rest in cases)
    share, kept = within(mixture, limit)
    assert 0 <= share <= 1
    assert total(kept) <= limit * (1 + 1e-6)


def test_two_ways_that_end_at_one_component_fail_together() -> None:
    both = design(
        "client0", "balancer1", "balancer2", "balancer3",
        links=(("client0", "balancer1"), ("client0", "balancer2"),
               ("balancer1", "balancer2"), ("balancer2", "balancer3")),
    )  # fmt: skip
    alone = chain("client0", "balancer2", "balancer3")
    read, demand = (("read", 1.0),), dict.fromkeys(("client0", "balancer1"), 0.9)
    found, least = (availability(plan(d, KINDS), read, demand) for d in (both, alone))
    assert found == pytest.approx(least, abs=1e-12)


def test_requests_of_two_sources_do_not_fail_together() -> None:
    """What both come to is no shared fate of one request: the share is the mean of the two."""
    links = (
        ("balancer1", "server1"),
        ("balancer1", "server2"),
        ("server1", "db"),
        ("server2", "db"),
    )
    names = ("balancer1", "server1", "server2", "db")
    both = design(
        "client0", "client1", *names,
        links=(("client0", "balancer1"), ("client1", "server1"), *links),
    )  # fmt: skip
    through = design("client0", *names, links=(("client0", "balancer1"), *links))
    direct = design("client1", "server1", "db", links=(("client1", "server1"), ("server1", "db")))
    demand = dict.fromkeys((*names, "client0", "client1"), 0.9)
    found, one, other = (
        availability(plan(d, KINDS), (("read", 1.0),), demand) for d in (both, through, direct)
    )
    assert one != other
    assert found == pytest.approx((one + other) / 2, abs=1e-12)
