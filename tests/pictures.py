"""Draws the README's pictures anew, by playing the workshop through: `make pictures`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

from content.loader import load_pack
from content.packs import builtin
from content.playthrough import PinNames
from content.script import Doing, Script
from tests.tui.stage import settle
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands
from tui.drive.player import ScreenPlayer
from tui.headless.newcomer import seat_player
from tui.headless.scratch import lay_out, place_of, scratch_server
from tui.screens.board import BoardScreen
from tui.screens.debrief import DebriefScreen

MISSION, WALKTHROUGH = "client-discovery-workshop", "gold"
SIZE = (120, 40)
MOMENTS = (("inbox", "pin", 2), ("call", "say", 5), ("feedback", "hear_feedback", 2))
"""A picture, and the action after which it is taken, by its kind and how often it has come."""
LAST = {"connect": "studio", "run_traffic": "stress"}
"""Pictures that are taken after every such action; the last one stays."""
TEXTS = "texts.json"
"""Beside the pictures: a digest of each screen's text, by which a test tells a stale picture."""


def pictures_after(kind: str, seen: Counter[str]) -> list[str]:
    """The pictures that are due after an action, given how often each kind has come."""
    due = [name for name, wanted, count in MOMENTS if (kind, seen[kind]) == (wanted, count)]
    return [*due, LAST[kind]] if kind in LAST else due


def digest(text: str) -> str:
    """A short digest of a screen's text."""
    return sha256(text.encode()).hexdigest()[:16]


async def draw(folder: Path) -> None:
    """Plays the first mission and writes a picture of each screen."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ["COLORTERM"] = "truecolor"
    folder.mkdir(parents=True, exist_ok=True)
    pack = load_pack(builtin())
    script = next(s for s in pack.walkthroughs_of(MISSION) if s.name == WALKTHROUGH)
    mission = pack.mission(script.mission)
    async with scratch_server() as (data, address):
        await asyncio.to_thread(lay_out, address, pack.cards, pack.missions)
        seat_player(address, script, mission)
        visit = Visit(player=script.player.name, mission=mission.slug, seed=script.seed)
        app = ScopeCreepApp(place_of(data), visit)
        app.animation_level = "none"
        async with app.run_test(size=SIZE):
            await _play(app, script, folder)
        if app.office:
            await app.office.close()


async def _play(app: ScopeCreepApp, script: Script, folder: Path) -> None:
    hands, names, seen = Hands(app), PinNames(), Counter[str]()
    player = ScreenPlayer(hands)
    await player.begin()
    for step in script.steps:
        if not isinstance(step, Doing):
            continue
        for action in names.actions(step, hands.session.state.shared):
            await player.act(action)
            seen[action.kind] += 1
            for name in pictures_after(action.kind, seen):
                await _shoot(hands, name, folder)
    await hands.screen(DebriefScreen)
    await _shoot(hands, "debrief", folder)
    await hands.press("o", lambda: app.screen.has_class("-score"), "the score")
    await _shoot(hands, "score", folder)
    await hands.press("escape", lambda: isinstance(app.screen, BoardScreen), "the board")
    app.simulate_key("right")
    await _shoot(hands, "board", folder)


async def _shoot(hands: Hands, name: str, folder: Path) -> None:
    """Takes a picture once the screen stands still."""
    text = await settle(hands)
    svg = hands.app.export_screenshot(title="Scope Creep")
    (folder / f"{name}_{SIZE[0]}.svg").write_text(svg, encoding="utf-8")
    texts = folder / TEXTS
    known = json.loads(texts.read_text(encoding="utf-8")) if texts.is_file() else {}
    known[name] = digest(text)
    texts.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")))
