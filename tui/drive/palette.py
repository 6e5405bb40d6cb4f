"""The command palette, by keys."""

from __future__ import annotations

from textual.command import Command, CommandList, CommandPalette
from textual.widgets import Input

from tui.commands import GIVE_UP
from tui.drive.hands import Hands
from tui.screens.help import ConfirmScreen


async def give_up(hands: Hands) -> None:
    """Gives the mission up, as the palette offers it.

    Raises:
        Stuck: it is not offered.
    """
    before = len(hands.session.rows)
    await hands.press("ctrl+p", lambda: isinstance(hands.app.screen, CommandPalette), "the palette")
    palette = hands.app.screen
    await hands.until(lambda: isinstance(palette.focused, Input), "the palette's line")
    found = palette.query_one(CommandList)
    for letter in GIVE_UP.lower():
        hands.app.simulate_key("space" if letter == " " else letter)
    await hands.until(lambda: _offered(found) == [GIVE_UP], "the command")
    # The first Enter puts the cursor on it, the second takes it.
    while isinstance(hands.app.screen, CommandPalette):
        at = found.highlighted
        await hands.press(
            "enter",
            lambda at=at: (
                found.highlighted != at  # type: ignore[misc]
                or not isinstance(hands.app.screen, CommandPalette)
            ),
            "the command taken",
        )
        await hands.rest()
    await hands.screen(ConfirmScreen)
    await hands.stored("enter", before, "the mission given up")


def _offered(found: CommandList) -> list[str]:
    options = [found.get_option_at_index(number) for number in range(found.option_count)]
    return [str(option.hit.text) for option in options if isinstance(option, Command)]
