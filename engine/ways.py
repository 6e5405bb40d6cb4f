"""The nearest way through a closed door: the cheapest set of missions whose play opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush

from engine.frozen import Frozen
from engine.mission import MissionCard
from engine.results import ALL_PLUS_FROM, FIRST_PLUS_FROM, card_experience, card_skills
from engine.unlocks import (
    All,
    Any_,
    AtLeast,
    Facts,
    MissionsCompleted,
    Not,
    PlayerLevel,
    SkillsUnlocked,
    Tree,
    level_of,
)

FAIR_SCORE = 60
"""What a plan expects of a mission, unless a door asks for more."""
AIMS = (FAIR_SCORE, FIRST_PLUS_FROM, ALL_PLUS_FROM)
"""Scores that a plan aims at where more is earned by a better one."""
EASIER = (0, 50, FAIR_SCORE)
"""Scores that a step is tried with, the easiest first, once the plan stands."""
STRETCH = 1.5
"""Minutes that a point above a fair score counts as, for it has to be played for."""
NEAR = 5
"""A door that wants more missions than this in any case is not searched exactly."""
PATIENCE = 400
"""Plans looked into before the search settles for a good one instead of the best."""


class Step(Frozen):
    """One mission on the way, and the score that it takes; 0 where any does."""

    slug: str
    score: int = 0


class Way(Frozen):
    """The missions to play, in an order in which each is open when its turn comes."""

    steps: tuple[Step, ...]
    minutes: int


@dataclass(frozen=True)
class _Standing:
    """What a player would have after some missions."""

    scores: dict[str, int]
    xp: int
    skills: dict[str, int]

    @cached_property
    def level(self) -> int:
        return level_of(self.xp)


Test = Callable[[_Standing], bool]
Plan = tuple[tuple[str, int], ...]


class Ways:
    """Finds ways for one player over one campaign."""

    def __init__(
        self,
        cards: tuple[MissionCard, ...],
        trees: Mapping[str, Tree],
        facts: Facts,
        xp: int,
        minutes: Mapping[str, int] | None = None,
    ) -> None:
        """`minutes` is what is left of missions that are under way."""
        self._cards = {card.slug: card for card in cards}
        self._trees = trees
        self._tests = {slug: _test(tree, facts) for slug, tree in trees.items()}
        self._minutes = {c.slug: c.estimated_duration for c in cards} | dict(minutes or {})
        self._gains: dict[tuple[str, int], tuple[int, dict[str, int]]] = {}
        self._now = _Standing(dict(facts.completed), xp, dict(facts.skills))

    def nearest(self, slug: str) -> Way | None:
        """The cheapest way in; empty where the door is open, None where no play opens it."""
        relevant = self._relevant(slug)
        plan = self._search(slug, relevant, len(relevant)) or self._play_and_prune(slug, relevant)
        return None if plan is None else self._way(slug, plan)

    def shorter(self, slug: str, way: Way) -> Way | None:
        """A way of fewer missions than the nearest, at higher scores; None where there is none."""
        if not 2 <= len(way.steps) <= NEAR:
            return None
        plan = self._search(slug, self._relevant(slug), len(way.steps) - 1)
        return None if plan is None else self._way(slug, plan)

    # --- what can bear on a door ---------------------------------------------------------

    def _relevant(self, slug: str) -> dict[str, tuple[int, ...]]:
        """The missions whose play could bear on a door, with the scores worth aiming at."""
        aims: dict[str, set[int]] = {}
        waiting, seen = [slug], {slug}
        while waiting:
            for mission, score in _named(self._trees[waiting.pop()], self._cards):
                if mission not in self._cards:
                    continue
                aims.setdefault(mission, {FAIR_SCORE}).add(max(FAIR_SCORE, score))
                if mission not in seen:
                    seen.add(mission)
                    waiting.append(mission)
        aims.pop(slug, None)
        order = list(self._cards)
        return {m: tuple(sorted(aims[m])) for m in sorted(aims, key=order.index)}

    # --- the exact search ----------------------------------------------------------------

    def _search(self, slug: str, relevant: dict[str, tuple[int, ...]], most: int) -> Plan | None:
        """The cheapest plan of at most so many missions; None if the search gives up.

        A*, over sets of missions with scores: what must be played in any case is the estimate.
        """
        must = self._unavoidable(slug)
        if len(must) > most or len(must) > NEAR:
            return None
        heap: list[tuple[float, int, Plan, _Standing]] = [(0.0, 0, (), self._now)]
        seen: set[frozenset[tuple[str, int]]] = set()
        pushed = 0
        for _ in range(PATIENCE):
            if not heap:
                return None
            _, _, plan, before = heappop(heap)
            standing = self._after(before, *plan[-1]) if plan else before
            if self._tests[slug](standing):
                return plan
            if len(plan) == most:
                continue
            for mission, score in self._moves(plan, standing, relevant):
                longer = (*plan, (mission, score))
                key = frozenset(longer)
                if key in seen:
                    continue
                seen.add(key)
                pushed += 1
                heappush(heap, (self._estimate(longer, must), pushed, longer, standing))
        return None

    def _moves(
        self, plan: Plan, standing: _Standing, relevant: dict[str, tuple[int, ...]]
    ) -> Iterator[tuple[str, int]]:
        done = {mission for mission, _ in plan}
        for mission, scores in relevant.items():
            if mission not in done and self._may_play(mission, standing):
                for score in scores:
                    if score > standing.scores.get(mission, -1):
                        yield mission, score

    def _estimate(self, plan: Plan, must: set[str]) -> float:
        played = {mission for mission, _ in plan}
        cost = sum(self._minutes[m] + STRETCH * (score - FAIR_SCORE) for m, score in plan)
        return cost + sum(self._minutes[mission] for mission in must - played)

    def _unavoidable(self, slug: str) -> set[str]:
        """The missions not yet completed without which no plan opens the door."""
        found: set[str] = set()
        waiting = [slug]
        while waiting:
            for mission in _demanded(self._trees[waiting.pop()]):
                undone = mission in self._cards and mission not in self._now.scores
                if undone and mission not in found:
                    found.add(mission)
                    waiting.append(mission)
        return found

    def _may_play(self, mission: str, standing: _Standing) -> bool:
        return mission in standing.scores or self._tests[mission](standing)

    def _after(self, standing: _Standing, mission: str, score: int) -> _Standing:
        before = standing.scores.get(mission)
        if before is not None and before >= score:
            return standing
        xp, gained = self._gain(mission, score)
        skills = dict(standing.skills)
        for skill, points in gained.items():
            skills[skill] = skills.get(skill, 0) + points
        if before is not None:
            had, held = self._gain(mission, before)
            xp -= had
            for skill, points in held.items():
                skills[skill] -= points
        return _Standing({**standing.scores, mission: score}, standing.xp + xp, skills)

    def _gain(self, mission: str, score: int) -> tuple[int, dict[str, int]]:
        """The experience and skills of a score in a mission."""
        if (mission, score) not in self._gains:
            card = self._cards[mission]
            self._gains[mission, score] = card_experience(card, score), card_skills(card, score)
        return self._gains[mission, score]

    # --- the fallback for far doors ------------------------------------------------------

    def _play_and_prune(self, slug: str, relevant: dict[str, tuple[int, ...]]) -> Plan | None:
        """Plays everything that bears on the door, then leaves out whatever is not needed."""
        for ambition in (0, -1):
            plan = self._play_all(slug, relevant, ambition)
            if plan is not None:
                break
        else:
            return None
        costly = sorted(plan, key=lambda step: -self._minutes[step[0]])
        for step in costly:
            without = tuple(s for s in plan if s != step)
            if self._leads_in(slug, without):
                plan = without
        return plan

    def _play_all(
        self, slug: str, relevant: dict[str, tuple[int, ...]], ambition: int
    ) -> Plan | None:
        plan: Plan = ()
        standing = self._now
        while not self._tests[slug](standing):
            done = {mission for mission, _ in plan}
            for mission, aims in relevant.items():
                better = aims[ambition] > standing.scores.get(mission, -1)
                if mission not in done and better and self._may_play(mission, standing):
                    standing = self._after(standing, mission, aims[ambition])
                    plan = (*plan, (mission, aims[ambition]))
                    break
            else:
                return None
        return plan

    def _leads_in(self, slug: str, plan: Plan) -> bool:
        standing = self._now
        for mission, score in plan:
            if not self._may_play(mission, standing):
                return False
            standing = self._after(standing, mission, score)
        return self._tests[slug](standing)

    def _way(self, slug: str, plan: Plan) -> Way:
        """The plan with each score lowered as far as the door allows."""
        for number, (mission, score) in enumerate(plan):
            for lower in EASIER:
                before = self._now.scores.get(mission)
                if lower >= score or (before is not None and lower <= before):
                    continue
                eased = (*plan[:number], (mission, lower), *plan[number + 1 :])
                if self._leads_in(slug, eased):
                    plan = eased
                    break
        steps = tuple(Step(slug=mission, score=score) for mission, score in plan)
        return Way(steps=steps, minutes=sum(self._minutes[mission] for mission, _ in plan))


def _test(tree: Tree, facts: Facts) -> Test:
    """The tree as a function of a standing; flags and energy are taken as they are now."""
    match tree:
        case All() | Any_() | Not() | AtLeast():
            tests = [_test(inner, facts) for inner in tree.conditions]
            least = tree.count if isinstance(tree, AtLeast) else 0
            match tree:
                case All():
                    return lambda s: all(test(s) for test in tests)
                case Any_():
                    return lambda s: any(test(s) for test in tests)
                case Not():
                    return lambda s: not all(test(s) for test in tests)
            return lambda s: sum(test(s) for test in tests) >= least
        case MissionsCompleted():
            wanted, score = tree.mission_ids, tree.minimum_score
            return lambda s: all(s.scores.get(mission, -1) >= score for mission in wanted)
        case PlayerLevel():
            level = tree.minimum
            return lambda s: s.level >= level
        case SkillsUnlocked():
            needs = [(skill, tree.level(skill)) for skill in tree.skills]
            return lambda s: all(s.skills.get(skill, 0) >= need for skill, need in needs)
    there = tree.holds(facts)
    return lambda s: there


def _demanded(tree: Tree) -> Iterator[str]:
    """The missions that a tree cannot hold without."""
    match tree:
        case MissionsCompleted():
            yield from tree.mission_ids
        case All():
            for inner in tree.conditions:
                yield from _demanded(inner)


def _named(tree: Tree, cards: Mapping[str, MissionCard]) -> Iterator[tuple[str, int]]:
    """Missions that a tree speaks of, outright or by what they give, with scores worth having."""
    match tree:
        case All() | Any_() | Not() | AtLeast():
            for inner in tree.conditions:
                yield from _named(inner, cards)
        case MissionsCompleted():
            yield from ((mission, tree.minimum_score) for mission in tree.mission_ids)
        case PlayerLevel():
            for card in cards.values():
                if card.act:
                    yield from ((card.slug, score) for score in AIMS)
        case SkillsUnlocked():
            for card in cards.values():
                if any(points.name in tree.skills for points in card.skills):
                    yield from ((card.slug, score) for score in AIMS)
