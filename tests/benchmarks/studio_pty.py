"""What the benchmark of a key at the grid runs on a terminal: the full grid, or the floor."""

from __future__ import annotations

import gc
import sys

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from content.loader import load_pack
from content.packs import builtin
from tests.tui.stage import Stage, session_of
from tests.tui.studio_stage import shop
from tui.screens.studio import StudioScreen


class Floor(App[None]):
    """A line of text that every arrow key changes: what Textual itself takes."""

    BINDINGS = [Binding("left,right,up,down", "next"), Binding("tab", "next", priority=True)]
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("ready", markup=False)

    def action_next(self) -> None:
        """Shows that a key came."""
        self.count += 1
        self.query_one(Static).update(str(self.count), layout=False)


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        Floor().run()
    else:
        stage = Stage(session_of(shop(load_pack(builtin()))), StudioScreen)
        gc.freeze()  # as the game does once a mission is open
        stage.run()
