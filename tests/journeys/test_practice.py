"""Practice from a decision of the debrief: played through the real screens, and never recorded."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from content.loader import Pack
from content.reporting.folder import read
from db.folders import DataFolder
from db.server import SUPERUSER, ServerAddress
from engine.actions import FinishPhase, StaySilent, SubmitDesign
from engine.scoring import score_mission
from tests.tui.plays import played, small
from tests.tui.stage import on_stage
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands
from tui.drive.player import ScreenPlayer
from tui.headless.newcomer import seat_player
from tui.headless.play import play
from tui.headless.scratch import place_of
from tui.headless.screen import KeyPlayer
from tui.practice import practise_from
from tui.screens.debrief import DebriefScreen
from tui.screens.help import ConfirmScreen
from tui.screens.phase_screen import PhaseScreen


def kept(address: ServerAddress) -> list[tuple[object, ...]]:
    """Every row of every log, and what is known of progress."""
    with psycopg.connect(address.conninfo(SUPERUSER)) as host:
        logs = host.execute(
            "SELECT user_id, playthrough_id, seq, action FROM public.playthrough_events"
            " ORDER BY 1, 2, 3"
        ).fetchall()
        progress = host.execute(
            "SELECT user_id, mission_id, score, first_score, attempts FROM public.user_progress"
            " ORDER BY 1, 2"
        ).fetchall()
    return [*logs, *progress]


def test_practice_begins_before_the_decision_with_what_was_known_then(tmp_path: object) -> None:
    session = played(*small(tmp_path, "poor"))  # type: ignore[arg-type]
    (first, *_) = session.state.shared.choices
    practice = practise_from(session, first.node)
    assert practice.practice
    assert practice.state.status == "open"
    assert practice.state.shared.choices == ()
    assert practice.rows == session.rows[: len(practice.rows)]
    with pytest.raises(KeyError):
        practise_from(session, "a-mail-that-never-came")


async def test_p_asks_first_and_names_the_decision(tmp_path: object) -> None:
    session = played(*small(tmp_path, "poor"))  # type: ignore[arg-type]
    async with on_stage(session, DebriefScreen, (80, 24)) as (hands, pilot):
        screen = await hands.screen(DebriefScreen)
        await hands.press("3", lambda: screen.tab == "chose", "the choices")
        node = screen.contents.decision(screen.lists["chose"].cursor_id or "")
        assert node
        await hands.press("p", lambda: isinstance(hands.app.screen, ConfirmScreen), "a question")
        await hands.press("escape", lambda: hands.app.screen is screen, "the debrief")
        await hands.press("p", lambda: isinstance(hands.app.screen, ConfirmScreen), "a question")
        await pilot.press("enter")
        await hands.until(lambda: hands.app.closed, "the way into practice")  # type: ignore[attr-defined]
        assert hands.app.closed == [node]  # type: ignore[attr-defined]


def handed_in(folder: DataFolder) -> list[Path]:
    """The files that were written to hand in."""
    return list((folder.root / "results").glob("M00-*.json"))


async def test_a_mission_is_practised_to_its_end_and_leaves_the_database_as_it_was(
    pack: Pack, server: ServerAddress, scratch_folder: DataFolder
) -> None:
    script = next(s for s in pack.walkthroughs if s.mission == "kettle-protocol")
    mission = pack.mission("kettle-protocol")
    seat_player(server, script, mission)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    app = ScopeCreepApp(
        place_of(scratch_folder), Visit(script.player.name, mission.slug, script.seed)
    )
    app.animation_level = "none"
    async with app.run_test(size=(80, 24), notifications=True):
        hands = Hands(app)
        keys = ScreenPlayer(hands)
        await keys.begin()
        assert (await play(script, "screen", KeyPlayer(app))).passed
        debrief = await hands.screen(DebriefScreen)
        before = kept(server)
        await hands.press("e", lambda: handed_in(scratch_folder), "a file to hand in")
        (file,) = handed_in(scratch_folder)
        assert read(file).playthroughs[-1].status == "completed"
        assert read(file).player == script.player.name
        await hands.press("3", lambda: debrief.tab == "chose", "the choices")
        await hands.press("p", lambda: isinstance(app.screen, ConfirmScreen), "a question")
        await hands.press("enter", lambda: isinstance(app.screen, PhaseScreen), "practice")
        assert app.session is not None
        assert app.session.practice
        practised = app.session
        while practised.state.status == "open":
            own = practised.state.phases[-1]
            if own.kind == "video_call" and not own.ended:
                await keys.act(StaySilent())
            elif own.kind == "system_design":
                await keys.act(SubmitDesign())
            else:
                await keys.act(FinishPhase())
        shown = await hands.screen(DebriefScreen)
        assert shown.session is practised
        told = "Nothing of practice is kept, so there is nothing to hand in."
        notes = app._notifications
        await hands.press("e", lambda: told in [one.message for one in notes], told)
        assert handed_in(scratch_folder) == [file]
        await hands.press("escape", lambda: app.screen is not shown, "one's own debrief")
        own_debrief = await hands.screen(DebriefScreen)
        assert not own_debrief.session.practice
        assert kept(server) == before
        assert score_mission(mission, practised.state).score <= 100
    if app.office is not None:
        await app.office.close()
