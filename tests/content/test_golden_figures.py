"""Figures of the catalogue and of every mission's reference design, as they were last agreed.

`GOLDEN=update` writes them anew; a change of the model or of a price shows in the data's diff.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing
from engine.design.graph import Cell, Design, Edge, Node, Setting
from engine.design.kind import Catalogue, Distances, Kind
from engine.design.load import Load, RequestClass
from engine.design.rules import judge, total
from engine.design.traffic import Figures, evaluate
from engine.game import step
from engine.log import state_of
from engine.mission import Mission
from engine.phases import StudioState
from tests.engine.design.kinds import kind as small_kind
from tests.engine.plays import started

DATA = Path(__file__).parent / "golden_figures.json"
LOADS = (0.3, 0.7, 0.95)
"""Share of what a kind can do that is asked of it."""


def _told(figures: Figures) -> dict[str, Any]:
    found = {
        "goodput": figures.goodput_rps,
        "p50": figures.p50_ms,
        "p95": figures.p95_ms,
        "p99": figures.p99_ms,
        "available": figures.availability,
        "cost": figures.monthly_cost,
        "use": {n: f.utilisation for n, f in figures.nodes.items() if f.utilisation > 0},
    }
    return {
        k: {n: float(f"{u:.5g}") for n, u in v.items()}
        if isinstance(v, dict)
        else float(f"{v:.6g}")
        for k, v in found.items()
    }


def _alone(kind: Kind, share: float, distances: Distances, *config: Setting) -> dict[str, Any]:
    """One kind behind a client, asked for a share of what one unit can do; what passes requests
    on has somebody quick behind it."""
    sender = small_kind("sender", "source", connects_to=("*",))
    rest = small_kind("rest", "store", service_ms=0.01, servers=10_000)
    catalogue = Catalogue(kinds=(sender, kind, rest), distances=distances)
    nodes = (
        Node(id="sender", kind="sender", label="Sender", cell=Cell(x=0, y=0)),
        Node(id="it", kind=kind.id, label=kind.name, cell=Cell(x=1, y=0), config=config),
    )
    edges = (Edge(id="sender->it", source="sender", target="it"),)
    if kind.role in ("balancer", "queue"):
        nodes += (Node(id="rest", kind="rest", label="Rest", cell=Cell(x=2, y=0)),)
        edges += (Edge(id="it->rest", source="it", target="rest"),)
    drawn = Design(nodes=nodes, edges=edges)
    serves = kind.serves[0] if "read" not in kind.serves else "read"
    load = Load(
        rps=share * kind.servers * 1000 / kind.service_ms,
        classes=(RequestClass(name="all", kind=serves, share=1.0),),
    )
    return _told(evaluate(drawn, catalogue, load))


def _reference(pack: Pack, mission: Mission) -> dict[str, Any] | None:
    """What the walkthrough that is to be copied hands in."""
    config = mission.design_phase
    scripts = [s for s in pack.walkthroughs_of(mission.card.slug) if s.name == "gold"]
    if config is None or not scripts:
        return None
    state = state_of(mission, [started(mission, scripts[0].seed)])
    names = PinNames()
    drawn = config.initial
    for entry in scripts[0].steps:
        if isinstance(entry, Doing):
            for action in names.actions(entry, state.shared):
                state, _ = step(mission, state, action)
                if isinstance(state.phases[-1], StudioState):
                    drawn = state.phases[-1].design
    told = _told(evaluate(drawn, mission.catalogue, config.load))
    score = total(judge(config.rules, drawn, mission.catalogue, config.load))
    return {**told, "score": float(f"{score:.4g}")}


def _all(pack: Pack) -> dict[str, dict[str, Any]]:
    far = pack.catalogue.distances
    asked = [
        kind
        for kind in pack.catalogue.kinds
        if kind.service_ms and kind.role not in ("source", "bystander")
    ]
    found = {f"{kind.id} @ {share}": _alone(kind, share, far) for kind in asked for share in LOADS}
    for kind in asked:
        for knob in kind.knobs:
            value = next(end for end in reversed(knob.ends) if end != knob.default)
            setting = Setting(name=knob.name, value=value)
            found[f"{kind.id} {knob.name}={value}"] = _alone(kind, LOADS[1], far, setting)
    for mission in pack.missions:
        reference = _reference(pack, mission)
        if reference:
            found[f"reference of {mission.card.slug}"] = reference
    return found


def test_the_catalogue_and_the_references_do_what_they_did(pack: Pack) -> None:
    found = _all(pack)
    if os.environ.get("GOLDEN") == "update":
        lines = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(found.items())]
        DATA.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    stored = json.loads(DATA.read_text(encoding="utf-8"))
    assert sorted(stored) == sorted(found)
    for key, told in found.items():
        use, kept = told.pop("use"), stored[key].pop("use")
        assert told == pytest.approx(stored[key], rel=1e-4), key
        assert use == pytest.approx(kept, rel=1e-4), key
