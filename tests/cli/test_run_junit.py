"""JUnit XML of `scopecreep run`: what its readers' schemas ask, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from content.expectations import Failure
from tui.headless.junit import as_junit
from tui.headless.result import Result

BEGUN = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
TOLD = {"pack": "scope_creep", "content": "abc", "rules": "2", "format": "1"}
PASSED = Result(
    script="tests/gold.playthrough.yaml",
    mission="kettle-protocol",
    through="engine",
    seed=7,
    status="completed",
    score=100,
    grade="A",
    phases={},
    facts=(),
    flags=(),
    metrics={},
    actions=3,
    log_hash="0f",
    failures=(),
    name="gold.playthrough",
    seconds=1.25,
)
FAILURES = tuple(Failure(PASSED.script, line, 2, "this", "that \x1b <&>") for line in (5, 6))
FAILED = replace(PASSED, through="screen", size=(80, 24), theme="day", failures=FAILURES)
CRASHED = replace(PASSED, through="plain", failures=FAILURES[:1], crashed=True)
SKIPPED = replace(PASSED, through="database", skipped="keys are the screen's")
SUITE = {
    "name",
    "package",
    "id",
    "timestamp",
    "hostname",
    "tests",
    "failures",
    "errors",
    "skipped",
    "time",
}
ORDER = ["properties", "testcase", "system-out", "system-err"]


@pytest.fixture
def suites() -> list[Element]:
    results = [PASSED, FAILED, CRASHED, SKIPPED, replace(PASSED, seed=8)]
    return list(ElementTree.fromstring(as_junit(results, TOLD, BEGUN)))


def test_a_suite_is_a_script_and_seed_with_what_it_was_played_on(suites: list[Element]) -> None:
    assert [suite.get("tests") for suite in suites] == ["4", "1"]
    properties = {p.get("name"): p.get("value") for p in suites[0].findall("properties/property")}
    assert properties == {"script": PASSED.script, "seed": "7", **TOLD}
    assert suites[0].get("name") == "kettle-protocol.gold"
    assert suites[0].get("timestamp") == "2026-05-04T03:02:01"
    assert suites[0].get("time") == "5.000"


def test_a_suite_has_all_that_the_schemas_ask_in_their_order(suites: list[Element]) -> None:
    for number, suite in enumerate(suites):
        assert set(suite.attrib) == SUITE
        assert suite.get("id") == str(number)
        tags = [child.tag for child in suite]
        assert sorted(tags, key=ORDER.index) == tags
        assert set(tags) == set(ORDER)
        for case in suite.findall("testcase"):
            assert set(case.attrib) == {"classname", "name", "time"}
            assert len(case) <= 1


def test_failures_crashes_and_what_was_skipped_are_told_apart(suites: list[Element]) -> None:
    cases = {case.get("name"): case for case in suites[0].findall("testcase")}
    assert list(cases) == ["engine", "screen 80x24 day", "plain", "database"]
    assert len(cases["engine"]) == 0
    failure = cases["screen 80x24 day"][0]
    assert (failure.tag, failure.get("type")) == ("failure", "expectation")
    assert str(failure.text).count("\n") == 1, "every failure is told, in one element"
    assert f"{PASSED.script}:5: step 2" in str(failure.get("message"))
    assert cases["plain"][0].tag == "error"
    assert cases["database"][0].get("message") == "keys are the screen's"
    counts = [suites[0].get(name) for name in ("failures", "errors", "skipped")]
    assert counts == ["1", "1", "1"]
