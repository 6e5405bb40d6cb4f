"""Each day late in one mission takes a day of a later deadline, by flags that data names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from content.loader import load_pack
from engine import actions as ac
from engine import events as ev
from engine.asking import days_allowed, days_late
from engine.clock import QUARTER_DAYS
from engine.game import step
from engine.late import Deadline, Sooner
from engine.log import Row, state_of
from engine.mission import Mission
from engine.results import result_of
from engine.state import State
from engine.values import PlayerThen
from tests.content.reaching_pack import write_reaching
from tests.engine.plays import started
from tests.engine.test_answers import HANDED_IN, HEARD
from tui.briefing import brief_page

LATE = ("first_day", "second_day")
SAYS = "The order took a day of yours."
SPENT = "The other took its day as well."


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    """A mission whose late days cost later ones theirs."""
    pack = load_pack(write_reaching(tmp_path_factory.mktemp("late")))
    mission = pack.mission("small-order")
    deadline = Deadline(days=1, late=LATE)
    flags = (*mission.flags, *LATE)
    return mission.model_copy(update={"deadline": deadline, "flags": flags})


@pytest.fixture(scope="module")
def later(order: Mission) -> Mission:
    """A later mission of three days, from which those late days take."""
    sooner = (
        Sooner(flag="first_day", says=SAYS),
        Sooner(flag="second_day", days=0.5, says=SPENT),
    )
    card = order.card.model_copy(update={"slug": "later-order"})
    return order.model_copy(
        update={"card": card, "deadline": Deadline(days=3, sooner=sooner), "flags": ()}
    )


def ended(mission: Mission, days: int) -> tuple[State, tuple[ev.AnyEvent, ...]]:
    """A playthrough to its end on which so many days were spent."""
    spent = ev.MeterMoved(meter="days", by=-days * QUARTER_DAYS)
    first = started(mission, 7)
    lost = Row(seq=2, action=ac.UseHint(), events=(spent,))
    state = state_of(mission, [first, lost])
    last: tuple[ev.AnyEvent, ...] = ()
    for action in (*HANDED_IN, *HEARD, ac.Say(option="own-it"), ac.FinishPhase()):
        state, last = step(mission, state, action)
    assert state.status == "completed"
    return state, last


def flags_of(events: tuple[ev.AnyEvent, ...]) -> Iterator[str]:
    return (event.flag for event in events if isinstance(event, ev.FlagRaised))


@pytest.mark.parametrize(
    ("days", "raised"), [(1, ()), (2, LATE[:1]), (3, LATE), (5, LATE)], ids=str
)
def test_each_whole_day_late_raises_the_next_flag_at_the_end(
    order: Mission, days: int, raised: tuple[str, ...]
) -> None:
    state, last = ended(order, days)
    assert days_late(order, state.shared) == days - 1
    assert tuple(flags_of(last)) == raised
    assert isinstance(last[-1], ev.MissionCompleted)
    assert {*result_of(order, state)["flags"]} & {*LATE} == {*raised}


@pytest.mark.parametrize(
    ("flags", "allowed", "told"),
    [((), 3, ()), (LATE[:1], 2, (SAYS,)), (LATE, 1.5, (SAYS, SPENT)), (("other",), 3, ())],
    ids=str,
)
def test_the_later_deadline_stands_sooner_for_whoever_was_late_and_the_brief_says_why(
    later: Mission, flags: tuple[str, ...], allowed: float, told: tuple[str, ...]
) -> None:
    first = started(later, 7)
    assert isinstance(first.events[0], ev.Started)
    brought = first.events[0].model_copy(update={"player": PlayerThen(name="Ada", flags=flags)})
    begun = state_of(later, [first.model_copy(update={"events": (brought, *first.events[1:])})])
    assert days_allowed(later, begun.shared) == allowed
    late = begun.shared.model_copy(update={"ticks": 4 * QUARTER_DAYS})
    assert days_late(later, late) == int(4 - allowed)
    page = brief_page(later, flags=flags).plain
    assert [one for one in (SAYS, SPENT) if one in page] == [*told]
    assert ("STANDS SOONER" in page) == bool(told)


def test_days_that_were_lost_never_leave_less_than_none() -> None:
    deadline = Deadline(days=0.5, sooner=(Sooner(flag="a", days=2, says="Gone."),))
    assert deadline.allowed(("a",)) == 0
    assert deadline.allowed(()) == 0.5


def test_a_flag_that_no_mission_raises_is_named_with_its_place(tmp_path: Path) -> None:
    folder = write_reaching(tmp_path)
    path = folder / "missions" / "small-order" / "mission.yaml"
    text = path.read_text(encoding="utf-8")
    wrong = "deadline: {days: 1, late: [nobody_declares], sooner: [{flag: nobody, says: So.}]}"
    path.write_text(text.replace("deadline: {days: 1}", wrong), encoding="utf-8")
    with pytest.raises(Exception, match="There is no flag") as caught:
        load_pack(folder)
    assert "nobody_declares" in str(caught.value) and "'nobody'" in str(caught.value)
