"""Promises travel from the mission in which they are made to the one in which they fall due."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from content.loader import Pack, load_pack
from content.playthrough import parse_script
from db import publish
from db.play import PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine.log import started_of
from tests.content.small_pack import FILES, HERE
from tests.content.two_orders import FIRST, SECOND, write_two
from tests.db.cast import RESULT
from tui.headless.database import SessionPlayer
from tui.headless.play import play
from tui.office import Office
from tui.session import Session

GOLD = FILES[f"{HERE}/walkthroughs/gold.yaml"].replace("with: ask-hours", "with: quote-rush")


@pytest.fixture
def two(tmp_path: Path) -> Pack:
    return load_pack(write_two(tmp_path))


async def ended(office: Office, slug: str, *, restart: bool = False) -> Session:
    """A mission played as the gold walkthrough goes, graded."""
    row = next(row for row in await office.board() if row.card.slug == slug)
    session = await office.start(row, seed=7, restart=restart)
    script = parse_script(GOLD.replace(FIRST, slug))
    result = await play(script, "database", SessionPlayer(session))
    assert result.passed, result.failures
    await office.close_playthrough(session)
    return session


def ledger(address: ServerAddress) -> dict[str, tuple[str, str, bool]]:
    """Each promise with its witness, how it stands, and whether that is settled."""
    with psycopg.connect(address.conninfo(SUPERUSER)) as host:
        rows = host.execute(
            "SELECT promise, witness, state, settled_at IS NOT NULL FROM public.player_promises"
        ).fetchall()
    return {promise: (witness, state, done) for promise, witness, state, done in rows}


async def test_what_was_promised_falls_due_missions_later_and_is_settled_once(
    own_database: ServerAddress, two: Pack
) -> None:
    publish.publish(two.cards, two.missions, own_database.conninfo(SUPERUSER))
    connection = await PlayConnection.open(own_database.conninfo(GAME))
    office = Office(connection, own_database.conninfo(REFEREE), None)
    try:
        await office.sign_in("Ash")
        first = await ended(office, FIRST)
        assert started_of(first.rows).player.promises == ()
        assert ledger(own_database) == {"list-by-noon": ("", "open", False)}
        second = await ended(office, SECOND)
        assert started_of(second.rows).player.promises == (("list-by-noon", "open"),)
        settled = {"list-by-noon": ("", "kept", True), "bread-by-dusk": ("Ben Oat", "kept", True)}
        assert ledger(own_database) == settled
        with psycopg.connect(own_database.conninfo(SUPERUSER)) as host:
            host.execute("UPDATE public.player_promises SET state = 'broken', settled_at = NULL")
        await ended(office, SECOND, restart=True)
        assert {state for _, state, _ in ledger(own_database).values()} == {"broken"}, (
            "a replay rewrites no history"
        )
    finally:
        await office.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {
            "promises": [
                {"promise": "tea", "wording": "", "made_to": "", "due": "", "state": "half"}
            ]
        },
        {"promises": [{"promise": "tea", "wording": "", "made_to": "", "due": "", "witness": 1}]},
        {"settled": [{"promise": "tea", "made_in": "kettle", "state": "open"}]},
        {"settled": [{"promise": "tea", "state": "kept"}]},
        {"settled": "tea"},
    ],
)
def test_a_result_with_a_promise_that_stands_nohow_is_refused(
    admin: psycopg.Connection, wrong: dict[str, object]
) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        admin.execute(
            "SELECT private.check_result(%s)", (psycopg.types.json.Jsonb({**RESULT, **wrong}),)
        )
    admin.execute("SELECT private.check_result(%s)", (psycopg.types.json.Jsonb(RESULT),))
