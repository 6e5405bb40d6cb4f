"""Checks of conditions, of cases that stand in for one another, and of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from content.conditions import spell
from content.fitting import CONDITIONS, Fitted, parts
from content.folder import MissionFolder
from content.forms.call import FeedbackForm
from content.forms.parts import ExchangeForm
from content.lint import case_rules as rules
from content.lint.decisions import Decision, decisions
from content.lint.logic import first_holds, possible
from content.lint.reach import forms
from content.problem import Report
from content.source import Path
from engine.board.fields import Constraint, Criterion, Loss
from engine.conditions import Always, Condition, atoms
from engine.dialogue import Line, Option, Silence, Unanswered
from engine.mission import Debrief

Chain = list[tuple[int, Line]]


def check_cases(mission: MissionFolder, report: Report) -> None:
    """Checks what can be seen of a mission's conditions, cases and lines without playing."""
    for form in forms(mission):
        for path, part in parts(form.form):
            if isinstance(part, CONDITIONS):
                _condition(form, path, part, report)
            elif isinstance(part, Line | Constraint | ExchangeForm):
                _words(form, path, part, report)
            elif isinstance(part, Option | Silence | Unanswered):
                _reaction(form, path, part, report)
            for below, cases in _cases(part):
                _shadowed(form, (*path, *below), cases, report)
        for path, lines in _lists(form.form, ()):
            _chains(form, path, lines, report)
    for node in decisions(mission):
        _alike(node, report)
        _as_good(node, report)
        _idle(node, report)
    for feedback in mission.feedbacks.values():
        _reactions(feedback, report)


def _condition(form: Fitted[BaseModel], path: Path, part: Any, report: Report) -> None:
    if len(atoms(part)) < 2:
        return
    for wanted, how in ((True, "never holds"), (False, "always holds")):
        if not possible([part], [wanted]):
            message = f"'{spell(part)}' {how}."
            report.add(rules.CONTRARY, form.place(path), message)


def _cases(part: BaseModel) -> Iterator[tuple[Path, list[Condition]]]:
    """The lists of cases in a part of which the first that holds decides."""
    if isinstance(part, Criterion | Loss):
        yield ("cases",), [case.when for case in part.cases]
    elif isinstance(part, Debrief):
        for number, chain in enumerate(part.spoke):
            yield ("spoke", number), [one.when or Always() for one in chain]
    best = getattr(part, "best", ())
    if isinstance(best, tuple) and len(best) > 1:
        yield ("best",), [case.when for case in best]


def _shadowed(
    form: Fitted[BaseModel], path: Path, cases: Sequence[Condition], report: Report
) -> None:
    for number in range(1, len(cases)):
        alone = possible([cases[number]], [True])
        if alone and not first_holds(cases, number):
            message = f"'{spell(cases[number])}' holds only where a case before it does."
            report.add(rules.SHADOWED, form.place((*path, number)), message)


def _lists(value: Any, path: Path) -> Iterator[tuple[Path, tuple[Line, ...]]]:
    """Every list of lines in a form, with its path."""
    if isinstance(value, CONDITIONS):
        return
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _lists(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, tuple) and value:
        if all(isinstance(item, Line) for item in value):
            yield path, value
            return
        for number, item in enumerate(value):
            yield from _lists(item, (*path, number))


def chains(lines: Sequence[Line]) -> Iterator[Chain]:
    """Lines by the chains of which one is played, each with its number."""
    chain: Chain = []
    for number, line in enumerate(lines):
        if chain and (line.when is None or line.also or chain[-1][1].when is None):
            yield chain
            chain = []
        chain.append((number, line))
    if chain:
        yield chain


def _chains(form: Fitted[BaseModel], path: Path, lines: tuple[Line, ...], report: Report) -> None:
    for chain in chains(lines):
        number, first = chain[0]
        if isinstance(first.when, Always):
            message = f"'{_short(first)}' is said in any case."
            report.add(rules.LONE_OTHERWISE, form.place((*path, number)), message)
        cases = [line.when or Always() for _, line in chain]
        for place in range(1, len(cases)):
            if possible([cases[place]], [True]) and not first_holds(cases, place):
                message = f"'{_short(chain[place][1])}' is said only where a line before it is."
                report.add(rules.SHADOWED, form.place((*path, chain[place][0])), message)


