"""Missions that were loaded before: a revision never changes, so it is asked for once."""

from __future__ import annotations

from collections import OrderedDict

from engine.mission import Mission, MissionCard

ROOM = 8
"""Missions kept; the one that was not wanted for longest goes first."""


class Shelf:
    """Loaded missions by slug and revision."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[tuple[str, int], Mission] = OrderedDict()

    def find(self, card: MissionCard, rev: int) -> Mission | None:
        """The mission at a revision, under the card that the board shows now."""
        mission = self._kept.get((card.slug, rev))
        if mission is None:
            return None
        self._kept.move_to_end((card.slug, rev))
        return mission if mission.card == card else mission.model_copy(update={"card": card})

    def keep(self, mission: Mission, rev: int) -> Mission:
        """Puts a mission on the shelf."""
        self._kept[mission.slug, rev] = mission
        self._kept.move_to_end((mission.slug, rev))
        while len(self._kept) > self._room:
            self._kept.popitem(last=False)
        return mission
