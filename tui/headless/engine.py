"""Through the bare engine: no database, no screen."""

from __future__ import annotations

import json
from collections.abc import Sequence

from content.career import Career, after, begun
from content.script import Script
from engine.actions import AnyAction
from engine.events import Started
from engine.game import RULES_VERSION, decide, step
from engine.log import Row, first_row, read_row, state_of
from engine.mission import Mission, MissionCard
from engine.rejected import Rejected
from engine.state import State
from tui.headless.play import OnPaper, play
from tui.headless.result import Result


class EnginePlayer(OnPaper):
    """Decides and folds in memory."""

    def __init__(
        self,
        mission: Mission,
        script: Script,
        cards: Sequence[MissionCard] = (),
    ) -> None:
        self.mission = mission
        self._cards = cards
        self._begun = begun(script.start, (*cards, mission.card))
        started = Started(
            mission=mission.slug,
            rev=1,
            rules_version=RULES_VERSION,
            seed=script.seed,
            player=self._begun.player(script.player.name),
        )
        self.rows = [first_row(started)]
        self.state: State = state_of(mission, self.rows)

    async def act(self, action: AnyAction) -> None:
        self.state, events = step(self.mission, self.state, action)
        self.rows.append(Row(seq=len(self.rows) + 1, action=action, events=events))

    async def refuse(self, action: AnyAction) -> str:
        try:
            decide(self.mission, self.state, action)
        except Rejected as rejected:
            return str(rejected)
        return ""

    async def restart(self) -> None:
        """Reads the log as it would be stored, and comes to its state anew."""
        stored = [json.loads(row.model_dump_json()) for row in self.rows]
        self.rows = [read_row(row) for row in stored]
        self.state = state_of(self.mission, self.rows)

    async def career(self) -> Career | None:
        """As the referee would write it; None where the other missions are not known."""
        if not self._cards:
            return None
        return after(self._begun, self.mission, self.state, self._cards)


async def run(script: Script, mission: Mission, cards: Sequence[MissionCard] = ()) -> Result:
    """Plays a script on the bare engine; `cards` are the missions whose doors may open."""
    return await play(script, "engine", EnginePlayer(mission, script, cards))
