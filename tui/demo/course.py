"""The course of a demo: its steps one after the other, and how the game stands before each."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from content.demo import Beat, Demo, Hold, Meanwhile, Note, Played, Scene
from content.expectations import player_then
from content.playthrough import PinNames
from content.script import Act, ComparePins, DropPin, Expect, Script, Sees
from engine.actions import AnyAction, Pin
from engine.events import Started
from engine.game import RULES_VERSION, step
from engine.log import Row, first_row, state_of
from engine.mission import Mission
from engine.notebook import whole
from engine.rejected import Rejected
from engine.state import State


@dataclass(frozen=True)
class Mark:
    """How the game stands: its log, its state, and the names of pins in the script."""

    rows: tuple[Row, ...]
    state: State
    names: PinNames = field(default_factory=PinNames, compare=False)

    def actions(self, beat: Played, mission: Mission) -> tuple[AnyAction, ...]:
        """What a step comes to here; names of pins are noted in this mark."""
        actions = self.names.actions(beat, self.state.shared)
        return tuple(whole(mission, one) if isinstance(one, Pin) else one for one in actions)


class OffCourse(Exception):
    """The rules refuse a step of the script: which one, and why."""

    def __init__(self, beat: Beat, reason: str) -> None:
        super().__init__(f"Line {beat.line}: {reason}")
        self.beat = beat


def opening(mission: Mission, script: Script, seed: int | None = None) -> Mark:
    """The game before the first step, with a script's player and seed, or another seed."""
    started = Started(
        mission=mission.slug,
        rev=1,
        rules_version=RULES_VERSION,
        seed=script.seed if seed is None else seed,
        player=player_then(script, mission),
    )
    rows = (first_row(started),)
    return Mark(rows, state_of(mission, rows))


def advance(mission: Mission, mark: Mark, beat: Beat) -> Mark:
    """The game after one step, by the bare engine; a step that only shows leaves it as it is.

    Raises:
        OffCourse: the rules refuse it.
    """
    if isinstance(beat, Meanwhile):
        for inner in beat.steps:
            mark = advance(mission, mark, inner)
        return mark
    if not isinstance(beat, Act | ComparePins | DropPin):
        return mark
    names = deepcopy(mark.names)
    state, rows = mark.state, list(mark.rows)
    for action in Mark(mark.rows, state, names).actions(beat, mission):
        try:
            state, events = step(mission, state, action)
        except Rejected as rejected:
            raise OffCourse(beat, str(rejected)) from rejected
        rows.append(Row(seq=len(rows) + 1, action=action, events=events))
    return Mark(tuple(rows), state, names)


def is_silent(beat: Beat) -> bool:
    """Whether a step changes nothing that the room sees."""
    back = isinstance(beat, Scene) and bool(beat.back_to)
    return isinstance(beat, Note | Expect | Sees | Scene) and not back


class Course:
    """A demo's steps, as the room's answers lay them out, and the game's marks along them."""

    def __init__(self, demo: Demo, mission: Mission, seed: int | None = None) -> None:
        self.demo, self.mission = demo, mission
        self.answers: dict[int, str] = {}
        """What the room said, by the number of the question's step."""
        self.beats = laid_out(demo, {})
        self._opening = opening(mission, demo.script, seed)
        self._marks = [self._opening]
        self._usual: Course | None = None
        self._played = False

    def answer(self, index: int, option: str) -> None:
        """Lays the steps after a question out for what the room said."""
        hold = self.beats[index]
        self.answers[hold.number] = option
        self.beats = laid_out(self.demo, self.answers)
        del self._marks[index + 1 :]

    def scene_at(self, index: int) -> int:
        """Where the scene begins that a step belongs to."""
        last = min(index, len(self.beats) - 1)
        return next(at for at in range(last, -1, -1) if isinstance(self.beats[at], Scene))

    def begins(self, scene: str) -> int:
        """The first step of a scene after what is played behind the curtain to prepare it.

        Raises:
            KeyError: there is none of this name.
        """
        for index, beat in enumerate(self.beats):
            if isinstance(beat, Scene) and beat.id == scene:
                index += 1
                while index < len(self.beats) and isinstance(self.beats[index], Meanwhile):
                    index += 1
                return index
        raise KeyError(scene)

    def note(self, index: int, mark: Mark) -> None:
        """Notes how the game stands before a step; what was known of later ones is forgotten."""
        self._played = True
        self._marks[index:] = [mark]

    def mark(self, index: int) -> Mark:
        """The game before a step: as it was played, else by the engine, else as most rooms play.

        Raises:
            OffCourse: the script itself breaks the rules.
        """
        try:
            while len(self._marks) <= index:
                self._marks.append(self._after(len(self._marks) - 1, self._marks[-1]))
        except OffCourse:
            if not self.answers and not self._played:
                raise
            found = self.usual(index)
            self._marks += [found] * (index + 1 - len(self._marks))
        return self._marks[index]

    def usual(self, index: int) -> Mark:
        """The game before a step as it is for most rooms, whatever this one said."""
        if self._usual is None:
            self._usual = Course(self.demo, self.mission, self._opening.state.shared.seed)
        beats = self._usual.beats
        if index >= len(self.beats):
            return self._usual.mark(len(beats))
        number = self.beats[index].number
        return self._usual.mark(next(at for at, one in enumerate(beats) if one.number == number))

    def goes_on(self, index: int, mark: Mark) -> bool:
        """Whether the script can go on from here, to its end or to where it next goes back."""
        for beat in self.beats[index:]:
            if isinstance(beat, Scene) and beat.back_to:
                return True
            try:
                mark = advance(self.mission, mark, beat)
            except OffCourse:
                return False
        return True

    def _after(self, index: int, mark: Mark) -> Mark:
        beat = self.beats[index]
        if isinstance(beat, Scene) and beat.back_to:
            return self.mark(self.begins(beat.back_to))
        return advance(self.mission, mark, beat)


def laid_out(demo: Demo, answers: Mapping[int, str]) -> tuple[Beat, ...]:
    """A demo's steps, each question followed by its answer and what is played after it."""
    beats: list[Beat] = []
    for beat in demo.beats:
        beats.append(beat)
        if isinstance(beat, Hold):
            option = answers.get(beat.number, beat.usual)
            act = beat.act(option)
            beats += [act] if act else []
            beats += dict(beat.then).get(option, ())
    return tuple(beats)
