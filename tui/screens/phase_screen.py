"""What the screens of all phases share: header, status line, key bar, and the way to act."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from engine.actions import Abandon, AnyAction, UseHint
from engine.asking import may_ask
from engine.events import AnyEvent, MeterMoved
from engine.hints import steps
from engine.phase_config import Phase
from engine.phases.changes import phase_config
from engine.rejected import Rejected
from engine.values import tally
from tui.compositor import SpanCompositor
from tui.practice import header_note, unkept_words
from tui.safety import one_line
from tui.session import Moved, News, Session, StoreLost
from tui.settings import Settings
from tui.widgets.header import MissionHeader
from tui.widgets.key_bar import Foot, Key, KeyBar

if TYPE_CHECKING:
    from tui.screens.help import Explained

BEGUN_ANEW = "This mission was begun anew in another terminal. Open it again to go on there."
RENEWED = (
    "The mission was just brought up to date, without your last step. Open it again to go on there."
)
NARROW_BELOW = 100
"""Columns under which screens take their one-pane layout."""


GIVING_UP = (
    "What you have done in it is not graded, and this cannot be undone. "
    "The board can begin the mission anew."
)
CHOOSE = ("Choose an answer first.", "A number or the arrows, then Enter.")
AGAIN = "Esc again leaves to"
"""What the first of two keys says before it names the place: one too many is soon pressed."""


class Outcome(Enum):
    """Why a phase's screen closed."""

    ADVANCED = "advanced"
    """The playthrough entered another phase, or ended."""
    LEFT = "left"
    """The player goes back to the board; everything stays as it is."""


def trust_moved(events: tuple[AnyEvent, ...]) -> int:
    """By how much an action moved trust."""
    return sum(e.by for e in events if isinstance(e, MeterMoved) and e.meter == "trust")


class StatusLine(Static):
    """A few lines above the key bar for refusals and notices; away most of the time."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StatusLine { height: auto; max-height: 4; background: $lamp; padding: 0 1; display: none; }
    StatusLine.-shown { display: block; }
    """

    said = ("", "")
    """The sentence on show, and the hint after it."""
    passing = False
    """Whether it only answers a key, and goes with the next."""

    def say(self, text: str, hint: str = "", *, passing: bool = False) -> None:
        """Shows a sentence, and a hint after it; one that is `passing` until the next key."""
        self.said, self.passing = (text, hint), passing
        said, after = one_line(text), one_line(hint)
        self.update(Content.assemble((said, "bold $accent"), " ", (after, "$foreground 80%")))
        self.set_class(bool(text), "-shown")

    def clear(self) -> None:
        """Takes the line away."""
        self.say("")


