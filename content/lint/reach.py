"""Checks that what a mission declares can happen in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from content.fitting import Fitted, parts
from content.folder import MissionFolder
from content.forms.mission import LateForm, MissionForm
from content.lint import rules
from content.problem import Report, Rule
from engine import conditions as c
from engine.board.fields import Loss
from engine.dialogue import Effects, Line
from engine.texts import LATE


def forms(mission: MissionFolder) -> Iterator[Fitted[BaseModel]]:
    """The forms of all of a mission's files."""
    if mission.mission:
        yield mission.mission
    for mail in mission.mails.values():
        yield mail.fitted
    for store in (mission.calls, mission.designs, mission.boards, mission.feedbacks):
        yield from store.values()


def check_reach(mission: MissionFolder, report: Report) -> None:
    """Checks facts, flags, promises, attachments and people."""
    if not mission.mission:
        return
    effects = [
        part for form in forms(mission) for _, part in parts(form.form) if isinstance(part, Effects)
    ]
    _facts(mission.mission, effects, report)
    _late(mission.mission, report)
    raised = {flag for e in effects for flag in e.flags}
    if mission.mission.form.deadline:
        raised |= set(mission.mission.form.deadline.late)
    _declared(mission.mission, "flags", raised, rules.UNSET_FLAG, report)
    made = {promise for e in effects for promise in e.promises}
    _declared(mission.mission, "promises", made, rules.UNMADE_PROMISE, report)
    _attachments(mission, {name for e in effects for name in e.unlocks}, report)
    _people(mission, mission.mission, report)


def _facts(mission: Fitted[MissionForm], effects: Iterable[Effects], report: Report) -> None:
    told = {fact for e in effects for fact in e.facts}
    for number, fact in enumerate(mission.form.facts):
        if fact.id not in told and not fact.evidence:
            message = f"Nothing in the mission tells '{fact.id}'."
            report.add(rules.UNREACHABLE_FACT, mission.place(("facts", number)), message)


def _late(card: Fitted[MissionForm], report: Report) -> None:
    """Where letters may be written late, they tell whatever the design must be built on."""
    if not card.form.late:
        return
    told = {
        fact
        for letter in card.form.late
        for _, part in parts(letter)
        if isinstance(part, Effects)
        for fact in part.facts
    }
    written = tuple(f"{letter.id}/{LATE}/" for letter in card.form.late)
    for number, fact in enumerate(card.form.facts):
        pinned = any(quote.source.startswith(written) for quote in fact.evidence)
        if fact.must and fact.id not in told and not pinned:
            message = f"No late letter brings '{fact.id}'."
            report.add(rules.NEVER_LATE, card.place(("facts", number)), message)


def _declared(
    mission: Fitted[MissionForm], field: str, happens: set[str], rule: Rule, report: Report
) -> None:
    for number, entry in enumerate(getattr(mission.form, field)):
        name = entry if isinstance(entry, str) else entry.id
        if name not in happens:
            message = f"No choice or line brings about '{name}'."
            report.add(rule, mission.place((field, number)), message)


def _attachments(mission: MissionFolder, unlocked: set[str], report: Report) -> None:
    for mail in mission.mails.values():
        for number, file in enumerate(mail.fitted.form.attachments):
            place = mail.fitted.place(("attachments", number))
            if file.locked and file.filename not in unlocked:
                message = f"Nothing unlocks '{file.filename}'."
                report.add(rules.NEVER_UNLOCKED, place, message)
            if not file.locked and file.filename in unlocked:
                message = f"'{file.filename}' is unlocked by an effect, but is open anyway."
                report.add(rules.NEEDLESS_UNLOCK, place, message)


def _people(mission: MissionFolder, card: Fitted[MissionForm], report: Report) -> None:
    seen = {card.form.client_contact, card.form.debrief.reader}
    seen |= set(mission.senders.values())
    for mail in mission.mails.values():
        seen |= {*mail.fitted.form.copy_to, *mail.fitted.form.to}
        seen |= {file.by for file in mail.fitted.form.attachments}
    for call in mission.calls.values():
        seen |= set(call.form.participants)
    for form in forms(mission):
        for _, part in parts(form.form):
            if isinstance(part, Line):
                seen.add(part.who)
            elif isinstance(part, LateForm):
                seen.add(part.to)
            elif hasattr(part, "owner"):
                seen.add(part.owner)
            elif isinstance(part, Loss):
                seen.add(part.who)
            elif isinstance(part, c.Floor | c.Opens):
                seen.add(part.person)
    for number, person in enumerate(card.form.people):
        if person not in seen:
            message = f"'{person}' appears nowhere in the mission."
            report.add(rules.UNUSED_PERSON, card.place(("people", number)), message)
