"""Checks that no option gives itself away: length, tone, question marks, dominance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import comb

from content.lint import rules
from content.lint.decisions import Decision, costs, gains
from content.problem import Report, Rule
from content.source import Place
from engine.conditions import AllOf


def check_decision(decision: Decision, report: Report, *, scored: bool) -> None:
    """Checks one node; a tutorial's nodes need not tempt."""
    _lengths(decision, report)
    if not scored:
        return
    _lures(decision, report)
    _visible(decision, report)
    _hidden(decision, report)
    _dominance(decision, report)
    if not decision.signal:
        report.add(rules.NO_SIGNAL, decision.place, f"'{decision.name}' has no signal.")
    tones = {option.tone for option in decision.options}
    if len(tones) == 1 and len(decision.options) > 1:
        message = f"All options of '{decision.name}' are {tones.pop()}."
        report.add(rules.ONE_TONE, decision.place, message)
    asking = [n for n, option in enumerate(decision.options) if "?" in decision.shown(option)]
    if len(asking) == 1 and decision.options[asking[0]].id in {b.option for b in decision.best}:
        message = f"'{decision.options[asking[0]].id}' is the only question, and best."
        report.add(rules.LONE_QUESTION, decision.option_place(asking[0]), message)


def _words(text: str) -> int:
    return len(text.split())


def _lengths(decision: Decision, report: Report) -> None:
    shown = [decision.shown(option) for option in decision.options]
    _even(decision, rules.OPTION_LENGTH, "characters", [len(t) for t in shown], 0, report)
    _even(decision, rules.OPTION_WORDS, "words", [_words(t) for t in shown], 1, report)
    if decision.in_mail:
        letters = [len(" ".join(option.say.split())) for option in decision.options]
        _even(decision, rules.LETTER_LENGTH, "characters of the letter", letters, 0, report)


def _even(
    decision: Decision, rule: Rule, what: str, lengths: list[int], least: int, report: Report
) -> None:
    """Reports lengths off the mean by more than the tolerance, and by more than `least`."""
    mean = sum(lengths) / len(lengths)
    for number, length in enumerate(lengths):
        off = abs(length - mean)
        if off > rules.TOLERANCE * mean and off > least:
            name = decision.options[number].id
            message = (
                f"'{name}' has {length} {what}, {100 * (length - mean) / mean:+.0f} % off the "
                f"mean of {mean:.0f}."
            )
            low, high = mean * (1 - rules.TOLERANCE), mean * (1 + rules.TOLERANCE)
            remedy = f"Keep it between {low:.0f} and {high:.0f}."
            report.add(rule, decision.option_place(number), message, remedy)


def _lures(decision: Decision, report: Report) -> None:
    best = {entry.option for entry in decision.best}
    for number, option in enumerate(decision.options):
        if option.id not in best and option.lure is None:
            message = f"'{option.id}' is never best and has no lure."
            report.add(rules.NO_LURE, decision.option_place(number), message)


def _visible(decision: Decision, report: Report) -> None:
    open_to_all = sum(option.needs is None for option in decision.options)
    if open_to_all < rules.VISIBLE:
        message = f"'{decision.name}' offers {open_to_all} options to a player who knows nothing."
        report.add(rules.FEW_OPTIONS, decision.place, message)


def _hidden(decision: Decision, report: Report) -> None:
    needs = {option.id: option.needs for option in decision.options}
    for number, case in enumerate(decision.best):
        needed = needs.get(case.option)
        parts = case.when.inner if isinstance(case.when, AllOf) else (case.when,)
        if needed is None or needed == case.when or needed in parts:
            continue
        message = f"'{case.option}' is best where it may not be offered."
        place = decision.fitted.place((*decision.path, "best", number))
        report.add(rules.BEST_HIDDEN, place, message)


def _dominance(decision: Decision, report: Report) -> None:
    if len(decision.options) < 2:
        return
    moved = [gains(option) for option in decision.options]
    winners: set[int] = set()
    for meter in moved[0]:
        values = [option[meter] for option in moved]
        if min(values) < max(values):
            winners |= {n for n, value in enumerate(values) if value == max(values)}
    if len(winners) < 2:
        message = f"At most one option of '{decision.name}' gains on any meter."
        report.add(rules.DOMINANCE, decision.place, message)


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
    nodes = [d for d in decisions if d.weighs and d.best_option and len(d.options) > 1]
    changing = [d for d in nodes if d.always_best is None]
    checks: tuple[tuple[Rule, str, float, bool, Callable[[Decision], bool]], ...] = (
        (rules.BEST_LONGEST, "is the longest", rules.LONGEST_SHARE, True, _longest),
        (rules.BEST_NEVER_SHORTEST, "is the shortest", rules.SHORTEST_SHARE, False, _shortest),
        (rules.BEST_ASKS, "is a question", rules.QUESTION_SHARE, True, _asks),
        (rules.BEST_IS_FREE, "costs something", rules.COST_SHARE, False, _costs),
        (
            rules.FIXED_BEST,
            "depends on what is known",
            rules.CHANGING_SHARE,
            False,
            lambda d: d in changing,
        ),
    )
    for rule, what, share, too_many, holds in checks:
        count = sum(holds(node) for node in nodes)
        tail = at_least if too_many else at_most
        if nodes and tail(count, len(nodes), share) < rules.CERTAINTY:
            message = f"The best option {what} in {count} of {len(nodes)} nodes."
            report.add(rule, place, message)


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
