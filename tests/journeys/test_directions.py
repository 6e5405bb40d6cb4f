"""Steps that are no action: the game is left, its database goes away, its terminal changes size,
keys are pressed, and what stands there is looked at."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import psycopg
import pytest
from textual.screen import Screen

from content.directions import SCREENS
from content.loader import Pack
from content.playthrough import parse_script
from content.script import Script, Sees
from db.folders import DataFolder
from db.server import GAME, ServerAddress
from tests.journeys.ways import passed, played
from tui import screens
from tui.app import ScopeCreepApp
from tui.drive.sight import kind_name, missed
from tui.headless import engine, outage, screen
from tui.headless.engine import EnginePlayer
from tui.headless.play import play

HEAD = """\
format: 1
mission: kettle-protocol
player: {name: Test Pilot}
seed: 7
steps:
"""
LEFT_AND_LOST = """\
  - open: your-desk
  - restart
  - sees: {text: ["Nine people. One kettle.", "Your desk"], not: "Lantern"}
  - offline:
      - open: nine-people
      - sees: {text: nothing is lost, screen: inbox, rows: [-4, -1]}
      - open: {attachment: tea_rota.txt}
      - expect: {opened: [nine-people, tea_rota.txt]}
  - restart
  - resize: 120x40
  - offline: {for: 1}
  - compare:
      - {in: nine-people, quote: "I counted nine people yesterday"}
      - {in: tea_rota.txt, quote: "Eight hooks, eight names"}
  - expect: {facts: [ninth-cup]}
