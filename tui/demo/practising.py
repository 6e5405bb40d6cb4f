"""A prepared scene to practise from: no board, no doors, nothing kept."""

from __future__ import annotations

from tui.demo.stage import StageApp
from tui.place import Place
from tui.session import Session


class PracticeApp(StageApp):
    """Plays one playthrough from where it stands, then leaves."""

    def __init__(self, place: Place, session: Session, look: str = "") -> None:
        super().__init__(place, look)
        self._session = session

    def play(self) -> None:  # type: ignore[override]
        """Shows what the mission is, or where it stands."""
        self.raise_curtain(self._session, self._ended, brief=True)

    def _ended(self, session: Session) -> bool:
        self.exit(0)
        return True
