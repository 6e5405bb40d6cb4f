"""Builds the engine's mission from the forms of its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from content.cards import card
from content.fitting import Fitted
from content.folder import MailFile, MissionFolder, PackFolder
from content.forms.board import BoardForm
from content.forms.call import CallForm
from content.forms.design import DesignForm
from content.forms.mission import ContradictionForm, MissionForm, PhaseForm
from content.grid import opening_design
from engine.board.fields import Board
from engine.clock import minute_of
from engine.design import react_flow
from engine.design.graph import Design
from engine.design.kind import Catalogue, Distances, Kind
from engine.knowledge import Contradiction, Requirement
from engine.late import LateLetter
from engine.mail import Email
from engine.mission import Mission, Person
from engine.phase_config import (
    BoardDecision,
    ClientFeedback,
    EmailDiscovery,
    Phase,
    SystemDesign,
    VideoCall,
)


def catalogue(pack: PackFolder) -> Catalogue:
    """The catalogue of a pack's component kinds, in the order of their files."""
    kinds = [
        Kind.model_validate({**fitted.form.model_dump(), "id": name})
        for name, fitted in pack.kinds.items()
    ]
    distances = pack.pack.form.distances if pack.pack else Distances()
    return Catalogue(kinds=tuple(kinds), distances=distances)


def mails_of(folder: MissionFolder, phase: PhaseForm) -> list[str]:
    """The mails of an inbox, in the order in which they come."""
    names = folder.mails if phase.emails is None else phase.emails

    def due(name: str) -> tuple[int, str]:
        arrives = folder.mails[name].fitted.form.arrives
        return minute_of(arrives.day, arrives.at), name

    return sorted((name for name in names if name in folder.mails), key=due)


def email(name: str, file: MailFile, sender: str, folder: MissionFolder) -> Email:
    """The engine's mail, with the text of its attachments."""
    form = file.fitted.form
    plain = form.model_dump(exclude={"sender"})
    for attachment in plain["attachments"]:
        text = folder.attachments.get(attachment["filename"])
        attachment["body"] = text.text if text else ""
        attachment["by"] = attachment["by"] or sender
    plain["adds"] = [
        {"who": sender, "say": one.text, "when": one.when, "also": one.also} for one in form.adds
    ]
    return Email.model_validate({**plain, "id": name, "sender": sender, "body": file.body})


def _call(fitted: Fitted[CallForm], start: dict[str, Any]) -> VideoCall:
    plain = fitted.form.model_dump(exclude={"postures", "bands"})
    bands = [
        {"person": person, "band": band, "does": does}
        for person, moves in fitted.form.bands.items()
        for band, does in moves.items()
    ]
    return VideoCall.model_validate({**start, **plain, "bands": bands})


def _design(fitted: Fitted[DesignForm], start: dict[str, Any], kinds: Catalogue) -> SystemDesign:
    form = fitted.form
    plain = form.model_dump(exclude={"initial", "knobs"})
    opening, _ = opening_design(form, kinds)
    return SystemDesign.model_validate({**start, **plain, "initial": _as_stored(opening)})


def _as_stored(design: Design) -> Design:
    """The design as the database gives it back, so that a mission equals its stored self."""
    return react_flow.parse(react_flow.document(design))


def board(fitted: Fitted[BoardForm]) -> Board:
    """The engine's decision sheet."""
    return Board.model_validate(fitted.form.model_dump())


def phases(folder: MissionFolder, kinds: Catalogue) -> tuple[Phase, ...]:
    """The phases that could be read, in play order."""
    if not folder.mission:
        return ()
    found: list[Phase] = []
    for form in folder.mission.form.phases:
        start: dict[str, Any] = {
            "id": form.name,
            "begins": form.begins.model_dump(),
            "brief": form.brief,
            "hints": form.hints,
        }
        match form.kind:
            case "email_discovery":
                mails = [
                    email(name, folder.mails[name], folder.senders[name], folder)
                    for name in mails_of(folder, form)
                    if name in folder.senders
                ]
                found.append(EmailDiscovery(**start, emails=tuple(mails)))
            case "video_call" if form.name in folder.calls:
                found.append(_call(folder.calls[form.name], start))
            case "system_design" if form.name in folder.designs:
                found.append(_design(folder.designs[form.name], start, kinds))
            case "board_decision" if form.name in folder.boards:
                sheet = board(folder.boards[form.name])
                found.append(BoardDecision(**start, sheet=sheet))
            case "client_feedback" if form.name in folder.feedbacks:
                plain = folder.feedbacks[form.name].form.model_dump(exclude={"requirements"})
                found.append(ClientFeedback.model_validate({**start, **plain}))
    return tuple(found)


