"""A mission as its author declares it: the whole content of one playthrough, immutable.

The reader in `content` builds it from a pack, the publisher splits it into the shared
tables, and the game assembles it again from there.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from engine.conditions import Always, Condition
from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.rules import Rule
from engine.frozen import Frozen

Meter = Literal["trust", "budget", "days", "energy"]
PhaseCode = Literal["email_discovery", "video_call", "system_design", "client_feedback"]
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


class Person(Frozen):
    """A character, as the people of a pack describe them."""

    id: str
    name: str
    role: str
    organisation: str
    email: str
    short: str
    """The name by which others call them."""
    initials: str
    posture: str = ""
    """What a camera sees when the call opens; at most 22 characters."""


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


class Attachment(Frozen):
    """A file that comes with a mail."""

    filename: str
    size_kb: int
    preview_available: bool = True
    form: Literal["table", "memo", "log", "plan", "calendar", "contract", "metrics"] = "memo"
    by: str = ""
    body: str
    """Laid-out text, at most 72 columns, shown verbatim."""
    locked: bool = False
    """Readable only once a choice unlocks it."""


class MailMetadata(Frozen):
    """The source schema's metadata of a mail."""

    priority: Literal["low", "normal", "high"] = "normal"
    sentiment: str = "neutral"
    key_issues: tuple[str, ...] = ()


class Arrival(Frozen):
    """When a mail comes in: mission time, and what must hold before it."""

    day: int = 1
    at: str
    """Clock time, HH:MM."""
    when: Condition | None = None


class Unanswered(Frozen):
    """What happens when a mail with options is left without a reply."""

    worth: int = Field(ge=0, le=100)
    effects: Effects = NOTHING
    brings: tuple[Line, ...] = ()
    after: Aftermath


class Email(Frozen):
    """A mail of the inbox."""

    id: str
    subject: str
    sender: str
    to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    arrives: Arrival
    body: str
    attachments: tuple[Attachment, ...] = ()
    metadata: MailMetadata = MailMetadata()
    extract: str = ""
    """At most two lines of the mail that stay in sight while a reply is chosen at 80 columns."""
    signal: str = ""
    """The evidence that makes the best option best; for authors and the debrief."""
    best: tuple[BestWhen, ...] = ()
    weight: int = Field(default=2, ge=0)
    options: tuple[Option, ...] = ()
    may_leave: bool = False
    """'Send nothing' is offered as an answer."""
    unanswered: Unanswered | None = None


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
    due: str = ""
    """The slug of the mission in which it falls due, if later than this one."""


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


class PhaseBase(Frozen):
    """What all phases share."""

    id: str
    begins: Arrival
    brief: str = ""
    hints: tuple[str, ...] = ()


class EmailDiscovery(PhaseBase):
    """An inbox of client mail with replies to choose."""

    kind: Literal["email_discovery"] = "email_discovery"
    emails: tuple[Email, ...]


class VideoCall(PhaseBase):
    """A call, played as a live transcript."""

    kind: Literal["video_call"] = "video_call"
    participants: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    default_silence: tuple[Line, ...] = ()
    default_floor: tuple[Line, ...] = ()
    """What a person says, given the floor, where the exchange has nothing for them."""
    closing: tuple[Line, ...] = ()
    early_end: tuple[Line, ...] = ()
    """Said when trust falls under 20 and the client hangs up."""
    note: str = ""
    """What stands under the caption all through, e.g. that a board sits at noon."""
    media_url: str = ""
    captions: str = ""


class BoardSize(Frozen):
    """The design grid's extent in cells."""

    columns: int = Field(ge=1, le=40)
    rows: int = Field(ge=1, le=40)


class SystemDesign(PhaseBase):
    """A grid on which an architecture is built and put under load."""

    kind: Literal["system_design"] = "system_design"
    initial: Design
    board: BoardSize
    palette: tuple[str, ...]
    load: Load
    budget: int
    """Marks a month."""
    rules: tuple[Rule, ...]
    known_without_asking: tuple[str, ...] = ()
    """Ids of rules that the brief states openly."""
    interactive_features: dict[str, Any] = Field(default_factory=dict)


class ClientFeedback(PhaseBase):
    """The client's people answer, requirement by requirement."""

    kind: Literal["client_feedback"] = "client_feedback"
    opening: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()


Phase = Annotated[
    EmailDiscovery | VideoCall | SystemDesign | ClientFeedback, Field(discriminator="kind")
]


class Weights(Frozen):
    """How the phases combine, as in the source schema's `scoring`."""

    email_quality: int = 30
    video_performance: int = 40
    design_accuracy: int = 30


class MissionCard(Frozen):
    """What the board shows of a mission, played or still locked."""

    slug: str
    code: str
    title: str
    order_index: int
    difficulty: Literal["beginner", "intermediate", "advanced"]
    act: int = Field(ge=0, le=4)
    client: str
    client_short: str = Field(max_length=11)
    map_title: tuple[str, ...] = Field(min_length=1, max_length=2)
    short_title: str = Field(max_length=15)
    teaser: str
    phases: tuple[PhaseCode | Literal["board_decision"], ...]
    estimated_duration: int
    learning_objectives: tuple[str, ...]
    skills: tuple[Points, ...] = ()
    unlock_conditions: dict[str, Any] | None = None
    prerequisites: dict[str, Any] | None = None
    playable: bool = True


class DesignStep(Frozen):
    """One edit of the debrief's 'one change', in the words of a playthrough script."""

    verb: Literal["place", "remove", "configure", "connect", "disconnect"]
    detail: dict[str, Any]


class OneChange(Frozen):
    """A counterfactual that the debrief evaluates on the design as handed in."""

    when: Condition = Always()
    says: str
    steps: tuple[DesignStep, ...]
    figures: tuple[str, ...] = ("p95_ms",)


class Debrief(Frozen):
    """What the mentor reads at the end, beside what the log and the rules give."""

    reader: str
    question: str
    answer: str
    take_with_you: str
    changes: tuple[OneChange, ...] = ()


class Mission(Frozen):
    """Everything one playthrough needs, at one content revision."""

    card: MissionCard
    scored: bool = True
    meters: tuple[Meter, ...] = ()
    weights: Weights = Weights()
    people: tuple[Person, ...]
    client_contact: str
    facts: tuple[Fact, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    promises: tuple[Promise, ...] = ()
    flags: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    phases: tuple[Phase, ...]
    debrief: Debrief
    catalogue: Catalogue

    @property
    def slug(self) -> str:
        return self.card.slug

    @cached_property
    def person_by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def email_by_id(self) -> dict[str, Email]:
        return {
            email.id: email
            for phase in self.phases
            if isinstance(phase, EmailDiscovery)
            for email in phase.emails
        }

    @cached_property
    def attachment_by_name(self) -> dict[str, Attachment]:
        return {
            file.filename: file for email in self.email_by_id.values() for file in email.attachments
        }

    @cached_property
    def design_phase(self) -> SystemDesign | None:
        return next((p for p in self.phases if isinstance(p, SystemDesign)), None)
