"""Unlock trees: what they ask, in words that a player reads."""

from __future__ import annotations

from typing import Any

import pytest

from engine.unlocks import BadTree, Explanation, Facts, door, explain, holds, parse_tree

KNOWN = Facts(
    completed=(("intro-1", 72),),
    level=3,
    skills=(("data", 2),),
    flags=("emeka_blamed",),
    energy=55,
)


def lines(told: Explanation, indent: str = "") -> list[str]:
    """An explanation as a tree of text."""
    mark = "+" if told.met else "-"
    own = (
        f"{indent}{mark} {told.words} ({told.have})"
        if told.have
        else f"{indent}{mark} {told.words}"
    )
    return [own, *(line for inner in told.inner for line in lines(inner, indent + "  "))]


DONE = {"type": "missions_completed", "mission_ids": ["intro-1"]}
LEVEL = {"type": "player_level", "minimum": 5}
WORDS: tuple[tuple[Any, list[str]], ...] = (
    ({}, ["+ all of these"]),
    (DONE, ["+ intro-1 done"]),
    ({"mission_ids": ["third"]}, ["- third done"]),
    ({"mission_ids": ["intro-1"], "minimum_score": 70}, ["+ intro-1 score"]),
    ({"mission_ids": ["intro-1"], "minimum_score": 80}, ["- intro-1 score (72 of 80)"]),
    ({"mission_ids": ["third"], "minimum_score": 80}, ["- third score (none of 80)"]),
    (
        {"mission_ids": ["intro-1", "third"]},
        ["- all of these", "  + intro-1 done", "  - third done"],
    ),
    ({"mission_ids": []}, ["+ all of these"]),
    (LEVEL, ["- level (3 of 5)"]),
    ({"type": "simple", "required_level": 1}, ["+ level (3 of 1)"]),
    ({"type": "skills_unlocked", "skills": ["data"]}, ["+ data (2 of 1)"]),
    (
        {"type": "skills_unlocked", "skills": ["care_work"], "levels": {"care_work": 4}},
        ["- care work (0 of 4)"],
    ),
    ({"type": "flag_set", "flag": "emeka_blamed"}, ["+ emeka blamed"]),
    ({"type": "flag_set", "flag": "coop_capped"}, ["- coop capped (not so)"]),
    (
        {"type": "NOT", "conditions": [{"type": "flag_set", "flag": "emeka_blamed"}]},
        ["- no emeka blamed (it was)"],
    ),
    (
        {"type": "NOT", "conditions": [{"type": "flag_set", "flag": "coop_capped"}]},
        ["+ no coop capped"],
    ),
    ({"type": "NOT", "conditions": [DONE]}, ["- not", "  + intro-1 done"]),
    (
        {"type": "NOT", "conditions": [DONE, LEVEL]},
        ["+ not all of these", "  + intro-1 done", "  - level (3 of 5)"],
    ),
    ({"type": "energy", "minimum": 60}, ["- energy (55 of 60)"]),
    ({"type": "OR", "conditions": []}, ["- one of these"]),
    ({"type": "OR", "conditions": [LEVEL]}, ["- level (3 of 5)"]),
    (
        {"type": "OR", "conditions": [LEVEL, DONE]},
        ["+ either of these", "  - level (3 of 5)", "  + intro-1 done"],
    ),
    (
        {"type": "AT_LEAST", "count": 2, "conditions": [LEVEL, DONE, {}]},
        ["+ 2 of these (2 of 2)", "  - level (3 of 5)", "  + intro-1 done", "  + all of these"],
    ),
    ({"type": "AT_LEAST", "count": 1, "conditions": [LEVEL]}, ["- level (3 of 5)"]),
    (
        {"type": "AT_LEAST", "count": 0, "conditions": [LEVEL]},
        ["+ 0 of these (0 of 0)", "  - level (3 of 5)"],
    ),
)


@pytest.mark.parametrize(("document", "expected"), WORDS)
def test_a_tree_is_told_in_words(document: Any, expected: list[str]) -> None:
    tree = parse_tree(document)
    told = explain(tree, KNOWN)
    assert lines(told) == expected
    assert told.met == holds(tree, KNOWN)


def test_groups_may_be_written_in_small_letters_and_under_either_key() -> None:
    for node in ({"logic": "or"}, {"type": "Or"}, {"type": "OR", "logic": "AND"}):
        assert holds(parse_tree({**node, "conditions": [LEVEL, DONE]}), KNOWN)
    for name in ("nor", "or ", "ＯＲ", "AT_LEAſT"):
        with pytest.raises(BadTree, match="unknown condition"):
            parse_tree({"type": name, "conditions": [], "count": 0})


def test_a_door_asks_both_trees_and_nothing_where_there_is_none() -> None:
    assert door(None, {}) == parse_tree({})
    assert door({}, LEVEL) == door(LEVEL, None) == parse_tree(LEVEL)
    assert door(DONE, LEVEL) == parse_tree({"logic": "AND", "conditions": [DONE, LEVEL]})
    with pytest.raises(BadTree):
        door(DONE, [])


def test_a_tree_names_every_mission_in_it() -> None:
    tree = {
        "type": "NOT",
        "conditions": [DONE, {"type": "OR", "conditions": [{"mission_ids": ["b", "c"]}]}],
    }
    assert parse_tree(tree).missions() == ("intro-1", "b", "c")
