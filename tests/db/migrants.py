"""Playthroughs that newer content comes out under: what the tests of the migrator share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg

from content.loader import Pack
from db import migrator, publish
from engine import actions as ac
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from tui.office import DatabaseStore, Office
from tui.session import Session

SLUG = "kettle-protocol"
Change = Callable[[Mission], Mission]


def ask(keeper: str, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(keeper, autocommit=True) as connection:
        return connection.execute(statement, values or None).fetchall()  # type: ignore[call-overload, no-any-return]


async def begin(office: Office, slug: str = SLUG, **how: bool) -> Session:
    row = next(r for r in await office.board() if r.card.slug == slug)
    return await office.start(row, seed=7, **how)


async def play_on(session: Session, *actions: ac.AnyAction) -> Session:
    for action in actions:
        await session.act(action)
        await session.settle()
    return session


def id_of(session: Session) -> UUID:
    assert isinstance(session.store, DatabaseStore)
    return session.store.playthrough


def issue(pack: Pack, keeper: str, change: Change) -> None:
    """Publishes the pack with the tutorial other than it is, and queues who plays it."""
    missions = tuple(change(m) if m.slug == SLUG else m for m in pack.missions)
    assert publish.publish(pack.cards, missions, keeper) is not None
    migrator.queue_open(keeper)


def inbox_changed(mission: Mission, **changes: Any) -> Mission:
    inbox = mission.phases[0].model_copy(update=changes)
    return mission.model_copy(update={"phases": (inbox, *mission.phases[1:])})


def body_said(mission: Mission, old: str, new: str) -> Mission:
    """The tutorial with other words in one of its mails."""
    inbox = mission.phases[0]
    assert isinstance(inbox, EmailDiscovery)
    assert any(old in mail.body for mail in inbox.emails)
    mails = [m.model_copy(update={"body": m.body.replace(old, new)}) for m in inbox.emails]
    return inbox_changed(mission, emails=tuple(mails))


def without_mail(name: str) -> Change:
    def change(mission: Mission) -> Mission:
        inbox = mission.phases[0]
        assert isinstance(inbox, EmailDiscovery)
        return inbox_changed(mission, emails=tuple(m for m in inbox.emails if m.id != name))

    return change


def renamed(mission: Mission) -> Mission:
    inbox = mission.phases[0]
    assert isinstance(inbox, EmailDiscovery)
    mail = inbox.emails[0].model_copy(update={"subject": "Your other desk"})
    return inbox_changed(mission, emails=(mail, *inbox.emails[1:]))
