"""The debrief: what happened, what was there, what was chosen, and only then the score."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from engine.debrief import fact_lines
from engine.scoring import score_mission
from tui.debrief import paint
from tui.screens.phase_screen import NARROW_BELOW
from tui.session import Session
from tui.widgets.header import MissionHeader
from tui.widgets.key_bar import Foot, Key, KeyBar

TABS = ("timeline", "there", "chose", "change", "take")


class Pane(VerticalScroll):
    """One panel of the debrief."""

    def __init__(self, pane_id: str, title: str) -> None:
        self.text = Static(Content(""))
        super().__init__(self.text, id=pane_id, classes="pane")
        self.border_title = Content(title)

    @property
    def width(self) -> int:
        """Columns that text may take."""
        return max(20, (self.content_size.width or 40) - 1)


class DebriefScreen(Screen[None]):
    """What a mission comes to, once it is over."""

    CSS_PATH = "debrief.tcss"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (NARROW_BELOW, "-wide"),
    ]
    HELP: ClassVar[str] = (
        "First what happened, then what was there to be found, then what you chose. o turns "
        "over to the score, which names every point and where it was lost. Playing the mission "
        "again can raise the score; what your first answers set in motion stays."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", show=False),
        Binding("tab", "next_tab(1)", show=False, priority=True),
        Binding("shift+tab", "next_tab(-1)", show=False, priority=True),
        Binding("o", "overleaf", show=False),
        Binding("space", "answer", show=False),
        Binding("question_mark,f1", "help", show=False),
        *[Binding(str(n), f"tab({n - 1})", show=False) for n in range(1, len(TABS) + 1)],
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.tab = TABS[0]
        self.answered = False

    def compose(self) -> ComposeResult:
        mission = self.session.mission
        self.header = MissionHeader(mission, self.session.state)
        self.key_bar = KeyBar()
        self.panes = {
            "timeline": Pane("timeline", "Timeline"),
            "there": Pane("there", "What was there"),
            "chose": Pane("chose", "What you chose"),
            "change": Pane("change", "One change, same seed"),
            "take": Pane("take", "Before you read on"),
            "score": Pane("score", "The score"),
        }
        yield self.header
        with Container(id="body"):
            with Horizontal(id="upper"):
                yield self.panes["timeline"]
                yield self.panes["there"]
            with Horizontal(id="lower"):
                yield self.panes["chose"]
                with Vertical(id="side"):
                    yield self.panes["change"]
                    yield self.panes["take"]
            yield self.panes["score"]
        yield Foot(self.key_bar)

    def on_mount(self) -> None:
        self._go(self.tab)

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self.repaint)

    def repaint(self) -> None:
        """Paints every panel at its present width."""
        mission, state = self.session.mission, self.session.state
        reader = mission.name(mission.debrief.reader)
        self.header.show(state, note=f"{reader} reads")
        pages = {
            "timeline": paint.timeline_page(mission, state, self.panes["timeline"].width),
            "there": paint.there_page(mission, state, self.panes["there"].width),
            "chose": paint.chose_page(mission, state, self.panes["chose"].width),
            "change": paint.change_page(mission, state, self.panes["change"].width),
            "take": paint.take_page(mission, self.panes["take"].width, self.answered),
            "score": paint.score_page(
                mission, score_mission(mission, state), self.panes["score"].width
            ),
        }
        for name, page in pages.items():
            self.panes[name].text.update(page)
        facts = fact_lines(mission, state.shared)
        found = sum(line.found for line in facts)
        self.panes["there"].border_subtitle = Content(
            f"{found} found · {len(facts) - found} missed" if facts else ""
        )
        self.panes["chose"].border_subtitle = Content("what happened, then why")
        self.key_bar.show(self.keys())

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now."""
        over = self.has_class("-score")
        keys = [Key("↑↓", "Scroll", "-"), Key("Tab", "Next page", "tab")]
        if not self.answered:
            keys.append(Key("Space", "Turn the page", "space"))
        keys.append(Key("o", "Debrief" if over else "The score"))
        return (*keys, Key("Esc", "Board", "escape"), Key("?", "Help", "question_mark"))

    def _go(self, tab: str) -> None:
        self.tab = tab
        for name in TABS:
            self.set_class(name == tab, f"-tab-{name}")
        self.remove_class("-score")
        self.panes[tab].focus()
        self.call_after_refresh(self.repaint)

    def action_next_tab(self, by: int) -> None:
        """Goes round the panels."""
        self._go(TABS[(TABS.index(self.tab) + by) % len(TABS)])

    def action_tab(self, index: int) -> None:
        """Goes to one panel."""
        self._go(TABS[index])

    def action_answer(self) -> None:
        """Shows the answer to the question, and the lesson."""
        self.answered = True
        self._go("take")

    def action_overleaf(self) -> None:
        """Turns over to the score and back."""
        if self.has_class("-score"):
            self._go(self.tab)
            return
        self.add_class("-score")
        self.panes["score"].focus()
        self.call_after_refresh(self.repaint)

    def action_close(self) -> None:
        """Back to the board."""
        self.dismiss()

    def action_help(self) -> None:
        """Explains the debrief."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, self.keys(), ()))

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
