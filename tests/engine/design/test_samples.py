"""Five sample designs teach what they are there for, and nothing easier passes.

Their figures were set with 0.9, 1 and 1.1 times their load in sight; 0.94 and 1.06 are held out.
"""

from __future__ import annotations

import json

import pytest

from content.loader import Pack
from engine.design import react_flow
from engine.design.graph import Design
from engine.design.rules import CAPPED_AT
from engine.design.traffic import evaluate
from tests.engine.design.sampled import NAMES, Sample, more_of_everything, sample

TIMES = (0.9, 0.94, 1.0, 1.06, 1.1)
FEW = 45
"""What an empty grid gets at most: for forbidden things that are not there, and for money."""


@pytest.fixture(scope="module", params=NAMES)
def one(request: pytest.FixtureRequest, pack: Pack) -> Sample:
    return sample(request.param, pack.catalogue)


def test_there_are_five() -> None:
    assert NAMES == (
        "cdn-fronted-stream",
        "overload-with-retries",
        "read-heavy-portal",
        "two-zone-bank",
        "write-heavy-ingest",
    )


@pytest.mark.parametrize("times", TIMES)
def test_the_reference_meets_every_rule(one: Sample, times: float) -> None:
    assert one.unmet(one.reference, times) == set()
    assert one.score(one.reference, times) == 100


@pytest.mark.parametrize("times", TIMES)
def test_without_its_key_it_loses(one: Sample, times: float) -> None:
    assert one.score(one.drawn(one.form.without_key), times) <= CAPPED_AT


@pytest.mark.parametrize("times", TIMES)
def test_every_bad_design_loses(one: Sample, times: float) -> None:
    for name, edits in one.form.bad.items():
        assert one.score(one.drawn(edits), times) <= CAPPED_AT, name


@pytest.mark.parametrize("times", TIMES)
def test_an_empty_or_untouched_grid_loses(one: Sample, times: float) -> None:
    assert one.score(Design(), times) <= FEW
    assert one.score(one.opening, times) < CAPPED_AT


@pytest.mark.parametrize("times", TIMES)
def test_more_of_everything_breaks_the_budget(one: Sample, times: float) -> None:
    for design in (one.opening, one.reference):
        most = more_of_everything(design, one.catalogue)
        assert one.budget.id in one.unmet(most, times)
        assert one.score(most, times) <= CAPPED_AT


def test_every_rule_of_a_sample_is_broken_by_something(one: Sample) -> None:
    """A rule that no design here breaks would be no lesson."""
    broken = set(one.unmet(Design())) | set(one.unmet(one.opening))
    broken |= one.unmet(more_of_everything(one.reference, one.catalogue))
    for edits in (one.form.without_key, *one.form.bad.values()):
        broken |= one.unmet(one.drawn(edits))
    forbidding = {"no-copies", "at-home", "no-waste"}
    assert {rule.id for rule in one.form.rules} - broken <= forbidding


def test_a_sample_says_what_is_wrong_and_points_at_it(one: Sample) -> None:
    for edits in (one.form.without_key, *one.form.bad.values()):
        design = one.drawn(edits)
        for verdict in one.judged(design):
            assert verdict.text
            assert set(verdict.nodes) <= set(design.by_id)


def test_the_stored_form_of_a_sample_has_the_same_figures(one: Sample) -> None:
    stored = react_flow.parse(json.loads(json.dumps(react_flow.document(one.reference))))
    assert one.judged(stored) == one.judged(one.reference)
    before = evaluate(one.reference, one.catalogue, one.form.load)
    assert evaluate(stored, one.catalogue, one.form.load) == before
