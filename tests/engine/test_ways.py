"""The nearest way in: it works, it is the cheapest, and nothing on it is idle."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.loader import Pack
from engine.dialogue import Points
from engine.mission import MissionCard
from engine.results import card_experience, card_skills
from engine.unlocks import (
    All,
    Any_,
    AtLeast,
    Facts,
    FlagSet,
    MissionsCompleted,
    PlayerLevel,
    SkillsUnlocked,
    Tree,
    holds,
    level_of,
    parse_tree,
)
from engine.ways import FAIR_SCORE, STRETCH, Way, Ways

NAMES = ("a", "b", "c", "d")


def card(slug: str, minutes: int = 40, skills: tuple[Points, ...] = ()) -> MissionCard:
    return MissionCard(
        slug=slug,
        code=slug.upper(),
        title=slug,
        order_index=NAMES.index(slug),
        difficulty="beginner",
        act=1,
        client="client",
        client_short="client",
        map_title=(slug,),
        short_title=slug,
        teaser="",
        phases=("email_discovery",),
        estimated_duration=minutes,
        learning_objectives=(),
        skills=skills,
    )


def done(*slugs: str, at: int = 0) -> MissionsCompleted:
    return MissionsCompleted(mission_ids=slugs, minimum_score=at)


def after(cards: dict[str, MissionCard], plan: tuple[tuple[str, int], ...]) -> Facts:
    skills: dict[str, int] = {}
    xp = 0
    for slug, score in plan:
        xp += card_experience(cards[slug], score)
        for skill, points in card_skills(cards[slug], score).items():
            skills[skill] = skills.get(skill, 0) + points
    return Facts(
        completed=tuple(sorted(plan)), level=level_of(xp), skills=tuple(sorted(skills.items()))
    )


def leads(
    cards: dict[str, MissionCard],
    trees: dict[str, Tree],
    plan: tuple[tuple[str, int], ...],
    goal: str,
) -> bool:
    """Whether each mission is open in its turn, and the goal at the end."""
    turns = all(holds(trees[slug], after(cards, plan[:n])) for n, (slug, _) in enumerate(plan))
    return turns and holds(trees[goal], after(cards, plan))


leaf = st.one_of(
    st.builds(done, st.sampled_from(NAMES), at=st.sampled_from((0, 50, 60, 80, 95))),
    st.builds(PlayerLevel, minimum=st.integers(1, 3)),
    st.just(SkillsUnlocked(skills=("tea",), levels=(("tea", 3),))),
    st.just(FlagSet(flag="never")),
)
trees_of = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(All, conditions=st.tuples(inner, inner)),
        st.builds(Any_, conditions=st.tuples(inner, inner)),
        st.builds(AtLeast, count=st.just(2), conditions=st.tuples(inner, inner, inner)),
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=60)
@given(st.tuples(*[trees_of] * 4), st.tuples(*[st.sampled_from((5, 30, 45))] * 4))
def test_no_plan_is_cheaper_than_the_nearest_way(
    grown: tuple[Tree, ...], minutes: tuple[int, ...]
) -> None:
    tea = (Points(name="tea", value=2),)
    cards = {n: card(n, m, tea if n in "ab" else ()) for n, m in zip(NAMES, minutes, strict=True)}
    trees = {**dict(zip(NAMES, grown, strict=True)), "a": All()}
    goal = "d"
    way = Ways(tuple(cards.values()), trees, Facts(), 0).nearest(goal)
    scores = (60, 80, 95)
    cheapest = min(
        (
            sum(cards[s].estimated_duration + STRETCH * (at - FAIR_SCORE) for s, at in plan)
            for size in range(4)
            for order in permutations("abc", size)
            for given_scores in product(scores, repeat=size)
            if leads(cards, trees, plan := tuple(zip(order, given_scores, strict=True)), goal)
        ),
        default=None,
    )
    if cheapest is None:
        assert way is None
        return
    assert way is not None
    plan = tuple((step.slug, step.score) for step in way.steps)
    assert leads(cards, trees, plan, goal)
    price = way.minutes + sum(STRETCH * max(0, at - FAIR_SCORE) for _, at in plan)
    assert price <= cheapest


def test_a_step_for_which_any_score_does_says_so() -> None:
    cards = (card("a"), card("b"))
    way = Ways(cards, {"a": All(), "b": done("a")}, Facts(), 0).nearest("b")
    assert way and [(step.slug, step.score) for step in way.steps] == [("a", 0)]


def test_an_open_door_needs_no_steps_and_a_flag_that_is_gone_cannot_be_played_for() -> None:
    cards = (card("a"), card("b"))
    ways = Ways(cards, {"a": All(), "b": FlagSet(flag="gone")}, Facts(), 0)
    assert ways.nearest("a") == Way(steps=(), minutes=0)
    assert ways.nearest("b") is None


def test_a_finished_mission_is_played_again_where_only_its_score_is_short() -> None:
    cards = (card("a"), card("b"))
    facts = Facts(completed=(("a", 62),))
    way = Ways(cards, {"a": All(), "b": done("a", at=70)}, facts, 62).nearest("b")
    assert way and [(step.slug, step.score) for step in way.steps] == [("a", 70)]


def test_one_mission_at_a_high_score_is_offered_beside_two_at_fair_ones() -> None:
    cards = (card("a", 20), card("b"), card("c"))
    door = parse_tree(
        {
            "logic": "OR",
            "conditions": [
                {"type": "missions_completed", "mission_ids": ["a", "b"]},
                {"type": "missions_completed", "mission_ids": ["a"], "minimum_score": 95},
            ],
        }
    )
    ways = Ways(cards, {"a": All(), "b": All(), "c": door}, Facts(), 0)
    way = ways.nearest("c")
    assert way and {step.slug for step in way.steps} == {"a", "b"}
    shorter = ways.shorter("c", way)
    assert shorter and [(step.slug, step.score) for step in shorter.steps] == [("a", 95)]


@pytest.mark.parametrize("code", [f"M{number:02d}" for number in range(25)])
def test_every_door_of_the_campaign_has_a_way_for_a_new_player(pack: Pack, code: str) -> None:
    from tui.board.entries import tree_of

    cards = {c.slug: c for c in pack.cards}
    trees = {slug: tree_of(c) for slug, c in cards.items()}
    goal = next(c.slug for c in pack.cards if c.code == code)
    way = Ways(tuple(pack.cards), trees, Facts(), 0).nearest(goal)
    assert way is not None
    assert leads(cards, trees, tuple((step.slug, step.score) for step in way.steps), goal)
