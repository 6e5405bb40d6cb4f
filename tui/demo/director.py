"""The director: plays a demo's steps through the screens, and does what the presenter wants."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from copy import deepcopy
from enum import Enum
from typing import TYPE_CHECKING

from content.demo import Beat, Hold, Meanwhile, Note, Scene
from content.script import Act, ComparePins, DropPin, Press
from engine.rejected import Rejected
from tui.demo.course import Course, Mark, OffCourse, advance, is_silent
from tui.demo.performing import LOOK_SECONDS, perform
from tui.demo.polls import Held, Poll
from tui.demo.tempo import Tempo
from tui.drive.hands import Stuck

if TYPE_CHECKING:
    from tui.demo.house import House

SPEEDS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


class Mode(Enum):
    """Who is at the keys, and whether the script moves."""

    PAUSED = "paused"
    PLAYING = "playing"
    HAND = "by hand"
    OVER = "over"


class Director:
    """Where a demo stands; each command of the presenter's is one method.

    Commands may be called from a key: they run one after the other, and each first ends the
    step that is under way.
    """

    def __init__(
        self,
        course: Course,
        house: House,
        tempo: Tempo,
        *,
        speed: float = 1.0,
        unattended: bool = False,
    ) -> None:
        self.course, self.house, self.tempo = course, house, tempo
        self.speed, self.unattended = speed, unattended
        self.at = 0
        self.mode = Mode.PAUSED
        self.spoken: Note | None = None
        """The note that is being said."""
        self.notice = ""
        self.held: Held | None = None
        self.polls: dict[int, Poll] = {}
        """What the room was asked, by the number of the question's step."""
        self.failures: list[str] = []
        self._began: float | None = None
        self._moving = asyncio.Event()
        self._stepping = False
        self._hurried = False
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        house.pace = self.wait

    # --- what is told --------------------------------------------------------------------

    @property
    def beat(self) -> Beat | None:
        """The step that comes now; None at the end."""
        return self.course.beats[self.at] if self.at < len(self.course.beats) else None

    @property
    def stepping(self) -> bool:
        """Whether only the next step is wanted."""
        return self._stepping

    @property
    def hurried(self) -> bool:
        """Whether nothing is waited for now."""
        return self._hurried

    @property
    def elapsed(self) -> float:
        """Seconds since the demo first moved."""
        return 0.0 if self._began is None else self.tempo.now() - self._began

    @property
    def scene(self) -> Scene:
        """The scene that is on."""
        found = self.course.beats[self.course.scene_at(self.at)]
        if not isinstance(found, Scene):
            raise AssertionError("a scene that is none")
        return found

    def planned(self, scene: Scene) -> float:
        """The second at which a scene is planned to begin."""
        scenes = self.course.demo.scenes
        return 60 * sum(one.minutes for one in scenes[: scenes.index(scene)])

    # --- the way through the script ------------------------------------------------------

    async def run(self) -> None:
        """Plays the script for as long as it is wanted; returns only from an unattended run."""
        await self.house.show(self.course.mark(0), brief=True)
        if self.unattended:
            await self.toggle()
        while True:
            await self._moving.wait()
            if self.beat is None:
                self._over()
                if self.unattended:
                    return
                await self.house.lay_room(self.polls)
                continue
            await self._one(self.beat)

    def _over(self) -> None:
        self.mode, self.spoken = Mode.OVER, None
        self._moving.clear()
        self.house.changed()

    async def _one(self, beat: Beat) -> None:
        self._task = asyncio.create_task(perform(self, beat))
        try:
            await asyncio.wait({self._task})
        finally:
            task, self._task = self._task, None
            task.cancel()
        if task.cancelled():
            return  # a command has set things anew
        fault = task.exception()
        if fault is not None:
            await self._stumble(beat, fault)
        self.at += 1
        self._hurried = False
        await self._rejoin(beat)
        if self._stepping and not is_silent(beat) and not self._answers(beat):
            self._pause()
        self.house.changed()

    def _answers(self, beat: Beat) -> bool:
        """Whether the step that comes now is the game's own answer to a question just asked."""
        return isinstance(beat, Hold) and self.beat == beat.act(self.course.answers[beat.number])

    async def _stumble(self, beat: Beat, fault: BaseException) -> None:
        """A step that could not be played is shown as done, and told; others go on."""
        if not isinstance(fault, Stuck | Rejected | OffCourse):
            raise fault
        self.failures.append(f"Line {beat.line}: {fault}")
        self.notice = "That step was shown without its keys."
        with suppress(OffCourse, Stuck):
            await self.house.show(self.course.mark(self.at + 1))

    async def _rejoin(self, beat: Beat) -> None:
        """After the room's answer: where the script cannot go on from it, it goes on as usual."""
        following = self.beat
        answered = self.course.answers.get(beat.number)
        if answered is None or (following is not None and following.number == beat.number):
            return
        here = Mark(self.house.rows, self.house.state, self.course.mark(self.at).names)
        if self.course.goes_on(self.at, here):
            return
        mark = self.course.usual(self.at)
        self.course.note(self.at, mark)
        self.notice = "The script goes on as it does for most rooms."
        await self.wait(LOOK_SECONDS)
        await self.house.show(mark)

    # --- the room ------------------------------------------------------------------------

    def pick(self, option: str) -> None:
        """Plays what the room said; nothing where no choice is held, or it is no answer."""
        held = self.held
        if held and not held.picked.done() and option in dict(held.poll.options):
            held.picked.set_result(option)

    def pick_number(self, number: int) -> None:
        """As `pick`, by the answer's place from 1."""
        options = self.held.poll.options if self.held else ()
        if 1 <= number <= len(options):
            self.pick(options[number - 1][0])

    # --- time ----------------------------------------------------------------------------

    async def wait(self, seconds: float) -> None:
        """Lets seconds of the script pass: fewer the faster it goes, none while it is hurried."""
        left = seconds
        while True:
            if not self._hurried:
                await self._moving.wait()
            if left <= 0 or self._hurried:
                return
            some = min(self.tempo.slice, left / self.speed)
            await self.tempo.sleep(some)
            left -= some * self.speed

    def faster(self, by: int) -> None:
        """Goes on at the next speed up or down."""
        at = min(range(len(SPEEDS)), key=lambda n: abs(SPEEDS[n] - self.speed))
        self.speed = SPEEDS[max(0, min(len(SPEEDS) - 1, at + by))]
        self.house.changed()

    def _go(self) -> None:
        if self._began is None:
            self._began = self.tempo.now()
        self.mode = Mode.PLAYING
        self._moving.set()
        self.house.changed()

    def _pause(self) -> None:
        self._stepping = self._hurried = False
        self._moving.clear()
        if self.mode is Mode.PLAYING:
            self.mode = Mode.PAUSED
        self.house.changed()

    # --- commands ------------------------------------------------------------------------

    async def toggle(self) -> None:
        """Pauses, or goes on; what a key has begun is not cut short."""
        if self.mode is Mode.PLAYING:
            self._pause()
        elif self.mode is Mode.PAUSED:
            self._go()

    async def step(self) -> None:
        """Plays the next step and pauses; ends the waiting of one that is under way."""
        if self.mode in (Mode.PLAYING, Mode.PAUSED) and self.held is None:
            self._hurried = self._task is not None
            self._stepping = True
            self._go()

    async def back(self) -> None:
        """Takes the last step back: the game stands as its log stood before it, and waits."""
        beats, at = self.course.beats, self.at
        while at > 0 and is_silent(beats[at - 1]):
            at -= 1
        at = max(0, at - 1)
        while at > 0 and is_silent(beats[at - 1]) and not isinstance(beats[at - 1], Scene):
            at -= 1
        self.mode = Mode.PAUSED
        await self._arrange(lambda: self._restore(at))

    async def jump(self, scene: str) -> None:
        """Goes to a scene, prepared as it begins; goes on playing where it was playing."""
        await self._arrange(lambda: self._restore(self.course.begins(scene)))

    async def take(self) -> None:
        """Gives the keys to the presenter; the script waits."""
        if self.mode is not Mode.HAND:
            await self._arrange(self._hand)

    async def give(self) -> None:
        """Gives the keys back: the script goes on from here if it can, else from where it was."""
        if self.mode is Mode.HAND:
            await self._arrange(self._script)

    async def _arrange(self, work: Callable[[], Awaitable[None]]) -> None:
        """Ends the step that is under way and sets things anew; one at a time."""
        async with self._turn:
            playing = self.mode is Mode.PLAYING
            self._moving.clear()
            if self._task is not None:
                self._task.cancel()
                await asyncio.wait({self._task})
            self._stepping = self._hurried = False
            self.notice = ""
            try:
                await self.house.clear_sheets()
                await work()
            except Stuck as stuck:
                self.notice = f"{stuck} Press the key again."
            if playing and self.mode is Mode.PLAYING:
                self._moving.set()
            self.house.changed()

    async def _restore(self, index: int) -> None:
        """Shows the game as it is before a step, with what was last looked at."""
        self.at, self.spoken = index, None
        if self.mode is not Mode.PLAYING:
            self.mode = Mode.PAUSED
        await self.house.show(self.course.mark(index))
        await self._look_again(index)

    async def _look_again(self, index: int) -> None:
        """Plays the step before once more, without pace, for the screen that it leaves."""
        beats, mark = self.course.beats, self.course.mark(index)
        first = index
        while first > 0 and (is_silent(beats[first - 1]) or isinstance(beats[first - 1], Press)):
            if isinstance(beats[first - 1], Scene):
                break
            first -= 1
        last = beats[first - 1] if first else None
        self._hurried = True
        try:
            if isinstance(last, Act | ComparePins | DropPin):
                before = self.course.mark(first - 1)
                await self.house.show(before)
                for action in Mark(before.rows, before.state, deepcopy(before.names)).actions(
                    last, self.course.mission
                ):
                    await self.house.act(action)
            for beat in beats[first:index]:
                if isinstance(beat, Press):
                    await self.house.press(beat.keys)
        except (Stuck, Rejected):
            await self.house.show(mark)
        else:
            if self.house.rows != mark.rows:
                await self.house.show(mark)
        finally:
            self._hurried = False

    async def _hand(self) -> None:
        self.mode, self.spoken = Mode.HAND, None

    async def _script(self) -> None:
        self.mode = Mode.PAUSED
        rows, mark = self.house.rows, self.course.mark(self.at)
        if rows == mark.rows and self.house.undisturbed:
            return
        index, mark = self._done_by_hand(mark)
        now = Mark(rows, self.house.state, mark.names)
        if rows[: len(mark.rows)] == mark.rows and self.course.goes_on(index, now):
            self.at = index
            self.course.note(index, now)
            self.notice = "The script goes on from here."
            if not self.house.undisturbed:
                await self.house.show(now)
            return
        await self._restore(self.at)
        self.notice = "The script is back where you took over."

    def _done_by_hand(self, mark: Mark) -> tuple[int, Mark]:
        """Past the steps of the script that were done by hand, word for word."""
        rows, index, beats = self.house.rows, self.at, self.course.beats
        done = index, mark
        while index < len(beats) and not isinstance(beats[index], Hold | Meanwhile | Scene):
            try:
                mark = advance(self.course.mission, mark, beats[index])
            except OffCourse:
                break
            if rows[: len(mark.rows)] != mark.rows:
                break
            index += 1
            if len(mark.rows) > len(done[1].rows):
                done = index, mark
        return done
