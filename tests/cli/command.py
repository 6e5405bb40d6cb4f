"""The command line as a shell meets it: a process, its two streams and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def scopecreep(
    *arguments: str | Path, data: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command and waits for it."""
    told = {name: value for name, value in os.environ.items() if name != "SCOPECREEP_DATABASE_URL"}
    if data is not None:
        told["SCOPECREEP_DATA"] = str(data)
    return subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        cwd=ROOT,
        env={**told, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def one_plain_message(done: subprocess.CompletedProcess[str], code: int) -> str:
    """What a command that refuses says: one message, no traceback, the documented code."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    return done.stderr
