"""The inbox: mail arrives, is read, answered or left."""

from collections.abc import Iterator
from typing import Literal

from engine import actions as ac
from engine import events as ev
from engine.actions import AnyAction
from engine.clock import minute_of
from engine.events import AnyEvent
from engine.frozen import made
from engine.mail import Attachment, Email
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from engine.phases import nodes
from engine.phases.base import Draft, PhaseState
from engine.rejected import Rejected
from engine.shared import Shared
from engine.texts import ADDS

READING, OPENING_FILE, WRITING = 3, 4, 8
"""Minutes of mission time that a mail, a file and a letter take."""
CLOSE_OF_DAY = "18:00"
"""When what was left unanswered is past answering."""


class InboxState(PhaseState):
    """Which mails have been settled, by an answer or by silence."""

    kind: Literal["email_discovery"] = "email_discovery"
    settled: tuple[str, ...] = ()


def waiting(config: EmailDiscovery, shared: Shared, own: InboxState) -> tuple[Email, ...]:
    """Mails that have come, ask for an answer and have none yet."""
    arrived = shared.arrived
    return tuple(
        mail
        for mail in config.emails
        if mail.options and mail.id in arrived and mail.id not in own.settled
    )


def readable(mission: Mission, shared: Shared, filename: str) -> Attachment:
    """An attachment that the player may open.

    Raises:
        Rejected: it has not come, or is not unlocked yet.
    """
    for mail in mission.email_by_id.values():
        for file in mail.attachments:
            if file.filename != filename:
                continue
            if filename in shared.unlocked or (mail.id in shared.arrived and not file.locked):
                return file
    raise Rejected(f"There is no file '{filename}' in the inbox.", "Open one that has come.")


class EmailDiscoveryKind:
    """The phase kind `email_discovery`."""

    kind = "email_discovery"

    def begin(self, config: EmailDiscovery, shared: Shared) -> InboxState:
        return made(InboxState, phase=config.id)

    def opening(self, draft: Draft) -> None:
        self._deliver(draft)

    def decide(self, draft: Draft, action: AnyAction) -> None:
        match action:
            case ac.OpenEmail():
                mail = self._arrived(draft, action.mail)
                if mail.id not in draft.shared.opened:
                    draft.minutes(READING)
                    draft.emit(made(ev.MailOpened, mail=mail.id))
            case ac.OpenAttachment():
                file = readable(draft.mission, draft.shared, action.filename)
                if file.filename not in draft.shared.opened:
                    draft.minutes(OPENING_FILE)
                    draft.emit(made(ev.FileOpened, filename=file.filename))
            case ac.Reply():
                self._reply(draft, action)
            case ac.LeaveMail():
                mail = self._to_settle(draft, action.mail)
                if not mail.may_leave:
                    raise Rejected(
                        f"{draft.mission.name(mail.sender)} expects a reply to this one.",
                        "Choose one of the letters.",
                    )
                self._leave(draft, mail)
            case ac.FinishPhase():
                self._leave_the_rest(draft)
                draft.emit(made(ev.PhaseFinished, phase=draft.config.id))
                return
            case _:
                raise Rejected("That cannot be done in the inbox.", "Finish the inbox first.")
        self._deliver(draft)

    def evolve(
        self, mission: Mission, config: EmailDiscovery, own: InboxState, event: AnyEvent
    ) -> InboxState:
        match event:
            case ev.ReplySent() | ev.MailLeft():
                return own.model_copy(update={"settled": (*own.settled, event.node)})
            case ev.PhaseFinished(phase=config.id):
                return own.model_copy(update={"finished": True})
        return own

    def legal(self, draft: Draft) -> Iterator[AnyAction]:
        config, shared = draft.config, draft.shared
        arrived = shared.arrived
        for mail in config.emails:
            if mail.id not in arrived:
                continue
            if mail.id not in shared.opened:
                yield ac.OpenEmail(mail=mail.id)
            for file in mail.attachments:
                unread = file.filename not in shared.opened
                if unread and (not file.locked or file.filename in shared.unlocked):
                    yield ac.OpenAttachment(filename=file.filename)
        for mail in waiting(config, shared, draft.own):
            if mail.id in shared.opened:
                for option in nodes.awake(draft.mission, mail, shared):
                    yield ac.Reply(mail=mail.id, option=option.id)
                if mail.may_leave:
                    yield ac.LeaveMail(mail=mail.id)
        yield ac.FinishPhase()

    def _arrived(self, draft: Draft, mail_id: str) -> Email:
        for mail in draft.config.emails:
            if mail.id == mail_id and mail.id in draft.shared.arrived:
                return mail  # type: ignore[no-any-return]
        raise Rejected(f"There is no mail '{mail_id}' in the inbox.", "Open one that has come.")

    def _to_settle(self, draft: Draft, mail_id: str) -> Email:
        mail = self._arrived(draft, mail_id)
        if not mail.options:
            raise Rejected("This mail asks for no answer.", "Read it, and go on.")
        if mail.id in draft.own.settled:
            raise Rejected("This mail is settled.", "A sent letter cannot be recalled.")
        if mail.id not in draft.shared.opened:
            raise Rejected("This mail is unread.", "Open it before you answer it.")
        return mail

    def _reply(self, draft: Draft, action: ac.Reply) -> None:
        mail = self._to_settle(draft, action.mail)
        option = nodes.choose(draft.mission, mail, action.option, draft.shared)
        earned = nodes.worth(mail.best, option.id, option.worth, draft.shared)
        draft.minutes(WRITING)
        draft.emit(made(ev.ReplySent, node=mail.id, move=option.id, worth=earned))
        nodes.carry_out(draft, mail, option)

    def _leave(self, draft: Draft, mail: Email) -> None:
        silence = mail.unanswered
        otherwise = silence.worth if silence else 0
        earned = nodes.worth(mail.best, "silence", otherwise, draft.shared)
        draft.emit(made(ev.MailLeft, node=mail.id, worth=earned))
        if silence:
            prefix = f"{mail.id}/silence"
            draft.apply(silence.effects, prefix)
            draft.play(silence.brings, prefix)

    def _leave_the_rest(self, draft: Draft) -> None:
        """Leaves what waits, at the close of the day or when the next phase begins."""
        left = waiting(draft.config, draft.shared, draft.own)
        if left:
            draft.until(min(draft.closing(CLOSE_OF_DAY), draft.next_begins()))
        for mail in left:
            self._leave(draft, mail)

    def _deliver(self, draft: Draft) -> None:
        """Brings the mails that are due; the clock goes on to the time that each came at."""
        config: EmailDiscovery = draft.config
        arrived = True
        while arrived:
            arrived = False
            before = draft.shared.arrived
            for mail in config.by_arrival:
                if mail.id in before:
                    continue
                if mail.arrives.when is None or mail.arrives.when.holds(draft.shared):
                    draft.until(mail.arrives.minute)
                    draft.emit(made(ev.MailArrived, mail=mail.id))
                    draft.play(mail.adds, f"{mail.id}/{ADDS}")
                    arrived = True


def came_at(mission: Mission, shared: Shared, mail: Email) -> int:
    """The minute at which a mail came: its own hour if it lay there when the phase began.

    What an answer brings can come no sooner than the answer, however early its author had it.
    """
    came = next((c.minute for c in shared.came if c.mail == mail.id), mail.arrives.minute)
    phase = next(p for p in mission.phases if isinstance(p, EmailDiscovery) and mail in p.emails)
    began = minute_of(phase.begins.day, phase.begins.at)
    return came if came > began else mail.arrives.minute
