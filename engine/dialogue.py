"""What people say, and the ways a player may answer."""

from functools import cached_property
from typing import Literal

from pydantic import Field

from engine.clock import QUARTER_DAYS
from engine.conditions import Always, Condition
from engine.frozen import Frozen

Meter = Literal["trust", "budget", "days", "energy"]
Tone = Literal["warm", "plain", "firm"]
Lure = Literal[
    "authority",
    "rigour",
    "speed",
    "empathy",
    "expertise",
    "harmony",
    "thrift",
    "contract-right",
    "novelty",
    "loyalty",
]


class Points(Frozen):
    """An amount for one person or skill."""

    name: str
    value: int


class Effects(Frozen):
    """What a choice or a line does to the playthrough."""

    trust: int = 0
    budget: int = 0
    """Marks a month added to the design's budget."""
    days: float = 0
    """Days gained (positive) or spent (negative), in quarters."""
    energy: int = 0
    reserve: tuple[Points, ...] = ()
    """Points added to the trust that a person needs before they open up."""
    facts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    unlocks: tuple[str, ...] = ()
    """Attachments that become readable."""

    @cached_property
    def moves(self) -> tuple[tuple[Meter, int], ...]:
        """By how much each meter moves, of those that do; days in quarters."""
        every: tuple[tuple[Meter, int], ...] = (
            ("trust", self.trust),
            ("budget", self.budget),
            ("days", round(self.days * QUARTER_DAYS)),
            ("energy", self.energy),
        )
        return tuple([move for move in every if move[1]])


NOTHING = Effects()


class Line(Frozen):
    """Something said, written or seen: a line of a call or a message that a reply brings.

    Consecutive lines with a condition form one chain, of which the first that holds is
    played; a line without a condition, or with `also`, starts a new chain.
    """

    who: str
    """A person's id, or `narrator`."""
    say: str = ""
    silence: str = ""
    """In a mail thread: what is seen instead of an answer."""
    when: Condition | None = None
    also: bool = False
    effects: Effects = NOTHING
    posture: str = ""
    """What a camera sees of the speaker from now on."""


class BestWhen(Frozen):
    """The option that is best where the condition holds; the first that holds decides."""

    when: Condition = Always()
    option: str


class Aftermath(Frozen):
    """What the debrief says of a choice: what happened, then why."""

    happened: str
    why: str


class Option(Frozen):
    """A way to answer a mail or an exchange."""

    id: str
    label: str = ""
    """What the player picks from, in a mail; in a call `say` is shown instead."""
    say: str = ""
    """The letter that is sent, or the words that are spoken."""
    copy_to: tuple[str, ...] = ()
    needs: Condition | None = None
    """Offered only where this holds."""
    lure: Lure | None = None
    tactic: str
    tone: Tone
    worth: int = Field(ge=0, le=100)
    """What the choice earns, out of 100, where it is not the best one."""
    floor: str | None = None
    effects: Effects = NOTHING
    brings: tuple[Line, ...] = ()
    then: str | None = None
    """Another option of the same node, whose consequences follow these."""
    after: Aftermath


class Silence(Frozen):
    """What follows when the player says nothing, or gives the floor, or cuts in."""

    worth: int = Field(ge=0, le=100)
    effects: Effects = NOTHING
    brings: tuple[Line, ...] = ()
    after: Aftermath


class FloorAnswer(Silence):
    """What one person says when given the floor."""

    person: str


class Unanswered(Frozen):
    """What happens when a mail with options is left without a reply."""

    worth: int = Field(ge=0, le=100)
    effects: Effects = NOTHING
    brings: tuple[Line, ...] = ()
    after: Aftermath


class Exchange(Frozen):
    """One turn of a call: lines, then the player's move."""

    id: str
    when: Condition | None = None
    lines: tuple[Line, ...] = ()
    signal: str = ""
    best: tuple[BestWhen, ...] = ()
    """Option ids, or `silence`, `interrupt`, `floor:<person>`."""
    weight: int = Field(default=2, ge=0)
    options: tuple[Option, ...] = ()
    """An exchange without options plays its lines and goes on."""
    silence: Silence | None = None
    floors: tuple[FloorAnswer, ...] = ()
    interrupt: Silence | None = None
