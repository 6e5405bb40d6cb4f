"""Designs for enrolment Monday at Skerry Point, and what each comes to.

`TABLE` holds what each does at nine; the steps are those of scripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.content.judged import Steps

SLUG = "enrolment-monday"
STUDENTS, LOGINS, FIRST_HOUR, WITH_AIR = 27_600, 24_000, 2_400, 30_000
COURSES = 4
"""Courses that a student chooses; each is a check."""
LIMIT, PACE = 60, 54
"""Checks a second at which the checker stops, and a tenth under that."""

DOOR: Steps = (
    {"place": {"kind": "enrolment_door", "as": "enrolment_door-1", "at": [1, 1]}},
    {"disconnect": ["students", "pages"]},
    {"connect": ["students", "enrolment_door-1"]},
    {"connect": ["enrolment_door-1", "pages"]},
)


def admit(rate: int) -> Steps:
    """The door lets in so many requests a second, one in ten of them a check."""
    return ({"configure": {"enrolment_door-1": {"admit": rate}}},)


LOT: Steps = ({"configure": {"enrolment_door-1": {"turns": "drawn by lot"}}},)
HOUR: Steps = ({"configure": {"enrolment_door-1": {"first_hour": True}}},)
LISTS: Steps = ({"configure": {"enrolment_door-1": {"lists": True}}},)
COPY: Steps = (
    {"place": {"kind": "timetable_copy", "as": "timetable_copy-1", "at": [3, 0]}},
    {"connect": ["pages", "timetable_copy-1"]},
    {"connect": ["timetable_copy-1", "records"]},
)
QUEUE: Steps = (
    {"place": {"kind": "queue", "as": "queue-1", "at": [3, 2]}},
    {"place": {"kind": "worker", "as": "worker-1", "at": [4, 2]}},
    {"disconnect": ["pages", "checker"]},
    {"connect": ["pages", "queue-1"]},
    {"connect": ["queue-1", "worker-1"]},
    {"connect": ["worker-1", "checker"]},
)
YEAR: Steps = ({"configure": {"waitlist-1": {"a_year": True}}},)
LIST: Steps = (
    {"place": {"kind": "waitlist", "as": "waitlist-1", "at": [5, 3]}},
    {"connect": ["worker-1", "waitlist-1"]},
)
LIST_OF_THE_CHECKER: Steps = (
    {"place": {"kind": "waitlist", "as": "waitlist-1", "at": [5, 3]}},
    {"connect": ["checker", "waitlist-1"]},
)
SIZE: Steps = (
    {"configure": {"pages": {"replicas": 2}}},
    {"configure": {"records": {"replicas": 2}}},
)
FAIR: Steps = (*DOOR, *admit(540), *LOT, *HOUR, *LISTS)
REFERENCE: Steps = (*FAIR, *COPY, *QUEUE, *LIST, *YEAR, *SIZE)
TWELVE: Steps = ({"configure": {"pages": {"replicas": 12}}},)
TWO_CHECKERS: Steps = (
    {"configure": {"checker": {"replicas": 2}}},
    {"configure": {"pages": {"replicas": 1}}},
)
FIRST_COME: Steps = (*DOOR, *admit(540), *COPY, *QUEUE, *LIST, *YEAR, *SIZE)


@dataclass(frozen=True)
class Row:
    """What a design comes to: checker and records in use, cost, score."""

    steps: Steps
    checker: float
    records: float
    cost: int
    score: int
    unmet: tuple[str, ...] = ()
    """Rules that it does not meet."""


# fmt: off
TABLE: dict[str, Row] = {
    "as found": Row(
        (), 6.50, 8.78, 11700, 30, ("a-door", "under-its-limit", "nobody-holds", "once-inside")),
    "twelve servers": Row(
        TWELVE, 6.50, 8.78, 17100, 30, ("a-door", "under-its-limit", "once-inside")),
    "a queue and no door": Row(
        (*COPY, *QUEUE, *LIST, *YEAR, *SIZE), 1.33, 1.26, 14076, 62, ("a-door", "under-its-limit")),
    "a door that is open": Row(
        (*REFERENCE, *admit(0)), 1.33, 1.26, 16534, 69, ("under-its-limit", "once-inside")),
    "the checker at sixty": Row(
        (*REFERENCE, *admit(600)), 1.00, 0.38, 16534, 69, ("a-tenth-under",)),
    "two checkers": Row(
        (*REFERENCE, *TWO_CHECKERS), 0.45, 0.34, 18634, 69, ("one-checker",)),
    "first come": Row(
        FIRST_COME, 0.90, 0.34, 16084, 69, ("by-lot", "first-hour", "lists-lodged")),
    "timetables read aloud": Row(
        (*FAIR, *QUEUE, *LIST, *YEAR, *SIZE), 0.90, 1.22, 15334, 69,
        ("once-inside", "from-a-copy")),
    "pages that wait for the checker": Row(
        (*FAIR, *COPY, *LIST_OF_THE_CHECKER, *YEAR, *SIZE), 0.90, 0.34, 16458, 69,
        ("nobody-holds",)),
    "a list until Friday": Row(
        (*FAIR, *COPY, *QUEUE, *LIST, *SIZE), 0.90, 0.34, 16234, 96, ("kept-a-year",)),
    "a narrow door": Row(
        (*REFERENCE, *admit(400)), 0.67, 0.25, 16533, 98, ("all-through",)),
    "no hour before": Row(
        (*DOOR, *admit(540), *LOT, *LISTS, *COPY, *QUEUE, *LIST, *YEAR, *SIZE), 0.90, 0.34, 16284,
        94, ("first-hour",)),
    "reference": Row(
        REFERENCE, 0.90, 0.34, 16534, 100),
}
# fmt: on
SOUND = ("reference", "a list until Friday", "a narrow door", "no hour before")
TEMPTING = [name for name in TABLE if name not in SOUND]
