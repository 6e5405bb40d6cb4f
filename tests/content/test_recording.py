"""A saved playthrough is a script that replays to the same events."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.loader import Pack
from content.playthrough import PinNames, parse_script
from content.recording import script_of, stamp_of, step_of, text_of
from content.script import Act, ComparePins, DropPin
from content.verbs import moves_of
from engine import actions as ac
from engine.actions import AnyAction
from engine.log import Row
from engine.mission import Mission
from engine.scoring import score_mission
from engine.state import State
from tests.engine.plays import random_play
from tests.properties import cases
from tui.headless.engine import EnginePlayer
from tui.headless.play import play

names = st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)
numbers = st.integers(0, 30)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)


def arbitrary() -> st.SearchStrategy[AnyAction]:
    """An action of any kind, with any names."""
    given_kinds = [kind for kind in ac.Action.__subclasses__() if kind is not ac.Start]
    special = {
        ac.Fail: {"what": st.sampled_from(["component", "zone"])},
        ac.PutBack: {"what": st.sampled_from(["component", "zone"])},
        ac.Frame: {"columns": st.integers(1, 5), "rows": st.integers(1, 5), "label": texts},
        ac.Pin: {"quote": texts},
        ac.Configure: {"value": st.one_of(numbers, st.booleans(), names, st.floats(0, 9))},
        ac.DecideBoard: {"value": st.one_of(numbers, names, st.none())},
    }

    def built(kind: type[ac.Action]) -> st.SearchStrategy[AnyAction]:
        fields = {}
        for name, field in kind.model_fields.items():
            if name in ("v", "kind"):
                continue
            plain = numbers if field.annotation is int else names
            fields[name] = special.get(kind, {}).get(name, plain)
        return st.builds(kind, **fields)

    return st.one_of([built(kind) for kind in given_kinds])


@given(action=arbitrary())
@cases(300, 2000)
def test_a_step_asks_for_the_action_that_it_was_made_of(action: AnyAction) -> None:
    (move,) = moves_of(step_of(action))
    if isinstance(action, ac.Compare):
        assert move.pins is not None
        assert [pin.name for pin in move.pins] == [action.left, action.right]
    elif isinstance(action, ac.Unpin):
        assert move.unpin == action.pin
    else:
        assert move.action == action


def replayed(mission: Mission, state: State, rows: list[Row]) -> EnginePlayer:
    """The player of a script that was recorded, written down and read again."""
    script = parse_script(text_of(script_of(mission, state, rows, {})))
    player = EnginePlayer(mission, script)
    result = asyncio.run(play(script, "engine", player))
    assert result.passed, result.failures
    return player


@pytest.mark.parametrize("seed", range(6))
def test_a_random_play_is_recorded_and_replays_to_the_same_events(
    seed: int, small: Mission
) -> None:
    state, rows = random_play(small, seed, most=60)
    again = replayed(small, state, rows)
    assert [row.events for row in again.rows[1:]] == [row.events for row in rows[1:]]


def test_every_walkthrough_is_recorded_and_replays_to_the_same_log(pack: Pack) -> None:
    for script in pack.walkthroughs:
        mission = pack.mission(script.mission)
        player = EnginePlayer(mission, script)
        asyncio.run(play(script, "engine", player))
        again = replayed(mission, player.state, player.rows)
        assert again.rows[1:] == player.rows[1:], script.file
        assert (
            score_mission(mission, again.state).score == score_mission(mission, player.state).score
        )


def test_what_it_was_recorded_on_is_told(small: Mission) -> None:
    state, rows = random_play(small, 3, most=20)
    text = text_of(script_of(small, state, rows, {"kettle-protocol": 0}))
    stamp = stamp_of(small)
    assert f"recorded: {{revision: 1, rules: 2, content: {stamp}}}" in text
    assert "completed: {kettle-protocol: 0}" in text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rules: 2", "rules: 2", ""),
        ("rules: 2", "rules: 1", "rules 1); this is content"),
        ("content: STAMP", "content: 0123456789ab", "(content 0123456789ab, rules 2); this is"),
        (", content: STAMP", "", ""),
    ],
)
def test_a_script_recorded_on_other_content_or_rules_says_so(
    old: str, new: str, told: str, small: Mission
) -> None:
    state, rows = random_play(small, 3, most=20)
    stamp = stamp_of(small)
    text = text_of(script_of(small, state, rows, {})).replace(old.replace("STAMP", stamp), new)
    script = parse_script(text)
    result = asyncio.run(play(script, "engine", EnginePlayer(small, script)))
    assert result.passed
    assert [told in note for note in result.notes] == ([True] if told else [])


def test_the_verbs_of_pins_keep_their_meaning() -> None:
    script = parse_script(
        "format: 1\nmission: m\n"
        "steps: [{pin: {in: a, quote: xyz}}, {compare: [A, B]}, {unpin: A}]\n"
        "expect: {status: open}\n"
    )
    kinds = [type(step) for step in script.steps]
    assert kinds == [Act, ComparePins, DropPin]
    assert PinNames().id_of("A") == "A"