expect: {status: open, opened: [your-desk, nine-people, tea_rota.txt]}
"""


def script_of(steps: str, tail: str = "") -> Script:
    return parse_script(HEAD + steps + tail, "steps.yaml")


@pytest.mark.parametrize("through", ["database", "screen", "plain"])
async def test_a_game_that_is_left_and_loses_its_database_comes_to_the_engines_log(
    through: str, pack: Pack, server: ServerAddress, scratch_folder: DataFolder
) -> None:
    steps = LEFT_AND_LOST
    if through == "plain":
        steps = steps.replace("nothing is lost, screen: inbox, rows: [-4, -1]", "Input waits")
    script, mission = script_of(steps), pack.mission("kettle-protocol")
    bare = passed(await engine.run(script, mission))
    way = passed(await played(script, through, mission, (scratch_folder, server)))
    assert way.log_hash == bare.log_hash
    assert len(bare.notes) == 2
    assert len(way.notes) == (2 if through == "database" else 0)


def test_what_was_asked_of_a_database_that_is_away_is_refused(server: ServerAddress) -> None:
    with psycopg.connect(server.conninfo(GAME), autocommit=True) as connected:
        outage.take_away(server)
        try:
            with pytest.raises(psycopg.OperationalError):
                connected.execute("SELECT 1")
            with pytest.raises(psycopg.OperationalError, match="not currently accepting"):
                psycopg.connect(server.conninfo(GAME))
        finally:
            outage.give_back(server)
    psycopg.connect(server.conninfo(GAME)).close()


class Forgetful(EnginePlayer):
    """Comes back without the last step."""

    async def restart(self) -> None:
        await super().restart()
        self.rows.pop()


class Careless(EnginePlayer):
    """Loses what it did while the database was away."""

    async def go_online(self) -> str:
        return "1 row of 2"


@pytest.mark.parametrize(
    ("kind", "step", "expected", "found"),
    [
        (Forgetful, "restart", "the playthrough as it was left", "1 rows of 2"),
        (Careless, "offline: {for: 1}", "every step in the store", "1 row of 2"),
    ],
)
async def test_a_game_that_comes_back_with_less_fails_the_step(
    kind: type[EnginePlayer], step: str, expected: str, found: str, pack: Pack
) -> None:
    script = script_of(f"  - open: your-desk\n  - {step}\n  - expect: {{status: open}}\n")
    player = kind(pack.mission("kettle-protocol"), script)
    (failure,) = (await play(script, "engine", player)).failures
    assert (failure.step, failure.line, failure.expected) == (2, 7, expected)
    assert found in failure.found


async def test_in_a_terminal_that_is_too_small_a_step_fails_at_once_and_says_so(
    pack: Pack, server: ServerAddress, scratch_folder: DataFolder, tmp_path: Path
) -> None:
    steps = "  - resize: 60x10\n  - sees: {screen: too-small}\n  - open: your-desk\n"
    script, mission = script_of(steps, "expect: {days: 0}\n"), pack.mission("kettle-protocol")
    found = await screen.run(script, mission, scratch_folder, server, pictures=tmp_path)
    (failure,) = found.failures
    assert (failure.step, failure.found) == (3, "A terminal of 60x10 is too small to play in.")


class Photographed(EnginePlayer):
    """Keeps a picture whenever it is asked for one."""

    taken = 0

    async def picture(self, name: str) -> str:
        self.taken += 1
        return f"{name} {self.taken}"


async def test_what_fails_at_one_moment_shares_a_picture(pack: Pack) -> None:
    wrong = "expect: {days: 9, energy: 1}\n"
    script = script_of(f"  - {wrong}", wrong)
    player = Photographed(pack.mission("kettle-protocol"), script)
    failures = (await play(script, "engine", player)).failures
    name = "steps-kettle-protocol-step"
    assert [one.picture for one in failures] == [f"{name}-1 1"] * 2 + [f"{name}-end 2"] * 2


class Shown:
    """What an album asks of an application."""

    def export_screenshot(self) -> str:
        return "<svg/>"


def test_pictures_say_their_size_and_theme_and_never_replace_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "screen_text", lambda app: "text")
    app = cast(ScopeCreepApp, Shown())
    albums = [screen.Album(tmp_path), screen.Album(tmp_path), screen.Album(tmp_path, (120, 40))]
    albums.append(screen.Album(tmp_path, theme="day"))
    kept = [Path(album.keep("a", app)).name for album in albums]
    assert kept == ["a.svg", "a-2.svg", "a-120x40.svg", "a-day.svg"]
    assert (tmp_path / "a-2.txt").read_text(encoding="utf-8") == "text\n"


def sorts_of(kind: type[Screen[object]]) -> Iterator[type[Screen[object]]]:
    """The screens of the game that are a sort of another, and have no sorts themselves."""
    for one in kind.__subclasses__():
        yield from sorts_of(one)
        if one.__module__.startswith("tui.screens.") and not one.__subclasses__():
            yield one


def test_scripts_can_name_every_screen_and_no_other() -> None:
    for module in pkgutil.iter_modules(screens.__path__, "tui.screens."):
        importlib.import_module(module.name)
    assert sorted({kind_name(kind) for kind in sorts_of(Screen)}) == sorted(SCREENS)


@pytest.mark.parametrize(
    ("before", "step", "why"),
    [
        ("open: nine-people", 'pin: {in: tea_rota.txt, quote: "Eight hooks"}', "not been read"),
        ("abandon", "open: your-desk", "This playthrough is over."),
        ("open: nine-people", "place: {kind: x, as: x, at: [0, 0]}", "be done in the inbox."),
    ],
)
@pytest.mark.parametrize("through", ["screen", "plain"])
async def test_neither_keys_nor_lines_mend_a_step_that_the_rules_refuse(
    before: str,
    step: str,
    why: str,
    through: str,
    pack: Pack,
    server: ServerAddress,
    scratch_folder: DataFolder,
) -> None:
    script = script_of(f"  - open: your-desk\n  - {before}\n  - {step}\n", "expect: {days: 0}\n")
    mission = pack.mission("kettle-protocol")
    bare = await engine.run(script, mission)
    way = await played(script, through, mission, (scratch_folder, server))
    assert [failure.found for failure in way.failures] == [f.found for f in bare.failures]
    assert why in bare.failures[0].found
    assert way.log_hash == bare.log_hash


async def test_keys_are_pressed_as_they_are_and_a_failing_look_keeps_its_picture(
    pack: Pack, server: ServerAddress, scratch_folder: DataFolder, tmp_path: Path
) -> None:
    script = script_of(
        "  - press: [down, enter]\n"
        "  - expect: {opened: [your-desk]}\n"
        "  - resize: 100x30\n"
        "  - sees: {text: Mina Adeyemi-Clark, screen: inbox, columns: [1, 60]}\n"
        "  - press: f1\n"
        "  - sees: {screen: help}\n"
        "  - sees: {text: Lantern, screen: board}\n"
        "  - press: entre\n"
    )
    mission = pack.mission("kettle-protocol")
    kept = tmp_path / "pictures"
    found = await screen.run(script, mission, scratch_folder, server, pictures=kept)
    looked, pressed = found.failures
    assert looked.expected == "to see 'Lantern' and to be at the screen board"
    assert looked.found == "the screen help and no 'Lantern'"
    assert pressed.found.startswith("There is no key 'entre'.")
    assert looked.picture == str(kept / "steps-kettle-protocol-step-7.svg")
    assert "<svg" in Path(looked.picture).read_text()
    shown = Path(looked.picture).with_suffix(".txt").read_text().split("\n")
    assert len(shown) == 31
    assert max(map(len, shown)) <= 100
    assert looked.picture in str(looked)


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ("  - press: enter\n  - expect: {status: open}\n", "step 1 presses keys"),
        ("  - offline: [press: enter, sees: Inbox]\n  - expect: {days: 0}\n", "step 1 presses"),
        ("  - sees: Inbox\n", "all that it expects is seen"),
    ],
)
async def test_what_only_a_screen_can_play_is_skipped_elsewhere_with_its_reason(
    steps: str, reason: str, pack: Pack
) -> None:
    result = await engine.run(script_of(steps), pack.mission("kettle-protocol"))
    assert reason in result.skipped
    assert (result.actions, result.failures) == (0, ())


OVER = """\
format: 1
mission: small-order
player: {name: Test Pilot}
seed: 7
steps:
  - open: first-order
  - reply: {to: first-order, with: ask-hours}
  - finish
  - say: floor-ben
  - finish
  - offline: [submit, sees: not stored yet]
  - offline: [finish]
  - restart
  - expect: {status: completed, unlocks: [later-order], completed: {small-order: {at_least: 60}}}
  - restart
