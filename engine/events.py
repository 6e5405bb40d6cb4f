"""What happened: past tense, the only thing that changes the state."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from engine.board_events import BoardSubmitted as BoardSubmitted
from engine.board_events import FieldDecided as FieldDecided
from engine.board_events import TasksJoined as TasksJoined
from engine.event import Event
from engine.grid_events import (
    ComponentConfigured as ComponentConfigured,
)
from engine.grid_events import (
    ComponentDuplicated as ComponentDuplicated,
)
from engine.grid_events import (
    ComponentMoved as ComponentMoved,
)
from engine.grid_events import (
    ComponentPlaced as ComponentPlaced,
)
from engine.grid_events import (
    ComponentRemoved as ComponentRemoved,
)
from engine.grid_events import (
    DesignEdit as DesignEdit,
)
from engine.grid_events import (
    DesignKept as DesignKept,
)
from engine.grid_events import (
    DesignRestored as DesignRestored,
)
from engine.grid_events import (
    DesignSubmitted as DesignSubmitted,
)
from engine.grid_events import (
    EditRedone as EditRedone,
)
from engine.grid_events import (
    EditUndone as EditUndone,
)
from engine.grid_events import (
    FrameDrawn as FrameDrawn,
)
from engine.grid_events import (
    FrameTaken as FrameTaken,
)
from engine.grid_events import (
    GridChanged as GridChanged,
)
from engine.grid_events import (
    LinkCut as LinkCut,
)
from engine.grid_events import (
    LinkMade as LinkMade,
)
from engine.grid_events import (
    PartLost as PartLost,
)
from engine.grid_events import (
    PartPutBack as PartPutBack,
)
from engine.grid_events import (
    TrafficRun as TrafficRun,
)
from engine.values import PlayerThen, Tally, Text


class Started(Event):
    """The playthrough began, on this content and under these rules."""

    kind: Literal["started"] = "started"
    mission: str
    rev: int
    rules_version: int
    seed: int
    player: PlayerThen


class PhaseBegun(Event):
    """A phase opened."""

    kind: Literal["phase_begun"] = "phase_begun"
    phase: str


class PhaseFinished(Event):
    """A phase closed."""

    kind: Literal["phase_finished"] = "phase_finished"
    phase: str


class MinutesPassed(Event):
    """Mission time went by."""

    kind: Literal["minutes_passed"] = "minutes_passed"
    minutes: int


class MeterMoved(Event):
    """A meter moved; days in quarters, budget in marks a month."""

    kind: Literal["meter_moved"] = "meter_moved"
    meter: Literal["trust", "budget", "days", "energy"]
    by: int


class ReserveMoved(Event):
    """A person needs more, or less, trust before they open up."""

    kind: Literal["reserve_moved"] = "reserve_moved"
    person: str
    by: int


class FactFound(Event):
    """The player knows a fact; `via` is where it came from."""

    kind: Literal["fact_found"] = "fact_found"
    fact: str
    via: str


class FlagRaised(Event):
    """A campaign flag is set, to be written when the mission ends."""

    kind: Literal["flag_raised"] = "flag_raised"
    flag: str


class PromiseMade(Event):
    """A commitment entered the ledger."""

    kind: Literal["promise_made"] = "promise_made"
    promise: str


class FileUnlocked(Event):
    """An attachment became readable."""

    kind: Literal["file_unlocked"] = "file_unlocked"
    filename: str


class MailArrived(Event):
    """A mail came in."""

    kind: Literal["mail_arrived"] = "mail_arrived"
    mail: str


class MailOpened(Event):
    """A mail was read."""

    kind: Literal["mail_opened"] = "mail_opened"
    mail: str


class FileOpened(Event):
    """An attachment was read."""

    kind: Literal["file_opened"] = "file_opened"
    filename: str


class PinMade(Event):
    """A passage is in the notebook."""

    kind: Literal["pin_made"] = "pin_made"
    pin: str
    source: str
    quote: Text


class PinDropped(Event):
    """A passage left the notebook."""

    kind: Literal["pin_dropped"] = "pin_dropped"
    pin: str


class PairCompared(Event):
    """Two pins lay side by side; `half` names the contradiction that one of them states."""

    kind: Literal["pair_compared"] = "pair_compared"
    left: str
    right: str
    contradiction: str | None = None
    half: str | None = None


class ReplySent(Event):
    """A letter went out; `worth` is its quality given what was known, out of 100."""

    kind: Literal["reply_sent"] = "reply_sent"
    node: str
    move: str
    worth: int


class MailLeft(Event):
    """A mail went without an answer."""

    kind: Literal["mail_left"] = "mail_left"
    node: str
    move: Literal["silence"] = "silence"
    worth: int


class ExchangeReached(Event):
    """The call came to this exchange."""

    kind: Literal["exchange_reached"] = "exchange_reached"
    exchange: str


class Said(Event):
    """The player took an option of the exchange."""

    kind: Literal["said"] = "said"
    node: str
    move: str
    worth: int


class FloorGiven(Event):
    """The player asked somebody to speak, outside the options."""

    kind: Literal["floor_given"] = "floor_given"
    node: str
    move: str
    worth: int


class SilenceKept(Event):
    """The player said nothing."""

    kind: Literal["silence_kept"] = "silence_kept"
    node: str
    move: Literal["silence"] = "silence"
    worth: int


class Interrupted(Event):
    """The player cut in."""

    kind: Literal["interrupted"] = "interrupted"
    node: str
    move: Literal["interrupt"] = "interrupt"
    worth: int


class FloorTaken(Event):
    """A person has the floor, with trust at this level."""

    kind: Literal["floor_taken"] = "floor_taken"
    person: str
    trust: int


class LinePlayed(Event):
    """Somebody spoke or wrote; the words stand in the content under `ref`."""

    kind: Literal["line_played"] = "line_played"
    ref: str


class CallEnded(Event):
    """Everybody has left the call."""

    kind: Literal["call_ended"] = "call_ended"
    early: bool = False


class FeedbackHeard(Event):
    """The owner of a requirement has answered."""

    kind: Literal["feedback_heard"] = "feedback_heard"
    requirement: str


class RequirementsJudged(Event):
    """Which requirements the work as handed in keeps, told before anybody answers."""

    kind: Literal["requirements_judged"] = "requirements_judged"
    kept: tuple[str, ...]


class LateAsked(Event):
    """One more letter went out after the last conversation."""

    kind: Literal["late_asked"] = "late_asked"
    question: str


class HintTaken(Event):
    """Mina gave the phase's next hint."""

    kind: Literal["hint_taken"] = "hint_taken"
    phase: str
    number: int


