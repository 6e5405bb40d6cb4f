"""The JSON Schema of steps holds what the reader of scripts holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from content.problem import PackFaults, Report
from content.reader import parse_yaml
from content.schema import schemas
from content.source import Place
from content.step_schema import DETAILS, DIRECTIONS
from content.verbs import BARE, OTHERS, WITH_DETAIL
from tests.cli.command import ROOT
from tests.content.scripts import script_of

SCRIPT = Draft202012Validator(schemas()["script"])
STEP = SCRIPT.evolve(schema={"$ref": "#/$defs/Step", "$defs": SCRIPT.schema["$defs"]})
WRITTEN = [
    *sorted(ROOT.glob("playtests/*.yaml")),
    *sorted(ROOT.glob("content/packs/scope_creep/missions/*/walkthroughs/*.yaml")),
]


def step(text: str) -> Any:
    """A step as YAML reads it."""
    return parse_yaml(f"- {text}", Place("x"), Report()).plain()[0]


def told(text: str) -> list[str]:
    """What the schema says of a step."""
    return [error.message for error in STEP.iter_errors(step(text))]


def test_the_scripts_that_the_game_comes_with_meet_it() -> None:
    assert len(WRITTEN) > 40
    for path in WRITTEN:
        values = parse_yaml(path.read_text(), Place(path.name), Report()).plain()
        assert [error.message for error in SCRIPT.iter_errors(values)] == [], path.name


@pytest.mark.parametrize(
    "text",
    [
        "opne: first-order",
        "submit: now",
        "reply: {to: first-order}",
        "reply: {to: first-order, wiht: x}",
        "connect: [app]",
        "place: {kind: cache, as: c, at: [1]}",
        "place: {kind: cache, as: c, at: [1, x]}",
        "configure: {shop: 3}",
        "move: shop",
        "open: [a]",
        "open:",
        "[open, close]",
        "{open: a, close: b}",
        "compare: [a, {in: b}]",
        "refused: {opne: a}",
        "{refused: {open: a}, becuase: b}",
        "restart: now",
        "resize: wide",
        "press: []",
        "press",
        "sees: {txt: a}",
        "sees: {text: a, rows: [0, 2]}",
        "sees: 4",
        "offline",
        "offline: {for: 0}",
        "offline: [opne: a]",
        "fail: {node: a, zone: b}",
        "pick: {scope: []}",
        "own: {rights: {}}",
        "join: {year: [one]}",
        "expect: {trsut: 5}",
    ],
)
def test_a_faulty_step_does_not_meet_it(text: str) -> None:
    assert told(text), text
    with pytest.raises(PackFaults):
        script_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "traffic",
        "finish",
        "finish: inbox",
        "restart",
        "open: {attachment: a.txt}",
        "compare: [left, {in: a, quote: b}]",
        "configure: {shop: {replicas: 2, async_writes: true}}",
        "set: {cap: 62, shape: {value: capped, at: 1}}",
        "order: {year: {q1: [registry], not-now: [drones]}}",
        "restore: {zone: A}",
        "{refused: {open: a}, because: asleep}",
        "offline: [{open: a}, {sees: b}]",
        "press: [j, 1, enter]",
        "sees: {text: [a, 4], not: b, rows: [-3, -1]}",
        "expect: {trust: {at_least: 40}}",
    ],
)
def test_a_sound_step_meets_it(text: str) -> None:
    assert told(text) == []
    script_of(text)


def test_every_verb_is_told_and_none_that_there_is_not() -> None:
    told, _ = (STEP.schema["$defs"]["Step"]["anyOf"][n]["properties"] for n in (1, 2))
    assert set(told) == {*WITH_DETAIL, *OTHERS} - {"refused", "restart"}
    assert set(DETAILS) <= set(WITH_DETAIL) and set(DIRECTIONS) <= set(OTHERS)
    assert all(form["description"] for verb, form in told.items() if verb != "expect")


details = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["a", "2", "120x40"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "to", "with", "in", "quote", "at"]), inner)
    ),
    max_leaves=5,
)


@given(st.sampled_from([*BARE, *WITH_DETAIL, *OTHERS]), details)
def test_whatever_can_be_read_meets_it(verb: str, detail: Any) -> None:
    written = verb if detail is None else f"{verb}: {_flow(detail)}"
    try:
        script_of(written)
    except PackFaults:
        return
    assert told(written) == []


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return json.dumps(value)
