"""Unlock conditions: trees over what a player has done, and why a door is still closed.

The same trees are evaluated in SQL by `private.holds`; a test holds the two together.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from engine.frozen import Frozen
from engine.values import Tally, tally

MAX_DEPTH, MAX_NODES = 12, 400


class BadTree(ValueError):
    """A tree that is not one; every fault with its JSON path."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class Facts(Frozen):
    """What of a player decides about doors."""

    completed: Tally = ()
    """Mission (slug or id) to best score."""
    level: int = 1
    skills: Tally = ()
    flags: tuple[str, ...] = ()
    energy: int = 70

    def score(self, mission: str) -> int | None:
        """The best score in a completed mission."""
        return next((score for name, score in self.completed if name == mission), None)


class All(Frozen):
    """Every condition holds; none at all holds too."""

    kind: Literal["AND"] = "AND"
    conditions: tuple[Tree, ...] = ()


class Any_(Frozen):  # noqa: N801
    """At least one condition holds."""

    kind: Literal["OR"] = "OR"
    conditions: tuple[Tree, ...] = ()


class Not(Frozen):
    """None of the conditions together: the AND of them does not hold."""

    kind: Literal["NOT"] = "NOT"
    conditions: tuple[Tree, ...] = ()


class AtLeast(Frozen):
    """So many of the conditions hold."""

    kind: Literal["AT_LEAST"] = "AT_LEAST"
    count: int
    conditions: tuple[Tree, ...] = ()


class MissionsCompleted(Frozen):
    """These missions are completed, each with at least this score."""

    kind: Literal["missions_completed"] = "missions_completed"
    mission_ids: tuple[str, ...] = ()
    minimum_score: int = 0


class PlayerLevel(Frozen):
    """The player has reached a level."""

    kind: Literal["player_level"] = "player_level"
    minimum: int


class SkillsUnlocked(Frozen):
    """The player has these skills, at these levels where levels are given."""

    kind: Literal["skills_unlocked"] = "skills_unlocked"
    skills: tuple[str, ...] = ()
    levels: Tally = ()


class FlagSet(Frozen):
    """A campaign flag is set."""

    kind: Literal["flag_set"] = "flag_set"
    flag: str


class Energy(Frozen):
    """The team has this much energy."""

    kind: Literal["energy"] = "energy"
    minimum: int


Tree = Annotated[
    All
    | Any_
    | Not
    | AtLeast
    | MissionsCompleted
    | PlayerLevel
    | SkillsUnlocked
    | FlagSet
    | Energy,
    Field(discriminator="kind"),
]
for _model in (All, Any_, Not, AtLeast):
    _model.model_rebuild()


def level_of(xp: int) -> int:
    """The level that so much experience gives: level L needs 20(L² − 1) (CAMPAIGN, growth)."""
    level = 1
    while xp_of(level + 1) <= xp:
        level += 1
    return level


def xp_of(level: int) -> int:
    """The experience at which a level begins."""
    return 20 * (level**2 - 1)


def parse_tree(document: Any) -> Tree:
    """The tree of a JSON document in the source schema's shapes and ours.

    Raises:
        BadTree: something in it is malformed; every fault is named.
    """
    faults: list[str] = []
    count = [0]
    tree = _parse(document, "$", 0, count, faults)
    if faults or tree is None:
        raise BadTree(tuple(faults) or ("$: not a condition",))
    return tree


def _parse(node: Any, path: str, depth: int, count: list[int], faults: list[str]) -> Tree | None:
    count[0] += 1
    if depth > MAX_DEPTH or count[0] > MAX_NODES:
        faults.append(f"{path}: the tree is too deep or too large")
        return None
    if not isinstance(node, dict):
        faults.append(f"{path}: a condition must be an object")
        return None
    if not node:
        return All()
    name = _name(node)
    if name.upper() in ("AND", "OR", "NOT", "AT_LEAST"):
        return _group(node, name.upper(), path, depth, count, faults)
    return _leaf(node, name, path, faults)


def _name(node: dict[str, Any]) -> str:
    named = node.get("type", node.get("logic"))
    if isinstance(named, str):
        return named
    return "missions_completed" if "mission_ids" in node else "AND" if "conditions" in node else ""


def _group(
    node: dict[str, Any], name: str, path: str, depth: int, count: list[int], faults: list[str]
) -> Tree | None:
    raw = node.get("conditions")
    if not isinstance(raw, list):
        faults.append(f"{path}.conditions: must be a list")
        return None
    parsed = [
        _parse(child, f"{path}.conditions[{n}]", depth + 1, count, faults)
        for n, child in enumerate(raw)
    ]
    inner = tuple(tree for tree in parsed if tree is not None)
    if name == "AT_LEAST":
        wanted = node.get("count")
        if not isinstance(wanted, int) or not _whole(wanted) or not 0 <= wanted <= len(raw):
            faults.append(f"{path}.count: must be a whole number from 0 to {len(raw)}")
            return None
        return AtLeast(count=wanted, conditions=inner)
    if name == "NOT" and not inner:
        faults.append(f"{path}.conditions: NOT needs a condition")
        return None
    if name == "NOT":
        return Not(conditions=inner)
    return All(conditions=inner) if name == "AND" else Any_(conditions=inner)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _leaf(node: dict[str, Any], name: str, path: str, faults: list[str]) -> Tree | None:
    match name:
        case "missions_completed":
            ids = _names(node, "mission_ids", path, faults)
            least = _number(node, "minimum_score", path, faults, 0)
            return MissionsCompleted(mission_ids=ids, minimum_score=least)
        case "player_level":
            return PlayerLevel(minimum=_number(node, "minimum", path, faults))
        case "simple":
            return PlayerLevel(minimum=_number(node, "required_level", path, faults))
        case "skills_unlocked":
            return _skills(node, path, faults)
        case "flag_set":
            flag = node.get("flag")
            if not isinstance(flag, str) or not flag:
                faults.append(f"{path}.flag: must be a name")
                return None
            return FlagSet(flag=flag)
        case "energy":
            return Energy(minimum=_number(node, "minimum", path, faults))
    faults.append(f"{path}.type: unknown condition '{name}'")
    return None


