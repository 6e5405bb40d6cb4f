"""The table of rules: everything that is told has its row, and the documents keep up with it."""

from __future__ import annotations

import ast
import gc
import importlib
import os
import pkgutil
from pathlib import Path

import pytest

import content
from content.bots import league
from content.lint import played
from content.lint.table import LINTED, SECTIONS, TABLE, drawn, explained
from content.problem import Rule

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "lint.md"
MARK = "## The rules\n\n"


def modules_of_content() -> list[str]:
    return [m.name for m in pkgutil.walk_packages(content.__path__, "content.")]


def test_every_rule_of_the_content_package_is_in_the_table_once() -> None:
    for name in modules_of_content():
        importlib.import_module(name)
    known = {id(rule) for part in SECTIONS for rule in part.rules}
    rules = [o for o in gc.get_objects() if type(o) is Rule]
    assert len(known) == len(TABLE) == sum(len(part.rules) for part in SECTIONS)
    strangers = [r.code for r in rules if id(r) not in known and r.code not in TABLE]
    assert strangers == []


def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Calls of a class by name, with the file that they stand in."""
    return [
        (path.relative_to(ROOT).as_posix(), node)
        for path in sorted((ROOT / "content").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def test_a_problem_takes_its_code_from_a_rule() -> None:
    """So that no code is told which the table lacks."""
    assert calls("Problem")
    for file, call in calls("Problem"):
        severity, code = call.args[:2]
        assert isinstance(severity, ast.Attribute) and severity.attr == "severity", file
        assert isinstance(code, ast.Attribute) and code.attr == "code", file


def test_rules_are_written_where_the_table_looks_for_them() -> None:
    places = {
        "content/faults.py",
        "content/explorer/rules.py",
        "content/explorer/campaign_rules.py",
    }
    for file, _ in calls("Rule"):
        assert file in places or file.startswith("content/lint/"), file


def test_every_rule_says_what_it_asks_and_what_mends_it() -> None:
    for code, rule in TABLE.items():
        assert rule.description.endswith("."), code
        assert rule.remedy.endswith("."), code
        assert code == code.lower().replace(" ", "-"), code


def test_the_document_has_the_table_in_force() -> None:
    intro, _, tables = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
    if os.environ.get("SNAPSHOTS") == "update":
        DOCUMENT.write_text(intro + MARK + drawn(), encoding="utf-8")
        tables = drawn()
    assert tables == drawn()


@pytest.mark.parametrize("code", ["reading-time", "yaml-syntax", "dead-end"])
def test_a_rule_is_explained_with_whether_it_may_be_allowed(code: str) -> None:
    told = explained(code)
    assert TABLE[code].description in told
    assert TABLE[code].remedy in told
    may = TABLE[code].severity == "warning" and code in LINTED
    assert (f"# lint: allow {code} because REASON" in told) == may


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(KeyError, match="Did you mean 'reading-time'"):
        explained("reading-tme")


def test_what_is_judged_by_playing_has_the_figures_in_force() -> None:
    assert str(league.CEILING) in played.BOT_TOO_GOOD.description
    assert f"{league.NEAR} points" in played.CUE_PAYS.description
    assert str(league.EXPERT_FROM) in played.EXPERT_FALLS_SHORT.description
