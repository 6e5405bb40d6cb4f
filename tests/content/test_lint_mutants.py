"""The linter is checked: it tells each fault that is put into sound content, and no other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from content.lint.table import LINTED
from content.loader import lint
from tests.content.format_mutants import FORMAT
from tests.content.lint_mutants import SHEETS, WRITING, call_files
from tests.content.mutant import Base, LintMutant, write_all, write_sound
from tests.content.small_pack import FILES

SOUND: tuple[Base, ...] = ("small", "reaching", "two")
BY_THEMSELVES = {"best-longest", "best-never-shortest", "best-asks", "best-is-free", "fixed-best"}
"""Rules of shares that the quick run has in the tests of shares alone."""


def rows(mutants: tuple[LintMutant, ...]) -> list[object]:
    """The mutants as parameters; those with many nodes, and sheets to be filled in, are slow."""
    slow = {m.fault for m in SHEETS} | {m.fault for m in mutants if m.caught in BY_THEMSELVES}
    slow |= {m.fault for m in mutants if m.fault.startswith("over an act")}
    return [
        pytest.param(mutant, id=mutant.fault, marks=[pytest.mark.slow] * (mutant.fault in slow))
        for mutant in mutants
    ]


@pytest.mark.parametrize("base", SOUND)
def test_nothing_is_told_of_sound_content(base: Base, tmp_path: Path) -> None:
    assert lint(write_sound(tmp_path, base)) == []


@pytest.mark.parametrize("nodes", [30, pytest.param(110, marks=pytest.mark.slow)])
def test_nothing_is_told_of_many_nodes_without_a_habit(nodes: int, tmp_path: Path) -> None:
    assert lint(write_all(tmp_path, {**FILES, **call_files(nodes)})) == []


@cache
def codes_of_sheets(folder: Path) -> set[str]:
    return {problem.code for problem in lint(write_sound(folder, "sheets"))}


@pytest.mark.parametrize("mutant", rows(WRITING))
def test_a_fault_of_writing_is_told(
    mutant: LintMutant, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = lint(mutant.write(tmp_path))
    assert mutant.caught in {problem.code for problem in found}
    assert all(problem.remedy and problem.place.line > 0 for problem in found)
    if mutant.base == "sheets":
        assert mutant.caught not in codes_of_sheets(tmp_path_factory.getbasetemp() / "sheets")


@pytest.mark.slow
@pytest.mark.parametrize("mutant", FORMAT, ids=lambda mutant: mutant.fault)
def test_a_fault_of_format_is_told(mutant: LintMutant, tmp_path: Path) -> None:
    """The quick run has them in the tests of the loader, one by one."""
    found = lint(mutant.write(tmp_path))
    assert mutant.caught in {problem.code for problem in found}
    assert all(problem.remedy for problem in found)


def test_every_rule_that_the_linter_tells_has_a_mutant() -> None:
    assert {mutant.caught for mutant in (*FORMAT, *WRITING)} == LINTED
