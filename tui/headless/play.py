"""Plays a script's steps with any player: the bare engine, a database session, or keys."""

from __future__ import annotations

import time
from typing import Protocol

from content.expectations import Failure, check
from content.playthrough import PinNames
from content.script import Act, ComparePins, DropPin, Expect, Refused, Script
from engine.actions import AnyAction, Pin
from engine.log import Row
from engine.mission import Mission
from engine.notebook import whole
from engine.rejected import Rejected
from engine.state import State
from tui.headless.result import Result, result_of


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
        """

    async def refuse(self, action: AnyAction) -> str:
        """Asks for an action that must be refused; gives the reason, or '' if it was not."""


class Broken(Exception):
    """The run cannot go on: what was expected of a step, and what came of it."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


async def play(script: Script, through: str, player: Player) -> Result:
    """Plays all steps and checks every expectation; a refused step ends the run."""
    started = time.monotonic()
    failures: list[Failure] = []
    try:
        await _steps(script, player, failures)
    except Broken as broken:
        failures.append(broken.failure)
    else:
        failures += check(
            script.expect,
            player.mission,
            player.state,
            script=script.file,
            line=script.expect_line,
        )
    return result_of(
        script.file,
        through,
        player.mission,
        player.state,
        player.rows,
        failures,
        seconds=time.monotonic() - started,
    )


async def _steps(script: Script, player: Player, failures: list[Failure]) -> None:
    names = PinNames()
    for step in script.steps:
        if isinstance(step, Expect):
            failures += check(
                step.expectation,
                player.mission,
                player.state,
                script=script.file,
                line=step.line,
                step=step.number,
            )
        elif isinstance(step, Refused):
            for action in names.actions(step.step, player.state.shared):
                reason = await player.refuse(action)
                if not reason or step.because not in reason:
                    found = reason or "it was accepted"
                    wanted = f"a refusal{f' because of {step.because!r}' if step.because else ''}"
                    failures.append(Failure(script.file, step.line, step.number, wanted, found))
        else:
            for action in names.actions(step, player.state.shared):
                await _act(script.file, step, player, action)


async def _act(
    script: str, step: Act | ComparePins | DropPin, player: Player, action: AnyAction
) -> None:
    expected = f"{action.kind} to be accepted"
    if isinstance(action, Pin):
        action = whole(player.mission, action)
    try:
        await player.act(action)
    except Rejected as rejected:
        found = f"refused: {rejected}"
        raise Broken(Failure(script, step.line, step.number, expected, found)) from None
    except Exception as error:
        if type(error).__name__ not in ("Stuck", "Moved", "StoreLost"):
            raise
        found = str(error)
        raise Broken(Failure(script, step.line, step.number, expected, found)) from error
