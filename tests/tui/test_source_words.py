"""What `?` says of those who send the requests fits the mission that they stand in."""

from __future__ import annotations

import re

import pytest

from content.loader import Pack
from tests.tui.snapshot import SIZES
from tests.tui.studio_hands import go, settle
from tests.tui.studio_stage import staged
from tui.screens.help import HelpScreen

SHOPS = {"client-discovery-workshop", "returns-desk"}
"""Missions in which whoever sends the requests buys something."""
BUYING = re.compile(r"\b(?:shop|shops|shopper|shoppers|buy|buys|till)\b", re.IGNORECASE)


def test_who_sends_requests_is_told_in_words_of_the_mission(pack: Pack) -> None:
    for mission in pack.missions:
        if mission.slug in SHOPS:
            continue
        for phase in mission.phases:
            for node in phase.initial.nodes if phase.kind == "system_design" else ():
                kind = mission.catalogue.kind(node.kind)
                if kind.role == "source":
                    told = f"{kind.purpose} {kind.fails}"
                    assert not BUYING.search(told), f"{mission.card.code}, {node.label}: {told}"


@pytest.mark.parametrize("size", SIZES)
async def test_students_give_up_and_turn_to_no_shop(pack: Pack, size: tuple[int, int]) -> None:
    mission = pack.mission("enrolment-monday")
    alone = mission.model_copy(
        update={"phases": tuple(p for p in mission.phases if p.kind == "system_design")}
    )
    async with staged(alone, size) as (screen, hands, _pilot):
        await go(hands, screen, 0, 1)
        await hands.press(
            "question_mark", lambda: isinstance(hands.app.screen, HelpScreen), "the help"
        )
        told = " ".join((await settle(hands)).replace("│", " ").split())
        assert "Students The requests that all of this is for come from here." in told
        assert "shop" not in told.split("KEYS NOW")[0]