expect: {status: completed, flags: [ben_heard]}
"""


@pytest.mark.parametrize(
    "through", ["database", "plain", pytest.param("screen", marks=pytest.mark.slow)]
)
async def test_a_mission_ends_while_the_database_is_away_and_is_graded_after_it_was_left(
    through: str, orders: Pack, office: tuple[DataFolder, ServerAddress]
) -> None:
    script, mission = parse_script(OVER), orders.mission("small-order")
    bare = passed(await engine.run(script, mission, orders.cards))
    assert passed(await played(script, through, mission, office)).log_hash == bare.log_hash


@pytest.mark.parametrize(
    ("looked", "found"),
    [
        ("{text: right side}", ""),
        ("{text: left right}", ""),
        ("{text: left side}", "no 'left side'"),
        ("{text: left side, columns: [1, 8]}", ""),
        ("{text: right side, columns: [-10, -1]}", ""),
        ("{text: right, columns: [1, 8]}", "no 'right'"),
        ("{text: foot, rows: [-1, -1]}", ""),
        ("{text: foot, rows: [1, 3]}", "no 'foot'"),
        ("{not: [foot, head], rows: [2, 3]}", ""),
        ("{not: [foot, head]}", "'foot' and 'head'"),
        ("{text: [head, top], rows: [1, 99]}", "no 'top'"),
    ],
)
def test_a_text_is_looked_for_in_a_row_a_pane_or_running_text(looked: str, found: str) -> None:
    shown = "head\n│ left │ right side\n│ side │ of it\nfoot"
    (step,) = script_of(f"  - sees: {looked}\n").steps
    assert isinstance(step, Sees)
    assert missed(shown, step) == found
