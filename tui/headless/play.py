"""Plays a script's steps with any player: the bare engine, a database session, keys or lines."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Protocol

from content.career import Career
from content.expectations import Failure, check
from content.expected import Expectation
from content.known_names import stranger
from content.playthrough import PinNames
from content.recording import recorded_elsewhere, verb_of
from content.script import (
    Act,
    ComparePins,
    Doing,
    Expect,
    Offline,
    Press,
    Refused,
    Resize,
    Restart,
    Script,
    Sees,
    Step,
)
from engine.actions import AnyAction, Pin
from engine.log import Row
from engine.mission import Mission
from engine.notebook import whole
from engine.rejected import Rejected
from engine.state import State
from tui.headless.fitness import why_not
from tui.headless.limit import SECONDS, Here, Overdue, is_overdue
from tui.headless.result import Result, result_of
from tui.session import StoreLost


class Player(Protocol):
    """Something that performs actions on a playthrough."""

    @property
    def mission(self) -> Mission: ...

    @property
    def state(self) -> State: ...

    @property
    def rows(self) -> list[Row]: ...

    async def act(self, action: AnyAction) -> None:
        """Performs one action.

        Raises:
            Rejected: the rules do not allow it.
            StoreLost: the database is away, and input waits.
        """

    async def refuse(self, action: AnyAction) -> str:
        """Asks for an action that must be refused; gives the reason, or '' if it was not."""

    async def restart(self) -> None:
        """Leaves the game and opens it again on what was stored."""

    async def go_offline(self) -> None:
        """Takes the database away; the rows on their way are stored first."""

    async def go_online(self) -> str:
        """Gives the database back; says what was lost meanwhile, '' if nothing was."""

    async def resize(self, columns: int, rows: int) -> None:
        """Gives the terminal another size, where there is one."""

    async def press(self, key: str) -> None:
        """Presses a key as it is, where there are keys."""

    async def look(self, step: Sees) -> str | None:
        """What is found instead of what a step looks for; '' if it is there, and None where there
        is nothing to look at."""

    async def career(self) -> Career | None:
        """What the player has from mission to mission, with what a mission that is over has
        given; None where that is not known."""

    async def picture(self, name: str) -> str:
        """Keeps what stands on the screen under a name; says in which file, '' where there is no
        screen or nothing is to be kept."""


class OnPaper:
    """A player without a terminal and without a database that could go away."""

    async def go_offline(self) -> None:
        return None

    async def go_online(self) -> str:
        return ""

    async def resize(self, columns: int, rows: int) -> None:
        return None

    async def press(self, key: str) -> None:
        raise KeyError(key)

    async def look(self, step: Sees) -> str | None:
        return None

    async def picture(self, name: str) -> str:
        return ""


class Broken(Exception):
    """The run cannot go on: what was expected of a step, and what came of it."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


async def play(script: Script, through: str, player: Player) -> Result:
    """Plays all steps and checks every expectation; a refused step ends the run."""
    started = time.monotonic()
    run = _Run(script, player)
    skipped = "" if script.part else why_not(script, through)
    if not skipped:
        await run.play()
    return result_of(
        script.file,
        through,
        player.mission,
        player.state,
        player.rows,
        run.failures,
        skipped=skipped,
        notes=run.notes,
        seconds=time.monotonic() - started,
    )


