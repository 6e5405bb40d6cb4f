"""A bot's seat at one playthrough: what stands, what it does, what it picks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from content.bots.policies import Policy
from content.bots.sight import Sight, sight_of
from engine.actions import AnyAction, Reply, Say
from engine.dialogue import Exchange, Option
from engine.events import Started
from engine.game import RULES_VERSION, initial, step
from engine.mail import Email
from engine.mission import Mission
from engine.phases.base import best_move
from engine.rng import draw
from engine.state import State
from engine.values import PlayerThen

T = TypeVar("T")
MOST_POSITIONS = 4_000
"""Positions that are kept for one bot, some kilobytes each."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A decision, with what each of the watched policies would have made of it."""

    node: str
    option: str
    best: str | None
    """The move that was best as things stood; not necessarily an answer in words."""
    offered: tuple[str, ...]
    others: tuple[tuple[str, str], ...] = ()
    """Policies, and the answers that they would have picked."""


@dataclass(slots=True)
class Position:
    """A state that was played to, and what was played from it."""

    state: State
    after: dict[AnyAction, Position] = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """Positions that were played to before: what bots of one mind do is mostly the same."""

    left: int = MOST_POSITIONS
    """Positions that may still be kept."""
    begun: dict[int, Position] = field(default_factory=dict)
    """First positions, by seed."""
    plans: dict[tuple[Any, ...], tuple[AnyAction, ...]] = field(default_factory=dict)
    """Edits of grids, by what they were drawn from."""


@dataclass(slots=True)
class Seat:
    """One playthrough as a bot sees it."""

    mission: Mission
    policy: Policy
    seed: int
    position: Position
    memory: Memory
    watched: tuple[Policy, ...] = ()
    picked: list[Picked] = field(default_factory=list)

    @property
    def state(self) -> State:
        """The playthrough as it stands."""
        return self.position.state

    @property
    def phase(self) -> str:
        """The phase that is being played; empty once the mission is over."""
        present = self.state.present
        return present.phase if present else ""

    def own(self, kind: type[T]) -> T:
        """The state of the present phase, which is of this kind."""
        return _of(kind, self.state.phases[-1])

    def config(self, kind: type[T]) -> T:
        """The present phase as its author declares it."""
        return _of(kind, self.mission.phase_by_id[self.phase])

    def act(self, action: AnyAction) -> None:
        """Does something.

        Raises:
            Rejected: the rules do not allow it now.
        """
        after = self.position.after.get(action)
        if after is None:
            after = Position(step(self.mission, self.state, action)[0])
            if self.memory.left > 0:
                self.memory.left -= 1
                self.position.after[action] = after
        self.position = after

    def choose(self, node: Email | Exchange) -> Option:
        """The policy's answer at a node."""
        if self.policy.pick is None:
            raise ValueError(f"'{self.policy.name}' plays a script and picks nothing.")
        sight = self._sight(node)
        option = self.policy.pick(sight)
        self.picked.append(
            Picked(
                node=node.id,
                option=option.id,
                best=best_move(node.best, self.state.shared),
                offered=tuple(one.id for one in sight.options),
                others=tuple((p.name, p.pick(sight).id) for p in self.watched if p.pick),
            )
        )
        return option

    def _sight(self, node: Email | Exchange) -> Sight:
        def trust_after(option: Option) -> int:
            before = self.position
            mail = isinstance(node, Email)
            self.act(Reply(mail=node.id, option=option.id) if mail else Say(option=option.id))
            trust = self.state.shared.trust
            self.position = before
            return trust

        chance = draw(self.seed, f"bot/{node.id}")
        shared = self.state.shared.model_copy(update={"seed": self.seed})
        return sight_of(self.mission, node, shared, chance, trust_after)


def _of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} is no {kind.__name__}.")
    return value


def seated(mission: Mission, player: PlayerThen, policy: Policy, seed: int, memory: Memory) -> Seat:
    """A bot at the beginning of a mission.

    The engine's seed orders options, which the seat sees to itself, and draws who is asleep where
    energy is told; for the rest one playthrough does for all seeds.
    """
    drawn = seed if "energy" in mission.meters else 0
    if drawn not in memory.begun:
        started = Started(
            mission=mission.slug, rev=1, rules_version=RULES_VERSION, seed=drawn, player=player
        )
        first = Position(initial(mission, started))
        if memory.left <= 0:
            return Seat(mission, policy, seed, first, memory)
        memory.left -= 1
        memory.begun[drawn] = first
    return Seat(mission, policy, seed, memory.begun[drawn], memory)
