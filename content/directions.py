"""Steps of scripts that are no action of the player's: what becomes of the game and its terminal,
and what stands before the player's eyes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from content.problem import did_you_mean
from content.script import MOST_SIZE, Press, Resize, Restart, Sees
from content.source import Path
from content.verbs import VerbFault

LEAST_SIZE = (20, 8)
"""Columns and rows that a terminal may be given; what is under 80x24 shows that it is too small."""
MOST_KEYS = 200

SCREENS = (
    "board",
    "board-decision",
    "brief",
    "call",
    "confirm",
    "debrief",
    "feedback",
    "grid",
    "help",
    "hint",
    "inbox",
    "letters",
    "notebook",
    "settings",
    "sheet",
    "source",
    "start-failed",
    "stress",
    "studio",
    "too-small",
    "welcome",
)
"""What may be in front, by name."""

EXAMPLES = {
    "restart": "restart",
    "offline": "offline: {for: 2}, or offline: [{open: first-mail}, {sees: nothing is lost}]",
    "resize": "resize: 120x40",
    "press": "press: ctrl+p, or press: [j, j, enter]",
    "sees": 'sees: "Input waits", or sees: {text: Three, not: Four, screen: inbox, rows: [1, 3]}',
}
"""By verb."""

Direction = Restart | Resize | Press | Sees


def _fault(verb: str, message: str, path: Path = ()) -> VerbFault:
    return VerbFault(message, (verb, *path), example(verb))


def example(verb: str) -> str:
    """How the verb is written, in a sentence."""
    return f"Write e.g. '{EXAMPLES[verb]}'."


def _restart(detail: Any, at: dict[str, int]) -> Restart:
    if detail is not None:
        raise VerbFault("'restart' stands alone", ("restart",), "Write '- restart'.", key=True)
    return Restart(**at)


def _resize(detail: Any, at: dict[str, int]) -> Resize:
    found = re.fullmatch(r"(\d{1,4})x(\d{1,4})", detail) if isinstance(detail, str) else None
    if found is None:
        raise _fault("resize", "'resize' takes columns and rows")
    columns, rows = int(found[1]), int(found[2])
    least, most = LEAST_SIZE, MOST_SIZE
    if not (least[0] <= columns <= most[0] and least[1] <= rows <= most[1]):
        bounds = f"{least[0]}x{least[1]} to {most[0]}x{most[1]}"
        raise _fault("resize", f"A terminal of {columns}x{rows} is not tried; {bounds} are")
    return Resize(columns=columns, rows=rows, **at)


def _press(detail: Any, at: dict[str, int]) -> Press:
    if detail is None:
        raise VerbFault("'press' needs to know what", ("press",), example("press"), key=True)
    keys = detail if isinstance(detail, list) else [detail]
    if not keys or len(keys) > MOST_KEYS:
        raise _fault("press", f"'press' takes one key to {MOST_KEYS}")
    for number, key in enumerate(keys):
        if isinstance(key, bool) or not isinstance(key, str | int) or not str(key).strip():
            path: Path = (number,) if isinstance(detail, list) else ()
            raise _fault("press", "A key is written as its name", path)
    return Press(keys=tuple(str(key) for key in keys), **at)


def _sees(detail: Any, at: dict[str, int]) -> Sees:
    if isinstance(detail, str):
        detail = {"text": detail}
    if not isinstance(detail, dict) or not detail:
        raise _fault("sees", "'sees' needs a text, or its fields")
    known = ("text", "not", "screen", "rows", "columns")
    for name in detail:
        if name not in known:
            remedy = did_you_mean(str(name), known)
            raise VerbFault(f"'sees' has no field '{name}'", ("sees", name), remedy, key=True)
    screen = detail.get("screen", "")
    if not isinstance(screen, str):
        raise _fault("sees", "A screen is named by a word", ("screen",))
    if screen and screen not in SCREENS:
        remedy = did_you_mean(screen, SCREENS) or f"There is {', '.join(SCREENS)}."
        raise VerbFault(f"There is no screen '{screen}'", ("sees", "screen"), remedy)
    if not any(detail.get(name) for name in ("text", "not", "screen")):
        raise _fault("sees", "'sees' looks for nothing")
    return Sees(
        text=_texts(detail, "text"),
        not_text=_texts(detail, "not"),
        screen=screen,
        rows=_span(detail, "rows"),
        columns=_span(detail, "columns"),
        **at,
    )


def _texts(detail: dict[str, Any], field: str) -> tuple[str, ...]:
    given = detail.get(field, [])
    texts = given if isinstance(given, list) else [given]
    for number, text in enumerate(texts):
        if isinstance(text, bool) or not isinstance(text, str | int | float) or not str(text):
            path: Path = (field, number) if isinstance(given, list) else (field,)
            raise _fault("sees", "What is looked for is a text, or a list of some", path)
    return tuple(str(text) for text in texts)


def _span(detail: dict[str, Any], field: str) -> tuple[int, int] | None:
    span = detail.get(field)
    if span is None:
        return None
    sound = isinstance(span, list) and len(span) == 2 and all(type(n) is int and n for n in span)
    if not sound:
        message = f"'{field}' takes the first and the last, from 1, or from the far end from -1"
        raise _fault("sees", message, (field,))
    return span[0], span[1]


DIRECTIONS: dict[str, Callable[[Any, dict[str, int]], Direction]] = {
    "restart": _restart,
    "resize": _resize,
    "press": _press,
    "sees": _sees,
}
"""What each verb's detail comes to, with the place of its step; `offline` holds further steps and
is read where steps are."""
