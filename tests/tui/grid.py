"""The screen as text, for snapshots that survive a change of Textual's SVG export."""

from textual._context import visible_screen_stack
from textual.app import App


def screen_text(app: App[object]) -> str:
    """What stands on the screen, row by row, trailing blanks cut."""
    visible_screen_stack.set(app._background_screens)
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(s.text for s in strip).rstrip() for strip in strips)
