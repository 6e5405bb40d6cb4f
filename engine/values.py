"""Small values shared by actions, events and state."""

from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from engine.frozen import Frozen

MAX_TEXT = 2_000


def _clean(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    return "".join(c for c in text if c != "\0" and not 0xD800 <= ord(c) <= 0xDFFF)[:MAX_TEXT]


Text = Annotated[str, BeforeValidator(_clean)]
"""Text that came from outside: NUL and lone surrogates are dropped, for Postgres takes neither."""


def _pairs(value: Any) -> Any:
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


def _mapping(pairs: tuple[tuple[str, int], ...]) -> dict[str, int]:
    return dict(pairs)


Tally = Annotated[tuple[tuple[str, int], ...], BeforeValidator(_pairs), PlainSerializer(_mapping)]
"""A frozen mapping of names to whole numbers; a JSON object outside."""


Numbers = Annotated[
    tuple[tuple[str, float], ...], BeforeValidator(_pairs), PlainSerializer(lambda n: dict(n))
]
"""A frozen mapping of names to numbers; a JSON object outside."""


def tally(pairs: tuple[tuple[str, int], ...], name: str, default: int = 0) -> int:
    """The number under a name."""
    return next((value for key, value in pairs if key == name), default)


def with_tally(
    pairs: tuple[tuple[str, int], ...], name: str, value: int
) -> tuple[tuple[str, int], ...]:
    """The same tally with one number set."""
    return tuple(sorted([*((k, v) for k, v in pairs if k != name), (name, value)]))


class PlayerThen(Frozen):
    """The player as they were when the playthrough started; a log verifies against this alone."""

    name: Text
    flags: tuple[str, ...] = ()
    trust: Tally = ()
    """Client to opening trust, where it is not 50."""
    skills: Tally = ()
    energy: int = 70
