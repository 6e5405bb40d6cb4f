"""A mail may have a paragraph for some players only: by what they know or wrote before it came."""

from __future__ import annotations

import asyncio

import pytest

from content.loader import Pack
from content.script import Script
from db.mission_rows import split
from engine.shared import Shared
from tui.headless.engine import EnginePlayer
from tui.headless.play import play
from tui.inbox.mail_page import thread

MAIL = "front-page-left"
OPTIONS = ("quote-us", "feasible", "permits-first", "no-map")


def shared_after(pack: Pack, name: str) -> tuple[Script, Shared]:
    mission = pack.mission("lantern-parade-promise")
    script = next(s for s in pack.walkthroughs if s.mission == mission.slug and s.name == name)
    player = EnginePlayer(mission, script)
    asyncio.run(play(script, "engine", player))
    return script, player.state.shared


@pytest.mark.parametrize("name", ["gold", "fair", "poor", "tempting"])
def test_what_was_written_on_monday_decides_what_the_mail_adds(pack: Pack, name: str) -> None:
    mission = pack.mission("lantern-parade-promise")
    _, shared = shared_after(pack, name)
    choice = shared.choice("lights-up")
    added = [p.ref for p in shared.transcript if p.ref.startswith(f"{MAIL}/adds/")]
    assert choice is not None
    wanted = [f"{MAIL}/adds/{OPTIONS.index(choice.move)}"] if choice.move in OPTIONS else []
    assert added == wanted
    mail = mission.email_by_id[MAIL]
    documents = thread(mission, shared, mail, 72, wide=False)
    assert [d.source for d in documents][: 1 + len(added)] == [MAIL, *added]
    assert all(not d.head for d in documents[1 : 1 + len(added)]), "it reads as one mail"


def test_other_front_ends_are_not_shown_what_a_mail_may_add(pack: Pack) -> None:
    mission = pack.mission("lantern-parade-promise")
    row = next(r for r in split(mission) if r.key.endswith(f"/{MAIL}"))
    assert "adds" not in row.content_data
    assert len(row.answers["adds"]) == len(OPTIONS)
