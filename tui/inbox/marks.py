"""Glyphs and styles that tell how a mail stands, for the list and the pages."""

from __future__ import annotations

from tui.inbox.standing import Standing

SECONDARY = "$foreground 62%"
PRIORITY = {"high": ("▲ high", "$error"), "low": ("▽ low", SECONDARY)}
MARKS = {
    Standing.UNREAD: ("●", "bold $accent"),
    Standing.ASKS: ("?", "bold $accent"),
    Standing.ANSWERED: ("✓", "$success"),
    Standing.LEFT: ("–", SECONDARY),
    Standing.READ: (" ", ""),
}
"""The first column of the list; glyphs that differ in shape as well as in colour."""
