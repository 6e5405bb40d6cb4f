"""Taking playthroughs over to newer content: the same actions decided anew, or why not."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb
from pydantic import ValidationError

from content.loader import Pack
from db import migrator
from engine import actions as ac
from engine.game import RULES_VERSION, decide
from engine.log import first_difference, started_of, state_of
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.rejected import Rejected
from tests.db.migrants import (
    SLUG,
    ask,
    begin,
    body_said,
    id_of,
    issue,
    play_on,
    renamed,
    without_mail,
)
from tests.engine.plays import random_play
from tui.office import Office
from tui.session import summary_of


async def test_a_playthrough_is_taken_over_with_every_action_decided_anew(
    office: Office, keepers: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"), ac.OpenEmail(mail="nine-people"))
    old = id_of(session)
    issue(pack, keepers, renamed)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert (settled.status, settled.playthrough, settled.mission) == ("migrated", old, SLUG)
    heir = await begin(office)
    assert id_of(heir) == settled.heir != old
    assert heir.mission == renamed(pack.mission(SLUG))
    assert [row.action for row in heir.rows] == [row.action for row in session.rows]
    before, now = started_of(session.rows), started_of(heir.rows)
    assert now.rev > before.rev
    assert now == before.model_copy(update={"rev": now.rev})
    assert state_of(heir.mission, heir.rows) == heir.state
    rows = ask(
        keepers,
        "SELECT status, migrated_from, seed, last_seq, rules_version FROM public.playthroughs"
        " ORDER BY migrated_from NULLS FIRST",
    )
    assert rows == [("migrated", None, 7, 3, RULES_VERSION), ("open", old, 7, 3, RULES_VERSION)]
    ((status, data, dated),) = ask(
        keepers,
        "SELECT migration_status, migration_data, migrated_at IS NOT NULL"
        " FROM public.progress_migrations",
    )
    assert (status, dated) == ("migrated", True)
    assert data == {"auto_migration": True, "old": str(old), "new": str(settled.heir)}
    await play_on(heir, ac.OpenAttachment(filename="tea_rota.txt"))


async def test_a_refused_action_keeps_the_player_where_they_are_and_says_why(
    office: Office, keepers: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"), ac.OpenEmail(mail="nine-people"))
    issue(pack, keepers, without_mail("nine-people"))
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert (settled.status, settled.heir, settled.seq) == ("kept", None, 3)
    assert settled.reason.startswith("open_email is refused: There is no mail 'nine-people'")
    ((status, data),) = ask(
        keepers, "SELECT migration_status, migration_data FROM public.progress_migrations"
    )
    assert status == "kept"
    assert (data["seq"], data["kind"]) == (3, "open_email")
    assert data["reason"] == settled.reason
    again = await begin(office)
    assert (id_of(again), again.mission) == (id_of(session), session.mission)
    await play_on(again, ac.OpenAttachment(filename="tea_rota.txt"))


async def test_a_mail_that_was_never_opened_may_go(
    office: Office, keepers: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="nine-people"))
    issue(pack, keepers, without_mail("your-desk"))
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert settled.status == "migrated"
    heir = await begin(office)
    assert "your-desk" not in heir.state.shared.arrived


async def test_a_pin_stays_where_its_words_stay_and_keeps_the_player_where_they_change(
    office: Office, keepers: str, pack: Pack
) -> None:
    body = pack.mission(SLUG).email_by_id["nine-people"].body
    words = next(line for line in body.splitlines() if len(line) > 30)
    session = await begin(office)
    pin = ac.Pin(source="nine-people", quote=words)
    await play_on(session, ac.OpenEmail(mail="nine-people"), pin)
    issue(pack, keepers, renamed)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert settled.status == "migrated"
    heir = await begin(office)
    assert heir.state.shared.pins == session.state.shared.pins
    issue(pack, keepers, lambda m: body_said(m, words, "Something else is said here now."))
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert settled.status == "kept"
    assert settled.reason.startswith("pin is refused: Those words are not in the text.")


async def test_undo_and_redo_are_decided_anew_with_the_edits_that_they_concern(
    office: Office, keepers: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.FinishPhase())
    while session.state.present.exchange is not None:  # type: ignore[union-attr]
        await play_on(session, ac.StaySilent())
    await play_on(session, ac.FinishPhase())
    await play_on(
        session,
        ac.Place(component="tea_queue", node="list", x=1, y=0),
        ac.Move(node="list", x=1, y=2),
        ac.Undo(),
        ac.Undo(),
        ac.Redo(),
    )

    def wider(mission: Mission) -> Mission:
        phases = tuple(
            p.model_copy(update={"budget": p.budget + 5}) if isinstance(p, SystemDesign) else p
            for p in mission.phases
        )
        return mission.model_copy(update={"phases": phases})

    issue(pack, keepers, wider)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert settled.status == "migrated"
    heir = await begin(office)
    assert heir.state.present.design == session.state.present.design  # type: ignore[union-attr]
    await play_on(heir, ac.Redo())

    def without_kind(mission: Mission) -> Mission:
        phases = tuple(
            p.model_copy(update={"palette": tuple(k for k in p.palette if k != "tea_queue")})
            if isinstance(p, SystemDesign)
            else p
            for p in mission.phases
        )
        return mission.model_copy(update={"phases": phases})

    issue(pack, keepers, without_kind)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert settled.status == "kept"
    assert settled.reason.startswith("place is refused:")


async def test_several_edits_are_settled_at_once_and_the_queue_is_empty_then(
    office: Office, keepers: str
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    for number in range(3):
        ask(
            keepers,
            "SELECT public.update_mission_content(id, content_data || %s, '')"
            " FROM public.mission_content WHERE key = 'email_discovery/your-desk'",
            Jsonb({"subject": f"Edit {number}"}),
        )
    assert migrator.waiting(keepers) == 1
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert settled.status == "migrated"
    rows = ask(keepers, "SELECT DISTINCT migration_status FROM public.progress_migrations")
    assert rows == [("migrated",)]
    assert migrator.waiting(keepers) == 0
    assert await asyncio.to_thread(migrator.settle_all, keepers) == ()
    heir = await begin(office)
    assert heir.mission.email_by_id["your-desk"].subject == "Edit 2"


async def test_an_heir_is_taken_over_again_and_names_the_one_before(
    office: Office, keepers: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keepers, renamed)
    (first,) = await asyncio.to_thread(migrator.settle_all, keepers)
    issue(pack, keepers, without_mail("nine-people"))
    (second,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert second.playthrough == first.heir
    chain = ask(keepers, "SELECT id, migrated_from FROM public.playthroughs")
    assert dict(chain) == {
        id_of(session): None,
        first.heir: id_of(session),
        second.heir: first.heir,
    }
    ask(keepers, "WITH gone AS (DELETE FROM auth.users RETURNING 1) SELECT 1 FROM gone")
    assert ask(keepers, "SELECT 1 FROM public.playthroughs") == []


async def test_a_playthrough_that_is_over_is_kept(office: Office, keepers: str, pack: Pack) -> None:
    session = await begin(office)
    issue(pack, keepers, renamed)
    await office.play.submit(id_of(session), abandoned=True)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert (settled.status, settled.reason) == ("kept", "The playthrough is over: abandoned.")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("UPDATE public.playthrough_events SET action = '{\"kind\": \"fly\"}' WHERE seq = 2",
         "Row 2 holds something"),
        ("DELETE FROM public.playthrough_events WHERE seq = 2", "Row 2 is missing"),
        ("UPDATE public.playthrough_events SET events = '[]' WHERE seq = 1", "does not start"),
        ("UPDATE private.content_answers SET answers = answers - 'options'",
         "The newest content cannot be read"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_fails_with_the_reason_and_harms_nobody_else(
    office: Office, keepers: str, pack: Pack, damage: str, reason: str
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"), ac.OpenEmail(mail="nine-people"))
    issue(pack, keepers, renamed)
    with psycopg.connect(keepers, autocommit=True) as connection:
        connection.execute(damage)  # type: ignore[call-overload]
    (settled,) = await asyncio.to_thread(migrator.settle_all, keepers)
    assert settled.status == "failed"
    assert reason in settled.reason
    assert ask(keepers, "SELECT status FROM public.playthroughs") == [("open",)]
    ((status, told),) = ask(
        keepers, "SELECT migration_status, migration_data ->> 'reason' FROM progress_migrations"
    )
    assert (status, told) == ("failed", settled.reason)


async def test_the_board_shows_the_heir_as_each_stored_step_would(
    office: Office, keepers: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"), ac.FinishPhase())
    issue(pack, keepers, renamed)
    await asyncio.to_thread(migrator.settle_all, keepers)
    heir = await begin(office)
    row = next(r for r in await office.board() if r.card.slug == SLUG)
    summary = summary_of(heir.state, len(heir.rows))
    assert row.summary == vars(summary)
    assert row.playthrough == id_of(heir)


@given(seed=st.integers(0, 10_000), length=st.integers(1, 60), edits=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_whatever_was_played_and_edited_comes_to_a_true_log_or_to_the_refused_row(
    pack: Pack, seed: int, length: int, edits: int
) -> None:
    mission = pack.mission(SLUG)
    rows = random_play(mission, seed, length)[1]
    same, state = migrator.redecide(mission, rows, 2)
    assert same[1:] == tuple(rows[1:])
    assert state == state_of(mission, same)
    other = edited(mission, random.Random(edits))
    try:
        anew, state = migrator.redecide(other, rows, 2)
    except migrator.Kept as kept:
        before, _ = migrator.redecide(other, rows[: kept.seq - 1], 2)
        with pytest.raises(Rejected):
            decide(other, state_of(other, before), rows[kept.seq - 1].action)
    else:
        assert first_difference(other, anew) is None
        assert [row.action for row in anew] == [row.action for row in rows]
        assert state == state_of(other, anew)


def edited(mission: Mission, chance: random.Random) -> Mission:
    """The mission with something taken out of it, in one to three places."""
    document = mission.model_dump(mode="json")
    lists: list[list[Any]] = []

    def look(value: Any) -> None:
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, list) and value:
            lists.append(value)
        if isinstance(value, dict | list):
            for one in inner:
                look(one)

    for part in ("phases", "facts", "promises", "requirements"):
        look(document[part])
    for _ in range(chance.randint(1, 3)):
        found = chance.choice(lists)
        if found:
            found.pop(chance.randrange(len(found)))
    try:
        return Mission.model_validate(document)
    except ValidationError:
        return mission
