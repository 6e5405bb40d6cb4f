"""The two commands of the README on a machine that lacks what they need."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a fresh clone as make looks at before it installs, in a folder with a blank."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    return folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs make as a shell does, also where the tests themselves were begun by make."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=told,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("target", ["play", "test"])
@pytest.mark.parametrize(
    ("refuses", "told"),
    [
        ("version_info", "Scope Creep needs Python 3.11 or newer."),
        ("ensurepip", "This Python has no venv. On Debian and Ubuntu: apt install python3-venv"),
    ],
)
def test_what_is_missing_is_one_sentence_and_nothing_is_left_behind(
    clone: Path, target: str, refuses: str, told: str
) -> None:
    python = clone / "python"
    python.write_text(f'#!/bin/sh\ncase "$2" in *{refuses}*) exit 1;; esac\nexit 0\n')
    python.chmod(0o755)
    done = make(clone, target, "PYTHON=./python")
    assert done.stdout.startswith(told)
    assert len(done.stdout.splitlines()) == 1
    assert "Error 3" in done.stderr
    assert not (clone / ".venv").exists()


def test_help_names_every_command(clone: Path) -> None:
    done = make(clone)
    for target in ("play", "test", "test-all", "bench", "lint", "format", "clean", "help"):
        assert f"make {target} " in done.stdout