def mission(
    folder: MissionFolder,
    fitted: Fitted[MissionForm],
    pack: PackFolder,
    steps: tuple[Phase, ...],
    kinds: Catalogue,
) -> Mission:
    """The engine's mission, of files without faults."""
    form = fitted.form
    return Mission(
        card=card(fitted, pack, phases=tuple(phase.kind for phase in form.phases)),
        scored=form.scored,
        meters=form.meters,
        weights=form.weights.model_dump(),
        people=tuple(_people(folder, form.people, pack)),
        client_contact=form.client_contact,
        facts=[fact.model_dump() for fact in form.facts],
        contradictions=tuple(_contradiction(c) for c in form.contradictions),
        promises=[promise.model_dump() for promise in form.promises],
        dues=[due.model_dump() for due in form.dues],
        flags=form.flags,
        requirements=tuple(_requirements(folder)),
        late=late_letters(form),
        deadline=form.deadline and form.deadline.model_dump(),
        phases=steps,
        debrief=form.debrief.model_dump(),
        catalogue=_turnable(kinds, folder.designs.values()),
        glossary=pack.pack.form.glossary if pack.pack else (),
    )


def _requirements(folder: MissionFolder) -> Iterator[Requirement]:
    """What is asked for, in the order of the feedbacks; of several, each its own."""
    for name, feedback in folder.feedbacks.items():
        heard_in = name if len(folder.feedbacks) > 1 else ""
        for requirement in feedback.form.requirements:
            yield Requirement.model_validate({**requirement.model_dump(), "phase": heard_in})


def late_letters(form: MissionForm) -> tuple[LateLetter, ...]:
    """The letters that may still be written after the last conversation."""
    return tuple(LateLetter.model_validate(letter.model_dump()) for letter in form.late)


def _turnable(kinds: Catalogue, designs: Iterable[Fitted[DesignForm]]) -> Catalogue:
    """The catalogue with those settings only that a mission lets be turned."""
    named = [fitted.form.knobs for fitted in designs]
    if not named or any(knobs is None for knobs in named):
        return kinds
    kept = {name for knobs in named for name in knobs or ()}
    turnable = tuple(
        kind.model_copy(update={"knobs": tuple(k for k in kind.knobs if k.name in kept)})
        for kind in kinds.kinds
    )
    return kinds.model_copy(update={"kinds": turnable})


def everyone(pack: PackFolder) -> Iterator[Person]:
    """All people of a pack, with their organisations' names."""
    if not pack.people:
        return
    organisations = {o.id: o.name for o in pack.people.form.organisations}
    for person in pack.people.form.people:
        organisation = organisations.get(person.organisation, person.organisation)
        yield Person.model_validate({**person.model_dump(), "organisation": organisation})


def _people(folder: MissionFolder, ids: Iterable[str], pack: PackFolder) -> Iterator[Person]:
    people = {person.id: person for person in everyone(pack)}
    postures = {
        person: posture
        for call in folder.calls.values()
        for person, posture in call.form.postures.items()
    }
    for name in ids:
        posture = postures.get(name, people[name].posture)
        yield people[name].model_copy(update={"posture": posture})


def _contradiction(form: ContradictionForm) -> Contradiction:
    return Contradiction.model_validate(
        {
            "id": form.id,
            "left": [quote.model_dump() for quote in (*form.left, *form.left_also)],
            "right": [quote.model_dump() for quote in (*form.right, *form.right_also)],
            "means": form.means,
            "effects": form.effects.model_dump(),
        }
    )
