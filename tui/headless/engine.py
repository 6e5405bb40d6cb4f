"""Through the bare engine: no database, no screen."""

from __future__ import annotations

import json
from collections.abc import Sequence

from content.career import Career, after
from content.career import begun as career_begun
from content.script import Script
from engine.actions import AnyAction
from engine.events import Started
from engine.game import RULES_VERSION, decide, step
from engine.log import Row, first_row, read_row, state_of
from engine.mission import Mission, MissionCard
from engine.rejected import Rejected
from engine.state import State
from engine.unlocks import door, explain
from tui.headless.house import Campaign, Closed
from tui.headless.play import OnPaper, play
from tui.headless.result import Result
from tui.wants import wants


class EnginePlayer(OnPaper):
    """Decides and folds in memory."""

    def __init__(
        self,
        mission: Mission,
        script: Script,
        cards: Sequence[MissionCard] = (),
        career: Career | None = None,
    ) -> None:
        self.mission = mission
        self._cards = cards
        self.begun = career or career_begun(script.start, (*cards, mission.card))
        started = Started(
            mission=mission.slug,
            rev=1,
            rules_version=RULES_VERSION,
            seed=script.seed,
            player=self.begun.player(script.player.name),
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
        return after(self.begun, self.mission, self.state).with_doors(self._cards)


class EngineHouse:
    """Opens missions in a row, and carries on as the database would."""

    def __init__(self, script: Script, campaign: Campaign) -> None:
        self._campaign = campaign
        self._career = career_begun(script.start, campaign.cards).with_doors(campaign.cards)
        self._players: dict[str, EnginePlayer] = {}
        self._last: EnginePlayer | None = None

    async def __aenter__(self) -> EngineHouse:
        return self

    async def __aexit__(self, *error: object) -> None:
        return None

    async def begin(self, part: Script) -> EnginePlayer:
        """Opens a part's mission, or goes on with it where it was left open."""
        if self._last is not None:
            last = self._last
            career = after(self._career, last.mission, last.state)
            self._career = career.with_doors(self._campaign.cards)
        mission, cards = self._campaign.missions[part.mission], self._campaign.cards
        known = self._players.get(part.mission)
        if known is None or known.state.status != "open":
            if part.mission not in self._career.unlocked:
                raise Closed(_locked(mission, self._career))
            known = EnginePlayer(mission, part, cards, self._career)
        known.begun = self._career
        self._players[part.mission] = self._last = known
        return known


def still_locked(script: Script, mission: Mission, cards: Sequence[MissionCard]) -> str:
    """Why a mission's door is closed to a script's player; empty where it is open."""
    career = career_begun(script.start, cards).with_doors(cards)
    return "" if mission.slug in career.unlocked else _locked(mission, career)


def _locked(mission: Mission, career: Career) -> str:
    """What a door still wants, in words."""
    told = explain(door(mission.card.prerequisites, mission.card.unlock_conditions), career.facts)
    return f"{mission.card.code} is still locked. It wants {'; '.join(wants(told))}."


async def run(script: Script, mission: Mission, cards: Sequence[MissionCard] = ()) -> Result:
    """Plays a script on the bare engine; `cards` are the missions whose doors may open."""
    return await play(script, "engine", EnginePlayer(mission, script, cards))
