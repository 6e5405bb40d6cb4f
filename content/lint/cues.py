"""Checks that no option gives itself away: length, tone, question marks, dominance."""

from __future__ import annotations

from content.lint import rules
from content.lint.decisions import Decision, gains
from content.problem import Report, Rule
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
