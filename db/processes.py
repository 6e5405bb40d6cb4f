"""What runs on this machine, as far as the embedded server must know."""

from __future__ import annotations

import subprocess
from pathlib import Path

PROC = Path("/proc")


def serves(pid: int, cluster: Path) -> bool:
    """Whether a process is the live server of a cluster: it works in that folder, or says so
    in its arguments. One that is dead and not yet collected by its parent is not."""
    if (PROC / "self").exists():
        return pid in working_in(cluster)
    try:
        told = subprocess.run(
            ["ps", "-o", "stat=,args=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return True  # PostgreSQL then judges for itself
    state, _, arguments = told.stdout.strip().partition(" ")
    return str(cluster) in arguments and not state.startswith("Z")


def working_in(folder: Path) -> tuple[int, ...]:
    """Processes whose working directory is this folder; none are known without /proc."""
    found, place = [], folder.resolve()
    for entry in PROC.glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == place:
                found.append(int(entry.name))
        except OSError:
            continue  # it is gone, or another account's
    return tuple(found)
