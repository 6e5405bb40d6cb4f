"""The pytest plugin as a tester meets it: in a folder of their own, with the command."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest

from tests.cli.command import ROOT
from tests.cli.test_run import FAILING

pytest_plugins = "pytester"
PLUGIN = ("-p", "tui.pytest_plugin", "-p", "no:cacheprovider")
OPENS = "format: 1\nmission: kettle-protocol\nsteps: [{open: your-desk}]\nexpect: {status: open}\n"
KEYS = OPENS.replace("}]", "}, {press: j}]")
STAND_IN = """\
import json, pathlib, sys
told = json.loads(pathlib.Path(__file__).with_name("outcomes.json").read_text())
runs, said, code = told[pathlib.Path(sys.argv[2]).name.partition(".")[0]]
print(json.dumps({"runs": runs}) if runs else "", end="")
print(said or sys.argv[1:], file=sys.stderr)
sys.exit(code)
"""
RUN = {
    "through": "screen",
    "size": "80x24",
    "theme": None,
    "seed": 7,
    "skipped": "",
    "notes": [],
    "failures": [
        {
            "script": "one.playthrough.yaml",
            "line": 4,
            "step": 2,
            "expected": "trust 60",
            "found": "50",
            "picture": "here.svg",
        }
    ],
}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the plugin at hand, whatever else is installed beside it."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


OUTCOMES = {
    "good": ([{**RUN, "failures": []}], "", 0),
    "bad": ([RUN], "", 1),
    "lost": ([], "There is no database.", 3),
    "keys": ([{**RUN, "failures": [], "skipped": "it presses keys"}], "", 2),
    "asks": ([], "", 2),
}
"""What the stand-in for the command prints, says and ends with, by script."""


def test_scripts_pass_fail_and_are_skipped_as_the_command_says(pytester: pytest.Pytester) -> None:
    (pytester.path / "command.py").write_text(STAND_IN, encoding="utf-8")
    (pytester.path / "outcomes.json").write_text(json.dumps(OUTCOMES), encoding="utf-8")
    (pytester.path / "pytest.ini").write_text(
        f"[pytest]\nscopecreep_command = '{sys.executable}' '{pytester.path / 'command.py'}'\n"
        "scopecreep_timeout = 20\n",
        encoding="utf-8",
    )
    for name in OUTCOMES:
        (pytester.path / f"{name}.playthrough.yaml").write_text(OPENS, encoding="utf-8")
    (pytester.path / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    ways = ("--scopecreep-through", "engine", "--scopecreep-through", "screen")
    done = pytester.runpytest_subprocess(*PLUGIN, *ways, "-v", "-rs", "--strict-markers")
    done.assert_outcomes(passed=1, failed=3, skipped=1)
    done.stdout.fnmatch_lines_random(
        [
            "good.playthrough.yaml::engine+screen PASSED*",
            "one.playthrough.yaml:4: step 2: expected trust 60, found 50 *screen 80x24, seed 7]*",
            "There is no database.",
            "*it presses keys*",
            "*'run', '*asks.playthrough.yaml', *'engine', *'screen', '--timeout', '20', '--json'?",
        ]
    )
    done.stdout.no_fnmatch_line("*PlaythroughFailed*")


def test_a_mark_leaves_scripts_out(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_own(): pass")
    (pytester.path / "one.playthrough.yaml").write_text(OPENS, encoding="utf-8")
    done = pytester.runpytest_subprocess(*PLUGIN, "--strict-markers", "-m", "not playthrough")
    done.assert_outcomes(passed=1, deselected=1)


def test_the_plugin_is_announced_and_imports_nothing_of_the_game() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"scopecreep": "tui.pytest_plugin"}
    code = (
        "import sys, pytest; before = set(sys.modules); import tui.pytest_plugin; "
        "print(sorted(set(sys.modules) - before - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['tui', 'tui.pytest_plugin']"


@pytest.mark.slow
def test_scripts_run_beside_a_testers_own_tests(pytester: pytest.Pytester) -> None:
    for name, text in (("a", OPENS), ("b", FAILING), ("c", "format: 1\n"), ("d", KEYS)):
        (pytester.path / f"{name}.playthrough.yaml").write_text(text, encoding="utf-8")
    pytester.makepyfile("def test_own(): pass")
    done = pytester.runpytest_subprocess(*PLUGIN, "-p", "xdist", "-n", "2")
    done.assert_outcomes(passed=2, failed=2, skipped=1)
    done.stdout.fnmatch_lines_random(
        [
            "*b.playthrough.yaml:6: step 2: expected trust at least 101, found 50 *engine, seed 7]",
            "*c.playthrough.yaml:1:1: error: * is missing*",
        ]
    )


@pytest.mark.slow
def test_a_script_is_played_every_way_that_is_asked_for(pytester: pytest.Pytester) -> None:
    (pytester.path / "a.playthrough.yaml").write_text(OPENS, encoding="utf-8")
    report = pytester.path / "own.xml"
    done = pytester.runpytest_subprocess(
        *PLUGIN, "--scopecreep-through", "all", f"--junitxml={report}"
    )
    done.assert_outcomes(passed=1)
    assert 'tests="1"' in report.read_text(encoding="utf-8")
