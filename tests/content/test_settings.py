"""Every setting of the catalogue changes a figure or a verdict: none is there for show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from pydantic import TypeAdapter

from content.loader import Pack
from engine.design.graph import Cell, Design, Edge, Node, Setting
from engine.design.kind import Catalogue, Kind, Knob, Value
from engine.design.load import Load, RequestClass
from engine.design.rules import ForbidSetting, Rule, judge
from engine.design.traffic import evaluate
from engine.phase_config import SystemDesign
from tests.engine.design.kinds import kind as small_kind

ABOUT: dict[str, dict[str, Value]] = {
    "zone": {"zones": 1},
    "zones": {"replicas": 3, "standby": 2},
    "retries": {"timeout": 100},
    "backoff": {"timeout": 100, "retries": 2},
    "async_writes": {"replicas": 2, "zones": 2},
}
"""What has to be set as well before a setting can matter."""
SMALL = {
    "near": small_kind("near", service_ms=5, variability=1, servers=64, room=2000),
    "deep": small_kind("deep", "store", service_ms=60, variability=3, servers=8, room=40),
}
PLACED = (Knob(name="zone", label="Zone", kind="choice", choices=("A", "B", "C"), default="A"),)


def _catalogue(pack: Pack, kind: Kind) -> Catalogue:
    sender = small_kind("sender", "source", knobs=())
    near = SMALL["near"].model_copy(update={"knobs": PLACED})
    others = [k for k in pack.catalogue.kinds if k.id in ("backup", "relational_db") and k != kind]
    return pack.catalogue.model_copy(update={"kinds": (sender, near, SMALL["deep"], kind, *others)})


def _drawing(kind: Kind, config: dict[str, Value]) -> Design:
    """A kind between a caller and two slow stores; an operator's beside a database."""
    names = [("near", "near"), ("it", kind.id), ("one", "deep"), ("two", "deep")]
    links = [("near", "it"), ("it", "one"), ("it", "two")]
    if kind.role == "source":
        links = [("it", "near"), ("near", "one"), ("near", "two")]
    elif kind.role == "bystander":
        names = [("near", "near"), ("it", kind.id), ("store", "relational_db")]
        links = [("near", "store"), ("store", "it")]
    elif kind.role == "store":
        names = [("near", "near"), ("it", kind.id), ("safe", "backup")]
        links = [("near", "it"), ("it", "safe")]
    if kind.role != "source":
        names.insert(0, ("sender", "sender"))
        links.insert(0, ("sender", "near"))
    nodes = [
        Node(
            id=name,
            kind=what,
            label=name,
            cell=Cell(x=n, y=0),
            config=tuple(Setting(name=k, value=v) for k, v in config.items())
            if name == "it"
            else (),
        )
        for n, (name, what) in enumerate(names)
    ]
    edges = [Edge(id=f"{a}->{b}", source=a, target=b) for a, b in links]
    return Design(nodes=tuple(nodes), edges=tuple(edges))


def _asked_of(pack: Pack, kind: Kind) -> Iterator[Rule]:
    """What missions ask of a setting of this kind by its name."""
    for mission in pack.missions:
        for phase in mission.phases:
            if isinstance(phase, SystemDesign):
                yield from (
                    r
                    for r in phase.rules
                    if isinstance(r, ForbidSetting) and kind.answers_to(r.component)
                )


def _rules(kind: Kind) -> tuple[Rule, ...]:
    stores = [kind.id if kind.role != "bystander" else "relational_db"]
    fields: list[dict[str, Any]] = [
        {"kind": "rpo_rto", "components": stores, "lost_s": 1, "back_s": 1},
        {"kind": "residency", "components": [kind.id], "regions": ["home"]},
        {"kind": "encrypted", "components": [kind.id]},
    ]
    rules = [{"id": f"r{n}", **one} for n, one in enumerate(fields)]
    return TypeAdapter(tuple[Rule, ...]).validate_python(rules)


def _told(pack: Pack, kind: Kind, config: dict[str, Value], load: Load) -> Any:
    catalogue, drawn = _catalogue(pack, kind), _drawing(kind, config)
    figures = evaluate(drawn, catalogue, load)
    whole = (
        figures.goodput_rps,
        figures.mean_ms,
        figures.p95_ms,
        figures.availability,
        figures.monthly_cost,
        figures.nodes["it"].queue,
    )
    rules = (*_rules(kind), *_asked_of(pack, kind))
    return whole, [v.text for v in judge(rules, drawn, catalogue, load)]


def _loads(kind: Kind) -> list[Load]:
    most = kind.servers * 1000 / kind.service_ms if kind.service_ms else 100
    found = []
    for share, name in product((0.3, 1.3), ("read", "write", "search", "static")):
        if name in kind.serves:
            classes = (RequestClass(name="all", kind=name, share=1.0),)  # type: ignore[arg-type]
            # One that calls two slow stores meets their limit before its own.
            rates = {share * most, share * min(most, 133.0)}
            found += [Load(rps=rps, classes=classes) for rps in rates]
    return found


def idle_settings(pack: Pack, kind: Kind) -> list[str]:
    """The settings of a kind that change nothing at all."""
    idle = []
    for knob in kind.knobs:
        about = {k: v for k, v in ABOUT.get(knob.name, {}).items() if k in kind.knob_by_name}
        tried: list[Value] = [*knob.ends, knob.default]
        if knob.kind in ("whole", "number"):
            tried.append(knob.low + knob.step)
        values = [about | {knob.name: value} for value in dict.fromkeys(tried)]
        if all(
            all(_told(pack, kind, values[0], load) == _told(pack, kind, v, load) for v in values)
            for load in _loads(kind)
        ):
            idle.append(knob.name)
    return idle


def test_every_setting_of_the_catalogue_changes_a_figure_or_a_verdict(pack: Pack) -> None:
    idle = {kind.id: idle_settings(pack, kind) for kind in pack.catalogue.kinds if kind.knobs}
    assert not {name: found for name, found in idle.items() if found}


def test_a_setting_that_the_model_does_not_know_is_found_out(pack: Pack) -> None:
    show = Knob(name="colour", label="Colour", kind="switch", default=False)
    kind = pack.catalogue.kind("app_server")
    shown = kind.model_copy(update={"knobs": (show, *kind.knobs[:1])})
    assert idle_settings(pack, shown) == ["colour"]


@pytest.mark.parametrize("knob", ["encrypted"])
def test_what_is_kept_secret_has_its_price_in_every_kind(pack: Pack, knob: str) -> None:
    for kind in pack.catalogue.kinds:
        if knob in kind.knob_by_name:
            paid = kind.knob_by_name[knob]
            assert paid.costs > 0, kind.id
            assert (paid.slows > 1) == (kind.service_ms > 0), kind.id
