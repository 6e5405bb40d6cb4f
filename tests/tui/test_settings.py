"""Look and motion, from any screen; and what the command palette offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import Pack
from db.folders import DataFolder
from engine.mission import Mission
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import on_stage, session_of, still
from tui import settings
from tui.commands import commands
from tui.drive.hands import Hands
from tui.place import Place
from tui.screens.inbox import InboxScreen
from tui.screens.settings import SettingsScreen
from tui.widgets.key_bar import Key


@pytest.fixture
def kettle(pack: Pack) -> Mission:
    return pack.mission("kettle-protocol")


@pytest.mark.parametrize("key", ["comma", "f2"])
async def test_look_and_motion_are_turned_over_the_play_and_kept(
    kettle: Mission, tmp_path: Path, key: str
) -> None:
    async with on_stage(session_of(kettle), InboxScreen, SIZES[0]) as (hands, _):
        app = hands.app
        app.place = Place(DataFolder(tmp_path))
        await hands.press(key, lambda: isinstance(app.screen, SettingsScreen), "the settings")
        before = app.theme
        await hands.until(lambda: app.focused and app.focused.id == "look", "the focus")
        await hands.press("right", lambda: app.theme != before, "the next look")
        await hands.press("down", lambda: app.focused and app.focused.id == "motion", "motion")
        await hands.press("right", lambda: app.animation_level == "full", "motion")
        await hands.press("escape", lambda: isinstance(app.screen, InboxScreen), "the inbox")
        wanted = settings.Settings(app.theme, motion=True)
        await hands.until(lambda: settings.load(DataFolder(tmp_path)) == wanted, "what is kept")


@pytest.mark.parametrize("size", SIZES)
async def test_the_settings_look_as_they_did(kettle: Mission, size: tuple[int, int]) -> None:
    async with on_stage(session_of(kettle), InboxScreen, size) as (hands, _):
        hands.app.theme = "night"  # the look that it names follows the terminal
        await hands.press("f2", lambda: isinstance(hands.app.screen, SettingsScreen), "settings")
        same("settings", size, await still(hands))


async def test_the_palette_names_every_key_of_the_screen_and_takes_them(kettle: Mission) -> None:
    async with on_stage(session_of(kettle), InboxScreen, SIZES[1]) as (hands, _):
        app = hands.app
        screen = await hands.screen(InboxScreen)
        offered = {command.title: command for command in commands(app, screen)}
        shown: tuple[Key, ...] = screen.keys()
        clickable = {key.label for key in shown if key.press != "-"}
        assert clickable <= set(offered)
        assert {"Settings", "Leave the game"} <= set(offered)
        assert not {"Theme", "Quit", "Keys"} & set(offered)
        offered["Read"].callback()
        await hands.until(lambda: screen.session.state.shared.opened, "a mail read")


async def test_a_picture_of_the_screen_is_kept_in_the_data_folder_or_said_to_be_impossible(
    kettle: Mission, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    async with on_stage(session_of(kettle), InboxScreen, SIZES[1]) as (hands, screen):
        picture = {one.title: one.callback for one in commands(hands.app, screen)}["Picture"]
        hands.app.place = Place(DataFolder(tmp_path / "data"))
        for number in (1, 2):
            picture()
            kept = tmp_path / "data" / "pictures" / f"inbox-{number}.svg"
            await hands.until(kept.exists, "a picture")
            assert kept.read_text(encoding="utf-8").startswith("<svg")
        hands.app.place = Place(DataFolder(blocked))
        picture()
        told = "The picture cannot be written: Not a directory."
        await hands.until(
            lambda: any(told in one.message for one in hands.app._notifications), told
        )


def _said(hands: Hands, told: str) -> bool:
    return any(told in one.message for one in hands.app._notifications)
