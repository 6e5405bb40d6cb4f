"""A mission as its author declares it: the whole content of one playthrough, immutable.

The reader in `content` builds it from a pack, the publisher splits it into the shared
tables, and the game assembles it again from there.
"""

from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from engine.bands import BandMove
from engine.conditions import Always, Condition
from engine.design.kind import Catalogue
from engine.dialogue import Exchange, Line, Meter, Points
from engine.frozen import Frozen
from engine.glossary import Term
from engine.grid_change import DesignStep
from engine.knowledge import Contradiction, Due, Fact, Promise, Requirement
from engine.late import Deadline, LateLetter
from engine.mail import Attachment, Email
from engine.phase_config import (
    BoardDecision,
    ClientFeedback,
    EmailDiscovery,
    Phase,
    SystemDesign,
    VideoCall,
)
from engine.texts import NARRATOR, Words, index, index_lines

PhaseCode = Literal[
    "email_discovery", "video_call", "system_design", "board_decision", "client_feedback"
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
    phases: tuple[PhaseCode, ...]
    estimated_duration: int
    learning_objectives: tuple[str, ...]
    skills: tuple[Points, ...] = ()
    unlock_conditions: dict[str, Any] | None = None
    prerequisites: dict[str, Any] | None = None
    playable: bool = True

    @property
    def elsewhere(self) -> bool:
        """Whether another front end plays it: it has no phase that this game knows."""
        return not self.phases


class OneChange(Frozen):
    """A counterfactual that the debrief evaluates on the design or the sheet as handed in."""

    when: Condition = Always()
    says: str
    phase: str = ""
    """The design that is changed; the last where it names none."""
    steps: tuple[DesignStep, ...]
    figures: tuple[str, ...] = ("p95_ms",)


class Spoken(Frozen):
    """What in a playthrough spoke to a learning objective, where the condition holds."""

    when: Condition = Always()
    says: str
    """`{runs}` in it becomes how often the traffic was run: `not once`, `once`, `3 times`."""


class Debrief(Frozen):
    """What the mentor reads at the end, beside what the log and the rules give."""

    reader: str
    question: str
    answer: str
    take_with_you: str
    changes: tuple[OneChange, ...] = ()
    spoke: tuple[tuple[Spoken, ...], ...] = ()
    """One entry for each learning objective, in their order; the first that holds is shown."""


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
    dues: tuple[Due, ...] = ()
    flags: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    late: tuple[LateLetter, ...] = ()
    """Letters that may still be written after the last conversation, once each."""
    deadline: Deadline | None = None
    phases: tuple[Phase, ...]
    debrief: Debrief
    catalogue: Catalogue
    glossary: tuple[Term, ...] = ()
    """The pack's plain words; none where a revision was published before they were carried."""

    @property
    def slug(self) -> str:
        return self.card.slug

    @cached_property
    def person_by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def term_by_word(self) -> dict[str, Term]:
        """Each term of the glossary by every word that it explains."""
        return {word: term for term in self.glossary for word in term.words}

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

    @cached_property
    def part_work(self) -> dict[str, int]:
        """For each feedback, where in the order the last design or sheet before it stands; of
        several feedbacks each hears what was built last."""
        found: dict[str, int] = {}
        work = -1
        for number, phase in enumerate(self.phases):
            if isinstance(phase, SystemDesign | BoardDecision):
                work = number
            elif isinstance(phase, ClientFeedback) and work >= 0:
                found[phase.id] = work
        return found

    def part_design(self, feedback: str) -> str:
        """The id of the design that a feedback hears about; empty where that is a sheet, or
        nothing."""
        work = self.phases[self.part_work[feedback]] if feedback in self.part_work else None
        return work.id if isinstance(work, SystemDesign) else ""

    def designs_of(self, requirement: Requirement) -> tuple[SystemDesign, ...]:
        """The designs whose rules may decide a requirement: that of its own part, or any where it
        names none."""
        designs = tuple(p for p in self.phases if isinstance(p, SystemDesign))
        work = self.part_work.get(requirement.phase)
        if work is None:
            return designs
        own = self.phases[work]
        return (own,) if isinstance(own, SystemDesign) else ()

    def requirements_of(self, design: str) -> tuple[Requirement, ...]:
        """The requirements that the rules of a design may decide."""
        return tuple(
            [r for r in self.requirements if design in [own.id for own in self.designs_of(r)]]
        )

    @cached_property
    def phase_by_id(self) -> dict[str, Phase]:
        return {phase.id: phase for phase in self.phases}

    @cached_property
    def changed_grids(self) -> dict[tuple[object, ...], SystemDesign]:
        """Design phases as choices have changed them, as far as they were asked for."""
        return {}

    @cached_property
    def standing(self) -> dict[tuple[object, ...], tuple[Requirement, ...]]:
        """The requirements that stand by the changes that hold, as far as they were asked for."""
        return {}

    @cached_property
    def late_by_id(self) -> dict[str, LateLetter]:
        return {letter.id: letter for letter in self.late}

    @cached_property
    def board_phase(self) -> BoardDecision | None:
        return next((p for p in self.phases if isinstance(p, BoardDecision)), None)

    @cached_property
    def exchange_by_id(self) -> dict[str, Exchange]:
        """The exchanges of calls, and those in which the player answers to the feedback."""
        return {
            exchange.id: exchange
            for phase in self.phases
            for exchange in (
                phase.exchanges
                if isinstance(phase, VideoCall)
                else phase.answers
                if isinstance(phase, ClientFeedback)
                else ()
            )
        }

    @cached_property
    def line_by_ref(self) -> dict[str, Line]:
        """The lines that people speak, with posture and effects, by reference."""
        return index_lines(self.phases, self.late)

    @cached_property
    def texts(self) -> dict[str, Words]:
        """All words of the mission by reference, see `engine.texts`."""
        seen = {
            ref: Words(who=NARRATOR, say=f"{self.name(move.person)} {move.does}.")
            for ref, move in self.band_by_ref.items()
        }
        return index(self.phases, self.late) | seen

    @cached_property
    def band_by_ref(self) -> dict[str, BandMove]:
        """What people of calls are seen to do as trust moves, by reference."""
        return {
            move.ref(phase.id): move
            for phase in self.phases
            if isinstance(phase, VideoCall)
            for move in phase.bands
        }

    def name(self, person: str) -> str:
        """What others call a person; the id itself for `narrator` and `you`."""
        known = self.person_by_id.get(person)
        return known.short if known else person
