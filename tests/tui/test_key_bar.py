"""The bottom line: what it drops, and that a click on it is a key press."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from engine.mission import Mission
from tests.tui.grid import screen_text
from tests.tui.snapshot import NARROW, SIZES
from tests.tui.stage import on_stage, session_of
from tui.phases import screen_for
from tui.screens.help import HelpScreen, Question
from tui.widgets.key_bar import Key, KeyBar, fitting

words = st.text("abcdefghij ", min_size=1, max_size=14)
keys = st.lists(st.builds(Key, st.sampled_from("abcdef"), words), min_size=1, max_size=16)


@given(st.integers(20, 200), keys)
def test_keys_drop_from_the_right_and_help_never(width: int, told: list[Key]) -> None:
    shown = fitting(width, tuple(told))
    assert shown[-1] == told[-1]
    assert shown[:-1] == tuple(told[: len(shown) - 1])
    assert len(shown) == 1 or sum(len(f"{k.key} {k.label}  ") for k in shown) <= width


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_reaches_the_screen_while_a_list_has_the_focus(
    size: tuple[int, int], kettle: Mission
) -> None:
    async with on_stage(session_of(kettle), screen_for, size) as (hands, pilot):
        await pilot.pause()
        assert hands.app.focused is not None
        bar = screen_text(hands.app).split("\n")[-1]  # type: ignore[arg-type]
        await pilot.click(KeyBar, offset=(bar.index("? Help") + 2, 0))
        await hands.until(lambda: isinstance(hands.app.screen, HelpScreen), "the help")


async def test_a_page_without_a_bar_beneath_or_on_its_way_out_names_no_keys(
    kettle: Mission,
) -> None:
    def question(_: object) -> Question:
        return Question("Q", Content(""), "Y", "N")

    async with on_stage(session_of(kettle), question, NARROW) as (hands, _):
        page = hands.app.screen
        assert isinstance(page, Question)
        page.tell_keys()
        page.dismiss()
        page.tell_keys()
