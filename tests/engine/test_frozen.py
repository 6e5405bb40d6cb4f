"""The base of the engine's values."""

from functools import cached_property

import pytest
from pydantic import ValidationError

from engine.frozen import Frozen


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
