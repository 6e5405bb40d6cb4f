"""The client answers: requirement by requirement, whose it was and what the grid did."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Static

from engine.actions import FinishPhase, HearFeedback
from engine.debrief import RequirementVerdict, requirement_verdicts, submitted_design
from engine.events import AnyEvent, FeedbackHeard
from engine.phase_config import ClientFeedback
from engine.phases.system_design import figures
from tui.debrief.lines import SECONDARY
from tui.feedback import evidence, paint
from tui.people import hue
from tui.safety import one_line
from tui.screens.feedback_voice import TICK, FeedbackVoice, Quote
from tui.theme import PEOPLE_HUES
from tui.widgets.entries import Entry, EntryList
from tui.widgets.header import PHASE_NAMES
from tui.widgets.key_bar import Key


class FeedbackScreen(FeedbackVoice):
    """The phase `client_feedback`."""

    CSS_PATH = "feedback.tcss"
    HELP: ClassVar[str] = (
        "The people whose work it is answer, one requirement at a time. Enter hears the next, "
        "Space finishes the line being spoken, and the arrows go back over what was heard. A "
        "requirement that nobody told you of counts all the same: w tells where it lay. e shows "
        "on the grid what is spoken of, and PgDn reads on in a long answer. When all have spoken, "
        "you may be asked in turn: choose what to say, then Enter, or let it sit with s. When you "
        "have heard enough, d goes on."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", show=False),
        Binding("escape", "back", show=False),
        Binding("d", "debrief", show=False),
        Binding("space", "finish_line", show=False),
        Binding("e", "grid", show=False),
        Binding("w", "where", show=False),
        Binding("r", "room", show=False),
        Binding("s", "silence", show=False),
        *[Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 10)],
        Binding("pagedown", "turn(1)", show=False, priority=True),
        Binding("pageup", "turn(-1)", show=False, priority=True),
    ]

    def compose_body(self) -> ComposeResult:
        mission, state = self.session.mission, self.session.state
        self.verdicts = requirement_verdicts(mission, state, self.config.id)
        found = submitted_design(mission, state, mission.part_design(self.config.id))
        self.handed_in = found
        now = figures(mission, *found) if found else None
        self.judged = {
            v.requirement.id: paint.Judged(v, now, found[1] if found else None)
            for v in self.verdicts
        }
        self.list = EntryList(id="list", classes="pane", cursor_style="on $lamp", click_opens=False)
        self.tiles = {
            person: Static(Content(""), classes=f"tile -hue-{self._hue_number(person)}")
            for person in self._owners()
        }
        self.quote = Quote(id="quote", classes="pane")
        self.quote.can_focus = False
        self.evidence = EntryList(id="evidence", classes="pane")
        self.evidence.can_focus = False
        self.make_talk()
        self.selected: str | None = None
        self.in_room = False
        """Whether the room is shown in the place of an answer."""
        self.letters: int | None = None
        """Characters spoken so far; None once the line is whole."""
        self.wave = 0
        self.timer: Timer | None = None
        yield self.list
        with Vertical(id="right"):
            yield Horizontal(*self.tiles.values(), id="tiles")
            yield self.quote
            yield self.evidence
            yield self.options

    def _owners(self) -> list[str]:
        return list(dict.fromkeys(v.requirement.owner for v in self.verdicts))

    def _hue_number(self, person: str) -> int:
        people = [known.id for known in self.session.mission.people]
        return people.index(person) % PEOPLE_HUES + 1 if person in people else 1

    @property
    def heard(self) -> tuple[RequirementVerdict, ...]:
        """The verdicts that have been spoken, in the order of the list."""
        return tuple(v for v in self.verdicts if v.requirement.id in self.own.heard)

    @property
    def coming(self) -> tuple[RequirementVerdict, ...]:
        return tuple(v for v in self.verdicts if v.requirement.id not in self.own.heard)

    @property
    def present(self) -> paint.Judged | None:
        """The requirement whose answer is shown."""
        shown = not self.in_room and not self.in_talk
        return self.judged.get(self.selected or "") if shown else None

    def on_mount(self) -> None:
        self.set_class(self.app.theme != "xterm", "-tinted")
        super().on_mount()
        if self.asked:
            self.enter_talk()
        else:
            self.list.focus()
        animated = self.app.animation_level != "none"
        self.timer = self.set_interval(TICK, self.tick, pause=True) if animated else None

    def on_resize(self, event: Resize) -> None:
        if self.is_mounted:
            self.repaint(())

    # --- pacing --------------------------------------------------------------------------

    def action_finish_line(self) -> None:
        """Shows the whole line at once; with nothing being spoken, hears the next answer."""
        if self.speaking:
            self.end_speaking()
        elif self.coming and not self.in_talk:
            self.action_next()

    # --- painting ------------------------------------------------------------------------

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        if any(isinstance(event, FeedbackHeard) for event in events):
            self.in_room = self.in_talk = False
            self.begin_speaking()
        if self.selected is None and self.heard:
            self.selected = self.heard[-1].requirement.id
        mission = self.session.mission
        rows = [
            paint.heard_entry(mission, self.judged[v.requirement.id], roomy=not self.narrow)
            for v in self.heard
        ]
        self.list.show(
            (*rows, *paint.coming_entries(len(self.coming), roomy=not self.narrow)), self.selected
        )
        kept = sum(v.kept for v in self.heard)
        missed = len(self.heard) - kept
        self.list.border_title = Content("Requirement by requirement")
        self.list.border_subtitle = Content.assemble(
            (f"{kept} kept", "$success"),
            " · ",
            (f"{missed} not", "$error" if missed else SECONDARY),
            f" · {len(self.coming)} to come" if self.coming else "",
        )
        judged = self.present
        self.show_tiles(judged)
        self._show_quote(judged)
        self._show_evidence(judged)
        self.show_options()

    def _show_quote(self, judged: paint.Judged | None) -> None:
        mission, shared = self.session.mission, self.session.state.shared
        indent = 0 if self.narrow else 3
        speaker = self._hue_number(judged.verdict.requirement.owner) if judged else 0
        for number in range(1, PEOPLE_HUES + 1):
            self.quote.set_class(number == speaker, f"-hue-{number}")
        if self.in_talk:
            self.show_talk(self.quote, indent)
            return
        if judged is None:
            config = cast(ClientFeedback, self.config)
            rows = list(paint.room_entries(mission, config, shared, not self.heard, indent))
            if self.narrow:
                rows += [Entry("", lambda width: (), gap=1), self._trust_entry()]
            self.quote.show(tuple(rows))
            self.quote.border_title = Content("The room")
            self.quote.border_subtitle = Content("")
            return
        verdict = judged.verdict
        speech, gap = paint.speech_of(judged), int(not self.narrow)
        rows = [
            Entry("", lambda width: paint.speech_lines(speech, self.letters, indent, gap, width)),
        ]
        if self.narrow:
            rows += evidence.evidence_entries(mission, judged, shared)
            rows += [Entry("", lambda width: (), gap=1), self._trust_entry()]
        self.quote.show(tuple(rows))
        self.quote.scroll_home(animate=False)
        number = next(n for n, v in enumerate(self.verdicts, 1) if v is verdict)
        mark = ("✓ kept", "bold $success") if verdict.kept else ("✗ not kept", "bold $error")
        owner = one_line(mission.name(verdict.requirement.owner))
        colour = f"bold {hue(mission, verdict.requirement.owner)}"
        title = one_line(verdict.requirement.title)
        surprise = f" · {paint.UNHEARD}" if judged.surprise else ""
        if self.narrow:
            self.quote.border_title = Content.assemble((owner, colour), "  ", mark, surprise)
            grid = " · e on the grid" if self._on_grid(judged) else ""
            self.quote.border_subtitle = Content(f"r the room{grid}")
            return
        self.quote.border_title = Content.assemble(
            (f"{number}", "bold $accent"), f" of {len(self.verdicts)}  {title}  ", mark
        )
        self.quote.border_subtitle = Content.assemble((owner, colour), ", whose it was", surprise)

    def _on_grid(self, judged: paint.Judged) -> bool:
        """Whether there is something of a requirement to be seen on a grid."""
        return bool(judged.verdict.requirement.rules and self.handed_in)

    def _trust_entry(self) -> Entry:
        mission, shared = self.session.mission, self.session.state.shared
        people = self._owners()
        return Entry("", lambda width: paint.trust_line(mission, shared, people, width), gap=0)

    def _show_evidence(self, judged: paint.Judged | None) -> None:
        self.evidence.display = judged is not None and not self.narrow
        if judged is None:
            return
        rows = evidence.evidence_entries(self.session.mission, judged, self.session.state.shared)
        self.evidence.show(rows)
        self.evidence.border_title = Content(evidence.done_where(self.session.mission)[1])
        self.evidence.border_subtitle = Content(
            "e opens it on the grid" if judged.verdict.requirement.rules else ""
        )

    @property
    def onward(self) -> str:
        """Where the mission goes once all have spoken."""
        phases = self.session.mission.phases
        after = phases[[phase.id for phase in phases].index(self.config.id) + 1 :]
        return PHASE_NAMES[after[0].kind] if after else "Debrief"

    def keys(self) -> tuple[Key, ...]:
        if self.in_talk and self.exchange:
            return self.talk_keys()
        judged = self.present
        short = self.narrow
        onward = ("Next" if short else "Next answer") if self.coming else self.onward
        if self.exchange:
            onward = "Answer them"
        keys = [Key("Enter", onward, "enter")]
        if self.speaking:
            keys = [Key("Space", "Finish" if short else "Finish the line", "space")]
        if self.heard:
            keys.append(Key("↑↓", "Reread", "-"))
        if judged and self._on_grid(judged):
            keys.append(Key("e", "Grid" if short else "On the grid"))
        if judged and judged.verdict.requirement.facts:
            keys.append(Key("w", "Where" if short else "Where was it"))
        if self.heard:
            keys.append(Key("r", "Answer" if self.in_room else "Room"))
        if (self.coming or self.speaking) and not self.exchange:
            keys.append(Key("d", self.onward))
        return (
            *keys,
            Key("Esc", "Back", "escape") if self._looking_in else self.leave_key,
            Key("k", "Notebook"),
            Key("?", "Help", "question_mark"),
        )

    # --- acting --------------------------------------------------------------------------

    @on(EntryList.Walked, "#list")
    def _reread(self, event: EntryList.Walked) -> None:
        if event.id != self.selected or self.in_room or self.in_talk:
            self.end_speaking()
            self.leave_talk()
            self.selected, self.in_room = event.id, False
            judged = self.present
            self.show_tiles(judged)
            self._show_quote(judged)
            self._show_evidence(judged)
            self.show_options()
            self.refresh_keys()

    @on(EntryList.Chosen, "#list")
    def _enter(self) -> None:
        self.action_confirm()

    def action_confirm(self) -> None:
        """Finishes the line that is being spoken; then hears the next answer."""
        if self.speaking:
            self.end_speaking()
        elif not self.confirm_talk():
            self.action_next()

    def action_next(self) -> None:
        """Hears the next answer; after the last, what the player is asked, then the debrief."""
        if not self.coming:
            if self.exchange:
                self.enter_talk()
            else:
                self.action_debrief()
            return
        self.selected = self.coming[0].requirement.id
        self.perform(HearFeedback(requirement=self.selected))

    def action_turn(self, by: int) -> None:
        """Scrolls what is said, where it is longer than its panel."""
        (self.quote.scroll_page_down if by > 0 else self.quote.scroll_page_up)(animate=False)

    def action_room(self) -> None:
        """Shows what was said as everybody came in, and back."""
        if self.heard:
            self.end_speaking()
            self.leave_talk()
            self.in_room = not self.in_room
            self.repaint(())

    @property
    def _looking_in(self) -> bool:
        """Whether the room is shown while there is an answer to go back to."""
        return self.in_room and not self.in_talk and bool(self.heard)

    def action_back(self) -> None:
        """Out of the room first; then as elsewhere in the meeting."""
        if self._looking_in:
            self.action_room()
        else:
            super().action_back()

    @work
    async def action_debrief(self) -> None:
        """Closes the meeting; asks first where somebody has not been heard."""
        from tui.screens.help import ConfirmScreen

        if self.exchange:
            self.enter_talk()
            return
        if self.coming:
            sheet = ConfirmScreen(*paint.unheard(len(self.coming)))
            if not await self.app.push_screen_wait(sheet):
                return
        await self.perform_now(FinishPhase())
