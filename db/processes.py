"""What runs on this machine, as far as the embedded server must know."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def is_postgres(pid: int) -> bool:
    """Whether a process is a PostgreSQL server that is alive; one that is dead and not yet
    collected by its parent is not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    told = subprocess.run(
        ["ps", "-o", "stat=,args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, arguments = told.stdout.strip().partition(" ")
    return "postgres" in arguments and not state.startswith("Z")


def working_in(folder: Path) -> tuple[int, ...]:
    """Processes whose working directory is this folder; none are known without /proc."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
        except OSError:
            continue  # it is gone, or another account's
    return tuple(found)
