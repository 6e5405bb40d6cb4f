"""Every rule at nothing, in part and in full, with what it says and whom it points at."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from engine.design import graph, links
from engine.design.graph import Cell, Design, Illegal
from engine.design.load import Load
from engine.design.rules import KINDS, Rule, Verdict, View, judge
from tests.engine.design.kinds import design, load
from tests.engine.design.rule_cases import BOTH, CASES, KINDS_HERE, Case

ALL_OR_NOTHING = {"forbid_component", "forbid_edge"}
RULES: TypeAdapter[Rule] = TypeAdapter(Rule)


def rule_of(fields: dict[str, Any]) -> Rule:
    return RULES.validate_python({"id": "r", **fields})


def said(fields: dict[str, Any], drawn: Design, under: Load) -> Verdict:
    return judge((rule_of(fields),), drawn, KINDS_HERE, under)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule['kind']}-{c.score}")
def test_a_rule_pays_says_and_points_as_its_row_tells(case: Case) -> None:
    found = said(case.rule, case.drawn, case.load)
    assert found.score == pytest.approx(case.score, abs=0.01)
    assert case.says in found.text
    assert found.text.endswith(".")
    if case.nodes:
        assert found.nodes == case.nodes
    if found.met:
        assert found.nodes == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_is_tried_at_nothing_in_part_and_in_full(kind: str) -> None:
    scores = {case.score for case in CASES if case.rule["kind"] == kind}
    assert {0, 1} <= scores
    assert kind in ALL_OR_NOTHING or any(0 < score < 1 for score in scores)


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_says_something_of_an_empty_grid_and_of_a_circle(kind: str) -> None:
    fields = next(case.rule for case in CASES if case.rule["kind"] == kind)
    circle = design("client", "server1", "server2", "db", links=(
        ("client", "server1"), ("server1", "server2"), ("server2", "server1"), ("server1", "db"),
    ))  # fmt: skip
    for drawn in (Design(), circle):
        found = said(fields, drawn, BOTH)
        assert 0 <= found.score <= 1
        assert found.text


PLACES = [Cell(x=x, y=y) for y in range(3) for x in range(3)]


@st.composite
def drawings(draw: st.DrawFn) -> Design:
    """A design as a player could come to it, by edits that the grid allows."""
    drawn = Design()
    kinds = draw(
        st.lists(st.sampled_from([k.id for k in KINDS_HERE.kinds]), min_size=1, max_size=9)
    )
    for number, name in enumerate(kinds):
        drawn = graph.place(
            drawn, KINDS_HERE, kind=name, node_id=f"{name}-{number}", label="", cell=PLACES[number]
        )
    ends = st.sampled_from([node.id for node in drawn.nodes])
    for source, target in draw(st.lists(st.tuples(ends, ends), max_size=14)):
        try:
            drawn = links.connect(drawn, KINDS_HERE, source, target)
        except Illegal:
            continue
    return drawn


@given(drawn=drawings(), rps=st.floats(0.1, 5000))
@settings(max_examples=60, deadline=None)
def test_no_design_gets_less_than_nothing_or_more_than_all(drawn: Design, rps: float) -> None:
    rules = tuple(
        RULES.validate_python({"id": f"r{number}", **case.rule})
        for number, case in enumerate(CASES)
    )
    names = {node.id for node in drawn.nodes}
    for rule, verdict in zip(rules, judge(rules, drawn, KINDS_HERE, BOTH.at(rps)), strict=True):
        score, _, _ = rule.answer(View(drawn, KINDS_HERE, BOTH.at(rps)))
        assert -1e-9 <= score <= 1 + 1e-9, rule.kind
        assert set(verdict.nodes) <= names


LOOSER: list[tuple[dict[str, Any], str, float, float]] = [
    ({"kind": "performance", "throughput_rps": 50}, "response_time_ms", 1, 5000),
    ({"kind": "not_saturated", "components": ["*"]}, "at_most", 0.1, 3),
    ({"kind": "error_rate"}, "at_most", 0.0001, 0.9),
    ({"kind": "budget"}, "at_most", 1, 1000),
    ({"kind": "headroom"}, "at_most", 0.05, 1),
    ({"kind": "rpo_rto", "components": ["database"], "back_s": 600}, "lost_s", 0, 100_000),
    ({"kind": "rpo_rto", "components": ["database"], "lost_s": 60}, "back_s", 1, 100_000),
]
STRICTER: list[tuple[dict[str, Any], str, float, float]] = [
    ({"kind": "available"}, "at_least", 0.5, 0.99999),
    ({"kind": "no_waste"}, "at_least", 0, 0.9),
]


@pytest.mark.parametrize(
    ("fields", "bound", "low", "high", "looser"),
    [*((*row, True) for row in LOOSER), *((*row, False) for row in STRICTER)],
    ids=lambda value: value["kind"] if isinstance(value, dict) else None,
)
@given(data=st.data(), drawn=drawings())
@settings(max_examples=25, deadline=None)
def test_a_looser_bound_never_pays_less(
    fields: dict[str, Any],
    bound: str,
    low: float,
    high: float,
    looser: bool,
    data: st.DataObject,
    drawn: Design,
) -> None:
    one, other = sorted(data.draw(st.tuples(st.floats(low, high), st.floats(low, high))))
    strict, loose = (one, other) if looser else (other, one)
    paid = [said({**fields, bound: value}, drawn, load(50)).score for value in (strict, loose)]
    assert paid[0] <= paid[1] + 1e-9


@given(data=st.data(), drawn=drawings())
@settings(max_examples=40, deadline=None)
def test_one_thing_mended_never_pays_less(data: st.DataObject, drawn: Design) -> None:
    """A watch link, an encrypted store, a store at home, a link less past a guard."""
    stores = [n.id for n in drawn.nodes if n.kind == "db"]
    watchers = [n.id for n in drawn.nodes if n.kind == "monitoring"]
    mends: list[tuple[dict[str, Any], Design]] = []
    for store in stores:
        sealed = graph.configure(drawn, KINDS_HERE, store, "encrypted", True)
        away = graph.configure(drawn, KINDS_HERE, store, "region", "away")
        mends.append(({"kind": "encrypted", "components": ["database"]}, sealed))
        fields = {"kind": "residency", "components": ["database"], "regions": ["away"]}
        mends.append((fields, away))
    for watcher in watchers:
        for node in drawn.nodes:
            try:
                mends.append(
                    ({"kind": "observed"}, links.connect(drawn, KINDS_HERE, node.id, watcher))
                )
            except Illegal:
                continue
    assume(mends)
    fields, mended = data.draw(st.sampled_from(mends))
    assert said(fields, mended, load(50)).score >= said(fields, drawn, load(50)).score


def test_a_rule_that_forbids_nothing_is_no_rule() -> None:
    with pytest.raises(ValidationError, match="say what is forbidden"):
        rule_of({"kind": "forbid_setting", "component": "db", "setting": "region"})
    with pytest.raises(ValidationError):
        rule_of({"kind": "required_components", "components": []})


def test_a_rule_names_what_the_catalogue_and_the_load_do_not_know() -> None:
    wrong = [
        {"kind": "encrypted", "components": ["server"]},
        {"kind": "residency", "components": ["db"], "regions": ["mars"]},
        {"kind": "data_not_in", "data": "medical", "components": ["db"]},
        {"kind": "forbid_setting", "component": "db", "setting": "colour", "values": ["red"]},
        {"kind": "observed", "by": "watchman"},
        {"kind": "error_rate", "at_most": 0.01, "request": "return"},
    ]
    for fields in wrong:
        lost = [w.name for w in rule_of(fields).wanted(KINDS_HERE, BOTH) if w.name not in w.known]
        assert lost, fields
    for case in CASES:
        if case.rule["kind"] != "data_not_in":
            told = rule_of(case.rule).wanted(KINDS_HERE, BOTH)
            assert all(w.name in w.known for w in told), case.rule