def _words(
    form: Fitted[BaseModel], path: Path, part: Line | Constraint | ExchangeForm, report: Report
) -> None:
    match part:
        case Line(who=who) if not part.say.strip() and not part.silence.strip():
            report.add(rules.EMPTY_LINE, form.place(path), f"'{who}' says nothing here.")
        case Constraint(id=name) if not part.broken.strip():
            message = f"Nothing is said where '{name}' is broken."
            report.add(rules.EMPTY_LINE, form.place(path), message)
        case ExchangeForm(id=name) if not part.lines and not part.options:
            message = f"Nothing is said in '{name}', and nothing can be answered."
            report.add(rules.EMPTY_LINE, form.place(path), message)


def _reaction(
    form: Fitted[BaseModel], path: Path, move: Option | Silence | Unanswered, report: Report
) -> None:
    """Something is said after a move, or somebody is given the floor, whatever else is so."""
    goes_on = isinstance(move, Option) and (move.floor or move.then)
    sure = any(isinstance(chain[-1][1].when, Always | None) for chain in chains(move.brings))
    if not sure and not goes_on:
        what = (
            "Nothing comes" if not move.brings else "Where none of its lines holds, nothing comes"
        )
        report.add(rules.NO_REACTION, form.place(path), f"{what} of this.")


def _alike(node: Decision, report: Report) -> None:
    seen: dict[tuple[str, str], str] = {}
    for number, option in enumerate(node.options):
        for sort, text in (("shown", node.shown(option)), ("said", option.say)):
            words = " ".join(text.casefold().split()).rstrip(".?!")
            other = seen.setdefault((sort, words), option.id)
            if other != option.id:
                message = f"'{option.id}' reads like '{other}'."
                report.add(rules.SAME_WORDS, node.option_place(number), message)


def _idle(node: Decision, report: Report) -> None:
    """A case before a last one of the same move decides nothing, where the last takes the rest."""
    cases = list(enumerate(node.best))
    if not cases or not isinstance(cases[-1][1].when, Always):
        return
    last = cases.pop()[1].option
    while cases and cases[-1][1].option == last:
        number, case = cases.pop()
        message = f"'{last}' is best without '{spell(case.when)}' too."
        report.add(rules.IDLE_CASE, node.fitted.place((*node.path, "best", number)), message)


def _as_good(node: Decision, report: Report) -> None:
    """What is best nowhere earns less than what is; silence and the like too.

    Giving somebody the floor is as good as the best option that does just that.
    """
    if not node.weighs:
        return
    best = {case.option for case in node.best}
    best |= {f"floor:{option.floor}" for option in node.options if option.id in best}
    for number, option in enumerate(node.options):
        if option.worth >= 100 and option.id not in best:
            message = f"'{option.id}' earns 100, and is never best."
            report.add(rules.AS_GOOD, node.option_place(number), message)
    for move, worth, path in node.others:
        if worth >= 100 and move not in best:
            message = f"'{move}' of '{node.name}' earns 100, and is never best."
            report.add(rules.AS_GOOD, node.fitted.place((*node.path, *path)), message)


def _reactions(feedback: Fitted[FeedbackForm], report: Report) -> None:
    for number, need in enumerate(feedback.form.requirements):
        if need.kept.say == need.broken.say:
            message = f"'{need.id}' is met in the same words, kept or broken."
            report.add(rules.SAME_WORDS, feedback.place(("requirements", number)), message)
        if need.unasked and not need.facts:
            message = f"Nobody could have asked about '{need.id}'."
            report.add(
                rules.IDLE_UNASKED, feedback.place(("requirements", number, "unasked")), message
            )


def _short(line: Line) -> str:
    words = (line.say or line.silence).split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")
