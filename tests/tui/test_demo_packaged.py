"""The packaged demos through the real screens, alone: what is seen, and how long it takes."""

from __future__ import annotations

import asyncio

import pytest

from content.loader import Pack
from tests.tui.demos import presenting

SIZES = [(80, 24), (120, 40)]
PATIENCE = 240.0


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["ten-minutes", "two-minutes"])
async def test_a_packaged_demo_shows_what_its_script_says_within_its_minutes(
    pack: Pack, name: str, size: tuple[int, int]
) -> None:
    (demo,) = [demo for demo in pack.demos if demo.name == name]
    mission = pack.mission(demo.script.mission)
    cards = {card.slug: card for card in pack.cards}
    over: dict[str, float] = {}
    async with presenting(mission, demo, size, unattended=True, cards=cards) as shown:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while shown.app.return_value is None:
            assert asyncio.get_running_loop().time() < deadline, shown.seen
            director = shown.director
            planned = director.planned(director.scene) + director.scene.minutes * 60
            over[director.scene.id] = director.elapsed - planned
            await asyncio.sleep(0.01)
    assert shown.director.failures == []
    assert 0.7 * demo.minutes <= shown.director.elapsed / 60 <= demo.minutes
    assert max(over.values()) < 15, over
