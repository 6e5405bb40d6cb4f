"""The command line as a shell meets it: a process, its two streams and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from content.loader import Pack, load_pack
from content.packs import builtin
from tests.shipped import shipped
from tui.cli import bots, cli, design, explore, publish, report, run, sheet

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


READERS = (bots, design, explore, publish, report, run, sheet)
"""The commands that read a pack."""


def _read(path: Path, only: Collection[str] = ()) -> Pack:
    """The pack that the game comes with holds all that was asked for, and more."""
    return shipped() if path == builtin() else load_pack(path, only)


def here(
    *arguments: str | Path, data: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command in this process: spared are a start of Python, and the reading of the pack
    that the game comes with. What is not meant for a user is raised."""
    told: dict[str, str | None] = {"SCOPECREEP_DATABASE_URL": None, **environment}
    if data is not None:
        told["SCOPECREEP_DATA"] = str(data)
    with ExitStack() as stack:
        for reader in READERS:
            stack.enter_context(patch.object(reader, "load_pack", _read))
        done = CliRunner().invoke(cli, [*map(str, arguments)], env=told)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def one_plain_message(done: subprocess.CompletedProcess[str], code: int) -> str:
    """What a command that refuses says: one message, no traceback, the documented code."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    return done.stderr
