"""Until the hand-in, certainty can be bought: what a design must be built on has its letter."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.clock import QUARTER_DAYS
from engine.game import step
from tests.content.judged import played
from tests.shipped import shipped

MUST = [
    (mission.slug, fact.id)
    for mission in shipped().missions
    if mission.scored
    for fact in mission.facts
    if fact.must
]


def test_there_are_facts_to_buy() -> None:
    assert len({slug for slug, _ in MUST}) >= 3


@pytest.mark.parametrize(("slug", "fact"), MUST)
def test_what_a_design_must_be_built_on_can_be_had_by_a_late_letter_for_its_days(
    pack: Pack, slug: str, fact: str
) -> None:
    mission = pack.mission(slug)
    at_the_grid = (played(mission, script, ()) for script in pack.walkthroughs_of(slug))
    state = next(state for state in at_the_grid if not state.shared.knows(fact))
    letter = next(late for late in mission.late if fact in late.effects.facts)
    asked, _ = step(mission, state, ac.AskLate(question=letter.id))
    assert asked.shared.knows(fact)
    assert asked.shared.ticks == state.shared.ticks + QUARTER_DAYS * letter.days
