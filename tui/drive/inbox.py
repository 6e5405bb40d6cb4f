"""The inbox, by keys."""

from __future__ import annotations

from engine.actions import (
    AnyAction,
    FinishPhase,
    LeaveMail,
    OpenAttachment,
    OpenEmail,
    Pin,
    Reply,
)
from tui.drive.hands import Hands, Stuck
from tui.drive.pages import pin_passage
from tui.inbox.paint import FILES, FINISH, LEAVE
from tui.screens.inbox import InboxScreen


async def play(hands: Hands, screen: InboxScreen, action: AnyAction) -> None:
    """Performs one action of the inbox.

    Raises:
        Stuck: the screen does not offer it.
    """
    match action:
        case OpenEmail():
            await _to_mail(hands, screen, action.mail)
        case OpenAttachment():
            await _open_file(hands, screen, action.filename)
        case Reply():
            await show_replies(hands, screen, action.mail)
            await _reply(hands, screen, action.option)
        case LeaveMail():
            await _to_mail(hands, screen, action.mail)
            before = len(hands.session.rows)
            await hands.press("z", lambda: screen.draft == LEAVE, "the question to send nothing")
            await hands.stored("enter", before, "no letter")
        case FinishPhase():
            if screen.place != "mail":
                await _to_list(hands, screen)
            before = len(hands.session.rows)
            await hands.press("f", lambda: screen.draft == FINISH, "the question to finish")
            await hands.stored("enter", before, "the inbox closed")
        case Pin():
            await _pin(hands, screen, action)
        case _:
            raise Stuck(f"The inbox has no key for '{action.kind}'.")


async def _to_list(hands: Hands, screen: InboxScreen) -> None:
    while screen.place != "list":
        now = screen.place
        await hands.press("escape", lambda now=now: screen.place != now, f"away from {now}")  # type: ignore[misc]


async def _to_mail(hands: Hands, screen: InboxScreen, mail: str) -> None:
    """Has a mail open in front."""
    if screen.selected == mail and screen.opened:
        if screen.place == "file":
            await hands.press("escape", lambda: screen.place == "mail", "the mail itself")
        if screen.place in ("mail", "reply"):
            return
    await _to_list(hands, screen)
    thread = next((one.id for one in screen.threads if one.holds(mail)), mail)
    await hands.cursor_to(screen.mails, thread)
    await hands.until(
        lambda: screen.thread is not None and screen.thread.id == thread, "the thread in front"
    )
    while screen.selected != mail:
        now = screen.selected
        await hands.press("n", lambda now=now: screen.selected != now, "the next of the thread")  # type: ignore[misc]
    before = len(hands.session.rows)
    if screen.opened:
        await hands.press("enter", lambda: screen.place == "mail", "the mail in front")
    else:
        await hands.stored("enter", before, "the mail read")
        await hands.until(lambda: screen.place == "mail", "the mail in front")


async def _open_file(hands: Hands, screen: InboxScreen, filename: str) -> None:
    if screen.file == filename and screen.place == "file":
        return
    arrived = hands.session.state.shared.arrived
    for mail in hands.session.mission.email_by_id.values():
        if mail.id in arrived and any(file.filename == filename for file in mail.attachments):
            break
    else:
        raise Stuck(f"No mail that has come holds '{filename}'.")
    await _to_mail(hands, screen, mail.id)
    if len(screen.files) > 1:
        await hands.press("o", lambda: screen.draft == FILES, "the list of files")
        await hands.cursor_to(screen.options, filename)
        await hands.press("enter", lambda: screen.file == filename, "the file open")
    else:
        await hands.press("o", lambda: screen.file == filename, "the file open")


async def show_replies(hands: Hands, screen: InboxScreen, mail: str) -> None:
    """Has the answers that a mail takes in front.

    Raises:
        Stuck: it takes none now.
    """
    await _to_mail(hands, screen, mail)
    if screen.place != "reply":
        await hands.press("r", lambda: screen.place == "reply", "the replies")


async def _reply(hands: Hands, screen: InboxScreen, option: str) -> None:
    await hands.pick(screen.options, option)
    await hands.press("enter", lambda: screen.draft == option, "the letter")
    before = len(hands.session.rows)
    await hands.stored("enter", before, "the letter sent")
    await hands.until(lambda: screen.draft is None and screen.place == "mail", "the thread")


async def _pin(hands: Hands, screen: InboxScreen, action: Pin) -> None:
    if action.source in hands.session.mission.attachment_by_name:
        await _open_file(hands, screen, action.source)
    else:
        await _to_mail(hands, screen, action.source.split("/")[0])
        if screen.file:
            await hands.press("escape", lambda: screen.file is None, "the mail itself")
    await hands.rest()  # the focus follows the pane a moment later
    if screen.place == "reply":
        await hands.press("escape", lambda: screen.place in ("mail", "file"), "the text")
    await hands.until(lambda: screen.reader.pinning, "the cursor in the text")
    await pin_passage(hands, screen.reader, action)
