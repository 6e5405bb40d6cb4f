"""The screen as text, for snapshots that survive a change of Textual's SVG export."""

from tui.drive.sight import screen_text

__all__ = ["screen_text"]
