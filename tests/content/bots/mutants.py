"""Sound missions made unsound, so that the rules of bots have something to find."""

from __future__ import annotations

from typing import TypeVar

from content.loader import Pack
from engine.dialogue import BestWhen, Exchange, Option
from engine.knowledge import Fact
from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import EmailDiscovery, VideoCall

Node = TypeVar("Node", Email, Exchange)
PADDING = " and then once more, to be sure of it"


def holding(pack: Pack, mission: Mission) -> Pack:
    """The pack with this mission in the place of its own."""
    missions = (mission if mission.slug == m.slug else m for m in pack.missions)
    return pack.model_copy(update={"missions": tuple(missions)})


def best_is_longest(mission: Mission) -> Mission:
    """Every node's best answer is its longest, whatever is known."""
    phases = []
    for phase in mission.phases:
        if isinstance(phase, EmailDiscovery):
            mails = tuple(_with_longest(mail) for mail in phase.emails)
            phases.append(phase.model_copy(update={"emails": mails}))
        elif isinstance(phase, VideoCall):
            exchanges = tuple(_with_longest(one) for one in phase.exchanges)
            phases.append(phase.model_copy(update={"exchanges": exchanges}))
        else:
            phases.append(phase)
    return mission.model_copy(update={"phases": tuple(phases)})


def _with_longest(node: Node) -> Node:
    if not node.options:
        return node
    open_to_all = next(option for option in node.options if option.needs is None)
    options = tuple(_padded(o) if o is open_to_all else o for o in node.options)
    best = (BestWhen(option=open_to_all.id),)
    return node.model_copy(update={"options": options, "best": best})


def _padded(option: Option) -> Option:
    words = {"label": option.label + PADDING, "say": option.say + PADDING}
    return option.model_copy(update=words)


def nobody_can_know(mission: Mission, facts: int) -> Mission:
    """Facts that count and that nothing tells, in the first phase."""
    hidden = tuple(
        Fact(
            id=f"untold-{number}",
            title="Untold",
            must=True,
            phase=mission.phases[0].id,
            says="Nobody says so.",
            where="nowhere",
            missed="It was missed.",
        )
        for number in range(facts)
    )
    return mission.model_copy(update={"facts": (*mission.facts, *hidden)})
