"""A player who is watched: after each step somebody looks at what is stored."""

from __future__ import annotations

from collections.abc import Callable

from engine.actions import AnyAction
from tui.headless.database import SessionPlayer
from tui.session import Session


class Watched(SessionPlayer):
    """Plays on, and looks at what is stored after each step."""

    def __init__(self, session: Session, look: Callable[[Session], None]) -> None:
        super().__init__(session)
        self._look = look

    async def act(self, action: AnyAction) -> None:
        await super().act(action)
        self._look(self.session)
