"""The inbox in plain lines."""

from __future__ import annotations

from engine.actions import FinishPhase, LeaveMail, OpenAttachment, OpenEmail, Reply
from engine.clock import clock_time
from engine.mail import Attachment, Email
from engine.phase_config import EmailDiscovery
from engine.phases import InboxState, nodes
from engine.phases.email_discovery import came_at, waiting
from engine.shared import Played
from engine.texts import ADDS
from tui.charts.rows import rows_said
from tui.inbox.threads import threads_of
from tui.people import full_name, role_line
from tui.plain.desk import Desk, spoken
from tui.plain.menu import BACK, Choice, Letter, Menu, agree, answers, ask, pick
from tui.plain.pinning import pin_from

FILE, REPLY, LEAVE, PIN = "file:", "reply", "leave", "pin:"
FINISH = Letter("f", "finish the inbox")
PIN_HERE = Letter("p", "pin a sentence of this mail")


async def play(desk: Desk, config: EmailDiscovery) -> None:
    """One choice at the list of mails, and what follows from it."""
    chosen = await ask(desk.voice, _list(desk, config))
    if chosen == FINISH.letter:
        await _finish(desk, config)
    elif not await desk.standing(chosen):
        await _mail(desk, config, desk.mission.email_by_id[chosen])


def _list(desk: Desk, config: EmailDiscovery) -> Menu:
    come = [mail for mail in config.emails if mail.id in desk.shared.arrived]
    come.sort(key=lambda mail: came_at(desk.mission, desk.shared, mail), reverse=True)
    unread = sum(mail.id not in desk.shared.opened for mail in come)
    title = f"Inbox: {len(come)} mails, {unread} unread."
    choices = tuple(Choice(mail.id, _line(desk, config, mail)) for mail in come)
    return Menu(title, choices, (FINISH, *desk.letters))


def _line(desk: Desk, config: EmailDiscovery, mail: Email) -> str:
    at = clock_time(came_at(desk.mission, desk.shared, mail))
    parts = [f"{full_name(desk.mission, mail.sender)}, {at}: {mail.subject}"]
    if mail.id not in desk.shared.opened:
        parts.append("unread")
    elif mail in waiting(config, desk.shared, desk.own(InboxState)):
        parts.append("asks for an answer")
    if mail.thread in desk.mission.email_by_id:
        parts.append(f"in the thread '{desk.mission.email_by_id[mail.thread].subject}'")
    if mail.metadata.priority == "high":
        parts.append("priority high")
    if mail.attachments:
        count = len(mail.attachments)
        parts.append("1 file" if count == 1 else f"{count} files")
    return "; ".join(parts)


async def _mail(desk: Desk, config: EmailDiscovery, mail: Email) -> None:
    """A mail, until the player goes back to the list."""
    if mail.id not in desk.shared.opened and not await desk.act(OpenEmail(mail=mail.id)):
        return
    _read(desk, config, mail)
    while not desk.state.phases[-1].finished:
        chosen = await ask(desk.voice, _doings(desk, config, mail))
        if chosen == BACK.letter:
            return
        if chosen.startswith(FILE):
            await _file(desk, chosen.removeprefix(FILE))
        elif chosen == PIN_HERE.letter:
            await pin_from(desk, mail.id)
        elif chosen.startswith(PIN):
            await pin_from(desk, chosen.removeprefix(PIN))
        elif chosen == REPLY:
            await _reply(desk, mail)
        elif chosen == LEAVE:
            if await agree(desk.voice, "No letter goes out.", "Send nothing"):
                await desk.act(LeaveMail(mail=mail.id))
        else:
            await desk.standing(chosen)


def _read(desk: Desk, config: EmailDiscovery, mail: Email) -> None:
    """Says a mail and what came of it."""
    mission, voice = desk.mission, desk.voice
    role = role_line(mission, mail.sender)
    copied = ", ".join(full_name(mission, person) for person in mail.copy_to)
    at = clock_time(came_at(mission, desk.shared, mail))
    voice.say()
    voice.say(f"From {full_name(mission, mail.sender)}{', ' + role if role else ''}, {at}.")
    if copied:
        voice.say(f"Copied to {copied}.")
    if mail.mood:
        voice.say(f"Seen: {mail.mood}.")
    earlier = _earlier(desk, config, mail)
    if earlier:
        voice.say(f"Earlier in this thread: {'; '.join(earlier)}. Each is in the list.")
    voice.say(f"Subject: {mail.subject}")
    voice.say()
    voice.say(mail.body)
    for played in desk.shared.transcript:
        if played.ref.startswith(f"{mail.id}/{ADDS}/"):
            voice.say()
            voice.say(mission.texts[played.ref].say)
        elif played.ref.startswith(f"{mail.id}/"):
            voice.say()
            voice.say(spoken(mission, played.ref))


