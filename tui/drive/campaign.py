"""The board, by keys."""

from __future__ import annotations

from engine.mission import MissionCard
from tui.drive.hands import Hands
from tui.screens.board import BoardScreen
from tui.screens.help import ConfirmScreen


async def open_mission(hands: Hands, card: MissionCard) -> str:
    """Finds a mission on the board and opens it; gives what the board says where it does not.

    Raises:
        Stuck: the board does not follow its keys.
    """
    board = await hands.screen(BoardScreen)
    await hands.rest()
    await hands.press("slash", lambda: board.find_input.has_focus, "what is looked for")
    for number, letter in enumerate(card.code, start=1):
        await hands.press(
            letter.lower(),
            lambda number=number: len(board.find_input.value) == number,  # type: ignore[misc]
            "a letter",
        )
    await hands.until(lambda: board.selected == card.slug, "the mission under the cursor")
    await hands.press("enter", lambda: not board.has_class("-finding"), "the map")
    await hands.rest()
    if board.narrow and not board.on_card:
        await hands.press("enter", lambda: board.on_card, "the mission's card")
        await hands.rest()
    await hands.press(
        "enter", lambda: hands.app.screen is not board or board.status.said[0], "its door"
    )
    if isinstance(hands.app.screen, ConfirmScreen):
        asked = hands.app.screen
        await hands.press("enter", lambda: hands.app.screen is not asked, "the answer")
    return " ".join(board.status.said).strip() if hands.app.screen is board else ""
