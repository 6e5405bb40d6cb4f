"""Threefurrow's decision sheet: its reference wins, and each tempting offer fails."""

from __future__ import annotations

from typing import Any

import pytest

from content.loader import Pack
from content.verbs import edits_of
from engine.actions import DecideBoard
from engine.board import judge
from engine.board.sheet import Sheet, decided, opening
from engine.board.standing import OnSheet
from engine.mission import Mission
from engine.phase_config import BoardDecision
from engine.shared import Found, Made, Shared
from engine.values import PlayerThen
from tests.content.judged import Steps
from tests.content.weighbridges import (
    FACTS,
    REFERENCE,
    SLUG,
    TABLE,
    TEMPTING,
    WHAT_IS_SEEN_UNASKED,
)

CLOSE = 0.06


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def known(*facts: str, promises: tuple[str, ...] = ()) -> Shared:
    """A playthrough that has come to the sheet knowing this."""
    return Shared(
        seed=1,
        rev=1,
        rules_version=1,
        player=PlayerThen(name="Somebody"),
        facts=tuple(Found(fact=fact, via="", minute=0) for fact in facts),
        promises=tuple(Made(promise=p, minute=0) for p in promises),
    )


def config_of(mission: Mission) -> BoardDecision:
    config = mission.board_phase
    assert config is not None
    return config


def laid(mission: Mission, shared: Shared, *steps: dict[str, Any]) -> OnSheet:
    """The sheet with these entries, of which each must be on it."""
    board = config_of(mission).sheet
    on = OnSheet(board, opening(board), shared)
    for step in steps:
        for action in edits_of(step):
            assert isinstance(action, DecideBoard)
            sheet: Sheet = decided(board, on.sheet, action.field, action.part, action.value)
            on = OnSheet(board, sheet, shared)
    return on


def score(on: OnSheet) -> int:
    return round(judge.total(judge.earned(on.board, on)))


def short(on: OnSheet) -> set[str]:
    return {line.id for line in judge.earned(on.board, on) if line.score < 1}


def marks(on: OnSheet) -> dict[str, str]:
    return {standing.id: standing.mark for _, standing in judge.constraints(on.board, on)}


def lines(on: OnSheet) -> set[str]:
    """The addresses that are open to decide."""
    return {slot.address for slot in judge.slots(on.board, on)}


@pytest.mark.parametrize("name", TABLE)
def test_each_offer_comes_to_what_the_table_says(mission: Mission, name: str) -> None:
    row = TABLE[name]
    on = laid(mission, known(*FACTS), *row.steps)
    assert score(on) == row.score
    assert short(on) == row.short
    assert dict(on.numbers)["overrun"] == pytest.approx(row.overrun, abs=CLOSE)


def test_the_reference_keeps_everything_and_leaves_eight_above_the_mean(mission: Mission) -> None:
    on = laid(mission, known(*FACTS), *REFERENCE)
    numbers = dict(on.numbers)
    assert set(marks(on).values()) <= {"kept", "limit", "near"}
    assert numbers["net"] - numbers["average"] == 8
    assert 0.05 <= 8 / numbers["net"] <= 0.18
    assert numbers["per-farm"] == pytest.approx(33.33, abs=0.01)


def test_the_opening_sheet_earns_next_to_nothing_and_cannot_be_handed_in(mission: Mission) -> None:
    for shared in (known(), known(*FACTS)):
        on = laid(mission, shared)
        assert score(on) <= 10
        assert judge.refusal(on.board, on) is not None


def test_every_tempting_offer_fails_for_a_reason_of_its_own(mission: Mission) -> None:
    reasons = {TABLE[name].short for name in TEMPTING if TABLE[name].steps != REFERENCE}
    assert all(TABLE[name].score <= 69 for name in TEMPTING)
    assert len(TEMPTING) == 9 and len(reasons) >= 6


@pytest.mark.parametrize("look", [12, 18, 24])
@pytest.mark.parametrize("total", [76, 78, 80])
def test_the_lesson_does_not_hang_on_one_pair_of_numbers(
    mission: Mission, look: int, total: int
) -> None:
    shared = known(*FACTS)
    numbers = {"set": {"discovery": look, "cap": total - look}}
    assert score(laid(mission, shared, *REFERENCE, numbers)) == 100
    for name in ("fixed at eighty", "the fifteen kept", "all in"):
        spoilt = (*REFERENCE, numbers, *TABLE[name].steps[len(REFERENCE) :])
        assert score(laid(mission, shared, *spoilt)) <= 69, name


def test_what_was_not_asked_is_not_on_the_sheet(mission: Mission) -> None:
    blind, asked = laid(mission, known()), laid(mission, known(*FACTS))
    gone = lines(asked) - lines(blind)
    assert gone == {
        "dinner.fifteen",
        "scope.ten",
        "scope.four",
        "scope.legal",
        "assumed.lines",
        "assumed.seals",
        "assumed.harvest",
    }
    assert lines(blind) - lines(asked) == {"scope.fourteen"}
    assert set(marks(asked)) - set(marks(blind)) == {"no-vote", "ten-and-four", "harvest-idle"}


