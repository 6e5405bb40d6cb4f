"""The status line of the studio: between refusals and notices it says what may be done."""

from __future__ import annotations

from textual.content import Content

from tui.screens.phase_screen import StatusLine


class GuideLine(StatusLine):
    """Always there, so that a notice never moves the grid."""

    DEFAULT_CSS = """
    GuideLine { height: auto; max-height: 2; }
    GuideLine.-quiet { background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__(Content(""))
        self._guide = Content("")
        self._speaking = False

    def guide(self, words: Content) -> None:
        """Sets what is said while there is nothing to notify."""
        if words != self._guide:
            self._guide = words
            if not self._speaking:
                self._quiet()

    def say(self, text: str, hint: str = "") -> None:
        """Shows a sentence, and a hint after it; nothing brings the guide back."""
        was, self._speaking = self._speaking, bool(text)
        if text:
            self.remove_class("-quiet")
            super().say(text, hint)
        elif was:
            self._quiet(layout=True)

    def _quiet(self, *, layout: bool = False) -> None:
        """The guide is one line, and takes the place of another without a new layout."""
        self.add_class("-quiet", "-shown")
        self.update(self._guide, layout=layout)
