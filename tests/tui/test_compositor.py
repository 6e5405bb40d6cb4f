"""What a screen sends for a change is what a terminal needs to show the whole."""

from __future__ import annotations

import pyte
import pytest
from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.geometry import Region

from content.loader import Pack
from tests.tui.stage import still
from tests.tui.studio_stage import shop, staged
from tui.app import ScopeCreepApp
from tui.compositor import SpanUpdate

KEYS = (
    *("right", "down", "down", "left", "t", "up", "tab", "g", "down", "right", "escape"),
    *("b", "down", "1", "escape", "c", "tab", "escape", "enter", "down", "right", "escape"),
    *("f", "down", "escape", "d", "escape", "tab"),
)


class Terminal:
    """A terminal that is fed with every update of an application."""

    def __init__(self, app: ScopeCreepApp) -> None:
        self.console = Console(color_system="truecolor", force_terminal=True)
        self.app, (width, height) = app, app.size
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.partial = self.most = 0
        self._show = app._display
        app._display = self._take  # type: ignore[method-assign,assignment]
        app.screen.refresh()

    def _take(self, screen: object, update: object) -> None:
        if isinstance(update, CompositorUpdate):
            sent = update.render_segments(self.console)
            self.stream.feed(sent)
            if isinstance(update, SpanUpdate):
                self.partial += 1
                self.most = max(self.most, len(sent.encode()))
        self._show(screen, update)  # type: ignore[arg-type]

    def whole(self) -> list[list[pyte.screens.Char]]:
        """What a terminal shows that was sent everything at once."""
        fresh = pyte.Screen(self.screen.columns, self.screen.lines)
        update = self.app.screen._compositor.render_full_update()
        pyte.Stream(fresh).feed(update.render_segments(self.console))
        return cells(fresh)


def cells(screen: pyte.Screen) -> list[list[pyte.screens.Char]]:
    """Every cell with its colours."""
    return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_terminal_shows_after_each_key_what_it_would_if_all_were_sent_anew(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with staged(shop(pack), size) as (_, hands, _pilot):
        terminal = Terminal(hands.app)
        await still(hands)
        for key in KEYS:
            hands.app.simulate_key(key)
            await still(hands)
            assert cells(terminal.screen) == terminal.whole(), f"after {key}"
        assert terminal.partial > len(KEYS) / 2


async def test_a_span_across_panes_shows_the_foremost_of_each(pack: Pack) -> None:
    async with staged(shop(pack), (80, 24)) as (screen, hands, _):
        hands.app.simulate_key("b")
        await still(hands)
        terminal = Terminal(hands.app)
        await still(hands)
        for region in (Region(0, 0, 80, 24), Region(3, 5, 60, 3), Region(70, 2, 10, 9)):
            terminal.screen.reset()
            await still(hands)
            screen._compositor._dirty_regions.add(region)
            screen._compositor_refresh()
            sent, wanted = cells(terminal.screen), terminal.whole()
            for y in range(region.y, region.bottom):
                assert sent[y][region.x : region.right] == wanted[y][region.x : region.right]


async def test_a_step_of_the_cursor_sends_little(pack: Pack) -> None:
    async with staged(shop(pack), (120, 40)) as (_, hands, _pilot):
        terminal = Terminal(hands.app)
        await still(hands)
        terminal.most = 0
        for key in ("right", "down", "down", "left", "up"):
            hands.app.simulate_key(key)
            await still(hands)
        assert 0 < terminal.most < 4_096
