"""Checks of a mission's days and hours, and of passages that are to be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from content.folder import MissionFolder
from content.forms.mission import MissionForm, PhaseForm, QuoteForm
from content.lint import case_rules as rules
from content.problem import Report
from content.source import Path
from engine.clock import clock_time, day_of, minute_of
from engine.conditions import Chosen, atoms
from engine.passages import plain


def check_days(mission: MissionFolder, report: Report) -> None:
    """Reports phases that begin before the one before them, and mails that come too late."""
    card = mission.mission
    if card is None:
        return
    begins = [minute_of(phase.begins.day, phase.begins.at) for phase in card.form.phases]
    for number, (before, begun) in enumerate(pairwise(begins), start=1):
        if begun < before:
            message = f"This phase begins on {_told(begun)}, and the one before on {_told(before)}."
            report.add(rules.BACKWARDS, card.place(("phases", number, "begins")), message)
    for phase, begun in zip(card.form.phases, begins[1:], strict=False):
        for name in _mails_of(mission, phase):
            mail = mission.mails[name].fitted
            comes = minute_of(mail.form.arrives.day, mail.form.arrives.at)
            if comes >= begun:
                message = (
                    f"'{name}' comes on {_told(comes)}, and the next phase begins on "
                    f"{_told(begun)}."
                )
                report.add(rules.BACKWARDS, mail.place(("arrives",)), message)
    _after_another(mission, report)


def _after_another(mission: MissionFolder, report: Report) -> None:
    """A mail that waits for an answer, or is filed in a thread, comes after that mail."""
    for name, mail in mission.mails.items():
        arrives = mail.fitted.form.arrives
        asked = atoms(arrives.when) if arrives.when is not None else ()
        before = {one.node for one in asked if isinstance(one, Chosen)}
        before |= {mail.fitted.form.thread or ""}
        comes = minute_of(arrives.day, arrives.at)
        for other in sorted(before & mission.mails.keys() - {name}):
            first = mission.mails[other].fitted.form.arrives
            if minute_of(first.day, first.at) >= comes:
                message = f"'{name}' comes before '{other}', which it follows."
                report.add(rules.BACKWARDS, mail.fitted.place(("arrives",)), message)


def _mails_of(mission: MissionFolder, phase: PhaseForm) -> list[str]:
    if phase.kind != "email_discovery":
        return []
    return [name for name in mission.mails if not phase.emails or name in phase.emails]


def _told(minute: int) -> str:
    return f"day {day_of(minute)} at {clock_time(minute)}"


def check_passages(mission: MissionFolder, report: Report) -> None:
    """Reports quotes whose words stand in a mail or a file more than once."""
    card = mission.mission
    if card is None:
        return
    texts = {name: file.text for name, file in mission.attachments.items()}
    texts |= {name: mail.body for name, mail in mission.mails.items()}
    read = {name: plain(text) for name, text in texts.items()}
    for path, quote in _quotes(card.form):
        times = read.get(quote.source, "").count(plain(quote.quote))
        if times > 1:
            message = f"'{quote.quote}' stands {times} times in '{quote.source}'."
            report.add(rules.PASSAGE_TWICE, card.place((*path, "quote")), message)


def _quotes(form: MissionForm) -> Iterator[tuple[Path, QuoteForm]]:
    for number, fact in enumerate(form.facts):
        for place, quote in enumerate(fact.evidence):
            yield ("facts", number, "evidence", place), quote
    for number, pair in enumerate(form.contradictions):
        for side in ("left", "left_also", "right", "right_also"):
            quotes: tuple[QuoteForm, ...] = getattr(pair, side)
            for place, quote in enumerate(quotes):
                lone = len(quotes) == 1
                yield ("contradictions", number, side, *(() if lone else (place,))), quote
