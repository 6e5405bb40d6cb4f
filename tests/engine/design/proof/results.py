"""Simulated results, kept as data with a digest of what was simulated; and the tables made of them.

`python -m tests.engine.design.proof` simulates what has changed, and writes data and tables.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.design.traffic import Figures, evaluate
from tests.engine.design.proof.players import LEARNT_PLAYERS, PLAYERS_SEED, player_drawings
from tests.engine.design.proof.simulation import summed_up, wired
from tests.engine.design.proof.topologies import (
    HELD_OUT_LOADS,
    HELD_OUT_SEED,
    LEARNT_SEEDS,
    LOADS,
    Topology,
    networks,
    topologies,
)

HERE = Path(__file__).parent
VERSION = 2
"""Rises when the simulation itself changes its meaning."""
GOAL = 0.05
"""Half of the 95% interval of a p95, relative to it, that a cell is simulated to."""
AIM = 0.85
"""Of it: what a run stops at, for the interval is itself known by twenty batches only."""
MOST = 5_000_000
"""Requests after which a cell is left as it is."""
Cell = dict[str, Any]


def named_cells() -> list[tuple[str, Topology, float]]:
    """The named drawings at each load: key, drawing, load."""
    return [(f"{t.name} @ {rho}", t, rho) for t in topologies() for rho in LOADS]


def _cells(drawn: tuple[Topology, ...]) -> list[tuple[str, Topology, float]]:
    return [(f"{t.name} @ {rho}", t, rho) for t in drawn for rho in HELD_OUT_LOADS]


def learnt_cells() -> list[tuple[str, Topology, float]]:
    """The random networks and drawings that the model has learnt from."""
    found = [cell for seed in LEARNT_SEEDS for cell in _cells(networks(seed, 30))]
    for seed, count in LEARNT_PLAYERS.items():
        found += _cells(player_drawings(seed, count))
    return found


def held_out_cells() -> list[tuple[str, Topology, float]]:
    """The random networks that nothing was tuned on."""
    return _cells(networks(HELD_OUT_SEED, 30))


def player_cells() -> list[tuple[str, Topology, float]]:
    """Random drawings as players make them, that nothing was tuned on."""
    return _cells(player_drawings(PLAYERS_SEED, 30))


FILES = {
    "named": named_cells,
    "learnt": learnt_cells,
    "held_out": held_out_cells,
    "players": player_cells,
}


def digest(topology: Topology, rho: float) -> str:
    """Of all that the simulated figures depend on: what the simulation is told, to six digits."""
    wiring = wired(topology.design, topology.catalogue, topology.load(rho))
    told = json.dumps(_rounded([VERSION, asdict(wiring)]), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, dict):
        return {str(key): _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value


def requests_for(topology: Topology, rho: float) -> int:
    """How many requests a cell is given at first: queues near their limit need many, and so does
    a busiest component that few of the requests come to."""
    count = 80_000 if 0.75 <= rho < 1 else 60_000 if rho < 0.6 else 120_000
    found = figures_of(topology, 0.3)
    share = found.nodes[found.limits[0]].rate_rps / found.offered_rps
    return int(count * min(3.0, max(1.0, 0.6 / share)))


def sure(cell: Cell, rho: float) -> bool:
    """Whether a cell's own interval is narrow enough to judge a tenth by, or as narrow as it
    gets in `MOST` requests. Above the limit a quantile depends on when the queue had filled,
    and more requests would answer another question."""
    return rho >= 1 or cell["half95"] <= GOAL or cell["requests"] >= MOST


def simulated(
    topology: Topology, rho: float, seed: int = 11, scale: float = 1.0, goal: float = 0.0
) -> Cell:
    """One cell, by simulation: with a goal, until half the interval of its p95 is within it."""
    load = topology.load(rho)
    requests = int(requests_for(topology, rho) * scale)
    wiring = wired(topology.design, topology.catalogue, load)
    aim = 0.0 if rho >= 1 else goal * AIM
    seen = summed_up(wiring, seed, requests, requests // 5, aim, MOST)
    while aim and seen.half95 > goal and seen.offered < MOST:  # those still under way told more
        aim *= AIM
        seen = summed_up(wiring, seed, requests, requests // 5, aim, MOST)
    return {
        "digest": digest(topology, rho),
        "rps": load.rps,
        "requests": seen.offered,
        "answered": seen.answered,
        "mean": seen.mean,
        "p50": seen.p50,
        "p95": seen.p95,
        "p99": seen.p99,
        "half95": seen.half95,
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
