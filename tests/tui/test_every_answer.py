"""Every answer that a mail offers can be lit, read and put back: by number, arrow and click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing, Script
from engine.actions import AnyAction, LeaveMail, Reply
from engine.events import FactFound, MailArrived, MailLeft, ReplySent
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from engine.phases.nodes import offered
from tests.tui.grid import screen_text
from tests.tui.snapshot import NARROW, WIDE
from tests.tui.stage import click, inbox, on_stage, press, session_of, still
from tui.drive.hands import Hands
from tui.drive.inbox import play
from tui.inbox.paint import LEAVE
from tui.screens.inbox import InboxScreen
from tui.session import Session

Stop = tuple[Session, AnyAction]


def stops(mission: Mission, script: Script) -> Iterator[Stop]:
    """A playthrough as it stands before each letter of a script, and what is done there."""
    actions: list[AnyAction] = []
    names = PinNames()
    shared = session_of(mission, seed=script.seed).state.shared
    for step in script.steps:
        if not isinstance(step, Doing):
            continue
        for action in names.actions(step, shared):
            session = session_of(mission, *actions, seed=script.seed)
            if not session.state.present or session.state.present.kind != "email_discovery":
                return
            if isinstance(action, Reply | LeaveMail):
                yield session, action
            actions.append(action)
            shared = session_of(mission, *actions, seed=script.seed).state.shared


def asking(mission: Mission) -> set[str]:
    """The mails of a mission that take an answer."""
    inboxes = [phase for phase in mission.phases if isinstance(phase, EmailDiscovery)]
    return {mail.id for phase in inboxes for mail in phase.emails if mail.options}


def every_stop(pack: Pack, mission: Mission) -> Iterator[Stop]:
    """One stop before each mail that any walkthrough of a mission answers."""
    seen: set[str] = set()
    scripts = pack.walkthroughs_of(mission.slug)
    for script in sorted(scripts, key=lambda s: Path(s.file).stem not in ("gold", "guided")):
        for session, action in stops(mission, script):
            assert isinstance(action, Reply | LeaveMail)
            if action.mail not in seen:
                seen.add(action.mail)
                yield session, action
    assert seen == asking(mission), "every mail is answered by some walkthrough"


async def to_replies(hands: Hands, mail: str) -> None:
    """Has a mail's answers in front."""
    screen = inbox(hands)
    for _ in range(40):
        if screen.selected == mail:
            break
        await press(hands, "down" if screen.mails.cursor_id else "home")
        if screen.mails.cursor_id == screen.mails.rows[-1].id and screen.selected != mail:
            await press(hands, "home")
    assert screen.selected == mail
    await press(hands, "r")
    assert screen.place == "reply"


async def look_at_every_answer(
    hands: Hands, pilot: Pilot[int], session: Session, mail_id: str
) -> None:
    """Lights each answer three ways, reads its letter, and goes back; nothing is sent."""
    screen, rows = inbox(hands), len(session.rows)
    mail = session.mission.email_by_id[mail_id]
    options = offered(mail, session.state.shared)
    await to_replies(hands, mail_id)
    assert [row.id for row in screen.options.rows if row.id != LEAVE] == [o.id for o in options]
    assert screen.options.cursor_id is None, "none is preferred"
    lit = []
    for _ in options:
        await press(hands, "down")
        lit.append(screen.options.cursor_id)
    assert lit == [option.id for option in options]
    for number, option in enumerate(options, start=1):
        await press(hands, str(number))
        assert screen.options.cursor_id == option.id
        text = await press(hands, "enter")
        assert screen.draft == option.id
        assert option.say.split(",")[0][:30] in " ".join(text.replace("│", " ").split())
        await press(hands, "escape")
        assert screen.place == "reply"
        other = options[number % len(options)]
        words = other.label[:24]
        await click(pilot, hands, words, after="Which reply")
        assert screen.options.cursor_id == other.id
        await click(pilot, hands, words, after="Which reply")
        assert screen.draft == other.id
        await click(pilot, hands, "Back to")
        assert screen.place == "reply"
    if mail.may_leave:
        assert "Nothing goes out." in await press(hands, "z")
        await press(hands, "escape")
        assert screen.draft is None
        await click(pilot, hands, "Send nothing", after="Which reply")
        await click(pilot, hands, "Send nothing", after="Which reply")
        assert screen.draft == LEAVE
        await press(hands, "escape")
    assert len(session.rows) == rows, "whoever looks sends nothing"


def no_cost_is_told(text: str, session: Session, mail: str) -> None:
    """Options carry words alone: what one costs is not told of any, so none is hinted at."""
    options = offered(session.mission.email_by_id[mail], session.state.shared)
    shown = " ".join(text.replace("│", " ").split())
    assert all(option.label.split()[-1] in shown for option in options)
    assert not re.search(r"[+-]\d|▰ |◆ \d|costs? (?:a|\d)", "\n".join(text.split("\n")[3:-1]))


async def send(hands: Hands, session: Session, action: AnyAction) -> None:
    """Sends what the script sends, by keys, and looks at what came of it on the screen."""
    screen = inbox(hands)
    await play(hands, screen, action)
    text = await still(hands)
    row, texts = session.rows[-1], session.mission.texts
    assert row.action == action
    assert isinstance(action, Reply | LeaveMail)
    told = {type(event) for event in row.events}
    if isinstance(action, Reply):
        assert ReplySent in told
        assert f"{action.mail}/{action.option}/you" in screen.reader.sources, "the letter stands"
        assert "ME   You" in text, "and is what the page is turned to"
    else:
        assert MailLeft in told
        assert "You sent nothing." in text
    brought = [p.ref for p in session.state.shared.transcript if p.ref.startswith(action.mail)]
    for ref in brought:
        if texts[ref].say and texts[ref].who != "narrator":
            assert ref in screen.reader.sources, "an answer is a text that can be pinned"
    if any(texts[ref].silence for ref in brought):
        foot = " ".join((await press(hands, "end")).replace("│", " ").split())
        assert any(texts[ref].silence.split(".")[0][:24] in foot for ref in brought)
    if told & {MailArrived, FactFound}:
        assert screen.status.has_class("-shown")
    assert "trust" in text or session.mission.slug == "kettle-protocol", "a meter shows in words"
    assert not re.search(r"[+-]\d+ (?:trust|points)", text)


async def test_every_answer_of_the_tutorial_is_reached_and_sent(pack: Pack) -> None:
    for session, action in every_stop(pack, pack.mission("kettle-protocol")):
        async with on_stage(session, InboxScreen, NARROW) as (hands, pilot):
            await look_at_every_answer(hands, pilot, session, action.mail)  # type: ignore[union-attr]
            await send(hands, session, action)


@pytest.mark.slow
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_answer_of_every_mission_is_reached_and_sent(
    pack: Pack, size: tuple[int, int]
) -> None:
    for mission in pack.missions:
        if not asking(mission):
            continue
        for session, action in every_stop(pack, mission):
            mail = action.mail  # type: ignore[union-attr]
            async with on_stage(session, InboxScreen, size) as (hands, pilot):
                await look_at_every_answer(hands, pilot, session, mail)
                no_cost_is_told(screen_text(hands.app), session, mail)
                await send(hands, session, action)
