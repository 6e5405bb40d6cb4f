"""The tutorial takes a newcomer under six minutes: its words and its keys, reckoned.

Silent reading of English non-fiction goes at 238 words a minute, for most adults between 175 and
300 (M. Brysbaert, *How many words do we read per minute?*, Journal of Memory and Language 109,
2019). A newcomer who also takes in a screen is given 200 here, and 2 seconds for every key.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing, Script
from db.folders import DataFolder
from db.server import ServerAddress
from engine import events as ev
from engine.actions import AnyAction, RunTraffic
from engine.debrief import requirement_verdicts
from engine.game import step
from engine.log import state_of
from engine.mission import Mission
from engine.phases.nodes import offered
from engine.state import State
from engine.texts import YOU
from tests.engine.plays import started
from tui.app import ScopeCreepApp
from tui.briefing import brief_page, phase_page
from tui.drive.sight import screen_text
from tui.headless import screen
from tui.headless.result import failure_lines
from tui.teaching import lessons

WORDS_A_MINUTE = 200
SECONDS_A_KEY = 2
MOST_MINUTES = 6
MOST_WORDS = 700
"""Without the report of the run: they leave two minutes and a half for that and for the keys."""
PARTS = ("brief", "mails", "files", "notebook", "answers", "lines", "pages", "feedback")


def minutes(words: int, keys: int) -> float:
    """What a newcomer needs, in minutes."""
    return words / WORDS_A_MINUTE + keys * SECONDS_A_KEY / 60


def count(text: str) -> int:
    """Words of a text; rules, marks and arrows are none."""
    return sum(bool(re.search(r"\w", word)) for word in text.split())


def guided_words(mission: Mission, script: Script) -> Counter[str]:
    """The words that the guided path puts before a player up to the end of feedback, by where."""
    names, shown, taught = PinNames(), Counter[str](), list[str]()
    state = state_of(mission, [started(mission, script.seed)])
    first = lessons(mission, mission.phases[0], taught)
    taught += [one.mechanic for one in first]
    shown["brief"] = count(brief_page(mission, first).plain)
    for told in script.steps:
        if not isinstance(told, Doing):
            continue
        for action in names.actions(told, state.shared):
            state, events = step(mission, state, action)
            for event in events:
                if words := _put_before(mission, state, event, taught):
                    where, text = words
                    shown[where] += count(text)
    assert state.status == "completed"
    return shown


def _put_before(
    mission: Mission, state: State, event: ev.AnyEvent, taught: list[str]
) -> tuple[str, str] | None:
    """Where an event shows words, and the words, in the state that it came to."""
    match event:
        case ev.MailOpened():
            mail = mission.email_by_id[event.mail]
            return "mails", f"{mail.subject} {mail.body}"
        case ev.FileOpened():
            return "files", mission.texts[event.filename].say
        case ev.ReplySent():
            mail = mission.email_by_id[event.node]
            labels = [option.label for option in mail.options]
            letter = mission.texts[f"{event.node}/{event.move}/{YOU}"].say
            return "answers", " ".join([*labels, letter])
        case ev.ExchangeReached():
            options = offered(mission.exchange_by_id[event.exchange], state.shared)
            return "answers", " ".join(option.say for option in options)
        case ev.LinePlayed():
            words = mission.texts[event.ref]
            return "lines", words.say or words.silence
        case ev.FactFound():
            return "notebook", mission.fact_by_id[event.fact].says
        case ev.PairCompared() if event.contradiction:
            (found,) = (one for one in mission.contradictions if one.id == event.contradiction)
            return "notebook", found.means
        case ev.PhaseBegun():
            new = lessons(mission, mission.phases[len(state.phases) - 1], taught)
            taught += [one.mechanic for one in new]
            return "pages", phase_page(mission, state, new).plain
        case ev.FeedbackHeard():
            verdicts = requirement_verdicts(mission, state)
            (own,) = (one for one in verdicts if one.requirement.id == event.requirement)
            asked = own.requirement
            said = asked.kept if own.kept else asked.broken
            parts = (asked.title, said.say, said.aside, asked.limit, own.why)
            return "feedback", " ".join(parts)
    return None


class Watched(screen.KeyPlayer):
    """Plays by keys, and counts the words of every report of a run, down to its table."""

    read = 0

    async def act(self, action: AnyAction) -> None:
        await super().act(action)
        if isinstance(action, RunTraffic):
            found, table, _ = screen_text(self.app).partition(" answered ")
            assert table, "the report of the run"
            Watched.read += count(found)


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys that are pressed from now on, in their order."""
    keys: list[str] = []
    press = ScopeCreepApp.simulate_key

    def counted(app: ScopeCreepApp, key: str) -> None:
        keys.append(key)
        press(app, key)

    monkeypatch.setattr(ScopeCreepApp, "simulate_key", counted)
    monkeypatch.setattr(Watched, "read", 0)
    monkeypatch.setattr(screen, "KeyPlayer", Watched)
    return keys


def test_the_guided_path_is_short_to_read_in_every_part(kettle: Mission, pack: Pack) -> None:
    shown = guided_words(kettle, pack.walkthroughs_of(kettle.slug)[0])
    assert {*shown} == {*PARTS}
    assert shown.total() <= MOST_WORDS, shown


@pytest.mark.slow
async def test_a_newcomer_is_through_the_tutorial_in_six_minutes(
    kettle: Mission,
    pack: Pack,
    server: ServerAddress,
    scratch_folder: DataFolder,
    pressed: list[str],
) -> None:
    script = pack.walkthroughs_of(kettle.slug)[0]
    result = await screen.run(script, kettle, scratch_folder, server)
    assert result.passed, failure_lines(result)
    shown = guided_words(kettle, script)
    shown["reports"] = Watched.read
    words, keys = shown.total(), len(pressed)
    told = f"{words} words {dict(shown)} and {keys} keys: {minutes(words, keys):.1f} minutes"
    assert minutes(words, keys) < MOST_MINUTES, told
