"""Designs for the parade's night, and what each comes to; and short scripts of it for tests.

`TABLE` holds what each does by day, and then at 20:40 with the masts in the mobile line's place.
"""

from __future__ import annotations

from dataclasses import dataclass

from content.playthrough import Script, parse_script
from tests.content.judged import Steps

NIGHT = "parade-night"

BEHIND_A_CDN: Steps = (
    {"place": {"kind": "cdn", "as": "cdn-1", "at": [1, 0]}},
    {"disconnect": ["crowd", "map"]},
    {"connect": ["crowd", "cdn-1"]},
    {"connect": ["cdn-1", "map"]},
)
TWO_MAPS: Steps = ({"configure": {"map": {"replicas": 2}}},)
LATE: Steps = ({"configure": {"map": {"late": True}}},)
QUEUED: Steps = (
    {"place": {"kind": "count_queue", "as": "count_queue-1", "at": [3, 2]}},
    {"disconnect": ["line", "counter"]},
    {"connect": ["line", "count_queue-1"]},
    {"connect": ["count_queue-1", "counter"]},
)
AT_FOUR: Steps = ({"configure": {"counter": {"closes_at": 4}}},)
BY_RADIO: Steps = (
    {"remove": "texts"},
    {"place": {"kind": "radio_desk", "as": "radio_desk-1", "at": [5, 3]}},
    {"connect": ["counter", "radio_desk-1"]},
    {"connect": ["radio_desk-1", "stewards"]},
)
STANDBY: Steps = ({"configure": {"board": {"replicas": 2}}},)
REFERENCE: Steps = (
    *BEHIND_A_CDN, *TWO_MAPS, *LATE, *QUEUED, *AT_FOUR, *BY_RADIO, *STANDBY,
)  # fmt: skip
TRACED: Steps = (
    {"place": {"kind": "phone_tracer", "as": "phone_tracer-1", "at": [1, 3]}},
    {"connect": ["crowd", "phone_tracer-1"]},
    {"connect": ["phone_tracer-1", "count_queue-1"]},
)


def uplink(kind: str) -> Steps:
    """Another way for the counts, in the place of the mobile line."""
    return (
        {"remove": "line"},
        {"place": {"kind": kind, "as": f"{kind}-1", "at": [2, 3]}},
        {"connect": ["heads", f"{kind}-1"]},
        {"connect": [f"{kind}-1", "count_queue-1"]},
    )


MASTS = uplink("radio_mast")


@dataclass(frozen=True)
class Row:
    """What a design comes to by day: its cost, its score, and rules that it does not meet."""

    steps: Steps
    cost: int
    score: int
    unmet: tuple[str, ...] = ()


# fmt: off
TABLE: dict[str, Row] = {
    "as found": Row((), 9600, 41, ("map-holds", "counts-are-taken", "alerts-by-radio")),
    "ten maps and no CDN": Row(
        ({"configure": {"map": {"replicas": 10}}}, *QUEUED, *LATE), 17290, 48,
        ("map-holds", "reserve-kept", "within-budget")),
    "every telephone on it": Row(
        (*BEHIND_A_CDN, *TWO_MAPS, *QUEUED, *TRACED, *STANDBY), 10938, 51,
        ("counts-only", "five-minutes-late", "alerts-by-radio", "quay-at-four")),
    "texts": Row(
        (*BEHIND_A_CDN, *TWO_MAPS, *LATE, *QUEUED, *AT_FOUR, *STANDBY), 10847, 78,
        ("alerts-by-radio", "no-texts")),
    "counts called out": Row(
        (*BEHIND_A_CDN, *TWO_MAPS, *LATE, *AT_FOUR, *BY_RADIO, *STANDBY), 11557, 69,
        ("counts-are-taken", "counter-keeps-up")),
    "at the maker's six": Row(
        (*BEHIND_A_CDN, *TWO_MAPS, *LATE, *QUEUED, *BY_RADIO, *STANDBY), 11597, 89,
        ("quay-at-four",)),
    "reference": Row(REFERENCE, 11597, 100),
}
# fmt: on
CALL = (
    "who-pays",
    "who-told-them",
    "the-channel",
    "one-second",
    "never-on-it",
    "what-crush",
    "stage-first",
    "head-to-map",
    "at-its-ends",
    "the-screen",
    "as-printed",
    "first-of-its-kind",
)  # fmt: skip
"""Answers that spend no day."""
BY_DAY = (
    "map-holds", "late-map", "counted-once", "the-number", "by-voice", "in-thirty", "no-telephones",
    "reserve-kept", "timed-on-thursday", "up-and-within",
)  # fmt: skip
BY_NIGHT = ("quay-closed", "counts-go-on", "public-map", "forty-pans", "out-of-what-was-left")


def night(*, map_shown: bool, asked: bool = True) -> Script:
    """A run of the whole mission, with the map on the grid or taken off it, and with the sergeant
    asked what she needs or never."""
    call = CALL if asked else [{"never-on-it": "no-entry"}.get(option, option) for option in CALL]
    steps = [*(f"say: {option}" for option in call), "finish: video_call"]
    if not map_shown:
        steps.append("remove: map")
    steps += ["submit", *(f"hear: {one}" for one in BY_DAY), "say: the-folder"]
    steps += ["finish: rehearsal", "submit", *(f"hear: {one}" for one in BY_NIGHT)]
    steps += ["say: as-promised", "finish: the-morning-after"]
    lines = "".join(f"  - {step}\n" for step in steps)
    return parse_script(
        f"format: 1\nmission: {NIGHT}\nplayer: {{name: Somebody}}\nsteps:\n{lines}"
        "expect: {status: completed}\n"
    )
