"""How each kind of a demo's step is played."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from typing import TYPE_CHECKING

from content.demo import Beat, Hold, Meanwhile, Note, Scene, Show
from content.expectations import check
from content.script import Act, ComparePins, DropPin, Expect, Press, Sees
from tui.demo.course import Mark, is_silent
from tui.demo.polls import Held, Poll

if TYPE_CHECKING:
    from tui.demo.director import Director

LOOK_SECONDS = 1.5
"""How long what a step came to is looked at."""
SHEET_SECONDS = 6.0
"""How long a sheet stays before the next step."""


async def perform(director: Director, beat: Beat) -> None:
    """Plays one step: says, shows, asks, checks or acts.

    Raises:
        Stuck, Rejected, OffCourse: it cannot be played here.
    """
    director.house.changed()
    if not is_silent(beat):
        await director.house.clear_sheets()
        director.notice = ""
    match beat:
        case Note():
            director.spoken = beat
            director.house.changed()
            if not director.stepping:
                await director.wait(beat.seconds)
        case Scene() | Meanwhile():
            mark = director.course.mark(director.at + 1)
            if mark.rows != director.house.rows:
                await director.house.show(mark)
                await director.wait(LOOK_SECONDS)
        case Hold():
            await _hold(director, beat)
        case Press():
            await director.house.press(beat.keys)
            await director.wait(LOOK_SECONDS)
        case Sees():
            _look_for(director, beat)
        case Show():
            await director.house.lay(beat.what, director.polls)
            await director.wait(0 if director.stepping else SHEET_SECONDS)
        case Expect():
            _check(director, beat)
        case _:
            await _act(director, beat)


async def _act(director: Director, beat: Act | ComparePins | DropPin) -> None:
    mark = director.course.mark(director.at)
    names = deepcopy(mark.names)
    now = Mark(mark.rows, director.house.state, names)
    for action in now.actions(beat, director.course.mission):
        await director.house.act(action)
    director.course.note(director.at + 1, Mark(director.house.rows, director.house.state, names))
    await director.house.hear_out()
    await director.wait(LOOK_SECONDS)


def _check(director: Director, beat: Expect) -> None:
    file = director.course.demo.file
    found = check(
        beat.expectation, director.course.mission, director.house.state, script=file, line=beat.line
    )
    director.failures += [str(failure) for failure in found]


def _look_for(director: Director, beat: Sees) -> None:
    found = director.house.missed(beat)
    if found:
        text = director.house.seen()
        director.failures.append(f"Line {beat.line}: on the screen is {found}.\n{text}")


async def _hold(director: Director, hold: Hold) -> None:
    options = await director.house.bring(hold)
    poll = director.polls.get(hold.number) or Poll(hold.ask, options)
    director.polls[hold.number] = poll
    held = director.held = Held(hold, poll, asyncio.get_running_loop().create_future())
    director.house.changed()
    try:
        if director.unattended:
            if hold.answers:
                await director.house.lay_votes(held)
            await director.wait(hold.say_for)
            await director.house.clear_sheets()
            poll.picked = hold.usual
        else:
            if hold.answers:
                director.house.count(held)
            poll.picked = await held.picked
    finally:
        director.held = None
    director.course.answer(director.at, poll.picked)
