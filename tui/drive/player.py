"""Plays a mission's actions through whatever screen is in front."""

from __future__ import annotations

from engine.actions import Abandon, AnyAction, AskLate, Compare, Pin, Unpin, UseHint
from engine.asking import is_late_answer
from tui.drive import board, call, inbox, letters, studio
from tui.drive.hands import OPENING_PATIENCE, Hands, Stuck, acting
from tui.drive.pages import in_notebook
from tui.drive.palette import give_up
from tui.screens.board_decision import BoardDecisionScreen
from tui.screens.call import CallScreen
from tui.screens.feedback import FeedbackScreen
from tui.screens.help import BriefScreen, HintScreen
from tui.screens.inbox import InboxScreen
from tui.screens.phase_screen import PhaseScreen
from tui.screens.stress import StressScreen
from tui.screens.studio import StudioScreen
from tui.screens.too_small import TooSmall
from tui.session import Session


class ScreenPlayer:
    """A player made of keys."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    async def begin(self) -> None:
        """Waits for the mission's brief or recap, and goes on from it."""
        await self.hands.until(lambda: self.hands.app.session, "an open mission", OPENING_PATIENCE)
        await self._to_phase()

    async def act(self, action: AnyAction, *, stored: bool = True) -> None:
        """Performs one action by keys, and waits until it is stored if it can be.

        Raises:
            Stuck: no key does it now; the status line tells why.
        """
        screen, session = await self._to_phase(), self.hands.session
        if isinstance(action, Compare | Unpin):
            await in_notebook(self.hands, action)
        elif isinstance(action, UseHint):
            await self._hint()
        elif isinstance(action, Abandon):
            await give_up(self.hands)
        elif isinstance(action, AskLate):
            await letters.ask(self.hands, await self._beside_runs(screen), action)
        elif isinstance(action, Pin) and is_late_answer(self.hands.session.mission, action.source):
            await letters.pin(self.hands, await self._beside_runs(screen), action)
        elif isinstance(screen, InboxScreen):
            await inbox.play(self.hands, screen, action)
        elif isinstance(screen, CallScreen):
            await call.play(self.hands, screen, action)
        elif isinstance(screen, StudioScreen | StressScreen):
            await studio.act(self.hands, screen, action)
        elif isinstance(screen, BoardDecisionScreen):
            await board.play(self.hands, screen, action)
        elif isinstance(screen, FeedbackScreen):
            await call.play_feedback(self.hands, screen, action)
        else:
            raise Stuck(f"{type(screen).__name__} is not played.")
        if stored:
            await self.hands.until(lambda: session.stored, "the step stored", OPENING_PATIENCE)
        await self.hands.until(lambda: self._followed(session), "the screen of the present phase")

    async def _beside_runs(self, screen: PhaseScreen) -> PhaseScreen:
        """The phase's own screen, out of a traffic run that is looked at."""
        while isinstance(screen, StressScreen):
            await studio.close_run(self.hands, screen)
            screen = await self._to_phase()
        return screen

    def _followed(self, session: Session) -> bool:
        front = self.hands.app.screen
        if acting(self.hands.app):
            return False
        if session.closed or session.state.status != "open":
            return not isinstance(front, PhaseScreen)
        if self.hands.app.session is not session:
            raise Stuck("The mission was closed.")
        if isinstance(front, PhaseScreen):
            return front.is_mounted and front.index == len(session.state.phases) - 1
        return isinstance(front, BriefScreen)

    async def _to_phase(self) -> PhaseScreen:
        """Goes on from any sheet to the screen of the present phase."""
        while True:
            await self.hands.until(
                lambda: isinstance(self.hands.app.screen, BriefScreen | PhaseScreen | TooSmall),
                "a phase",
            )
            front = self.hands.app.screen
            if isinstance(front, TooSmall):
                columns, rows = self.hands.app.size
                raise Stuck(f"A terminal of {columns}x{rows} is too small to play in.")
            if isinstance(front, PhaseScreen):
                await self.hands.until(
                    lambda front=front: front.is_mounted,  # type: ignore[misc]
                    "the phase's screen",
                )
                return front
            await self.hands.press(
                "enter",
                lambda front=front: self.hands.app.screen is not front,  # type: ignore[misc]
                "the next page",
            )

    async def _hint(self) -> None:
        before = len(self.hands.session.rows)
        await self.hands.press(
            "h", lambda: isinstance(self.hands.app.screen, HintScreen), "the hint's price"
        )
        await self.hands.stored("enter", before, "the hint")
