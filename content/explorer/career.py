"""Whole careers: a sort of player who plays every mission that opens, with flags at their worst."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine import unlocks as u
from engine.mission import MissionCard
from engine.results import card_experience, card_skills
from engine.unlocks import Facts, Tree, level_of

REPLAYED = 85
"""What a mission comes to that is played again for its score."""
LOW_ENERGY = 0
"""What energy is taken to be: the worst for every door that asks for some."""


@dataclass(frozen=True)
class Player:
    """A sort of player: what they score in each mission."""

    name: str
    score: Callable[[str], int]


def steady(score: int) -> Callable[[str], int]:
    """The same score everywhere."""
    return lambda slug: score


@dataclass
class Career:
    """Where a career came to."""

    completed: dict[str, int]
    replays: int = 0


def signs(tree: Tree, negated: bool = False) -> set[tuple[str, bool]]:
    """The flags of a door, and whether it is opened by their being up."""
    match tree:
        case u.FlagSet():
            return {(tree.flag, not negated)}
        case u.Not():
            return set().union(*(signs(inner, not negated) for inner in tree.conditions))
        case u.All() | u.Any_() | u.AtLeast():
            return set().union(*(signs(inner, negated) for inner in tree.conditions))
    return set()


def worst(trees: Mapping[str, Tree], raised_in: Mapping[str, str]) -> Facts:
    """A newcomer on whom every flag is as the doors would not have it.

    A flag by which some doors are opened and others shut is down.
    """
    wanted: set[tuple[str, bool]] = set()
    for tree in trees.values():
        wanted |= signs(tree)
    up = {flag for flag, opens in wanted if not opens and (flag, True) not in wanted}
    return Facts(flags=tuple(sorted(up & set(raised_in))), energy=LOW_ENERGY)


def lasts(
    cards: Sequence[MissionCard],
    trees: Mapping[str, Tree],
    raised_in: Mapping[str, str],
    most: Mapping[str, int],
    player: Player,
    seed: int,
) -> Career:
    """One career in an order drawn by seed; where all is shut, a mission is played again."""
    chance = random.Random(seed)  # noqa: S311
    career = Career({})
    bad = worst(trees, raised_in).flags
    while len(career.completed) < len(cards):
        facts = _facts(cards, career, bad, raised_in)
        ready = [
            card.slug
            for card in cards
            if card.slug not in career.completed and trees[card.slug].holds(facts)
        ]
        if ready:
            slug = chance.choice(ready)
            career.completed[slug] = min(player.score(slug), most[slug])
            continue
        better = [
            slug for slug, score in career.completed.items() if score < min(REPLAYED, most[slug])
        ]
        if not better:
            return career
        again = _useful(cards, trees, career, bad, raised_in, most, better) or chance.choice(better)
        career.completed[again] = min(REPLAYED, most[again])
        career.replays += 1
    return career


def _useful(
    cards: Sequence[MissionCard],
    trees: Mapping[str, Tree],
    career: Career,
    bad: tuple[str, ...],
    raised_in: Mapping[str, str],
    most: Mapping[str, int],
    better: list[str],
) -> str | None:
    """A mission whose replay opens a door at once."""
    for slug in better:
        tried = Career({**career.completed, slug: min(REPLAYED, most[slug])})
        facts = _facts(cards, tried, bad, raised_in)
        shut = [card.slug for card in cards if card.slug not in tried.completed]
        if any(trees[name].holds(facts) for name in shut):
            return slug
    return None


def _facts(
    cards: Sequence[MissionCard],
    career: Career,
    bad: tuple[str, ...],
    raised_in: Mapping[str, str],
) -> Facts:
    flags = tuple(flag for flag in bad if raised_in[flag] in career.completed)
    return facts_of(cards, career.completed, flags)


def facts_of(
    cards: Sequence[MissionCard], completed: Mapping[str, int], flags: tuple[str, ...] = ()
) -> Facts:
    """What doors see of a player who has completed missions with these scores."""
    xp = 0
    skills: dict[str, int] = {}
    for card in cards:
        score = completed.get(card.slug)
        if score is None:
            continue
        xp += card_experience(card, score)
        for name, points in card_skills(card, score).items():
            skills[name] = skills.get(name, 0) + points
    return Facts(
        completed=tuple(sorted(completed.items())),
        level=level_of(xp),
        skills=tuple(sorted(skills.items())),
        flags=flags,
        energy=LOW_ENERGY,
    )
