"""Each file of the catalogue says all that a kind is known by; none leaves it to a default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from engine.design.kind import Knob

FOLDER = Path(__file__).parents[2] / "content" / "packs" / "scope_creep" / "components"
FILES = sorted(FOLDER.glob("*.yaml"))
IN_WORDS = ("name", "tag", "glyph", "category", "role", "purpose", "fails", "basis")
SERVED = ("service_ms", "servers", "room", "availability", "monthly_cost")
"""Capacity is servers over service time; what may wait is the room."""
Raw = dict[str, Any]


def lacking(raw: Raw) -> list[str]:
    """What a file does not say that its kind has to."""
    wanted = [*IN_WORDS]
    if raw.get("role") != "source":
        wanted += ["availability", "monthly_cost"]
        wanted += SERVED if raw.get("role") != "bystander" else []
    found = [name for name in dict.fromkeys(wanted) if raw.get(name) in (None, "")]
    if "connects_to" not in raw:
        found.append("connects_to")
    for name in ("purpose", "fails"):
        words = str(raw.get(name, ""))
        if not words.endswith(".") or len(words) < 10:
            found.append(f"a sentence as {name}")
    if len(str(raw.get("basis", ""))) < 15:
        found.append("a basis of its figures")
    for fields in raw.get("knobs", ()):
        knob = Knob.model_validate(fields)
        numeric = knob.kind in ("whole", "number")
        if numeric and not knob.low < knob.high:
            found.append(f"a range of {knob.name}")
        if knob.kind == "choice" and len(knob.choices) < 2:
            found.append(f"choices of {knob.name}")
        if knob.fault(knob.default):
            found.append(f"a default of {knob.name} within its range")
    return found


def _raw(file: Path) -> Raw:
    found = YAML(typ="safe").load(file)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_component_s_file_is_whole(file: Path) -> None:
    raw = _raw(file)
    assert raw["id"] == file.stem
    assert lacking(raw) == []


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) > 40


@pytest.mark.parametrize("field", [*IN_WORDS, *SERVED, "connects_to"])
def test_a_file_that_leaves_one_of_them_out_is_found_out(field: str) -> None:
    raw = _raw(FOLDER / "relational_db.yaml")
    assert lacking(raw) == []
    del raw[field]
    assert any(field in told for told in lacking(raw))


def test_a_setting_without_a_range_is_found_out() -> None:
    raw = _raw(FOLDER / "relational_db.yaml")
    for broken in ({"low": 3, "high": 3}, {"default": 99}):
        knob = {**raw["knobs"][0], **broken}
        assert lacking({**raw, "knobs": [knob]})
    choice = {"name": "size", "label": "Size", "kind": "choice", "choices": ["M"], "default": "M"}
    assert lacking({**raw, "knobs": [choice]}) == ["choices of size"]
