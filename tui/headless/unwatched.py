"""The game with nobody before the screen: laid out after every key, painted once a step.

Painting is two fifths of what a key costs, and a script looks at a screen after its steps. All
else is the game's own, and every cell that changes is still painted before the next step.
"""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from tui.app import ScopeCreepApp


class UnwatchedApp(ScopeCreepApp):
    """The game, which paints when it is asked to."""

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        """Shows a screen, whose changes wait for `paint`."""
        if isinstance(screen, Screen):
            _put_off_painting(screen)
        return super().push_screen(screen, *arguments, **options)

    def paint(self) -> None:
        """Paints all that has changed on the screen in front."""
        Screen._compositor_refresh(self.screen)


def _put_off_painting(screen: Screen[Any]) -> None:
    """Has a screen keep what is to be painted, in the place of painting it."""

    def keep() -> None:
        app = screen.app
        if screen is app.screen:
            screen._dirty_widgets.clear()  # their regions are the compositor's by now
            app._update_mouse_over(screen)
        else:
            Screen._compositor_refresh(screen)

    screen._compositor_refresh = keep  # type: ignore[method-assign]
