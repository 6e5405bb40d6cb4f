"""Unlock conditions: trees over what a player has done, and why a door is still closed.

The same trees are compiled, evaluated and explained in SQL; tests hold the two together.
"""

from engine.unlocks.condition import Condition, Explanation, Tree, explain, holds
from engine.unlocks.conditions import FORMS
from engine.unlocks.conditions.energy import Energy
from engine.unlocks.conditions.flag_set import FlagSet
from engine.unlocks.conditions.missions_completed import MissionsCompleted
from engine.unlocks.conditions.player_level import PlayerLevel
from engine.unlocks.conditions.skills_unlocked import SkillsUnlocked
from engine.unlocks.facts import Facts, level_of, xp_of
from engine.unlocks.groups import All, Any_, AtLeast, Group, Not
from engine.unlocks.parse import DEEPEST, LARGEST_TREE, BadTree, door, parse_tree

__all__ = [
    "DEEPEST",
    "FORMS",
    "LARGEST_TREE",
    "All",
    "Any_",
    "AtLeast",
    "BadTree",
    "Condition",
    "Energy",
    "Explanation",
    "Facts",
    "FlagSet",
    "Group",
    "MissionsCompleted",
    "Not",
    "PlayerLevel",
    "SkillsUnlocked",
    "Tree",
    "door",
    "explain",
    "holds",
    "level_of",
    "parse_tree",
    "xp_of",
]
