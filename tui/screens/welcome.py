"""The first screen: a letter to sign, while the office is opened behind it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from tui.theme import LOOKS
from tui.widgets.key_bar import Foot, Key, KeyBar

LONGEST_NAME = 40
WORDMARK = (
    "▐▀▀▘▐▀▀▘▐▀▜▌▐▀▜▌▐▀▀▘   ▐▀▀▘▐▀▜▌▐▀▀▘▐▀▀▘▐▀▜▌",
    "▝▀▜▌▐   ▐ ▐▌▐▀▀▘▐▀▀    ▐   ▐▀▜▖▐▀▀ ▐▀▀ ▐▀▀▘",
    "▝▀▀▘▝▀▀▘▝▀▀▘▐   ▝▀▀▘   ▝▀▀▘▝ ▝▘▝▀▀▘▝▀▀▘▐   ",
)
SPLIT = 20
"""Where SCOPE ends and CREEP leaves its frame."""
LETTER = (
    "You start today. The last of us to write 'and so on' in an appendix has left. "
    "Ask before you draw."
)


class WelcomeScreen(Screen[str]):
    """Dismisses with the name that was signed."""

    CSS_PATH = "welcome.tcss"
    HELP: ClassVar[str] = (
        "Sign with any name: it stays on this machine. Several people may play here, each "
        "under their own. Look changes the colours. On the right the game's own database is "
        "started, for you alone; nothing is installed and nothing leaves this machine."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "look", show=False, priority=True),
        Binding("f1", "help", show=False),
        Binding("escape", "leave", show=False),
    ]

    class Left(Message):
        """The player leaves before signing."""

    def __init__(self, steps: tuple[str, ...], name: str = "") -> None:
        super().__init__()
        self._steps = steps
        self._done: dict[str, float] = {}
        self._suggested = name
        self.ready = False
        self._signed = False

    def compose(self) -> ComposeResult:
        self.key_bar = KeyBar()
        self.bar = Static(Content(""), classes="bar")
        self.steps = Static(Content(""), id="steps")
        self.look = Static(Content(""), id="look")
        self.name_input = Input(value=self._suggested, max_length=LONGEST_NAME, id="name")
        self.name_input.cursor_blink = False
        yield self.bar
        yield Static(self._mark(), id="mark")
        with Horizontal(id="sheets"):
            with Vertical(classes="sheet") as self.letter:
                yield Horizontal(
                    Static(Content("Dear "), id="dear"), self.name_input, id="name-line"
                )
                yield Static(
                    Content.assemble(
                        LETTER, "\n\n", ("Ines Finch", "italic"), (", managing partner", "$mute")
                    ),
                    id="letter",
                )
                yield self.look
            with Vertical(classes="sheet") as self.office:
                yield self.steps
        yield Foot(self.key_bar)

    def _mark(self) -> Content:
        rows = [
            Content.assemble((row[:SPLIT], "bold $foreground"), (row[SPLIT:], "bold $accent"))
            for row in WORDMARK
        ]
        rows += [
            Content(""),
            Content.assemble(
                ("They asked for bigger servers. ", "$mute"), ("They did not say why.", "bold")
            ),
        ]
        return Content("\n").join(rows)

    def on_mount(self) -> None:
        self.letter.border_title = Content("Letter of appointment")
        self.letter.border_subtitle = Content("Enter signs")
        self.office.border_title = Content("Opening the office")
        left = Content.assemble(("◆ ", "$accent"), ("SCOPE CREEP", "bold"))
        right = Content.styled("offline, no account, nothing leaves this machine", "$mute")
        gap = max(1, self.app.size.width - 2 - left.cell_length - right.cell_length)
        self.bar.update(Content.assemble(left, " " * gap, right))
        self.name_input.focus()
        self.name_input.cursor_position = len(self._suggested)
        self._paint()

    def step(self, name: str, seconds: float) -> None:
        """Notes a step of the opening as done."""
        self._done[name] = seconds
        self._paint()

    def set_ready(self) -> None:
        """The office is open; a name that was signed before goes through now."""
        self.ready = True
        self._paint()
        if self._signed:
            self._sign()

    def greet(self, name: str) -> None:
        """Fills in the name of the last player, unless one is being written."""
        if not self.name_input.value:
            self.name_input.value = name
            self.name_input.action_select_all()

    def _paint(self) -> None:
        rows: list[Content] = []
        present = next((s for s in self._steps if s not in self._done), None)
        for step in self._steps:
            if step in self._done:
                mark, style = ("✓ ", "$success"), "$foreground"
            elif step == present:
                mark, style = ("● ", "$accent"), "bold"
            else:
                mark, style = ("○ ", "$mute"), "$mute"
            seconds = f"{self._done[step]:.1f} s" if step in self._done else ""
            gap = max(1, 34 - len(step) - 2 - len(seconds))
            rows.append(Content.assemble(mark, (step, style), " " * gap, (seconds, "$mute")))
        full = round(34 * len(self._done) / max(1, len(self._steps)))
        rows += [
            Content(""),
            Content.assemble(("━" * full, "$accent"), ("─" * (34 - full), "$edge")),
            Content.styled("On this machine, for you alone.", "$mute"),
            Content.styled("The next start is quicker.", "$mute"),
        ]
        self.steps.update(Content("\n").join(rows))
        self.office.border_subtitle = Content(
            "open"
            if self.ready
            else f"step {min(len(self._done) + 1, len(self._steps))} of {len(self._steps)}"
        )
        look = next((n for n, theme in LOOKS.items() if theme == self.app.theme), "night")
        self.look.update(
            Content.assemble(("Look  ", "$mute"), (look, "bold"), ("   Tab changes it", "$mute"))
        )
        self.key_bar.show(
            (
                Key("Enter", "Sign", "enter"),
                Key("Tab", "Look", "tab"),
                Key("Esc", "Leave", "escape"),
                Key("F1", "Help", "f1"),
            )
        )

    @on(Input.Submitted)
    def _sign(self) -> None:
        name = " ".join(self.name_input.value.split())
        if not name:
            self.letter.border_subtitle = Content.styled("a name, please", "bold $accent")
            return
        self._signed = True
        if self.ready:
            self.dismiss(name)
        else:
            self.letter.border_subtitle = Content("signed; the office opens in a moment")

    def action_look(self) -> None:
        """Changes the colours."""
        themes = list(LOOKS.values())
        now = themes.index(self.app.theme) if self.app.theme in themes else 0
        self.app.theme = themes[(now + 1) % len(themes)]
        self._paint()

    def action_leave(self) -> None:
        """Leaves the game."""
        self.post_message(self.Left())

    def action_help(self) -> None:
        """Explains the screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, (), ()))

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
