"""Doors are judged by the engine and by SQL: the same faults, the same answer, the same words."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from db.server import SUPERUSER, ServerAddress
from engine.unlocks import (
    DEEPEST,
    FORMS,
    LARGEST_TREE,
    BadTree,
    Condition,
    Explanation,
    Facts,
    door,
    explain,
    holds,
    parse_tree,
)
from engine.unlocks.clause import Form
from tests.db.door_trees import facts, spoilt, trees

BATCH = 25
"""Cases that one statement asks."""
LEAF = {"type": "energy", "minimum": 3}


def faults_of(tree: Any) -> list[str]:
    try:
        parse_tree(tree)
    except BadTree as bad:
        return list(bad.faults)
    return []


def in_sql(admin: psycopg.Connection, question: str, cases: list[Any]) -> list[Any]:
    """What SQL says of each case `c`, all in one statement."""
    rows = admin.execute(
        f"SELECT {question} FROM jsonb_array_elements(%s) WITH ORDINALITY AS e(c, n) ORDER BY n",
        (Jsonb(cases),),
    ).fetchall()
    return [row[0] for row in rows]


def agree_on_answers(server: ServerAddress, cases: list[tuple[Any, Facts]]) -> None:
    asked = [{"tree": tree, "facts": known.model_dump(mode="json")} for tree, known in cases]
    parsed = [parse_tree(tree) for tree, _ in cases]
    with psycopg.connect(server.conninfo(SUPERUSER)) as admin:
        found = in_sql(
            admin,
            "jsonb_build_array(private.check_tree(c -> 'tree'),"
            " private.holds(c -> 'tree', c -> 'facts'),"
            " private.explain_tree(c -> 'tree', c -> 'facts'))",
            asked,
        )
    for tree, (_, known), (faults, held, told) in zip(parsed, cases, found, strict=True):
        assert (faults, held) == ([], holds(tree, known))
        assert told == explain(tree, known).model_dump(mode="json")


def agree_on_faults(server: ServerAddress, cases: list[Any]) -> None:
    with psycopg.connect(server.conninfo(SUPERUSER)) as admin:
        found = in_sql(admin, "to_jsonb(private.check_tree(c))", cases)
    assert found == [faults_of(tree) for tree in cases]


answers = st.lists(st.tuples(trees, facts), min_size=1, max_size=BATCH)
malformed = st.lists(spoilt(), min_size=1, max_size=BATCH)
quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
long = settings(quick, max_examples=300, suppress_health_check=list(HealthCheck))


@given(cases=answers)
@quick
def test_every_tree_holds_in_both_and_is_told_in_the_same_words(
    server: ServerAddress, cases: list[tuple[Any, Facts]]
) -> None:
    agree_on_answers(server, cases)


@given(cases=malformed)
@quick
def test_every_fault_is_told_by_both_at_the_same_place(
    server: ServerAddress, cases: list[Any]
) -> None:
    agree_on_faults(server, cases)


@pytest.mark.slow
@given(cases=answers)
@long
def test_thousands_of_trees_hold_in_both(
    server: ServerAddress, cases: list[tuple[Any, Facts]]
) -> None:
    agree_on_answers(server, cases)


@pytest.mark.slow
@given(cases=malformed)
@long
def test_thousands_of_malformed_trees_are_refused_by_both(
    server: ServerAddress, cases: list[Any]
) -> None:
    agree_on_faults(server, cases)


MALFORMED: tuple[tuple[Any, str], ...] = (
    ([], "$: a condition must be an object"),
    ("AND", "$: a condition must be an object"),
    ({"note": 1}, "$: a condition needs a type"),
    ({"type": None, "logic": "AND", "conditions": []}, "$.type: must be a name"),
    ({"logic": 3, "mission_ids": []}, "$.logic: must be a name"),
    ({"type": "AND", "conditions": {}}, "$.conditions: must be a list"),
    ({"type": "OR", "conditions": [{"type": "x"}]}, "$.conditions[0].type: unknown condition 'x'"),
    ({"type": "NOT", "conditions": []}, "$.conditions: NOT needs a condition"),
    ({"type": "AT_LEAST", "count": 3, "conditions": []}, "$.count: must be a whole number from 0"),
    ({"type": "AT_LEAST", "count": True, "conditions": [{}]}, "$.count: must be a whole number"),
    ({"type": "player_level", "minimum": True}, "$.minimum: must be a whole number"),
    ({"type": "player_level", "minimum": 5.0}, "$.minimum: must be a whole number"),
    ({"type": "player_level", "minimum": 10**30}, "$.minimum: must be a whole number"),
    ({"type": "player_level"}, "$.minimum: must be a whole number"),
    ({"type": "missions_completed", "mission_ids": "intro-1"}, "$.mission_ids: must be a list"),
    ({"type": "missions_completed", "mission_ids": [1]}, "$.mission_ids: must be a list"),
    ({"mission_ids": [], "minimum_score": None}, "$.minimum_score: must be a whole number"),
    ({"type": "skills_unlocked", "skills": [], "levels": None}, "$.levels: must give whole"),
    ({"type": "flag_set", "flag": ""}, "$.flag: must be a name"),
)


@pytest.mark.parametrize(("tree", "fault"), MALFORMED)
def test_a_malformed_tree_is_told_with_its_path_and_words(
    admin: psycopg.Connection, tree: Any, fault: str
) -> None:
    told = faults_of(tree)
    assert told[0].startswith(fault)
    assert in_sql(admin, "private.check_tree(c)", [tree]) == [told]


def test_faults_are_found_behind_what_already_decides(admin: psycopg.Connection) -> None:
    shut = {"type": "OR", "conditions": []}
    tree = {
        "logic": "AND",
        "conditions": [
            {"type": "OR", "conditions": [{}, {"type": "nonsense"}]},
            {"type": "AND", "conditions": [shut, {"type": "energy", "minimum": "5"}]},
            {"type": "AT_LEAST", "count": 0, "conditions": [3]},
        ],
    }
    told = [fault.split(": ")[0] for fault in faults_of(tree)]
    assert told == [
        "$.conditions[0].conditions[1].type",
        "$.conditions[1].conditions[1].minimum",
        "$.conditions[2].conditions[0]",
    ]
    assert in_sql(admin, "private.check_tree(c)", [tree]) == [faults_of(tree)]


def nested(depth: int) -> Any:
    tree: Any = LEAF
    for _ in range(depth):
        tree = {"logic": "AND", "conditions": [tree]}
    return tree


def wide(count: int) -> Any:
    return {"logic": "AND", "conditions": [LEAF] * (count - 1)}


def test_trees_are_bounded_in_depth_and_size_at_the_same_node(admin: psycopg.Connection) -> None:
    cases = [nested(DEEPEST), nested(DEEPEST + 1), wide(LARGEST_TREE), wide(LARGEST_TREE + 1)]
    told = [faults_of(tree) for tree in cases]
    words = "the tree is too deep or too large"
    assert told == [
        [],
        [f"${'.conditions[0]' * (DEEPEST + 1)}: {words}"],
        [],
        [f"$.conditions[{LARGEST_TREE - 1}]: {words}"],
    ]
    assert in_sql(admin, "private.check_tree(c)", cases) == told


def test_the_heaviest_tree_that_is_taken_still_compiles(admin: psycopg.Connection) -> None:
    tree: Any = {"type": "AT_LEAST", "count": 2, "conditions": [LEAF] * 170}
    for _ in range(DEEPEST - 1):
        tree = {"type": "AT_LEAST", "count": 2, "conditions": [LEAF, tree, LEAF]}
    known = Facts(energy=2)
    assert holds(parse_tree(tree), known) is False
    for energy in (2, 3):
        known = Facts(energy=energy)
        asked = [{"tree": tree, "facts": known.model_dump(mode="json")}]
        held = in_sql(admin, "private.holds(c -> 'tree', c -> 'facts')", asked)
        assert held == [holds(parse_tree(tree), known)] == [energy == 3]


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_that_cannot_be_stored_is_refused_by_both(
    admin: psycopg.Connection, text: str
) -> None:
    tree = {**LEAF, "note": [text]}
    assert faults_of(tree) == ["$: text holds a character that cannot be stored"]
    with pytest.raises(psycopg.errors.DataError):
        admin.execute("SELECT private.check_tree(%s::jsonb)", (json.dumps(tree),))


def test_every_condition_of_the_engine_has_its_twin_in_sql(admin: psycopg.Connection) -> None:
    rows = admin.execute(
        "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'private'::regnamespace"
        " AND p.proname ~ '^condition_.*_(faults|path|told)$'"
    ).fetchall()
    assert {row[0] for row in rows} == {
        f"condition_{name}_{does}" for name in FORMS for does in ("faults", "path", "told")
    }


class Rested(Condition):
    """A kind of condition that this test alone knows."""

    def holds(self, facts: Facts) -> bool:
        return facts.energy == 100

    def explain(self, facts: Facts) -> Explanation:
        return Explanation(met=self.holds(facts), words="rested")


RESTED = """
CREATE FUNCTION private.condition_rested_faults(p_node jsonb) RETURNS text[]
    LANGUAGE sql RETURN '{}'::text[];
