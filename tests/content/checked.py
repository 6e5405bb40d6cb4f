"""The table of faults and what catches them, drawn from the tests' own tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from tests.content.explorer.mutants import DOORS, MUTANTS
from tests.content.format_mutants import FORMAT
from tests.content.lint_mutants import WRITING
from tests.content.played_mutants import BOTS, LESSONS


class Row(Protocol):
    """A fault, and the code of what is told of it."""

    @property
    def fault(self) -> str: ...
    @property
    def caught(self) -> str: ...


CATCHERS: tuple[tuple[str, Sequence[Row]], ...] = (
    ("explorer", (*MUTANTS, *DOORS)),
    ("linter, writing", WRITING),
    ("linter, format", FORMAT),
    ("bots", BOTS),
    ("lessons", LESSONS),
)
"""Who catches, and what."""
BEGINS, ENDS = "<!-- mutants: begin -->\n", "<!-- mutants: end -->\n"


def drawn() -> str:
    """The table, as it stands in the documents."""
    lines = ["| fault put into sound content | caught by | as |", "| --- | --- | --- |"]
    for who, mutants in CATCHERS:
        lines += [f"| {_cell(m.fault)} | {who} | `{m.caught}` |" for m in mutants]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def faults() -> Iterable[str]:
    """What was done, of every mutant."""
    return [mutant.fault for _, mutants in CATCHERS for mutant in mutants]
