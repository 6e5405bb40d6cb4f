"""Random drawings for Hypothesis: any kinds, any links that are no circle, any settings."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from engine.design.graph import Cell, Design, Edge, Node, Setting
from engine.design.kind import Catalogue, Distances, Knob, Slow
from engine.design.load import Load, RequestClass
from engine.design.part import HOME
from tests.engine.design.kinds import kind
from tests.engine.design.proof.topologies import MODEL

PLACE = (
    Knob(name="zone", label="Zone", kind="choice", choices=("A", "B", "C"), default="A"),
    Knob(name="zones", label="Zones", low=1, high=3, default=1),
    Knob(name="standby", label="Standby", high=3, default=0),
    Knob(name="size", label="Size", kind="choice", choices=("S", "M", "L", "XL"), default="M"),
)
PAID = (
    Knob(name="region", label="Region", kind="choice", choices=(HOME, "abroad"), default=HOME),
    Knob(name="async_writes", label="Later", kind="switch", default=False),
    Knob(name="encrypted", label="Encrypted", kind="switch", default=False, slows=1.05, costs=3),
)
ALL = (*MODEL, *PLACE, *PAID)


def _kind(name: str, role: str = "service", **figures: Any) -> Any:
    return kind(name, role, **{"knobs": ALL, "availability": 0.95, "monthly_cost": 10, **figures})


KINDS = Catalogue(
    kinds=(
        _kind("client", "source"),
        _kind("balancer", "balancer", service_ms=0.5, servers=16),
        _kind("server", service_ms=10, variability=1.5, servers=4, room=50),
        _kind("cache", "cache", service_ms=0.5, servers=4, serves=("static", "read")),
        _kind("db", "store", service_ms=8, variability=2, servers=8, effort=(("write", 2.0),)),
        _kind("replica", "store", service_ms=8, serves=("read", "search"), room=0),
        _kind("queue", "queue", service_ms=1, servers=8, cost_per_million=1),
        _kind("worker", service_ms=50, servers=4, later_ms=20),
        _kind("name", "balancer", service_ms=1, servers=100, slow=Slow(share=0.02, ms=20)),
        _kind("watch", "bystander"),
    ),
    distances=Distances(zone_ms=1.5, region_ms=55),
)
NAMES = tuple(k.id for k in KINDS.kinds)


@st.composite
def settings_of(draw: st.DrawFn) -> tuple[Setting, ...]:
    """A few knobs, turned anywhere within their ranges."""
    found = []
    for knob in draw(st.lists(st.sampled_from(ALL), max_size=4, unique_by=lambda k: k.name)):
        value: Any
        if knob.kind == "choice":
            value = draw(st.sampled_from(knob.choices))
        elif knob.kind == "switch":
            value = draw(st.booleans())
        elif knob.kind == "number":
            value = draw(st.floats(knob.low, knob.high))
        else:
            value = draw(st.integers(int(knob.low), int(knob.high)))
        found.append(Setting(name=knob.name, value=value))
    return tuple(found)


@st.composite
def drawings(draw: st.DrawFn, most: int = 9, turned: bool = True) -> Design:
    """Any drawing without a circle; the first component sends requests."""
    kinds = ["client", *draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=most - 1))]
    nodes = tuple(
        Node(
            id=f"n{number}",
            kind=name,
            label=f"{name} {number}",
            cell=Cell(x=number, y=0),
            config=draw(settings_of()) if turned else (),
        )
        for number, name in enumerate(kinds)
    )
    pairs = [(a, b) for a in range(len(nodes)) for b in range(a + 1, len(nodes))]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2 * len(nodes)))
    edges = tuple(Edge(id=f"n{a}->n{b}", source=f"n{a}", target=f"n{b}") for a, b in chosen)
    return Design(nodes=nodes, edges=edges)


@st.composite
def loads(draw: st.DrawFn) -> Load:
    """Any mixture at any rate."""
    kinds = draw(
        st.lists(st.sampled_from(("static", "read", "write", "search")), min_size=1, unique=True)
    )
    return Load(
        rps=draw(st.floats(0.01, 20_000)),
        burstiness=draw(st.sampled_from((1.0, 1.0, 3.0, 20.0))),
        peak_s=draw(st.sampled_from((60.0, 3600.0))),
        classes=tuple(RequestClass(name=k, kind=k, share=1 / len(kinds)) for k in kinds),
    )
