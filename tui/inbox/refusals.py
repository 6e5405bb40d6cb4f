"""Why a key cannot do its work on the mail in front."""

from __future__ import annotations

from engine.mail import Email
from engine.mission import Mission
from engine.phases import InboxState

Refusal = tuple[str, str]
"""What stands in the way, and what may be done instead."""
UNREAD: Refusal = ("This mail is unread.", "Enter opens it.")
NO_FILE: Refusal = ("This mail has no file.", "")
NO_CHART: Refusal = ("This file has no figures to draw.", "Its text is all there is.")


def may_not_put_away() -> Refusal:
    """Why a mail that waits stays in sight."""
    return "This mail asks for an answer.", "It can be archived when it is settled."


def no_reply(mail: Email, own: InboxState) -> Refusal:
    """Why a mail that has been read takes no reply."""
    if mail.id in own.settled:
        return "This mail is settled.", "A sent letter cannot be recalled."
    return "This mail asks for no answer.", ""


def no_silence(mission: Mission, mail: Email) -> Refusal:
    """Why a mail may not be left."""
    name = mission.name(mail.sender)
    return f"{name} expects a reply to this one.", "Choose one of the letters."
