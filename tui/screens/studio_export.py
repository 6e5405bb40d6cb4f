"""The studio's way out: the design as files, and its drawing on the clipboard."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType

from tui.export.files import home
from tui.screens.studio_grid import StudioGrid

if TYPE_CHECKING:
    from tui.app import ScopeCreepApp


class StudioExport(StudioGrid):
    """Writes what stands on the grid into the data folder."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("e", "export", show=False)]

    @work(group="export")
    async def action_export(self) -> None:
        """Writes the design as React Flow JSON and as text, and says where."""
        from tui.export.writing import write

        app = cast("ScopeCreepApp", self.app)
        told = (app.place.folder, self.session.mission, self.design, self.studio.load)
        try:
            path, art = await asyncio.to_thread(write, *told, measured=self.scene().measured)
        except OSError as error:
            self.status.say(f"The design cannot be written: {error.strerror}.", _shown(error))
            return
        app.copy_to_clipboard(art)
        self.status.say(f"Written: {home(path)}", "As .txt beside it, and on the clipboard.")


def _shown(error: OSError) -> str:
    return f"It would stand in {error.filename}." if error.filename else ""