class MissionCompleted(Event):
    """The last phase closed; what the whole was worth, out of 100 each."""

    kind: Literal["mission_completed"] = "mission_completed"
    score: int
    phases: Tally


class Abandoned(Event):
    """The player gave the playthrough up."""

    kind: Literal["abandoned"] = "abandoned"


Choice = ReplySent | MailLeft | Said | FloorGiven | SilenceKept | Interrupted
"""The events by which a player answers a node."""

AnyEvent = Annotated[
    Started
    | PhaseBegun
    | PhaseFinished
    | MinutesPassed
    | MeterMoved
    | ReserveMoved
    | FactFound
    | FlagRaised
    | PromiseMade
    | FileUnlocked
    | MailArrived
    | MailOpened
    | FileOpened
    | PinMade
    | PinDropped
    | PairCompared
    | ExchangeReached
    | FloorTaken
    | LinePlayed
    | CallEnded
    | DesignKept
    | DesignRestored
    | EditUndone
    | EditRedone
    | TrafficRun
    | PartLost
    | PartPutBack
    | DesignSubmitted
    | GridChanged
    | FieldDecided
    | TasksJoined
    | BoardSubmitted
    | FeedbackHeard
    | RequirementsJudged
    | LateAsked
    | HintTaken
    | MissionCompleted
    | Abandoned
    | Choice
    | DesignEdit,
    Field(discriminator="kind"),
]

EVENTS: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
