"""On what terms designs go on from one another: what the linter tells of terms that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import lint, load_pack
from tests.content.small_pack import HERE, write
from tests.content.two_nights import nights, write_nights

FAULTS = [
    ("night", "continues: day", "continues: dya", "unknown-phase", "No earlier design is called"),
    ("day", "reserve: 300", "continues: night", "unknown-phase", "No earlier design is called"),
    ("night", "budget: 0", "budget: 0\nreserve: 5", "bad-value", "No later design continues"),
    ("day", "reserve: 300", "reserve: 1501", "bad-value", "more than the budget of 1500"),
    ("night", "kinds: [wire]", "kinds: [wier]", "unknown-component", "'wier'"),
    ("night", "kinds: [wire]", "nodes: [rinsing]", "unknown-component-id", "'rinsing'"),
    ("night", "kinds: [wire], ", "", "missing-field", "Nothing is down."),
    ("night", "kept(rung-by-day)", "kept(rung-by-night)", "condition", "in feedback alone"),
    ("night", "swaps: 1", "swaps: -1", "bad-value", ""),
    ("night", "palette:", "initial: {place: [{id: x, kind: wire, at: [0, 0]}]}\npalette:",
     "bad-design", "opens with what was handed in"),
    ("mission", "phase: day\n", "phase: dusk\n", "unknown-phase", "No design is called 'dusk'"),
]  # fmt: skip


def edited(folder: Path, name: str, old: str, new: str) -> Path:
    files = nights()
    path = f"{HERE}/{name}.yaml"
    text = files[path]
    assert text is not None
    assert text.count(old) == 1
    return write(folder, {**files, path: text.replace(old, new)})


@pytest.mark.parametrize(("name", "old", "new", "code", "words"), FAULTS)
def test_terms_that_cannot_be_are_told_at_their_line(
    tmp_path: Path, name: str, old: str, new: str, code: str, words: str
) -> None:
    found = [p for p in lint(edited(tmp_path, name, old, new)) if p.code == code]
    assert found
    assert any(words in p.message and p.place.file.endswith(f"{name}.yaml") for p in found)


def test_a_component_of_the_first_opening_may_be_named_as_down(tmp_path: Path) -> None:
    pack = load_pack(edited(tmp_path, "night", "kinds: [wire]", "nodes: [ringing]"))
    night = pack.mission("small-order").phase_by_id["night"]
    assert night.outage.nodes == ("ringing",)  # type: ignore[union-attr]


def test_requirements_know_the_feedback_in_which_they_are_heard(tmp_path: Path) -> None:
    mission = load_pack(write_nights(tmp_path)).mission("small-order")
    assert [(r.id, r.phase) for r in mission.requirements] == [
        ("rung-by-day", "noon"),
        ("two-are-enough", "noon"),
        ("rung-by-night", "morning"),
        ("within-what-was-left", "morning"),
    ]
    assert [r.id for r in mission.requirements_of("day")] == ["rung-by-day", "two-are-enough"]
    assert mission.part_design("morning") == "night"


def test_the_pack_of_these_tests_is_sound(tmp_path: Path) -> None:
    assert [str(p) for p in lint(write_nights(tmp_path)) if p.severity == "error"] == []
