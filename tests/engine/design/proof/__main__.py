"""Simulates whatever has changed since it was simulated last, and writes the results and
the tables of docs/traffic-model.md.

`python -m tests.engine.design.proof [named|learnt|players|held_out]`. All of it takes hours, less
where `PROOF_PYTHON` names a quicker interpreter.
"""

from __future__ import annotations

import sys

from tests.engine.design.proof.results import (
    FILES,
    GOAL,
    digest,
    kept,
    simulated,
    sure,
    write,
)
from tests.engine.design.proof.tables import write_document


def main(files: list[str]) -> None:
    """Simulates the cells that are missing or stale, and draws the tables up anew."""
    for file in files or FILES:
        cells, old = FILES[file](), kept(file)
        results = {
            key: old[key]
            for key, topology, rho in cells
            if key in old and old[key]["digest"] == digest(topology, rho)
        }
        for key, topology, rho in cells:
            if key not in results or not sure(results[key], rho):
                results[key] = simulated(topology, rho, goal=GOAL)
                write(file, {name: results[name] for name, _, _ in cells if name in results})
                sys.stdout.write(f"{key}\n")
                sys.stdout.flush()
    write_document()


if __name__ == "__main__":
    main(sys.argv[1:])
