"""An answer that nobody is awake for: shown with its reason and refused, the others taken."""

from __future__ import annotations

import pytest

from engine import actions as ac
from engine.log import Row
from engine.mission import Mission
from engine.phases import nodes
from engine.values import PlayerThen
from tests.engine.plays import started
from tests.tui.calls import acted, call_mission, digits_work, in_call, spot
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import NowhereStore
from tui.plain.menu import answers
from tui.session import Session

SPENT = 24


@pytest.fixture(scope="module")
def tired() -> Mission:
    return call_mission(3).model_copy(update={"meters": ("trust", "energy")})


def spent(mission: Mission) -> Session:
    """A playthrough of somebody who comes with next to no energy."""
    row = started(mission, 7)
    begun = row.events[0].model_copy(update={"player": PlayerThen(name="Somebody", energy=SPENT)})
    return Session(mission, (Row(seq=1, action=row.action, events=(begun,)),), NowhereStore())


def sleeper(session: Session) -> str:
    exchange = session.mission.exchange_by_id["how-many"]
    return nodes.asleep(session.mission, exchange, session.state.shared)


@pytest.mark.parametrize("size", SIZES)
async def test_an_answer_that_sleeps_looks_as_it_did(size: tuple[int, int], tired: Mission) -> None:
    async with in_call(spent(tired), size) as (_, hands, pilot):
        await pilot.pause()
        text = screen_text(hands.app)
        assert text.count("everyone is asleep") == 1
        same("call_asleep", size, text)


async def test_it_can_be_pointed_at_and_is_refused_with_a_way_on(tired: Mission) -> None:
    session = spent(tired)
    async with in_call(session) as (screen, hands, pilot):
        await digits_work(hands, screen)
        ids = [row.id for row in screen.options.rows]
        asleep = sleeper(session)
        await pilot.press(str(ids.index(asleep) + 1), "enter")
        await hands.until(
            lambda: "Everyone is asleep. Choose another answer." in screen_text(hands.app), "why"
        )
        assert len(session.rows) == 1
        await pilot.click(offset=await spot(hands, "everyone is asleep ·"), times=2)
        await hands.rest()
        assert len(session.rows) == 1
        other = next(name for name in ids if name != asleep)
        await digits_work(hands, screen)
        await pilot.press(str(ids.index(other) + 1), "enter")
        await acted(hands, 2)
        assert session.rows[-1].action == ac.Say(option=other)


def test_the_plain_game_says_so_behind_the_answer(tired: Mission) -> None:
    session = spent(tired)
    exchange = tired.exchange_by_id["how-many"]
    said = {one.id: one.label for one in answers(tired, exchange, session.state.shared)}
    asleep = sleeper(session)
    assert said[asleep].endswith(" (everyone is asleep)")
    assert sum("asleep" in label for label in said.values()) == 1
