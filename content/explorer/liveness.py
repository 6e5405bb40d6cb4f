"""What is still asked about from a stage on: whatever is not may be forgotten there.

What a floor that is given sets anew is not asked of the past: the trust at which somebody took the
floor last matters only where nobody gives it to them again before it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from content.explorer.layout import Layout, Variable, conditions
from engine.conditions import Condition
from engine.dialogue import NOTHING, Exchange, Line, Option
from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import BoardDecision, VideoCall

Asked = set[Variable]


class Liveness:
    """Reads of the parts of a mission."""

    def __init__(self, layout: Layout, memory: frozenset[Variable]) -> None:
        self._layout = layout
        self._memory = memory

    def _reads(self, condition: Condition) -> Asked:
        """The variables of a condition; nothing where it is not looked at in this search."""
        asked = self._layout.reads(condition)
        return asked if asked <= self._memory else set()

    def of(self, *values: Any) -> Asked:
        """What the conditions inside some parts ask about."""
        found: Asked = set()
        for value in values:
            for condition in conditions(value):
                found |= self._reads(condition)
        return found

    def exchange(self, exchange: Exchange) -> Asked:
        """What the moves of an exchange ask of the past; its `when` and opening lines apart."""
        found = self.of(exchange.best, tuple(o.needs for o in exchange.options if o.needs))
        for option in exchange.options:
            found |= self._option(exchange, option)
        for answer in exchange.floors:
            found |= self.of(answer.brings) - _given(answer.person)
        return found | self.of(exchange.silence, exchange.interrupt)

    def _option(self, exchange: Exchange, option: Option) -> Asked:
        found: Asked = set()
        given: Asked = set()
        seen: set[str] = set()
        current: Option | None = option
        while current and current.id not in seen:
            seen.add(current.id)
            if current.floor:
                given |= _given(current.floor)
            found |= self.of(current.brings) - given
            current = next((o for o in exchange.options if o.id == current.then), None)
        return found

    def way(self, config: VideoCall, number: int) -> Asked:
        """What an exchange asks, and what comes until the player is waited for again."""
        found = self.exchange(config.exchanges[number]) | self.of(config.early_end)
        found |= self.of(config.default_silence, config.default_floor)
        for exchange in config.exchanges[number + 1 :]:
            found |= self.of(exchange.lines)
            if exchange.when is None and exchange.options:
                return found
            found |= self.of(exchange.when) if exchange.when is not None else set()
        return found | self.of(config.closing)

    def call(self, config: VideoCall, number: int) -> Asked:
        """What a call asks of the past from an exchange on, where the player is waited for.

        Walks backwards from the end; where somebody surely has the floor anew, nothing earlier
        counts, but a move that gives it to nobody leaves all open.
        """
        found = self.of(config.closing, config.early_end, config.default_silence)
        found |= self.of(config.default_floor)
        for exchange in config.exchanges[number + 1 :]:
            found |= self.of(exchange.lines)
            if exchange.when is not None:
                found |= self.of(exchange.when)
            found |= self.exchange(exchange)
        return found | self.exchange(config.exchanges[number])


def _given(person: str) -> Asked:
    return {("then", person), ("had", person)}


def core(mission: Mission, layout: Layout) -> frozenset[Variable]:
    """What decides where a conversation goes: all else is asked by words and scores alone."""
    found: Asked = set()

    def ask(*values: Any) -> None:
        for value in values:
            for condition in conditions(value):
                found.update(layout.reads(condition))

    nodes: list[Email | Exchange] = [
        *mission.email_by_id.values(),
        *mission.exchange_by_id.values(),
    ]
    for node in nodes:
        ask(tuple(option.needs for option in node.options))
        ask(node.arrives if isinstance(node, Email) else node.when)
    ask(tuple(letter.needs for letter in mission.late))
    for phase in mission.phases:
        if isinstance(phase, BoardDecision):
            ask(tuple(outcome.when for outcome in phase.sheet.outcomes))
    for lines in _all_lines(mission):
        for chain in chains(lines):
            if any(line.effects != NOTHING for line in chain):
                ask(tuple(line.when for line in chain))
    return frozenset(found)


def chains(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """Lines by the chains that they form."""
    chain: list[Line] = []
    for line in lines:
        if chain and (line.when is None or line.also):
            yield tuple(chain)
            chain = []
        chain.append(line)
    if chain:
        yield tuple(chain)


def _all_lines(value: Any) -> Iterator[tuple[Line, ...]]:
    """Every list of lines inside a part of a mission."""
    if isinstance(value, tuple):
        if value and all(isinstance(item, Line) for item in value):
            yield value
        else:
            for item in value:
                yield from _all_lines(item)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in ("catalogue", "glossary", "card", "people"):
                yield from _all_lines(getattr(value, name))
