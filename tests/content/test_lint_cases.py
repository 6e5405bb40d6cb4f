"""Conditions against themselves, cases against one another, slips: what is told, and what not."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.conditions import parse
from content.lint.logic import first_holds, possible
from content.lint.slips import unclosed
from content.loader import lint
from tests.content.small_pack import changed, write


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        ("a and not b", True, True),
        ("a and not a", False, True),
        ("a or not a", True, False),
        ("trust >= 50 and trust < 60", True, True),
        ("trust >= 60 and trust < 60", False, True),
        ("trust >= 60 or trust < 60", True, False),
        ("trust < 40 or energy >= 40", True, True),
        ("opens(ben, 60) and not opens(ben, 50)", False, True),
        ("opens(ben, 60) and not opens(ada, 50)", True, True),
        ("opens(ben, 60) and not floor(ben)", False, True),
        ("floor(ben) and not opens(ben, 60)", True, True),
        ("field(shape, fixed) and field(shape, capped)", False, True),
        ("field(shape, fixed) and not field(shape)", False, True),
        ("field(shape, fixed) or field(shape, capped)", True, True),
        ("field(shape.a, fixed) and field(shape.b, capped)", True, True),
        ("kept_promise(map) and broke(map)", False, True),
        ("kept_promise(map) or broke(map) or owed(map)", True, True),
        ("total > 80 and total < 80", False, True),
        ("total > 80 and total < 81", True, True),
        ("total > 80 and cap < 60", True, True),
        ("total >= cap and total < cap", True, True),
        ("total == 80 and total != 80", False, True),
        ("total < 80 or total >= 80", True, True),
        ("chose(one, a) and chose(one, b)", True, True),
    ],
)  # fmt: skip
def test_a_condition_is_held_against_itself(text: str, holds: bool, fails: bool) -> None:
    """Where nothing is entered a sum is none, so that both its halves fail; two moves of a node may
    both be made, and two sums may cross: those are left to play."""
    condition = parse(text)
    assert possible([condition], [True]) is holds
    assert possible([condition], [False]) is fails


def test_a_condition_with_too_many_parts_is_left_in_peace() -> None:
    many = " and ".join(f"fact-{number}" for number in range(20))
    assert possible([parse(f"{many} and not fact-0")], [True])


@pytest.mark.parametrize(
    ("cases", "first"),
    [
        (["a", "b", "otherwise"], [True, True, True]),
        (["a", "a and b", "otherwise"], [True, False, True]),
        (["total > 10", "total > 20"], [True, False]),
        (["total > 20", "total > 10"], [True, True]),
        (["not a", "a", "otherwise"], [True, True, False]),
        (["otherwise", "a"], [True, False]),
    ],
)
def test_a_case_can_be_the_first_or_cannot(cases: list[str], first: list[bool]) -> None:
    parsed = [parse(case) for case in cases]
    assert [first_holds(parsed, number) for number in range(len(cases))] == first


@pytest.mark.parametrize(
    "text",
    [
        'She said "soon", and (late) left.',
        "'It is,' he said. 'Soon.'",
        "The depots' files, the farmers' gate, and it's ours.",
        "'No map of theirs.'¹ ¹ Dated.",
        "a) first\nb) second",
        "rock 'n' roll, at six o'clock",
        "Well :) or ;-(",
        "[A door is opened.] {runs}",
    ],
)
def test_quotes_and_brackets_with_both_halves_are_left_in_peace(text: str) -> None:
    assert unclosed(text) == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ('She said "soon.', ['"']),
        ("(late, he left.", ["("]),
        ("late), he left.", [")"]),
        ("He said 'soon, and left.", ["'"]),
        ("'Soon,' he said. 'Or late.", ["'"]),
        ("[A door.] [Another", ["["]),
    ],
)
def test_a_half_without_the_other_is_told(text: str, signs: list[str]) -> None:
    assert [sign for _, sign in unclosed(text)] == signs


def test_words_that_may_follow_themselves_are_left_in_peace(tmp_path: Path) -> None:
    text = "We had had ten, that that m² is 2 2."
    assert lint(write(tmp_path, changed("mail", "We want an order page.", text))) == []


def test_a_floor_is_as_good_as_the_best_option_that_gives_it(tmp_path: Path) -> None:
    """`floor-ben` is best, and gives Ben the floor."""
    floor = changed("call", "ben: {worth: 60", "ben: {worth: 100")
    assert lint(write(tmp_path / "floor", floor)) == []
    option = changed("call", "        floor: ben\n", "        floor: ada\n")
    other = option | {
        name: (option.get(name) or text or "").replace("ben: {worth: 60", "ben: {worth: 100")
        for name, text in floor.items()
    }
    assert [one.code for one in lint(write(tmp_path / "other", other))] == ["as-good-as-best"]
