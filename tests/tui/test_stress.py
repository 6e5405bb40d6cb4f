"""A traffic run, by keys and by mouse: what gives, what is lost, and where a line leads."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.design import stress
from engine.design.figures import Figures
from engine.design.outage import component
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES
from tests.tui.stage import settle, still
from tests.tui.stress_stage import busy, play_of, running, to_grid
from tests.tui.studio_hands import click, click_key, does, last, said
from tests.tui.studio_stage import kettles, staged
from tui.drive import studio as drive
from tui.screens.stress import StressScreen
from tui.screens.studio import StudioScreen
from tui.stress import reckoning

LOSE = ac.Fail(what="component", name="kettle")
BACK = ac.PutBack(what="component", name="kettle")


# --- the run ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_run_names_the_first_to_give_and_at_which_rate(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with running(kettles(pack), size) as (run, hands, _):
        assert "▲ Kettle gives first, at 1.8 of 2.0/min." in await settle(hands)
        await to_grid(hands, run)
        assert "▲ Kettle is full  first to give" in screen_text(hands.app)
        assert "paused at the knee" in screen_text(hands.app)
        hands.app.simulate_key("escape")
        await hands.screen(StudioScreen)
        await settle(hands)
        assert "▲ Kettle gives first, at 1.8 of 2.0/min." in said(hands)
        assert last(hands) == ac.RunTraffic()


async def test_with_motion_the_load_climbs_and_pauses_by_itself_where_something_gives(
    pack: Pack,
) -> None:
    async with running(kettles(pack), (80, 24), motion=True) as (run, hands, _):
        await hands.until(lambda: play_of(run).playing, "a climbing load")
        for _ in range(3):
            hands.app.simulate_key("right_square_bracket")
        assert not run.view.canvas.has_class("-broken")
        await hands.until(lambda: not play_of(run).playing, "the knee")
        assert play_of(run).at == play_of(run).climb.first.at
        await settle(hands)
        assert run.view.canvas.has_class("-broken")
        hands.app.simulate_key("space")
        await hands.until(lambda: play_of(run).over, "the end of the climb")
        await hands.until(lambda: run.over == "report", "the report")


@pytest.mark.parametrize("size", SIZES)
async def test_keys_are_answered_while_a_climb_is_worked_out(
    pack: Pack, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def slow(*given: Any) -> Figures:
        go.wait(5)
        return stress.point(*given)

    monkeypatch.setattr(reckoning, "point", slow)
    try:
        async with staged(kettles(pack), size) as (_, hands, _pilot):
            hands.app.simulate_key("t")
            run = await hands.screen(StressScreen)
            await hands.until(lambda: "KETTLE" in screen_text(hands.app), "the first frame")
            assert "working the climb out" in screen_text(hands.app)
            await hands.press("tab", lambda: run.chosen == "drinkers", "a component chosen")
            await hands.press("space", lambda: run.play is None, "nothing to play yet")
            go.set()
            await hands.until(lambda: run.play, "the run reckoned")
            await to_grid(hands, run)
            go.clear()
            run.chosen = "kettle"
            await does(hands, lambda: hands.app.simulate_key("x"), LOSE)
            await hands.press("tab", lambda: run.chosen == "cups", "the next one")
            assert not play_of(run).climb.without
            go.set()
            await hands.until(lambda: play_of(run).climb.without, "the run without it")
    finally:
        go.set()


async def test_gauges_glide_between_the_points_and_come_to_rest_on_one(pack: Pack) -> None:
    async with running(kettles(pack), (120, 40), motion=True) as (run, hands, _):
        seen: set[float] = set()

        def between() -> bool:
            if run.seen and run.seen.beyond:
                low, high = (run.seen.climb.points[run.seen.at + n] for n in (0, 1))
                now = run.seen.now.nodes["kettle"].utilisation
                assert low.nodes["kettle"].utilisation < now < high.nodes["kettle"].utilisation
                seen.add(now)
            return len(seen) > 5

        await hands.until(between, "figures between the points")
        await hands.press("end", lambda: play_of(run).over, "the end")
        assert run.seen is not None
        assert not run.seen.over
        await hands.until(lambda: run.seen is run.play, "gauges at rest at the end")
        await hands.press("left", lambda: play_of(run).at == play_of(run).last - 1, "a step")


async def test_without_motion_no_figure_stands_between_the_points(pack: Pack) -> None:
    async with running(kettles(pack), (80, 24)) as (run, hands, _):
        await to_grid(hands, run)
        for key in ("home", "right", "end", "left"):
            hands.app.simulate_key(key)
            await settle(hands)
            assert run.seen is run.play
            assert run.clock is None


async def test_before_the_knee_stands_a_warning(pack: Pack) -> None:
    async with running(kettles(pack), (120, 40)) as (run, hands, _):
        await to_grid(hands, run)
        while "is near its limit" not in screen_text(hands.app).splitlines()[2]:
            at = play_of(run).at
            assert at > 0
            await hands.press("left", lambda at=at: play_of(run).at == at - 1, "a step back")
            await still(hands)
        heading, *rest = screen_text(hands.app).splitlines()[2:]
        assert "● Kettle is near its limit  full at 1.8/min" in heading
        assert any("● Kettle is near its limit" in line for line in rest)
        assert any("Full once 1.8/min come in." in line for line in rest)
        assert not run.view.canvas.has_class("-broken")


async def test_keys_step_jump_and_replay(pack: Pack) -> None:
    async with running(kettles(pack), (80, 24)) as (run, hands, _):
        await to_grid(hands, run)
        await hands.press("end", lambda: play_of(run).over, "the end")
        await hands.press("left", lambda: play_of(run).at == play_of(run).last - 1, "one back")
        await hands.press("home", lambda: play_of(run).at == 0, "the beginning")
        await hands.press("right", lambda: play_of(run).at == 1, "one on")
        stops = [m.at for m in play_of(run).moments if m.at > 1]
        await hands.press("down", lambda: play_of(run).at == stops[0], "the next event")
        await hands.press("up", lambda: play_of(run).at == 0, "the event before")


async def test_a_click_on_the_load_goes_there(pack: Pack) -> None:
    async with running(kettles(pack), (80, 24)) as (run, hands, pilot):
        await to_grid(hands, run)
        await pilot.click(run.view.load, offset=(3, 0))
        await hands.until(lambda: play_of(run).at < 6, "an early point")
        await pilot.click(run.view.load, offset=(run.view.load.size.width, 0))
        await hands.until(lambda: play_of(run).over, "the end")


# --- the report ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_enter_on_a_line_of_the_report_goes_to_its_component(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with running(kettles(pack), size) as (run, hands, _):
        await settle(hands)
        at = next(n for n, line in enumerate(run.view.lines) if line.node == "kettle")
        await hands.cursor_to(run.view.sheet, str(at))
        await hands.press("enter", lambda: run.chosen == "kettle", "the kettle")
        assert run.over is None
        hands.app.simulate_key("escape")
        studio = await hands.screen(StudioScreen)
        assert studio.selected is not None
        assert studio.selected.id == "kettle"


async def test_a_click_on_a_rate_of_the_report_goes_to_its_point(pack: Pack) -> None:
    async with running(kettles(pack), (120, 40)) as (run, hands, pilot):
        await click(pilot, hands, "◆ the busiest hour")
        await still(hands)
        await click(pilot, hands, "◆ the busiest hour")
        await hands.until(lambda: run.over is None, "the grid")
        assert play_of(run).at == play_of(run).climb.goal_at


async def test_every_red_line_of_the_report_says_where(pack: Pack) -> None:
    async with running(busy(pack), (120, 40)) as (run, hands, _):
        await settle(hands)
        red = [line for line in run.view.lines if line.mark[1] == "$error" and line.words]
        assert red
        led = [line for line in red if line.node or line.at is not None or line.words[-1] == ":"]
        assert [line.words for line in red if line not in led and "'" not in line.words] == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_beside_what_is_full_says_why_and_hides_no_box(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with running(kettles(pack), size) as (run, hands, _):
        await to_grid(hands, run)
        text = screen_text(hands.app)
        assert "One at a time, 34 s each: 1.79/min." in text
        assert "Asked for 1.80/min: 13% turned away." in text
        assert run.view.canvas.noted
        assert all(word in text for word in ("The floor", "╔═ KETTLE", "CUPS"))
        await hands.press("tab", lambda: run.chosen == "drinkers", "one that has room")
        await settle(hands)
        assert not run.view.canvas.noted


async def test_the_run_before_stands_in_the_report(pack: Pack) -> None:
    async with running(kettles(pack), (120, 40)) as (run, hands, _):
        assert "the run before" not in await settle(hands)
        await to_grid(hands, run)
        hands.app.simulate_key("escape")
        studio = await hands.screen(StudioScreen)
        await drive.act(hands, studio, ac.Configure(node="kettle", knob="replicas", value=2))
        await drive.act(hands, studio, ac.RunTraffic())
        again = await hands.screen(StressScreen)
        await hands.until(lambda: again.earlier, "the run before summed up")
        assert "It held up to" in await settle(hands)


# --- losing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_component_is_lost_and_put_back_by_a_key(pack: Pack, size: tuple[int, int]) -> None:
    async with running(kettles(pack), size) as (run, hands, _):
        await to_grid(hands, run)
        plain = play_of(run).climb.points
        await hands.press("tab", lambda: run.chosen == "drinkers", "the first component")
        await hands.press("tab", lambda: run.chosen == "kettle", "the kettle")
        await does(hands, lambda: hands.app.simulate_key("x"), LOSE)
        await hands.until(lambda: play_of(run).climb.without, "the run without it")
        text = await settle(hands)
        assert "✗ Without Kettle" in text
        assert "✗ lost" in text
        assert play_of(run).climb.goal.goodput_rps == 0
        hands.app.simulate_key("r")
        await hands.until(lambda: run.over == "report", "the report")
        assert "does not survive" in await settle(hands)
        await to_grid(hands, run)
        await does(hands, lambda: hands.app.simulate_key("x"), BACK)
        await hands.until(lambda: not play_of(run).climb.without, "the run with it")
        assert play_of(run).climb.points == plain
        assert "Without" not in await settle(hands)


async def test_what_is_put_back_before_its_loss_is_worked_out_is_not_shown_as_lost(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def slow(*given: Any) -> Figures:
        go.wait(5)
        return stress.point(*given)

    async with running(kettles(pack), (120, 40)) as (run, hands, _):
        await to_grid(hands, run)
        plain = play_of(run).climb.points
        run.chosen = "kettle"
        monkeypatch.setattr(reckoning, "point", slow)
        try:
            await does(hands, lambda: hands.app.simulate_key("x"), LOSE)
            await does(hands, lambda: hands.app.simulate_key("x"), BACK)
        finally:
            go.set()
        text = await settle(hands)
        assert play_of(run).climb.points == plain
        assert "lost" not in text


async def test_a_component_is_lost_by_mouse_and_all_is_put_back_at_once(pack: Pack) -> None:
    async with running(kettles(pack), (120, 40)) as (run, hands, pilot):
        await to_grid(hands, run)
        for node in ("kettle", "cups"):
            x, y = run.view.canvas.scale.origin(run.design.by_id[node].cell)
            region = run.view.canvas.content_region
            await pilot.click(offset=(region.x + x + 3, region.y + y + 1))
            await hands.until(lambda node=node: run.chosen == node, node)
            await click_key(pilot, hands, "x Lose it")
            await hands.until(lambda node=node: component(node) in run.own.lost, f"{node} lost")
            await settle(hands)
        assert run.own.lost == (component("cups"), component("kettle"))
        await click_key(pilot, hands, "p Put all back")
        await hands.until(lambda: not run.own.lost, "everything back")


async def test_who_sends_the_requests_cannot_be_lost_and_is_told_why(pack: Pack) -> None:
    async with running(kettles(pack), (80, 24)) as (run, hands, _):
        await to_grid(hands, run)
        await hands.press("tab", lambda: run.chosen == "drinkers", "the first component")
        hands.app.simulate_key("x")
        assert "where requests come from" in (await settle(hands)).splitlines()[-2]
        hands.app.simulate_key("z")
        assert "Nothing here stands in a zone." in (await settle(hands)).splitlines()[-2]


@pytest.mark.parametrize("size", SIZES)
async def test_a_zone_is_lost_and_put_back(pack: Pack, size: tuple[int, int]) -> None:
    async with running(busy(pack), size) as (run, hands, _):
        await to_grid(hands, run)
        hands.app.simulate_key("z")
        await hands.until(lambda: run.over == "zones", "the zones")
        assert "Zone A" in await settle(hands)
        lose = ac.Fail(what="zone", name="A")
        await does(hands, lambda: hands.app.simulate_key("enter"), lose)
        await hands.until(lambda: play_of(run).climb.without, "the run without it")
        assert "✗ lost" in await settle(hands)
        back = ac.PutBack(what="zone", name="A")
        await does(hands, lambda: hands.app.simulate_key("enter"), back)


async def test_scripts_lose_parts_from_the_grid_and_build_on_from_the_run(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _):
        steps = (
            ac.RunTraffic(),
            LOSE,
            ac.Fail(what="component", name="cups"),
            BACK,
            ac.Place(component="kettle", node="kettle-1", x=2, y=2),
            ac.RunTraffic(),
            LOSE,
        )
        for action in steps:
            front = hands.app.screen
            assert isinstance(front, StudioScreen | StressScreen)
            await drive.act(hands, front, action)
            await still(hands)
        assert [row.action for row in hands.session.rows[1:]] == list(steps)
        assert screen.own.lost == (component("kettle"),)


async def test_the_last_run_is_looked_at_again_with_what_was_lost_in_it(pack: Pack) -> None:
    async with running(kettles(pack), (80, 24)) as (run, hands, _):
        await still(hands)
        await drive.act(hands, run, LOSE)
        await still(hands)
        hands.app.simulate_key("escape")
        await hands.screen(StudioScreen)
        rows = len(hands.session.rows)
        hands.app.simulate_key("l")
        again = await hands.screen(StressScreen)
        await hands.until(lambda: again.play, "the run reckoned")
        assert "without Kettle" in await settle(hands)
        assert len(hands.session.rows) == rows


async def test_a_script_that_goes_on_from_the_grid_loses_parts_in_the_last_run(pack: Pack) -> None:
    async with running(kettles(pack), (80, 24)) as (run, hands, _):
        await to_grid(hands, run)
        hands.app.simulate_key("escape")
        front = await hands.screen(StudioScreen)
        await drive.act(hands, front, LOSE)
        again = await hands.screen(StressScreen)
        await hands.until(lambda: play_of(again).climb.without, "the run without it")


async def test_without_a_run_there_is_none_to_look_at(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (_, hands, _pilot):
        hands.app.simulate_key("l")
        assert "No traffic ran through this design." in (await settle(hands)).splitlines()[-2]
