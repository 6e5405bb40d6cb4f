"""The tables of docs/traffic-model.md: the model's error in each cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.engine.design.proof.players import LEARNT_PLAYERS, PLAYERS_SEED
from tests.engine.design.proof.results import FILES, Cell, errors, figures_of, kept
from tests.engine.design.proof.topologies import HELD_OUT_SEED, LEARNT_SEEDS, Topology

DOCUMENT = Path(__file__).parents[4] / "docs" / "traffic-model.md"
BEGIN, END = "<!-- proof: begin -->", "<!-- proof: end -->"


def _row(topology: Topology, rho: float, cell: Cell) -> str:
    figures = figures_of(topology, rho, cell["rps"])
    off = errors(figures, cell)
    shares = " | ".join(f"{off[n]:+.1%}" for n in ("throughput", "mean", "p95", "p99"))
    sure = f"{cell['half95']:.1%}"
    stable = "" if figures.stability == "stable" else f" {figures.stability}"
    return f"| {topology.name} | {rho}{stable} | {shares} | {off['use'] * 100:+.1f} | ±{sure} |"


HEAD = (
    "| drawing | load | throughput | mean | p95 | p99 | use, points | p95 simulated |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |"
)


def off_at_p95(
    file: str, wanted: Callable[[Topology, float], bool] = lambda _t, _rho: True
) -> dict[str, tuple[float, bool]]:
    """The error of each cell's p95, and whether the model tells of something approximate."""
    cells, found = kept(file), {}
    for key, topology, rho in FILES[file]():
        if wanted(topology, rho):
            figures = figures_of(topology, rho, cells[key]["rps"])
            told = any(node.approximate for node in figures.nodes.values())
            found[key] = (errors(figures, cells[key])["p95"], told)
    return found


def judged(topology: Topology, rho: float) -> bool:
    """Whether a named cell is one whose p95 must be within a tenth."""
    return not topology.retries and rho <= 0.9


def _summary(found: dict[str, tuple[float, bool]]) -> str:
    off = [e for e, _ in found.values()]
    flagged = [e for e, told in found.values() if told]
    within = sum(abs(e) <= 0.10 for e in off)
    line = (
        f"p95 within 10% in {within} of {len(off)} cells, "
        f"median error {median([abs(e) for e in off]):.1%}, worst {max(off, key=abs):+.1%}. "
    )
    if not flagged:
        return line + "None is told to be approximate."
    good = sum(abs(e) <= 0.10 for e in flagged)
    return line + f"{len(flagged)} are told to be approximate, {good} of them within 10%."


def _table(file: str) -> list[str]:
    cells = kept(file)
    return [HEAD, *[_row(t, rho, cells[key]) for key, t, rho in FILES[file]()]]


def text() -> str:
    """The tables with a line on each."""
    networks = " and ".join(str(seed) for seed in LEARNT_SEEDS)
    drawings = " and ".join(f"{n} drawings of seed {seed}" for seed, n in LEARNT_PLAYERS.items())
    heads = {
        "named": "**Named drawings**, those without retries and up to 90%",
        "players": f"**Held out, as players draw**, thirty drawings of seed {PLAYERS_SEED}",
        "held_out": f"**Held out, dense**, thirty random networks of seed {HELD_OUT_SEED}",
    }
    lines = [BEGIN]
    for file, head in heads.items():
        found = off_at_p95(file, judged) if file == "named" else off_at_p95(file)
        lines += ["", f"{head}: {_summary(found)}", "", *_table(file)]
    lines += [
        "",
        (
            f"**Learnt from**, thirty random networks each of the seeds {networks}, and "
            f"{drawings}: {_summary(off_at_p95('learnt'))}"
        ),
        "",
        END,
    ]
    return "\n".join(lines)


def write_document() -> None:
    """Puts the tables into the document."""
    before = DOCUMENT.read_text(encoding="utf-8")
    head, rest = before.split(BEGIN)
    _, tail = rest.split(END)
    DOCUMENT.write_text(head + text() + tail, encoding="utf-8")
