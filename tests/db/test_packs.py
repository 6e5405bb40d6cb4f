"""Packs: published whole or not at all, over edits, beside what others add; pinned in play."""

from __future__ import annotations

import json

import psycopg
import pytest
from psycopg.types.json import Jsonb

from content.loader import Pack
from db import publish
from db.mission_rows import FORM
from db.server import SUPERUSER, ServerAddress
from engine.mission import Mission
from tests.db.authors import (
    MAIL,
    SOURCE_MAIL,
    consistent,
    content_id,
    data_of,
    numbers,
    one,
    played,
    player,
    publishing,
    start,
    untraced,
    update,
    with_subject,
)
from tests.db.test_mission_rows import GOLDEN
from tui.filing import file_missions


def test_an_edit_by_hand_outlives_a_start_and_not_a_changed_pack(
    own_database: ServerAddress, own: psycopg.Connection, service: psycopg.Connection, pack: Pack
) -> None:
    mail = content_id(own, MAIL)
    update(service, mail, {**data_of(own, mail), "subject": "By hand"})
    assert publish.publish(pack.cards, pack.missions, own_database.conninfo(SUPERUSER)) is None
    assert data_of(own, mail)["subject"] == "By hand"
    kettle = pack.mission("kettle-protocol")
    changed = publishing(pack, with_subject(kettle, "By the pack"), own_database)
    assert changed is not None and changed.changed == ("kettle-protocol",)
    assert data_of(own, mail)["subject"] == "By the pack"
    assert numbers(own, mail) == ["1.0", "1.1", "1.2"]
    consistent(own)


