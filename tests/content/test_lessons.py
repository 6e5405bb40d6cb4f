"""What every grid teaches, held against designs that must win or lose; and grids that teach
nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.bots.table import table_of
from content.lessons import LOADS, NoLesson, Trial, lesson_of, trials
from content.loader import Pack, lint, load_pack
from engine.mission import Mission
from tests.content.bots.mutants import holding
from tests.content.played_mutants import LESSONS, PlayedMutant, with_grid
from tests.content.small_pack import DESIGN, HERE, write
from tests.shipped import shipped

GRIDS = [m.slug for m in shipped().missions if m.design_phase]
SHOP = "client-discovery-workshop"


@pytest.mark.parametrize("slug", GRIDS)
def test_a_grid_teaches_its_lesson_on_loads_that_it_was_not_tuned_by(pack: Pack, slug: str) -> None:
    tried = list(trials(table_of(pack, slug)))
    assert [str(trial) for trial in tried if not trial.holds] == []
    for design in ("reference", "untouched", "settings at the top", "everything"):
        assert {t.load for t in tried if t.design == design} == {*LOADS}
    assert any(trial.design.startswith("without ") for trial in tried)


@pytest.mark.parametrize("slug", GRIDS)
def test_a_grid_names_what_carries_its_lesson(pack: Pack, slug: str) -> None:
    """Were it found anew each time, a rule that weakens would take its lesson along unseen."""
    for reference in table_of(pack, slug).references():
        assert reference.config.lesson


def failing(pack: Pack, mission: Mission) -> dict[tuple[str, str], str]:
    """Designs and loads at which a grid fails, and the code of the rule that it breaks there."""
    table = table_of(holding(pack, mission), mission.slug)
    return {(t.design, t.load): t.rule.code for t in trials(table) if not t.holds}


@pytest.mark.parametrize("mutant", LESSONS, ids=lambda mutant: mutant.fault)
def test_a_grid_that_does_not_teach_its_lesson_is_found_out(
    pack: Pack, mutant: PlayedMutant
) -> None:
    found = failing(pack, mutant.make(pack.mission(SHOP)))
    assert {found.get((mutant.by, load)) for load in LOADS} == {mutant.caught}
    if mutant.caught != "reference-loses":
        assert not any(design == "reference" for design, _ in found)


def test_other_loads_are_judged_as_such(pack: Pack) -> None:
    """The shop as it was found does better on a quieter noon, and worse on a busier one."""
    scores = {t.load: t.score for t in trials(table_of(pack, SHOP)) if t.design == "untouched"}
    assert scores["x0.9"] > scores["as written"] > scores["x1.05"]
    grid = pack.mission(SHOP).design_phase
    assert grid
    assert LOADS["in bursts"](grid.load).burstiness == 1.5
    assert LOADS["x0.9"](grid.load).average_rps == pytest.approx(0.9 * grid.load.average_rps)


def test_without_a_name_the_lesson_is_what_the_reference_cannot_do_without(pack: Pack) -> None:
    mutant = with_grid(pack.mission(SHOP), lesson=())
    table = table_of(holding(pack, mutant), SHOP)
    (reference,) = table.references()
    assert lesson_of(mutant, reference) == ("stock_cache", "queue", "worker")


def test_a_reference_that_adds_nothing_has_no_lesson(tmp_path: Path) -> None:
    with pytest.raises(NoLesson, match="of nothing the reference needs none"):
        list(trials(table_of(load_pack(write(tmp_path)), "small-order")))


def test_a_misspelt_lesson_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    text = DESIGN.replace("load: {", "lesson: [app_server, databse]\nload: {")
    faults = lint(write(tmp_path, {f"{HERE}/design.yaml": text}))
    (fault,) = [one for one in faults if one.severity == "error"]
    assert "'databse'" in fault.message
    assert "'database'" in fault.remedy
    assert fault.place.file.endswith("design.yaml")


def test_a_trial_says_what_came_and_what_was_wanted() -> None:
    trial = Trial("shop", "grid", "untouched", "x0.9", 70, 900, 1000, "loses")
    assert not trial.holds
    assert str(trial) == (
        "shop, grid, x0.9: 'untouched' comes to 70 points at 900 of 1,000; wanted is that it loses."
    )
