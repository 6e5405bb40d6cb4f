"""The studio's main states, each reached by the keys that a player would press."""

from __future__ import annotations

from collections.abc import AsyncIterator

from content.loader import Pack
from engine import actions as ac
from engine.design.graph import Design
from engine.mission import Mission
from tests.tui.studio_hands import does, go, settle
from tests.tui.studio_stage import shop, staged
from tui.drive.hands import Hands
from tui.screens.studio import StudioScreen

FRAME = ac.Frame(group="frame-1", label="Front of house", x=1, y=0, columns=2, rows=3)


def empty(pack: Pack) -> Mission:
    """The full grid's mission before anything was built."""
    mission = shop(pack)
    grid = mission.phases[0].model_copy(update={"initial": Design()})
    return mission.model_copy(update={"phases": (grid,)})


async def states(pack: Pack, size: tuple[int, int]) -> AsyncIterator[tuple[str, Hands]]:
    """Each state by its name, on a screen that stands still."""
    async with staged(empty(pack), size) as (screen, hands, _pilot):
        await settle(hands)
        yield "empty", hands
        await _palette(hands, screen)
        yield "filter", hands
    async with staged(shop(pack), size) as (screen, hands, _pilot):
        await does(hands, lambda: screen.perform(FRAME), FRAME)
        await go(hands, screen, 4, 1)
        yield "working", hands
        await go(hands, screen, 3, 0)
        await hands.press("c", lambda: screen.held is not None, "a link begun")
        await go(hands, screen, 4, 3)
        yield "legal", hands
        await go(hands, screen, 1, 0)
        yield "refused", hands
        await hands.press("escape", lambda: screen.held is None, "nothing held")
        await go(hands, screen, 3, 0)
        await hands.press("enter", lambda: screen.over == "inspect", "the inspector")
        await hands.press("right", lambda: bool(screen.pending), "a knob turned")
        await settle(hands)
        yield "configure", hands
        await hands.press("escape", lambda: screen.over is None, "the grid")
        await go(hands, screen, 5, 2)
        await hands.press("o", lambda: screen.held is not None, "a frame begun")
        await hands.press("enter", lambda: screen.over == "label", "the label asked for")
        screen.view.label.value = "Counting house"
        await settle(hands)
        yield "label", hands
        await hands.press("escape", lambda: screen.over is None, "the grid")
        await hands.press("escape", lambda: screen.held is None, "nothing held")
        await does(hands, lambda: screen.perform(ac.KeepDesign(name="A")), ac.KeepDesign(name="A"))
        await does(hands, lambda: screen.perform(ac.Remove(node="web3")), ac.Remove(node="web3"))
        await hands.press("v", lambda: screen.over == "compare", "the kept designs")
        await hands.press("v", lambda: screen.beside == "A", "A beside the grid")
        await settle(hands)
        yield "compare", hands
        await hands.press("escape", lambda: screen.over is None, "the grid")
        await hands.press("d", lambda: screen.over == "hand-in", "what is handed in")
        await settle(hands)
        yield "hand-in", hands


async def _palette(hands: Hands, screen: StudioScreen) -> None:
    await hands.press("b", lambda: screen.over == "palette", "the palette")
    await hands.press("slash", lambda: screen.view.palette.filter == "", "a filter")
    for key in "data":
        hands.app.simulate_key(key)
    await hands.until(lambda: screen.view.palette.filter == "data", "the filter typed")
    await settle(hands)
