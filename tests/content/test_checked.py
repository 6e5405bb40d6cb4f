"""The checker is checked, and the documents tell by what."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from content.lint.table import SECTIONS, TABLE
from tests.content.checked import BEGINS, CATCHERS, ENDS, drawn, faults

DOCUMENT = Path(__file__).parents[2] / "docs" / "testing.md"
BY_HAND = {"dead-end", "astray"}
"""Codes that the explorer's own tests bring about in it, for content cannot."""


def test_the_table_of_the_documents_names_every_fault_and_its_catcher() -> None:
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGINS)
    table, after = rest.split(ENDS)
    if os.environ.get("SNAPSHOTS") == "update":
        table = drawn()
        DOCUMENT.write_text(before + BEGINS + table + ENDS + after, encoding="utf-8")
    assert table == drawn()


def test_every_fault_is_told_apart_and_caught_by_a_rule_of_the_table() -> None:
    assert len(set(faults())) == len(list(faults()))
    assert {m.caught for _, mutants in CATCHERS for m in mutants} <= set(TABLE)


@pytest.mark.parametrize("kind", ["a link is deleted", "gate", "a lesson is deleted",
                                  "two answers are swapped", "a flag is broken"])  # fmt: skip
def test_each_kind_of_mutation_is_tried(kind: str) -> None:
    assert any(kind in fault for fault in faults())


def test_what_is_played_and_what_opens_doors_has_a_mutant_for_each_rule() -> None:
    """Of the explorer's doubts some are left: they tell what a bounded search has not seen."""
    caught = {m.caught for _, mutants in CATCHERS for m in mutants} | BY_HAND
    wanted = {
        rule.code
        for part in SECTIONS
        for rule in part.rules
        if rule.severity == "error" or "bots" in part.told_by
    }
    assert wanted - caught == {"flag-never-set"}, "a flag that no mission raises is told by lint"
