"""Finds missions that nobody can ever reach.

The search is generous: every mission reached may have been played with any score, so that what it
calls impossible is impossible.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from math import isqrt
from typing import Any

from content import faults
from content.cards import TREES, card_of
from content.folder import PackFolder
from content.forms.mission import CardForm
from content.problem import Report

BEST_SCORE = 100
XP_FACTOR = {"beginner": 1.0, "intermediate": 1.5, "advanced": 2.0}
"""XP for each point of a mission's score, by difficulty."""
BONUS = 2
"""Points that an excellent score may add to a skill of a mission."""
MAX_ATOMS = 12
"""Conditions in one mission's trees up to which all combinations are tried."""

Tree = dict[str, Any]


class _Reached:
    """What a player may have achieved at best after the missions reached so far."""

    def __init__(self, cards: dict[str, CardForm], missions: set[str]) -> None:
        self.cards = cards
        self.missions = missions
        self.declared = {f for card in cards.values() for f in getattr(card, "flags", ())}

    @property
    def flags(self) -> set[str]:
        """The flags that may be raised."""
        return {f for slug in self.missions for f in getattr(self.cards[slug], "flags", ())}

    @property
    def level(self) -> int:
        """The highest level: level L needs 20(L² - 1) XP."""
        xp = sum(BEST_SCORE * XP_FACTOR[self.cards[slug].difficulty] for slug in self.missions)
        return isqrt(int(xp / 20) + 1)

    def skill(self, name: str) -> int:
        """The most points of a skill."""
        points = [
            skill.value + BONUS
            for slug in self.missions
            for skill in self.cards[slug].skills
            if skill.name == name
        ]
        return sum(points)

    def may_hold(self, clause: Tree) -> bool:
        """Whether a clause without inner conditions may hold."""
        match clause.get("type"):
            case "missions_completed":
                score = clause.get("minimum_score", 0)
                return score <= BEST_SCORE and self.missions >= {
                    slug for slug in clause["mission_ids"] if slug in self.cards
                }
            case "player_level":
                return int(clause.get("minimum", 1)) <= self.level
            case "simple":
                return int(clause.get("required_level", 1)) <= self.level
            case "skills_unlocked":
                levels = clause.get("levels", {})
                return all(self.skill(n) >= levels.get(n, 1) for n in clause.get("skills", levels))
            case "flag_set":
                return clause["flag"] not in self.declared or clause["flag"] in self.flags
            case "energy":
                return int(clause.get("minimum", 0)) <= 100
        return True

    def may_fail(self, clause: Tree) -> bool:
        """Whether a clause without inner conditions may fail to hold."""
        needed = {"player_level": "minimum", "simple": "required_level"}.get(
            str(clause.get("type"))
        )
        return needed is None or int(clause.get(needed, 1)) > 1


def _joint(tree: Tree) -> str | None:
    word = str(tree.get("logic", tree.get("type", ""))).upper()
    return word if word in ("AND", "OR", "NOT", "AT_LEAST") else None


def _atoms(tree: Tree) -> Iterator[Tree]:
    if _joint(tree) is None:
        yield tree
    for inner in tree.get("conditions", ()):
        yield from _atoms(inner)


def _value(tree: Tree, atoms: dict[str, bool]) -> bool:
    joint = _joint(tree)
    if joint is None:
        return atoms[json.dumps(tree, sort_keys=True)]
    values = [_value(inner, atoms) for inner in tree.get("conditions", ())]
    match joint:
        case "AND":
            return all(values)
        case "OR":
            return any(values)
        case "NOT":
            return not any(values)
        case _:
            return sum(values) >= int(tree.get("count", 1))


def _generous(tree: Tree, reached: _Reached) -> bool:
    joint = _joint(tree)
    if joint is None:
        return reached.may_hold(tree)
    if joint == "NOT":
        return True
    values = [_generous(inner, reached) for inner in tree.get("conditions", ())]
    if joint == "AND":
        return all(values)
    return sum(values) >= (1 if joint == "OR" else int(tree.get("count", 1)))


def _may_open(trees: list[Tree], reached: _Reached) -> bool:
    whole: Tree = {"logic": "AND", "conditions": trees}
    atoms = {json.dumps(atom, sort_keys=True): atom for atom in _atoms(whole)}
    if len(atoms) > MAX_ATOMS:
        return _generous(whole, reached)
    choices = [
        [value for value, may in ((True, reached.may_hold), (False, reached.may_fail)) if may(atom)]
        for atom in atoms.values()
    ]
    return any(_value(whole, dict(zip(atoms, values, strict=True))) for values in product(*choices))


def check_doors(pack: PackFolder, report: Report) -> None:
    """Reports missions whose doors can never open."""
    if any(problem.code == faults.BAD_UNLOCK.code for problem in report.problems):
        return
    fitted = {slug: f for slug, m in pack.missions.items() if (f := card_of(m)) is not None}
    if len(fitted) < len(pack.missions):
        return
    cards: dict[str, CardForm] = {slug: f.form for slug, f in fitted.items()}
    shut = set(cards) - _reachable(cards)
    for slug in sorted(_roots(cards, shut) or shut):
        field = next((name for name in reversed(TREES) if getattr(cards[slug], name)), "slug")
        message = f"'{slug}' can never be unlocked."
        report.add(faults.IMPOSSIBLE_UNLOCK, fitted[slug].place((field,), key=True), message)


def _trees(card: CardForm) -> list[Tree]:
    return [tree for name in TREES if (tree := getattr(card, name))]


def _reachable(cards: dict[str, CardForm]) -> set[str]:
    missions: set[str] = set()
    while opened := {
        slug
        for slug in cards.keys() - missions
        if _may_open(_trees(cards[slug]), _Reached(cards, missions))
    }:
        missions |= opened
    return missions


def _roots(cards: dict[str, CardForm], shut: set[str]) -> set[str]:
    """Of the missions that cannot be reached, those that stay shut if all others are."""
    return {
        slug
        for slug in shut
        if not _may_open(_trees(cards[slug]), _Reached(cards, set(cards) - {slug}))
    }
