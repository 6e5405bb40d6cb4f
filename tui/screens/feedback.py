"""The client answers: requirement by requirement, whose it was and what the grid did."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from engine.actions import FinishPhase, HearFeedback
from engine.debrief import RequirementVerdict, requirement_verdicts, submitted_design
from engine.events import AnyEvent
from engine.phase_config import ClientFeedback
from engine.phases import FeedbackState
from engine.phases.system_design import figures
from engine.shared import OPENING_TRUST
from tui.call.monogram import monogram
from tui.figures import figure_text
from tui.people import badge, hue
from tui.screens.phase_screen import PhaseScreen
from tui.widgets.header import trust_word
from tui.widgets.key_bar import Key
from tui.widgets.rows import Row, RowList

SECONDARY = "$foreground 62%"
TILES = 3
"""People whose tiles fit beside the quote."""


class FeedbackScreen(PhaseScreen):
    """The phase `client_feedback`."""

    CSS_PATH = "feedback.tcss"
    HELP: ClassVar[str] = (
        "The people whose work it is answer, one requirement at a time. Enter hears the next. A "
        "requirement that nobody told you of counts all the same. When you have heard enough, "
        "d goes on to the debrief, which says where everything lay."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", show=False),
        Binding("escape", "leave", show=False),
        Binding("d", "debrief", show=False),
        Binding("space", "next", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        self.verdicts = requirement_verdicts(self.session.mission, self.session.state)
        self.list = RowList(cursor_style="on $lamp", id="list")
        self.list.add_class("pane")
        self.tiles = {
            person: Static(Content(""), classes="tile") for person in self._owners()[:TILES]
        }
        self.quote = Static(Content(""), id="quote", classes="pane")
        self.evidence = Static(Content(""), id="evidence", classes="pane")
        self.selected: str | None = None
        yield self.list
        with Vertical(id="right"):
            yield Horizontal(*self.tiles.values(), id="tiles")
            yield self.quote
            yield self.evidence

    def _owners(self) -> list[str]:
        return list(dict.fromkeys(v.requirement.owner for v in self.verdicts))

    @property
    def own(self) -> FeedbackState:
        return cast(FeedbackState, self.session.state.phases[self.index])

    @property
    def heard(self) -> tuple[RequirementVerdict, ...]:
        """The verdicts that have been spoken, in the order of the list."""
        return tuple(v for v in self.verdicts if v.requirement.id in self.own.heard)

    @property
    def coming(self) -> tuple[RequirementVerdict, ...]:
        return tuple(v for v in self.verdicts if v.requirement.id not in self.own.heard)

    def on_mount(self) -> None:
        super().on_mount()
        self.list.focus()

    # --- painting ------------------------------------------------------------------------

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        rows = [self._row(v) for v in self.heard]
        rows += [
            Row(f"coming-{n}", (Content.styled("  ○ still to come", "$faint"),), gap=0)
            for n in range(len(self.coming))
        ]
        if self.selected is None and self.heard:
            self.selected = self.heard[-1].requirement.id
        self.list.show(tuple(rows), self.selected)
        kept = sum(v.kept for v in self.heard)
        self.list.border_title = Content("Requirement by requirement")
        self.list.border_subtitle = Content.assemble(
            (f"{kept} kept", "$success"),
            " · ",
            (f"{len(self.heard) - kept} not", "$error"),
            (f" · {len(self.coming)} to come", SECONDARY),
        )
        verdict = next((v for v in self.heard if v.requirement.id == self.selected), None)
        self._show_tiles(verdict)
        self._show_quote(verdict)
        self._show_evidence(verdict)

    def _row(self, verdict: RequirementVerdict) -> Row:
        requirement = verdict.requirement
        mark = ("✓ ", "bold $success") if verdict.kept else ("✗ ", "bold $error")
        reaction = requirement.kept if verdict.kept else requirement.broken
        word = reaction.word
        if not verdict.kept and not verdict.known:
            word = "first you hear of it"
        figure = self._figure(verdict)
        width = (self.app.size.width - 6) if self.narrow else 50
        first = Content.assemble(
            mark, badge(self.session.mission, requirement.owner), " ", (requirement.title, "bold")
        )
        gap = max(1, width - first.cell_length - len(figure))
        return Row(
            requirement.id,
            (
                Content.assemble(
                    first, " " * gap, (figure, "$success" if verdict.kept else "$error")
                ),
                Content.assemble(" " * 7, (f"“{word}”", f"italic {SECONDARY}")),
            ),
            gap=0 if self.narrow else 1,
        )

    def _figure(self, verdict: RequirementVerdict) -> str:
        name = verdict.requirement.figure
        design = submitted_design(self.session.mission, self.session.state)
        if not name or design is None:
            return ""
        return figure_text(name, figures(self.session.mission, *design))

    def _show_tiles(self, verdict: RequirementVerdict | None) -> None:
        mission, shared = self.session.mission, self.session.state.shared
        trust = trust_word(shared.trust)
        for person, tile in self.tiles.items():
            speaking = bool(verdict and verdict.requirement.owner == person)
            tile.set_class(speaking, "-speaking")
            word = ("● speaking", "bold $accent") if speaking else ("○ listens", "$mute")
            tile.border_title = Content.styled(*word)
            style = f"bold {hue(mission, person)}" if speaking else f"{hue(mission, person)} 60%"
            known = mission.person_by_id[person]
            width = max(10, tile.content_size.width or 16)
            drawn = [
                Content.assemble(" " * max(0, (width - len(row)) // 2), (row, style))
                for row in monogram(known.initials)
            ]
            name = Content.styled(known.name, "bold").truncate(width, ellipsis=True)
            role = Content.styled(known.role, SECONDARY).truncate(width, ellipsis=True)
            tile.update(Content("\n").join([Content(""), *drawn, Content(""), name, role]))
            if "trust" in mission.meters and person == mission.client_contact:
                before = trust_word(OPENING_TRUST)
                tile.border_subtitle = Content(f"{before} → {trust}" if before != trust else trust)

    def _show_quote(self, verdict: RequirementVerdict | None) -> None:
        mission = self.session.mission
        if verdict is None:
            config = cast(ClientFeedback, self.config)
            played = [p for p in self.session.state.shared.transcript if p.phase == config.id]
            spoken = [mission.texts[p.ref] for p in played]
            parts: list[Content] = []
            for words in spoken:
                if words.who == "narrator":
                    parts.append(Content.styled(words.say, f"italic {SECONDARY}"))
                else:
                    name = (f"{mission.name(words.who)}  ", f"bold {hue(mission, words.who)}")
                    parts.append(Content.assemble(name, words.say))
            parts.append(Content.assemble(("Enter", "bold $accent"), " hears the first answer."))
            self.quote.update(Content("\n\n").join(parts))
            self.quote.border_title = Content("The room")
            self.quote.border_subtitle = Content("")
            return
        requirement = verdict.requirement
        reaction = requirement.kept if verdict.kept else requirement.broken
        lines: list[str | tuple[str, str]] = []
        if not verdict.kept and not verdict.known and requirement.unasked:
            lines += [(requirement.unasked, "bold"), "\n\n"]
        lines.append((reaction.say, "bold"))
        if reaction.aside:
            lines += ["\n\n", (reaction.aside, f"italic {SECONDARY}")]
        self.quote.update(Content.assemble(*lines))
        number = next(n for n, v in enumerate(self.verdicts, 1) if v is verdict)
        mark = ("✓ kept", "bold $success") if verdict.kept else ("✗ not kept", "bold $error")
        self.quote.border_title = Content.assemble(
            (f"{number}", "bold $accent"), f" of {len(self.verdicts)}  {requirement.title}  ", mark
        )
        self.quote.border_subtitle = Content.styled(
            mission.name(requirement.owner), f"bold {hue(mission, requirement.owner)}"
        )

    def _show_evidence(self, verdict: RequirementVerdict | None) -> None:
        self.evidence.display = verdict is not None
        if verdict is None:
            return
        requirement = verdict.requirement
        parts: list[str | tuple[str, str]] = [verdict.why or "Settled by what was said."]
        if requirement.limit:
            parts += ["\n", ("asked for  ", SECONDARY), (requirement.limit, "bold")]
        facts = [self.session.mission.fact_by_id[fact] for fact in requirement.facts]
        if not verdict.known and facts:
            where = "; ".join(fact.where for fact in facts)
            parts += ["\n", ("where it lay  ", SECONDARY), where]
        self.evidence.update(Content.assemble(*parts))
        self.evidence.border_title = Content("What the grid did")

    def keys(self) -> tuple[Key, ...]:
        keys = [Key("Enter", "Next answer", "enter")] if self.coming else []
        return (
            *keys,
            Key("↑↓", "Reread", "-"),
            Key("d", "Debrief"),
            Key("k", "Notebook"),
            Key("Esc", "Board", "escape"),
            Key("?", "Help", "question_mark"),
        )

    # --- acting --------------------------------------------------------------------------

    @on(RowList.Moved, "#list")
    def _reread(self, event: RowList.Moved) -> None:
        if not event.id.startswith("coming-"):
            self.selected = event.id
            self.repaint(())

    @on(RowList.Chosen, "#list")
    def _enter(self) -> None:
        self.action_next()

    def action_confirm(self) -> None:
        """Hears the next answer, also while the list's cursor stands nowhere."""
        self.action_next()

    def action_next(self) -> None:
        """Hears the next answer; after the last, goes on to the debrief."""
        if not self.coming:
            self.action_debrief()
            return
        self.selected = self.coming[0].requirement.id
        self.perform(HearFeedback(requirement=self.selected))

    def action_debrief(self) -> None:
        """Closes the meeting."""
        self.perform(FinishPhase())
