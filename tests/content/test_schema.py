"""JSON Schemas of the pack format."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from content.problem import Report
from content.reader import parse_yaml
from content.schema import FORMS, write
from content.source import Place
from tests.content.small_pack import (
    CALL,
    CLIENT,
    DATABASE,
    DESIGN,
    FEEDBACK,
    FIRST_ORDER,
    GOLD,
    LATER,
    MISSION,
    PACK,
    PEOPLE,
)
from tests.content.weir_sheet import BOARD

IN_A_ROW = """\
format: 1
player: {name: Test Pilot}
start: {promises: {list-by-noon: open}, skills: {discovery: 2}, completed: {small-order: 60}}
missions:
  - {mission: small-order, seed: 3, steps: [open: first-order], expect: {days: 0}}
expect:
  ledger: [{kind: fact, for: dawn-rush, points: {at_least: 1}}]
  scorecard: [{phase: video_call, earned: 3, of: {at_most: 5}}]
  threads: {first-order: [first-order]}
  said: {ben: Two}
  carried_promises: {list-by-noon: kept}
  trust_of: {ben: 40}
"""
FRONT = FIRST_ORDER.split("---\n")[1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pack", PACK),
        ("people", PEOPLE),
        ("component", CLIENT),
        ("component", DATABASE),
        ("mission", MISSION),
        ("stub", LATER),
        ("email", FRONT),
        ("call", CALL),
        ("design", DESIGN),
        ("board", BOARD),
        ("feedback", FEEDBACK),
        ("script", GOLD),
        ("script", IN_A_ROW),
    ],
)
def test_a_sound_file_meets_its_schema(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path)
    schema = json.loads((tmp_path / f"{name}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    values = parse_yaml(text, Place("x"), Report()).plain()
    assert [error.message for error in validator.iter_errors(values)] == []
    assert not validator.is_valid({**values, "no_such_field": 1})


def test_every_kind_of_file_has_a_schema(tmp_path: Path) -> None:
    assert {path.name for path in write(tmp_path / "new")} == {
        f"{name}.schema.json" for name in FORMS
    }
