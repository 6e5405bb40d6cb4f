"""What a script's player brings along, what is expected of a career, and missions in a row: the
same through engine, database, screen and plain lines."""

from __future__ import annotations

import pytest

from content.loader import Pack
from content.playthrough import parse_script
from db.folders import DataFolder
from db.server import ServerAddress
from tests.journeys.ways import passed, played
from tui.headless import parts
from tui.headless.house import Campaign, Ground
from tui.headless.result import Result

OTHERS = ["database", "plain", pytest.param("screen", marks=pytest.mark.slow)]
WAYS = ("engine", "database", "screen", "plain")
BROUGHT = """\
format: 1
mission: later-order
player: {name: Test Pilot}
start:
  flags: [early_bird]
  skills: {discovery: 3}
  trust: {bakery: 61}
  energy: 40
  completed: {small-order: 72}
  promises: {list-by-noon: open, old-word: broken}
seed: 7
steps:
  - expect:
      flags: [early_bird]
      trust: 61
      energy: 40
      skills: {discovery: 3}
      xp: 72
      level: 2
      completed: {small-order: 72}
      carried_trust: {Bakery Row: 61}
      carried_promises: {list-by-noon: open, old-word: broken}
      unlocks: [small-order]
      unread: [first-order]
      threads: {first-order: [first-order]}
  - open: first-order
  - expect: {not_unread: [first-order], offers: [ask-hours, quote-rush, big-page]}
  - open: {attachment: oven_log.txt}
  - compare: [{in: first-order, quote: "Three ovens"}, {in: oven_log.txt, quote: "ovens: 2"}]
  - hint
  - refused: hint
    because: "further hint"
  - reply: {to: first-order, with: ask-hours}
  - expect:
      said: {ben: "Before seven", ada: "Read.", you: "when do the orders come"}
      arrived: [flour]
      unread: [flour]
      trust_of: {ben: 60, ada: {at_most: 60}}
  - finish
  - say: floor-ben
  - finish
  - submit
  - hear: rush-served
  - hear: counted
  - expect: {not_kept_promises: [list-by-noon], completed: {small-order: 72}}
  - finish
expect:
  status: completed
  score: SCORE
  grades: {email_discovery: A, video_call: A, system_design: A}
  ledger:
    - {phase: email_discovery, kind: hint, points: {at_most: -0.5}}
    - {kind: fact, for: dawn-rush, points: {at_least: 1}}
  scorecard:
    - {phase: video_call, kind: decision, for: how-many, earned: {at_least: 1}}
    - {kind: rule, for: within-budget}
  kept_promises: [list-by-noon]
  completed: {small-order: 72, later-order: SCORE}
  carried_promises: {list-by-noon: kept, old-word: broken}
  carried_trust: {Bakery Row: {at_least: 50}}
  skills: {discovery: 6}
  xp: XP
  unlocks: [later-order]
"""


async def result_of(
    text: str, way: str, orders: Pack, office: tuple[DataFolder, ServerAddress]
) -> Result:
    """A script, played one way."""
    script = parse_script(text)
    return await played(script, way, orders.mission(script.mission), office, orders.cards)


IN_A_ROW = """\
format: 1
player: {name: Test Pilot}
start: {energy: 60}
seed: 7
missions:
  - mission: small-order
    steps:
      - open: first-order
      - open: {attachment: oven_log.txt}
      - reply: {to: first-order, with: quote-rush}
      - expect: {promises: [list-by-noon], not_unlocks: [later-order]}
      - finish
      - say: floor-ben
      - finish
      - submit
      - finish
    expect:
      status: completed
      flags: [ben_heard]
      carried_promises: {list-by-noon: open}
      unlocks: [small-order, later-order]
  - mission: later-order
    seed: 11
    steps:
      - expect:
          flags: [ben_heard]
          completed: {small-order: {at_least: 50}}
          carried_promises: {list-by-noon: open}
      - open: first-order
      - reply: {to: first-order, with: ask-hours}
      - finish
      - say: say-three
      - finish
      - submit
      - hear: rush-served
      - finish
    expect: {kept_promises: [list-by-noon]}
  - mission: small-order
    steps:
      - open: first-order
      - open: {attachment: oven_log.txt}
      - compare: [{in: first-order, quote: "Three ovens"}, {in: oven_log.txt, quote: "ovens: 2"}]
      - reply: {to: first-order, with: ask-hours}
      - finish
      - say: floor-ben
      - finish
      - submit
      - finish
expect:
  completed: {small-order: {at_least: 90}}
  carried_promises: {list-by-noon: kept}
  skills: {discovery: {at_least: 4}}
  energy: 60
"""


GIVEN_UP = """\
format: 1
player: {name: Test Pilot}
missions:
  - mission: small-order
    steps: [open: first-order, abandon]
    expect: {status: abandoned, not_unlocks: [later-order]}
  - mission: later-order
    expect: {status: open}
"""


@pytest.mark.parametrize("way", OTHERS)
async def test_missions_in_a_row_carry_on_as_by_the_engine(
    way: str, orders: Pack, office: tuple[DataFolder, ServerAddress]
) -> None:
    script = parse_script(IN_A_ROW)
    campaign = Campaign({mission.slug: mission for mission in orders.missions}, orders.cards)
    assert script.missions == ("small-order", "later-order", "small-order")
    bare = passed(await parts.run(script, "engine", campaign, None))
    assert [part.seed for part in bare.parts] == [7, 11, 7]
    first, _, again = bare.parts
    assert again.score > first.score
    other = passed(await parts.run(script, way, campaign, Ground(*office)))
    assert [p.log_hash for p in other.parts] == [p.log_hash for p in bare.parts]
    assert (other.log_hash, other.actions) == (bare.log_hash, bare.actions)


@pytest.mark.parametrize("way", WAYS)
async def test_a_door_that_is_closed_ends_the_row(
    way: str, orders: Pack, office: tuple[DataFolder, ServerAddress]
) -> None:
    campaign = Campaign({mission.slug: mission for mission in orders.missions}, orders.cards)
    ground = None if way == "engine" else Ground(*office)
    played = await parts.run(parse_script(GIVEN_UP), way, campaign, ground)
    assert [part.mission for part in played.parts] == ["small-order", "later-order"]
    failure = played.failures[-1]
    assert (failure.expected, failure.line) == ("later-order to open", 7)
    assert len(played.failures) == 1
    assert "is still locked" in failure.found
    assert not failure.found.endswith("of these."), "it says of which"
    assert played.parts[-1].actions == 0


@pytest.mark.parametrize("way", OTHERS)
async def test_what_a_player_brings_along_and_takes_away_is_as_by_the_engine(
    way: str, orders: Pack, office: tuple[DataFolder, ServerAddress]
) -> None:
    text = BROUGHT.replace("SCORE", "99").replace("XP", "171")
    bare = passed(await result_of(text, "engine", orders, office))
    other = passed(await result_of(text, way, orders, office))
    assert (other.log_hash, other.score) == (bare.log_hash, bare.score)
