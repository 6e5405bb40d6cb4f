"""What is hidden in a mission, what it asks for, and what a player promises."""

from engine.conditions import Condition
from engine.dialogue import Effects
from engine.frozen import Frozen


class Quote(Frozen):
    """A verbatim passage of a mail, attachment or call line."""

    source: str
    quote: str


class Fact(Frozen):
    """A hidden requirement or circumstance that a player may find."""

    id: str
    title: str
    must: bool
    """Weight 3 if true, else 1."""
    phase: str
    """The id of the phase in which it is to be found, and whose score it counts in."""
    who: str | None = None
    says: str
    """What is now known, as the notebook and the studio state it."""
    where: str
    """Where it lay, for the debrief."""
    asking: str = "free"
    """What asking would have cost, for the debrief."""
    missed: str
    """The debrief's sentence when it was not found."""
    evidence: tuple[Quote, ...] = ()
    """Pinning a passage that overlaps one of these finds the fact."""


class Contradiction(Frozen):
    """Two statements that cannot both be true; comparing pins of both finds it."""

    id: str
    left: tuple[Quote, ...]
    """Any of these passages states the left claim."""
    right: tuple[Quote, ...]
    means: str
    effects: Effects


class Promise(Frozen):
    """A commitment for the ledger."""

    id: str
    wording: str
    to: str
    witness: str = ""
    """Who else heard it; a person's id."""
    due: str = ""
    """The slug of the mission in which it falls due, if later than this one."""
    kept_when: Condition | None = None
    """What keeps it, for one that falls due in this mission."""


class Due(Frozen):
    """A promise of an earlier mission that falls due in this one."""

    promise: str
    made_in: str
    """The slug of the mission in which it was made."""
    kept_when: Condition


class Reaction(Frozen):
    """How a requirement's owner meets its verdict."""

    word: str
    """At most 24 characters, for the list."""
    say: str
    aside: str = ""
    """What a camera sees while they speak."""


class Requirement(Frozen):
    """Something that the client's people needed, asked for or not."""

    id: str
    title: str
    owner: str
    phase: str = ""
    """The feedback in which it is heard, where a mission has several."""
    rules: tuple[str, ...] = ()
    """Design rules that must all be met."""
    holds: Condition | None = None
    """For a requirement that no design rule can show."""
    facts: tuple[str, ...] = ()
    """Facts from which the player could have known it."""
    figure: str = ""
    """Which figure of the design's evaluation is shown beside it, e.g. `p95_ms`."""
    limit: str = ""
    """What was asked for, in words."""
    kept: Reaction
    broken: Reaction
    unasked: str = ""
    """Said before `broken` when no fact that tells of it was found."""
