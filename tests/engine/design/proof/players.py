"""Random drawings as players make them: of the real catalogue, by legal links, set at will.

Each begins at the people who send requests and grows from what stands there already; one that
loses a class of request, or in which something leads nowhere, is thrown away, as a player would
mend it. Nobody gives up or tries again in them: a storm of retries has no p95.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

from engine.design.graph import Design
from engine.design.kind import Catalogue, Knob
from engine.design.links import may_connect, reachable
from engine.design.load import Load, RequestClass
from engine.design.traffic import evaluate
from tests.engine.design.kinds import design
from tests.engine.design.proof.topologies import Topology
from tests.shipped import shipped

LIKED = {
    "load_balancer": 6, "app_server": 6, "web_server": 4, "api_gateway": 3, "function": 2,
    "cache": 4, "relational_db": 5, "nosql": 3, "read_replica": 2, "object_storage": 2, "cdn": 3,
    "queue": 2, "stream": 1, "worker": 2, "auth": 2, "third_party_api": 1, "waf": 1, "firewall": 1,
    "dns": 1,
}  # fmt: skip
"""How likely a kind is chosen where it may be linked."""
MIXTURES: tuple[tuple[tuple[str, float], ...], ...] = (
    (("read", 1.0),),
    (("read", 0.9), ("write", 0.1)),
    (("static", 0.3), ("read", 0.6), ("write", 0.1)),
    (("static", 0.5), ("read", 0.3), ("write", 0.2)),
    (("read", 0.5), ("write", 0.5)),
)
TURNED = {
    "replicas": 0.7, "size": 0.4, "hit": 0.7, "balance": 0.7, "at_once": 0.3, "room": 0.1,
    "threads": 0.1, "zone": 0.1, "zones": 0.2, "encrypted": 0.2, "async_writes": 0.1,
}  # fmt: skip
"""Knobs, and how often each is turned."""
LEAST, MOST = 3, 12
LEARNT_PLAYERS = {7: 12, 20261130: 30}
"""Seeds of drawings that the model has learnt from, and how many."""
PLAYERS_SEED = 20261201
"""The seed of thirty of which nothing was looked at before the model was as it is."""


@lru_cache(maxsize=1)
def pack_catalogue() -> Catalogue:
    """All kinds of the game."""
    return shipped().catalogue


@lru_cache(maxsize=8)
def player_drawings(seed: int, count: int) -> tuple[Topology, ...]:
    """So many random drawings from a seed."""
    chance, found = random.Random(seed), []
    while len(found) < count:
        drawn = _drawing(chance, f"{seed}-{len(found) + 1}")
        if drawn:
            found.append(drawn)
    return tuple(found)


def _drawing(chance: random.Random, name: str) -> Topology | None:
    classes = tuple(
        RequestClass(name=kind, kind=kind, share=share)  # type: ignore[arg-type]
        for kind, share in chance.choice(MIXTURES)
    )
    links = _links(chance, chance.randint(LEAST, MOST))
    nodes = tuple(dict.fromkeys(node for pair in links for node in pair))
    settings = {node: _settings(chance, _kind(node)) for node in nodes}
    drawn = design(*nodes, links=tuple(links), **settings)
    return Topology(name, drawn, pack_catalogue(), classes) if _sound(drawn, classes) else None


def _links(chance: random.Random, count: int) -> list[tuple[str, str]]:
    """Links that grow from the client: something new behind what stands, or a second one like
    it with the same callers and targets; then a few links more between what stands."""
    links: list[tuple[str, str]] = []
    nodes = ["client1"]
    for _ in range(count * 20):
        if len(nodes) >= count:
            break
        source = _grown_from(chance, nodes, links)
        if source != "client1" and chance.random() < 0.25:
            twin = _named(_kind(source), nodes)
            links += [(a, twin) for a, b in links if b == source]
            links += [(twin, b) for a, b in links if a == source]
            nodes.append(twin)
            continue
        kinds = [k for k in LIKED if _may(source, k)]
        if kinds:
            target = _named(chance.choices(kinds, [LIKED[k] for k in kinds])[0], nodes)
            nodes.append(target)
            links.append((source, target))
    for _ in range(chance.randint(0, count // 2)):
        source, target = chance.sample(nodes, 2)
        known = (source, target) in links or "client1" in (source, target)
        if not known and _may(source, _kind(target)) and not _leads(links, target, source):
            links.append((source, target))
    return links


def _grown_from(chance: random.Random, nodes: list[str], links: list[tuple[str, str]]) -> str:
    """Where the next component goes: often behind what has nothing behind it yet."""
    bare = [n for n in nodes if not any(a == n for a, _ in links)]
    if bare and chance.random() < 0.6:
        return chance.choice(bare)
    inner = nodes if chance.random() < 0.1 else nodes[1:]
    return chance.choice(inner or nodes)


def _kind(node: str) -> str:
    return node.rstrip("0123456789")


def _named(kind: str, nodes: list[str]) -> str:
    return f"{kind}{1 + sum(_kind(node) == kind for node in nodes)}"


def _may(source: str, kind: str) -> bool:
    """Whether a link is legal and not one of an edge component to another of its kind."""
    alike = _kind(source) == kind and pack_catalogue().kind(kind).category == "edge"
    return not alike and may_connect(pack_catalogue(), _kind(source), kind)


def _leads(links: list[tuple[str, str]], start: str, goal: str) -> bool:
    nodes = dict.fromkeys([start, goal, *[n for pair in links for n in pair]])
    return goal in reachable(design(*nodes, links=tuple(links)), (start,))


def _settings(chance: random.Random, kind: str) -> dict[str, Any]:
    """Values of some knobs; those that are not named here are left as they are."""
    found: dict[str, Any] = {}
    knobs = pack_catalogue().kind(kind).knob_by_name
    for name, often in TURNED.items():
        turned, knob = chance.random() < often, knobs.get(name)
        if knob and turned:
            found[name] = _value(chance, knob)
    return found


def _value(chance: random.Random, knob: Knob) -> Any:
    if knob.kind == "choice":
        return chance.choice(knob.choices)
    if knob.kind == "switch":
        return True
    if knob.kind == "number":
        return round(knob.step * chance.randint(2, int(knob.high / knob.step)), 2)
    if knob.name == "replicas":
        return chance.randint(int(knob.low), min(int(knob.high), 6))
    return min(int(knob.high), int(knob.step) * chance.randint(1, 20))


def _sound(drawn: Design, classes: tuple[RequestClass, ...]) -> bool:
    """Whether every class is answered, and nothing leads nowhere."""
    found = evaluate(drawn, pack_catalogue(), Load(rps=0.001, classes=classes))
    return bool(found.limits) and not found.problems and found.error_share < 1e-6
