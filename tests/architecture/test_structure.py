"""The architecture, as rules that fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("engine", "content", "db", "tui")
BESIDE = {
    "tests",
    "docs",
    "pyproject.toml",
    "README.md",
    "Makefile",
    "LICENSE",
    "requirements.lock",
}
"""What may stand at the top besides the rooms and what begins with a dot."""
LONGEST_FILE = 400
BANNED_NAMES = {"utils", "common", "helpers", "manager"}


def test_imports_run_one_way_and_the_engine_knows_no_io() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_other_room_stands_at_the_top() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no checkout")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == BESIDE | set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_is_too_long_or_vaguely_named(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= LONGEST_FILE, f"{path.relative_to(ROOT)} has {lines} lines"
        assert path.stem not in BANNED_NAMES


def test_a_game_in_progress_imports_neither_alembic_nor_sqlalchemy_nor_yaml() -> None:
    code = (
        "import sys, tui.app, tui.office, tui.screens.inbox, tui.screens.call, "
        "tui.screens.studio, tui.screens.feedback, tui.screens.debrief; "
        "print([m for m in ('alembic', 'sqlalchemy', 'ruamel') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_help_imports_no_screen_no_database_and_no_engine() -> None:
    code = (
        "import sys, click.testing; from tui.cli import cli; "
        "click.testing.CliRunner().invoke(cli, ['--help']); "
        "print([m for m in ('textual', 'psycopg', 'pydantic', 'engine') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_no_widget_is_given_a_bare_string_of_content() -> None:
    """`Content` only: a str would be read as markup."""
    for path in (ROOT / "tui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for wrong in (
            'Static(f"',
            'Static("',
            "Label(",
            '.update(f"',
            '.update("',
            'border_title = f"',
        ):
            assert wrong not in text, f"{path.relative_to(ROOT)} passes text to a widget: {wrong}"
