"""What a script's player brings along, what is expected of a career, and missions in a row: the
same through engine, database, screen and plain lines."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.loader import Pack, load_pack
from content.playthrough import parse_script
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer, ServerAddress
from tests.content.two_orders import write_two
from tui.filing import note_pack
from tui.headless import database, engine, plain, screen
from tui.headless.result import Result, failure_lines
from tui.headless.scratch import lay_out

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
      said: {ben: "Before seven", ada: "Read 09:20", you: "when do the orders come"}
      arrived: [flour]
      unread: [flour]
      trust_of: {ben: 60, ada: {at_most: 60}}
  - finish
  - say: floor-ben
  - finish
  - submit
  - hear: rush-served
  - hear: counted
  - expect: {kept_promises: [], completed: {small-order: 72}}
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


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack of two missions, of which the second judges what was promised in the first."""
    return load_pack(write_two(tmp_path_factory.mktemp("orders")))


@pytest.fixture(scope="module")
def office(orders: Pack) -> Iterator[tuple[DataFolder, ServerAddress]]:
    """A server of its own that holds that pack."""
    with tempfile.TemporaryDirectory(prefix="scopecreep-") as name:
        folder = DataFolder(Path(name))
        server = EmbeddedServer(folder, scratch=True)
        address = server.start(lambda step: None)
        lay_out(address, orders.cards, orders.missions)
        note_pack(address.conninfo(SUPERUSER), orders.id)
        yield folder, address
        server.leave()
        server.remove()


def passed(result: Result) -> Result:
    assert result.passed, "\n".join(failure_lines(result))
    return result


async def played(
    text: str, way: str, orders: Pack, office: tuple[DataFolder, ServerAddress]
) -> Result:
    """A script, played one way."""
    script, (folder, address) = parse_script(text), office
    mission = orders.mission(script.mission)
    match way:
        case "engine":
            return await engine.run(script, mission, orders.cards)
        case "database":
            return await database.run(script, mission, address)
        case "plain":
            return await plain.run(script, mission, address)
    return await screen.run(script, mission, folder, address)


async def test_what_a_player_brings_along_and_takes_away_is_the_same_every_way(
    orders: Pack, office: tuple[DataFolder, ServerAddress]
) -> None:
    text = BROUGHT.replace("SCORE", "99").replace("XP", "171")
    bare = passed(await played(text, "engine", orders, office))
    for way in WAYS[1:]:
        other = passed(await played(text, way, orders, office))
        assert (other.log_hash, other.score) == (bare.log_hash, bare.score), way
