"""The first screen: a letter to sign, while the office is opened behind it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus, Resize
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from tui.safety import one_line
from tui.theme import LOOKS, look_of
from tui.widgets.choice import Choice
from tui.widgets.key_bar import Foot, Key, KeyBar
from tui.widgets.rows import Row, RowList

LONGEST_NAME = 40
MOST_PLAYERS = 12
"""Players who are offered by name, the latest first."""
LETTERS = {
    "S": ("█▀▀▀", "▀▀▀█", "▀▀▀▀"),
    "C": ("█▀▀▀", "█   ", "▀▀▀▀"),
    "O": ("█▀▀█", "█  █", "▀▀▀▀"),
    "P": ("█▀▀█", "█▀▀▀", "▀   "),
    "E": ("█▀▀▀", "█▀▀ ", "▀▀▀▀"),
    "R": ("█▀▀█", "█▀█▀", "▀ ▀▀"),
}
FRAME = 29
"""Columns of what was agreed; the second word stands outside."""
WIDE_FROM = 100
LETTER = (
    "You start today. The last of us to write 'and so on' in an appendix has left. "
    "Ask before you draw."
)
BACK = "Your desk is as you left it."


def word_mark() -> Content:
    """SCOPE in its frame, and CREEP, which has left it."""
    top = f"╭┄ agreed {'┄' * (FRAME - 10)}╮"
    rows = [Content.styled(f"{top:<54}", "$edge")]
    for number in range(3):
        scope, creep = (
            " ".join(LETTERS[letter][number] for letter in word) for word in ("SCOPE", "CREEP")
        )
        rows.append(
            Content.assemble(
                ("┆  ", "$edge"), (scope, "bold"), "   ", (f"{creep:<24}", "bold $accent")
            )
        )
    foot = f"╰{'┄' * (FRAME - 1)}╯"
    return Content("\n").join([*rows, Content.styled(f"{foot:<54}", "$edge")])


class WelcomeScreen(Screen[str]):
    """Dismisses with the name that was signed."""

    CSS_PATH = "welcome.tcss"
    HELP: ClassVar[str] = (
        "Sign with any name: it stays on this machine. Several people may play here, each "
        "under their own; whoever has played before is offered below the name, and ↑ ↓ choose. "
        "Look changes the colours, Motion stops everything that moves by itself.\n\n"
        "On the right the game's own database is started, for you alone; nothing is installed "
        "and nothing leaves this machine."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sign", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("escape", "leave", show=False),
        Binding("down", "player(1)", show=False),
        Binding("up", "player(-1)", show=False),
    ]

    class Left(Message):
        """The player leaves before signing."""

    class Changed(Message):
        """A setting was changed."""

        def __init__(self, look: str, motion: bool) -> None:
            super().__init__()
            self.look, self.motion = look, motion

    def __init__(
        self,
        steps: tuple[str, ...],
        name: str = "",
        *,
        returning: bool = False,
        motion: bool = True,
    ) -> None:
        """`returning` where somebody has played on this machine before."""
        super().__init__()
        self._steps = steps
        self._done: dict[str, float] = {}
        self._suggested = name
        self._returning, self._motion = returning, motion
        self.ready = False
        self._signed = False

    def compose(self) -> ComposeResult:
        self.bar = Static(Content(""), classes="bar")
        self.steps = Static(Content(""), id="steps")
        self.letter_text = Static(Content(""), id="letter")
        self.players = RowList(id="players")
        self.players.can_focus = False
        self.look = Choice("Look", tuple(LOOKS), look_of(self.app.theme), id="look")
        self.motion = Choice("Motion", ("on", "off"), "on" if self._motion else "off", id="motion")
        self.name_input = Input(value=self._suggested, max_length=LONGEST_NAME, id="name")
        self.name_input.cursor_blink = False
        self.key_bar = KeyBar()
        yield self.bar
        with Vertical(id="page"):
            yield Horizontal(Static(word_mark(), id="mark"), id="mark-row")
            yield Static(
                Content.assemble(
                    ("They asked for bigger servers. ", "$mute"), ("They did not say why.", "bold")
                ),
                id="say",
            )
            with Horizontal(id="sheets"):
                with Vertical(classes="sheet") as self.letter:
                    yield Horizontal(
                        Static(Content("Dear "), id="dear"), self.name_input, id="name-line"
                    )
                    yield self.letter_text
                    yield self.players
                    yield Horizontal(self.look, self.motion, id="settings")
                with Vertical(classes="sheet") as self.office:
                    yield self.steps
        yield Foot(self.key_bar)

    def on_mount(self) -> None:
        self.letter.border_title = Content("Letter of appointment")
        self._say_how()
        self.office.border_title = Content("Opening the office")
        self.name_input.focus()
        self.name_input.cursor_position = len(self._suggested)
        self._paint()

    def on_resize(self, event: Resize) -> None:
        self._paint()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _focus_moved(self) -> None:
        self._show_keys()

    # --- what the opening tells ----------------------------------------------------------

    def step(self, name: str, seconds: float) -> None:
        """Notes a step of the opening as done."""
        self._done[name] = seconds
        self._paint()

    def set_ready(self) -> None:
        """The office is open; a name that was signed before goes through now."""
        self.ready = True
        self._paint()
        if self._signed:
            self.action_sign()

    def greet(self, names: tuple[str, ...]) -> None:
        """Offers those who have played here; the last one's name is filled in if none is."""
        self._returning = True
        rows = tuple(Row(name, (Content(one_line(name)),), gap=0) for name in names[:MOST_PLAYERS])
        if not self.name_input.value and not self._signed:
            self.name_input.value = names[0]
            self.name_input.action_select_all()
        self.players.show(rows, self.name_input.value)
        self._paint()

    # --- painting ------------------------------------------------------------------------

    def _paint(self) -> None:
        self.set_class(self.app.size.width >= WIDE_FROM and self.app.size.height >= 34, "-roomy")
        self.set_class(bool(self.players.rows), "-returning")
        left = Content.assemble(
            ("◆ ", "$accent"),
            ("SCOPE CREEP  ", "bold"),
            ("welcome back" if self._returning else "first start", "bold"),
        )
        right = Content.styled("offline, no account, nothing leaves this machine", "$mute")
        gap = max(1, self.app.size.width - 2 - left.cell_length - right.cell_length)
        self.bar.update(Content.assemble(left, " " * gap, right))
        if self.players.rows:
            several = len(self.players.rows) > 1
            words = f"{BACK}\n{'Who is it today?' if several else ''}".strip()
            self.letter_text.update(Content(words))
        else:
            signed = (("Ines Finch", "italic"), (", managing partner", "$mute"))
            gap_lines = "\n\n" if self.has_class("-roomy") else "\n"
            self.letter_text.update(Content.assemble(LETTER, gap_lines, *signed))
        self._show_steps()
        self._show_keys()

    def _show_steps(self) -> None:
        width = max(20, self.office.content_size.width or 34)
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
            gap = max(1, width - len(step) - 2 - len(seconds))
            rows.append(Content.assemble(mark, (step, style), " " * gap, (seconds, "$mute")))
        full = round(width * len(self._done) / max(1, len(self._steps)))
        note = "The next start is quicker."
        rows += [
            Content(""),
            Content.assemble(("━" * full, "$accent"), ("─" * (width - full), "$edge")),
            Content.styled("On this machine, for you alone.", "$mute"),
            Content.styled("" if self._returning else note, "$mute"),
        ]
        self.steps.update(Content("\n").join(rows))
        step_now = f"step {min(len(self._done) + 1, len(self._steps))} of {len(self._steps)}"
        self.office.border_subtitle = Content("open" if self.ready else step_now)

    def _show_keys(self) -> None:
        keys = [Key("Enter", "Sign", "enter"), Key("Tab", "Next", "tab")]
        if isinstance(self.focused, Choice):
            keys.append(Key("←→", "Change", "right"))
        elif len(self.players.rows) > 1:
            keys.append(Key("↑↓", "Who plays", "down"))
        keys.append(Key("Esc", "Leave", "escape"))
        typing = isinstance(self.focused, Input)
        self.key_bar.show((*keys, Key("F1" if typing else "?", "Help", "f1")))

    # --- acting --------------------------------------------------------------------------

    @on(Input.Changed)
    def _say_how(self) -> None:
        """What the letter still wants."""
        written = self.name_input.value.strip()
        self.letter.border_subtitle = Content(
            "Enter signs" if written else "type your name, then Enter"
        )

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_sign()

    def action_sign(self) -> None:
        """Signs with the name that is written; goes on as soon as the office is open."""
        name = " ".join(self.name_input.value.split())
        if not name:
            self.letter.border_subtitle = Content.styled("a name, please", "bold $accent")
            self.name_input.focus()
            return
        self._signed = True
        if self.ready:
            self.dismiss(name)
        else:
            self.letter.border_subtitle = Content("signed; one moment")

    def action_player(self, by: int) -> None:
        """Takes the next of those who have played here."""
        self.players.action_move(by)

    @on(RowList.Moved)
    def _player_chosen(self, event: RowList.Moved) -> None:
        self.name_input.value = event.id
        self.name_input.cursor_position = len(event.id)

    @on(RowList.Chosen)
    def _player_signs(self, event: RowList.Chosen) -> None:
        self.name_input.value = event.id
        self.action_sign()

    @on(Choice.Changed)
    def _setting_changed(self) -> None:
        self.post_message(self.Changed(LOOKS[self.look.value], self.motion.value == "on"))

    def action_leave(self) -> None:
        """Leaves the game."""
        self.post_message(self.Left())

    def action_help(self) -> None:
        """Explains the screen."""
        from tui.screens.help import HelpScreen

        keys = (
            Key("Enter", "Signs, and opens the board"),
            Key("Tab", "From the name to Look and to Motion"),
            Key("←→", "Change the setting that has the focus"),
            Key("↑↓", "Choose among those who have played here"),
            Key("Esc", "Leaves the game"),
        )
        self.app.push_screen(HelpScreen(self.HELP, keys, (), title="The first day"))

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
