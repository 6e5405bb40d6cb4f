"""Small kinds and designs for tests of the traffic model."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from engine.design.graph import Cell, Design, Edge, Node, Setting
from engine.design.kind import Catalogue, Kind, Knob
from engine.design.load import Load, RequestClass

REPLICAS = Knob(name="replicas", label="Copies", low=1, high=50, default=1)
HIT = Knob(name="hit", label="Hit share", kind="number", low=0, high=0.99, step=0.05, default=0.9)


def kind(kind_id: str, role: str = "service", **figures: Any) -> Kind:
    """A kind with plain words and the figures given."""
    whole: dict[str, Any] = {
        "id": kind_id,
        "name": kind_id.title(),
        "tag": kind_id[:6].upper(),
        "glyph": "x",
        "category": "source" if role == "source" else "compute",
        "role": role,
        "connects_to": ("*",),
        "purpose": "For tests.",
        "fails": "In tests.",
        "basis": "None.",
        "knobs": (REPLICAS,),
        "room": 100_000,
    }
    return Kind(**{**whole, **figures})


CATALOGUE = Catalogue(
    kinds=(
        kind("client", "source"),
        kind("server", service_ms=10),
        kind("eight", service_ms=10, servers=8),
        kind("db", "store", service_ms=8, variability=2, servers=8, families=("database",)),
        kind("cache", "cache", service_ms=0.5, servers=8, knobs=(REPLICAS, HIT)),
        kind("queue", "queue", service_ms=1, servers=8, serves=("write", "read")),
        kind("worker", service_ms=50, servers=4),
        kind("balancer", "balancer", service_ms=0.5, servers=16),
    )
)


def design(
    *nodes: str, links: tuple[tuple[str, str], ...] = (), **settings: dict[str, Any]
) -> Design:
    """A design of nodes in a row; a node's kind is its name up to the first digit."""
    placed = tuple(
        Node(
            id=name,
            kind=name.rstrip("0123456789"),
            label=name,
            cell=Cell(x=number, y=0),
            config=tuple(Setting(name=k, value=v) for k, v in settings.get(name, {}).items()),
        )
        for number, name in enumerate(nodes)
    )
    edges = tuple(Edge(id=f"{a}->{b}", source=a, target=b) for a, b in links)
    return Design(nodes=placed, edges=edges)


def chain(*nodes: str, **settings: dict[str, Any]) -> Design:
    """A design in which each node calls the next."""
    return design(*nodes, links=tuple(pairwise(nodes)), **settings)


def load(rps: float, kind_of: str = "read") -> Load:
    """One class of request."""
    return Load(rps=rps, classes=(RequestClass(name="all", kind=kind_of, share=1.0),))  # type: ignore[arg-type]


def shaky(*, zoned: bool = True) -> Catalogue:
    """The catalogue with every setting of the model on every kind, and units that fail often."""
    place = (
        Knob(name="zone", label="Zone", kind="choice", choices=("A", "B", "C"), default="A"),
        Knob(name="zones", label="Zones", low=1, high=3, default=1),
    )
    return Catalogue(
        kinds=tuple(
            known
            if known.role == "source"
            else known.model_copy(
                update={"availability": 0.95, "knobs": known.knobs + (place if zoned else ())}
            )
            for known in CATALOGUE.kinds
        )
    )
