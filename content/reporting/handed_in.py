"""What a learner hands in, as data: what `scopecreep export` writes."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from engine.values import PromiseState

NAME = 60
"""Characters of a player's name, a mission or an option; the rest is cut off."""
MOST = 500
"""Entries of any list: no playthrough comes near it."""
NUMBERS = 1_000_000
"""Learners' numbers lie under it."""


def cleaned(text: object) -> object:
    """One line without control, direction and invisible characters; what is no text stays."""
    if not isinstance(text, str):
        return text
    seen = (" " if c.isspace() else c for c in text[: 4 * NAME])
    kept = "".join(c for c in seen if not unicodedata.category(c).startswith("C"))
    return " ".join(kept.split())[:NAME]


Name = Annotated[str, BeforeValidator(cleaned)]
Count = Annotated[int, Field(ge=0, le=10**9)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Part(BaseModel):
    """A part of a learner's file. Keys that it does not know are a newer game's, and left out."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=False)


class Move(Part):
    """An answer to a mail or in a call."""

    phase: Name
    node: Name
    move: Name
    """An option's name, `silence`, `interrupt` or `floor:<person>`."""
    worth: Percent
    """Out of 100, in the situation in which it was given; 100 is the best."""


class FactFound(Part):
    """A hidden fact that was found."""

    fact: Name
    late: bool = False
    """Whether it was asked for by letter, after the last conversation."""


class Verdict(Part):
    """How a requirement of the client's people came out."""

    requirement: Name
    kept: bool
    known: bool
    """Whether a fact that tells of it had been found."""


class PromiseMade(Part):
    """A promise, and how it stands."""

    promise: Name
    state: PromiseState


class PhaseMark(Part):
    """What a phase came to, out of 100."""

    phase: Name
    score: Percent


class Played(Part):
    """One playthrough."""

    playthrough: Name
    """A short fingerprint of its number in the database, so that it is counted once."""
    status: Literal["open", "completed", "abandoned"]
    seed: int
    revision: int
    """The revision of the content in the learner's database."""
    rules: int
    content: Name
    """A short fingerprint of the mission as it was played."""
    log: Name
    """A fingerprint of every action and event."""
    actions: Count
    score: Percent | None
    """Null while it is not completed, and where a mission gives no grades."""
    grade: Name = ""
    phases: list[PhaseMark] = Field(default_factory=list, max_length=MOST)
    moves: list[Move] = Field(default_factory=list, max_length=MOST)
    facts: list[FactFound] = Field(default_factory=list, max_length=MOST)
    requirements: list[Verdict] = Field(default_factory=list, max_length=MOST)
    """Empty while it is not completed."""
    promises: list[PromiseMade] = Field(default_factory=list, max_length=MOST)
    hints: Count = 0
    days_late: Count = 0


class Export(Part):
    """`scopecreep export`: one learner, one mission."""

    format: Literal["scopecreep-results"] = "scopecreep-results"
    version: Literal[1] = 1
    learner: Annotated[int, Field(ge=0, lt=NUMBERS)]
    """A number that is the same in all files of one learner on one computer, and tells nothing of
    them; an anonymous file has another."""
    player: Name
    """The name that the player chose; empty in an anonymous file."""
    mission: Name
    playthroughs: list[Played] = Field(min_length=1, max_length=MOST)
    """The earliest first."""
