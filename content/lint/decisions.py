"""Mails and exchanges as decisions, seen alike by the linter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from content.fitting import Fitted
from content.folder import MissionFolder
from content.source import Path, Place
from engine.conditions import Always
from engine.dialogue import BestWhen, Effects, Exchange, Line, Option


@dataclass(frozen=True, slots=True)
class Decision:
    """A node with options, and where it stands."""

    name: str
    fitted: Fitted[BaseModel]
    path: Path
    options_path: Path
    options: tuple[Option, ...]
    best: tuple[BestWhen, ...]
    signal: str
    in_mail: bool
    weighs: bool = True
    """Whether it is scored, and so counts among the mission's shares."""
    prompt: str = ""
    """What the player has read or heard just before."""
    silence: int | None = None
    """What saying nothing is worth, where that is a move of its own."""
    others: tuple[tuple[str, int, Path], ...] = ()
    """The moves beside its options: what `best` calls them, their worth, and where they stand."""

    @property
    def place(self) -> Place:
        return self.fitted.place(self.path)

    def option_place(self, number: int) -> Place:
        """Where an option stands."""
        return self.fitted.place((*self.options_path, number))

    def shown(self, option: Option) -> str:
        """What the player picks from."""
        return option.label if self.in_mail else option.say

    @property
    def always_best(self) -> str | None:
        """The move that is best in every case."""
        if len(self.best) == 1 and isinstance(self.best[0].when, Always):
            return self.best[0].option
        return None

    @property
    def best_option(self) -> Option | None:
        """The option that is best where nothing particular is known: the last case."""
        last = self.best[-1].option if self.best else None
        return next((option for option in self.options if option.id == last), None)


def decisions(mission: MissionFolder) -> Iterator[Decision]:
    """The mission's nodes with options, mails first."""
    for name, mail in mission.mails.items():
        form = mail.fitted.form
        if form.options:
            yield Decision(
                name=name,
                fitted=mail.fitted,
                path=(),
                options_path=("response_options",),
                options=form.options,
                best=form.best,
                signal=form.signal,
                in_mail=True,
                prompt=f"{form.subject} {mail.body}",
                silence=form.unanswered.worth if form.unanswered else None,
                others=tuple(
                    ("silence", left.worth, ("unanswered",)) for left in (form.unanswered,) if left
                ),
            )
    for call in mission.calls.values():
        for number, exchange in enumerate(call.form.exchanges):
            if exchange.options:
                yield Decision(
                    name=exchange.id,
                    fitted=call,
                    path=("exchanges", number),
                    options_path=("exchanges", number, "options"),
                    options=exchange.options,
                    best=exchange.best,
                    signal=exchange.signal,
                    in_mail=False,
                    prompt=" ".join(line.say for line in exchange.lines),
                    silence=exchange.silence.worth if exchange.silence else None,
                    others=tuple(_others(exchange)),
                )
    for feedback in mission.feedbacks.values():
        for number, answer in enumerate(feedback.form.answers):
            yield Decision(
                name=answer.id,
                fitted=feedback,
                path=("answers", number),
                options_path=("answers", number, "options"),
                options=answer.options,
                best=answer.best,
                signal=answer.signal,
                in_mail=False,
                weighs=False,
            )


def _others(exchange: Exchange) -> Iterator[tuple[str, int, Path]]:
    if exchange.silence:
        yield "silence", exchange.silence.worth, ("silence",)
    if exchange.interrupt:
        yield "interrupt", exchange.interrupt.worth, ("interrupt",)
    for answer in exchange.floors:
        yield f"floor:{answer.person}", answer.worth, ("floors", answer.person)


def gains(option: Option) -> dict[str, float]:
    """What an option moves for certain, by meter; facts count as a meter of their own."""
    effects: list[Effects] = [option.effects, *(_certain(option.brings))]
    return {
        "trust": sum(e.trust for e in effects),
        "budget": sum(e.budget for e in effects),
        "days": sum(e.days for e in effects),
        "energy": sum(e.energy for e in effects),
        "facts": sum(len(e.facts) + len(e.unlocks) for e in effects),
        "reserve": -sum(points.value for e in effects for points in e.reserve),
    }


def _certain(lines: tuple[Line, ...]) -> Iterator[Effects]:
    for line in lines:
        if line.when is None or isinstance(line.when, Always):
            yield line.effects


def costs(option: Option) -> bool:
    """Whether an option visibly costs trust, money, days or energy."""
    moved = gains(option)
    return any(moved[meter] < 0 for meter in ("trust", "budget", "days", "energy"))
