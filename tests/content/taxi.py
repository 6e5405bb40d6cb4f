"""Decision sheets for the page that M08 ends in, and what each comes to.

`SHEETS` is judged as if all had been asked; a sheet is spelled as scripts spell its entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SLUG = "taxi-promise"

Entries = tuple[dict[str, Any], ...]
"""Steps of a script that fill in a sheet."""

REFERENCE: Entries = (
    {"set": {"feed": "ten", "source": "main", "order": 24, "maintenance": "october"}},
    {"set": {"weekend": "home", "wording": "replaces"}},
    {"pick": {"work": {"theming": "dropped", "desk": "now"}}},
    {"own": {"names": {"signs": "percival", "passes": "lotte", "sorry": "rurik"}}},
)


@dataclass(frozen=True)
class Row:
    """A sheet, what it scores, and which constraints it breaks."""

    entries: Entries
    score: int
    broken: frozenset[str]


def changed(*entries: dict[str, Any]) -> Entries:
    """The reference with some lines entered otherwise."""
    return (*REFERENCE, *entries)


SHEETS: dict[str, Row] = {
    "reference": Row(REFERENCE, 100, frozenset()),
    "included: real time, for nothing": Row(
        (
            {"set": {"feed": "seconds", "source": "main", "order": 0, "weekend": "both"}},
            {"set": {"wording": "promised"}},
            {"own": {"names": {"signs": "sarah", "sorry": "you"}}},
        ),
        4,
        frozenset({"cost-inside", "by-noon", "enclosed", "at-home"}),
    ),
    "ten minutes, for nothing": Row(
        changed({"set": {"order": 0}}), 69, frozenset({"cost-inside", "enclosed"})
    ),
    "denied: nothing is built": Row(
        changed({"set": {"feed": "as-is", "order": 0}}),
        45,
        frozenset({"live-enough", "enclosed"}),
    ),
    "escalated: 30, to the committee": Row(
        changed(
            {"set": {"order": 30}},
            {"pick": {"work": {"theming": "now"}}},
            {"own": {"names": {"signs": "committee"}}},
        ),
        69,
        frozenset({"his-own-hand", "by-noon", "enclosed"}),
    ),
    "heroic: both weekend days, and the colours": Row(
        changed({"set": {"weekend": "both"}}, {"pick": {"work": {"theming": "now"}}}),
        69,
        frozenset({"cost-inside", "at-home"}),
    ),
    "the minute, within his limit": Row(
        changed({"set": {"feed": "minute", "order": 25}}),
        66,
        frozenset({"cost-inside", "by-noon"}),
    ),
    "each hour, which is cheap": Row(
        changed({"set": {"feed": "hourly", "order": 12}}), 69, frozenset({"live-enough"})
    ),
    "the depots' files, which spare a day": Row(
        changed({"set": {"source": "depots"}}), 69, frozenset({"live-enough"})
    ),
    "maintenance skipped": Row(changed({"set": {"maintenance": "skipped"}}), 94, frozenset()),
    "the colours, later": Row(
        changed({"pick": {"work": {"theming": "later"}}}), 69, frozenset({"cost-inside"})
    ),
    "a courtesy, this once": Row(changed({"set": {"wording": "courtesy"}}), 92, frozenset()),
}
"""The reference, and the sheets that tempt: each fails for a reason of its own."""
TEMPTING = [
    "included: real time, for nothing",
    "ten minutes, for nothing",
    "denied: nothing is built",
    "escalated: 30, to the committee",
    "heroic: both weekend days, and the colours",
    "the minute, within his limit",
    "each hour, which is cheap",
    "the depots' files, which spare a day",
    "the colours, later",
]
"""Those that lose: 69 at most."""
