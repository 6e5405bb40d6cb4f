"""The harvest as it is played: what the spring's price left behind, and what waiting is worth."""

from __future__ import annotations

import asyncio

import pytest

from content.loader import Pack
from content.playthrough import parse_script
from tests.journeys.ways import passed
from tui.headless import engine

HEAD = """\
format: 1
mission: harvest-offline
player: {name: Somebody}
start: START
steps:
  - open: ten-talk
  - reply: {to: ten-talk, with: stand-in-a-hut}
  - open: no-gap
  - reply: {to: no-gap, with: which-register}
  - open: forty-one
  - reply: {to: forty-one, with: minute-neither}
  - open: the-hut
  - reply: {to: the-hut, with: HUT}
  - open: which-clock
  - reply: {to: which-clock, with: sleep-first}
  - open: half-past-six
  - reply: {to: half-past-six, with: HEAP}
  - finish: email_discovery
"""


async def plays(
    pack: Pack, steps: str, *, start: str = "{energy: 70}", hut: str = "hold-one-at-noon",
    heap: str = "as-ever",
) -> None:  # fmt: skip
    """Plays the mails and then these steps, all of which must come about."""
    text = HEAD.replace("START", start).replace("HUT", hut).replace("HEAP", heap)
    script = parse_script(text + steps)
    passed(await engine.run(script, pack.mission(script.mission)))


@pytest.mark.parametrize(
    ("start", "steps"),
    [
        pytest.param(
            "{flags: [coop_capped], energy: 70}",
            "  - expect: {facts: [offline-nine-hours], offers: [strike-it], energy: 73}\n",
            id="a capped price had looked, and knows of the nine hours",
        ),
        pytest.param(
            "{flags: [coop_underpriced], energy: 70}",
            "  - expect: {not_facts: [offline-nine-hours], not_offers: [strike-it], energy: 63}\n",
            id="a low price costs ten of energy",
        ),
        pytest.param(
            "{energy: 70}",
            "  - expect: {not_facts: [offline-nine-hours], energy: 73}\n",
            id="without either neither is so",
        ),
    ],
)
def test_what_the_springs_price_left_behind_is_there_when_the_call_begins(
    pack: Pack, start: str, steps: str
) -> None:
    asyncio.run(plays(pack, steps, start=start))


def test_whoever_lets_gwil_be_hears_of_the_kitchen_if_he_is_trusted(pack: Pack) -> None:
    before = "".join(
        f"  - say: {option}\n"
        for option in (
            "what-do-you-see", "there-and-then", "each-for-itself", "spoilt-and-kept",
            "what-of-that-jar", "oven-adds-a-line", "none-of-them-wins",
        )
    )  # fmt: skip
    heard = "  - silent\n  - expect: {facts: [driver-slip]}\n"
    kept = "  - silent\n  - expect: {not_facts: [driver-slip]}\n"
    asyncio.run(plays(pack, f"{before}  - say: vote-stands\n{heard}"))
    asyncio.run(plays(pack, f"{before}  - silent\n{kept}"))


def test_the_heap_and_the_glass_reach_the_grid_as_they_were_answered(pack: Pack) -> None:
    over = "  - finish: video_call\n"
    with_the_jar, without = "  - silent\n" * 12 + over, "  - silent\n" * 11 + over
    paid = "  - expect: {changes: [open-till-eight, glass-ordered], budget: 8600}\n"
    none = "  - expect: {not_changes: [open-till-eight, glass-ordered], budget: 9000}\n"
    asyncio.run(plays(pack, with_the_jar + paid, hut="four-on-trial", heap="till-eight"))
    asyncio.run(plays(pack, without + none))
