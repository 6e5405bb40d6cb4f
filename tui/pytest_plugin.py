"""Playthrough scripts as tests of a pytest run: `*.playthrough.yaml` beside a tester's own tests.

Each file is one test. It runs the installed command in a process of its own, so that nothing of
the game is imported here. PYTEST_DONT_REWRITE: there is no assertion in it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

SUFFIX = ".playthrough.yaml"
WAYS = ("engine", "database", "screen", "plain", "all")


class PlaythroughFailed(Exception):
    """What the command told of a script that failed."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds what can be said on the command line and in the settings."""
    group = parser.getgroup("scopecreep", "playthrough scripts of Scope Creep")
    group.addoption(
        "--scopecreep-through",
        action="append",
        choices=WAYS,
        metavar="WAY",
        help=f"which way *{SUFFIX} files are played: {', '.join(WAYS)}; may be repeated",
    )
    parser.addini("scopecreep_through", "ways that scripts are played", "args", ["engine"])
    parser.addini("scopecreep_timeout", "seconds that one run may take", "string", "")
    parser.addini("scopecreep_command", "the command, where it is not beside python", "args", [])


def pytest_configure(config: pytest.Config) -> None:
    """Names the mark of these tests, so that `-m "not playthrough"` leaves them out."""
    config.addinivalue_line("markers", "playthrough: a playthrough script of Scope Creep")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Takes the files that are named as scripts, and no other."""
    if not file_path.name.endswith(SUFFIX):
        return None
    collector: pytest.Collector = PlaythroughFile.from_parent(parent, path=file_path)
    return collector


class PlaythroughFile(pytest.File):
    """A file that holds a script."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test: the script, played every way that is asked for."""
        ways = self.config.getoption("--scopecreep-through") or self.config.getini(
            "scopecreep_through"
        )
        item: Playthrough = Playthrough.from_parent(self, name="+".join(dict.fromkeys(ways)))
        item.add_marker("playthrough")
        yield item


class Playthrough(pytest.Item):
    """One script as a test."""

    def runtest(self) -> None:
        """Runs the command.

        Raises:
            PlaythroughFailed: the script failed, or could not be played.
        """
        done = subprocess.run(
            self.command(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
        runs = _runs(done.stdout)
        for run in runs:
            for note in run.get("notes", ()):
                self.add_report_section("call", "stdout", f"{run['through']}: {note}\n")
        lines = [line for run in runs for line in _failures(run)]
        if done.returncode == 0:
            return
        if runs and all(run.get("skipped") for run in runs):
            pytest.skip("; ".join(dict.fromkeys(run["skipped"] for run in runs)))
        raise PlaythroughFailed("\n".join(lines) or _said(done))

    def command(self) -> Sequence[str]:
        """The command line that plays this script."""
        ways = [word for way in self.name.split("+") for word in ("--through", way)]
        timeout = self.config.getini("scopecreep_timeout")
        limit = ["--timeout", timeout] if timeout else []
        program = self.config.getini("scopecreep_command") or _installed()
        return [*program, "run", str(self.path), *ways, *limit, "--json"]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What the command said, without this module's own lines."""
        if isinstance(excinfo.value, PlaythroughFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, and what is played."""
        return self.path, 0, f"{self.path.name.removesuffix(SUFFIX)} through {self.name}"


def _installed() -> list[str]:
    """The command beside this Python; else the module, never one of the same name from here."""
    beside = Path(sys.executable).with_name("scopecreep")
    return [str(beside)] if beside.is_file() else [sys.executable, "-P", "-m", "tui"]


def _runs(printed: str) -> list[dict[str, Any]]:
    """The results that were printed; none where the command did not come so far."""
    try:
        told = json.loads(printed)
    except ValueError:
        return []
    runs = told.get("runs") if isinstance(told, dict) else None
    return runs if isinstance(runs, list) else []


def _failures(run: dict[str, Any]) -> Iterator[str]:
    """Each failure in a line that an editor can follow: file, line, step, expected, found."""
    under = " ".join(word for word in (run["through"], run.get("size"), run.get("theme")) if word)
    for failure in run["failures"]:
        where = f"step {failure['step']}" if failure["step"] else "the end"
        picture = f" (picture: {failure['picture']})" if failure.get("picture") else ""
        yield (
            f"{failure['script']}:{failure['line']}: {where}: expected {failure['expected']}, "
            f"found {failure['found']} [{under}, seed {run['seed']}]{picture}"
        )


def _said(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that could not play said, or how it ended where it said nothing."""
    return (done.stderr or done.stdout).strip() or f"the command ended with {done.returncode}"
