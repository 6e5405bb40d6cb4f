"""The base of the engine's values."""

from functools import cached_property

import pytest
from pydantic import ValidationError

from content.loader import Pack
from engine.frozen import Frozen, fill, made
from engine.game import fold, step
from engine.log import state_of
from engine.scoring import score_mission
from tests.engine.plays import random_play


class Basket(Frozen):
    loaves: tuple[str, ...] = ()

    @cached_property
    def count(self) -> int:
        return len(self.loaves)


def test_a_copy_works_its_properties_out_anew() -> None:
    basket = Basket(loaves=("rye",))
    assert basket.count == 1
    assert basket.model_copy(update={"loaves": ()}).count == 0
    assert basket.count == 1


def test_values_cannot_be_changed_and_refuse_unknown_fields() -> None:
    with pytest.raises(ValidationError):
        Basket(loaves=()).loaves = ("oat",)  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Basket.model_validate({"loaves": (), "rolls": 3})


def test_what_is_made_of_what_is_held_already_has_its_defaults_and_no_other_fields() -> None:
    assert made(Basket) == Basket()
    assert made(Basket, loaves=("rye",)) == Basket(loaves=("rye",))
    assert made(Basket).model_fields_set == {"loaves"}, "what the engine makes is given whole"
    with pytest.raises(TypeError, match="rolls"):
        made(Basket, rolls=3)  # type: ignore[call-arg]


def test_a_copy_refuses_unknown_fields_whatever_was_worked_out_before() -> None:
    basket = Basket(loaves=("rye",))
    assert basket.count == 1
    with pytest.raises(TypeError, match="rolls"):
        basket.model_copy(update={"rolls": 3})


def test_what_nobody_else_holds_is_filled_in_place() -> None:
    basket = made(Basket)
    assert basket.count == 0
    fill(basket, {"loaves": ("rye",)})
    assert basket == Basket(loaves=("rye",))
    assert basket.count == 1
    with pytest.raises(TypeError, match="rolls"):
        fill(basket, {"rolls": 3})


@pytest.mark.parametrize(
    "slug", ["client-discovery-workshop", "lantern-parade-promise", "returns-desk"]
)
def test_whatever_is_decided_later_every_earlier_state_stays_as_it_was(
    pack: Pack, slug: str
) -> None:
    """While an action is decided its state is filled in place; a state once given out is not."""
    mission = pack.mission(slug)
    for seed in range(4):
        _, rows = random_play(mission, seed)
        state = state_of(mission, rows[:1])
        given_out = [(state, repr(state))]
        for row in rows[1:]:
            before = state
            state, events = step(mission, before, row.action)
            assert events == row.events
            again, _ = step(mission, before, row.action)
            assert again == state == fold(mission, before, events)
            given_out.append((state, repr(state)))
        assert len(given_out) > 10
        for state, words in given_out:
            assert repr(state) == words


def checked(value: object) -> object:
    """The same value, every part of it made by its class, which checks and converts."""
    if isinstance(value, tuple):
        return tuple(checked(part) for part in value)
    if isinstance(value, Frozen):
        given = {name: checked(getattr(value, name)) for name in value.model_fields_set}
        return type(value)(**given)
    return value


@pytest.mark.parametrize(
    ("slug", "seed"),
    [("client-discovery-workshop", 1), ("urgent-performance", 2), ("lantern-parade-promise", 3)],
)
def test_all_that_the_engine_makes_unchecked_is_what_checking_makes_of_it(
    pack: Pack, slug: str, seed: int
) -> None:
    mission = pack.mission(slug)
    state, rows = random_play(mission, seed)
    card = score_mission(mission, state)
    assert card.phases[0].lines
    for value in (*rows, state):
        again = checked(value)
        assert isinstance(again, Frozen)
        assert again == value
        assert repr(again) == repr(value), "of the same types, in the same order"
        assert again.model_dump_json() == value.model_dump_json()
    assert checked(card) == card
