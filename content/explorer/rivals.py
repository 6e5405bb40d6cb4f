"""The moves of one node beside one another: which are the same, and which leave no choice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from content.explorer.layout import TRUST, Layout
from content.explorer.machine import Machine
from content.explorer.stages import Stage, Taken
from engine.dialogue import Exchange
from engine.mail import Email

ENOUGH = 5
"""States in which two moves were compared before anything is said of them."""
Gains = tuple[float, ...]


@dataclass
class Pair:
    """Two moves of a node, compared wherever both were offered."""

    states: int = 0
    same: bool = True
    """Whether they led to the same and earned the same in every state."""
    first: bool = True
    """Whether the first was at least as good in every regard, in every state."""
    second: bool = True
    strict: bool = False
    """Whether they ever differed in some regard."""


@dataclass
class Rivals:
    """Compares the moves on offer in every state that is shown to it."""

    machine: Machine
    pairs: dict[tuple[str, str, str], Pair] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)
    offers: Counter[tuple[str, str]] = field(default_factory=Counter)
    """States in which each move was on offer."""

    def __post_init__(self) -> None:
        mission = self.machine.mission
        self.options: dict[str, set[str]] = {}
        self.written: dict[str, set[str]] = {}
        """Moves for which something was written, by node."""
        nodes: list[Email | Exchange] = [*mission.email_by_id.values()]
        for node in [*nodes, *mission.exchange_by_id.values()]:
            options = {option.id for option in node.options}
            self.options[node.id] = options
            self.written[node.id] = options | set(_others(node))

    def watch(self, stage: Stage, state: int, offered: list[Taken]) -> None:
        """Compares what is offered in a state, node by node."""
        nodes: dict[str, list[Taken]] = defaultdict(list)
        for taken in offered:
            if taken.key[0] == "chose":
                nodes[taken.key[1]].append(taken)
        for node, moves in nodes.items():
            if (node, state) in self.seen:
                continue
            self.seen.add((node, state))
            self._compare(node, state, moves)

    def _compare(self, node: str, state: int, moves: list[Taken]) -> None:
        self.offers.update((node, move.key[2]) for move in moves)
        told = [(m, self._gains(state, m), self._after(m)) for m in moves]
        for number, (one, gains, after) in enumerate(told):
            for other, others, led in told[number + 1 :]:
                pair = self.pairs.setdefault((node, one.key[2], other.key[2]), Pair())
                pair.states += 1
                if after != led or gains != others:
                    pair.same = False
                if gains != others:
                    pair.strict = True
                    pair.first = pair.first and all(
                        a >= b for a, b in zip(gains, others, strict=True)
                    )
                    pair.second = pair.second and all(
                        b >= a for a, b in zip(gains, others, strict=True)
                    )

    def _after(self, taken: Taken) -> tuple[int, int]:
        return taken.stage, self.machine.stages[taken.stage].arrive(taken.after)

    def _gains(self, state: int, taken: Taken) -> Gains:
        """What a move brings, each as the more the better."""
        layout: Layout = self.machine.layout
        _, ticks, marks = layout.counters(taken.after)
        facts = sum(
            1
            for variable, bit in layout.bits.items()
            if variable[0] in ("fact", "unlocked") and taken.after & bit and not state & bit
        )
        needs = sum(
            layout.get(taken.after, variable) - layout.get(state, variable)
            for variable in layout.fields
            if variable[0] == "reserve"
        )
        trust = layout.get(taken.after, TRUST) - layout.get(state, TRUST)
        energy = layout.get(taken.after, ("energy",)) - layout.get(state, ("energy",))
        return (taken.earned, trust, energy, -ticks, marks, facts, -needs)

    def same(self) -> list[tuple[str, str, str, int]]:
        """Pairs of moves that came to the same wherever both were offered."""
        return [
            (*key, pair.states)
            for key, pair in sorted(self.pairs.items())
            if pair.same and pair.states >= ENOUGH and {key[1], key[2]} <= self.written[key[0]]
        ]

    def dominant(self) -> list[tuple[str, str, int]]:
        """Moves that were at least as good as every other, in every regard and state."""
        found = []
        for node, moves in self._moves().items():
            for move in moves:
                pairs = [p for p in self._against(node, move) if p[1].states >= ENOUGH]
                won = all(
                    pair.strict and (pair.first if mine else pair.second) for mine, pair in pairs
                )
                if len(pairs) >= max(2, len(moves) - 1) and won:
                    found.append((node, move, min(pair.states for _, pair in pairs)))
        return found

    def hopeless(self) -> list[tuple[str, str, str, int]]:
        """Options that some other option always stood beside, never inferior and sometimes better.

        One that stands there only where something is known leaves the states in which it is not.
        """
        found: dict[tuple[str, str], tuple[str, int]] = {}
        for (node, one, other), pair in sorted(self.pairs.items()):
            if not {one, other} <= self.options[node]:
                continue
            if pair.states >= ENOUGH and pair.strict and pair.first != pair.second:
                better, worse = (one, other) if pair.first else (other, one)
                if pair.states == self.offers[node, worse]:
                    found.setdefault((node, worse), (better, pair.states))
        return [(*key, *told) for key, told in found.items()]

    def _moves(self) -> dict[str, list[str]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for node, one, other in self.pairs:
            found[node] |= {one: None, other: None}
        return {node: list(moves) for node, moves in found.items()}

    def _against(self, node: str, move: str) -> list[tuple[bool, Pair]]:
        return [
            (one == move, pair)
            for (at, one, other), pair in self.pairs.items()
            if at == node and move in (one, other)
        ]


def _others(node: Email | Exchange) -> Iterator[str]:
    if isinstance(node, Email):
        if node.unanswered:
            yield "silence"
        return
    if node.silence:
        yield "silence"
    if node.interrupt:
        yield "interrupt"
    for answer in node.floors:
        yield f"floor:{answer.person}"
