"""The call's parts that know no screen: its story, its pace, its caption and its tiles."""

from __future__ import annotations

import pytest

from engine import actions as ac
from engine.mission import Mission
from engine.phase_config import VideoCall
from tests.tui.calls import call_mission
from tests.tui.stage import session_of
from tui.call.captions import Spoken, broken, centred, log
from tui.call.faces import Shape, plan
from tui.call.pace import LETTERS_A_SECOND, Pace
from tui.call.story import Story, Turn, addressed, posture, story, times_spoken


@pytest.fixture(scope="module")
def four() -> Mission:
    return call_mission(4)


def told(mission: Mission, *actions: ac.AnyAction) -> Story:
    session = session_of(mission, *actions)
    return story(mission, config_of(mission), session.rows, session.state.shared)


def config_of(mission: Mission) -> VideoCall:
    config = mission.phases[0]
    assert isinstance(config, VideoCall)
    return config


def test_a_beat_holds_the_move_what_it_brought_and_the_next_exchange(four: Mission) -> None:
    opening, beat = told(four, ac.Say(option="floor-ben")).beats
    assert [turn.who for turn in opening.turns] == ["ada", "narrator"]
    assert (beat.move, beat.option, beat.floor) == ("say", "floor-ben", "benedict")
    assert [turn.who for turn in beat.turns] == ["you", "benedict", "ada", "ada"]
    assert beat.replies == 3
    assert beat.facts == ["two-ovens"]


@pytest.mark.parametrize(
    ("action", "move", "words"),
    [
        (ac.StaySilent(), "silence", "You let it sit."),
        (ac.Interrupt(), "interrupt", "You cut in."),
        (ac.GiveFloor(person="cleo"), "floor", "You give Cleo the floor."),
    ],
)
def test_moves_without_words_stand_in_the_story_and_count_as_no_turn(
    action: ac.AnyAction, move: str, words: str, four: Mission
) -> None:
    beat = told(four, action).last
    assert (beat.move, beat.turns[0].say) == (move, words)
    assert times_spoken(beat.turns, "you") == 0


def test_a_pin_in_mid_call_opens_no_beat(four: Mission) -> None:
    pin = ac.Pin(source="how-many/lines/0", quote="HOW MANY OVENS")
    assert len(told(four, pin, ac.StaySilent()).beats) == 2


def test_a_posture_follows_the_lines_heard(four: Mission) -> None:
    turns = told(four, ac.Say(option="floor-ben")).turns
    config = config_of(four)
    assert posture(four, config, turns[:2], "benedict") == "washing both his hands"
    assert posture(four, config, turns, "benedict") == "hands dry, looking up"


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("Benedict. How many?", "benedict"),
        ("Quickly, Benedict.", "benedict"),
        ("Benedict counted them.", None),
        ("It was Benedict.", None),
        ("Thank you, Ada.", None),
    ],
)
def test_a_line_is_to_whom_it_calls_by_name(words: str, whom: str | None, four: Mission) -> None:
    assert addressed(four, config_of(four), Turn("x", "ada", words, 0)) == whom


def turns(*said: str) -> tuple[Turn, ...]:
    return tuple(Turn(f"x/{n}", "ada", words, 0) for n, words in enumerate(said))


def test_forty_letters_come_in_a_second() -> None:
    pace = Pace()
    pace.begin(turns("a" * 100, "b"), 0)
    for _ in range(20):
        pace.tick(0.05)
    assert pace.cut == LETTERS_A_SECOND


def test_space_finishes_a_line_and_then_goes_on() -> None:
    pace = Pace()
    pace.begin(turns("One.", "Two."), 0)
    pace.finish_line()
    assert (pace.at, pace.typing) == (0, False)
    pace.finish_line()
    assert (pace.at, pace.typing) == (1, True)
    pace.finish_line()
    assert not pace.speaking


def test_left_alone_a_line_stays_to_be_read_and_the_next_one_comes() -> None:
    pace = Pace()
    pace.begin(turns("One and a half.", "Two."), 0)
    pace.finish_line()
    pace.tick(0.5)
    assert pace.at == 0
    pace.tick(5)
    assert pace.at == 1


def test_the_narrator_stands_whole_after_a_moment() -> None:
    pace = Pace()
    pace.begin((Turn("x", "narrator", "The bell rings.", 0),), 0)
    assert pace.heard == ()
    assert not pace.tick(0.2)
    assert pace.tick(0.2)
    assert not pace.speaking


def test_the_wave_stands_while_a_line_is_read() -> None:
    pace = Pace()
    pace.begin(turns("One.", "Two."), 0)
    pace.tick(0.05)
    pace.finish_line()
    frame = pace.frame
    pace.tick(0.3)
    assert pace.frame == frame


LONG = (
    "Two, since the fire, and the second one only when the wind is from the west; we bake forty "
    "loaves before seven."
)


def spoken(mission: Mission, *said: str, cut: int | None = None) -> Spoken:
    return Spoken(mission, turns(*said), (), cut)


def test_nothing_moves_while_letters_come(four: Mission) -> None:
    for draw in (centred, log):
        whole = draw(spoken(four, LONG), 76, 12).plain.split("\n")
        for cut in range(0, len(LONG), 7):
            typed = draw(spoken(four, LONG, cut=cut), 76, 12).plain.split("\n")
            assert len(typed) == len(whole)
            for full, half in zip(whole, typed, strict=True):
                shown = half.split("▍")[0].rstrip()
                assert full.startswith(shown)


def test_a_wrapped_speech_hangs_under_its_first_line(four: Mission) -> None:
    first, second = log(spoken(four, LONG), 76, 6).plain.split("\n")
    column = first.index("Two,")
    assert second[:column].strip() == ""
    assert second[column] != " "


@pytest.mark.parametrize("height", [2, 4, 7, 12])
def test_the_caption_keeps_to_its_room_and_to_the_last_line(height: int, four: Mission) -> None:
    said = (LONG, "Quickly.", LONG, "And last.")
    for draw in (centred, log):
        text = draw(spoken(four, *said), 76, height).plain
        assert len(text.split("\n")) <= height
        assert "And last." in text


def test_lines_are_filled_evenly_and_short_sentences_stand_apart() -> None:
    rows = [LONG[span.start : span.end] for span in broken(LONG.replace(";", ","), 58)]
    assert max(map(len, rows)) - min(map(len, rows)) <= 12
    words = "Benedict. How many ovens?"
    assert [words[s.start : s.end] for s in broken(words, 58, apart=True)] == [
        "Benedict.",
        "How many ovens?",
    ]


@pytest.mark.parametrize(
    ("people", "width", "tall", "shape", "rows"),
    [
        (1, 82, True, Shape.TALL, 13),
        (3, 82, True, Shape.TALL, 13),
        (4, 82, True, Shape.SIDE, 10),
        (5, 82, True, Shape.FLAT, 10),
        (1, 80, False, Shape.SIDE, 5),
        (3, 80, False, Shape.FLAT, 5),
        (4, 80, False, Shape.STRIP, 4),
        (6, 80, False, Shape.STRIP, 6),
    ],
)
def test_tiles_take_the_shape_that_their_number_has_room_for(
    people: int, width: int, tall: bool, shape: Shape, rows: int
) -> None:
    chosen = plan(people, width, tall)
    assert (chosen.shape, chosen.rows) == (shape, rows)
