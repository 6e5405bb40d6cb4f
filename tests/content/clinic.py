"""Designs for the reminder texts of Sallow Valley Health, and what each comes to.

`TABLE` holds what each does while the morning's list is sent; the steps are those of scripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.content.judged import Steps

SLUG = "quiet-clinic"
ONE_LIST, TWO_LISTS, SENT_TWICE = 21, 10.5, 42
"""Requests a second, answers among them: both lists at nine, each at its hour, each text twice."""

VENDOR_OUT: Steps = (
    {"remove": "names"},
    {"remove": "records"},
)
OUTBOX: Steps = (
    {"place": {"kind": "outbox", "as": "outbox-1", "at": [1, 1]}},
    {"configure": {"outbox-1": {"quiet": True}}},
    {"connect": ["appointments", "outbox-1"]},
)
SENDER: Steps = (
    {"place": {"kind": "reminder_sender", "as": "reminder_sender-1", "at": [2, 1]}},
    {"configure": {"reminder_sender-1": {"wording": "day and time", "both": True}}},
)
STOPS: Steps = (
    {"place": {"kind": "stop_list", "as": "stop_list-1", "at": [4, 1]}},
    {"configure": {"stop_list-1": {"reach": "all eleven"}}},
    {"connect": ["stop_list-1", "gateway"]},
)
LANES: Steps = ({"configure": {"gateway": {"replicas": 2}}},)
REPLIES: Steps = (
    {"place": {"kind": "reply_number", "as": "reply_number-1", "at": [1, 3]}},
    {"place": {"kind": "reply_tray", "as": "reply_tray-1", "at": [2, 3]}},
    {"place": {"kind": "reception_desk", "as": "reception_desk-1", "at": [3, 3]}},
    {"connect": ["appointments", "reply_number-1"]},
    {"connect": ["reply_number-1", "reply_tray-1"]},
    {"connect": ["reply_tray-1", "reception_desk-1"]},
)
STOPS_HEARD: Steps = ({"connect": ["reply_number-1", "stop_list-1"]},)
SENT: Steps = (
    {"connect": ["outbox-1", "reminder_sender-1"]},
    {"connect": ["reminder_sender-1", "stop_list-1"]},
)
REFERENCE: Steps = (*VENDOR_OUT, *OUTBOX, *SENDER, *STOPS, *LANES, *SENT, *REPLIES, *STOPS_HEARD)
NO_OUTBOX: Steps = (
    *VENDOR_OUT,
    *SENDER,
    *STOPS,
    *LANES,
    {"connect": ["appointments", "reminder_sender-1"]},
    {"connect": ["reminder_sender-1", "stop_list-1"]},
    *REPLIES,
    *STOPS_HEARD,
)
WITH_NAMES: Steps = (
    {"disconnect": ["appointments", "names"]},
    {"disconnect": ["names", "gateway"]},
    *OUTBOX,
    *STOPS,
    *LANES,
    {"connect": ["outbox-1", "names"]},
    {"connect": ["names", "stop_list-1"]},
    *REPLIES,
    *STOPS_HEARD,
)
PAST_THE_LIST: Steps = (
    *VENDOR_OUT,
    *OUTBOX,
    *SENDER,
    *LANES,
    {"connect": ["outbox-1", "reminder_sender-1"]},
    {"connect": ["reminder_sender-1", "gateway"]},
    *REPLIES,
)
NO_REPLIES: Steps = (*VENDOR_OUT, *OUTBOX, *SENDER, *STOPS, *LANES, *SENT)
CALLED_OUT: Steps = (
    *NO_REPLIES,
    *REPLIES[:1],
    REPLIES[2],
    REPLIES[3],
    {"connect": ["reply_number-1", "reception_desk-1"]},
    *STOPS_HEARD,
)
ONE_LANE: Steps = ({"configure": {"gateway": {"replicas": 1}}},)


def said(wording: str) -> Steps:
    """The sender set to write this."""
    return ({"configure": {"reminder_sender-1": {"wording": wording}}},)


@dataclass(frozen=True)
class Row:
    """What a design comes to: gateway and desks in use, cost, score."""

    steps: Steps
    gateway: float
    desk: float | None
    """None where no desk stands."""
    cost: int
    score: int
    unmet: tuple[str, ...] = ()
    """Rules that it does not meet."""


# fmt: off
TABLE: dict[str, Row] = {
    "as found": Row(
        (), 1.82, None, 5136, 9, ("list-taken", "nobody-waits", "records-stay", "answers-read")),
    "two lanes for the demonstration": Row(
        LANES, 0.91, None, 5756, 15, ("list-taken", "nobody-waits", "records-stay")),
    "six lanes for the demonstration": Row(
        ({"configure": {"gateway": {"replicas": 6}}},), 0.30, None, 8236, 21,
        ("list-taken", "nobody-waits", "within-budget")),
    "no outbox": Row(
        NO_OUTBOX, 0.91, 0.91, 7011, 69, ("list-taken", "nobody-waits", "up-99")),
    "the personaliser kept": Row(
        WITH_NAMES, 0.91, 0.91, 8377, 69, ("records-stay", "within-budget")),
    "past the stop list": Row(
        PAST_THE_LIST, 0.91, 0.91, 6867, 69, ("stop-before-sending",)),
    "nothing comes back": Row(
        NO_REPLIES, 0.91, None, 4582, 69, ("answers-read", "desk-keeps-up", "list-taken")),
    "one lane": Row(
        (*REFERENCE, *ONE_LANE), 1.82, 0.91, 6407, 69, ("list-taken", "within-half-an-hour")),
    "the clinic named": Row(
        (*REFERENCE, *said("clinic and time")), 0.91, 0.91, 7027, 69, ("no-clinic-named",)),
    "the desks called out": Row(
        CALLED_OUT, 0.91, 2.73, 7022, 92, ("desk-keeps-up",)),
    "a first name": Row(
        (*REFERENCE, *said("name and time")), 0.91, 0.91, 7027, 92, ("nobody-named",)),
    "STOP at one clinic": Row(
        (*REFERENCE, {"configure": {"stop_list-1": {"reach": "one clinic"}}}),
        0.91, 0.91, 7027, 92, ("stop-everywhere",)),
    "by night": Row(
        (*REFERENCE, {"configure": {"outbox-1": {"quiet": False}}}),
        0.91, 0.91, 7027, 98, ("quiet-hours",)),
    "in English": Row(
        (*REFERENCE, {"configure": {"reminder_sender-1": {"both": False}}}),
        0.91, 0.91, 6967, 98, ("both-languages",)),
    "reference": Row(
        REFERENCE, 0.91, 0.91, 7027, 100),
}
# fmt: on
SOUND = (
    "the desks called out",
    "a first name",
    "STOP at one clinic",
    "by night",
    "in English",
    "reference",
)
TEMPTING = [name for name in TABLE if name not in SOUND]
