"""Letters that are written after the last conversation, by keys."""

from __future__ import annotations

from engine.actions import AskLate, Pin
from tui.drive.hands import Hands, Stuck
from tui.drive.pages import pin_passage
from tui.screens.letters import LettersScreen
from tui.screens.phase_screen import PhaseScreen
from tui.screens.studio import StudioScreen


async def ask(hands: Hands, screen: PhaseScreen, action: AskLate) -> None:
    """Writes one more letter, and goes back to the phase.

    Raises:
        Stuck: the screen does not offer it.
    """
    sheet = await _open(hands, screen)
    await _to_letter(hands, sheet, action.question)
    await hands.stored("enter", len(hands.session.rows), "the letter sent")
    await hands.until(lambda: sheet.sent, "its answer")
    await _close(hands, sheet)


async def pin(hands: Hands, screen: PhaseScreen, action: Pin) -> None:
    """Pins a passage of an answer.

    Raises:
        Stuck: the screen does not offer it.
    """
    sheet = await _open(hands, screen)
    await _to_letter(hands, sheet, action.source.split("/")[0])
    await hands.until(lambda: sheet.answer.pinning, "the cursor in the answer")
    await pin_passage(hands, sheet.answer, action)
    await _close(hands, sheet)


async def _open(hands: Hands, screen: PhaseScreen) -> LettersScreen:
    if isinstance(screen, StudioScreen):
        while screen.over is not None or screen.held is not None:
            await hands.press(
                "escape", lambda: screen.over is None and screen.held is None, "the grid"
            )
    if not screen.may_write:
        raise Stuck("No letter may be written now.")
    await hands.press("w", lambda: isinstance(hands.app.screen, LettersScreen), "the letters")
    return await hands.screen(LettersScreen)


async def _to_letter(hands: Hands, sheet: LettersScreen, question: str) -> None:
    await hands.until(lambda: sheet.topics.rows, "the letters listed")
    await hands.cursor_to(sheet.topics, question)
    await hands.press("enter", lambda: sheet.reading == question, "the letter")


async def _close(hands: Hands, sheet: LettersScreen) -> None:
    await hands.press("w", lambda: hands.app.screen is not sheet, "the phase again")
