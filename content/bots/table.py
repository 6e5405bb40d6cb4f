"""A mission at which bots sit down: who they are, their expert's script, and one run of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from content.bots.phases import PHASES
from content.bots.policies import EXPERT, POLICIES, Policy
from content.bots.seat import Memory, Picked, Seat, seated
from content.expectations import player_then
from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing, Script
from engine.actions import AnyAction, Pin, SubmitBoard, SubmitDesign
from engine.board.judge import Earned
from engine.design.graph import Design
from engine.mission import Mission
from engine.notebook import whole
from engine.phase_config import BoardDecision, SystemDesign
from engine.phases import BoardState, StudioState
from engine.phases.board_decision import judged
from engine.phases.changes import design_config
from engine.rejected import Rejected
from engine.shared import Decided
from engine.values import PlayerThen


class Stranded(Exception):
    """A bot that could not come to the end of a mission."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run came to."""

    seed: int
    score: int
    phases: dict[str, int]
    picked: tuple[Picked, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A design that the expert hands in, on the grid as the expert's choices left it."""

    config: SystemDesign
    design: Design
    budget_moved: int
    """Marks a month that choices added to the budget."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A decision sheet that the expert hands in, and what each criterion says of it."""

    config: BoardDecision
    decided: Decided
    earned: tuple[Earned, ...]


@dataclass(slots=True)
class Table:
    """A mission with what its runs share."""

    mission: Mission
    expert: Script | None
    """The gold walkthrough; for a mission without grades, its first."""
    memories: dict[str, Memory] = field(default_factory=dict)
    """Of the bot that plays; another's are dropped."""

    @property
    def player(self) -> PlayerThen:
        """Bots begin as the expert does, so that all play the same mission."""
        if self.expert is None:
            return PlayerThen(name="Bot")
        return player_then(self.expert, self.mission)

    def run(self, policy: Policy, seed: int, *, watch: bool = False) -> Outcome:
        """One playthrough to its end.

        `watch` notes at each decision what every policy that follows a cue would have picked.

        Raises:
            Stranded: the mission did not come to its end.
            NoWayOut: nothing could be handed in.
        """
        if policy.name not in self.memories:
            self.memories = {policy.name: Memory()}
        seat = seated(self.mission, self.player, policy, seed, self.memories[policy.name])
        if watch:
            seat.watched = tuple(p for p in POLICIES.values() if p.cue)
        if policy.pick is None:
            for _ in self._steps(seat):
                pass
        else:
            while seat.phase:
                PHASES[self.mission.phase_by_id[seat.phase].kind](seat)
        state = seat.state
        if state.status != "completed" or state.score is None:
            raise Stranded(f"{policy.name} left '{self.mission.slug}' {state.status}, seed {seed}.")
        return Outcome(seed, state.score, dict(state.phase_scores), tuple(seat.picked))

    def references(self) -> tuple[Reference, ...]:
        """What the expert hands in at each grid.

        Raises:
            Stranded: the mission has no gold walkthrough, or it cannot be played.
        """
        seat = seated(self.mission, self.player, POLICIES[EXPERT], 0, Memory())
        found = []
        for action in self._steps(seat):
            own = seat.state.present
            if isinstance(action, SubmitDesign) and isinstance(own, StudioState):
                shared = seat.state.shared
                config = design_config(self.mission, own.phase, shared)
                found.append(Reference(config, own.design, shared.budget))
        return tuple(found)

    def sheets(self) -> tuple[Handed, ...]:
        """What the expert hands in at each decision sheet.

        Raises:
            Stranded: the mission has no gold walkthrough, or it cannot be played.
        """
        seat = seated(self.mission, self.player, POLICIES[EXPERT], 0, Memory())
        earned: dict[str, tuple[Earned, ...]] = {}
        for action in self._steps(seat):
            own = seat.state.present
            if isinstance(action, SubmitBoard) and isinstance(own, BoardState):
                earned[own.phase] = judged(seat.config(BoardDecision), own, seat.state.shared)
        found = []
        for decided in seat.state.shared.decided:
            config = self.mission.phase_by_id[decided.phase]
            if isinstance(config, BoardDecision):
                found.append(Handed(config, decided, earned[decided.phase]))
        return tuple(found)

    def _steps(self, seat: Seat) -> Iterator[AnyAction]:
        """Plays the expert's steps, each told before it is done; what the script expects is
        checked elsewhere."""
        if self.expert is None:
            raise Stranded(f"'{self.mission.slug}' has no gold walkthrough.")
        names = PinNames()
        for step in self.expert.steps:
            if not isinstance(step, Doing):
                continue
            for action in names.actions(step, seat.state.shared):
                yield action
                try:
                    seat.act(whole(self.mission, action) if isinstance(action, Pin) else action)
                except Rejected as rejected:
                    where = f"{self.expert.file}:{step.line}"
                    raise Stranded(f"{where}: {action.kind} is refused. {rejected}") from rejected


def table_of(pack: Pack, slug: str) -> Table:
    """The table of a mission that is played."""
    scripts = pack.walkthroughs_of(slug)
    gold = next((script for script in scripts if script.name == EXPERT), None)
    return Table(pack.mission(slug), gold or next(iter(scripts), None))
