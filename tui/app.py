"""The Textual application: which screen follows which, and what happens when something fails."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.filter import LineFilter
from textual.screen import Screen

from tui import settings, theme
from tui.leaving import heed_signals
from tui.line_filter import HarmlessText
from tui.mission_play import MissionPlay
from tui.running_log import LOG
from tui.screens.too_small import MINIMUM_COLUMNS, MINIMUM_ROWS, TooSmall
from tui.screens.welcome import WelcomeScreen
from tui.widgets.key_bar import press_key

if TYPE_CHECKING:
    from tui.office import Office, OpeningFailed
    from tui.place import Place
    from tui.screens.board import Opened
    from tui.screens.settings import SettingsScreen
    from tui.screens.talk import TalkScreen
    from tui.session import News, Session
    from tui.teaching import Lesson

Answer = TypeVar("Answer")
OPENING_STEPS = (
    "finding PostgreSQL 18",
    "making a private folder",
    "starting the database",
    "laying out the tables",
    "filing the missions",
)
ENVIRONMENT = 3
"""The exit code where the environment stands in the way."""


@dataclass(frozen=True)
class Visit:
    """What was asked for on the command line."""

    player: str = ""
    mission: str = ""
    seed: int | None = None


class ScopeCreepApp(App[int]):
    """The game."""

    TITLE = "Scope Creep"
    way_back: ClassVar[str] = "Board"
    """Where Esc leads from a mission's first page; empty where it does nothing."""
    keeps_settings: ClassVar[bool] = True
    """Whether what is set outlasts this visit."""
    CSS = """
    Screen { background: $surface; color: $foreground; }
    SearchIcon { display: none; }
    Input > .input--placeholder, Input:ansi > .input--placeholder { color: $foreground 72%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave_game", "Leave", show=False, priority=True),
        Binding("comma,f2", "settings", "Settings", show=False),
    ]

    def __init__(self, place: Place, visit: Visit | None = None) -> None:
        super().__init__()
        self.place = place
        self.visit = visit or Visit()
        self.office: Office | None = None
        self.session: Session | None = None
        self.failure: BaseException | None = None
        self.unstored = False
        """Whether the game was left before its last step could be stored."""
        self.roomy = asyncio.Event()
        """Set while the terminal is large enough; screens close only then."""
        self.roomy.set()
        theme.register(self)
        kept = settings.load(place.folder)
        self.settings = kept or settings.Settings()
        self._returning = kept is not None
        self.theme = theme.chosen(
            self.settings.look, self.console.color_system, no_color=self.no_color
        )
        if not self.settings.motion:
            self.animation_level = "none"

    def simulate_key(self, key: str) -> None:
        """Presses a key, also on behalf of a screen whose key bar was clicked."""
        press_key(self, key)

    def get_line_filters(self) -> list[LineFilter]:
        """Textual's own filters, then ours."""
        return [*super().get_line_filters(), HarmlessText()]

    async def run_async(self, **options: Any) -> int | None:
        """Runs the game; its last question to the database is heard out before the loop ends."""
        try:
            return await super().run_async(**options)
        finally:
            if self.office is not None:
                await self.office.play.close()

    def on_mount(self) -> None:
        if not self.is_headless:
            heed_signals(self)
        self.welcome = WelcomeScreen(
            OPENING_STEPS,
            self.visit.player,
            returning=self._returning,
            motion=self.animation_level != "none",
        )
        self.call_after_refresh(self.play)

    def on_resize(self, event: Resize) -> None:
        """Covers every screen while the terminal is under the floor."""
        small = event.size.width < MINIMUM_COLUMNS or event.size.height < MINIMUM_ROWS
        if small and self.roomy.is_set():
            self.roomy.clear()
            self.push_screen(TooSmall())
        elif not small and not self.roomy.is_set():
            self.pop_screen()
            self.roomy.set()

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        """Keeps the message about the size on top of whatever comes while it shows."""
        covered = isinstance(self.screen_stack[-1], TooSmall) if self.screen_stack else False
        if not covered or isinstance(screen, TooSmall):
            return super().push_screen(screen, *arguments, **options)
        self.pop_screen()
        pushed = super().push_screen(screen, *arguments, **options)
        super().push_screen(TooSmall())
        return pushed

    # --- the way through the game --------------------------------------------------------

    @work(exclusive=True, group="play")
    async def play(self) -> None:
        """Welcome, board, mission, debrief, board, until the player leaves."""
        signed: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self.push_screen(self.welcome, signed.set_result)
        opened = await self._open_until_it_works()
        if not opened:
            self.exit(ENVIRONMENT)
            return
        office = self.office = opened
        name = await self._ask_name(office, signed)
        await asyncio.to_thread(settings.save, self.place.folder, self.settings)
        await self.insist(lambda: office.sign_in(name))
        mission = self.visit.mission
        selected: str | None = None
        while True:
            wanted = await self._ask_board(office, mission, selected)
            mission = ""
            if wanted is None:
                break
            selected = wanted.slug
            await MissionPlay(self, office).play(wanted)
        self.exit(0)

    async def _ask_name(self, office: Office, signed: asyncio.Future[str | None]) -> str:
        players = await self.insist(office.players)
        if self.visit.player:
            await self.roomy.wait()
            self.welcome.dismiss(self.visit.player)
            return self.visit.player
        if players and not signed.done():
            self.welcome.greet(tuple(player.name for player in players))
        self.welcome.set_ready()
        return await signed or "Consultant"

    async def _open_until_it_works(self) -> Office | None:
        from tui.office import OpeningFailed, open_office

        while True:
            try:
                return await open_office(self.place, self._progress)
            except OpeningFailed as failed:
                if not await self._try_again(failed):
                    return None

    def _progress(self, step: str, seconds: float) -> None:
        LOG.info("Opening the office: %s took %.2f s.", step, seconds)
        self.call_from_thread(self.welcome.step, step, seconds)

    async def _try_again(self, failed: OpeningFailed) -> bool:
        from tui.screens.start_failed import StartFailedScreen

        LOG.error("The office does not open: %s", failed.cause)
        screen = StartFailedScreen(failed.cause, failed.advice, failed.log_tail, failed.log)
        answer = await self.push_screen_wait(screen)
        return bool(answer)

    async def insist(self, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Asks the database until it answers; the player may leave instead."""
        from db.connection import PlayFault, ServerLost
        from tui.screens.start_failed import StartFailedScreen
        from tui.session import StoreLost

        while True:
            try:
                return await ask()
            except (PlayFault, StoreLost) as fault:
                away = isinstance(fault, ServerLost | StoreLost)
                advice = "What you did is stored." if away else "Its log may tell more."
                log = "" if self.place.database_url else str(self.place.folder.root)
                LOG.warning("The database does not answer: %s", fault)
                screen = StartFailedScreen(str(fault), advice, (), log)
                if not await self.push_screen_wait(screen):
                    self.exit(ENVIRONMENT)
                    await asyncio.Event().wait()  # until the exit ends this worker

    async def _ask_board(self, office: Office, mission: str, selected: str | None) -> Opened | None:
        from tui.board.gather import entries_of
        from tui.screens.board import BoardScreen, Opened

        rows = await self.insist(office.board)
        facts, xp = await self.insist(office.facts)
        for row in rows:
            if mission and mission in (row.card.slug, row.card.code, row.card.code.lower()):
                return Opened(row.card.slug)
        promises = await self.insist(office.ledger)
        entries = entries_of(rows, facts)
        board = BoardScreen(entries, facts, xp, office.name, selected, promises)
        return await self.push_screen_wait(board)

    def hear(self, news: News) -> None:
        """What becomes of the last step, wherever the player is by then."""
        self._follow(news)

    @work(group="news")
    async def _follow(self, news: News) -> None:
        from tui.screens.phase_screen import PhaseScreen
        from tui.session import Moved

        await self.roomy.wait()
        phases = [screen for screen in self.screen_stack if isinstance(screen, PhaseScreen)]
        if isinstance(news, Moved):
            while phases and self.screen is not phases[-1]:
                await self.screen.dismiss(None)
        if phases:
            phases[-1].hear(news)
        elif news is not None:
            self.notify(str(news), severity="warning", markup=False)

    def _fatal_error(self) -> None:
        """Textual's crash screen would print local variables; ours prints one sentence."""
        self.failure = self._exception or sys.exc_info()[1]
        self._close_messages_no_wait()

    # --- settings ------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the command palette offers."""
        from tui.commands import commands

        return commands(self, screen)

    def action_settings(self) -> None:
        """Opens the settings; on the welcome, look and motion stand in the letter already."""
        from tui.screens.settings import SettingsScreen

        if self.screen is self.welcome:
            self.welcome.look.focus()
        else:
            sheet = SettingsScreen(
                motion=self.animation_level != "none",
                pace=self.settings.pace,
                timed=self.settings.timed,
                kept=self.keeps_settings,
            )
            self.push_screen(sheet, lambda _: self._keep_settings())

    def teach(self, session: Session) -> tuple[Lesson, ...]:
        """What the present phase uses and this player was never told of; it is told once."""
        from tui.teaching import lessons

        player = session.state.shared.player.name
        config = session.mission.phases[len(session.state.phases) - 1]
        found = lessons(session.mission, config, self.settings.taught.get(player, ()))
        if found:
            self.settings = self.settings.knowing(player, (one.mechanic for one in found))
            self._keep_settings()
        return found

    @work(group="settings")
    async def _keep_settings(self) -> None:
        await asyncio.to_thread(settings.save, self.place.folder, self.settings)

    def take_settings(self, look: str, motion: bool) -> None:
        """Shows the game as the player has just set it."""
        self.theme = look
        self.animation_level = "full" if motion else "none"
        self.settings = replace(self.settings, look=look, motion=motion)

    def on_settings_screen_changed(self, event: SettingsScreen.Changed) -> None:
        """A setting was turned over some screen."""
        self.take_settings(event.look, event.motion)
        self.settings = replace(self.settings, pace=event.pace, timed=event.timed)

    def on_talk_screen_pace_turned(self, event: TalkScreen.PaceTurned) -> None:
        """Lines are to come faster or slower, from now on and in every call."""
        self.settings = replace(self.settings, pace=event.pace)
        self._keep_settings()

    @on(WelcomeScreen.Changed)
    def _set(self, event: WelcomeScreen.Changed) -> None:
        self.take_settings(event.look, event.motion)

    # --- leaving -------------------------------------------------------------------------

    @on(WelcomeScreen.Left)
    def _left(self) -> None:
        self.exit(0)

    async def action_leave_game(self) -> None:
        """Leaves at once; what was accepted is stored first."""
        await self.leave(0)

    async def leave(self, code: int) -> None:
        """Ends with an exit code, once what was accepted is stored or known to be lost."""
        if self.session is not None:
            await self.session.settle_quietly()
            self.unstored = not self.session.stored
            self.session.leave()
        self.exit(code)
