"""What the command palette offers: the keys of the screen, then what works everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from tui.export.files import home, write_next
from tui.widgets.key_bar import press_key

if TYPE_CHECKING:
    from tui.app import ScopeCreepApp


GIVE_UP = "Give the mission up"


def commands(app: ScopeCreepApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Every command by its name, with the key that does the same."""
    keys = getattr(screen, "keys", None)
    for key in keys() if keys else ():
        if key.press != "-":
            press = partial(press_key, app, key.press or key.key)
            yield SystemCommand(key.label, f"Here: {key.key}", press)
    if give_up := getattr(screen, "action_give_up", None):
        yield SystemCommand(GIVE_UP, "After a question; it cannot be undone", give_up)
    if hand_in := getattr(screen, "action_hand_in", None):
        yield SystemCommand("Results to hand in", "A file of what you chose: e", hand_in)
    yield SystemCommand("Settings", "Look, motion, pace of talk: , or F2", app.action_settings)
    picture = "Keep this screen as an SVG file"
    yield SystemCommand("Picture", picture, lambda: app.set_timer(0.1, partial(keep_picture, app)))
    yield SystemCommand("Leave the game", "Everything is stored: Ctrl+Q", app.action_leave_game)


def keep_picture(app: ScopeCreepApp) -> None:
    """Keeps what the screen shows as a picture in the data folder, and says where it stands."""
    name = type(app.screen).__name__.removesuffix("Screen").lower()
    try:
        path = write_next(app.place.folder, "pictures", f"{name}.svg", app.export_screenshot())
    except OSError as error:
        told = f"The picture cannot be written: {error.strerror}. {error.filename or ''}".strip()
        app.notify(told, severity="warning", markup=False)
        return
    app.notify(f"Written: {home(path)}", title="Picture", markup=False)
