"""Calls and answers to feedback as stages: exchanges, each closed by the player's move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from content.explorer.sites import Key
from content.explorer.speech import Move, Speech, Step, in_turn
from content.explorer.stages import Node, Noted, Taken
from engine.bands import CURT
from engine.dialogue import Exchange, Silence
from engine.phase_config import VideoCall
from engine.phases.video_call import DEFAULT_FLOOR_WORTH, DEFAULT_SILENCE_WORTH


@dataclass
class ExchangeStage(Noted):
    """One exchange that waits for the player's move."""

    node: Node = field(default_factory=lambda: Node("", (), 0))
    best: Callable[[int], str] = field(default=lambda state: "")
    go_on: Callable[[int], tuple[int, int]] = field(default=lambda state: (state, 0))
    """Plays on to where the player is waited for next."""
    hang_up: Callable[[int], tuple[int, int]] | None = None
    """What follows where trust is gone; None where nobody leaves early."""
    unheard: int = 0
    """Weight, in hundredths, of what a call that ends here never comes to."""
    trust: Callable[[int], int] = field(default=lambda state: CURT)
    """Reads the trust that there is."""

    def moves(self, state: int) -> Iterator[Taken]:
        yield from self.notes(state)
        best = self.best(state)
        for move in self.node.offered(state):
            raw = move.step(state)
            earned, possible = move.worth(best) * move.weight, 100 * move.weight
            if self.hang_up and self.trust(raw) < CURT:
                after, stage = self.hang_up(raw)
                possible += self.unheard
            else:
                after, stage = self.go_on(raw)
            yield Taken(move.key, after, stage, earned, possible)


def call_node(config: VideoCall, exchange: Exchange, speech: Speech) -> Node:
    """An exchange of a call with all its moves: options, floors, silence, cutting in."""
    moves = [*_options(exchange, speech)]
    moves += [_floor(config, exchange, person, speech) for person in config.participants]
    silence, name = exchange.silence, "silence"
    if silence:
        moves.append(_quiet(exchange, name, silence, speech, exchange.weight))
    else:
        said = speech.lines(config.default_silence, f"{config.id}/default_silence")
        step = in_turn([_marking(speech, exchange.id, name), said])
        moves.append(Move(exchange.id, name, DEFAULT_SILENCE_WORTH, None, step, exchange.weight))
    if exchange.interrupt:
        moves.append(_quiet(exchange, "interrupt", exchange.interrupt, speech, exchange.weight))
    return Node(exchange.id, tuple(moves), exchange.weight)


def answer_node(exchange: Exchange, speech: Speech) -> Node:
    """An exchange of a feedback with its moves; they are never scored."""
    moves = [*_options(exchange, speech, weight=0)]
    silence = exchange.silence
    if silence:
        moves.append(_quiet(exchange, "silence", silence, speech, 0))
    else:
        step = _marking(speech, exchange.id, "silence")
        moves.append(Move(exchange.id, "silence", 0, None, step, 0))
    return Node(exchange.id, tuple(moves), 0)


def _options(exchange: Exchange, speech: Speech, weight: int | None = None) -> Iterator[Move]:
    for option in exchange.options:
        yield Move(
            node=exchange.id,
            name=option.id,
            otherwise=option.worth,
            needs=speech.sites.at(("option", exchange.id, option.id), option.needs),
            step=in_turn(
                [_marking(speech, exchange.id, option.id), speech.option(exchange, option)]
            ),
            weight=exchange.weight if weight is None else weight,
        )


def _quiet(exchange: Exchange, name: str, silence: Silence, speech: Speech, weight: int) -> Move:
    steps = [
        _marking(speech, exchange.id, name),
        *_consequences(exchange.id, name, silence, speech),
    ]
    return Move(exchange.id, name, silence.worth, None, in_turn(steps), weight)


def _floor(config: VideoCall, exchange: Exchange, person: str, speech: Speech) -> Move:
    name = f"floor:{person}"
    answer = next((a for a in exchange.floors if a.person == person), None)
    steps = [_marking(speech, exchange.id, name), speech.floor(person)]
    if answer:
        steps += _consequences(exchange.id, name, answer, speech)
    else:
        for number, line in enumerate(config.default_floor):
            if line.who == person:
                ref = f"{config.id}/default_floor/{number}"
                steps.append(_noting(speech.reached, ("line", ref)))
                effect = speech.layout.effects(line.effects, speech.layout.bit(("seen", ref)))
                steps += [effect] if effect else []
    otherwise = answer.worth if answer else DEFAULT_FLOOR_WORTH
    return Move(exchange.id, name, otherwise, None, in_turn(steps), exchange.weight)


def _consequences(node: str, name: str, silence: Silence, speech: Speech) -> list[Step]:
    effect = speech.layout.effects(silence.effects)
    lines = speech.lines(silence.brings, f"{node}/{name}")
    return [effect, lines] if effect else [lines]


def _marking(speech: Speech, node: str, move: str) -> Step:
    bits = speech.marks(node, move)
    return lambda state: state | bits


def _noting(reached: set[Key], key: Key) -> Step:
    def note(state: int) -> int:
        reached.add(key)
        return state

    return note


def unheard(config: VideoCall, number: int) -> int:
    """The weight, in hundredths, of exchanges behind one that would come in any case."""
    return 100 * sum(
        exchange.weight
        for exchange in config.exchanges[number + 1 :]
        if exchange.options and exchange.when is None
    )
