"""Offers to Threefurrow on its decision sheet, and what each comes to.

`TABLE` holds what each earns and in which criteria it falls short, where everything is known; the
steps are those of scripts, entered after one another.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.content.judged import Steps

SLUG = "price-of-a-yes"
FACTS = (
    "legal-recal",
    "vote-above",
    "four-no-line",
    "harvest-freeze",
    "rurik-fifteen",
    "pay-for-certainty",
)

REFERENCE: Steps = (
    {"set": {"shape": "capped", "discovery": 18, "cap": 62, "leave": "either"}},
    {"pick": {"scope": {"four": "ours", "legal": "theirs"}}},
    {"pick": {"assumed": {"lines": "written", "seals": "written", "harvest": "written"}}},
    {"own": {"rights": {"go-on": "gwil", "pass-cap": "members"}}},
    {"pick": {"dinner": {"fifteen": "back"}}},
)
WHAT_IS_SEEN_UNASKED: Steps = (REFERENCE[0], REFERENCE[3])


@dataclass(frozen=True)
class Row:
    """One offer: its score, the criteria that it does not meet whole, and the jobs that pass it."""

    steps: Steps
    score: int
    short: frozenset[str]
    overrun: float = 23.8
    """Of a hundred jobs like it, those that cost more than it brings."""


def _row(score: int, short: str, *steps: dict[str, object], overrun: float = 23.8) -> Row:
    return Row((*REFERENCE, *steps), score, frozenset(short.split()), overrun)


def _set(**fields: object) -> dict[str, object]:
    return {"set": fields}


TABLE = {
    "reference": Row(REFERENCE, 100, frozenset()),
    "in the fifties": _row(
        69, "viable risk", _set(shape="fixed", discovery=0, cap=58), overrun=90.7
    ),
    "the likeliest": _row(
        69, "viable risk", _set(shape="fixed", discovery=0, cap=66), overrun=65.4
    ),
    "fixed at eighty": _row(69, "risk", _set(shape="fixed", discovery=0, cap=80)),
    "a lid on a guess": _row(69, "risk", _set(discovery=0, cap=80)),
    "day rates": _row(50, "viable risk signed", _set(shape="rates")),
    "a share of the savings": _row(50, "viable risk signed", _set(shape="share")),
    "the worst, covered": _row(69, "signed", _set(cap=98), overrun=0),
    "the fifteen kept": _row(
        69, "viable unsaid", {"pick": {"dinner": {"fifteen": "kept"}}}, overrun=58.6
    ),
    "all in": _row(69, "viable seals", {"pick": {"scope": {"legal": "ours"}}}, overrun=55.3),
    "nothing written": _row(
        84,
        "seals ten-and-four idle",
        {"pick": {"assumed": {"lines": "left", "seals": "left", "harvest": "left"}}},
    ),
    "ten bridges": _row(90, "ten-and-four", {"pick": {"scope": {"four": "out"}}}, overrun=2.8),
    "no way out": _row(94, "way-out", _set(leave="nobody")),
    "a look for twelve": _row(100, "", _set(discovery=12, cap=68)),
}
TEMPTING = tuple(name for name, row in TABLE.items() if row.score <= 69)
