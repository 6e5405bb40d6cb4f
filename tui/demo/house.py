"""The house: the stage and the hands that play on it, as the director uses them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from content.demo import Hold
from content.script import Sees
from db.ledger import LedgerRow
from engine.actions import AnyAction
from engine.dialogue import Exchange
from engine.log import Row
from engine.mail import Email
from engine.mission import Mission
from engine.phases.nodes import offered
from engine.promises import promise_lines
from engine.state import State
from tui.board.ledger import ledger_page
from tui.call.pace import LETTERS_A_SECOND, reading_time
from tui.demo.course import Mark
from tui.demo.polls import Held, Poll
from tui.demo.sheets import Sheet, TextSheet, VotesSheet, inner_width, room_page
from tui.demo.stage import session_at
from tui.drive import inbox
from tui.drive.hands import Hands, Stuck, at_rest
from tui.drive.player import ScreenPlayer
from tui.drive.sight import missed, screen_name, screen_text
from tui.screens.debrief import DebriefScreen
from tui.screens.feedback import FeedbackScreen
from tui.screens.help import BriefScreen
from tui.screens.inbox import InboxScreen
from tui.screens.notebook import NotebookScreen
from tui.screens.phase_screen import PhaseScreen
from tui.screens.sheet import SheetScreen
from tui.screens.stress import StressScreen
from tui.screens.talk import TalkScreen
from tui.session import Session

if TYPE_CHECKING:
    from tui.demo.app import DemoApp

Pace = Callable[[float], Awaitable[None]]
STEADY = 0.12
"""Seconds before a key that moves a cursor."""
WEIGHTY = 0.6
"""Seconds before a key that does something."""
COMPARED = 5.0
"""Seconds that what a comparison came to is read, before the notebook is closed."""
HEARD_SECONDS = 4.0
"""Seconds that an answer of the feedback is read."""
STILL = 0.5
"""Seconds that a screen is given to stand still before a key."""
MOVES = ("up", "down", "left", "right", "tab", "n", "backspace")


class PacedHands(Hands):
    """Presses keys so that a room can follow."""

    def __init__(self, app: DemoApp, house: House) -> None:
        super().__init__(app)
        self._house = house

    async def press(self, key: str, wanted: Callable[[], object], what: str) -> None:
        closing = key == "k" and isinstance(self.app.screen, NotebookScreen)
        await self._house.pace(COMPARED if closing else STEADY if key in MOVES else WEIGHTY)
        await self.settle()
        await super().press(key, wanted, what)

    async def settle(self) -> None:
        """Lets the screen stand still, if it ever does: one that speaks or runs does not."""
        with suppress(Stuck):
            await self.until(lambda: at_rest(self.app), "rest", STILL)


async def _at_once(seconds: float) -> None:
    """No pace at all."""


class House:
    """Shows marks, acts by keys, lays sheets."""

    pace: Pace

    def __init__(self, app: DemoApp, mission: Mission) -> None:
        self.app, self.mission = app, mission
        self.pace = _at_once
        self.hands = PacedHands(app, self)
        self.player = ScreenPlayer(self.hands)

    # --- what there is -------------------------------------------------------------------

    @property
    def rows(self) -> tuple[Row, ...]:
        """The log of the playthrough that is shown."""
        return tuple(self.hands.session.rows)

    @property
    def state(self) -> State:
        """Its state."""
        return self.hands.session.state

    @property
    def undisturbed(self) -> bool:
        """Whether a screen of the play itself is in front, and no other playthrough's."""
        front = isinstance(self.app.screen, PhaseScreen | BriefScreen | DebriefScreen)
        return front and not (self.app.session and self.app.session.practice)

    def seen(self) -> str:
        """The words on the screen."""
        return screen_text(self.app)

    def missed(self, step: Sees) -> str:
        """What is wrong with the screen that a step looks at; '' if nothing is."""
        name = screen_name(self.app.screen)
        elsewhere = f"the screen {name}" if step.screen not in ("", name) else ""
        return " and ".join(part for part in (elsewhere, missed(self.seen(), step)) if part)

    def changed(self) -> None:
        """Has the presenter's bar and notes painted anew."""
        self.app.tell()

    # --- showing -------------------------------------------------------------------------

    async def show(self, mark: Mark, *, brief: bool = False) -> None:
        """Shows the game as it stands at a mark, on fresh screens."""
        session = session_at(self.mission, mark)
        self.app.raise_curtain(session, self._closed, brief=brief)
        await self.hands.until(lambda: self._shows(session, brief), "the curtain up")
        await self.hands.settle()

    def _closed(self, session: Session) -> bool:
        """There is no board to go to: what is left is shown again, unless it was given up."""
        return session.state.status == "abandoned"

    def _shows(self, session: Session, brief: bool) -> bool:
        front = self.app.screen
        if self.app.session is not session or not front.is_mounted:
            return False
        if brief:
            return isinstance(front, BriefScreen)
        if session.state.status == "completed":
            return isinstance(front, DebriefScreen)
        return isinstance(front, PhaseScreen) and front.session is session

    # --- playing -------------------------------------------------------------------------

    async def act(self, action: AnyAction) -> None:
        """Takes an action by keys.

        Raises:
            Stuck: no key does it now.
        """
        await self.player.act(action)

    async def press(self, keys: tuple[str, ...]) -> None:
        """Presses keys, each on a screen that stands still."""
        for key in keys:
            await self.pace(WEIGHTY)
            self.app.simulate_key(key)
            await asyncio.sleep(0.01)
            await self.hands.settle()

    async def hear_out(self) -> None:
        """Lets what has begun on the screen come to its end: words, or a climb of the traffic."""
        front = self.app.screen
        while isinstance(front, StressScreen) and front.play and front.play.playing:
            if self.app.screen is not front or self.app.hurried:
                return
            await self.pace(0.1)
        if isinstance(front, FeedbackScreen) and not front.speaking:
            await self.pace(HEARD_SECONDS)
        elif isinstance(front, TalkScreen) and not front.animated:
            turns = front.told.last.turns if front.told.beats else ()
            spoken = sum(len(t.say) / LETTERS_A_SECOND + reading_time(t) for t in turns)
            await self.pace(spoken)
        while isinstance(front, TalkScreen | FeedbackScreen) and front.speaking:
            if self.app.screen is not front or self.app.hurried:
                return
            if isinstance(front, TalkScreen):
                front.pace.speed = self.app.speed
            await self.pace(0.1)

    async def bring(self, hold: Hold) -> tuple[tuple[str, str], ...]:
        """Has a question's answers in front of the room; gives them by id and words.

        Raises:
            Stuck: the game does not ask it now.
        """
        if hold.answers:
            return tuple((answer, answer) for answer in hold.answers)
        await self.player.begin()
        screen = self.app.screen
        if hold.reply and isinstance(screen, InboxScreen):
            await inbox.show_replies(self.hands, screen, hold.reply)
            return self._options(self.mission.email_by_id[hold.reply])
        await self.hear_out()
        exchange = getattr(screen, "exchange", None)
        if not isinstance(exchange, Exchange):
            raise Stuck("Nobody waits for an answer.")
        return self._options(exchange)

    def _options(self, node: Email | Exchange) -> tuple[tuple[str, str], ...]:
        options = offered(node, self.state.shared)
        return tuple((o.id, getattr(o, "label", "") or o.say) for o in options)

    # --- sheets --------------------------------------------------------------------------

    async def lay(self, what: Literal["promises", "room"], polls: dict[int, Poll]) -> None:
        """Lays a sheet over the screen, until the next step."""
        if what == "room":
            await self.lay_room(polls)
            return
        await self.app.push_screen(SheetScreen(ledger_page(self._promises(), self.app.cards)))

    def _promises(self) -> tuple[LedgerRow, ...]:
        lines = promise_lines(self.mission, self.state)
        return tuple(
            LedgerRow(
                wording=line.promise.wording,
                made_to=self.mission.name(line.promise.to),
                witness=self.mission.name(line.promise.witness) if line.promise.witness else "",
                state=line.state,
                made_in=self.mission.slug,
                due=line.promise.due or "",
            )
            for line in lines
        )

    async def lay_room(self, polls: dict[int, Poll]) -> None:
        """Lays down what the room said, and what it may talk about."""
        questions = self.app.course.demo.questions
        page = room_page(list(polls.values()), questions, inner_width(self.app.size.width))
        await self._lay(TextSheet("What the room said", page))

    async def _lay(self, sheet: Sheet) -> None:
        sheet.laid = True
        await self.app.push_screen(sheet)

    async def lay_votes(self, held: Held) -> None:
        """Shows a question of the room's own."""
        await self._lay(VotesSheet(held.poll, held=False))

    def count(self, held: Held) -> None:
        """Has the presenter count the room."""
        self.app.count(held)

    async def clear_sheets(self) -> None:
        """Takes away what lies over the play."""
        while isinstance(self.app.screen, Sheet | SheetScreen):
            sheet = self.app.screen
            await sheet.dismiss(None)
            await self.hands.until(lambda sheet=sheet: self.app.screen is not sheet, "no sheet")  # type: ignore[misc]
