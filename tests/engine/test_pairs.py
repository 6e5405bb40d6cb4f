"""A pair that is no contradiction is free at first, and takes a tick where days are counted."""

from __future__ import annotations

import pytest

from engine.actions import Compare, OpenAttachment, OpenEmail, Pin
from engine.game import step
from engine.mission import Mission
from engine.state import State
from tests.tui.stage import session_of
from tui.notebook import paint

CLAIM = Pin(source="first-order", quote="Three ovens")
COUNT = Pin(source="oven_log.txt", quote="ovens: 2")
OTHER = Pin(source="oven_log.txt", quote="06:10  forty loaves")


def compared(mission: Mission, *pins: Pin) -> State:
    """The state after two passages were laid side by side."""
    read = (OpenEmail(mail="first-order"), OpenAttachment(filename="oven_log.txt"))
    state = session_of(mission, *read, *pins).state
    left, right = (pin.id for pin in state.shared.pins)
    return step(mission, state, Compare(left=left, right=right))[0]


@pytest.fixture
def counting(small: Mission) -> Mission:
    return small.model_copy(update={"meters": (*small.meters, "days")})


def test_where_no_days_are_counted_every_pair_is_free(small: Mission) -> None:
    for pins in ((CLAIM, COUNT), (CLAIM, OTHER)):
        assert compared(small, *pins).shared.ticks == 0


def test_where_days_are_counted_a_wrong_pair_takes_one_tick_and_says_so(counting: Mission) -> None:
    state = compared(counting, CLAIM, OTHER)
    assert state.shared.ticks == 1
    (done,) = state.shared.compared
    assert done.half, "one right half is acknowledged all the same"
    told = paint.result(counting, done, ready=False, width=60).plain
    assert told.endswith("A quarter-day is spent.")


def test_a_contradiction_costs_nothing(counting: Mission) -> None:
    state = compared(counting, CLAIM, COUNT)
    assert state.shared.ticks == 0
    assert state.shared.knows("two-ovens")
