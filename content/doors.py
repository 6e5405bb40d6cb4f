"""Finds missions that nobody can ever reach.

The search is generous: every mission reached may have been played with any score, so that what it
calls impossible is impossible.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from content import faults
from content.cards import TREES, card_of
from content.folder import PackFolder
from content.forms.mission import CardForm
from content.problem import Report
from engine import unlocks as u
from engine.unlocks import BadTree, Tree, level_of, parse_tree

BEST_SCORE = 100
MOST_ENERGY = 100
XP_FACTOR = {"beginner": 1.0, "intermediate": 1.5, "advanced": 2.0}
"""XP for each point of a mission's score, by difficulty (CAMPAIGN, growth)."""
BONUS = 2
"""Points that an excellent score may add to a skill of a mission, at most."""
MAX_ATOMS = 12
"""Conditions in one mission's trees up to which all combinations are tried."""


class _Reached:
    """What a player may have achieved at best, having played some missions."""

    def __init__(self, cards: dict[str, CardForm], missions: set[str]) -> None:
        self.cards = cards
        self.missions = missions
        xp = sum(BEST_SCORE * XP_FACTOR[cards[slug].difficulty] for slug in missions)
        self.level = level_of(int(xp))
        self.declared = {f for card in cards.values() for f in getattr(card, "flags", ())}
        self.flags = {f for slug in missions for f in getattr(cards[slug], "flags", ())}

    def skill(self, name: str) -> int:
        """The most points of a skill."""
        return sum(
            skill.value + BONUS
            for slug in self.missions
            for skill in self.cards[slug].skills
            if skill.name == name
        )

    def may_hold(self, leaf: Tree) -> bool:
        """Whether a condition may hold; names that nobody declares are told elsewhere."""
        match leaf:
            case u.MissionsCompleted():
                known = {slug for slug in leaf.mission_ids if slug in self.cards}
                return leaf.minimum_score <= BEST_SCORE and known <= self.missions
            case u.PlayerLevel():
                return leaf.minimum <= self.level
            case u.SkillsUnlocked():
                return all(self.skill(s) >= leaf.level(s) for s in leaf.skills)
            case u.FlagSet():
                return leaf.flag not in self.declared or leaf.flag in self.flags
            case u.Energy():
                return leaf.minimum <= MOST_ENERGY
        return True

    def may_fail(self, leaf: Tree) -> bool:
        """Whether a condition may fail to hold."""
        return not (isinstance(leaf, u.PlayerLevel) and leaf.minimum <= 1)


_GROUPS = (u.All, u.Any_, u.Not, u.AtLeast)


def _leaves(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, _GROUPS):
        for inner in tree.conditions:
            yield from _leaves(inner)
    else:
        yield tree


def _value(tree: Tree, known: dict[Tree, bool]) -> bool:
    if not isinstance(tree, _GROUPS):
        return known[tree]
    values = [_value(inner, known) for inner in tree.conditions]
    match tree:
        case u.All():
            return all(values)
        case u.Any_():
            return any(values)
        case u.Not():
            return not all(values)
        case _:
            return sum(values) >= tree.count


def _generous(tree: Tree, reached: _Reached) -> bool:
    """Whether a tree may hold if each of its parts could have its own way."""
    match tree:
        case u.All():
            return all(_generous(inner, reached) for inner in tree.conditions)
        case u.Any_():
            return any(_generous(inner, reached) for inner in tree.conditions)
        case u.AtLeast():
            return sum(_generous(inner, reached) for inner in tree.conditions) >= tree.count
        case u.Not():
            return True
        case _:
            return reached.may_hold(tree)


def _may_open(card: CardForm, reached: _Reached) -> bool:
    trees = tuple(parse_tree(tree) for name in TREES if (tree := getattr(card, name)))
    whole = u.All(conditions=trees)
    leaves = list(dict.fromkeys(_leaves(whole)))
    if len(leaves) > MAX_ATOMS:
        return _generous(whole, reached)
    choices = [
        [value for value, may in ((True, reached.may_hold), (False, reached.may_fail)) if may(leaf)]
        for leaf in leaves
    ]
    return any(
        _value(whole, dict(zip(leaves, values, strict=True))) for values in product(*choices)
    )


def check_doors(pack: PackFolder, report: Report) -> None:
    """Reports missions whose doors can never open."""
    fitted = {slug: f for slug, m in pack.missions.items() if (f := card_of(m)) is not None}
    if len(fitted) < len(pack.missions):
        return  # what an unreadable mission would open is not known
    cards: dict[str, CardForm] = {slug: f.form for slug, f in fitted.items()}
    try:
        shut = set(cards) - _reachable(cards)
        roots = _roots(cards, shut) or shut
    except BadTree:
        return  # told where the trees are checked
    for slug in sorted(roots):
        field = next((name for name in reversed(TREES) if getattr(cards[slug], name)), "slug")
        message = f"'{slug}' can never be unlocked."
        report.add(faults.IMPOSSIBLE_UNLOCK, fitted[slug].place((field,), key=True), message)


def _reachable(cards: dict[str, CardForm]) -> set[str]:
    missions: set[str] = set()
    while opened := {
        slug
        for slug in cards.keys() - missions
        if _may_open(cards[slug], _Reached(cards, missions))
    }:
        missions |= opened
    return missions


def _roots(cards: dict[str, CardForm], shut: set[str]) -> set[str]:
    """Of the missions that cannot be reached, those that stay shut if all others are."""
    return {
        slug for slug in shut if not _may_open(cards[slug], _Reached(cards, set(cards) - {slug}))
    }
