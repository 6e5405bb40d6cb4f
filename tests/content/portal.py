"""Designs for the portal of the urgent performance mission, and what each comes to.

`TABLE` holds what each does this morning and in June; the steps are those of scripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.content.judged import Steps

SLUG = "urgent-performance"
MORNING, JUNE = 455, 1000

STANDBY: Steps = ({"configure": {"main": {"replicas": 2}}},)
TRACKING: Steps = (
    {"place": {"kind": "tracking_cache", "as": "tracking_cache-1", "at": [4, 1]}},
    {"connect": ["app", "tracking_cache-1"]},
)
PAGES: Steps = (
    {"place": {"kind": "page_cache", "as": "page_cache-1", "at": [4, 0]}},
    {"connect": ["app", "page_cache-1"]},
)
LINE: Steps = (
    {"place": {"kind": "export_queue", "as": "export_queue-1", "at": [3, 2]}},
    {"place": {"kind": "export_worker", "as": "export_worker-1", "at": [4, 2]}},
    {"connect": ["exports", "export_queue-1"]},
    {"connect": ["export_queue-1", "export_worker-1"]},
    {"configure": {"export_worker-1": {"replicas": 4}}},
)
COPY: Steps = ({"place": {"kind": "read_copy", "as": "read_copy-1", "at": [5, 2]}},)
OLD_WAY_CUT: Steps = ({"disconnect": ["exports", "main"]},)
LINE_TO_COPY: Steps = (
    *LINE,
    *COPY,
    {"connect": ["export_worker-1", "read_copy-1"]},
    *OLD_WAY_CUT,
)
REFERENCE: Steps = (*STANDBY, *TRACKING, *LINE_TO_COPY)
SERVERS: Steps = ({"configure": {"app": {"replicas": 20}}},)
INDEX: Steps = (
    {"place": {"kind": "history_index", "as": "history_index-1", "at": [5, 0]}},
    {"connect": ["exports", "history_index-1"]},
    *OLD_WAY_CUT,
)
COPY_WITHOUT_A_LINE: Steps = (*COPY, {"connect": ["exports", "read_copy-1"]}, *OLD_WAY_CUT)
LINE_TO_MAIN: Steps = (*LINE, {"connect": ["export_worker-1", "main"]}, *OLD_WAY_CUT)


@dataclass(frozen=True)
class Row:
    """What a design comes to: the main database in use this morning and in June, cost, score."""

    steps: Steps
    morning: float
    june: float
    cost: int
    score: int
    unmet: tuple[str, ...] = ()
    """Rules that it does not meet."""


# fmt: off
TABLE: dict[str, Row] = {
    "as found": Row(
        (), 1.30, 2.86, 10429, 38, ("this-morning", "exports-apart", "up-999")),
    "twenty app servers": Row(
        SERVERS, 1.30, 2.86, 23229, 38, ("this-morning", "in-june", "exports-apart")),
    "twenty app servers and a standby": Row(
        (*SERVERS, *STANDBY), 1.30, 2.86, 30429, 37, ("this-morning", "within-budget")),
    "every page cached": Row(
        PAGES, 1.00, 2.19, 10649, 28, ("this-morning", "in-june", "invoices-from-main")),
    "tracking cached": Row(
        (*STANDBY, *TRACKING), 1.11, 2.44, 17959, 41, ("this-morning", "exports-apart")),
    "exports in a line to the main database": Row(
        (*STANDBY, *TRACKING, *LINE_TO_MAIN), 1.11, 2.44, 18284, 45, ("exports-apart",)),
    "a new index": Row(
        (*STANDBY, *TRACKING, *INDEX), 0.15, 0.32, 17959, 69, ("no-new-schema", "exports-in-line")),
    "the reference with every page cached": Row(
        (*STANDBY, *PAGES, *LINE_TO_COPY), 0.03, 0.07, 20774, 69, ("invoices-from-main",)),
    "a copy without a line": Row(
        (*STANDBY, *TRACKING, *COPY_WITHOUT_A_LINE), 0.15, 0.32, 20559, 86, ("exports-in-line",)),
    "reference": Row(
        REFERENCE, 0.15, 0.32, 20884, 100),
}
# fmt: on
TEMPTING = [name for name in TABLE if name not in ("reference", "a copy without a line")]
