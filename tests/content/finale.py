"""Designs for the finale of Wickerlight, and what each comes to.

`TABLE` holds what each does at eight o'clock; the steps are those of scripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.content.judged import Steps

SLUG = "season-finale"
EIGHT, TWO_DOORS = 391_264, 390_632
"""Requests a second at eight: with one door, and where another opened at half past seven."""

EDGE: Steps = ({"configure": {"edge": {"replicas": 4}}},)
BARRED: Steps = ({"configure": {"edge": {"territory_rule": True}}},)
SHIELD: Steps = (
    {"place": {"kind": "film_shield", "as": "film_shield-1", "at": [2, 0]}},
    {"configure": {"film_shield-1": {"replicas": 2}}},
    {"disconnect": ["edge", "origin"]},
    {"connect": ["edge", "film_shield-1"]},
    {"connect": ["film_shield-1", "origin"]},
    {"configure": {"origin": {"replicas": 2}}},
)
DOOR: Steps = ({"configure": {"door": {"replicas": 4}}},)
PASS: Steps = (
    {"place": {"kind": "pass_signer", "as": "pass_signer-1", "at": [2, 1]}},
    {"configure": {"pass_signer-1": {"replicas": 2}}},
    {"disconnect": ["door", "rows"]},
    {"connect": ["door", "pass_signer-1"]},
)
LATER: Steps = (
    {"place": {"kind": "row_queue", "as": "row_queue-1", "at": [3, 1]}},
    {"connect": ["pass_signer-1", "row_queue-1"]},
    {"connect": ["row_queue-1", "rows"]},
)
AHEAD: Steps = (
    {"place": {"kind": "ad_planner", "as": "ad_planner-1", "at": [1, 2]}},
    {"disconnect": ["viewers", "ads"]},
    {"connect": ["viewers", "ad_planner-1"]},
    {"connect": ["ad_planner-1", "ads"]},
    {"configure": {"ads": {"replicas": 5}}},
)
AWAKE: Steps = ({"configure": {"desk": {"replicas": 2}}},)
FILM: Steps = (*EDGE, *BARRED, *SHIELD)
LOGIN: Steps = (*DOOR, *PASS, *LATER)
REFERENCE: Steps = (*FILM, *LOGIN, *AHEAD, *AWAKE)

ORIGINS: Steps = ({"configure": {"origin": {"replicas": 16}}},)
TWENTY_ADS: Steps = ({"configure": {"ads": {"replicas": 20}}},)
GATE: Steps = (
    {"place": {"kind": "segment_gate", "as": "segment_gate-1", "at": [3, 2]}},
    {"configure": {"segment_gate-1": {"replicas": 18}}},
    {"disconnect": ["viewers", "edge"]},
    {"connect": ["viewers", "segment_gate-1"]},
    {"connect": ["segment_gate-1", "edge"]},
)
NO_CAPTIONS: Steps = (
    {"configure": {"origin": {"captions": False}}},
    {"configure": {"origin": {"replicas": 1}}},
)
FOR_400: Steps = (
    *BARRED,
    *SHIELD,
    *PASS,
    *LATER,
    *AHEAD,
    *AWAKE,
    {"configure": {"ads": {"replicas": 3}}},
)
"""Three blocks of edge and two sign-ins, as they stood; fewer ad servers."""


@dataclass(frozen=True)
class Row:
    """What a design comes to: origins, door and rows in use, cost, score."""

    steps: Steps
    origin: float
    door: float
    rows: float
    cost: int
    score: int
    unmet: tuple[str, ...] = ()
    """Rules that it does not meet."""


# fmt: off
TABLE: dict[str, Row] = {
    "as found": Row(
        (), 3.23, 1.58, 2.50, 50150, 36,
        ("from-eight", "all-answered", "let-in", "rows-wait", "barred")),
    "sixteen origins": Row(
        (*EDGE, *BARRED, *ORIGINS, *LOGIN, *AHEAD, *AWAKE), 0.88, 0.79, 0.32, 130750, 69,
        ("shielded", "within-budget")),
    "twelve sign-ins": Row(
        (*FILM, {"configure": {"door": {"replicas": 12}}}, *AHEAD, *AWAKE), 0.35, 0.26, 3.95,
        78250, 69, ("let-in", "rows-wait", "by-pass", "within-budget")),
    "a pass that waits for its row": Row(
        (*FILM, *DOOR, *PASS, {"connect": ["pass_signer-1", "rows"]}, *AHEAD, *AWAKE),
        0.35, 0.79, 3.95, 68050, 69, ("let-in", "rows-wait")),
    "rows dropped": Row(
        (*FILM, *DOOR, *PASS, *AHEAD, *AWAKE), 0.35, 0.79, 0.0, 68050, 69, ("rows-wait",)),
    "each piece asked for": Row(
        (*REFERENCE, *GATE), 0.35, 0.79, 0.32, 84950, 69, ("not-every-piece", "within-budget")),
    "captions on Monday": Row(
        (*REFERENCE, *NO_CAPTIONS), 0.61, 0.79, 0.32, 63500, 69, ("captioned",)),
    "twenty ad servers": Row(
        (*FILM, *LOGIN, *TWENTY_ADS, *AWAKE), 0.35, 0.79, 0.32, 96950, 69,
        ("from-eight", "all-answered", "ads-ahead", "within-budget")),
    "thirteen territories": Row(
        (*EDGE, *SHIELD, *LOGIN, *AHEAD, *AWAKE), 0.35, 0.79, 0.32, 68350, 69, ("barred",)),
    "for 400,000": Row(
        FOR_400, 0.32, 1.58, 0.20, 55750, 69, ("from-eight", "let-in")),
    "one awake": Row(
        (*FILM, *LOGIN, *AHEAD), 0.35, 0.79, 0.32, 67850, 94, ("two-awake",)),
    "reference": Row(
        REFERENCE, 0.35, 0.79, 0.32, 68750, 100),
}
# fmt: on
SOUND = ("reference", "one awake")
TEMPTING = [name for name in TABLE if name not in SOUND]
