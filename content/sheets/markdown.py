"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def flat(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def cell(text: str) -> str:
    """A text for a cell of a table."""
    return flat(text).replace("|", "\\|")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table; nothing where it has no rows."""
    if not rows:
        return
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
