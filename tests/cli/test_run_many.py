"""`scopecreep run` over many: what is chosen, cells of a matrix, ways compared, workers, limits."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor

from content.loader import Pack
from content.playthrough import parse_script, read_script
from engine.actions import AnyAction
from tests.cli.test_run import FAILING, GUIDED, loaded_once, run
from tui import theme
from tui.headless import engine, workers
from tui.headless.alike import Alike
from tui.headless.cells import WAYS, Cell, cells_of, named, size_of
from tui.headless.engine import EnginePlayer
from tui.headless.limit import Overdue
from tui.headless.screen import KeyPlayer
from tui.headless.seat import Seat

__all__ = ["loaded_once"]
OPENS = "format: 1\nmission: kettle-protocol\nsteps: [{open: your-desk}]\nexpect: {status: open}\n"
VARIED = OPENS.replace(
    "steps", "matrix: {seed: [1, 2], size: [80x24, 120x40], theme: [night, day]}\nsteps"
)


def written(folder: Path, name: str, text: str = OPENS) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_stands_for_the_playthroughs_in_and_below_it(tmp_path: Path) -> None:
    inner = written(tmp_path, "a/b/one.playthrough.yaml")
    outer = written(tmp_path, "two.playthrough.yaml")
    written(tmp_path, "compose.yaml", "services: {}\n")
    (tmp_path / "c.playthrough.yaml").mkdir()
    played = [one["script"] for one in json.loads(run(tmp_path, "--json").stdout)["runs"]]
    assert played == [str(inner), str(outer)]


def test_a_pattern_stands_for_what_it_names(tmp_path: Path) -> None:
    inner = written(tmp_path, "a/b/one.yaml")
    written(tmp_path, "a/b/two.yaml")
    done = run(tmp_path / "**" / "o*.yaml", "--json")
    assert [one["script"] for one in json.loads(done.stdout)["runs"]] == [str(inner)]


def test_a_pattern_and_a_name_that_choose_nothing_fail_and_are_told(tmp_path: Path) -> None:
    none = run(tmp_path / "*.yaml")
    assert (none.exit_code, "Nothing is called" in none.stderr) == (2, True)
    nobody = run(GUIDED, "--only", "golden")
    assert (nobody.exit_code, nobody.stderr) == (
        2,
        "No script is called golden. There are guided.\n",
    )


def test_scripts_are_chosen_by_name_by_mission_and_by_cell() -> None:
    scripts = [
        parse_script(text, f"{name}.playthrough.yaml")
        for name, text in (("gold", VARIED), ("fair", OPENS))
    ]
    cells = cells_of(scripts, ("engine",))
    for pattern, wanted in (
        ("gold", 2),
        ("f*", 1),
        ("kettle-protocol/fair", 1),
        ("kettle-protocol/*", 3),
        ("gold.playthrough[seed=2]", 1),
        ("silver", 0),
    ):
        assert len(named(cells, (pattern,))) == wanted, pattern


def test_each_cell_of_a_matrix_is_a_run_with_a_name_and_only_the_screen_has_sizes() -> None:
    cells = cells_of([parse_script(VARIED, "opens.yaml")], ("engine", "screen"))
    assert [(cell.through, cell.script.seed, cell.name) for cell in cells[:4]] == [
        ("engine", 1, "opens[seed=1]"),
        ("screen", 1, "opens[seed=1 80x24 night]"),
        ("screen", 1, "opens[seed=1 80x24 day]"),
        ("screen", 1, "opens[seed=1 120x40 night]"),
    ]
    assert len(cells) == 2 * (1 + 4)
    assert len({(cell.through, cell.name) for cell in cells}) == len(cells)
    assert cells[3].size == (120, 40)
    assert size_of("") == (80, 24)


def test_a_matrix_knows_the_themes_of_the_game_and_nothing_else() -> None:
    for known in theme.THEMES:
        parse_script(VARIED.replace("[night, day]", f"[{known.name}]"))
    done = run("--json", GUIDED.parent / "no*")
    assert done.exit_code == 2


def test_faults_of_a_matrix_are_told_with_their_place_and_remedy(tmp_path: Path) -> None:
    script = written(tmp_path, "one.yaml", VARIED.replace("80x24", "8x").replace("day", "dya"))
    done = run(script)
    assert done.exit_code == 2
    assert "one.yaml:3:31: error: An entry of 'size' cannot be '8x'. Write columns x rows" in (
        done.stderr
    )
    assert "Did you mean 'day'?" in done.stderr


def test_every_script_can_be_varied_on_the_command_line(tmp_path: Path) -> None:
    script = written(tmp_path, "one.yaml")
    done = run(script, GUIDED, "--matrix", "seed=3,4", "--json")
    played = [(one["name"], one["seed"]) for one in json.loads(done.stdout)["runs"]]
    assert played[:2] == [("one[seed=3]", 3), ("one[seed=4]", 4)]
    assert len(played) == 4
    for wrong in ("seed=x", "size=8", "colour=red", "seed"):
        told = run(script, "--matrix", wrong)
        assert told.exit_code == 2
        assert f"Nothing can be varied by '{wrong}'. Write seed=1,2" in told.stderr


def test_a_failure_says_in_which_cell_of_the_matrix_it_is(tmp_path: Path) -> None:
    script = written(tmp_path, "a.yaml", FAILING)
    lines = run(script, "--matrix", "seed=5,8").stderr.splitlines()
    assert [line.rpartition(" [")[2] for line in lines] == ["engine seed=5]", "engine seed=8]"]


def test_after_the_first_failure_nothing_more_is_played_where_that_is_asked(
    tmp_path: Path,
) -> None:
    written(tmp_path, "a.yaml")
    written(tmp_path, "b.yaml", FAILING)
    written(tmp_path, "c.yaml")
    done = run(tmp_path, "--fail-fast")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == "1 passed, 1 failed, 1 not played"


def test_a_run_in_which_nothing_is_played_fails(tmp_path: Path) -> None:
    script = written(tmp_path, "keys.yaml", OPENS.replace("}]", "}, {press: j}]"))
    done = run(script)
    assert done.exit_code == 2
    first, why = done.stdout.splitlines()
    assert first.split()[-2:] == ["engine", "skipped"], "no score of what was not played"
    assert "through the screen alone" in why
    assert "Nothing was played" in done.stderr


def test_what_all_runs_share_is_told_beside_them() -> None:
    told = json.loads(run(GUIDED, "--json").stdout)
    assert (told["pack"], told["format"]) == ("scope_creep", 1)
    assert len(told["content"]) == 12
    assert told["rules"] >= 2


def test_logs_that_part_fail_where_they_part(pack: Pack) -> None:
    mission = pack.mission("kettle-protocol")
    one = asyncio.run(engine.run(parse_script(OPENS), mission))
    other = replace(
        asyncio.run(engine.run(parse_script(OPENS.replace("}]", "}, hint]")), mission)),
        through="database",
    )
    alike = Alike()
    assert alike.held(one) == one
    assert alike.held(replace(one, through="plain")).passed
    (failure,) = alike.held(other).failures
    assert "the log of 'engine'" in failure.expected
    assert "which has 2 actions, not 1" in failure.found
    assert alike.held(replace(other, seed=other.seed + 1)).passed, "another seed is another log"


async def waits(player: EnginePlayer, action: AnyAction) -> None:
    await asyncio.Event().wait()


async def never_waits(player: EnginePlayer, action: AnyAction) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end:
        pass


async def takes_it_for_its_own(player: EnginePlayer, action: AnyAction) -> None:
    try:
        await never_waits(player, action)
    except Exception as error:
        raise ValueError("a style that cannot be read") from error


@pytest.mark.parametrize("hangs", [waits, never_waits, takes_it_for_its_own])
def test_a_step_that_hangs_is_named_and_the_next_script_is_played(
    hangs: object, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.headless.limit.GRACE", 0.1)
    cell = Cell(parse_script(OPENS, "hanging.yaml"), "engine")
    with Seat(pack.cards, pack.missions) as seat:
        with monkeypatch.context() as patched:
            patched.setattr(EnginePlayer, "act", hangs)
            begun = time.monotonic()
            result = seat.play(cell, 0.1)
        assert time.monotonic() - begun < 100
        (failure,) = result.failures
        assert str(failure) == (
            "hanging.yaml:3: step 1: expected an end within 0.1 s, found this step hangs"
        )
        assert seat.play(cell, 30).passed


def test_a_game_that_is_ended_while_it_opens_is_late_and_has_not_crashed(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def opens(seat: Seat, cell: Cell) -> None:
        try:
            raise Overdue
        except Overdue as late:
            raise ValueError("a style that cannot be read") from late

    monkeypatch.setattr(Seat, "_run", opens)
    with Seat(pack.cards, pack.missions) as seat:
        (failure,) = seat.play(Cell(parse_script(OPENS, "slow.yaml"), "engine"), 5).failures
    assert str(failure).endswith("expected an end within 5 s, found the game does not come back")


def test_a_crash_of_the_game_is_told_as_one_and_the_next_script_is_played(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(player: EnginePlayer, action: AnyAction) -> None:
        raise ZeroDivisionError("no such share")

    cell = Cell(parse_script(OPENS, "crashing.yaml"), "engine")
    with Seat(pack.cards, pack.missions) as seat:
        with monkeypatch.context() as patched:
            patched.setattr(EnginePlayer, "act", breaks)
            result = seat.play(cell)
        assert result.crashed
        assert "ZeroDivisionError: no such share (test_run_many.py:" in result.failures[0].found
        assert seat.play(cell).passed


@pytest.mark.parametrize("way", [way for way in WAYS if way != "engine"])
def test_a_mission_that_is_locked_says_at_once_what_it_wants(
    way: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Seat, "_open", lambda seat: None)  # no database is asked
    text = OPENS.replace("kettle-protocol", "parade-night").replace("{open: your-desk}", "abandon")
    with Seat(pack.cards, pack.missions) as seat:
        result = seat.play(Cell(parse_script(text, "locked.yaml"), way))
    assert not result.crashed
    (failure,) = result.failures
    assert failure.expected.startswith("parade-night to open")
    assert failure.found.startswith("M09 is still locked. It wants lantern-parade-promise done; 2")


@pytest.mark.slow
def test_workers_print_the_same_in_the_same_order(tmp_path: Path) -> None:
    script = written(tmp_path, "varied.yaml", VARIED)
    alone = run(script, GUIDED, "--through", "all", "--json")
    shared = run(script, GUIDED, "--through", "all", "--json", "--workers", "2")
    assert alone.exit_code == shared.exit_code == 0, alone.output + shared.output
    assert alone.stdout == shared.stdout
    ways = [one["through"] for one in json.loads(shared.stdout)["runs"]]
    assert ways[-4:] == list(WAYS)
    assert len(ways) == 2 * 7 + 4


def test_ctrl_c_does_not_reach_a_worker_that_is_still_starting() -> None:
    told = "import signal as s; print(s.SIGINT in s.pthread_sigmask(s.SIG_BLOCK, ()))"
    with workers._unasked():
        child = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True)
    assert child.stdout == "True\n"
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.slow
def test_workers_are_sent_home_after_the_first_failure(tmp_path: Path) -> None:
    written(tmp_path, "a.yaml", FAILING)
    for name in "bcd":
        written(tmp_path, f"{name}.yaml")
    done = run(tmp_path, "--fail-fast", "--workers", "2", "--through", "database")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == "0 passed, 1 failed, 3 not played"


@pytest.mark.parametrize("way", ["engine", pytest.param("database", marks=pytest.mark.slow)])
def test_no_script_waits_for_a_clock(way: str, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    script = read_script(GUIDED)

    def waited(*seconds: object) -> None:
        raise AssertionError(f"somebody sleeps for {seconds}")

    with Seat(pack.cards, pack.missions) as seat:
        if way != "engine":
            seat.play(Cell(parse_script(OPENS), way))  # the server may take its time to start
        with monkeypatch.context() as patched:
            patched.setattr(time, "sleep", waited)
            patched.setattr(asyncio, "sleep", waited)
            result = seat.play(Cell(script, way))
    assert result.passed, result.failures


@pytest.mark.slow
def test_a_screen_is_painted_once_a_step_and_one_that_cannot_be_painted_fails(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Compositor] = []
    by_step: list[int] = []
    render, act = Compositor.render_update, KeyPlayer.act

    def counted(compositor: Compositor, *arguments: Any, **options: Any) -> object:
        painted.append(compositor)
        return render(compositor, *arguments, **options)

    def broken(compositor: Compositor, *arguments: Any, **options: Any) -> object:
        raise ValueError("no such cell")

    async def watched(player: KeyPlayer, action: AnyAction) -> None:
        before = len(painted)
        await act(player, action)
        by_step.append(len(painted) - before)
        if len(by_step) == 3:
            monkeypatch.setattr(Compositor, "render_update", broken)

    monkeypatch.setattr(Compositor, "render_update", counted)
    monkeypatch.setattr(KeyPlayer, "act", watched)
    cell = Cell(parse_script(OPENS.replace("}]", "}, hint]")), "screen", (80, 24), "day")
    with Seat(pack.cards, pack.missions) as seat:
        assert seat.play(cell, 60).passed
        assert by_step == [1, 1]
        (failure,) = seat.play(cell, 60).failures
    assert "no such cell" in failure.found
