"""A failing script is cut down to the steps that make it fail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.playthrough import read_script
from content.shrinking import shrunk
from engine.mission import Mission
from tests.content.small_pack import FILES, HERE
from tests.properties import cases
from tui.headless.shorter import shorter

GOLD = FILES[f"{HERE}/walkthroughs/gold.yaml"]


@given(length=st.integers(1, 60), needed=st.sets(st.integers(0, 59), min_size=1, max_size=4))
@cases(100, 600)
def test_only_what_is_needed_is_left_and_in_its_order(length: int, needed: set[int]) -> None:
    steps = list(range(max(length, max(needed) + 1)))

    def fails(some: Sequence[int]) -> bool:
        return needed <= set(some)

    assert shrunk(steps, fails) == sorted(needed)


def test_what_does_not_fail_is_not_shrunk() -> None:
    with pytest.raises(ValueError, match="does not fail"):
        shrunk([1, 2], lambda some: False)


def test_what_fails_with_nothing_is_cut_to_nothing() -> None:
    assert shrunk([1, 2, 3], lambda some: True) == []


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_script_is_cut_to_the_steps_without_which_it_would_not_fail_so(
    tmp_path: Path, small: Mission
) -> None:
    wrong = GOLD.replace(
        "  - finish: email", "  - expect: {not_facts: [two-ovens]}\n  - finish: email"
    )
    text = shorter(written(tmp_path, wrong), small)
    assert text is not None
    script = read_script(written(tmp_path, text))
    assert "compare" in text
    assert "reply" not in text, "the answer has nothing to do with it"
    assert len(script.steps) <= 4


def test_a_script_that_the_engine_passes_is_left_alone(tmp_path: Path, small: Mission) -> None:
    assert shorter(written(tmp_path, GOLD), small) is None
