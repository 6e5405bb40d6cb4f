"""The call and the feedback, by keys."""

from __future__ import annotations

from engine.actions import (
    AnyAction,
    FinishPhase,
    GiveFloor,
    HearFeedback,
    Interrupt,
    Pin,
    Say,
    StaySilent,
)
from tui.call.scene import Pending
from tui.drive.hands import Hands, Stuck
from tui.drive.pages import pin_passage
from tui.screens.call import CallScreen
from tui.screens.feedback import FeedbackScreen


async def play(hands: Hands, screen: CallScreen, action: AnyAction) -> None:
    """Performs one action of the call.

    Raises:
        Stuck: the screen does not offer it.
    """
    while screen.speaking:
        at = screen.pace.at
        await hands.press("enter", lambda at=at: screen.pace.at != at, "the next line")  # type: ignore[misc]
    before = len(hands.session.rows)
    match action:
        case Say():
            await hands.cursor_to(screen.options, action.option)
            await hands.stored("enter", before, "the words said")
        case GiveFloor():
            await hands.press("f", lambda: screen.pending is Pending.FLOOR, "who has the floor")
            await hands.cursor_to(screen.options, action.person)
            await hands.stored("enter", before, "the floor given")
        case StaySilent():
            await hands.press("s", lambda: screen.pending is Pending.SILENCE, "the silence")
            await hands.stored("enter", before, "the silence kept")
        case Interrupt():
            await hands.press("i", lambda: screen.pending is Pending.INTERRUPT, "the interruption")
            await hands.stored("enter", before, "the interruption")
        case FinishPhase():
            await hands.stored("enter", before, "the call left")
        case Pin():
            await hands.press("t", lambda: screen.page.pinning, "the transcript")
            await pin_passage(hands, screen.page, action)
            await hands.press("escape", lambda: not screen.page.pinning, "the call again")
        case _:
            raise Stuck(f"The call has no key for '{action.kind}'.")


async def play_feedback(hands: Hands, screen: FeedbackScreen, action: AnyAction) -> None:
    """Performs one action of the feedback.

    Raises:
        Stuck: the screen does not offer it now.
    """
    if screen.speaking:
        await hands.press("space", lambda: not screen.speaking, "the line finished")
    before = len(hands.session.rows)
    match action:
        case HearFeedback():
            coming = screen.coming
            if not coming or coming[0].requirement.id != action.requirement:
                raise Stuck(f"'{action.requirement}' is not the next answer.")
            await hands.stored("enter", before, "the answer heard")
        case Say():
            await _to_talk(hands, screen)
            await hands.cursor_to(screen.options, action.option)
            await hands.stored("enter", before, "the words said")
        case StaySilent():
            await _to_talk(hands, screen)
            await hands.press("s", lambda: screen.holding, "the silence")
            await hands.stored("enter", before, "the silence kept")
        case FinishPhase():
            if screen.coming:
                await hands.press("d", lambda: hands.app.screen is not screen, "the question")
            await hands.stored("enter" if screen.coming else "d", before, "the meeting closed")
        case _:
            raise Stuck(f"The feedback has no key for '{action.kind}'.")


async def _to_talk(hands: Hands, screen: FeedbackScreen) -> None:
    """Has what the player is asked in front.

    Raises:
        Stuck: nobody waits for an answer.
    """
    if screen.exchange is None:
        raise Stuck("Nobody waits for an answer.")
    if not screen.in_talk:
        await hands.press("enter", lambda: screen.in_talk, "what is asked")