def test_publishing_leaves_what_others_have_added(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    own.execute(
        "INSERT INTO public.missions (slug, title, order_index, difficulty, config)"
        " VALUES ('of-the-web', 'Of the Web', 90, 'beginner', '{}')"
    )
    own.execute(
        "INSERT INTO public.mission_content"
        " (mission_id, phase_name, content_type, content_data, sequence_order, key)"
        " SELECT id, 'email_discovery', 'email', %s, 1, 'web/1' FROM public.missions"
        " WHERE slug = 'kettle-protocol'",
        (Jsonb(SOURCE_MAIL),),
    )
    kettle = pack.mission("kettle-protocol")
    publishing(pack, with_subject(kettle, "Other"), own_database)
    assert one(own, "SELECT published FROM public.missions WHERE slug = 'of-the-web'")
    assert one(own, "SELECT retired_rev IS NULL FROM public.mission_content WHERE key = 'web/1'")
    started = start(own_database, player(own))
    assert played(own, started, pack) == with_subject(kettle, "Other")


def test_a_board_sheet_is_content_like_any_other_before_the_game_has_boards(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    sheet = {"key": "board", "columns": ["Signed", "Open"], "drill": {"asks": "Who decides?"}}
    own.execute(
        "INSERT INTO public.mission_content"
        " (mission_id, phase_name, content_type, content_data, sequence_order)"
        " SELECT id, 'board_decision', 'simulation', %s, 5 FROM public.missions"
        " WHERE slug = 'kettle-protocol'",
        (Jsonb(sheet),),
    )
    started = start(own_database, player(own))
    assert played(own, started, pack) == pack.mission("kettle-protocol")
    row = own.execute(
        "SELECT c.content_type, c.content_data FROM public.playthroughs p,"
        " public.content_at(p.mission_id, p.rev) c"
        " WHERE p.id = %s AND c.phase_name = 'board_decision'",
        (started,),
    ).fetchone()
    assert row == ("simulation", sheet)
    consistent(own)


def test_a_mission_that_a_pack_no_longer_has_leaves_the_board(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    fewer = tuple(card for card in pack.cards if card.slug != pack.cards[-1].slug)
    publish.publish(fewer, pack.missions, own_database.conninfo(SUPERUSER))
    gone = own.execute("SELECT slug FROM public.missions WHERE NOT published").fetchall()
    assert gone == [(pack.cards[-1].slug,)]


def test_ten_edits_midway_leave_a_playthrough_on_its_content(
    own_database: ServerAddress, own: psycopg.Connection, service: psycopg.Connection, pack: Pack
) -> None:
    kettle, user, mail = pack.mission("kettle-protocol"), player(own), content_id(own, MAIL)
    started = start(own_database, user)
    for number in range(10):
        update(service, mail, {**data_of(own, mail), "subject": f"Edit {number}"})
        assert played(own, started, pack) == kettle
    anew = start(own_database, user, restart=True)
    assert played(own, anew, pack) == with_subject(kettle, "Edit 9")
    assert played(own, started, pack) == kettle


def test_a_mail_that_is_taken_out_and_put_back_is_out_for_those_between(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    kettle, user = pack.mission("kettle-protocol"), player(own)
    inbox = kettle.phases[0]
    emails = tuple(reversed(inbox.emails[:2]))  # type: ignore[union-attr]
    less = inbox.model_copy(update={"emails": emails})
    fewer = kettle.model_copy(update={"phases": (less, *kettle.phases[1:])})
    first = start(own_database, user)
    publishing(pack, fewer, own_database)
    between = start(own_database, user, restart=True)
    publishing(pack, kettle, own_database)
    last = start(own_database, user, restart=True)
    assert played(own, first, pack) == played(own, last, pack) == kettle
    assert played(own, between, pack) == fewer
    consistent(own)


def test_a_publisher_that_fails_midway_changes_nothing(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    before = one(own, "SELECT max(rev) FROM private.content_revisions")
    card = pack.cards[-1]
    broken = card.model_copy(update={"difficulty": "impossible"})
    kettle = with_subject(pack.mission("kettle-protocol"), "Other")
    with pytest.raises(psycopg.errors.CheckViolation):
        publish.publish((*pack.cards[:-1], broken), (kettle,), own_database.conninfo(SUPERUSER))
    assert one(own, "SELECT max(rev) FROM private.content_revisions") == before
    assert data_of(own, content_id(own, MAIL))["subject"] != "Other"


def test_a_pack_whose_rows_take_another_form_is_filed_again(
    own_database: ServerAddress, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = own_database.conninfo(SUPERUSER)
    file_missions(keeper)
    stamp = publish.stamp(keeper)
    assert publish.publish(pack.cards, pack.missions, keeper) is None
    monkeypatch.setattr("db.publish.FORM", FORM + 1)
    monkeypatch.setattr("tui.filing.FORM", FORM + 1)
    file_missions(keeper)
    assert publish.stamp(keeper) not in (stamp, None)
    with psycopg.connect(keeper) as connection:
        assert one(connection, "SELECT max(rev) FROM private.content_revisions") == 2


def test_content_of_the_first_release_is_read_and_filed_anew(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    mission = untraced(Mission.model_validate(golden["mission"]))
    card = mission.card.model_copy(update={"unlock_conditions": None, "prerequisites": None})
    mission = mission.model_copy(update={"card": card})
    packed = pack.model_copy(update={"cards": (card,), "missions": (mission,)})
    keeper = own_database.conninfo(SUPERUSER)
    own.execute(
        "INSERT INTO public.missions (slug, title, order_index, difficulty, config, in_pack)"
        " VALUES (%s, %s, 1, 'beginner', '{}', true)",
        (card.slug, card.title),
    )
    for row in golden["rows"]:
        own.execute(
            "WITH c AS (INSERT INTO public.mission_content (mission_id, key, phase_name,"
            " content_type, content_data, sequence_order, position)"
            " SELECT id, %s, %s, %s, %s, %s, %s FROM public.missions WHERE slug = %s RETURNING id)"
            " SELECT private.write_version(c.id, %s, %s, 1, NULL) FROM c",
            (
                row["key"],
                row["phase_name"],
                row["content_type"],
                Jsonb(row["content_data"]),
                row["sequence_order"],
                row["position"],
                card.slug,
                Jsonb(row["content_data"]),
                Jsonb(row["answers"]),
            ),
        )
    user = player(own)
    old = start(own_database, user, card.slug)
    assert untraced(played(own, old, packed)) == mission
    assert publish.publish(packed.cards, packed.missions, keeper) is not None
    new = start(own_database, user, card.slug, restart=True)
    assert untraced(played(own, new, packed)) == untraced(played(own, old, packed))
    assert untraced(played(own, new, packed)) == mission
    consistent(own)
