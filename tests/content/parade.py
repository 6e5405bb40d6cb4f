"""Designs for the stall permits of the Lantern Parade, and what each comes to.

`TABLE` holds what each does in the closing hour; the steps are those of scripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.content.judged import Steps

SLUG = "lantern-parade-promise"
CLOSING, TWO_STROKES = 160, 120
"""Requests a second in the closing hour, with one stroke of six and with two."""
OFFICES = ("streets", "fire", "health")

STANDBY: Steps = (
    {"configure": {"form": {"replicas": 2}}},
    {"configure": {"register": {"replicas": 2}}},
)
FILES: Steps = (
    {"place": {"kind": "plan_store", "as": "plan_store-1", "at": [3, 0]}},
    {"connect": ["form", "plan_store-1"]},
)
SEVEN_YEARS: Steps = ({"configure": {"plan_store-1": {"seven_years": True}}},)
TRAY: Steps = (
    {"place": {"kind": "case_tray", "as": "case_tray-1", "at": [2, 2]}},
    {"place": {"kind": "worker", "as": "worker-1", "at": [3, 2]}},
    {"connect": ["form", "case_tray-1"]},
    {"connect": ["counter", "case_tray-1"]},
    {"connect": ["case_tray-1", "worker-1"]},
)
FORM_CUT: Steps = tuple({"disconnect": ["form", office]} for office in OFFICES)
COUNTER_CUT: Steps = tuple({"disconnect": ["counter", office]} for office in OFFICES)
IN_TURN: Steps = (
    {"connect": ["worker-1", "streets"]},
    {"connect": ["streets", "fire"]},
    {"connect": ["fire", "health"]},
)
AT_ONCE: Steps = tuple({"connect": ["worker-1", office]} for office in OFFICES)
AUDIT: Steps = (
    {"place": {"kind": "audit_log", "as": "audit_log-1", "at": [4, 3]}},
    *({"connect": [office, "audit_log-1"]} for office in OFFICES),
)
KEPT: Steps = (*STANDBY, *FILES, *SEVEN_YEARS)
FROM_A_TRAY: Steps = (*TRAY, *FORM_CUT, *COUNTER_CUT)
REFERENCE: Steps = (*KEPT, *FROM_A_TRAY, *IN_TURN, *AUDIT)
NO_COUNTER: Steps = ({"disconnect": ["applicants", "counter"]},)
ENGINE: Steps = (
    *FORM_CUT,
    *COUNTER_CUT,
    {"place": {"kind": "auto_approver", "as": "auto_approver-1", "at": [3, 3]}},
    {"connect": ["form", "auto_approver-1"]},
    {"connect": ["counter", "auto_approver-1"]},
)
SERVERS: Steps = ({"configure": {"form": {"replicas": 20}}},)
SWAPS: Steps = (
    {"place": {"kind": "swap_board", "as": "swap_board-1", "at": [2, 0]}},
    {"connect": ["form", "swap_board-1"]},
)


@dataclass(frozen=True)
class Row:
    """What a design comes to: register and Fire office in use, cost, score."""

    steps: Steps
    register: float
    fire: float
    cost: int
    score: int
    unmet: tuple[str, ...] = ()
    """Rules that it does not meet."""


# fmt: off
TABLE: dict[str, Row] = {
    "as found": Row(
        (), 1.35, 1.00, 7180, 40, ("closing-hour", "fire-after-streets", "nobody-waits", "up-995")),
    "twenty form servers": Row(
        SERVERS, 1.35, 1.00, 9840, 41, ("closing-hour", "plans-in-files", "nobody-waits")),
    "only the form mended": Row(
        (*STANDBY, *FILES), 0.15, 1.00, 7983, 59, ("kept-seven-years", "nobody-waits")),
    "the engine": Row(
        (*KEPT, *ENGINE), 0.15, 0.0, 8383, 61, ("no-machine-signs", "fire-after-streets")),
    "all three at once": Row(
        (*KEPT, *FROM_A_TRAY, *AT_ONCE, *AUDIT), 0.15, 0.80, 8518, 69,
        ("fire-after-streets", "health-after-fire")),
    "drawings in the register": Row(
        (*STANDBY, *FROM_A_TRAY, *IN_TURN, *AUDIT), 1.35, 0.59, 8155, 69,
        ("closing-hour", "plans-in-files")),
    "no counter": Row(
        (*REFERENCE, *NO_COUNTER), 0.15, 0.52, 8518, 69, ("counter-stays",)),
    "drawings gone by Christmas": Row(
        (*STANDBY, *FILES, *FROM_A_TRAY, *IN_TURN, *AUDIT), 0.15, 0.80, 8178, 91,
        ("kept-seven-years",)),
    "swaps in a tap": Row(
        (*REFERENCE, *SWAPS), 0.11, 0.80, 8608, 91, ("one-name",)),
    "reference": Row(
        REFERENCE, 0.15, 0.80, 8518, 100),
}
# fmt: on
SOUND = ("reference", "drawings gone by Christmas", "swaps in a tap")
TEMPTING = [name for name in TABLE if name not in SOUND]
