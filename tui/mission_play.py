"""One mission from its brief to its debrief: which screen follows which, and what is kept."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tui.running_log import LOG

if TYPE_CHECKING:
    from tui.app import ScopeCreepApp
    from tui.debrief.standing import Standing
    from tui.office import Office
    from tui.screens.board import Opened
    from tui.session import Session


ANSWERING = 0.5
"""Seconds that the page between two phases waits to know whether the last step is stored."""


class MissionPlay:
    """Plays one mission in the application, on an open office."""

    def __init__(self, app: ScopeCreepApp, office: Office) -> None:
        self.app, self.office = app, office

    async def play(self, wanted: Opened) -> None:
        """Opens a mission and plays it, until it is over or left."""
        office = self.office
        from db.connection import PlayFault
        from engine.log import BrokenLog

        row = next(r for r in await self.app.insist(office.board) if r.card.slug == wanted.slug)
        try:
            session = await office.start(row, restart=wanted.restart, seed=self.app.visit.seed)
        except PlayFault as fault:
            self.app.notify(str(fault), title=row.card.code, severity="warning", markup=False)
            return
        except BrokenLog as broken:
            LOG.error("The log of %s cannot be read: %s", wanted.slug, broken)
            advice = f"{broken} It is kept as it is; the mission can be begun anew."
            self.app.notify(
                advice, title=row.card.code, severity="warning", markup=False, timeout=20
            )
            return
        self.app.session = session
        LOG.info("%s is open, with %d rows.", wanted.slug, len(session.rows))
        session.listen(self.app.hear)
        gc.unfreeze()
        gc.freeze()  # the mission stays until it is left: walking it over costs a key some 70 ms
        try:
            if await self._brief(session):
                await self._play_phases(session)
        finally:
            await self._put_away(session)
            self.app.session = None

    async def _put_away(self, session: Session) -> None:
        """Ends a playthrough's visit; says so if the last step could not be stored."""
        await session.settle_quietly()
        session.listen(None)
        session.leave()
        if not session.stored:
            self.app.notify(
                "The database did not answer: your last step is not stored.",
                severity="warning",
                markup=False,
            )

    async def _brief(self, session: Session) -> bool:
        from tui.briefing import brief_page, recap_page
        from tui.practice import unkept_words
        from tui.screens.help import BriefScreen

        mission = session.mission
        if len(session.rows) > 1:
            wanted = self.app.visit.seed
            page = recap_page(mission, session.state, renewed=session.renewed, wanted=wanted)
            title, go = "Where you stand", "Go on"
        else:
            flags, unkept = session.state.shared.player.flags, unkept_words(session)
            page = brief_page(mission, self.app.teach(session), flags, unkept=unkept)
            title, go = mission.card.title, "Begin"
        sheet = BriefScreen(title, page, go, self.app.way_back)
        answer = await self.app.push_screen_wait(sheet)
        return bool(answer)

    async def _play_phases(self, session: Session) -> None:
        office = self.office
        from tui.board.gather import entries_of
        from tui.debrief.standing import standing_of
        from tui.session import Moved

        while True:
            if not await self._to_the_end(session):
                return
            before = await self._best_score(session)
            try:
                await self.app.insist(lambda: office.close_playthrough(session))
                break
            except Moved:
                continue  # another terminal was first: play goes on where its log stands
        if session.state.status == "completed":
            facts, xp = await self.app.insist(office.facts)
            entries = entries_of(await self.app.insist(office.board), facts)
            slug, graded = session.mission.slug, office.grades
            standing = standing_of(entries, facts, xp, slug, before, graded=graded)
            await self._debrief(session, standing)

    async def _to_the_end(self, session: Session) -> bool:
        """Plays phase after phase; False where the player leaves before the last."""
        from tui.briefing import phase_page
        from tui.phases import screen_for
        from tui.practice import unkept_words
        from tui.screens.help import BriefScreen
        from tui.screens.phase_screen import Outcome
        from tui.widgets.header import PHASE_NAMES

        while session.state.status == "open":
            outcome = await self.app.push_screen_wait(screen_for(session))
            if outcome is not Outcome.ADVANCED:
                return False
            if session.state.status == "open":
                done, following = session.mission.phases[len(session.state.phases) - 2 :][:2]
                names = PHASE_NAMES[done.kind], PHASE_NAMES[following.kind].lower()
                title = f"{names[0]} done. Next: {names[1]}"
                taught = () if session.practice else self.app.teach(session)
                await session.settle_quietly(ANSWERING)
                stored, unkept = session.stored, unkept_words(session)
                mission, state = session.mission, session.state
                page = phase_page(mission, state, taught, stored=stored, unkept=unkept)
                sheet = BriefScreen(title, page, "Go on", self.app.way_back)
                if not await self.app.push_screen_wait(sheet):
                    return False
        return True

    async def _debrief(self, session: Session, standing: Standing) -> None:
        """The debrief, and practice from its decisions for as long as the player likes."""
        from tui.practice import practise_from
        from tui.screens.debrief import DebriefScreen

        shown = session
        while True:
            screen = DebriefScreen(shown, standing if shown is session else None)
            node: str | None = await self.app.push_screen_wait(screen)
            if node is None and shown is session:
                return
            shown = session if node is None else practise_from(shown, node)
            self.app.session = shown
            if shown.practice and not await self._to_the_end(shown):
                shown = self.app.session = session

    async def _best_score(self, session: Session) -> int | None:
        rows = await self.app.insist(self.office.board)
        return next(row.score for row in rows if row.card.slug == session.mission.slug)
