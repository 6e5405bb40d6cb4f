"""The tables of docs/traffic-model.md: the model's error in each cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.engine.design.proof.results import FILES, Cell, errors, figures_of, kept
from tests.engine.design.proof.topologies import HELD_OUT_SEED, LEARNT_SEED, Topology

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


def off_at_p95(file: str, wanted: Callable[[Topology, float], bool]) -> list[float]:
    """The error of each cell's p95."""
    cells = kept(file)
    return [
        errors(figures_of(t, rho, cells[key]["rps"]), cells[key])["p95"]
        for key, t, rho in FILES[file]()
        if wanted(t, rho)
    ]


def _summary(found: list[float]) -> str:
    within = sum(abs(e) <= 0.10 for e in found)
    worst = max(found, key=abs)
    middle = median([abs(e) for e in found])
    return (
        f"p95 within 10% in {within} of {len(found)} cells, "
        f"median error {middle:.1%}, worst {worst:+.1%}."
    )


def _table(file: str) -> list[str]:
    cells = kept(file)
    return [HEAD, *[_row(t, rho, cells[key]) for key, t, rho in FILES[file]()]]


def text() -> str:
    """The tables with a line on each."""
    named = off_at_p95("named", lambda t, rho: not t.retries and rho <= 0.9)
    learnt = off_at_p95("learnt", lambda _t, _rho: True)
    held = off_at_p95("held_out", lambda _t, _rho: True)
    lines = [
        BEGIN,
        "",
        f"**Named drawings**, those without retries and up to 90%: {_summary(named)}",
        "",
        *_table("named"),
        "",
        f"**Held out**, thirty random networks of seed {HELD_OUT_SEED}: {_summary(held)}",
        "",
        *_table("held_out"),
        "",
        f"**Learnt from**, thirty of seed {LEARNT_SEED}: {_summary(learnt)}",
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
