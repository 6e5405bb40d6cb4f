"""The debrief: what happened, what was there, what was chosen, and only then the score."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.screen import Screen
from textual.widgets import Input

from tui.compositor import SpanCompositor
from tui.debrief.contents import Contents, OnGrid
from tui.debrief.standing import Standing
from tui.debrief.tabs import TabRow
from tui.screens.phase_screen import NARROW_BELOW
from tui.session import Session
from tui.studio.words import of_debrief
from tui.widgets.entries import EntryList
from tui.widgets.header import MissionHeader
from tui.widgets.key_bar import Foot, Key, KeyBar

if TYPE_CHECKING:
    from engine.phase_config import SystemDesign
    from tui.app import ScopeCreepApp
    from tui.screens.grid_view import View

PANES = ("timeline", "there", "chose", "change", "take")
TITLES = {
    "timeline": "Timeline",
    "there": "What was there",
    "chose": "What you chose",
    "change": "One change, same seed",
    "take": "Before you read on",
    "ledger": "Each point and its reason",
    "mark": "Mission score",
    "next": "What the next grade takes",
    "learnt": "What you learnt",
    "doors": "Doors",
}
ASIDE = ("mark", "next", "learnt", "doors")
TABS = (
    ("1", "Timeline"),
    ("2", "What was there"),
    ("3", "What you chose"),
    ("4", "One change"),
    ("5", "Take"),
    ("o", "Score"),
)
LOW_BELOW = 34
"""Rows under which the panels are shown one at a time."""


class DebriefScreen(Screen["str | None"]):
    """What a mission comes to, once it is over.

    Dismisses with the mail or exchange from which to practise, or with None to go on.
    """

    CSS_PATH = "debrief.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW_BELOW, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW_BELOW, "-high")]
    HELP: ClassVar[str] = (
        "First what happened, then what was there to be found, then what you chose. The arrows "
        "walk the entries and Enter opens the whole of one. Before the answer stands a question: "
        "try it first. o turns over to the score, which names every point and where it was lost. "
        "Playing the mission again can raise the score; what your first answers set in motion "
        "stays. p practises from the decision under the cursor, and keeps nothing. e writes your "
        "results into a file to hand in."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("enter", "open", show=False),
        Binding("tab", "next_tab(1)", show=False, priority=True),
        Binding("shift+tab", "next_tab(-1)", show=False, priority=True),
        Binding("right", "next_tab(1)", show=False),
        Binding("left", "next_tab(-1)", show=False),
        Binding("o,6", "overleaf", show=False),
        Binding("c", "change", show=False),
        Binding("p", "practise", show=False),
        Binding("e", "hand_in", show=False),
        Binding("plus,equals_sign", "earned", show=False),
        Binding("space", "answer", show=False),
        Binding("question_mark,f1", "help", show=False),
        *[Binding(str(n), f"tab({n - 1})", show=False) for n in range(1, len(PANES) + 1)],
    ]

    def __init__(self, session: Session, standing: Standing | None = None) -> None:
        super().__init__()
        self._compositor = SpanCompositor()
        self.session = session
        self.standing = standing or Standing()
        self.tab = PANES[0]
        self.answered = False
        self.answer = ""
        self.earned: bool | None = None
        """Whether the ledger shows what was earned; unless said, it does where there is room."""

    # --- what is shown -------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        mission, state = self.session.mission, self.session.state
        self.contents = Contents(mission, state, self.standing)
        self.header = MissionHeader(mission, state)
        self.tabs = TabRow(TABS, id="tabs")
        self.key_bar = KeyBar()
        self.field = Input(
            id="answer",
            placeholder="Enter: answer before you turn over; it is not marked",
            compact=True,
        )
        self.field.cursor_blink = False
        self.lists = {name: EntryList(id=name) for name in (*PANES, "ledger", *ASIDE)}
        for name, rows in self.lists.items():
            if name != "take":
                rows.add_class("pane")
        self._fill()
        yield self.header
        yield self.tabs
        with Container(id="body"):
            with Horizontal(id="upper"):
                yield self.lists["timeline"]
                yield self.lists["there"]
            with Horizontal(id="lower"):
                yield self.lists["chose"]
                with Vertical(id="side"):
                    yield self.lists["change"]
                    with Vertical(id="take-pane", classes="pane") as self.take_pane:
                        yield self.lists["take"]
                        yield self.field
            with Horizontal(id="overleaf"):
                yield self.lists["ledger"]
                with Vertical(id="aside"):
                    for name in ASIDE:
                        yield self.lists[name]
        yield Foot(self.key_bar)

    @property
    def desk(self) -> bool:
        """Whether the panels stand side by side."""
        size = self.app.size
        return size.width >= NARROW_BELOW and size.height >= LOW_BELOW

    def _fill(self) -> None:
        self._filled_for = self.desk
        panels = self.contents.panels(desk=self.desk, earned=self.shows_earned)
        for name, panel in panels.items():
            rows = self.lists[name]
            rows.show(panel.entries)
            rows.set_class(not panel.entries, "-empty")
            rows.border_title = Content(panel.title or TITLES[name])
            rows.border_subtitle = panel.note
        self._fill_take()

    def _fill_take(self) -> None:
        entries = self.contents.take(answered=self.answered, answer=self.answer)
        self.lists["take"].show(entries)

    @property
    def shows_earned(self) -> bool:
        """Whether the ledger lists what was earned beside what was lost."""
        return self.desk if self.earned is None else self.earned

    def on_mount(self) -> None:
        self._go(self.tab)

    def on_resize(self, event: Resize) -> None:
        if self.desk != self._filled_for:
            self._fill()

    def _refresh(self) -> None:
        mission = self.session.mission
        over = self.has_class("-score")
        note = "overleaf" if over else f"{mission.name(mission.debrief.reader)} reads"
        note = f"practice · {note}" if self.session.practice else note
        self.header.show(self.session.state, note=note)
        self.tabs.show("o" if over else str(PANES.index(self.tab) + 1))
        self.take_pane.border_title = Content("Take with you" if self.answered else TITLES["take"])
        self.field.display = not self.answered
        self.key_bar.show(self.keys())

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now."""
        if self.focused is self.field:
            return (
                Key("Enter", "Turn the page", "enter"),
                Key("Esc", "Back", "escape"),
                Key("F1", "Help", "f1"),
            )
        over = self.has_class("-score")
        keys = [Key("↑↓", "Walk", "-")]
        if over or self.tab in ("timeline", "there", "chose"):
            keys.append(Key("Enter", "All of it", "enter"))
        if over:
            earned = "Losses only" if self.shows_earned else "Earned too"
            keys += [Key("+", earned, "plus")] if self.session.mission.scored else []
            keys.append(Key("o", "The debrief"))
        else:
            if self.tab == "take" and not self.answered:
                keys = [Key("Enter", "Answer", "enter")]
            keys.append(Key("Tab", "Next", "tab"))
            if self.tab in ("timeline", "chose") and self.contents.choices:
                keys.append(Key("p", "Practise"))
            near = self.desk or self.tab in ("change", "take")
            keys += [Key("c", "The change")] if self.contents.change and near else []
            keys += [Key("Space", "Turn the page", "space")] if near and not self.answered else []
            keys += [Key("o", "The score")] if self.desk else []
        away = "Leave" if self.session.prepared else "Your debrief"
        back = away if self.session.practice else "Board"
        return (*keys, Key("Esc", back, "escape"), Key("?", "Help", "question_mark"))

    # --- going about ---------------------------------------------------------------------

    def _go(self, tab: str) -> None:
        self._stand_on(tab)
        self.remove_class("-score")
        self.set_focus(self.lists[tab])
        self._refresh()

    def _stand_on(self, tab: str) -> None:
        self.tab = tab
        for name in PANES:
            self.set_class(name == tab, f"-tab-{name}")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A click into a panel goes there as its key does."""
        if event.widget is not self.focused:
            return  # it has moved on since
        name = "take" if event.widget is self.field else event.widget.id or ""
        if name in PANES and name != self.tab and not self.has_class("-score"):
            self._stand_on(name)
        self._refresh()

    def action_next_tab(self, by: int) -> None:
        """Goes round the panels, or round those of the score."""
        if self.has_class("-score"):
            self._go(PANES[0 if by > 0 else -1])
            return
        at = PANES.index(self.tab) + by
        if not self.desk and at == len(PANES):
            self.action_overleaf()
            return
        self._go(PANES[at % len(PANES)])

    def action_tab(self, index: int) -> None:
        """Goes to one panel."""
        self._go(PANES[index])

    def action_overleaf(self) -> None:
        """Turns over to the score and back."""
        if self.has_class("-score"):
            self._go(self.tab)
            return
        self.add_class("-score")
        self.set_focus(self.lists["ledger"])
        self._refresh()

    @on(TabRow.Opened)
    def _tab_clicked(self, event: TabRow.Opened) -> None:
        if event.key == "o":
            if not self.has_class("-score"):
                self.action_overleaf()
        else:
            self.action_tab(int(event.key) - 1)

    def action_earned(self) -> None:
        """Shows what was earned beside what was lost, or no longer."""
        if self.has_class("-score") and self.session.mission.scored:
            self.earned = not self.shows_earned
            self._fill()
            self._refresh()

    # --- the question --------------------------------------------------------------------

    @on(Input.Submitted, "#answer")
    def _answer(self, event: Input.Submitted) -> None:
        self.answer = event.value.strip()
        self.action_answer()

    def action_answer(self) -> None:
        """Shows the answer to the question, and the lesson."""
        self.answered = True
        self.add_class("-answered")
        self._fill_take()
        self._go("take")

    # --- opening -------------------------------------------------------------------------

    @on(EntryList.Chosen)
    def _chosen(self, event: EntryList.Chosen) -> None:
        from tui.screens.grid_view import View
        from tui.screens.sheet import SheetScreen

        behind = self.contents.behind(event.id)
        if isinstance(behind, OnGrid):
            handed = self.contents.handed_in(behind.phase)
            if handed:
                view = View("as handed in", handed[1], behind.nodes)
                self._show_grid(handed[0], (view,), behind.words)
        elif behind:
            self.app.push_screen(SheetScreen(behind))

    def _show_grid(self, config: SystemDesign, views: tuple[View, ...], words: str) -> None:
        from tui.screens.grid_view import GridScreen

        shared = self.session.state.shared
        self.app.push_screen(GridScreen(self.session.mission, config, shared, views, words))

    def action_open(self) -> None:
        """Opens what the panel shows as a whole."""
        if self.has_class("-score"):
            return
        if self.tab == "change":
            self.action_change()
        elif self.tab == "take" and not self.answered:
            self.set_focus(self.field)

    def action_change(self) -> None:
        """Shows the design with the one change on the grid, and as it was played."""
        from tui.screens.grid_view import View

        change = self.contents.change
        if change is None:
            return
        before = {node.id: node for node in change.played.nodes}
        after = {node.id: node for node in change.changed.nodes}
        differs = tuple(n for n in after if after[n] != before.get(n))
        gone = tuple(n for n in before if n not in after)
        views = (
            View("with it", change.changed, differs),
            View("as played", change.played, differs + gone),
        )
        self._show_grid(change.config, views, change.says)

    @work
    async def action_practise(self) -> None:
        """Plays again from the decision under the cursor, after saying that nothing is kept."""
        from tui.screens.help import ConfirmScreen

        node = self.contents.decision(self.lists[self.tab].cursor_id or "")
        if node is None or self.has_class("-score"):
            self.notify("p practises from a decision that you stand on.", markup=False)
            return
        text = (
            "You stand before this decision once more, with what you knew then. Go on as you "
            "like: what comes of it is shown in the end, and nothing of it is recorded."
        )
        sheet = ConfirmScreen("Practise from here?", text, "Practise")
        if await self.app.push_screen_wait(sheet):
            self.dismiss(node)

    @work
    async def action_hand_in(self) -> None:
        """Writes the results of this mission into a file."""
        from tui.debrief.handing_in import hand_in

        await hand_in(cast("ScopeCreepApp", self.app), self.session)

    def action_close(self) -> None:
        """Back from the answer's line, else to the board."""
        if self.focused is self.field:
            self.set_focus(self.lists["take"])
        else:
            self.dismiss(None)

    def action_help(self) -> None:
        """Explains the debrief."""
        from tui.screens.help import HelpScreen

        explained = of_debrief(self.session.mission)
        self.app.push_screen(HelpScreen(self.HELP, self.keys(), (), explained=explained))

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
