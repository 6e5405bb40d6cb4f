"""What is said about a map in the third mission comes back in the ninth, through the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from content.loader import Pack
from content.script import Script
from db import publish
from db.play import PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine.game import initial
from engine.log import started_of
from tests.content.parade import SLUG
from tests.content.parade_night import NIGHT, night
from tui.headless.database import SessionPlayer
from tui.headless.newcomer import seat_player
from tui.headless.play import play
from tui.office import Office
from tui.session import Session

WORDING = (
    "If the City votes the 6,000 and Sgt Brandt agrees ten days before: a live map. If not: none."
)


@asynccontextmanager
async def office_of(address: ServerAddress, pack: Pack, script: Script) -> AsyncIterator[Office]:
    """A player who has done what the script's player has, and what the ninth mission's door wants,
    signed in."""
    done = (("urgent-performance", 70), ("price-of-a-yes", 60))
    start = script.start.model_copy(
        update={
            "completed": (*dict([*done, *script.start.completed]).items(),),
            "skills": (*dict([*script.start.skills, ("reliability", 2)]).items(),),
        }
    )
    script = script.model_copy(update={"start": start})
    publish.publish(pack.cards, pack.missions, address.conninfo(SUPERUSER))
    seat_player(address, script, pack.mission(SLUG))
    connection = await PlayConnection.open(address.conninfo(GAME))
    office = Office(connection, address.conninfo(REFEREE), None)
    try:
        await office.sign_in(script.player.name)
        yield office
    finally:
        await office.close()


async def ended(office: Office, slug: str, script: Script) -> Session:
    """A mission played as the script goes, graded."""
    row = next(row for row in await office.board() if row.card.slug == slug)
    session = await office.start(row, seed=script.seed)
    result = await play(script, "database", SessionPlayer(session))
    assert result.passed, result.failures
    await office.close_playthrough(session)
    return session


def ledger(address: ServerAddress) -> dict[str, tuple[str, str, str, str]]:
    """Each promise about the map: its wording, its witness, where it falls due, how it stands."""
    with psycopg.connect(address.conninfo(SUPERUSER)) as host:
        rows = host.execute(
            "SELECT promise, wording, witness, due, state FROM public.player_promises"
            " WHERE promise LIKE 'parade-map%'"
        ).fetchall()
    return {promise: tuple(rest) for promise, *rest in rows}


def opened_with(session: Session) -> str:
    """The line with which a mission's call begins."""
    lines = session.mission.exchange_by_id["her-wording"].lines
    told = {played.ref for played in session.state.shared.transcript}
    return next(
        line.say for number, line in enumerate(lines) if f"her-wording/lines/{number}" in told
    )


@pytest.mark.parametrize(
    ("name", "says", "settled", "change", "shown"),
    [
        ("tempting", "Six are left.", "parade-map", "announced-twice", True),
        pytest.param(
            "tempting",
            "Six are left.",
            "parade-map",
            "announced-twice",
            False,
            marks=pytest.mark.slow,
        ),
        ("gold", "I have the letter.", "parade-map-if", "second-pairs", True),
        pytest.param(
            "gold",
            "I have the letter.",
            "parade-map-if",
            "second-pairs",
            False,
            marks=pytest.mark.slow,
        ),
        ("fair", "Grandeur said yes", "", "map-in-relief", True),
    ],
)
async def test_the_word_about_the_map_is_the_first_that_is_heard_in_november(
    own_database: ServerAddress,
    pack: Pack,
    name: str,
    says: str,
    settled: str,
    change: str,
    shown: bool,
) -> None:
    script = next(s for s in pack.walkthroughs_of(SLUG) if s.name == name)
    async with office_of(own_database, pack, script) as office:
        first = await ended(office, SLUG, script)
        made = ledger(own_database)
        assert set(made) == ({settled} if settled else set())
        for _, witness, due, state in made.values():
            assert (witness, due, state) == ("Harold Nwankwo-Pell", NIGHT, "open")
        if name == "gold":
            assert made["parade-map-if"][0] == WORDING
        second = await ended(office, NIGHT, night(map_shown=shown))
    begun = started_of(second.rows)
    player = begun.player
    assert {f for f in player.flags if f.startswith("parade_map_")} == {
        f for f in first.state.shared.flags if f.startswith("parade_map_")
    }
    assert dict(player.promises).get(settled, "open") == "open"
    assert says in opened_with(second)
    before = dict(player.trust)[second.mission.card.client]
    opened = initial(second.mission, begun).shared
    assert (opened.ticks == 16) is (change == "announced-twice")
    assert opened.trust == before - (4 if change == "map-in-relief" else 0)
    assert change in [one.change for one in second.state.shared.changes]
    now = ledger(own_database)
    stands = "kept" if shown else "broken"
    assert {promise: state for promise, (_, _, _, state) in now.items()} == (
        {settled: stands} if settled else {}
    )
    assert f"promise_{stands}" in second.state.shared.flags
