"""Simulated results, kept as data with a digest of what was simulated; and the tables made of them.

`python -m tests.engine.design.proof` simulates what has changed, and writes data and tables.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from engine.design.traffic import Figures, evaluate
from tests.engine.design.proof.simulation import simulate
from tests.engine.design.proof.topologies import (
    HELD_OUT_LOADS,
    HELD_OUT_SEED,
    LEARNT_SEED,
    LOADS,
    Topology,
    networks,
    topologies,
)

HERE = Path(__file__).parent
SIMULATED = {
    "role", "service_ms", "later_ms", "variability", "servers", "delay_ms", "room", "serves",
    "effort", "copies_scale",
}  # fmt: skip
VERSION = 1
"""Rises when the simulation itself changes its meaning."""
Cell = dict[str, Any]


def named_cells() -> list[tuple[str, Topology, float]]:
    """The named drawings at each load: key, drawing, load."""
    return [(f"{t.name} @ {rho}", t, rho) for t in topologies() for rho in LOADS]


def _networks(seed: int) -> list[tuple[str, Topology, float]]:
    return [(f"{t.name} @ {rho}", t, rho) for t in networks(seed, 30) for rho in HELD_OUT_LOADS]


def learnt_cells() -> list[tuple[str, Topology, float]]:
    """The random networks that the model has learnt from."""
    return _networks(LEARNT_SEED)


def held_out_cells() -> list[tuple[str, Topology, float]]:
    """The random networks that nothing was tuned on."""
    return _networks(HELD_OUT_SEED)


FILES = {"named": named_cells, "learnt": learnt_cells, "held_out": held_out_cells}


def digest(topology: Topology, rho: float) -> str:
    """What the simulated figures depend on."""
    nodes, used = topology.design.nodes, {node.kind for node in topology.design.nodes}
    what = {
        "version": VERSION,
        "nodes": [[n.id, n.kind, [[c.name, c.value] for c in n.config]] for n in nodes],
        "edges": [[e.source, e.target] for e in topology.design.edges],
        "kinds": [
            k.model_dump(mode="json", include=SIMULATED)
            for k in topology.catalogue.kinds
            if k.id in used
        ],
        "classes": [[c.kind, c.share] for c in topology.classes],
        "burstiness": topology.burstiness,
        "rho": rho,
    }
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:16]


def requests_for(topology: Topology, rho: float) -> int:
    """How many requests a cell is given: queues near their limit need many, and so does a
    busiest component that few of the requests come to."""
    count = 250_000 if 0.85 <= rho < 1 else 160_000 if 0.75 <= rho < 0.85 else 120_000
    count = 60_000 if rho < 0.6 else count
    found = figures_of(topology, 0.3)
    share = found.nodes[found.limits[0]].rate_rps / found.offered_rps
    return int(count * min(3.0, max(1.0, 0.6 / share)))


def simulated(topology: Topology, rho: float, seed: int = 11, scale: float = 1.0) -> Cell:
    """One cell, by simulation."""
    requests = int(requests_for(topology, rho) * scale)
    load = topology.load(rho)
    seen = simulate(topology.design, topology.catalogue, load, seed, requests, requests // 5)
    return {
        "digest": digest(topology, rho),
        "rps": load.rps,
        "requests": requests,
        "answered": seen.answered / seen.offered,
        "mean": seen.mean,
        "p50": seen.quantile(0.50),
        "p95": seen.quantile(0.95),
        "p99": seen.quantile(0.99),
        "half95": seen.half_width(0.95),
        "busy": {node: round(busy, 5) for node, busy in seen.busy.items() if busy > 0},
    }


def kept(file: str) -> dict[str, Cell]:
    """The stored results."""
    path = HERE / f"{file}.json"
    found: dict[str, Cell] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def write(file: str, results: dict[str, Cell]) -> None:
    """Stores results, a cell a line."""
    lines = [f"  {json.dumps(k)}: {json.dumps(_short(results[k]))}" for k in results]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (HERE / f"{file}.json").write_text(text, encoding="utf-8")


def _short(cell: Cell) -> Cell:
    return {k: float(f"{v:.6g}") if isinstance(v, float) else v for k, v in cell.items()}


def figures_of(topology: Topology, rho: float, rps: float = 0.0) -> Figures:
    """The model's answer to the same question."""
    load = topology.load(rho)
    return evaluate(topology.design, topology.catalogue, load.at(rps) if rps else load)


def errors(figures: Figures, cell: Cell) -> dict[str, float]:
    """The model against simulation: shares of the simulated figure, and points of use."""

    def off(mine: float, theirs: float) -> float:
        return mine / theirs - 1 if theirs else 0.0

    use = max((figures.nodes[n].busy - b for n, b in cell["busy"].items()), key=abs, default=0.0)
    return {
        "throughput": off(figures.answered_share, cell["answered"]),
        "mean": off(figures.mean_ms, cell["mean"]),
        "p95": off(figures.p95_ms, cell["p95"]),
        "p99": off(figures.p99_ms, cell["p99"]),
        "use": use,
    }
