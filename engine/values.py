"""Small values shared by actions, events and state."""

from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from engine.frozen import Frozen

MAX_TEXT = 2_000


def _clean(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    if text.isascii() and "\0" not in text:
        return text[:MAX_TEXT]
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
    for key, value in pairs:
        if key == name:
            return value
    return default


def with_tally(
    pairs: tuple[tuple[str, int], ...], name: str, value: int
) -> tuple[tuple[str, int], ...]:
    """The same tally with one number set."""
    others = [pair for pair in pairs if pair[0] != name]
    return tuple(sorted([*others, (name, value)]))


PromiseState = Literal["open", "kept", "broken"]
"""How a commitment stands in the ledger."""


def _entries(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(pairs)


PromisesThen = Annotated[
    tuple[tuple[str, PromiseState], ...], BeforeValidator(_pairs), PlainSerializer(_entries)
]
"""A frozen mapping of promises to how they stood; a JSON object outside."""


class PlayerThen(Frozen):
    """The player as they were when the playthrough started; a log verifies against this alone."""

    name: Text
    flags: tuple[str, ...] = ()
    trust: Tally = ()
    """Client to opening trust, where it is not 50."""
    skills: Tally = ()
    energy: int = 70
    promises: PromisesThen = ()
    """Promises of earlier missions, and how they stood."""

    @model_serializer(mode="wrap")
    def _without_none(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Whoever has promised nothing is written as before promises were carried along, so that
        the hash of an older log stands."""
        plain: dict[str, Any] = whole(self)
        if not self.promises:
            del plain["promises"]
        return plain
