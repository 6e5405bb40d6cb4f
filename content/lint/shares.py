"""Checks of shares over a mission or an act: what a player could learn from many nodes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import comb

from content.lint import share_rules as shares
from content.lint.decisions import Decision, costs
from content.problem import Report, Rule
from content.source import Place
from engine.dialogue import Option

LONG_WORD = 4
"""Letters from which a word counts as an echo; shorter ones are everywhere."""

Share = tuple[Rule, str, float, bool, Callable[[Decision], bool]]
"""A rule, what it counts, the share, whether more than that is wrong, and the test of a node."""


def at_least(count: int, trials: int, chance: float) -> float:
    """Probability of `count` or more of `trials`, each with this chance (binomial)."""
    return sum(
        comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(count, trials + 1)
    )


def at_most(count: int, trials: int, chance: float) -> float:
    """Probability of `count` or fewer of `trials`, each with this chance (binomial)."""
    return 1 - at_least(count + 1, trials, chance)


def check_shares(decisions: Iterable[Decision], place: Place, report: Report) -> None:
    """Checks shares over a mission; only what chance would hardly give is reported."""
    nodes = _weighed(decisions)
    _shares(nodes, place, report, as_it_stands=False)
    _by_chance(nodes, place, report)
    for tone, share in shares.TONE_SHARES.items():
        count = sum(_tone(node) == tone for node in nodes)
        least = min(at_least(count, len(nodes), share), at_most(count, len(nodes), share))
        if nodes and least < shares.CERTAINTY / 2:
            message = f"The best option is {tone} in {count} of {len(nodes)} nodes."
            report.add(shares.BEST_TONE, place, message)


def check_act(decisions: Iterable[Decision], act: int, place: Place, report: Report) -> None:
    """Checks the shares of an act as they stand, once it has nodes enough to speak of shares."""
    nodes = _weighed(decisions)
    if len(nodes) < shares.ACT_NODES:
        return
    _shares(nodes, place, report, as_it_stands=True, where=f" of act {act}")
    _by_chance(nodes, place, report, where=f" of act {act}")
    for tone, share in shares.TONE_SHARES.items():
        found = sum(_tone(node) == tone for node in nodes) / len(nodes)
        if abs(found - share) > shares.TONE_ROOM:
            message = f"The best option is {tone} in {found:.0%} of the nodes of act {act}."
            report.add(shares.BEST_TONE, place, message)
    _tactics(nodes, act, place, report)
    _silence(nodes, act, place, report)


def _weighed(decisions: Iterable[Decision]) -> list[Decision]:
    return [d for d in decisions if d.weighs and d.best_option and len(d.options) > 1]


def _shares(
    nodes: Sequence[Decision], place: Place, report: Report, *, as_it_stands: bool, where: str = ""
) -> None:
    checks: tuple[Share, ...] = (
        (shares.BEST_LONGEST, "is the longest", shares.LONGEST_SHARE, True, _longest),
        (shares.BEST_NEVER_SHORTEST, "is the shortest", shares.SHORTEST_SHARE, False, _shortest),
        (shares.BEST_ASKS, "is a question", shares.QUESTION_SHARE, True, _asks),
        (shares.BEST_IS_FREE, "costs something", shares.COST_SHARE, False, _costs),
        (
            shares.FIXED_BEST,
            "depends on what is known",
            shares.CHANGING_SHARE,
            False,
            lambda d: d.always_best is None,
        ),
    )
    for rule, what, share, too_many, holds in checks:
        count = sum(holds(node) for node in nodes)
        if not nodes:
            continue
        if as_it_stands:
            found = count / len(nodes)
            wrong = found > share if too_many else found < share
        else:
            tail = at_least if too_many else at_most
            wrong = tail(count, len(nodes), share) < shares.CERTAINTY
        if wrong:
            message = f"The best option {what} in {count} of {len(nodes)} nodes{where}."
            report.add(rule, place, message)


def _by_chance(nodes: Sequence[Decision], place: Place, report: Report, *, where: str = "") -> None:
    """Reports places, and echoes, that are best more often than chance would have it."""
    for slot in range(max((len(node.options) for node in nodes), default=0)):
        among = [node for node in nodes if len(node.options) > slot]
        count = sum(_slot(node) == slot for node in among)
        if _beyond(count, among):
            message = (
                f"The best option is written as number {slot + 1} in {count} of {len(among)} "
                f"nodes{where}."
            )
            report.add(shares.BEST_SLOT, place, message)
    spoken = [(node, echo) for node in nodes if (echo := _echo(node)) is not None]
    count = sum(echo is node.best_option for node, echo in spoken)
    if _beyond(count, [node for node, _ in spoken]):
        message = f"The best option echoes the prompt in {count} of {len(spoken)} nodes{where}."
        report.add(shares.BEST_ECHOES, place, message)


def _beyond(count: int, nodes: Sequence[Decision]) -> bool:
    """Whether chance would hardly make one option of these nodes best so often."""
    if not nodes:
        return False
    chance = sum(1 / len(node.options) for node in nodes) / len(nodes)
    return at_least(count, len(nodes), chance) < shares.CERTAINTY


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= LONG_WORD}


def _echo(decision: Decision) -> Option | None:
    """The option that repeats more words of the prompt than any other, if one does."""
    heard = _words(decision.prompt)
    ranked = sorted(
        ((len(heard & _words(decision.shown(o))), n) for n, o in enumerate(decision.options)),
        reverse=True,
    )
    if len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
        return None
    return decision.options[ranked[0][1]]


def _slot(decision: Decision) -> int:
    best = decision.best_option
    return next((n for n, option in enumerate(decision.options) if option is best), -1)


def _tone(decision: Decision) -> str:
    best = decision.best_option
    return best.tone if best else ""


def _tactics(nodes: Sequence[Decision], act: int, place: Place, report: Report) -> None:
    best: Counter[str] = Counter()
    worst: Counter[str] = Counter()
    for node in nodes:
        best.update(_tactics_of_best(node))
        rest = [option for option in node.options if option is not node.best_option]
        least = min(option.worth for option in rest)
        worst.update({option.tactic for option in rest if option.worth == least})
    for tactic in sorted({option.tactic for node in nodes for option in node.options}):
        if min(best[tactic], worst[tactic]) < shares.TWICE:
            message = (
                f"'{tactic}' is best {best[tactic]} times and worst {worst[tactic]} times in "
                f"act {act}."
            )
            report.add(shares.TACTIC_BALANCE, place, message)


def _tactics_of_best(node: Decision) -> Iterator[str]:
    tactics = {option.id: option.tactic for option in node.options}
    yield from {tactics[case.option] for case in node.best if case.option in tactics}


def _silence(nodes: Sequence[Decision], act: int, place: Place, report: Report) -> None:
    best = sum(any(case.option == "silence" for case in node.best) for node in nodes)
    worst = sum(
        node.silence is not None and node.silence < min(o.worth for o in node.options)
        for node in nodes
    )
    if not best or not worst:
        message = f"Silence is best in {best} and worst in {worst} nodes of act {act}."
        report.add(shares.SILENCE_COUNTS, place, message)


def _lengths_of(decision: Decision) -> tuple[int, list[int]]:
    best = decision.best_option
    own = len(decision.shown(best)) if best else 0
    return own, [len(decision.shown(o)) for o in decision.options if best and o.id != best.id]


def _longest(decision: Decision) -> bool:
    own, others = _lengths_of(decision)
    return own > max(others)


def _shortest(decision: Decision) -> bool:
    own, others = _lengths_of(decision)
    return own < min(others)


def _asks(decision: Decision) -> bool:
    best = decision.best_option
    return best is not None and "?" in decision.shown(best)


def _costs(decision: Decision) -> bool:
    best = decision.best_option
    return best is not None and costs(best)
