"""All that a debrief shows, reckoned once: the panels' contents, and the page behind each entry."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from engine.debrief import (
    Handed,
    choice_lines,
    fact_lines,
    objective_lines,
    one_change,
    requirement_verdicts,
    submitted_design,
)
from engine.ledger import ledger
from engine.mission import Mission
from engine.next_time import next_time
from engine.scoring import score_mission
from engine.sheet_change import sheet_change
from engine.state import State
from engine.story import story
from tui.debrief import ledger_page, pages, score, sheets
from tui.debrief.lines import headline, paragraph
from tui.debrief.sheet_page import sheet_entries
from tui.debrief.standing import Standing
from tui.widgets.entries import Entry

NOTED_LATER = "Handed in. It counts as done once your class server has noted it."


@dataclass(frozen=True)
class Panel:
    """What stands in one panel."""

    entries: tuple[Entry, ...]
    note: Content = Content("")  # noqa: RUF009
    title: str = ""
    """Another title than the panel's usual one."""


@dataclass(frozen=True)
class OnGrid:
    """An entry that is looked at on the grid: what is said of it, and the components."""

    words: str
    nodes: tuple[str, ...]
    phase: str
    """The design phase that it is about."""


class Contents:
    """A finished playthrough as the debrief tells it."""

    def __init__(self, mission: Mission, state: State, standing: Standing) -> None:
        self.mission, self.state, self.standing = mission, state, standing
        self.moments = story(mission, state)
        self.facts = fact_lines(mission, state.shared)
        self.choices = choice_lines(mission, state.shared)
        self.change = one_change(mission, state)
        self.sheet = sheet_change(mission, state)
        self.objectives = objective_lines(mission, state)
        self.verdicts = requirement_verdicts(mission, state)
        self.card = score_mission(mission, state)
        self.ledger = ledger(self.card)
        self.next_time = next_time(self.ledger)

    def panels(self, *, desk: bool, earned: bool) -> dict[str, Panel]:
        """Every panel but the question's, for panels side by side or one at a time."""
        change = Content("c plays it on the grid") if self.change else Content("")
        told = {
            "timeline": Panel(
                pages.timeline_entries(self.moments), pages.timeline_note(self.moments)
            ),
            "there": Panel(
                pages.there_entries(self.mission, self.facts, gap=int(desk)),
                pages.there_note(self.facts),
            ),
            "chose": Panel(
                pages.chose_entries(self.mission, self.choices), Content("what happened, then why")
            ),
            "change": Panel(self._change(), change),
        }
        scored = self._scored if self.mission.scored else self._unscored
        return told | scored(desk=desk, earned=earned)

    def _change(self) -> tuple[Entry, ...]:
        if self.sheet is not None and self.change is None:
            return sheet_entries(self.sheet)
        return pages.change_entries(self.change)

    def take(self, *, answered: bool, answer: str) -> tuple[Entry, ...]:
        """The question; once answered, both answers and what to take along."""
        if answered:
            return pages.take_entries(self.mission, answer, self.objectives, self.next_time)
        return pages.question_entries(self.mission)

    def _scored(self, *, desk: bool, earned: bool) -> dict[str, Panel]:
        shared, card, standing = self.state.shared, self.card, self.standing
        if desk:
            rows = ledger_page.ledger_entries(self.ledger, shared, earned=earned)
        else:
            rows = (
                Entry(
                    "",
                    lambda width: (
                        score.mark_line(card, standing),
                        *score.provisional_lines(standing, width),
                    ),
                ),
                *ledger_page.bar_entries(self.ledger),
                Entry(
                    "", lambda width: tuple(score.learnt_line(self.mission, card, standing, width))
                ),
                *ledger_page.loss_entries(self.ledger, shared, earned=earned),
                *self._doors(),
            )
        return {
            "ledger": Panel(rows, ledger_page.ledger_note(card.score)),
            "mark": Panel(score.mark_entries(card, standing)),
            "next": Panel(
                score.next_entries(card, self.ledger) if score.next_mark(card.score) else ()
            ),
            "learnt": Panel(
                score.learnt_entries(self.mission, card, standing),
                title="Once it is graded" if standing.provisional else "",
            ),
            "doors": Panel(score.door_entries(standing)),
        }

    def _doors(self) -> tuple[Entry, ...]:
        if not self.standing.doors:
            return ()
        return (
            Entry("", lambda width: (headline("DOORS"),), gap=0),
            *score.door_entries(self.standing),
        )

    def _unscored(self, *, desk: bool, earned: bool) -> dict[str, Panel]:
        kept = tuple((v.requirement.title, v.kept) for v in self.verdicts)
        rows = ledger_page.unscored_entries(self.card, kept)
        explained = score.scoring_entries(self.mission)
        if not desk:
            head = Entry("", lambda width: (headline("HOW A MISSION IS SCORED"),), gap=0)
            rows = (*rows, Entry("", lambda width: (), gap=1), head, *explained)
        if self.standing.provisional:
            noted = Entry("", lambda width: tuple(paragraph(NOTED_LATER, width, "$warning")))
            rows = (noted, *rows)
        return {
            "ledger": Panel(rows, Content("practice, not scored"), "What would have counted"),
            "mark": Panel(explained, title="How a mission is scored"),
            "next": Panel(()),
            "learnt": Panel(()),
            "doors": Panel(()),
        }

    def decision(self, entry: str) -> str | None:
        """The mail or exchange that an entry of the timeline or the choices is about."""
        kind, _, ref = entry.partition(":")
        if kind == "choice":
            return ref
        if kind == "moment" and self.moments[int(ref)].kind == "choice":
            return self.moments[int(ref)].node
        return None

    def handed_in(self, phase: str) -> Handed | None:
        """The design of a phase, on its grid."""
        return submitted_design(self.mission, self.state, phase)

    # --- what lies behind an entry -------------------------------------------------------

    def behind(self, entry: str) -> sheets.Page | OnGrid | None:
        """The page of an entry, or what of it is looked at on the grid."""
        kind, _, ref = entry.partition(":")
        mission, shared = self.mission, self.state.shared
        match kind:
            case "moment":
                return sheets.moment_page(mission, self.state, self.moments[int(ref)])
            case "fact":
                line = next(f for f in self.facts if f.fact.id == ref)
                return sheets.fact_page(mission, shared, line, self.verdicts)
            case "choice":
                choice = shared.choice(ref)
                return sheets.choice_page(mission, shared, choice) if choice else None
            case "point":
                return self._behind_point(*ref.split(":"))
            case "line":
                return self._behind_line(*ref.split(":"))
        return None

    def _behind_point(self, phase: str, place: str) -> sheets.Page | OnGrid:
        entry = next(p for p in self.ledger if p.phase == phase).entries[int(place)]
        if entry.kind == "rule":
            return OnGrid(entry.title, entry.nodes, phase)
        return sheets.point_page(self.mission, self.state.shared, entry)

    def _behind_line(self, phase: str, place: str) -> sheets.Page | OnGrid:
        line = next(p for p in self.card.phases if p.phase == phase).lines[int(place)]
        if line.kind == "rule":
            return OnGrid(line.reason, line.nodes, phase)
        return sheets.line_page(self.mission, self.state.shared, line)
