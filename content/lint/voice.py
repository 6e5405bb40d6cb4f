"""Checks of the narrator's voice, of hours and the width of mails, and of figures said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.fitting import parts
from content.folder import MailFile, MissionFolder
from content.lint import text_rules
from content.lint.reach import forms
from content.problem import Report
from content.source import Place
from engine.design.rules import Budget
from engine.dialogue import Aftermath, Line

_ENDS = re.compile(r"(?<=[.!?…])\s+")
_HOUR = re.compile(r"\b\d{1,2}:\d{2}\b")
_STAMP = re.compile(r"^(?:\w+, )?\d{1,2}:\d{2}(?=(?::\d{2})?[.,])")
"""An hour with which a message begins, or begins after one word."""


def check_voice(mission: MissionFolder, report: Report) -> None:
    """Checks how the game itself speaks in a mission, and how mails are laid out."""
    for place, text in _narrated(mission):
        if "!" in text:
            report.add(text_rules.NARRATOR, place, "The narrator exclaims.")
        for sentence in _ENDS.split(text):
            words = len(sentence.split())
            if words > text_rules.SENTENCE:
                message = f"A sentence of the narrator has {words} words."
                report.add(text_rules.NARRATOR, place, message)
    for mail in mission.mails.values():
        _width(mail, report)
    _hours(mission, report)
    _budgets(mission, report)


def _narrated(mission: MissionFolder) -> Iterator[tuple[Place, str]]:
    """What nobody says: lines of the narrator, and what the debrief tells of a choice."""
    for form in forms(mission):
        for path, part in parts(form.form):
            if isinstance(part, Line) and part.who == "narrator":
                yield form.place((*path, "say")), part.say
            elif isinstance(part, Aftermath):
                yield form.place((*path, "happened")), part.happened
                yield form.place((*path, "why")), part.why


def _hours(mission: MissionFolder, report: Report) -> None:
    """Hours of what an answer brings, where the thread shows the clock of the playthrough."""
    for mail in mission.mails.values():
        for path, part in parts(mail.fitted.form):
            if not isinstance(part, Line):
                continue
            for key, hour in (
                ("silence", _HOUR.search(part.silence)),
                ("body", _STAMP.search(part.say)),
            ):
                if hour:
                    message = f"'{hour.group()}' may not be the hour that the thread shows."
                    place = mail.fitted.place((*path, key))
                    report.add(text_rules.FIXED_HOUR, place, message)


def _width(mail: MailFile, report: Report) -> None:
    start = mail.body_place
    for number, line in enumerate(mail.body.split("\n")):
        if len(line) > text_rules.COLUMNS:
            place = Place(start.file, start.line + number, text_rules.COLUMNS + 1)
            message = f"The line has {len(line)} columns; the limit is {text_rules.COLUMNS}."
            report.add(text_rules.WIDE_MAIL, place, message)


def _budgets(mission: MissionFolder, report: Report) -> None:
    for design in mission.designs.values():
        for number, rule in enumerate(design.form.rules):
            if isinstance(rule, Budget) and rule.at_most != design.form.budget:
                place = design.place(("rules", number, "at_most"))
                message = (
                    f"The rule asks for {rule.at_most:,g}, the budget is {design.form.budget:,}."
                )
                report.add(text_rules.TWO_BUDGETS, place, message)