CREATE FUNCTION private.condition_rested_path(p_node jsonb) RETURNS text
    LANGUAGE sql RETURN '$.energy == 100';
CREATE FUNCTION private.condition_rested_told(p_node jsonb, p_facts jsonb) RETURNS jsonb
    LANGUAGE sql RETURN private.told((p_facts ->> 'energy')::integer = 100, 'rested');
"""


def test_a_new_kind_is_one_form_and_its_functions(
    admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = {"type": "AT_LEAST", "count": 2, "conditions": [{"type": "rested"}, LEAF, {}]}
    asked = [
        {"tree": tree, "facts": Facts(energy=energy).model_dump(mode="json")} for energy in (0, 100)
    ]
    assert in_sql(admin, "private.check_tree(c -> 'tree')", asked)[0] == faults_of(tree) != []
    monkeypatch.setitem(FORMS, "rested", Form("rested", (), lambda clause: Rested()))
    with admin.transaction(force_rollback=True):
        admin.execute(RESTED)
        assert in_sql(admin, "private.check_tree(c -> 'tree')", asked)[0] == faults_of(tree) == []
        assert in_sql(admin, "private.holds(c -> 'tree', c -> 'facts')", asked) == [False, True]
        told = in_sql(admin, "private.explain_tree(c -> 'tree', c -> 'facts')", asked)
    parsed = parse_tree(tree)
    assert told == [
        explain(parsed, Facts(energy=energy)).model_dump(mode="json") for energy in (0, 100)
    ]


@pytest.mark.parametrize("own", [None, {}, {"type": "simple", "required_level": 4}])
@pytest.mark.parametrize("prerequisites", [None, {}, {"mission_ids": ["intro-1", "third"]}])
def test_both_trees_of_a_mission_make_one_door(
    admin: psycopg.Connection, own: Any, prerequisites: Any
) -> None:
    known = Facts(completed=(("intro-1", 60),))
    asked = [{"own": own, "pre": prerequisites, "facts": known.model_dump(mode="json")}]
    found = in_sql(
        admin,
        "private.explain_tree(private.door_tree(c -> 'own', c -> 'pre'), c -> 'facts')",
        asked,
    )
    assert found == [explain(door(own, prerequisites), known).model_dump(mode="json")]