def _earlier(desk: Desk, config: EmailDiscovery, mail: Email) -> list[str]:
    """The mails of a thread that came before one of them: whose, when, and about what."""
    mission, shared = desk.mission, desk.shared
    found = []
    for thread in threads_of(mission, config, shared):
        if thread.holds(mail.id):
            before = thread.mails[: thread.mails.index(mail)]
            for one in before:
                at = clock_time(came_at(mission, shared, one))
                found.append(f"{full_name(mission, one.sender)}, {at}, {one.subject}")
    return found


def _doings(desk: Desk, config: EmailDiscovery, mail: Email) -> Menu:
    choices = [
        Choice(f"{FILE}{file.filename}", f"Open {file.filename}, {file.form}")
        for file in mail.attachments
        if _readable(desk, file)
    ]
    if mail in waiting(config, desk.shared, desk.own(InboxState)):
        choices.append(Choice(REPLY, "Answer"))
        if mail.may_leave:
            choices.append(Choice(LEAVE, "Send nothing"))
    choices += [
        Choice(f"{PIN}{file.filename}", f"Pin a line of {file.filename}")
        for file in mail.attachments
        if file.filename in desk.shared.opened
    ]
    come = _answers(desk, mail)
    which = ["the answer"] if len(come) == 1 else [f"answer {n}" for n in range(1, len(come) + 1)]
    choices += [
        Choice(f"{PIN}{played.ref}", f"Pin a sentence of {name}")
        for name, played in zip(which, come, strict=True)
    ]
    return Menu("", tuple(choices), (PIN_HERE, BACK, *desk.letters))


def _answers(desk: Desk, mail: Email) -> list[Played]:
    found: list[Played] = []
    for played in desk.shared.transcript:
        words = desk.mission.texts[played.ref]
        if played.ref.startswith(f"{mail.id}/") and words.say and words.who != "you":
            found.append(played)
    return found


def _readable(desk: Desk, file: Attachment) -> bool:
    return not file.locked or file.filename in desk.shared.unlocked


async def _file(desk: Desk, filename: str) -> None:
    file = desk.mission.attachment_by_name[filename]
    if filename not in desk.shared.opened and not await desk.act(OpenAttachment(filename=filename)):
        return
    desk.voice.say()
    desk.voice.say(f"{filename}, {file.size_kb} kB:")
    desk.voice.say()
    desk.voice.say(file.body, laid_out=True)
    if file.series:
        desk.voice.say()
        desk.voice.say("The same figures, row by row:")
        for said in rows_said(file.series):
            desk.voice.say(said)


async def _reply(desk: Desk, mail: Email) -> None:
    """The answers in the seed's order; a letter is read before it is sent."""
    options = {option.id: option for option in nodes.offered(mail, desk.shared)}
    labels = [(one.id, one.label) for one in answers(desk.mission, mail, desk.shared)]
    chosen = await pick(desk.voice, "Which reply is the most effective?", labels)
    if chosen is None:
        return
    option = options[chosen]
    copied = ", ".join(full_name(desk.mission, person) for person in option.copy_to)
    desk.voice.say()
    desk.voice.say(f"Your letter{f', with a copy to {copied}' if copied else ''}:")
    desk.voice.say()
    desk.voice.say(option.say)
    if await agree(desk.voice, "A sent letter cannot be recalled.", "Send it"):
        await desk.act(Reply(mail=mail.id, option=chosen))


async def _finish(desk: Desk, config: EmailDiscovery) -> None:
    left = waiting(config, desk.shared, desk.own(InboxState))
    names = ", ".join(mail.subject for mail in left)
    title = f"Without an answer stay: {names}." if left else "Every mail is settled."
    if await agree(desk.voice, title, "Finish the inbox"):
        await desk.act(FinishPhase())
