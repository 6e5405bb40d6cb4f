"""Missions in a row, played by one player who carries on what each of them has left."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from content.expectations import Failure
from content.script import Script
from tui.headless.engine import EngineHouse, EnginePlayer
from tui.headless.fitness import why_not
from tui.headless.house import Campaign, Closed, Ground, House
from tui.headless.play import play
from tui.headless.result import Result, result_of, result_of_parts


async def run(script: Script, through: str, campaign: Campaign, ground: Ground | None) -> Result:
    """Plays the missions of a script in a row; the first that does not come to its end is the
    last. All ways but the engine need a ground."""
    if reason := why_not(script, through):
        first = script.played[0]
        return _unopened(first, through, campaign, skipped=reason)
    results: list[Result] = []
    async with _house(script, through, campaign, ground) as house:
        for part in script.played:
            try:
                player = await house.begin(part)
            except Closed as closed:
                found = str(closed)
                wanted = f"{part.mission} to open"
                failure = Failure(part.file, part.part_line, 0, wanted, found)
                results.append(_unopened(part, through, campaign, failure))
                break
            results.append(await play(part, through, player))
            if results[-1].failures and results[-1].status == "open":
                break
    return result_of_parts(script.file, results)


def _unopened(
    part: Script,
    through: str,
    campaign: Campaign,
    failure: Failure | None = None,
    skipped: str = "",
) -> Result:
    """The result of a mission that was not played."""
    mission = campaign.missions[part.mission]
    unplayed = EnginePlayer(mission, part, campaign.cards)
    failures = [failure] if failure else []
    return result_of(
        part.file, through, mission, unplayed.state, unplayed.rows, failures, skipped=skipped
    )


def _house(
    script: Script, through: str, campaign: Campaign, ground: Ground | None
) -> AbstractAsyncContextManager[House]:
    if through == "engine" or ground is None:
        return EngineHouse(script, campaign)
    if through == "screen":
        from tui.headless.screen import ScreenHouse

        return ScreenHouse(script, campaign.named(script), ground)
    if through == "plain":
        from tui.headless.plain import LineHouse

        return LineHouse(script, campaign.named(script), ground.address)
    from tui.headless.database import SessionHouse

    return SessionHouse(script, campaign.named(script), ground.address)
