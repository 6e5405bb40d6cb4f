"""A stage: the real screens over a playthrough in memory. No database, nothing kept."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from engine.mission import Mission
from tui import theme
from tui.app import ScopeCreepApp
from tui.debrief.standing import Standing
from tui.demo.course import Mark
from tui.mission_play import MissionPlay
from tui.place import Place
from tui.practice import Unkept
from tui.session import Session
from tui.settings import Settings
from tui.teaching import Lesson


def session_at(mission: Mission, mark: Mark, *, practice: bool = False) -> Session:
    """A playthrough in memory that stands at a mark."""
    return Session(mission, mark.rows, Unkept(), practice=practice, prepared=practice)


class StageApp(ScopeCreepApp):
    """The application without an office: its playthroughs come from outside."""

    way_back = "Leave"
    keeps_settings = False

    def __init__(self, place: Place, look: str = "") -> None:
        super().__init__(place)
        self.settings = Settings(look=look, motion=self.settings.motion)
        self.theme = theme.chosen(look, self.console.color_system, no_color=self.no_color)

    def play(self) -> None:  # type: ignore[override]
        """Begins, once there is a terminal."""
        raise NotImplementedError

    def teach(self, session: Session) -> tuple[Lesson, ...]:
        """Nothing: who watches is told by whoever presents."""
        return ()

    def _keep_settings(self) -> None:  # type: ignore[override]
        """Settings last as long as the stage."""

    @work(exclusive=True, group="stage")
    async def raise_curtain(
        self, session: Session, ended: Callable[[Session], bool], *, brief: bool = False
    ) -> None:
        """Shows a playthrough from where it stands.

        Each time its last screen is left, `ended` says whether that was the end of it; else it
        is shown again from where it then stands.
        """
        await self.roomy.wait()
        self.session = None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if not self.screen_stack:
            return  # it is being left
        self.session = session
        play = StagePlay(self)
        if brief and not await play.brief(session) and ended(session):
            return
        while True:
            await play.to_the_end(session)
            if ended(session):
                return


class StagePlay(MissionPlay):
    """One playthrough in memory, phase after phase, and its debrief."""

    def __init__(self, app: StageApp) -> None:
        self.app = app

    async def brief(self, session: Session) -> bool:
        """The mission's first page; False where the player goes back from it."""
        return await self._brief(session)

    async def to_the_end(self, session: Session) -> None:
        """Plays until a screen is left, or the debrief is closed."""
        self.app.session = session
        if session.state.status == "open" and not await self._to_the_end(session):
            return
        if session.state.status == "completed":
            await self._debrief(session, Standing())