def _skills(node: dict[str, Any], path: str, faults: list[str]) -> SkillsUnlocked:
    skills = _names(node, "skills", path, faults)
    levels = node.get("levels", {})
    good = isinstance(levels, dict) and all(
        isinstance(k, str) and _whole(v) for k, v in levels.items()
    )
    if not good:
        faults.append(f"{path}.levels: must give whole numbers by skill")
        levels = {}
    return SkillsUnlocked(skills=skills, levels=tuple(sorted(levels.items())))


def _names(node: dict[str, Any], key: str, path: str, faults: list[str]) -> tuple[str, ...]:
    value = node.get(key)
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        faults.append(f"{path}.{key}: must be a list of names")
        return ()
    return tuple(value)


def _number(
    node: dict[str, Any], key: str, path: str, faults: list[str], default: int | None = None
) -> int:
    value = node.get(key, default)
    if not isinstance(value, int) or not _whole(value):
        faults.append(f"{path}.{key}: must be a whole number")
        return 0
    return value


def holds(tree: Tree, facts: Facts) -> bool:
    """Whether a player's facts meet the tree."""
    match tree:
        case All():
            return all(holds(inner, facts) for inner in tree.conditions)
        case Any_():
            return any(holds(inner, facts) for inner in tree.conditions)
        case Not():
            return not all(holds(inner, facts) for inner in tree.conditions)
        case AtLeast():
            return sum(holds(inner, facts) for inner in tree.conditions) >= tree.count
        case MissionsCompleted():
            scores = [facts.score(mission) for mission in tree.mission_ids]
            return all(score is not None and score >= tree.minimum_score for score in scores)
        case PlayerLevel():
            return facts.level >= tree.minimum
        case SkillsUnlocked():
            return all(_has_skill(tree, skill, facts) for skill in tree.skills)
        case FlagSet():
            return tree.flag in facts.flags
        case Energy():
            return facts.energy >= tree.minimum


def _has_skill(tree: SkillsUnlocked, skill: str, facts: Facts) -> bool:
    return tally(facts.skills, skill) >= max(1, tally(tree.levels, skill, 1))


class Explanation(Frozen):
    """Why a tree holds or not, clause by clause."""

    met: bool
    words: str
    have: str = ""
    inner: tuple[Explanation, ...] = ()

    def unmet(self) -> int:
        """Clauses at the top that are not met."""
        return sum(not clause.met for clause in self.inner) if self.inner else int(not self.met)


Explanation.model_rebuild()


def explain(tree: Tree, facts: Facts) -> Explanation:
    """The tree in words, with what is met, what is had and what is needed."""
    met = holds(tree, facts)
    match tree:
        case Not(conditions=(FlagSet(flag=flag),)):
            words = f"no {flag.replace('_', ' ')}"
            return Explanation(met=met, words=words, have="" if met else "it was")
        case All() | Any_() | Not() | AtLeast():
            inner = tuple(explain(child, facts) for child in tree.conditions)
            words, have = _group_words(tree, inner)
            if len(inner) == 1 and not isinstance(tree, Not):
                return inner[0]
            return Explanation(met=met, words=words, have=have, inner=inner)
        case MissionsCompleted():
            return _missions_words(tree, facts, met)
        case PlayerLevel():
            have = f"{facts.level} of {tree.minimum}"
            return Explanation(met=met, words="level", have=have)
        case SkillsUnlocked():
            clauses = tuple(
                Explanation(
                    met=_has_skill(tree, skill, facts),
                    words=skill.replace("_", " "),
                    have=f"{tally(facts.skills, skill)} of {max(1, tally(tree.levels, skill, 1))}",
                )
                for skill in tree.skills
            )
            if len(clauses) == 1:
                return clauses[0]
            return Explanation(met=met, words="all of these", inner=clauses)
        case FlagSet():
            return Explanation(
                met=met, words=tree.flag.replace("_", " "), have="" if met else "not so"
            )
        case Energy():
            return Explanation(met=met, words="energy", have=f"{facts.energy} of {tree.minimum}")


def _group_words(tree: Tree, inner: tuple[Explanation, ...]) -> tuple[str, str]:
    have = sum(clause.met for clause in inner)
    match tree:
        case Any_():
            return "either of these" if len(inner) == 2 else "one of these", ""
        case Not():
            return "not all of these" if len(inner) > 1 else "not", ""
        case AtLeast():
            return f"{tree.count} of these", f"{have} of {tree.count}"
    return "all of these", ""


def _missions_words(tree: MissionsCompleted, facts: Facts, met: bool) -> Explanation:
    clauses = []
    for mission in tree.mission_ids:
        score = facts.score(mission)
        done = score is not None and score >= tree.minimum_score
        if tree.minimum_score:
            have = f"{'none' if score is None else score} of {tree.minimum_score}"
            clauses.append(
                Explanation(met=done, words=f"{mission} score", have="" if done else have)
            )
        else:
            clauses.append(Explanation(met=done, words=f"{mission} done"))
    if len(clauses) == 1:
        return clauses[0]
    return Explanation(met=met, words="all of these", inner=tuple(clauses))
