"""Draws the README's pictures anew, by playing the real game: `make pictures`."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from content.loader import load_pack
from content.packs import builtin
from content.playthrough import PinNames
from content.script import Expect, Refused, Script
from engine.mission import Mission
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands
from tui.drive.player import ScreenPlayer
from tui.headless.scratch import lay_out, place_of, scratch_server, seat_player
from tui.screens.board import BoardScreen
from tui.screens.call import CallScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.feedback import FeedbackScreen
from tui.screens.inbox import InboxScreen
from tui.screens.studio import StudioScreen

SHOTS = {
    InboxScreen: "inbox",
    CallScreen: "call",
    StudioScreen: "studio",
    FeedbackScreen: "feedback",
}
SIZES = ((120, 40), (80, 24))


async def draw(folder: Path) -> None:
    """Plays the tutorial at both sizes and writes a picture of each screen."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    folder.mkdir(parents=True, exist_ok=True)
    pack = load_pack(builtin())
    script = pack.walkthroughs_of("kettle-protocol")[0]
    mission = pack.mission(script.mission)
    async with scratch_server() as (data, address):
        await asyncio.to_thread(lay_out, address, pack.cards, pack.missions)
        for size in SIZES:
            seat_player(address, script, mission)
            visit = Visit(player=script.player.name, mission=mission.slug, seed=script.seed)
            app = ScopeCreepApp(place_of(data), visit)
            app.animation_level = "none"
            async with app.run_test(size=size):
                await _play(app, script, mission, folder, size)
            if app.office:
                await app.office.close()


async def _play(
    app: ScopeCreepApp, script: Script, mission: Mission, folder: Path, size: tuple[int, int]
) -> None:
    hands, names = Hands(app), PinNames()
    player = ScreenPlayer(hands)
    await player.begin()
    for step in script.steps:
        if isinstance(step, Expect | Refused):
            continue
        for action in names.actions(step, hands.session.state.shared):
            await player.act(action)
            await _shoot(app, SHOTS.get(type(app.screen)), folder, size)  # type: ignore[call-overload]
    await hands.screen(DebriefScreen)
    await _shoot(app, "debrief", folder, size)
    await hands.press("o", lambda: app.screen.has_class("-score"), "the score")
    await _shoot(app, "score", folder, size)
    await hands.press("escape", lambda: isinstance(app.screen, BoardScreen), "the board")
    await _shoot(app, "board", folder, size)


async def _shoot(app: ScopeCreepApp, name: str | None, folder: Path, size: tuple[int, int]) -> None:
    if name:
        await asyncio.sleep(0.15)
        svg = app.export_screenshot(title="Scope Creep")
        (folder / f"{name}_{size[0]}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")))
