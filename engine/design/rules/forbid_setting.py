"""A setting that must not be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import model_validator

from engine.design.graph import Node
from engine.design.kind import Catalogue, Value
from engine.design.load import Load
from engine.design.rules.view import (
    Answer,
    RuleBase,
    View,
    Wanted,
    ids,
    knob_wanted,
    labels,
)


class ForbidSetting(RuleBase):
    """A setting of some components must not have these values, or not be over or under a bound.

    Where no such component stands nothing is set wrongly, and the rule is met; with `at_work` one
    has to stand there and carry traffic (or watch something): what it is to do is else not done.
    """

    kind: Literal["forbid_setting"] = "forbid_setting"
    component: str
    setting: str
    values: tuple[Value, ...] = ()
    over: float | None = None
    under: float | None = None
    at_work: bool = False

    @model_validator(mode="after")
    def _forbids_something(self) -> ForbidSetting:
        if not self.values and self.over is None and self.under is None:
            raise ValueError("say what is forbidden in 'values', 'over' or 'under'")
        return self

    def wanted(self, catalogue: Catalogue, load: Load) -> Iterator[Wanted]:
        yield from super().wanted(catalogue, load)
        yield knob_wanted(catalogue, (self.component,), "setting", self.setting)

    def answer(self, view: View) -> Answer:
        told = [n for n in view.named(self.component) if view.setting(n, self.setting) is not None]
        wrong = [node for node in told if self._forbidden(view.setting(node, self.setting))]
        name = self._name(view, told)
        how = ", ".join(
            dict.fromkeys(_written(view.setting(node, self.setting)) for node in wrong or told)
        )
        if self.at_work and not any(view.works(node) for node in told):
            absent = "carries no traffic" if told else "is absent"
            return 0.0, f"{view.title(self.component).capitalize()} {absent}.", ids(told)
        if not wrong:
            return (
                1.0,
                f"'{name}' is {how}, as it may be." if told else f"{name} is set nowhere.",
                (),
            )
        asked = _instead(view.setting(wrong[0], self.setting))
        text = f"{labels(wrong)}: '{name}' is {how}, {asked}."
        return 1 - len(wrong) / len(told), text, ids(wrong)

    def _forbidden(self, value: Value | None) -> bool:
        if any(type(value) is type(one) and value == one for one in self.values):
            return True
        if isinstance(value, bool | str) or value is None:
            return False
        if any(not isinstance(one, bool | str) and value == one for one in self.values):
            return True
        over = self.over is not None and value > self.over
        return over or (self.under is not None and value < self.under)

    def _name(self, view: View, told: list[Node]) -> str:
        for node in told:
            knob = view.catalogue.kind(node.kind).knob_by_name.get(self.setting)
            if knob:
                return knob.label
        return self.setting


def _written(value: Value | None) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return f"'{value}'"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _instead(value: Value | None) -> str:
    """What is asked for in place of a forbidden value: of a switch there is one other."""
    if isinstance(value, bool):
        return f"and has to be {_written(not value)}"
    return "which will not do"
