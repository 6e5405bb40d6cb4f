"""Passages and pins, by keys."""

from __future__ import annotations

from engine.actions import Compare, Pin, Unpin
from engine.passages import plain
from tui.drive.hands import Hands, Stuck
from tui.screens.notebook import NotebookScreen
from tui.widgets.reader import Reader


async def pin_passage(hands: Hands, reader: Reader, action: Pin) -> None:
    """Walks the pin cursor to a passage and pins it.

    Raises:
        Stuck: the page does not show the passage.
    """
    await hands.rest()
    passages = reader.all_passages
    wanted = next(
        (
            number
            for number, passage in enumerate(passages)
            if passage.source == action.source and plain(action.quote) in plain(passage.quote)
        ),
        None,
    )
    if wanted is None:
        raise Stuck(f"'{action.quote}' is no passage of {action.source}.")
    while reader.passage != passages[wanted]:
        now = passages.index(reader.passage) if reader.passage in passages else 0
        key, after = ("down", now + 1) if now < wanted else ("up", now - 1)
        await hands.press(
            key,
            lambda after=after: reader.passage == passages[after],  # type: ignore[misc]
            "the next passage",
        )
    await hands.stored("p", len(hands.session.rows), "the passage pinned")


async def in_notebook(hands: Hands, action: Compare | Unpin) -> None:
    """Compares or unpins in the notebook, and closes it again."""
    await hands.press("k", lambda: isinstance(hands.app.screen, NotebookScreen), "the notebook")
    book = await hands.screen(NotebookScreen)
    await hands.until(lambda: book.pins.rows, "the pins")
    before = len(hands.session.rows)
    if isinstance(action, Unpin):
        await hands.cursor_to(book.pins, action.pin)
        await hands.stored("x", before, "the pin gone")
    else:
        for pin in book.laid:  # what the last visit has left on the desk
            await hands.cursor_to(book.pins, pin)
            await hands.press("enter", lambda pin=pin: pin not in book.laid, "an empty desk")  # type: ignore[misc]
        for pin in (action.left, action.right):
            await hands.cursor_to(book.pins, pin)
            await hands.press("enter", lambda pin=pin: pin in book.laid, "the pin on the desk")  # type: ignore[misc]
        await hands.stored("equals_sign", before, "the two compared")
        if book.narrow:
            await hands.until(lambda: book.pane == "desk", "the desk in front")
    await hands.press("k", lambda: hands.app.screen is not book, "the notebook closed")
