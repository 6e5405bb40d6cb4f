"""Whether a script can be played one way, or not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.script import Expect, Offline, Press, Refused, Script, Step


def why_not(script: Script, through: str) -> str:
    """Why a script is not played this way; '' where it is.

    Keys that are left out would leave the playthrough elsewhere than its author meant, and a
    script of which nothing can be checked has not passed.
    """
    whole = script.parts or (script,)
    pressed = (step for part in whole if (step := _presses(part.steps)))
    if through != "screen" and (step := next(pressed, None)):
        return f"step {step.number} presses keys: it is played through the screen alone"
    looks = all(part.expect.empty and not any(_checked(part.steps)) for part in whole)
    if looks and script.expect.empty and through not in ("screen", "plain"):
        return "all that it expects is seen: it is played through the screen or in plain lines"
    return ""


def _presses(steps: Sequence[Step]) -> Press | None:
    """The first step that presses keys."""
    for step in steps:
        if isinstance(step, Press):
            return step
        if isinstance(step, Offline) and (found := _presses(step.steps)):
            return found
    return None


def _checked(steps: Sequence[Step]) -> Iterator[bool]:
    """Of each step, whether it checks what can be checked without eyes."""
    for step in steps:
        if isinstance(step, Offline):
            yield from _checked(step.steps)
        else:
            yield isinstance(step, Expect | Refused)
