"""The checker is checked: every fault put into sound content is told, and sound content is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from content.explorer.campaign import campaign
from content.explorer.explore import Effort, Explored, explore
from content.explorer.grades import Grades, Measured
from content.explorer.speech import Move
from content.explorer.stages import Taken
from content.explorer.talk import ExchangeStage
from content.folder import read_pack
from content.loader import load_pack
from content.problem import Problem, Report
from tests.content.explorer.mutants import DOORS, MUTANTS, Mutant
from tests.content.reaching_pack import write_reaching

QUICK = Effort(walks=100, processes=1, envelope=False)
SCORED = Effort(walks=60, processes=1)
SLUG = "small-order"


def explored(folder: Path, changes: dict[str, str | None], effort: Effort = QUICK) -> Explored:
    """The small mission, explored with some files changed."""
    pack = load_pack(write_reaching(folder, changes))
    files = read_pack(folder, Report())
    return explore(pack.mission(SLUG), files.missions[SLUG], pack.walkthroughs_of(SLUG), effort)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Explored:
    return explored(tmp_path_factory.mktemp("sound"), {})


def told(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {(problem.code, problem.message) for problem in problems}


def test_nothing_in_sound_content_is_out_of_reach(sound: Explored) -> None:
    assert sound.errors == []
    assert {row.what for row in sound.rows if row.reached < row.of} <= {"sides of conditions"}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.fault)
def test_a_fault_in_a_mission_is_told(mutant: Mutant, sound: Explored, tmp_path: Path) -> None:
    one = explored(tmp_path, mutant.changes())
    new = {code for code, _ in told(one.problems) - told(sound.problems)}
    assert mutant.caught in new


def doors(folder: Path, changes: dict[str, str | None]) -> tuple[Problem, ...]:
    """What is found at the doors, where the small mission gives 97 at most."""
    pack = load_pack(write_reaching(folder, changes))
    best = Measured(97, "A", (), "")
    grades = {SLUG: Grades(lowest=0, highest=97, witnesses=(best, best, best))}
    return campaign(pack, read_pack(folder, Report()), grades).problems


def test_sound_doors_are_told_of_nothing(tmp_path: Path) -> None:
    found = {problem.code for problem in doors(tmp_path, {})}
    assert found <= {"career-too-easy"}


@pytest.mark.parametrize("mutant", DOORS, ids=lambda mutant: mutant.fault)
def test_a_fault_at_a_door_is_told(mutant: Mutant, tmp_path: Path) -> None:
    assert mutant.caught in {problem.code for problem in doors(tmp_path, mutant.changes())}


def test_a_stage_from_which_nothing_leads_on_is_a_dead_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(stage: ExchangeStage, state: int) -> Iterator[Taken]:
        return iter(())

    monkeypatch.setattr(ExchangeStage, "moves", stuck)
    assert "dead-end" in {problem.code for problem in explored(tmp_path, {}).problems}


def test_a_search_that_scores_otherwise_than_the_engine_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = explored(tmp_path / "sound", {}, SCORED)
    assert "astray" not in {problem.code for problem in sound.problems}
    monkeypatch.setattr(Move, "worth", lambda move, best: 70)
    one = explored(tmp_path / "astray", {}, SCORED)
    assert "astray" in {problem.code for problem in one.problems}
