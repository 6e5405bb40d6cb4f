"""What is promised is kept or broken, in its own mission or in the one where it falls due."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from content.conditions import parse
from content.loader import lint, load_pack
from content.playthrough import parse_script
from content.script import Script
from engine.mission import Mission
from engine.promises import promise_lines, settled
from engine.results import result_of
from engine.values import PlayerThen
from tests.content.small_pack import FILES, HERE
from tests.content.two_orders import DUES, SECOND, write_two
from tui.headless.engine import EnginePlayer
from tui.headless.play import play

GOLD = FILES[f"{HERE}/walkthroughs/gold.yaml"]


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_two(tmp_path_factory.mktemp("two"))).mission(SECOND)


def played(mission: Mission, **start: object) -> EnginePlayer:
    """The gold walkthrough of the second mission, by a player who brings something along."""
    text = GOLD.replace("small-order", SECOND).replace("list-by-noon", "bread-by-dusk")
    text = text.replace("with: ask-hours", "with: quote-rush").replace(
        "- say: floor-ben", "- silent"
    )
    script: Script = parse_script(text)
    given = script.start.model_copy(update=start)
    player = EnginePlayer(mission, script.model_copy(update={"start": given}))
    result = asyncio.run(play(script, "engine", player))
    assert result.status == "completed", result.failures
    return player


def test_a_promise_of_this_mission_is_open_until_the_mission_ends(later: Mission) -> None:
    player = played(later)
    (line,) = promise_lines(later, player.state)
    assert (line.promise.id, line.state) == ("bread-by-dusk", "kept")
    under_way = player.state.model_copy(update={"status": "open"})
    assert [line.state for line in promise_lines(later, under_way)] == ["open"]


def test_a_promise_that_was_broken_before_breaks_what_hangs_on_it(later: Mission) -> None:
    player = played(later, promises=(("list-by-noon", "broken"),))
    (line,) = promise_lines(later, player.state)
    assert line.state == "broken"
    assert settled(later, player.state) == (), "it was settled elsewhere"


def test_an_open_promise_falls_due_and_is_settled_by_the_work(later: Mission) -> None:
    player = played(later, promises=(("list-by-noon", "open"),))
    (one,) = settled(later, player.state)
    assert (one.promise, one.made_in, one.state) == ("list-by-noon", "small-order", "kept")
    without = later.requirements[0].model_copy(update={"holds": parse("flag(ben_heard)")})
    harder = later.model_copy(update={"requirements": (without, *later.requirements[1:])})
    state = player.state
    assert [one.state for one in settled(harder, state)] == ["broken"]


def test_what_was_never_promised_falls_due_nowhere(later: Mission) -> None:
    assert settled(later, played(later).state) == ()


def test_the_result_says_who_heard_it_and_how_it_stands(later: Mission) -> None:
    player = played(later, promises=(("list-by-noon", "open"),))
    result = result_of(later, player.state)
    assert result["promises"] == [
        {
            "promise": "bread-by-dusk",
            "wording": "Bread by dusk.",
            "made_to": "Ada Rye",
            "witness": "Ben Oat",
            "due": "",
            "state": "kept",
        }
    ]
    assert result["settled"] == [
        {"promise": "list-by-noon", "made_in": "small-order", "state": "kept"}
    ]


def test_whoever_promised_nothing_is_written_as_before() -> None:
    assert "promises" not in PlayerThen(name="Ash").model_dump()
    owing = PlayerThen(name="Ash", promises=(("tea", "open"),))
    assert PlayerThen.model_validate_json(owing.model_dump_json()) == owing
    assert owing.model_dump(mode="json")["promises"] == {"tea": "open"}


@pytest.mark.parametrize(
    ("code", "edits"),
    [
        ("unsettled-promise", [('kept_when: "two-ovens and not broke(list-by-noon)"', 'due: ""')]),
        ("not-due", [(DUES, "")]),
        (
            "not-due",
            [
                (
                    "{promise: list-by-noon, from: small-order",
                    "{promise: list-by-noon, from: later-order",
                )
            ],
        ),
        ("unknown-promise", [("{promise: list-by-noon", "{promise: list-by-nune")]),
        ("same-promise", [("bread-by-dusk", "list-by-noon")]),
    ],
)
def test_a_promise_that_is_settled_nowhere_or_twice_is_told(
    code: str, edits: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = lint(write_two(tmp_path, *edits))
    assert code in {problem.code for problem in found}
