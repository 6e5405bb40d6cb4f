"""A mission that is brought up to date while it is played, as the player meets it."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import psycopg
from psycopg.types.json import Jsonb

from db import migrator
from db.folders import DataFolder
from db.server import GAME, SUPERUSER, ServerAddress
from engine import actions as ac
from tests.tui.grid import screen_text
from tui.app import ScopeCreepApp, Visit
from tui.briefing import RENEWED
from tui.drive.hands import Hands, Stuck
from tui.drive.player import ScreenPlayer
from tui.place import Place
from tui.screens.board import BoardScreen
from tui.screens.help import BriefScreen
from tui.session import Moved


def edit_and_migrate(address: ServerAddress) -> None:
    """An author changes a mail's subject, and whoever plays is taken along."""
    keeper = address.conninfo(SUPERUSER)
    with psycopg.connect(keeper) as connection:
        connection.execute(
            "SELECT public.update_mission_content(id, content_data || %s, '')"
            " FROM public.mission_content WHERE key = 'email_discovery/nine-people'",
            (Jsonb({"subject": "Ten people, eight hooks"}),),
        )
    (settled,) = migrator.settle_all(keeper)
    assert settled.status == "migrated"


async def test_the_player_is_sent_to_the_board_and_told_on_coming_back(
    own_database: ServerAddress, scratch_folder: DataFolder
) -> None:
    place = Place(folder=scratch_folder, database_url=own_database.conninfo(GAME))
    app = ScopeCreepApp(place, Visit(player="Ana", mission="M00", seed=7))
    app.animation_level = "none"
    async with app.run_test(size=(80, 24), notifications=True):
        hands = Hands(app)
        player = ScreenPlayer(hands)
        await player.begin()
        await player.act(ac.OpenEmail(mail="your-desk"))
        assert "Ten people" not in screen_text(app)
        await asyncio.to_thread(edit_and_migrate, own_database)
        with suppress(Moved, Stuck):
            await player.act(ac.OpenEmail(mail="nine-people"))
        await hands.screen(BoardScreen)
        await hands.until(lambda: "last step" in screen_text(app), "the notice")
        await hands.press("r", lambda: isinstance(app.screen, BriefScreen), "the recap")
        await hands.until(lambda: f"NEW    {RENEWED}" in screen_text(app), "the line")
        await player.begin()
        await player.act(ac.OpenEmail(mail="nine-people"))
        assert "Ten people, eight hooks" in screen_text(app)
        assert len(hands.session.rows) == 3
    assert app.failure is None
    assert app.office
    await app.office.close()


async def test_a_mission_that_the_web_has_put_there_stands_on_the_board_unplayable(
    own_database: ServerAddress, scratch_folder: DataFolder
) -> None:
    with psycopg.connect(own_database.conninfo(SUPERUSER)) as connection:
        connection.execute(
            "INSERT INTO public.missions (title, order_index, difficulty, config)"
            " VALUES ('Client Discovery Workshop', 1, 'beginner', %s)",
            (Jsonb({"phases": ["email_discovery"], "estimated_duration": 45}),),
        )
    place = Place(folder=scratch_folder, database_url=own_database.conninfo(GAME))
    app = ScopeCreepApp(place, Visit(player="Ana"))
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)):
        hands = Hands(app)
        await hands.screen(BoardScreen)
        await hands.rest()
        assert "X01 elsewhere" in screen_text(app)
        assert "on the web" in screen_text(app)
    assert app.failure is None
    assert app.office
    await app.office.close()
