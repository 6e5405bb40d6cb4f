"""The reading pane: what stands at the top, what is in sight, and the cursor's passage."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot
from textual.scrollbar import ScrollTo

from content.loader import load_pack
from engine.mission import Mission
from tests.content.small_pack import FILES, HERE, write
from tests.tui.grid import screen_text
from tests.tui.plays import READ
from tests.tui.snapshot import NARROW, WIDE
from tests.tui.stage import inbox, on_stage, press, row_of, session_of, still
from tui.drive.hands import Hands
from tui.screens.inbox import InboxScreen
from tui.widgets.reader import Reader

PARAGRAPHS, LAST = 40, -1
UNDER_THE_FLOOR = (60, 20)
LETTER = f"{HERE}/emails/first-order.md"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    """The small mission, whose first mail is longer than any pane."""
    more = " Its second sentence goes on for longer than a line, and wraps at each width anew."
    body = "\n\n".join(
        f"Paragraph {n} is about bread.{more if n > 20 else ''}" for n in range(PARAGRAPHS)
    )
    letter = FILES[LETTER].split("---\nDear")[0] + f"---\n{body}\n\nAda\n"
    changes: dict[str, str | None] = {LETTER: letter.replace("Three ovens, and", "Paragraph 3")}
    for file in (f"{HERE}/mission.yaml", f"{HERE}/walkthroughs/gold.yaml"):
        changes[file] = FILES[file].replace('quote: "Three ovens"', 'quote: "Paragraph 3"')
    return load_pack(write(tmp_path_factory.mktemp("long"), changes)).mission("small-order")


def quote(reader: Reader) -> str:
    """The passage under the cursor, which must be out."""
    assert reader.passage is not None
    return reader.passage.quote


def in_sight(hands: Hands) -> bool:
    """Whether the passage under the cursor is on the screen, with its first words at least."""
    return quote(inbox(hands).reader)[:30] in screen_text(hands.app)


async def wheel(pilot: Pilot[int], reader: Reader, event: type, times: int) -> None:
    for _ in range(times):
        await pilot._post_mouse_events([event], reader, offset=(4, 4))


async def test_a_long_mail_scrolls_by_passages_and_by_pages(long: Mission) -> None:
    async with on_stage(session_of(long, READ), InboxScreen, NARROW) as (hands, pilot):
        reader = inbox(hands).reader
        await press(hands, "enter")
        for number in range(1, 12):
            await press(hands, "down")
            assert in_sight(hands)
            assert quote(reader) == f"Paragraph {number} is about bread."
        for event in (MouseScrollDown, MouseScrollDown, MouseScrollUp, MouseScrollUp):
            await wheel(pilot, reader, event, 6)
            await still(hands)
            assert in_sight(hands), "the wheel took it along"
        before = reader.scroll_offset.y
        await press(hands, "pagedown")
        assert reader.scroll_offset.y > before + 5
        assert in_sight(hands)
        assert "Ada" in row_of(await press(hands, "end"), "│ Ada")
        assert "An order page" in await press(hands, "home")
        assert reader.scroll_offset.y == 0


async def test_the_bar_at_the_side_takes_the_cursor_along(long: Mission) -> None:
    async with on_stage(session_of(long, READ), InboxScreen, NARROW) as (hands, _):
        reader = inbox(hands).reader
        await press(hands, "enter")
        for top in (30, reader.max_scroll_y, 12, 0):
            reader.post_message(ScrollTo(y=top, animate=False))
            await still(hands)
            assert reader.scroll_offset.y == top
            assert in_sight(hands)


@pytest.mark.parametrize("number", [0, 30, LAST])
async def test_a_resize_never_moves_the_cursor_to_another_passage(
    number: int, long: Mission
) -> None:
    async with on_stage(session_of(long, READ), InboxScreen, WIDE) as (hands, pilot):
        reader = inbox(hands).reader
        await press(hands, "enter")
        assert reader.put_cursor(reader.all_passages[number])
        await wheel(pilot, reader, MouseScrollDown if number == LAST else MouseScrollUp, 1)
        await still(hands)
        passage = reader.passage
        for size in ((100, 60), NARROW, UNDER_THE_FLOOR, (100, 30), (200, 50)):
            await pilot.resize_terminal(*size)
            await still(hands)
            assert reader.passage == passage
            assert size == UNDER_THE_FLOOR or in_sight(hands)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_page_gives_way_to_a_line_of_news_and_comes_back(
    size: tuple[int, int], long: Mission
) -> None:
    async with on_stage(session_of(long, READ), InboxScreen, size) as (hands, _):
        screen = inbox(hands)
        await press(hands, "enter")
        screen.reader.put_cursor(screen.reader.all_passages[30])
        for key in ("down", "up", "end"):
            await press(hands, key)
            stood, passage = screen.reader.scroll_offset.y, screen.reader.passage
            screen.status.say("Now you know:", "bread is baked. " * 6)
            await still(hands)
            assert in_sight(hands)
            assert screen.reader.passage == passage
            screen.status.clear()
            await still(hands)
            assert screen.reader.scroll_offset.y == stood
