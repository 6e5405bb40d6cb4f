"""Looking behind an answer of the feedback: the grid that it is about, the place where it lay."""

from __future__ import annotations

from engine.design.graph import Design
from engine.phase_config import SystemDesign
from tui.feedback import paint
from tui.screens.feedback_talk import FeedbackTalk


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

    def action_where(self) -> None:
        """Tells where the requirement could have been found, and what asking would have cost."""
        from tui.debrief.sheets import place_page
        from tui.screens.sheet import SheetScreen

        judged = self.present
        if judged and judged.verdict.requirement.facts:
            page = place_page(self.session.mission, self.session.state.shared, judged.verdict)
            self.app.push_screen(SheetScreen(page))
