"""Every answer that a mail offers can be lit, read and put back: by number, arrow and click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.career import begun
from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing, Script
from engine.actions import AnyAction, LeaveMail, Reply
from engine.dialogue import Option
from engine.events import FactFound, MailArrived, MailLeft, ReplySent
from engine.game import step
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from engine.phases.nodes import offered
from tests.shipped import shipped
from tests.tui.grid import screen_text
from tests.tui.snapshot import NARROW, WIDE
from tests.tui.stage import inbox, on_stage, press, session_of, spot, still, strike, tap
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
    player = begun(script.start, (mission.card,)).player(script.player.name)
    state = session_of(mission, seed=script.seed, player=player).state
    for doing in script.steps:
        if not isinstance(doing, Doing):
            continue
        for action in names.actions(doing, state.shared):
            if isinstance(action, Reply | LeaveMail):
                yield session_of(mission, *actions, seed=script.seed, player=player), action
            actions.append(action)
            state, _ = step(mission, state, action)


def answers(mission: Mission) -> set[tuple[str, str]]:
    """Each answer of a mission's mails, with its mail."""
    inboxes = [phase for phase in mission.phases if isinstance(phase, EmailDiscovery)]
    mails = [mail for phase in inboxes for mail in phase.emails]
    return {(mail.id, option.id) for mail in mails for option in mail.options}


def every_stop(pack: Pack, mission: Mission) -> Iterator[Stop]:
    """Stops before the mails that walkthroughs answer, until each answer is offered at one."""
    seen: set[tuple[str, str]] = set()
    scripts = pack.walkthroughs_of(mission.slug)
    for script in sorted(scripts, key=lambda s: Path(s.file).stem not in ("gold", "guided")):
        for session, action in stops(mission, script):
            assert isinstance(action, Reply | LeaveMail)
            mail = mission.email_by_id[action.mail]
            here = {(mail.id, one.id) for one in offered(mail, session.state.shared)}
            if here - seen:
                seen |= here
                yield session, action
    assert seen == answers(mission), "every answer is offered in some walkthrough"


async def to_replies(hands: Hands, mail: str) -> None:
    """Has a mail's answers in front."""
    screen = inbox(hands)
    for _ in range(40):
        if screen.selected == mail:
            break
        await tap(hands, "down" if screen.mails.cursor_id else "home")
        if screen.mails.cursor_id == screen.mails.rows[-1].id and screen.selected != mail:
            await tap(hands, "home")
    assert screen.selected == mail
    await tap(hands, "r")
    assert screen.place == "reply"


def beginnings(labels: list[str]) -> list[str]:
    """How each label begins, long enough to tell it from the others, and short for one line."""
    for length in range(24, 56):
        found = [label[:length] for label in labels]
        if len(set(found)) == len(found):
            return found
    raise AssertionError(f"two of these look the same: {labels}")


async def lit_three_ways(hands: Hands, options: tuple[Option, ...]) -> dict[str, tuple[int, int]]:
    """Lights each answer by arrow, by number and by a click; tells where each stands."""
    screen = inbox(hands)
    lit = []
    for _ in options:
        await tap(hands, "down")
        lit.append(screen.options.cursor_id)
    assert lit == [option.id for option in options]
    text = await still(hands)
    shown = beginnings([option.label for option in options])
    spots = {
        option.id: spot(text, words, "Which reply")
        for option, words in zip(options, shown, strict=True)
    }
    for number, option in enumerate(options, start=1):
        await tap(hands, str(number))
        assert screen.options.cursor_id == option.id
        other = options[number % len(options)]
        await strike(hands, *spots[other.id])
        assert screen.options.cursor_id == other.id
    return spots


async def look_at_every_answer(hands: Hands, session: Session, mail_id: str) -> None:
    """Lights each answer three ways, reads its letter, and goes back; nothing is sent."""
    screen, rows = inbox(hands), len(session.rows)
    mail = session.mission.email_by_id[mail_id]
    options = offered(mail, session.state.shared)
    await to_replies(hands, mail_id)
    assert [row.id for row in screen.options.rows if row.id != LEAVE] == [o.id for o in options]
    assert screen.options.cursor_id is None, "none is preferred"
    spots = await lit_three_ways(hands, options)
    for number, option in enumerate(options, start=1):
        text = await press(hands, str(number), "enter")
        assert screen.draft == option.id
        assert option.say.split(",")[0][:30] in " ".join(text.replace("│", " ").split())
        if number % 2:
            await tap(hands, "escape")
        else:
            await strike(hands, *spot(text, "Back to"))
        assert screen.place == "reply"
        await tap(hands, str(number))
        await strike(hands, *spots[option.id])
        assert screen.draft == option.id, "a second click takes what is lit"
        await tap(hands, "escape")
        assert screen.place == "reply"
    if mail.may_leave:
        await look_at_silence(hands)
    assert len(session.rows) == rows, "whoever looks sends nothing"


async def look_at_silence(hands: Hands) -> None:
    """Asks by key and by mouse to send nothing, and takes both back."""
    screen = inbox(hands)
    assert "Nothing goes out." in await press(hands, "z")
    text = await press(hands, "escape")
    assert screen.draft is None
    for _ in range(2):
        await strike(hands, *spot(text, "Send nothing", "Which reply"))
    assert screen.draft == LEAVE
    await tap(hands, "escape")


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
        async with on_stage(session, InboxScreen, NARROW) as (hands, _):
            await look_at_every_answer(hands, session, action.mail)  # type: ignore[union-attr]
            await send(hands, session, action)


@pytest.mark.slow
@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("slug", [one.slug for one in shipped().missions if answers(one)])
async def test_every_answer_of_every_mission_is_reached_and_sent(
    pack: Pack, slug: str, size: tuple[int, int]
) -> None:
    for session, action in every_stop(pack, pack.mission(slug)):
        mail = action.mail  # type: ignore[union-attr]
        async with on_stage(session, InboxScreen, size) as (hands, _):
            await look_at_every_answer(hands, session, mail)
            no_cost_is_told(screen_text(hands.app), session, mail)
            await send(hands, session, action)
