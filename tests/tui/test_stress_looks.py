"""A traffic run to look at: snapshots in all sizes, and the same characters in every look."""

from __future__ import annotations

import pytest
from textual.theme import Theme

from content.loader import Pack
from engine import actions as ac
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import settle
from tests.tui.stress_stage import busy, play_of, running, stormy, to_grid
from tests.tui.studio_stage import kettles
from tui.theme import CONTRAST, DAY, GREY, XTERM

EACH = [*SIZES, pytest.param((200, 60), marks=pytest.mark.slow)]


@pytest.mark.parametrize("size", EACH)
async def test_the_run_looks_as_it_did(pack: Pack, size: tuple[int, int]) -> None:
    async with running(busy(pack), size) as (run, hands, _):
        same("stress_report", size, await settle(hands))
        await to_grid(hands, run)
        same("stress_broken", size, await settle(hands))
        hands.app.simulate_key("home")
        same("stress_begin", size, await settle(hands))
        near = next(m.at for m in play_of(run).moments if m.kind == "near")
        run._put(play_of(run).to(near))
        same("stress_warning", size, await settle(hands))
        run.perform(ac.Fail(what="zone", name="A"))
        await hands.until(lambda: play_of(run).climb.without, "the run without it")
        hands.app.simulate_key("end")
        same("stress_zone_lost", size, await settle(hands))
        hands.app.simulate_key("r")
        same("stress_zone_report", size, await settle(hands))


@pytest.mark.parametrize("size", EACH)
async def test_a_note_stands_beside_what_gives_and_before_it_does(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with running(kettles(pack), size) as (run, hands, _):
        same("stress_kettle_report", size, await settle(hands))
        await to_grid(hands, run)
        same("stress_kettle_full", size, await settle(hands))
        near = next(m.at for m in play_of(run).moments if m.kind == "near")
        run._put(play_of(run).to(near))
        same("stress_kettle_near", size, await settle(hands))
        run.perform(ac.Fail(what="component", name="kettle"))
        await hands.until(lambda: play_of(run).climb.without, "the run without it")
        same("stress_kettle_lost", size, await settle(hands))


@pytest.mark.parametrize("size", EACH)
async def test_a_storm_of_retries_is_told_of(pack: Pack, size: tuple[int, int]) -> None:
    async with running(stormy(pack), size) as (run, hands, _):
        text = await settle(hands)
        assert "a short burst would not pass by itself." in text
        assert "retries are most of the load" in text
        same("stress_storm_report", size, text)
        await to_grid(hands, run)
        hands.app.simulate_key("end")
        text = await settle(hands)
        assert "▲ Retries have taken over" in text
        same("stress_storm", size, text)


@pytest.mark.parametrize("look", [DAY, CONTRAST, GREY, XTERM], ids=lambda look: look.name)
@pytest.mark.parametrize("size", SIZES)
async def test_no_state_shows_by_colour_alone(
    pack: Pack, look: Theme, size: tuple[int, int]
) -> None:
    async with running(kettles(pack), size) as (run, hands, _):
        await to_grid(hands, run)
        hands.app.theme = look.name
        same("stress_kettle_full", size, await settle(hands))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (160, 50)])
async def test_nothing_runs_over_and_a_resize_keeps_the_moment(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with running(busy(pack), (120, 40)) as (run, hands, pilot):
        await to_grid(hands, run)
        at = play_of(run).at
        await pilot.resize_terminal(*size)
        text = await settle(hands)
        assert play_of(run).at == at
        assert all(len(line) <= size[0] for line in text.splitlines())
        assert run.view.canvas.virtual_size.width <= run.view.canvas.size.width
