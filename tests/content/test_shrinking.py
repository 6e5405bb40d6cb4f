"""A failing script is cut down to the steps that make it fail."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.expectations import Failure
from content.loader import Pack
from content.playthrough import Act, Script, parse_script, read_script, script_of
from content.problem import Report
from content.reader import parse_yaml
from content.shrinking import shrunk
from content.source import Place
from engine.mission import Mission
from tests.content.small_pack import FILES, HERE
from tests.properties import cases
from tui.headless import engine
from tui.headless.cells import Cell
from tui.headless.result import Result
from tui.headless.seat import Seat
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


WRONG = GOLD.replace("  - finish: email", "  - expect: {not_facts: [two-ovens]}\n  - finish: email")


class Played:
    """Plays by the engine; through another way, one thing more goes wrong."""

    def __init__(self, mission: Mission, wrong: str = "") -> None:
        self.mission = mission
        self.wrong = wrong
        self.ways: list[str] = []

    def __call__(self, script: Script, through: str) -> Result:
        self.ways.append(through)
        result = replace(asyncio.run(engine.run(script, self.mission)), through=through)
        acts = [step for step in script.steps if isinstance(step, Act)]
        hit = next((s for s in acts if s.action.kind == self.wrong), None)
        if through == "engine" or hit is None or result.failures:
            return result
        failure = Failure(script.file, hit.line, hit.number, "the screen to follow", "not so")
        return replace(result, failures=(failure,))


def test_a_script_is_cut_to_the_steps_without_which_it_would_not_fail_so(
    tmp_path: Path, small: Mission
) -> None:
    plays = Played(small)
    found = shorter(plays(read_script(written(tmp_path, WRONG)), "engine"), plays)
    assert found is not None
    script = read_script(written(tmp_path, found.text))
    assert "compare" in found.text
    assert "reply" not in found.text, "the answer has nothing to do with it"
    assert len(script.steps) == found.steps <= 4
    assert found.before > found.steps


def test_what_is_missed_at_the_end_keeps_the_steps_that_brought_about_what_is_found(
    tmp_path: Path, small: Mission
) -> None:
    plays = Played(small)
    opened = "format: 1\nmission: small-order\nsteps:\n  - open: first-order\n"
    hinted = opened + "  - hint\nexpect: {arrived: [first-order], score: 99}\n"
    result = plays(read_script(written(tmp_path, hinted)), "engine")
    found = shorter(result, plays)
    assert found is not None
    again = plays(parse_script(found.text), "engine")
    assert [f.found for f in again.failures] == [f.found for f in result.failures]


@pytest.mark.parametrize(
    ("wrong", "step", "left"),
    [
        ("trust: {at_least: 99}", "", {"trust": {"at_least": 99}}),
        ("opened: [first-order, flour]", "", {"opened": ["flour"]}),
        ("trust_of: {ben: 1, you: 1}", "", {"trust_of": {"ben": 1}}),
        ("energy: 70", "  - hint\n  - hint\n  - hint\n", {"energy": 70}),
        ("energy: 70", "  - expect: {days: 0, not_flags: [some_flag], energy: 1}\n", {"energy": 1}),
    ],
    ids=["field", "name in a list", "name", "a step that is refused", "in a step"],
)
def test_of_what_is_expected_that_is_left_which_fails(
    wrong: str, step: str, left: dict[str, object], tmp_path: Path, small: Mission
) -> None:
    text = (
        "format: 1\nmission: small-order\nsteps:\n  - open: first-order\n"
        f"{step}expect: {{status: open, arrived: [first-order], {wrong}}}\n"
    )
    plays = Played(small)
    found = shorter(plays(read_script(written(tmp_path, text)), "engine"), plays)
    assert found is not None
    document = parse_yaml(found.text, Place("a.yaml"), Report()).plain()
    in_steps = [one["expect"] for one in document["steps"] if "expect" in one]
    assert [*in_steps, *([document["expect"]] if "expect" in document else [])] == [left]


def test_what_else_is_expected_holds_no_step(tmp_path: Path, small: Mission) -> None:
    plays = Played(small)
    text = GOLD.replace("{status: completed}", "{status: completed, facts: [two-ovens], trust: 3}")
    result = plays(read_script(written(tmp_path, text)), "engine")
    found = shorter(result, plays)
    assert found is not None
    script = parse_script(found.text)
    (failure,) = plays(script, "engine").failures
    assert (failure.expected, failure.found) == ("trust 3", result.failures[0].found)
    assert "trust: 3" in found.text
    assert "facts" not in found.text
    assert found.steps < 8, "the mission need not come to its end"


def test_values_that_were_read_are_the_script_that_was_written() -> None:
    read = parse_script(GOLD)
    document = parse_yaml(GOLD, Place("a.yaml"), Report()).plain()
    again = script_of(document)
    kinds = [(step.kind, getattr(step, "action", None)) for step in read.steps]
    assert [(step.kind, getattr(step, "action", None)) for step in again.steps] == kinds
    assert (again.start, again.expect, again.seed) == (read.start, read.expect, read.seed)


def test_what_is_tried_is_not_kept_among_the_files_that_were_read(
    tmp_path: Path, small: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    plays = Played(small)
    result = plays(read_script(written(tmp_path, WRONG)), "engine")
    monkeypatch.setenv("SCOPECREEP_CACHE", str(tmp_path / "cache"))
    assert shorter(result, plays) is not None
    assert len(list((tmp_path / "cache").rglob("*"))) <= 2, "the script itself, and its folder"


def test_what_fails_through_screens_alone_is_cut_through_screens_alone(
    tmp_path: Path, small: Mission
) -> None:
    plays = Played(small, wrong="reply")
    failed = plays(read_script(written(tmp_path, GOLD)), "screen")
    found = shorter(replace(failed, size=(120, 40), theme="day"), plays)
    assert found is not None
    assert found.through == "screen"
    script = read_script(written(tmp_path, found.text))
    assert (script.matrix.size, script.matrix.theme) == (("120x40",), ("day",))
    again = plays(script, "screen")
    assert [f.expected for f in again.failures] == ["the screen to follow"]
    bare = plays(script, "engine").failures
    assert not any(failure.step for failure in bare), "what the engine refuses was not tried"
    assert found.steps < found.before
    assert plays.ways.count("screen") < 100


def test_what_fails_everywhere_is_cut_by_the_engine_however_it_was_played(
    tmp_path: Path, small: Mission
) -> None:
    plays = Played(small)
    failed = plays(read_script(written(tmp_path, WRONG)), "database")
    plays.ways.clear()
    found = shorter(failed, plays)
    assert found is not None
    assert found.through == "engine"
    assert set(plays.ways) == {"engine"}


def test_a_script_that_passes_when_played_again_is_left_alone(
    tmp_path: Path, small: Mission
) -> None:
    plays = Played(small)
    script = read_script(written(tmp_path, GOLD))
    failed = replace(
        plays(script, "screen"), failures=(Failure(script.file, 1, 0, "luck", "none"),)
    )
    assert shorter(failed, plays) is None


def test_missions_in_a_row_are_cut_each_to_what_the_failure_needs(
    tmp_path: Path, pack: Pack
) -> None:
    text = """\
format: 1
missions:
  - mission: kettle-protocol
    steps: [{open: your-desk}, hint, abandon]
    expect: {status: abandoned}
  - mission: kettle-protocol
    steps: [{open: your-desk}, hint, {expect: {not_opened: [your-desk]}}]
    expect: {status: open}
"""
    with Seat(pack.cards, pack.missions) as seat:

        def plays(script: Script, through: str) -> Result:
            return seat.play(Cell(script, through))

        failed = plays(read_script(written(tmp_path, text)), "engine")
        assert [failure.step for failure in failed.failures] == [3]
        found = shorter(failed, plays)
        assert found is not None
        kept = [[step.kind for step in part.steps] for part in parse_script(found.text).parts]
    assert kept == [[], ["act", "expect"]], found.text
    assert (found.steps, found.before) == (2, 6)
