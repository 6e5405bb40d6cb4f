"""A report on a class, as data: what `scopecreep report --json` prints."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A part of a report."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FileNote(Shape):
    """Something to say of a file."""

    file: str
    says: str


class MoveCount(Shape):
    """One way to answer, and how many took it."""

    move: str
    words: str
    count: int
    share: float
    best: str | None
    """Null where it is never best, or the key is held back; else when it is: `always`, or where
    what holds."""
    best_for: int | None
    """For how many of those who took it it was the best in their situation."""
    worth: float | None
    """What it earned on the average, out of 100; null where nobody took it, or the key is held
    back."""


class NodeCount(Shape):
    """One decision."""

    node: str
    phase: str
    title: str
    asked: str
    """By whom, or in what."""
    scored: bool
    """Whether it counts; what is answered in the feedback is only told."""
    answered: int
    best: int | None
    """How many took the best answer in their situation; null where the key is held back."""
    moves: list[MoveCount]


class FactCount(Shape):
    """One hidden fact."""

    fact: str
    title: str
    must: bool
    phase: str
    found: int
    late: int
    """Of these, how many asked for it late."""
    share: float
    where: str | None
    """Where it lay; null where the key is held back."""


class RequirementCount(Shape):
    """One requirement of the client's people."""

    requirement: str
    title: str
    owner: str
    judged: int
    kept: int
    known: int


class Miss(Shape):
    """Something that many missed."""

    kind: str
    """`fact`, `decision` or `requirement`."""
    ref: str
    says: str
    count: int
    of: int


class Spread(Shape):
    """How scores lie, out of 100."""

    of: str
    """`mission`, or a phase."""
    count: int
    lowest: float
    quarter: float
    median: float
    three_quarters: float
    highest: float


class LearnerLine(Shape):
    """One learner."""

    learner: str
    status: str
    score: int | None
    grade: str
    phases: dict[str, int]
    facts: int
    best: int | None
    moves: int
    answers: dict[str, str]
    """What was answered at each decision."""
    kept: int
    requirements: int
    promises_broken: int
    hints: int
    days_late: int
    attempts: int
    seed: int


class MissionReport(Shape):
    """One mission, as the class played it."""

    mission: str
    code: str
    title: str
    learners: int
    completed: int
    with_key: bool
    seeds: int
    """How many different seeds were played; with one, the order of the answers was the same for
    everybody."""
    grades: dict[str, int]
    spreads: list[Spread]
    nodes: list[NodeCount]
    facts: list[FactCount]
    facts_held_back: int
    """Facts that nobody found and that are not told, because the key is held back."""
    requirements: list[RequirementCount]
    misses: list[Miss]
    people: list[LearnerLine]


class Report(Shape):
    """`scopecreep report --json`."""

    files: int
    """How many were read."""
    bad: list[FileNote]
    notes: list[FileNote]
    missions: list[MissionReport]

    def text(self) -> str:
        """As printed."""
        return self.model_dump_json(indent=2)
