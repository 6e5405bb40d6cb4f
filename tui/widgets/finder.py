"""Goes to something by its name: what is typed leaves those whose name holds it."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click, Key

from tui.studio.names import cut
from tui.widgets.cursor_pane import CursorPane

MOST_TYPED, MOST_SHOWN = 24, 10


class Finder(CursorPane):
    """A line to type in, and what fits under it."""

    WRAPS = True

    class Moved(CursorPane.Moved):
        """The cursor stands on another name."""

    class Chosen(CursorPane.Chosen):
        """Enter was pressed on a name."""

    class Clicked(CursorPane.Clicked):
        """A name was clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._all: tuple[tuple[str, str, str], ...] = ()
        self.typed = ""

    def offer(self, named: tuple[tuple[str, str, str], ...]) -> None:
        """Begins anew with what can be found: ids, names, and notes at the right."""
        self._all, self.typed = named, ""
        self.cursor_id = named[0][0] if named else None
        self.paint(layout=True)

    @property
    def found(self) -> tuple[tuple[str, str, str], ...]:
        """What fits; names that begin so come first."""
        wanted = self.typed.lower()
        fits = [entry for entry in self._all if wanted in f"{entry[1]} {entry[2]}".lower()]
        fits.sort(key=lambda entry: not entry[1].lower().startswith(wanted))
        return tuple(fits[:MOST_SHOWN])

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entry[0] for entry in self.found)

    def on_key(self, event: Key) -> None:
        typed = event.character if event.character and event.character.isprintable() else ""
        if event.key == "backspace":
            self._type(self.typed[:-1])
        elif typed:
            self._type(f"{self.typed}{typed}"[:MOST_TYPED])
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and 0 <= at.y - 1 < len(self.ids):
            found = self.ids[at.y - 1]
            self.put_cursor(found)
            self.post_message(self.Clicked(self, found, at.x))

    def _type(self, text: str) -> None:
        self.typed = text
        ids = self.ids
        if self.cursor_id not in ids:
            self.cursor_id = None
            if ids:
                self.go(ids[0])
        self.paint(layout=True)

    def paint(self, *, layout: bool = False) -> None:
        """Draws the line and what fits."""
        width = max(12, self.content_size.width)
        lines = [Content.assemble(("/ ", "bold $accent"), self.typed, ("▏", "$accent"))]
        for entry_id, name, note in self.found:
            lit = entry_id == self.cursor_id
            shown = cut(name, width - len(note) - 3)
            gap = " " * max(1, width - len(shown) - len(note) - 2)
            mark = ("▌", "$accent") if lit else " "
            line = Content.assemble(mark, (shown, "bold" if lit else ""), gap, (note, "$mute"), " ")
            lines.append(line.stylize_before("on $lamp") if lit else line)
        if not self.found:
            lines.append(Content.styled(" nothing so named", "$mute"))
        self.update(Content("\n").join(lines), layout=layout)
