"""Entries of running text: what is drawn anew when the same entries are laid out again."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region

from tui.widgets.entries import Entry, EntryList


class Entries(App[None]):
    """Two entries, the second in a style that can be changed."""

    style = "bold"

    def compose(self) -> ComposeResult:
        self.list = EntryList()
        self.list.show(
            (
                Entry("first", lambda _: (Content("as it was"),)),
                Entry("second", lambda _: (Content.styled("the same words", self.style),)),
            )
        )
        yield self.list


async def test_a_line_that_changes_only_its_style_is_drawn_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Entries()
    async with app.run_test(size=(40, 10)):
        text = app.list.text
        drawn: list[Region] = []
        monkeypatch.setattr(text, "refresh", lambda *regions, **_: drawn.extend(regions))
        text.redraw()
        assert drawn == []
        app.style = "italic"
        text.redraw()
        assert drawn == [Region(0, 2, text.content_size.width, 1)]
