"""What a bot sees of a decision: the words before it, and the answers in the seed's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.dialogue import Exchange, Option
from engine.mail import Email
from engine.mission import Mission
from engine.phases.nodes import awake
from engine.shared import Shared


@dataclass(frozen=True, slots=True)
class Sight:
    """A node that waits for an answer."""

    node: str
    heard: Callable[[], str]
    """What was said or written before the choice; few policies listen."""
    options: tuple[Option, ...]
    """Those that can be chosen, in the order that the playthrough's seed gives them."""
    in_mail: bool
    chance: int
    """A number that the seed draws for this node, the same for every bot."""
    trust_after: Callable[[Option], int]
    """The trust that an answer would leave, all that it brings included."""

    @property
    def prompt(self) -> str:
        """What was said or written before the choice."""
        return self.heard()

    def shown(self, option: Option) -> str:
        """The words that are picked from."""
        return option.label if self.in_mail else option.say


def prompt_of(mission: Mission, node: Email | Exchange, shared: Shared) -> str:
    """The mail, or what has been said in the exchange."""
    if isinstance(node, Email):
        return f"{node.subject}\n{node.body}"
    said = f"{node.id}/lines/"
    return "\n".join(
        mission.line_by_ref[played.ref].say
        for played in shared.transcript
        if played.ref.startswith(said)
    )


def sight_of(
    mission: Mission,
    node: Email | Exchange,
    shared: Shared,
    chance: int,
    trust_after: Callable[[Option], int],
) -> Sight:
    """What is seen of a node as it waits."""
    return Sight(
        node=node.id,
        heard=lambda: prompt_of(mission, node, shared),
        options=awake(mission, node, shared),
        in_mail=isinstance(node, Email),
        chance=chance,
        trust_after=trust_after,
    )
