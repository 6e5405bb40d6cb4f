"""The first screen: a name, a look, and the office that opens behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from db.folders import DataFolder
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tui import settings, theme
from tui.app import OPENING_STEPS, ScopeCreepApp
from tui.place import Place
from tui.screens.welcome import WelcomeScreen
from tui.widgets.key_bar import press_key

PLAYERS = ("Alex Doe", "Zoë Ængström", "Sam")


class Desk(App[None]):
    """The welcome alone."""

    CSS = "Screen { background: $surface; color: $foreground; }"

    def __init__(self, screen: WelcomeScreen) -> None:
        super().__init__()
        theme.register(self)
        self.theme = "night"
        self.welcome = screen
        self.signed: list[str | None] = []
        self.changes: list[tuple[str, bool]] = []

    def simulate_key(self, key: str) -> None:
        press_key(self, key)

    def on_mount(self) -> None:
        self.push_screen(self.welcome, self.signed.append)

    def on_welcome_screen_changed(self, event: WelcomeScreen.Changed) -> None:
        self.changes.append((event.look, event.motion))
        self.theme = event.look


@asynccontextmanager
async def desk(size: tuple[int, int] = SIZES[0]) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    """A first start, three steps into the opening."""
    app = Desk(WelcomeScreen(OPENING_STEPS))
    async with app.run_test(size=size) as pilot:
        for step, seconds in zip(OPENING_STEPS[:2], (0.1, 0.4), strict=True):
            app.welcome.step(step, seconds)
        await pilot.pause()
        yield app, pilot


def text(app: Desk) -> str:
    return screen_text(app)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES)
async def test_a_first_start_looks_as_it_did(size: tuple[int, int]) -> None:
    async with desk(size) as (app, pilot):
        await pilot.press(*"Al")
        same("welcome", size, text(app))


@pytest.mark.parametrize("size", SIZES)
async def test_whoever_has_played_before_is_offered(size: tuple[int, int]) -> None:
    async with desk(size) as (app, pilot):
        for step in OPENING_STEPS[2:]:
            app.welcome.step(step, 0.2)
        app.welcome.greet(PLAYERS)
        app.welcome.set_ready()
        await pilot.pause()
        same("welcome_back", size, text(app))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.signed == ["Zoë Ængström"]


async def test_a_player_is_chosen_by_mouse_and_signs_by_a_second_click() -> None:
    async with desk() as (app, pilot):
        app.welcome.greet(PLAYERS)
        app.welcome.set_ready()
        await pilot.pause()
        await pilot.click(app.welcome.players, offset=(4, 2))
        assert app.welcome.name_input.value == "Sam"
        await pilot.pause(0.6)
        await pilot.click(app.welcome.players, offset=(4, 2))
        await pilot.pause()
        assert app.signed == ["Sam"]


async def test_a_name_being_written_is_not_overwritten_by_an_old_one() -> None:
    async with desk() as (app, pilot):
        await pilot.press(*"New")
        app.welcome.greet(PLAYERS)
        await pilot.pause()
        assert app.welcome.name_input.value == "New"


async def test_signing_waits_for_the_office() -> None:
    async with desk() as (app, pilot):
        await pilot.press(*"Alex", "enter")
        assert "signed; one moment" in text(app)
        assert app.signed == []
        app.welcome.set_ready()
        await pilot.pause()
        assert app.signed == ["Alex"]


async def test_no_name_is_asked_for_again() -> None:
    async with desk() as (app, pilot):
        assert "type your name, then Enter" in text(app)
        app.welcome.set_ready()
        await pilot.press("space", "enter")
        assert "a name, please" in text(app)
        assert app.signed == []


async def test_look_and_motion_change_by_keys_and_by_mouse() -> None:
    async with desk() as (app, pilot):
        await pilot.press("tab", "right")
        assert app.changes == [("day", True)]
        assert app.theme == "day"
        await pilot.press("left", "tab", "right")
        assert app.changes[1:] == [("night", True), ("night", False)]
        await pilot.click("#look", offset=(9, 0))
        assert app.changes[-1] == ("day", False)
        await pilot.click("#look", offset=(5, 0))
        assert app.changes[-1] == ("night", False)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", theme.LOOKS)
async def test_every_setting_is_shown_whole(size: tuple[int, int], look: str) -> None:
    async with desk(size) as (app, pilot):
        while app.welcome.look.value != look:
            app.welcome.look.action_turn(1)
        app.welcome.motion.action_turn(1)
        await pilot.pause()
        assert f"Look ‹ {look} ›" in text(app)
        assert "Motion ‹ off ›" in text(app)


async def test_the_key_bar_signs_by_mouse_while_the_name_has_the_focus() -> None:
    async with desk() as (app, pilot):
        app.welcome.set_ready()
        await pilot.press(*"Alex")
        await pilot.click("KeyBar", offset=(2, 0))
        await pilot.pause()
        assert app.signed == ["Alex"]


async def test_any_characters_make_a_name_and_none_of_them_steer() -> None:
    names = ("[/]", "[@click=app.bell]x[/]", "\x1b[2J", "مرحبا", "🫖", "a\u202eb")
    for size in SIZES:
        async with desk(size) as (app, pilot):
            app.welcome.name_input.value = ""
            app.welcome.greet(names)
            await pilot.pause()
            shown = text(app)
            assert "[@click=app.bell]x[/]" in shown
            assert "\x1b" not in shown
            assert "\u202e" not in shown


def test_settings_are_kept_and_a_broken_file_is_none(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "a folder" / "data")
    assert settings.load(folder) is None
    settings.save(folder, settings.Settings("day", motion=False))
    assert settings.load(folder) == settings.Settings("day", motion=False)
    assert folder.root.stat().st_mode & 0o777 == 0o700
    for broken in ("", "[]", "{", '{"look": 3, "motion": "x"}'):
        (folder.root / settings.FILE).write_text(broken)
        found = settings.load(folder)
        assert found is None or found == settings.Settings("", motion=True)


def test_settings_that_cannot_be_kept_stop_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    settings.save(DataFolder(blocked / "data"), settings.Settings())


def test_the_look_that_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    settings.save(folder, settings.Settings("contrast", motion=False))
    app = ScopeCreepApp(Place(folder=folder))
    assert app.theme == "contrast"
    assert app.animation_level == "none"
