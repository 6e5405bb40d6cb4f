"""The moment that the call's screen shows: a value, from which all of it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from engine.clock import clock_time
from engine.dialogue import Option
from engine.mission import Mission
from engine.passages import Span, passages
from engine.phase_config import VideoCall
from engine.shared import Pinned
from tui.call import story
from tui.call.captions import Spoken, last_speech
from tui.call.faces import Face
from tui.call.pace import Pace
from tui.call.story import YOU, Story, Turn


class Pending(Enum):
    """A move that waits to be confirmed."""

    FLOOR = "floor"
    SILENCE = "silence"
    INTERRUPT = "interrupt"
    PIN = "pin"


@dataclass(frozen=True)
class Scene:
    """Everything that the screen shows at one moment."""

    mission: Mission
    config: VideoCall
    told: Story
    heard: tuple[Turn, ...]
    cut: int | None
    frame: int
    speaking: bool
    answering: bool
    """Whether the present words still answer the player's move."""
    pins: tuple[Pinned, ...] = ()
    options: tuple[Option, ...] = ()
    """The answers that may be given, or those that were, while they are answered."""
    asleep: str = ""
    """The answer among them that nobody is awake for."""
    may_interrupt: bool = False
    over: bool = False
    early: bool = False
    pending: Pending | None = None
    dots: int = 0
    passage: int = 0
    """Which passage of the last speech is about to be pinned."""
    minute: int = 0
    paused: bool = False
    """Whether lines come by keys alone."""
    left: int | None = None
    """Seconds until the exchange becomes a silence; None where the call waits."""

    @property
    def lit(self) -> Span | None:
        """The passage about to be pinned."""
        spans = pinnable(self.heard)
        return spans[self.passage % len(spans)] if self.pending is Pending.PIN and spans else None

    @property
    def typing(self) -> bool:
        """Whether letters of a line are still to come."""
        return self.cut is not None

    @property
    def closed(self) -> bool:
        """Whether everybody has left and the last word is said."""
        return self.over and not self.speaking

    @property
    def clock(self) -> str:
        """The time of what is being said."""
        return clock_time(self.heard[-1].minute if self.heard else self.minute)

    @property
    def speaker(self) -> str | None:
        """Whose words stand in front."""
        return story.speaker(self.heard)

    @property
    def beat_start(self) -> int:
        """Where the last beat begins among the turns heard."""
        return min(len(self.heard), len(self.told.turns) - len(self.told.last.turns))

    @property
    def spoken(self) -> Spoken:
        """What the caption shows: the last beat, and what a silence answered."""
        start = self.beat_start
        if self.told.last.move == "silence":
            start = max([n for n in range(start) if self.heard[n].spoken], default=start)
        return Spoken(
            self.mission,
            self.heard[start:],
            self.heard[:start],
            self.cut,
            self.dots if self.pending is Pending.SILENCE else None,
            self.lit,
            frozenset((pin.source, pin.quote) for pin in self.pins),
        )

    @property
    def asked(self) -> str | None:
        """Who is expected to speak now."""
        for turn in reversed(self.heard):
            if turn.who == YOU and self.told.last.floor:
                return self.told.last.floor
            if turn.spoken:
                return story.addressed(self.mission, self.config, turn)
        return None

    def faces(self) -> tuple[Face, ...]:
        """Everybody's tile."""
        picking = self.pending is Pending.FLOOR
        return tuple(
            self.face(person, number if picking else None)
            for number, person in enumerate(self.config.participants, start=1)
        )

    def face(self, person: str, number: int | None = None) -> Face:
        """One tile."""
        return Face(
            mission=self.mission,
            person=self.mission.person_by_id[person],
            posture=story.posture(self.mission, self.config, self.heard, person),
            turns=story.times_spoken(self.heard, person),
            speaking=self.speaker == person and not self.closed,
            has_floor=self.told.last.floor == person,
            asked=self.asked == person and not self.closed,
            over=self.closed,
            number=number,
            frame=self.frame,
        )


def answers_the_move(told: Story, pace: Pace) -> bool:
    """Whether the turn being spoken still belongs to what the player just did."""
    beat = told.last
    start = len(told.turns) - len(beat.turns)
    return bool(beat.move) and pace.speaking and pace.at < start + beat.replies


def pinnable(heard: tuple[Turn, ...]) -> tuple[Span, ...]:
    """The passages of the last speech."""
    turn = last_speech(heard)
    return passages(turn.say, False) if turn else ()
