"""The status line of the studio: between refusals and notices it says what may be done."""

from __future__ import annotations

from textual.content import Content

from tui.safety import one_line
from tui.screens.phase_screen import StatusLine


class GuideLine(StatusLine):
    """Always there, so that a notice never moves the grid."""

    DEFAULT_CSS = """
    GuideLine { height: auto; max-height: 2; display: block; }
    GuideLine.-quiet { background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__(Content(""))
        self.add_class("-quiet")
        self._guide = Content("")
        self._speaking = False

    def guide(self, words: Content) -> None:
        """Sets what is said while there is nothing to notify."""
        if not words.is_same(self._guide):
            self._guide = words
            if not self._speaking:
                self._put(words)

    def say(self, text: str, hint: str = "", *, passing: bool = False) -> None:
        """Shows a sentence, and a hint after it; nothing brings the guide back."""
        self.said, self.passing = (text, hint), passing
        was, self._speaking = self._speaking, bool(text)
        if not (text or was):
            return
        self.set_class(not text, "-quiet")
        said = (one_line(text), "bold $accent"), " ", (one_line(hint), "$foreground 80%")
        self._put(Content.assemble(*said) if text else self._guide)

    def _put(self, words: Content) -> None:
        """Shows words; only what takes another number of rows is laid out anew."""
        room = max(1, self.size.width)
        rows = 1 if words.cell_length <= room else 2
        self.update(words, layout=rows != max(1, self.size.height))
