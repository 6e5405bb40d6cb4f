"""A class to report on: walkthroughs, handed in under the names of learners."""

from __future__ import annotations

from content.loader import Pack
from content.reporting.export import export
from content.reporting.handed_in import Export
from engine.log import Row
from engine.mission import Mission
from tui.headless.engine import EnginePlayer
from tui.headless.play import play

SEED = 2024


async def log_of(pack: Pack, slug: str, walkthrough: str, name: str) -> tuple[Mission, list[Row]]:
    """What a learner's database holds after a walkthrough."""
    script = next(one for one in pack.walkthroughs_of(slug) if one.name == walkthrough)
    named = script.player.model_copy(update={"name": name})
    player = EnginePlayer(
        pack.mission(slug), script.model_copy(update={"seed": SEED, "player": named})
    )
    played = await play(script, "engine", player)
    assert played.failures == ()
    return player.mission, player.rows


async def handed_in(
    pack: Pack, name: str, walkthrough: str, *, slug: str = "urgent-performance", rows: int = 0
) -> Export:
    """A learner's file; of the first `rows` of the log, if any are named."""
    mission, log = await log_of(pack, slug, walkthrough, name)
    own = log[:rows] if rows else log
    return export(slug, name, f"account of {name}", [(f"{name}/{walkthrough}", mission, own)])