class PhaseScreen(Screen[Outcome]):
    """The base of the inbox, the call, the studio and the feedback."""

    HELP: ClassVar[str] = ""
    """What `?` says about this screen."""
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (NARROW_BELOW, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", show=False),
        Binding("k", "notebook", "Notebook", show=False),
        Binding("h", "hint", "Hint", show=False),
        Binding("w", "letters", "Write once more", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._compositor = SpanCompositor()
        self.session = session
        self.index = len(session.state.phases) - 1
        self.header = MissionHeader(session.mission, session.state, header_note(session))
        self.status = StatusLine(Content(""))
        self.key_bar = KeyBar()

    @property
    def narrow(self) -> bool:
        """Whether the screen is in its one-pane layout."""
        return self.app.size.width < NARROW_BELOW

    @property
    def settings(self) -> Settings:
        """What the player has set."""
        found = getattr(self.app, "settings", None)
        return found if isinstance(found, Settings) else Settings()

    def compose(self) -> ComposeResult:
        yield self.header
        with Container(id="body"):
            yield from self.compose_body()
        yield Foot(self.status, self.key_bar)

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
        self.repaint_header(events)
        self.show(events)
        self.refresh_keys()

    def repaint_header(self, events: tuple[AnyEvent, ...]) -> None:
        """Paints the meters, with what the events did to trust."""
        note = header_note(self.session)
        self.header.show(self.session.state, note=note, trust_by=trust_moved(events))

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
        except Moved as moved:
            self.hear(moved)
            return False
        except StoreLost as lost:
            self.hear(lost)
            return False
        self.status.clear()
        await self._roomy()
        self._after(present, events)
        return True

    def hear(self, news: News) -> None:
        """What becomes of the last step in the store, after the screen has painted it."""
        if news is None:
            self.status.say("Stored.", "The database answers again; play goes on.")
        elif isinstance(news, StoreLost):
            self.status.say(str(news), "Input waits; nothing is lost.")
        elif not self.is_current:
            return  # this screen is on its way out already
        elif news.closed and self.session.state.status == "open":
            self.app.notify(
                RENEWED if news.renewed else BEGUN_ANEW,
                severity="warning",
                markup=False,
            )
            self.dismiss(Outcome.LEFT)
        elif self._is_over():
            self.app.notify(str(news), severity="warning", markup=False)
            self.dismiss(Outcome.ADVANCED)
        else:
            self.repaint(())
            self.status.say(str(news), "Your last step was not taken: take it again.")

    def _is_over(self) -> bool:
        state = self.session.state
        return state.status != "open" or self.index != len(state.phases) - 1

    async def _roomy(self) -> None:
        """Waits while the terminal is under the floor: a covered screen cannot close."""
        roomy = getattr(self.app, "roomy", None)
        if roomy is not None:
            await roomy.wait()

    def _after(self, before: object, events: tuple[AnyEvent, ...]) -> None:
        now = self.session.state.present
        moved = now is None or getattr(before, "phase", None) != now.phase
        if moved:
            self.dismiss(Outcome.ADVANCED)
        else:
            self.repaint(events)

    def action_help(self) -> None:
        """Explains the screen, with the hints taken so far."""
        from tui.screens.help import HelpScreen

        words = self.explained()
        self.app.push_screen(
            HelpScreen(self.HELP, self.keys(), self.hints_taken(), explained=words)
        )

    def explained(self) -> tuple[Explained, ...]:
        """Terms with a sentence each that `?` adds, because they stand on the screen."""
        return ()

    def action_notebook(self) -> None:
        """Opens pins and comparisons over the screen."""
        from tui.screens.notebook import NotebookScreen

        self.app.push_screen(NotebookScreen(self.session), lambda _: self.repaint(()))

    @work
    async def action_hint(self) -> None:
        """Asks for the next hint, after a confirmation that names its price."""
        from tui.screens.help import HintScreen

        scored = self.session.mission.scored
        taken = len(self.hints_taken())
        names = steps(self.config.kind)[: taken + self.hints_left()]
        sheet = HintScreen(names, taken, scored=scored)
        wanted = await self.app.push_screen_wait(sheet)
        if wanted and await self.perform_now(UseHint()):
            self.status.say("Mina:", self.hints_taken()[-1])

    @work
    async def action_give_up(self) -> None:
        """Gives the mission up, after a question; the command palette offers it."""
        from tui.screens.help import ConfirmScreen

        sheet = ConfirmScreen("Give the mission up?", GIVING_UP, "Give it up")
        if await self.app.push_screen_wait(sheet):
            await self.perform_now(Abandon())

    @property
    def may_write(self) -> bool:
        """Whether letters may still go out, and there are any."""
        mission, state = self.session.mission, self.session.state
        return bool(mission.late) and may_ask(mission, state)

    def with_letters(self, keys: tuple[Key, ...], at: int = -1) -> tuple[Key, ...]:
        """Keys with the one that writes once more before the last, or at a place."""
        if not self.may_write:
            return keys
        return (*keys[:at], Key("w", "Write once more"), *keys[at:])

    def action_letters(self) -> None:
        """Opens the letters that may still be written."""
        from tui.screens.letters import LettersScreen

        if self.may_write:
            sheet = LettersScreen(self.session, self.perform_now)
            self.app.push_screen(sheet, lambda _: self._letters_closed())
        elif self.session.mission.late and type(self).may_write is PhaseScreen.may_write:
            early = self.session.state.present and not self._handed_in
            why = "There is still somebody to talk to." if early else "The work is handed in."
            self.status.say(why, "Letters go out between the last talk and the hand-in.")

    @property
    def _handed_in(self) -> bool:
        return any(getattr(own, "submitted", False) for own in self.session.state.phases)

    def _letters_closed(self) -> None:
        """What another terminal did meanwhile is followed now."""
        if self._is_over():
            self.dismiss(Outcome.ADVANCED)
        else:
            self.repaint(())

    def ask_to_choose(self) -> None:
        """Answers Enter where nothing is chosen yet, until the next key."""
        self.status.say(*CHOOSE, passing=True)

    @property
    def told_to_leave(self) -> bool:
        """Whether the status line says that the next Esc leaves."""
        return self.status.said[0].startswith(AGAIN)

    @property
    def leave_key(self) -> Key:
        """Esc as the bar names it where it leaves the phase: asked about first, then done."""
        away = "Leave" if self.session.prepared else "Debrief"
        place = away if self.session.practice else "Board"
        return Key("Esc", place if self.told_to_leave else f"{place}?", "escape")

    def leave_if_told(self) -> None:
        """Leaves the phase where the status line says so; else has it say so."""
        if self.told_to_leave:
            self.dismiss(Outcome.LEFT)
            return
        if self.session.practice:
            place = "the terminal" if self.session.prepared else "your debrief"
            self.status.say(f"{AGAIN} {place}.", unkept_words(self.session))
        elif self.session.away:
            self.status.say(f"{AGAIN} the board.", "Your last step is not stored yet.")
        else:
            self.status.say(f"{AGAIN} the board.", "Everything is stored.")
        self.refresh_keys()

    def stay(self) -> None:
        """Takes back that the next Esc leaves: the player has gone on."""
        if self.told_to_leave:
            self.status.clear()
            self.refresh_keys()

    def on_key(self, event: events.Key) -> None:
        """What answered the key before goes; Esc alone may follow where it is what was told."""
        if self.status.passing:
            self.status.clear()
        if event.key != "escape":
            self.stay()

    def hints_taken(self) -> tuple[str, ...]:
        """The hints of this phase that were asked for."""
        config = self.config
        return config.hints[: tally(self.session.state.shared.hints, config.id)]

    def hints_left(self) -> int:
        """How many hints this phase still has."""
        return len(self.config.hints) - len(self.hints_taken())

    @property
    def config(self) -> Phase:
        """What the author declared for the phase that this screen shows, as choices changed it."""
        mission = self.session.mission
        return phase_config(mission, mission.phases[self.index].id, self.session.state.shared)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
