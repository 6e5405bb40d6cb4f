"""The page of M08: its reference earns all, each tempting one fails, and its figures close."""

from __future__ import annotations

import re
from functools import cache

import pytest

from content.lint.boards import Everything
from content.loader import Pack
from content.verbs import edits_of
from engine.actions import DecideBoard
from engine.board import judge
from engine.board.fields import Board, ChoiceField
from engine.board.sheet import Sheet, decided, opening
from engine.board.standing import OnSheet
from engine.mission import Mission
from tests.content.taxi import REFERENCE, SHEETS, SLUG, TEMPTING
from tests.shipped import shipped


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


@cache
def board() -> Board:
    config = shipped().mission(SLUG).board_phase
    assert config
    return config.sheet


def filled(*entries: dict) -> OnSheet:
    """The sheet with these entries, where all has been asked and the team is rested."""
    sheet: Sheet = opening(board())
    for entry in entries:
        for action in edits_of(entry):
            assert isinstance(action, DecideBoard)
            sheet = decided(board(), sheet, action.field, action.part, action.value, action.at)
    return OnSheet(board(), sheet, Everything())


def score(on: OnSheet) -> int:
    return round(judge.total(judge.earned(board(), on)))


def broken(on: OnSheet) -> set[str]:
    return {c.id for c, standing in judge.constraints(board(), on) if standing.mark == "broken"}


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_comes_to_what_the_table_says(name: str) -> None:
    row = SHEETS[name]
    on = filled(*row.entries)
    assert (score(on), broken(on)) == (row.score, row.broken)


@pytest.mark.parametrize("name", TEMPTING)
def test_a_tempting_page_loses(name: str) -> None:
    assert score(filled(*SHEETS[name].entries)) <= 69


def test_the_tempting_pages_do_not_fail_for_one_reason() -> None:
    reasons = [SHEETS[name].broken for name in TEMPTING]
    assert frozenset.intersection(*reasons) == frozenset()
    assert len(set(reasons)) >= 6


def test_the_reference_carries_its_mean_cost_and_fills_its_days() -> None:
    numbers = dict(filled(*REFERENCE).numbers)
    assert numbers["covered"] == 24 + 6
    assert numbers["cost"] == 29 <= numbers["covered"]
    assert numbers["work-days"] == numbers["room"] == 10


def test_the_mean_of_the_three_points_is_the_cost_that_ten_minutes_have() -> None:
    assert filled().spread("job", "mean", 0) == pytest.approx(29)


def test_emekas_extract_saves_the_two_days_that_percival_may_put_off() -> None:
    """With it the colours alone make room; without it both must go. Neither needs a weekend."""
    kept = {"set": {"maintenance": "kept"}}
    without, with_it = filled(*REFERENCE, kept), filled(*REFERENCE, kept, EXTRACT)
    assert dict(without.numbers)["work-days"] == 12
    assert dict(with_it.numbers)["work-days"] == 10
    assert broken(without) == {"by-noon"}
    assert score(with_it) == 100


EXTRACT = {"set": {"source": "extract"}}


@pytest.mark.parametrize(
    ("entry", "lost"),
    [
        ({"set": {"order": 29}}, "his-own-hand"),
        ({"set": {"order": 22}}, "cost-inside"),
        ({"set": {"weekend": "saturday"}}, "at-home"),
        ({"set": {"maintenance": "kept"}}, "by-noon"),
    ],
)
def test_a_step_to_the_side_of_the_reference_is_told(entry: dict, lost: str) -> None:
    on = filled(*REFERENCE, entry)
    assert lost in broken(on)
    assert score(on) < 100


@pytest.mark.parametrize("order", [23, 24, 25])
def test_three_sums_carry_the_cost_and_are_percivals_to_sign(order: int) -> None:
    assert score(filled(*REFERENCE, {"set": {"order": order}})) == 100


def test_a_page_that_nobody_touched_is_not_taken() -> None:
    refused = judge.refusal(board(), filled())
    assert refused is not None
    assert refused.id == "built"


def test_dovs_mail_and_the_sheet_tell_the_same_days_and_sums(mission: Mission) -> None:
    feed = board().field_by_id["feed"]
    assert isinstance(feed, ChoiceField)
    body = mission.email_by_id["eight-in-the-van"].body.replace("\n", " ")
    for option in feed.options[:4]:
        days, cost = option.number("days"), option.number("cost")
        assert re.search(rf"{days:.0f} days", body), option.id
        assert f"{cost:.0f},000" in body, option.id


def test_gretas_hours_add_up(mission: Mission) -> None:
    text = mission.attachment_by_name["hours.txt"].body
    (row,) = (line for line in text.splitlines() if line.startswith("P. Larkspur  "))
    hours = [float(word) for word in row.split() if re.fullmatch(r"[\d.]+", word)]
    assert sum(hours[:-1]) == hours[-1] == 43.5
    assert "43.5" in next(f.says for f in mission.facts if f.id == "pip-weekends")


def test_the_colours_are_worth_what_their_order_says(mission: Mission) -> None:
    text = mission.attachment_by_name["correspondence.txt"].body
    assert "order no. 612, eight colours, 6,000" in text
    assert dict(filled(*REFERENCE).numbers)["credit"] == 6
