"""A call's recording: captions are shown, an address is offered and never opened; plain words."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.mission import Mission
from engine.phase_config import VideoCall
from tests.tui.calls import call_mission, in_call
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import session_of
from tui.call import recording
from tui.call.recording import address, has_recording
from tui.plain.call import opening
from tui.plain.desk import Desk
from tui.screens.call import CallScreen
from tui.screens.help import HelpScreen, Question
from tui.spoken_words import in_plain_words

AT = "https://calls.ferrule-finch.example/bakery"
SAID = "[An oven door.]\nAda: Two, since the fire."
HOSTILE = "javascript:alert(1)\nrm -rf ~\x1b]52;c;eA==\x07\x9b2J‮ [link=http://x]y[/link]"


def with_recording(address: str = AT, captions: str = SAID) -> Mission:
    mission = call_mission(3)
    call = mission.phases[0]
    assert isinstance(call, VideoCall)
    call = call.model_copy(update={"media_url": address, "captions": captions})
    return mission.model_copy(update={"phases": (call, *mission.phases[1:])})


@pytest.mark.parametrize("size", SIZES)
async def test_c_shows_the_captions_and_enter_copies_the_address(size: tuple[int, int]) -> None:
    async with in_call(session_of(with_recording()), size) as (screen, hands, pilot):
        await pilot.press("c")
        await hands.screen(Question)
        await pilot.pause()
        same("call_recording", size, screen_text(hands.app))
        await pilot.press("enter")
        await hands.screen(CallScreen)
        await hands.until(lambda: hands.app.clipboard == AT, "the clipboard")
        assert "The address is on the clipboard" in screen_text(hands.app)
        assert len(screen.session.rows) == 1


async def test_esc_copies_nothing() -> None:
    async with in_call(session_of(with_recording())) as (_, hands, pilot):
        await pilot.press("c")
        await hands.screen(Question)
        await pilot.press("escape")
        await hands.screen(CallScreen)
        assert hands.app.clipboard == ""


async def test_the_transcript_begins_with_the_captions_and_they_cannot_be_pinned() -> None:
    async with in_call(session_of(with_recording())) as (screen, hands, pilot):
        await pilot.press("t")
        await hands.until(lambda: screen.page.pinning, "the transcript")
        text = screen_text(hands.app)
        assert text.index("An oven door.") < text.index("HOW MANY OVENS")
        assert all("fire" not in passage.quote for passage in screen.page.all_passages)


async def test_a_call_without_a_recording_has_no_key_for_one() -> None:
    async with in_call(session_of(call_mission(3))) as (_, hands, pilot):
        assert "Recording" not in screen_text(hands.app)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(hands.app.screen, CallScreen)


async def test_an_address_that_would_steer_a_terminal_or_a_shell_is_shown_and_copied_as_text() -> (
    None
):
    async with in_call(session_of(with_recording(HOSTILE, HOSTILE))) as (_, hands, pilot):
        await pilot.press("c")
        await hands.screen(Question)
        await pilot.pause()
        text = screen_text(hands.app)
        assert "javascript:alert(1)" in text
        assert "[link=http://x]y[/link]" in text
        await pilot.press("enter")
        await hands.screen(CallScreen)
        for shown in (text, hands.app.clipboard):
            assert not set("\x1b\x07\x9b‮") & set(shown)
        assert "\n" not in hands.app.clipboard


@pytest.mark.parametrize("slug", ["client-discovery-workshop", "urgent-performance"])
def test_the_missions_with_a_call_give_other_front_ends_an_address_and_captions(
    slug: str, pack: Pack
) -> None:
    call = next(p for p in pack.mission(slug).phases if isinstance(p, VideoCall))
    assert has_recording(call)
    assert address(call).startswith("https://calls.ferrule-finch.example/")
    assert recording.captions(call).startswith("[")


def test_the_plain_game_says_captions_and_address_harmlessly() -> None:
    said: list[str] = []

    class Voice:
        def say(self, text: str = "", *, laid_out: bool = False) -> None:
            said.append(text)

    session = session_of(with_recording(HOSTILE, SAID))
    call = session.mission.phases[0]
    assert isinstance(call, VideoCall)
    desk = Desk.__new__(Desk)
    desk.voice, desk.session = Voice(), session  # type: ignore[assignment]
    opening(desk, call)
    assert "Caption: [An oven door.]" in said
    told = next(line for line in said if line.startswith("Recording"))
    assert "javascript:alert(1) rm -rf ~" in told
    assert not set("\x1b\x07\x9b") & set(told)


# --- plain words -----------------------------------------------------------------------------


def test_terms_are_found_in_talk_and_words_of_every_day_are_not(pack: Pack) -> None:
    mission = pack.mission("urgent-performance")
    found = in_plain_words(mission, ["Caches and two REPLICAS, done: asked at the p95, with room."])
    assert [term.term for term in found] == ["cache", "p95", "replica"]
    assert in_plain_words(mission, ["Every part is up and done.", "cached", "zonest"]) == ()


async def test_the_help_of_a_call_says_the_terms_that_stand_on_the_screen(pack: Pack) -> None:
    glossary = pack.mission("urgent-performance").glossary
    mission = call_mission(3).model_copy(update={"glossary": glossary})
    call = mission.phases[0]
    assert isinstance(call, VideoCall)
    line = call.exchanges[0].lines[0].model_copy(update={"say": "A cache. HOW MANY?"})
    first = call.exchanges[0].model_copy(update={"lines": (line,)})
    call = call.model_copy(update={"exchanges": (first, *call.exchanges[1:])})
    mission = mission.model_copy(update={"phases": (call, *mission.phases[1:])})
    async with in_call(session_of(mission), (120, 60)) as (screen, hands, pilot):
        assert [term.term for term in screen.explained()] == ["cache"]
        await pilot.press("question_mark")
        await hands.screen(HelpScreen)
        await pilot.pause()
        text = screen_text(hands.app)
        assert "IN PLAIN WORDS" in text
        assert "A copy kept near" in text
