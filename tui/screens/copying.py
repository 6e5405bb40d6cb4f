"""Words on the clipboard, from whatever page they stand on."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from tui.safety import one_line

OSC_52 = "By OSC 52; where the terminal takes none, drag with Shift held."
SHOWN = 40
"""Characters of what was copied that are told."""


def copied(screen: Screen[Any], text: str) -> tuple[str, str]:
    """Copies a text; gives what there is to say of it."""
    screen.app.copy_to_clipboard(text)
    told = one_line(text)
    told = told if len(told) <= SHOWN else f"{told[: SHOWN - 1]}…"
    return f"Copied: “{told}”", OSC_52
