"""Names, spelling, markup and reading time: what is told, and what is left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.folder import read_pack
from content.lint.names import one_edit
from content.lint.reading import words_of
from content.lint.words import AMERICAN
from content.loader import check, lint
from content.packs import builtin
from content.problem import Report
from tests.content.lint_mutants import ROSE
from tests.content.small_pack import FILES, PEOPLE, SHORT_NAMES, changed, write

TEXT = "We want an order page."
TWO = '"trust >= 60", who: ben, say: "Two."'


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("rosalind", "rosalnd", True),
        ("rosalind", "rosallind", True),
        ("rosalind", "rosalimd", True),
        ("rosalind", "rosailnd", True),
        ("rosalind", "rosalinde", True),
        ("rosalind", "rosalind", False),
        ("rosalind", "rosamund", False),
        ("marsh", "charm", False),
    ],
)
def test_one_edit_is_a_letter_or_two_that_changed_places(one: str, other: str, near: bool) -> None:
    assert one_edit(one, other) is near
    assert one_edit(other, one) is near


def told(folder: Path, text: str, **files: str) -> list[str]:
    """The codes that are told of a mail with these words, where Rosalind is known."""
    changes = changed("mail", TEXT, text)
    return [p.code for p in lint(write(folder, {**changes, "people.yaml": PEOPLE + ROSE, **files}))]


def test_a_name_in_another_form_is_no_slip(tmp_path: Path) -> None:
    forms = (
        "Rosalind's oven, and ROSALIND again.",
        "To rosalind@bakery.example.",
        "See rosalind.txt.",
        "The Rosalinds of this world.",
        "In March or May.",
    )
    assert told(tmp_path, "\n".join(forms)) == []


def test_a_slip_is_told_where_it_stands_with_the_name_that_is_meant(tmp_path: Path) -> None:
    changes = changed("mail", TEXT, "We ask Rosalnd.")
    (slip,) = lint(write(tmp_path, {**changes, "people.yaml": PEOPLE + ROSE}))
    line = FILES[SHORT_NAMES["mail"]].split("\n").index(f"Three ovens, and nobody to count. {TEXT}")
    assert (slip.place.line, slip.place.column) == (line + 1, 42)
    assert slip.message == "'Rosalnd' is 'Rosalind' elsewhere."


def test_people_may_wait_for_missions_that_are_not_written(tmp_path: Path) -> None:
    """The same person is an orphan in a pack whose missions are all written."""
    assert told(tmp_path, TEXT) == []


@pytest.mark.parametrize(
    "word", ["size", "prize", "honorary", "humorous", "our", "four", "organise", "colour", "meter"]
)
def test_words_of_both_spellings_are_left_in_peace(word: str) -> None:
    assert word not in AMERICAN


def test_an_american_word_is_told_with_the_british_one(tmp_path: Path) -> None:
    (found,) = lint(write(tmp_path, changed("mail", TEXT, "Prioritize it.")))
    assert (found.code, found.remedy) == ("us-spelling", "Write 'prioritise'.")


def test_signs_that_are_no_markup_are_left_in_peace(tmp_path: Path) -> None:
    signs = ("a [sic] b", "x < y > z", "[A page is turned.]", "2 ** 3", "R&D; the rest", "a <- b")
    assert told(tmp_path, "\n".join(signs)) == []


def words(folder: Path, changes: dict[str, str | None]) -> float:
    mission = read_pack(write(folder, changes), Report()).missions["small-order"]
    assert mission.mission
    return words_of(mission, mission.mission.form)


@pytest.mark.parametrize(
    ("short", "old", "new", "more"),
    [
        ("mail", TEXT, TEXT + " Six words more are read here.", 6),
        ("mail", "Ada, the largest page", "Six words more are read here. Ada, the largest page", 2),
        ("call", TWO, TWO.replace("Two.", "Two. Four words more here."), 2),
        ("oven_log", "ovens: 2", "ovens: 2 for now", 2),
    ],
    ids=["a mail", "one of three letters", "one of two lines", "an attachment"],
)  # fmt: skip
def test_words_count_as_often_as_they_are_read(
    tmp_path: Path, short: str, old: str, new: str, more: float
) -> None:
    before = words(tmp_path / "before", {})
    after = words(tmp_path / "after", changed(short, old, new))
    assert after - before == pytest.approx(more)


@pytest.mark.slow
def test_the_campaign_has_no_fault_and_no_doubt_without_a_reason() -> None:
    found = check(builtin())
    assert found.problems == []
    assert all(len(allowed.reason.split()) > 3 for allowed in found.allowed)


def test_a_card_alone_is_held_to_single_words(tmp_path: Path) -> None:
    card = changed("later", 'teaser: "Cake."', 'teaser: "Cake, organized."')
    assert [problem.code for problem in lint(write(tmp_path, card))] == ["us-spelling"]
