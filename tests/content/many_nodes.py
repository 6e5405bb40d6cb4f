"""A call of many exchanges in which nothing gives the best answer away, or one habit does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.content.small_pack import CALL

TAILS = {"short": "a basket", "middle": "the market", "longer": "the dresser"}
TONES = ("warm", "plain", "firm", "plain", "warm", "firm", "plain", "firm", "warm", "plain")
TACTICS = ("ask", "commit", "defer", "yield_floor")


@dataclass(frozen=True)
class Habits:
    """Of which nodes something is so, by their number; the sound ones mix."""

    slots: Sequence[int] = (0, 1, 2)
    """Where the best option is written."""
    lengths: Sequence[str] = ("longer", "short", "middle", "short", "middle")
    """How long the best option is."""
    asks: Sequence[bool] = (True, False, False, False)
    """Whether the best option is a question."""
    costs: Sequence[bool] = (True, False)
    """Whether the best option costs trust."""
    changing: Sequence[bool] = (True, False)
    """Whether something else is best where the ovens are known."""
    tones: Sequence[str] = TONES
    """The tone of the best option."""
    echoes: Sequence[bool] = (False,)
    """Whether the prompt has the best option's words."""
    tactics: Sequence[str] = TACTICS
    """The tactic of the best option."""
    silences: Sequence[str] = ("best", "worst", "fair")
    """What silence is where the ovens are known, or what it is worth."""


def call_of(nodes: int, habits: Habits | None = None) -> str:
    """call.yaml with so many exchanges more."""
    kept = habits or Habits()
    return CALL + "".join(_exchange(number, kept) for number in range(nodes))


def _exchange(number: int, habits: Habits) -> str:
    def of(values: Sequence[str]) -> str:
        return values[number % len(values)]

    best = habits.slots[number % len(habits.slots)]
    length = of(habits.lengths)
    rest = [name for name in TAILS if name != length]
    prompt = f"Where to, {TAILS[length]}?" if _flag(habits.echoes, number) else "And so?"
    silence = of(habits.silences)
    lines = [
        f"  - id: node-{number}",
        f'    lines: [{{who: ada, say: "{prompt}"}}]',
        '    signal: "Ben looks at one of them."',
        f"    best: {_best(number, best, silence, habits)}",
        "    options:",
    ]
    for slot in range(3):
        own = slot == best
        asks = _flag(habits.asks, number) if own else slot == (best + 2) % 3
        tail = TAILS[length if own else rest[(slot - best) % 3 - 1]]
        tone = of(habits.tones)
        other = {"warm": "firm", "plain": "warm", "firm": "plain"}[tone]
        tactic = of(habits.tactics) if own else TACTICS[(number + slot - best) % 4]
        lines += [
            f"      - id: node-{number}-{slot}",
            f'        say: "Loaf {number:03d} goes into {tail}{"?" if asks else "."}"',
            f"        tactic: {tactic}",
            f"        tone: {tone if own else other}",
            *([] if own else ["        lure: speed"]),
            f"        worth: {90 if own else 10 + 20 * ((slot - best) % 3)}",
            f"        effects: {_effects(own, _flag(habits.costs, number), slot, best)}",
            '        brings: [{who: ben, say: "So."}]',
            '        after: {happened: "It went.", why: "It had to."}',
        ]
    worth = 0 if silence == "worst" else 50
    lines += [
        f"    silence: {{worth: {worth}, brings: [{{who: ben, say: 'So.'}}],",
        '      after: {happened: "Nothing.", why: "Nobody spoke."}}',
    ]
    return "\n".join(lines) + "\n"


def _flag(values: Sequence[bool], number: int) -> bool:
    return values[number % len(values)]


def _best(number: int, best: int, silence: str, habits: Habits) -> str:
    own = f"node-{number}-{best}"
    if not _flag(habits.changing, number):
        return own
    known = "silence" if silence == "best" else f"node-{number}-{(best + 1) % 3}"
    return f"{{two-ovens: {known}, otherwise: {own}}}"


def _effects(own: bool, costs: bool, slot: int, best: int) -> str:
    if own:
        return "{trust: -1, energy: 2}" if costs else "{energy: 2}"
    return f"{{trust: {1 + (slot - best) % 3}}}"
