"""Playthrough scripts that cannot be read: each fault with its place, and how to mend it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.playthrough import Script, parse_script, read_script
from content.problem import PackFaults
from content.verbs import BARE, OTHERS, WITH_DETAIL
from tests.content.scripts import HEAD, TAIL, script_of
from tests.content.small_pack import GOLD


@pytest.mark.parametrize("name", ["M01", "'a name'", "7"])
def test_a_mission_s_name_that_is_none_is_told_with_its_place(name: str) -> None:
    with pytest.raises(PackFaults) as caught:
        script_of("finish", head=f"format: 1\nmission: {name}\n")
    assert caught.value.problems[0].place.line == 2


@pytest.mark.parametrize(
    ("step", "column", "part"),
    [
        ("opne: first-order", 5, "opne"),
        ("submit: now", 5, "alone"),
        ("reply: {to: first-order}", 12, "'with'"),
        ("reply: {to: first-order, wiht: x}", 30, "wiht"),
        ("connect: [app]", 14, "two"),
        ("place: {kind: cache, as: c, at: [1]}", 37, "two"),
        ("place: {kind: cache, as: c, at: [1, x]}", 37, "whole numbers"),
        ("configure: {shop: 3}", 23, "knobs"),
        ("move: shop", 11, "cell"),
        ("open: [a]", 11, "name"),
        ("open:", 5, "what"),
        ("[open, close]", 5, "one verb"),
        ("{open: a, close: b}", 5, "one verb"),
        ("compare: [a, {in: b}]", 18, "'quote'"),
        ("refused: {opne: a}", 15, "opne"),
        ("refused: {configure: {shop: {a: 1, b: 2}}}", 14, "one action"),
        ("restart: now", 5, "alone"),
        ("resize: wide", 13, "120x40"),
        ("resize: 2x2", 13, "20x8 to 400x200"),
        ("press: []", 12, "one key"),
        ("press: [j, {k: 1}]", 16, "name"),
        ("press", 5, "what"),
        ("sees: {txt: a}", 12, "text"),
        ("sees: {rows: [1, 2]}", 11, "looks for nothing"),
        ("sees: {text: a, rows: [0, 2]}", 27, "from the far end"),
        ("sees: {screen: inbx}", 20, "'inbox'?"),
        ("sees: {screen: kitchen}", 20, "There is board, board-decision"),
        ("sees: 4", 11, "needs a text"),
        ("offline", 5, "the steps"),
        ("offline: {for: 0}", 20, "from 1"),
        ("offline: {for: 1}", 20, "0 follow"),
        ("offline: {form: 1}", 14, "'for'"),
        ("offline: [restart]", 15, "away"),
        ("offline: [opne: a]", 15, "opne"),
        ("pick: {scope: []}", 19, "enters nothing"),
        ("own: {rights: {}}", 19, "enters nothing"),
        ("open:first-order", 5, "space after 'open:'"),
        ("refused: {expect: {trust: 1}}", 15, "step of its own"),
        ("{refused: submit, because: ''}", 32, "leave 'because' out"),
        ("{refused: submit, because: [a]}", 32, "leave 'because' out"),
        ("offline: [offline: [hint]]", 15, "twice"),
        ("order: {year: {q1: []}}", 19, "enters nothing"),
    ],
)
def test_a_faulty_step_is_told_with_its_place(step: str, column: int, part: str) -> None:
    with pytest.raises(PackFaults) as caught:
        script_of(step)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.line, problem.place.column) == ("script", 4, column)
    assert part in f"{problem.message} {problem.remedy}"
    assert problem.remedy, "it says how to mend it"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (HEAD, ["expects-nothing"]),
        (HEAD + "expect: {}\n", ["expects-nothing"]),
        (HEAD + "steps: [{expect: {}}]\nexpect: {trust: 50}\n", ["expects-nothing"]),
        ("mission: small-order\n" + TAIL, ["missing-field"]),
        (HEAD.replace("1", "2") + TAIL, ["bad-value"]),
        (HEAD + "sead: 7\n" + TAIL, ["unknown-field"]),
        ("format: 1\n" + TAIL, ["missing-field"]),
        (HEAD + "missions: [{mission: a, expect: {days: 0}}]\n", ["script"]),
        ("format: 1\nsteps: []\nmissions: [{mission: a}]\n" + TAIL, ["script"]),
        ("format: 1\nmissions: []\n" + TAIL, ["script"]),
        ("format: 1\nmissions: [{mission: a, sede: 1}]\n" + TAIL, ["unknown-field"]),
        ("format: 1\nmissions: [{steps: []}]\n" + TAIL, ["missing-field"]),
        ("format: 1\nmissions: [{mission: a, steps: [opne: b]}]\n" + TAIL, ["script"]),
        ("format: 1\nmissions: [{mission: a, steps: [open: b]}]\n", ["expects-nothing"]),
        (HEAD + "expect: {trust: much}\n", ["wrong-type"]),
        (HEAD + "expect: {trust: true}\n", ["wrong-type"]),
        (HEAD + "expect: {trust: {at_least: 60, at_most: 50}}\n", ["bad-value"]),
        (HEAD + "expect: {carried_promises: {list-by-noon: broke}}\n", ["bad-value"]),
        (HEAD + "start: {completed: {other-order: 101}}\n" + TAIL, ["bad-value"]),
        (HEAD + "start: {trust: {mill: -1}}\n" + TAIL, ["bad-value"]),
        (HEAD + "start: {skills: {discovery: 1001}}\n" + TAIL, ["bad-value"]),
        (HEAD + "player: {name: ''}\n" + TAIL, ["bad-value"]),
        (HEAD + f"player: {{name: {'x' * 61}}}\n" + TAIL, ["bad-value"]),
        (HEAD + "matrix: {size: [80x23]}\n" + TAIL, ["bad-value"]),
        (HEAD + "matrix: {size: [401x24]}\n" + TAIL, ["bad-value"]),
        (HEAD + "expect: {trsut: 5}\n", ["unknown-field"]),
        (HEAD + "steps: 3\n" + TAIL, ["wrong-type"]),
        (
            HEAD + "steps: [open: a, {opne: b}, {expect: {status: done}}]\n" + TAIL,
            ["bad-value", "script"],
        ),
    ],
)
def test_faults_of_a_script_are_told_at_once(text: str, codes: list[str]) -> None:
    with pytest.raises(PackFaults) as caught:
        parse_script(text)
    assert sorted(p.code for p in caught.value.problems) == codes


@pytest.mark.parametrize(
    ("expected", "column", "remedy"),
    [  # the column is one of a script whose line begins with "expect: {"
        ("facts: []", 10, "not_facts"),
        ("not_facts: []", 10, "leave it out"),
        ("phases: {}", 10, "leave it out"),
        ("status: null", 10, "leave it out"),
        ("trust: {}", 10, "leave it out"),
        ("trust: {at_least: null}", 10, "leave it out"),
        ("metrics: {p95_ms: {}}", 10, "leave it out"),
        ("metrics: {availability: 1, p95_ms: {}}", 37, "leave it out"),
        ("said: {you: ' '}", 10, "leave it out"),
        ("ledger: [{}]", 10, "leave it out"),
        ("scorecard: [{phase: email, for: x}, {earned: }]", 46, "leave it out"),
    ],
)
@pytest.mark.parametrize("where", ["at the end", "in a step", "of a mission among several"])
def test_an_expectation_that_any_playthrough_would_meet_is_told(
    expected: str, column: int, remedy: str, where: str
) -> None:
    before, after = {
        "at the end": (f"{HEAD}expect: {{", "}\n"),
        "in a step": (f"{HEAD}steps:\n- expect: {{", f"}}\n{TAIL}"),
        "of a mission among several": ("format: 1\nmissions: [{mission: a, expect: {", "}}]\n"),
    }[where]
    with pytest.raises(PackFaults) as caught:
        parse_script(before + expected + after)
    (problem,) = caught.value.problems
    place = problem.place.column - len(before.rpartition("\n")[2])
    assert (problem.code, place) == ("expects-nothing", column - 9)
    assert remedy in problem.remedy


def test_a_thread_that_must_be_empty_is_an_expectation() -> None:
    script = parse_script(HEAD + "expect: {threads: {late-order: []}}\n")
    assert script.expect.threads == (("late-order", ()),)


def test_a_missing_script_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PackFaults, match="no such file"):
        read_script(tmp_path / "none.yaml")


def test_a_script_survives_json() -> None:
    script = parse_script(GOLD)
    assert Script.model_validate_json(script.model_dump_json()) == script


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["a", "[", "cache"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["in", "quote", "as", "at", "kind", "shop"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from([*BARE, *WITH_DETAIL, *OTHERS]), values)
def test_any_detail_of_a_verb_is_read_or_told(verb: str, detail: object) -> None:
    text = json.dumps(
        {"format": 1, "mission": "m", "steps": [{verb: detail}], "expect": {"trust": 1}}
    )
    try:
        script = parse_script(text)
    except PackFaults as faults:
        assert faults.problems
    else:
        assert script.steps
