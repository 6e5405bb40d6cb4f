"""What was said and done in a call, in beats: a move of the player, and all that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rich.cells import cell_len, set_cell_size

from engine import events as ev
from engine.asking import is_late_answer
from engine.events import AnyEvent
from engine.log import Row
from engine.mission import Mission
from engine.phase_config import VideoCall
from engine.shared import Played, Shared
from tui.safety import harmless, one_line

Move = Literal["", "say", "floor", "silence", "interrupt"]
"""What opened a beat; empty for the call's own opening."""
NARRATOR, YOU = "narrator", "you"
NAME = 14
"""Cells for a name beside somebody's words."""


@dataclass(frozen=True)
class Turn:
    """One entry of the call's transcript."""

    ref: str
    """What a pin names as its source; empty where nobody spoke."""
    who: str
    say: str
    minute: int
    move: Move = ""
    """Set where the entry tells a move without words."""

    @property
    def shown(self) -> str:
        """The words with what could steer a terminal made visible, letter for letter."""
        return harmless(self.say)

    @property
    def spoken(self) -> bool:
        """Whether somebody's voice was heard."""
        return self.who != NARRATOR and not self.move


@dataclass
class Beat:
    """The player's move and everything up to the next one."""

    move: Move = ""
    option: str = ""
    node: str = ""
    floor: str = ""
    """Who was given the floor."""
    replies: int = 0
    """How many of its turns answer the move; those after them open the next exchange."""
    facts: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)


@dataclass(frozen=True)
class Story:
    """The whole call so far."""

    beats: tuple[Beat, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything in order."""
        return tuple(turn for beat in self.beats for turn in beat.turns)

    @property
    def last(self) -> Beat:
        """What followed the last move."""
        return self.beats[-1] if self.beats else Beat()

    @property
    def learned(self) -> tuple[str, ...]:
        """Ids of the facts that the call gave, in order."""
        return tuple(fact for beat in self.beats for fact in beat.facts)


def story(mission: Mission, config: VideoCall, rows: Sequence[Row], shared: Shared) -> Story:
    """Reads a call's beats from the log; the transcript gives the minutes."""
    played = [
        entry
        for entry in shared.transcript
        if entry.phase == config.id and not is_late_answer(mission, entry.ref)
    ]
    logged = list(_logged(mission, config, rows))
    voiced = sum(isinstance(event, ev.LinePlayed | ev.Said) for event in logged)
    unlogged = len(played) - voiced
    beats = [Beat()]
    beats[0].turns += [_turn(mission, entry) for entry in played[:unlogged]]
    entries = iter(played[unlogged:])
    for event in logged:
        _tell(mission, beats, event, entries)
    return Story(tuple(beats))


def _logged(mission: Mission, config: VideoCall, rows: Sequence[Row]) -> Iterator[AnyEvent]:
    """The events of the call's own rows, pins, hints and late letters left out."""
    inside = mission.phases[0].id == config.id
    for row in rows:
        notebook = row.action.kind in ("pin", "unpin", "compare", "use_hint", "ask_late")
        for event in row.events:
            if isinstance(event, ev.PhaseBegun):
                inside = event.phase == config.id
            elif inside and not notebook:
                yield event


def _tell(mission: Mission, beats: list[Beat], event: AnyEvent, entries: Iterator[Played]) -> None:
    beat = beats[-1]
    match event:
        case ev.Said():
            beats.append(Beat("say", event.move, event.node))
            beats[-1].turns.append(_turn(mission, next(entries)))
        case ev.FloorGiven():
            person = event.move.removeprefix("floor:")
            said = f"You give {called(mission, person)} the floor."
            beats.append(_wordless(beat, "floor", event.node, said))
        case ev.SilenceKept():
            beats.append(_wordless(beat, "silence", event.node, "You let it sit."))
        case ev.Interrupted():
            beats.append(_wordless(beat, "interrupt", event.node, "You cut in."))
        case ev.FloorTaken():
            beat.floor = event.person
        case ev.FactFound():
            beat.facts.append(event.fact)
        case ev.LinePlayed():
            beat.turns.append(_turn(mission, next(entries)))
        case ev.ExchangeReached() | ev.CallEnded():
            beat.replies = beat.replies or len(beat.turns)


def _wordless(before: Beat, move: Move, node: str, told: str) -> Beat:
    minute = before.turns[-1].minute if before.turns else 0
    return Beat(move, "", node, turns=[Turn("", YOU, told, minute, move)])


def _turn(mission: Mission, played: Played) -> Turn:
    words = mission.texts[played.ref]
    return Turn(played.ref, words.who, words.say or words.silence, played.minute)


def called(mission: Mission, who: str) -> str:
    """What somebody is called beside their words: a line's start, whatever the pack says."""
    name = "You" if who == YOU else one_line(mission.name(who))
    return name if cell_len(name) <= NAME else set_cell_size(name, NAME - 1).rstrip() + "…"


def speaker(turns: Sequence[Turn]) -> str | None:
    """Who spoke last; the player's own moves count."""
    return next((turn.who for turn in reversed(turns) if turn.who != NARRATOR), None)


def times_spoken(turns: Sequence[Turn], person: str) -> int:
    """How many turns somebody has had."""
    return sum(turn.spoken and turn.who == person for turn in turns)


def addressed(mission: Mission, config: VideoCall, turn: Turn) -> str | None:
    """Whom a line calls by name: `Emeka. Was it you?`, or `Quickly, Lotte.`"""
    if not turn.spoken:
        return None
    for person in config.participants:
        name = re.escape(mission.name(person))
        called = rf"(?:^|[.?!]\s+){name}[.,:?!]|,\s+{name}\s*[.?!]"
        if person != turn.who and re.search(called, turn.say):
            return person
    return None


def posture(mission: Mission, config: VideoCall, turns: Sequence[Turn], person: str) -> str:
    """What a camera sees of somebody: what a line or trust last set."""
    return posture_after(mission, [turn.ref for turn in turns], person)


def posture_after(mission: Mission, played: Sequence[str], person: str) -> str:
    """The same after lines that were played, by their references."""
    for ref in reversed(played):
        seen = mission.band_by_ref.get(ref)
        if seen and seen.person == person:
            return seen.does
        line = mission.line_by_ref.get(ref)
        if line and line.who == person and line.posture:
            return line.posture
    known = mission.person_by_id.get(person)
    return known.posture if known else ""