def test_the_best_that_can_be_guessed_unasked_does_not_pass(mission: Mission) -> None:
    on = laid(mission, known(), *WHAT_IS_SEEN_UNASKED)
    assert score(on) <= 60
    numbers = dict(on.numbers)
    assert numbers["work"] == 50 and numbers["average"] == 68  # dearer than it looks, by four


@pytest.mark.parametrize("fact", FACTS[:5])
def test_each_fact_but_gwils_is_worth_something_on_the_sheet(mission: Mission, fact: str) -> None:
    others = [other for other in FACTS if other != fact]
    with_it, without = (
        laid(mission, shared, *REFERENCE) for shared in (known(*FACTS), known(*others))
    )
    if fact == "vote-above":  # it bounds the sum, which a guess may keep by chance
        assert "no-vote" in marks(with_it) and "no-vote" not in marks(without)
    else:
        assert score(without) < score(with_it)


def test_the_fifteen_can_be_kept_within_the_mean_or_within_her_limit_and_not_both(
    mission: Mission,
) -> None:
    shared = known(*FACTS)
    kept: Steps = (*REFERENCE, {"pick": {"dinner": {"fifteen": "kept"}}})
    at_limit = marks(laid(mission, shared, *kept))
    assert at_limit["no-vote"] == "limit" and at_limit["mean-inside"] == "broken"
    dearer = marks(laid(mission, shared, *kept, {"set": {"cap": 67}}))
    assert dearer["no-vote"] == "broken" and dearer["mean-inside"] == "near"


def test_seals_in_the_price_break_the_mean_or_need_the_vote(mission: Mission) -> None:
    shared = known(*FACTS)
    ours: Steps = (*REFERENCE, {"pick": {"scope": {"legal": "ours"}}})
    assert dict(laid(mission, shared, *ours).numbers)["average"] == 83
    assert marks(laid(mission, shared, *ours))["mean-inside"] == "broken"
    dearer = laid(mission, shared, *ours, {"set": {"cap": 65}})
    assert marks(dearer)["mean-inside"] == "limit" or marks(dearer)["mean-inside"] == "near"
    assert marks(dearer)["no-vote"] == "broken"


def test_a_fourth_assumption_does_not_fit_the_card(mission: Mission) -> None:
    four = {"pick": {"assumed": {"roads": "written"}}}
    on = laid(mission, known(*FACTS), *REFERENCE, four)
    refused = judge.refusal(on.board, on)
    assert refused is not None and refused.id == "three-fit"


def test_a_promise_of_no_days_takes_day_rates_off_the_sheet(mission: Mission) -> None:
    for promises, offered in (((), True), (("no-day-rates",), False)):
        on = laid(mission, known(*FACTS, promises=promises))
        slot = next(slot for slot in judge.slots(on.board, on) if slot.address == "shape")
        assert ("rates" in dict(slot.choices)) is offered


@pytest.mark.parametrize(
    ("promise", "constraint", "keeps", "breaks"),
    [
        ("fifty-eight", "as-on-the-mat", 40, 41),
        ("exactly-sixty-six", "as-printed", 48, 49),
        ("fifteen-off", "as-among-friends", 50, 51),
    ],
)
def test_a_figure_that_was_promised_stands_beside_the_sheet(
    mission: Mission, promise: str, constraint: str, keeps: int, breaks: int
) -> None:
    assert constraint not in marks(laid(mission, known(*FACTS), *REFERENCE))
    shared = known(*FACTS, promises=(promise,))
    for cap, holds in ((keeps, True), (breaks, False)):
        found_marks = marks(laid(mission, shared, *REFERENCE, {"set": {"cap": cap}}))
        assert (found_marks[constraint] != "broken") is holds


def test_the_figures_close_across_list_book_and_sheet(mission: Mission) -> None:
    papers = mission.attachment_by_name
    rows = [line for line in papers["bridges.pdf"].body.splitlines() if line[:2].strip().isdigit()]
    tickets = [int(row.split("(h)")[0].split()[-1].replace(",", "")) for row in rows]
    assert len(rows) == 14 and sum(tickets) == 60400
    unlined = [n for row, n in zip(rows, tickets, strict=True) if " none " in row]
    assert len(unlined) == 4 and sum(unlined) == 8000
    assert sum("Hobday" in row and "(h)" in row for row in rows) == 5
    (job,) = config_of(mission).sheet.estimates
    (series,) = papers["jobs_like_it.txt"].series
    values = list(series.values)
    assert sum(values) == 720 and (min(values), max(values)) == (job.low, job.high)
    assert (job.low + 4 * job.likely + job.high) / 6 == sum(values) / 10 == 72
    assert sum(value <= 80 for value in values) == 8
