"""The texts in a pane's border."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


def entitle(pane: Widget, title: Content, foot: Content) -> None:
    """Sets a pane's border texts where they differ, and draws only the border that they are in."""
    gutter, size = pane.gutter, pane.outer_size
    for name, text, y in (("title", title, 0), ("subtitle", foot, size.height - 1)):
        # The property `border_<name>` would draw the whole pane.
        if getattr(pane, f"_border_{name}") != text:
            setattr(pane, f"_border_{name}", text)
            pane.refresh(Region(-gutter.left, y - gutter.top, size.width, 1))
