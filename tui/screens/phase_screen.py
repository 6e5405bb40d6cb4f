"""What the screens of all phases share: header, status line, key bar, and the way to act."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from engine.actions import AnyAction
from engine.events import AnyEvent
from engine.rejected import Rejected
from tui.messages import MissionAdvanced, OpenHelp, OpenNotebook
from tui.session import Moved, Session, StoreLost
from tui.widgets.header import MissionHeader
from tui.widgets.key_bar import Key, KeyBar

NARROW_BELOW = 100
"""Columns under which screens take their one-pane layout."""


class StatusLine(Static):
    """One line above the key bar for refusals and notices; empty most of the time."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StatusLine { dock: bottom; height: 1; background: $lamp; padding: 0 1; display: none; }
    StatusLine.-shown { display: block; }
    """

    def say(self, text: str, hint: str = "") -> None:
        """Shows a sentence, and a hint after it."""
        self.update(Content.assemble((text, "bold $accent"), " ", (hint, "$foreground 80%")))
        self.set_class(bool(text), "-shown")

    def clear(self) -> None:
        """Takes the line away."""
        self.say("")


class PhaseScreen(Screen[None]):
    """The base of the inbox, the call, the studio and the feedback."""

    HELP: ClassVar[str] = ""
    """What `?` says about this screen."""
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [(0, "-narrow"), (NARROW_BELOW, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", show=False),
        Binding("k", "notebook", "Notebook", show=False),
        Binding("h", "hint", "Hint", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.header = MissionHeader(session.mission, session.state)
        self.status = StatusLine(Content(""))
        self.key_bar = KeyBar()

    @property
    def narrow(self) -> bool:
        """Whether the screen is in its one-pane layout."""
        return self.app.size.width < NARROW_BELOW

    def compose(self) -> ComposeResult:
        yield self.header
        with Container(id="body"):
            yield from self.compose_body()
        yield self.key_bar
        yield self.status

    def compose_body(self) -> ComposeResult:
        """The screen's own widgets."""
        raise NotImplementedError

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now, the most useful first, help last."""
        raise NotImplementedError

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        """Paints the session's state; `events` is what has just happened."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.repaint(())

    def repaint(self, events: tuple[AnyEvent, ...]) -> None:
        """Paints header, body and keys."""
        self.header.show(self.session.state)
        self.show(events)
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Shows the keys that work now; called whenever focus or selection changes them."""
        self.key_bar.show(self.keys())

    @work(group="act")
    async def perform(self, action: AnyAction) -> None:
        """Asks the engine for an action and paints what it came to."""
        await self.perform_now(action)

    async def perform_now(self, action: AnyAction) -> bool:
        """As `perform`, but waited for; False where nothing happened."""
        present = self.session.state.present
        try:
            events = await self.session.act(action)
        except Rejected as rejected:
            self.status.say(rejected.reason, rejected.hint)
            return False
        except Moved:
            self.repaint(())
            self.status.say(
                "This playthrough has moved on in another terminal.",
                "You stand where it stands now; nothing was lost.",
            )
            self._after(present, ())
            return False
        except StoreLost as lost:
            self.status.say("The last step is not stored yet.", f"{lost} Try again in a moment.")
            return False
        self.status.clear()
        self._after(present, events)
        return True

    def _after(self, before: object, events: tuple[AnyEvent, ...]) -> None:
        now = self.session.state.present
        moved = now is None or getattr(before, "phase", None) != now.phase
        if moved:
            self.post_message(MissionAdvanced(events))
        else:
            self.repaint(events)

    def action_help(self) -> None:
        self.post_message(OpenHelp(self.HELP, self.keys()))

    def action_notebook(self) -> None:
        self.post_message(OpenNotebook())

    def action_hint(self) -> None:
        self.post_message(OpenHelp(self.HELP, self.keys(), hint=True))

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
