"""A demo before an audience: what each of the presenter's keys does."""

from __future__ import annotations

import pytest
from textual.events import Resize

from content.demo import parse_demo
from engine.mission import Mission
from engine.phases.nodes import offered
from tests.tui.demos import OPENED, SMALL, presenting, small_demo
from tui.demo.bar import bar_line
from tui.demo.course import Course
from tui.demo.director import Mode
from tui.demo.polls import Poll, vote_lines
from tui.screens.call import CallScreen
from tui.screens.inbox import InboxScreen
from tui.screens.phase_screen import PhaseScreen
from tui.widgets.rows import RowList


async def test_space_goes_on_until_the_room_is_asked_and_a_digit_plays_its_answer(
    small: Mission,
) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.press("space")
        await shown.until(lambda: shown.director.held, "the question")
        assert "◆ HOLD" in shown.seen
        assert "Which letter?  " in shown.seen
        assert shown.kinds == ["open_email"]
        wanted = [name for name, _ in shown.director.held.poll.options].index("quote-rush")
        await shown.press(str(wanted + 1))
        await shown.until(lambda: "reply" in shown.kinds, "the letter sent")
        assert list(shown.director.course.answers.values()) == ["quote-rush"]


async def test_n_plays_one_step_and_b_takes_it_back(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.step(OPENED)
        assert shown.kinds == ["open_email"]
        assert shown.director.mode is Mode.PAUSED
        await shown.press("b")
        await shown.until(lambda: shown.director.at == 1 and not shown.kinds, "the step back")
        assert isinstance(shown.app.screen, InboxScreen)
        await shown.step(OPENED)
        assert shown.kinds == ["open_email"]


@pytest.mark.slow
async def test_a_step_back_shows_what_the_step_before_had_brought(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.press("j", "down", "enter")
        await shown.until(lambda: shown.director.scene.id == "the-log", "the scene")
        at = shown.director.at
        await shown.step(at + 2)
        await shown.step(at + 3)
        assert "forty loaves" in shown.seen
        await shown.press("n")
        await shown.until(lambda: "reply" in shown.kinds and not shown.director.stepping, "a reply")
        await shown.press("b")
        await shown.until(lambda: shown.director.at <= at + 4, "the step back")
        await shown.until(lambda: "forty loaves" in shown.seen, "the file in front again")
        assert shown.kinds == ["open_email", "open_attachment"]


@pytest.mark.slow
async def test_an_answer_picked_where_a_step_stopped_is_played_at_once(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.step(OPENED)
        await shown.step(OPENED + 1)
        await shown.press("n")
        await shown.until(lambda: shown.director.held, "the question")
        await shown.press("1")
        await shown.until(lambda: "reply" in shown.kinds, "the letter sent")
        await shown.until(lambda: shown.director.mode is Mode.PAUSED, "the pause after it")


async def test_the_bar_says_in_words_whether_it_moves_and_which_keys_go_on(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        assert "‖ PAUSED" in shown.seen
        assert "Board" not in shown.seen  # Esc leads nowhere while the script has the keys
        assert "Space plays · ? keys" in shown.seen
        shown.director.mode, shown.director.speed = Mode.PLAYING, 1.5
        line = bar_line(shown.director, 80).plain
        assert "▶ PLAYING 1.5×" in line
        assert line.rstrip().endswith("Space pauses · ? keys")
        shown.director.mode = Mode.OVER
        line = bar_line(shown.director, 80).plain
        assert "■ OVER" in line
        assert line.rstrip().endswith("b back · j jumps · ? keys")


@pytest.mark.parametrize(
    ("width", "told"), [(80, " ▸ open 'A page"), (120, "Opening ▸ open 'A page")]
)
async def test_a_narrow_bar_tells_what_comes_rather_than_the_scenes_name(
    small: Mission, width: int, told: str
) -> None:
    mail = small.email_by_id["first-order"].model_copy(update={"subject": "A page " * 3})
    phase = small.phases[0]
    mails = tuple(mail if one.id == mail.id else one for one in phase.emails)
    long = small.model_copy(
        update={"phases": (phase.model_copy(update={"emails": mails}), *small.phases[1:])}
    )
    async with presenting(long, small_demo()) as shown:
        line = bar_line(shown.director, width)
        assert told in line.plain
        assert line.cell_length == width
        assert ("Opening" in line.plain) == (width > 80)


async def test_a_screen_is_laid_out_once_with_the_bar_at_its_foot(
    small: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    heights: set[int] = set()
    resized = RowList.on_resize

    def told(self: RowList, event: Resize) -> None:
        if self.id == "mails":
            heights.add(event.size.height)
        resized(self, event)

    monkeypatch.setattr(RowList, "on_resize", told)
    async with presenting(small, small_demo(), (120, 40)) as shown:
        await shown.step(OPENED)
    assert len(heights) == 1


async def test_j_goes_to_a_scene_with_its_state_prepared(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.press("j")
        await shown.until(lambda: "Where to?" in shown.seen, "the scenes")
        await shown.press("end", "enter")
        await shown.until(lambda: isinstance(shown.app.screen, CallScreen), "the call")
        assert shown.kinds == ["open_email", "open_attachment", "reply", "finish_phase"]
        assert shown.director.mode is Mode.PAUSED
        await shown.press("n")
        await shown.until(lambda: shown.kinds[-1] == "say", "the words said")


async def test_while_the_script_has_the_keys_the_game_has_none(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.step(OPENED)
        before = shown.seen
        await shown.press("r", "p", "escape", "k", "f")
        await shown.pilot.pause()
        assert shown.seen == before
        assert isinstance(shown.app.screen, InboxScreen)


async def test_what_is_done_by_hand_goes_on_where_the_script_can(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.step(OPENED)
        await shown.press("t")
        await shown.until(lambda: shown.director.mode is Mode.HAND, "the keys")
        assert "Ctrl+T gives the keys back" in shown.seen
        await shown.press("o")
        await shown.until(lambda: shown.kinds[-1] == "open_attachment", "the file, by hand")
        await shown.press("ctrl+t")
        await shown.until(lambda: "goes on from here" in shown.director.notice, "word of it")
        assert shown.director.mode is Mode.PAUSED
        assert shown.kinds == ["open_email", "open_attachment"]


@pytest.mark.slow
async def test_what_the_script_cannot_go_on_from_is_taken_back(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.step(OPENED)
        await shown.press("t")
        await shown.press("r", "1", "enter", "enter")
        await shown.until(lambda: shown.kinds[-1] == "reply", "a letter sent by hand")
        await shown.press("ctrl+t")
        await shown.until(lambda: shown.director.mode is Mode.PAUSED, "the keys given back")
        await shown.until(lambda: "back where you took" in shown.director.notice, "word of it")
        assert shown.kinds == ["open_email"]


@pytest.mark.slow
async def test_a_screen_left_by_hand_is_shown_again(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.step(OPENED)
        first = shown.app.screen
        await shown.press("t", "escape", "escape", "escape")
        await shown.until(
            lambda: isinstance(shown.app.screen, InboxScreen) and shown.app.screen is not first,
            "another inbox",
        )
        assert shown.kinds == ["open_email"]


async def test_what_to_talk_about_is_kept_for_the_end(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.press("v")
        await shown.until(lambda: "What the room said" in shown.seen, "what it said")
        assert "TO TALK ABOUT" not in shown.seen
        await shown.press("escape", "space")
        await shown.until(lambda: shown.director.held, "the question")
        await shown.press("1")
        await shown.until(lambda: shown.director.mode is Mode.OVER, "the end")
        await shown.press("v")
        await shown.until(lambda: "Who bakes before seven?" in shown.seen, "what to talk about")


async def test_votes_are_counted_shown_as_bars_and_kept(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.press("space")
        await shown.until(lambda: shown.director.held, "the question")
        poll = shown.director.held.poll
        first, second = (name for name, _ in poll.options[:2])
        await shown.press("v")
        await shown.until(lambda: "digits count" in shown.seen, "the sheet")
        await shown.press("1", "2", "down", "6")
        assert (poll.count(first), poll.count(second)) == (12, 6)
        bars = [line.count("█") for line in shown.seen.split("\n") if "█" in line]
        assert abs(bars[0] - 2 * bars[1]) <= 1
        await shown.press("enter")
        await shown.until(lambda: poll.picked == second, "the lit answer played")
        assert isinstance(shown.app.screen_stack[1], PhaseScreen)
        await shown.press("space", "v")
        await shown.until(lambda: "What the room said" in shown.seen, "what it said")
        assert "Which letter?" in shown.seen
        assert "12" in shown.seen


@pytest.mark.slow
async def test_an_answer_that_the_script_cannot_go_on_from_rejoins_it(small: Mission) -> None:
    text = SMALL.replace(", back_to: opening", "").replace("usual: big-page", "usual: ask-hours")
    text = text.replace("  - open: first-order\n  - open: {att", "  - open: {att")
    text = text.replace("  - reply: {to: first-order, with: ask-hours}\n", "")
    demo = parse_demo(
        text.replace("meanwhile: [finish]", "meanwhile: [open: {attachment: ledger.txt}, finish]")
    )
    async with presenting(small, demo) as shown:
        await shown.press("space")
        await shown.until(lambda: shown.director.held, "the question")
        options = [name for name, _ in shown.director.held.poll.options]
        await shown.press(str(options.index("big-page") + 1))
        await shown.until(lambda: shown.director.mode is Mode.OVER, "the end")
        assert not shown.director.failures
        letters = [r.action.model_dump() for r in shown.app.house.rows if r.action.kind == "reply"]
        assert [letter["option"] for letter in letters] == ["ask-hours"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_alone_it_plays_to_the_end_and_leaves(small: Mission, size: tuple[int, int]) -> None:
    async with presenting(small, small_demo(), size, unattended=True) as shown:
        await shown.until(
            lambda: not shown.app.is_running or shown.app.return_value is not None, "the end"
        )
    assert shown.app.return_value == 0
    assert shown.director.failures == []
    assert 20 < shown.director.elapsed < 180


@pytest.mark.slow
async def test_what_is_not_as_the_script_expects_fails_a_run_alone(small: Mission) -> None:
    demo = parse_demo(SMALL.replace('sees: "forty loaves"', 'sees: "fifty loaves"'))
    async with presenting(small, demo, unattended=True) as shown:
        await shown.until(lambda: shown.app.return_value is not None, "the end")
    assert shown.app.return_value == 1
    (failure,) = shown.director.failures
    assert "on the screen is no 'fifty loaves'" in failure


def test_one_seed_gives_everybody_the_same_order_of_options(small: Mission) -> None:
    mail = small.email_by_id["first-order"]
    orders = []
    for seed in (3, 3, 5, 8, 13):
        course = Course(small_demo(), small, seed)
        shared = course.mark(len(course.beats)).state.shared
        assert shared.seed == seed
        orders.append([option.id for option in offered(mail, shared)])
    assert orders[0] == orders[1]
    assert any(order != orders[0] for order in orders[2:])


@pytest.mark.slow
async def test_a_question_of_the_rooms_own_leaves_the_screen_behind_it(small: Mission) -> None:
    question = '  - hold: {ask: "Who would?", answers: [Me, Nobody], usual: Me}\n'
    demo = parse_demo(SMALL.replace("  - press: [end]\n", question))
    async with presenting(small, demo) as shown:
        await shown.step(OPENED)
        await shown.press("n")
        await shown.until(lambda: "digits count" in shown.seen, "the sheet")
        behind = shown.app.screen_stack[-2]
        await shown.press("3", "down", "4", "enter")
        await shown.until(lambda: shown.director.at == OPENED + 1, "the answer taken")
        await shown.pilot.pause()
        assert shown.app.screen is behind
        (poll,) = shown.director.polls.values()
        assert (poll.picked, poll.count("Me"), poll.count("Nobody")) == ("Nobody", 3, 4)


@pytest.mark.parametrize("width", [68, 40])
def test_no_answer_is_cut_off_where_votes_are_counted(width: int) -> None:
    answer = "Promise tomorrow's quote for one hour first: who sees what at eight"
    poll = Poll("Which?", (("a", answer), ("b", "Not yet")), {"a": 9, "b": 3}, picked="a")
    lines = [line.plain for line in vote_lines(poll, "a", 1, width)]
    assert " ".join(" ".join(lines[:-1]).split()) == f"1 {answer}"
    assert "← played" in lines[-1]
    assert max(len(line) for line in lines) <= width


async def test_settings_opened_by_hand_promise_no_more_than_a_demo_keeps(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.step(OPENED)
        await shown.press("t")
        await shown.until(lambda: shown.director.mode is Mode.HAND, "the keys")
        await shown.press("f2")
        await shown.until(lambda: "Settings" in shown.seen, "the settings")
        assert "until you leave" in " ".join(shown.seen.split())
        assert "kept on this" not in shown.seen


@pytest.mark.slow
async def test_a_question_can_be_left_by_a_step_back_and_speed_is_turned(small: Mission) -> None:
    async with presenting(small, small_demo()) as shown:
        await shown.press("plus", "space")
        await shown.until(lambda: shown.director.held, "the question")
        assert "1.5×" in shown.seen
        await shown.press("b")
        await shown.until(lambda: shown.director.held is None, "no question")
        await shown.until(lambda: shown.kinds == ["open_email"], "the mail, opened again")
        assert shown.director.at == OPENED
        assert shown.director.mode is Mode.PAUSED
        assert not shown.director.course.answers
