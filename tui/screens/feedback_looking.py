"""Looking behind an answer of the feedback: the grid that it is about, the place where it lay."""

from __future__ import annotations

from engine.design.graph import Design
from engine.glossary import Term
from engine.phase_config import SystemDesign
from engine.phases.nodes import offered
from tui.debrief.lines import FIGURE_NAMES
from tui.feedback import paint
from tui.screens.feedback_talk import FeedbackTalk
from tui.spoken_words import in_plain_words


class FeedbackLooking(FeedbackTalk):
    """What lies behind the requirement that is shown."""

    handed_in: tuple[SystemDesign, Design] | None
    """The grid and the design that was handed in on it."""

    @property
    def present(self) -> paint.Judged | None:
        """The requirement whose answer is shown."""
        raise NotImplementedError

    def action_grid(self) -> None:
        """Shows the components that are spoken of, on the grid as it was handed in."""
        from tui.screens.grid_view import GridScreen, View

        judged = self.present
        if judged is None or self.handed_in is None or not judged.verdict.requirement.rules:
            return
        config, design = self.handed_in
        views = (View("as handed in", design, judged.verdict.nodes),)
        shared = self.session.state.shared
        self.app.push_screen(
            GridScreen(self.session.mission, config, shared, views, judged.verdict.why)
        )

    def explained(self) -> tuple[Term, ...]:
        """The terms in what is said and shown of the present requirement, or in what is asked."""
        mission, shared = self.session.mission, self.session.state.shared
        judged, exchange = self.present, self.exchange
        if judged is not None:
            verdict = judged.verdict
            texts = [
                verdict.requirement.title,
                verdict.requirement.limit,
                verdict.why,
                FIGURE_NAMES.get(judged.name, ""),
                *paint.speech_of(judged).paragraphs,
            ]
        else:
            refs = (p.ref for p in shared.transcript if p.phase == self.config.id)
            texts = [mission.texts[ref].say for ref in refs]
            texts += [option.say for option in offered(exchange, shared)] if exchange else []
        return in_plain_words(mission, texts)

    def action_where(self) -> None:
        """Tells where the requirement could have been found, and what asking would have cost."""
        from tui.debrief.sheets import place_page
        from tui.screens.sheet import SheetScreen

        judged = self.present
        if judged and judged.verdict.requirement.facts:
            page = place_page(self.session.mission, self.session.state.shared, judged.verdict)
            self.app.push_screen(SheetScreen(page))