class _Run:
    """One script on its way through its steps."""

    def __init__(self, script: Script, player: Player) -> None:
        self.script, self.player = script, player
        self.names = PinNames()
        self.failures: list[Failure] = []
        elsewhere = recorded_elsewhere(script, player.mission)
        self.notes = [elsewhere] if elsewhere else []
        self.offline = False
        self.here = Here()

    async def play(self) -> None:
        """Takes every step, then holds the end against what is expected of it."""
        try:
            await self._within_limit()
        except Broken as broken:
            await self.fail(broken.failure)
        except Exception as error:
            if not is_overdue(error):
                raise
            ended = f"an end within {SECONDS.get() or 0:g} s"
            here = self.here
            hangs = Failure(self.script.file, here.line, here.step, ended, "this step hangs")
            await self.fail(hangs)
        else:
            await self.check(self.script.expect, self.script.expect_line, 0)
            await self.check(self.script.after_all, self.script.after_all_line, 0)

    async def _within_limit(self) -> None:
        """Takes every step, for as long as the run may take.

        Raises:
            Broken: a step cannot be taken.
            Overdue: the run takes longer than it may.
        """
        try:
            async with asyncio.timeout(SECONDS.get()) as limit:
                for step in self.script.steps:
                    self.here = Here(step.number, step.line)
                    await self.take(step)
        except TimeoutError:
            if limit.expired():
                raise Overdue from None
            raise

    async def fail(self, *failures: Failure) -> None:
        """Notes what failed at one moment, with a picture of the screen where there is one."""
        if failures:
            name = f"{self.script.name}-{self.script.mission}-step-{failures[0].step or 'end'}"
            picture = await self.player.picture(name)
            self.failures += [replace(failure, picture=picture) for failure in failures]

    async def check(self, expectation: Expectation, line: int, step: int) -> None:
        """Holds the playthrough against an expectation."""
        player = self.player
        career = await player.career() if expectation.of_career else None
        failures = check(
            expectation,
            player.mission,
            player.state,
            career=career,
            script=self.script.file,
            line=line,
            step=step,
        )
        await self.fail(*failures)

    async def take(self, step: Step) -> None:
        """Takes one step.

        Raises:
            Broken: it cannot be taken.
            StoreLost: the database is away, and input waits.
        """
        match step:
            case Expect():
                await self.check(step.expectation, step.line, step.number)
            case Refused():
                await self._refused(step)
            case Sees():
                await self._sees(step)
            case Offline():
                await self._offline(step)
            case Restart():
                await self._restart(step)
            case Resize() | Press():
                async with self._told(step, "the terminal to follow"):
                    await self._terminal(step)
            case _:
                self._in_phase(step)
                self._of_pins(step)
                for action in self.names.actions(step, self.player.state.shared):
                    await self._act(step, action)

    def _in_phase(self, step: Doing) -> None:
        """Holds the present phase against the one that a step names.

        Raises:
            Broken: another phase is being played.
        """
        named = step.phase if isinstance(step, Act) else ""
        present = self.player.state.present
        now = present.phase if present else "none"
        if named and now != named:
            raise Broken(self._failure(step, f"phase {named}", now))

    def _of_pins(self, step: Doing) -> None:
        """Holds the pins that a comparison names against those that there are.

        Raises:
            Broken: one was never made, or was taken off.
        """
        passages = (step.left, step.right) if isinstance(step, ComparePins) else ()
        there = {pin.id for pin in self.player.state.shared.pins}
        for name in (passage.name for passage in passages if not passage.source):
            if self.names.id_of(name) not in there:
                known = ", ".join(self.names.told(there)) or "none"
                raise Broken(self._failure(step, f"a pin called {name}", f"these: {known}"))

    async def _act(self, step: Doing, action: AnyAction) -> None:
        if isinstance(action, Pin):
            action = whole(self.player.mission, action)
        async with self._told(step, f"'{verb_of(action)}' to be accepted"):
            await self.player.act(action)

    async def _refused(self, step: Refused) -> None:
        self._in_phase(step.step)
        for action in self.names.actions(step.step, self.player.state.shared):
            reason = await self.player.refuse(action)
            nobody = "" if step.because else stranger(self.player.mission, action)
            if reason and nobody:
                found = f"nothing in this mission is called '{nobody}'"
                await self.fail(self._failure(step, "a refusal of what could be asked", found))
                continue
            if not reason or step.because not in reason:
                found = reason or "it was accepted"
                because = f" because of {step.because!r}" if step.because else ""
                await self.fail(self._failure(step, f"a refusal{because}", found))

    async def _sees(self, step: Sees) -> None:
        found = await self.player.look(step)
        if found is None:
            where = f"step {step.number}, line {step.line}"
            self.notes.append(f"{where}: 'sees' has nothing to look at this way")
        elif found:
            await self.fail(self._failure(step, wanted(step), found))

    async def _restart(self, step: Restart) -> None:
        before, rows = self.player.state, list(self.player.rows)
        async with self._told(step, "the game to open again"):
            await self.player.restart()
        if self.player.state != before or self.player.rows != rows:
            found = f"{len(self.player.rows)} rows of {len(rows)}, another state"
            raise Broken(self._failure(step, "the playthrough as it was left", found))

    async def _terminal(self, step: Resize | Press) -> None:
        if isinstance(step, Resize):
            await self.player.resize(step.columns, step.rows)
            return
        for key in step.keys:
            await self.player.press(key)

    async def _offline(self, step: Offline) -> None:
        """Steps while the database is away.

        A step with which input waits is taken once it is back, and so is what follows it, but
        for looks and keys.
        """
        waiting: list[Step] = []
        await self.player.go_offline()
        self.offline = True
        try:
            for inner in step.steps:
                at_once = isinstance(inner, Sees | Press | Resize)
                if waiting and not at_once:
                    waiting.append(inner)
                    continue
                try:
                    await self.take(inner)
                except StoreLost:
                    waiting.append(inner)
        finally:
            self.offline = False
            lost = await self.player.go_online()
        if lost:
            raise Broken(self._failure(step, "every step in the store", lost))
        for later in waiting:
            await self.take(later)

    @asynccontextmanager
    async def _told(self, step: Step, expected: str) -> AsyncIterator[None]:
        """Tells what goes wrong in here as a failure of the step."""
        try:
            yield
        except Rejected as rejected:
            raise Broken(self._failure(step, expected, f"refused: {rejected}")) from None
        except StoreLost as lost:
            if self.offline:
                raise
            raise Broken(self._failure(step, expected, str(lost))) from lost
        except Exception as error:
            if type(error).__name__ not in ("Stuck", "Moved"):
                raise
            raise Broken(self._failure(step, expected, str(error))) from error

    def _failure(self, step: Step, expected: str, found: str) -> Failure:
        return Failure(self.script.file, step.line, step.number, expected, found)


def wanted(step: Sees) -> str:
    """What a step looks for, in words."""
    parts = [f"to see {text!r}" for text in step.text]
    parts += [f"not to see {text!r}" for text in step.not_text]
    parts += [f"to be at the screen {step.screen}"] if step.screen else []
    where = [
        f"{name} {span[0]} to {span[1]}"
        for name, span in (("rows", step.rows), ("columns", step.columns))
        if span
    ]
    return " and ".join(parts) + (f" in {' and '.join(where)}" if where else "")
