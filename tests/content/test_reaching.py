"""What the format asks of changes of the grid, of late letters and of answers in feedback."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import lint, load_pack
from content.problem import PackFaults, Problem
from tests.content.reaching_pack import ANSWERS, reaching, write_reaching


def problems(folder: Path, changes: dict[str, str | None]) -> list[Problem]:
    """The faults of the pack with some files changed."""
    with pytest.raises(PackFaults) as faults:
        load_pack(write_reaching(folder, changes))
    return list(faults.value.problems)


def test_sound_changes_letters_and_answers_pass(tmp_path: Path) -> None:
    assert lint(write_reaching(tmp_path)) == []


LETTER = 'to: ben\n    label: "When the'
TELLS = 'effects: {facts: [dawn-rush]}\n    brings: [{from: ben, body: "Before seven, h'
SILENCE = ANSWERS[ANSWERS.index("    silence:") :]
LATER_ON = ANSWERS[ANSWERS.index("      - {id: look-ahead") : ANSWERS.index("    silence:")]

FAULTS = [
    ("unknown-fact", "design", "when: two-ovens", "when: two-oven", "two-oven"),
    ("condition", "design", "when: two-ovens", "when: kept(counted)", "kept(counted)"),
    ("duplicate-id", "design", "id: rush-known", "id: ovens-two", "ovens-two"),
    ("unknown-rule", "design", "targets: {fast-enough", "targets: {fast-enoug", "fast-enoug:"),
    ("unknown-field", "design", "{response_time_ms: 300}", "{response_ms: 300}", "response_ms"),
    ("bad-value", "design", "{response_time_ms: 300}", "{response_time_ms: -1}", "-1"),
    ("wrong-type", "design", "rps: 30", "rps: many", "many"),
    ("unknown-field", "design", "rps: 30", "rsp: 30", "rsp"),
    ("bad-design", "design", "at: [1, 2]", "at: [1, 1]", "place: {id: shop-2"),
    ("bad-design", "design", "at: [1, 2]", "at: [1, 9]", "place: {id: shop-2"),
    ("bad-design", "design", "- connect: [customers, shop-2]", "- remove: shp-2", "remove"),
    ("bad-design", "design", "kind: app_server, at: [1, 2]", "kind: app, at: [1, 2]", "place"),
    ("script", "design", "- connect: [customers, shop-2]", "- undo", "undo"),
    ("unknown-component", "design", "permits: [client]", "permits: [clint]", "clint"),
    ("bad-value", "design", "permits: [client]", "permits: [app_server]", "app_server"),
    ("bad-value", "design", "withdraws: [relational_db]", "withdraws: [client]", "client"),
    ("unknown-rule", "design", "waives: [served-orders]", "waives: [served]", "served"),
    ("duplicate-id", "design", "id: no-second-store", "id: fast-enough", "fast-enough"),
    ("unknown-component", "design", "component: relational_db}", "component: db}", "db}"),
    ("bad-value", "design", 'says: "Ada found', 'says: "' + "Ada found " * 14, '"Ada found'),
    ("unknown-person", "mission", LETTER, LETTER.replace("ben", "bne"), "bne"),
    ("unknown-fact", "mission", TELLS, TELLS.replace("dawn-rush", "dawn"), "dawn"),
    ("bad-value", "mission", "days: 1.25", "days: 1.3", "1.3"),
    ("not-verbatim", "mission", 'two ovens."}]', 'three ovens."}]', '"There are three'),
    ("duplicate-id", "mission", "id: late-ben-cap", "id: late-ben-hours", "late-ben-hours"),
    ("unknown-requirement", "feedback", "not kept(counted)", "not kept(conted)", "conted"),
    ("bad-value", "feedback", "    signal: ", "    weight: 2\n    signal: ", "2"),
    ("missing-field", "feedback", SILENCE, "", "id: who-waited"),
    ("bad-value", "feedback", LATER_ON, "", "- {id: own-it"),
]


@pytest.mark.parametrize(("code", "file", "old", "new", "at"), FAULTS)
def test_a_fault_is_told_by_its_code_and_place(
    tmp_path: Path, code: str, file: str, old: str, new: str, at: str
) -> None:
    changes = reaching(file, old, new)
    found = problems(tmp_path, changes)
    assert {p.code for p in found} == {code}
    assert all(p.message.endswith(".") and p.remedy for p in found)
    lines = (next(iter(changes.values())) or "").split("\n")
    places = [lines[p.place.line - 1][p.place.column - 1 :] for p in found]
    assert any(place.startswith(at) for place in places), places


def test_a_change_that_changes_nothing_is_told(tmp_path: Path) -> None:
    design = reaching("design", "load: {rps: 30, peak_s: 1800}", "load: {}")
    name, text = next(iter(design.items()))
    bare = (text or "").split("changes:\n")[0] + (
        'changes:\n  - {id: nothing, when: two-ovens, says: "Nothing came of it."}\n'
    )
    assert [p.code for p in problems(tmp_path, {name: bare})] == ["empty-change"]


def test_a_fact_that_no_late_letter_brings_is_told(tmp_path: Path) -> None:
    edit = reaching("mission", TELLS, TELLS.replace("dawn-rush", ""))
    assert [p.code for p in lint(write_reaching(tmp_path, edit))] == ["never-late"]


def test_options_of_an_answer_are_held_to_the_rules_of_writing(tmp_path: Path) -> None:
    edit = reaching("feedback", "We can count them together on Monday noon.", "On Monday.")
    assert "option-length" in {p.code for p in lint(write_reaching(tmp_path, edit))}
