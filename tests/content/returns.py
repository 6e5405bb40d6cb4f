"""Designs for Thimblewick's returns desk, and what each comes to.

`TABLE` holds what each does on Saturday at noon; the steps are those of scripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.content.judged import Steps

SLUG = "returns-desk"
NOON, THREE_KINDS_OFF = 260, 243
"""Requests a second on Saturday at noon, with nine kinds of notice and with six."""

STANDBY: Steps = (
    {"configure": {"desk": {"replicas": 2}}},
    {"configure": {"book": {"replicas": 2}}},
)
QUEUE: Steps = (
    {"place": {"kind": "notice_queue", "as": "notice_queue-1", "at": [2, 1]}},
    {"place": {"kind": "worker", "as": "worker-1", "at": [3, 1]}},
    {"connect": ["desk", "notice_queue-1"]},
    {"connect": ["notice_queue-1", "worker-1"]},
    {"disconnect": ["desk", "clearer"]},
    {"disconnect": ["desk", "payout"]},
)
KEYS: Steps = (
    {"place": {"kind": "key_store", "as": "key_store-1", "at": [4, 1]}},
    {"connect": ["key_store-1", "clearer"]},
)
KEYED: Steps = ({"connect": ["worker-1", "key_store-1"]},)
SALE_LINE: Steps = ({"configure": {"key_store-1": {"key": "sale line"}}},)
CARD_AND_AMOUNT: Steps = ({"configure": {"key_store-1": {"key": "card and amount"}}},)
THREE_DAYS: Steps = ({"configure": {"key_store-1": {"three_days": True}}},)
CREDIT: Steps = (
    {"place": {"kind": "credit_book", "as": "credit_book-1", "at": [5, 3]}},
    {"connect": ["key_store-1", "credit_book-1"]},
)
PAID_OUT: Steps = ({"connect": ["key_store-1", "payout"]},)
COMPARED: Steps = (
    {"place": {"kind": "reconciler", "as": "reconciler-1", "at": [3, 3]}},
    {"connect": ["reconciler-1", "book"]},
    {"connect": ["reconciler-1", "clearer"]},
)
DAILY: Steps = ({"configure": {"reconciler-1": {"daily": True}}},)
STORE: Steps = (*KEYS, *KEYED)
REST: Steps = (*THREE_DAYS, *CREDIT, *COMPARED, *DAILY)
REFERENCE: Steps = (*STANDBY, *QUEUE, *STORE, *SALE_LINE, *REST)
SERVERS: Steps = ({"configure": {"desk": {"replicas": 20}}},)
AT_THE_DESK: Steps = (
    *KEYS,
    {"connect": ["desk", "key_store-1"]},
    {"disconnect": ["desk", "clearer"]},
    {"disconnect": ["desk", "payout"]},
)
"""Keys, and no queue: whoever tells waits as long as before."""
LOCK: Steps = (
    {"place": {"kind": "shop_lock", "as": "shop_lock-1", "at": [3, 0]}},
    {"connect": ["desk", "shop_lock-1"]},
    {"connect": ["shop_lock-1", "clearer"]},
    {"connect": ["shop_lock-1", "payout"]},
    {"disconnect": ["desk", "clearer"]},
    {"disconnect": ["desk", "payout"]},
)
LOCK_BEHIND: Steps = (
    {"place": {"kind": "shop_lock", "as": "shop_lock-1", "at": [3, 0]}},
    {"connect": ["worker-1", "shop_lock-1"]},
    {"connect": ["shop_lock-1", "key_store-1"]},
)
SWEEPER: Steps = (
    {"place": {"kind": "row_sweeper", "as": "row_sweeper-1", "at": [0, 3]}},
    {"connect": ["row_sweeper-1", "book"]},
)
PAST_THE_KEYS: Steps = (
    {"connect": ["worker-1", "clearer"]},
    {"connect": ["worker-1", "payout"]},
)
"""A queue, and no keys."""


@dataclass(frozen=True)
class Row:
    """What a design comes to: p95, the clearer in use, cost, score."""

    steps: Steps
    p95_ms: int
    clearer: float
    cost: int
    score: int
    unmet: tuple[str, ...] = ()
    """Rules that it does not meet."""


TABLE: dict[str, Row] = {
    "as found": Row((), 512, 0.645, 7550, 30, ("saturday-noon", "nobody-waits", "keys-first")),
    "twenty desks": Row(
        SERVERS, 512, 0.645, 10590, 31, ("saturday-noon", "nobody-waits", "keys-first")
    ),
    "a lock": Row(
        (*STANDBY, *LOCK), 16521, 0.310, 8440, 24, ("saturday-noon", "keeps-up", "keys-first")
    ),
    "a lock behind the queue": Row(
        (*STANDBY, *QUEUE, *KEYS, *LOCK_BEHIND, *SALE_LINE, *REST),
        45,
        0.310,
        10231,
        69,
        ("keeps-up",),
    ),
    "keys at the desk": Row(
        (*STANDBY, *AT_THE_DESK, *SALE_LINE, *REST),
        481,
        0.645,
        10060,
        69,
        ("saturday-noon", "nobody-waits"),
    ),
    "a queue without keys": Row(
        (*STANDBY, *QUEUE, *PAST_THE_KEYS, *COMPARED, *DAILY), 45, 0.645, 8991, 62, ("keys-first",)
    ),
    "by notice number": Row(
        (*STANDBY, *QUEUE, *STORE, *REST), 45, 0.645, 10141, 69, ("tills-may-resend",)
    ),
    "by card and amount": Row(
        (*STANDBY, *QUEUE, *STORE, *CARD_AND_AMOUNT, *REST),
        45,
        0.645,
        10141,
        69,
        ("twins-are-two",),
    ),
    "swept each night": Row((*REFERENCE, *SWEEPER), 45, 0.645, 10171, 69, ("rows-stay",)),
    "five minutes": Row(
        (*STANDBY, *QUEUE, *STORE, *SALE_LINE, *CREDIT, *COMPARED, *DAILY),
        45,
        0.645,
        9991,
        93,
        ("a-day-later",),
    ),
    "at the month's end": Row(
        (*STANDBY, *QUEUE, *STORE, *SALE_LINE, *THREE_DAYS, *CREDIT, *COMPARED),
        45,
        0.645,
        9821,
        93,
        ("before-day-two",),
    ),
    "gift cards in money": Row(
        (*STANDBY, *QUEUE, *STORE, *SALE_LINE, *THREE_DAYS, *PAID_OUT, *COMPARED, *DAILY),
        45,
        0.645,
        9761,
        90,
        ("credit-stays", "credit-written"),
    ),
    "reference": Row(REFERENCE, 45, 0.645, 10141, 100),
}
SOUND = ("reference", "five minutes", "at the month's end", "gift cards in money")
TEMPTING = [name for name in TABLE if name not in SOUND]
