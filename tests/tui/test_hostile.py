"""Content that would steer: every word of a mission is markup, escapes, marks and emoji."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from content.loader import Pack, load_pack
from content.playthrough import PinNames
from content.script import Doing, Script
from db.server import SUPERUSER
from engine.mission import Mission
from tests.content.small_pack import write
from tests.tui.grid import screen_text
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands
from tui.drive.player import ScreenPlayer
from tui.filing import note_pack
from tui.headless.newcomer import seat_player
from tui.headless.scratch import lay_out, place_of, scratch_server
from tui.screens.board import BoardScreen
from tui.screens.debrief import DebriefScreen

NASTY = "[/] [b]x[/b] [@click=app.bell]y[/] \x1b[2J\x1b]0;t\x07 \x9b2J \u202e\u200f 🫖"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
WORDS = {
    "teaser", "subject", "label", "say", "silence", "says", "title", "where", "asking", "missed",
    "means", "wording", "word", "aside", "unasked", "limit", "happened", "why", "question",
    "answer", "take_with_you", "brief", "note", "posture", "text", "purpose", "fails", "hints",
    "learning_objectives",
}  # fmt: skip
"""Fields whose text a player reads. A mail's and a file's body are dealt with by themselves."""
SIZES = ((80, 24), (120, 40))


def hostile(value: Any, field: str = "") -> Any:
    """The same document with something nasty behind every text that is read."""
    if isinstance(value, dict):
        return {key: hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, field) for inner in value]
    if isinstance(value, str) and value and field in WORDS:
        return f"{value} {NASTY}"
    if isinstance(value, str) and field == "body":
        return f"{value}\n\n{NASTY}\n"
    return value


def hostile_pack(folder: Path) -> Pack:
    """The small pack with every text made hostile, past the reader that would refuse it."""
    pack = load_pack(write(folder))
    missions = []
    for mission in pack.missions:
        document = mission.model_dump(mode="json")
        turned = hostile(document)
        for person in turned["people"]:
            person.update({key: f"{person[key]} {NASTY}" for key in ("name", "role", "short")})
        for kind in turned["catalogue"]["kinds"]:
            kind["name"] += f" {NASTY}"
        missions.append(Mission.model_validate(turned))
    cards = tuple(m.card for m in missions)
    return pack.model_copy(update={"missions": tuple(missions), "cards": cards})


@pytest.mark.parametrize("size", [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.slow)])
async def test_hostile_content_is_shown_on_every_screen_and_obeyed_on_none(
    size: tuple[int, int], tmp_path: Path
) -> None:
    pack = hostile_pack(tmp_path)
    script: Script = pack.walkthroughs_of("small-order")[0]
    mission = pack.mission("small-order")
    shown: list[str] = []
    async with scratch_server() as (folder, address):
        lay_out(address, pack.cards, pack.missions)
        note_pack(address.conninfo(SUPERUSER), "hostile")
        seat_player(address, script, mission)
        visit = Visit(player=script.player.name, mission=mission.slug, seed=script.seed)
        app = ScopeCreepApp(place_of(folder), visit)
        app.animation_level = "none"
        async with app.run_test(size=size, notifications=True):
            hands, names = Hands(app), PinNames()
            player = ScreenPlayer(hands)
            await player.begin()
            for step in script.steps:
                if not isinstance(step, Doing):
                    continue
                for action in names.actions(step, hands.session.state.shared):
                    await player.act(action)
                    shown.append(screen_text(app))
            await hands.screen(DebriefScreen)
            for key in ("tab", "tab", "tab", "tab", "space", "o"):
                app.simulate_key(key)
                await hands.until(lambda: app._exception is None, "a debrief that stands")
                shown.append(screen_text(app))
            await hands.press("escape", lambda: isinstance(app.screen, BoardScreen), "the board")
            shown.append(screen_text(app))
        assert app.failure is None
        if app.office:
            await app.office.close()
    whole = "\n".join(shown)
    assert not STEERING.search(whole.replace("\n", ""))
    assert "[/] [b]x[/b]" in whole
    assert "[@click=app.bell]y[/]" in whole
