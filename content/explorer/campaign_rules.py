"""What the explorer asks of a campaign, as data."""

from content.problem import Rule

NEVER_OPENS = Rule(
    "never-opens",
    "error",
    "Every mission can be unlocked, with flags at their worst.",
    "Give its door another way in.",
)
GATE = Rule(
    "gate-out-of-reach",
    "error",
    "Every score, skill and level that a door asks for can be had.",
    "Ask for less, or let the mission give more.",
)
ONLY_KEY = Rule(
    "only-key",
    "error",
    "No flag, up or down, is the only key to a door.",
    "Put another way beside it, with OR.",
)
UNSET = Rule(
    "flag-never-set",
    "error",
    "Every flag that is asked for is raised by some mission.",
    "Declare it where it is raised, or correct its name.",
)
UNREAD = Rule(
    "flag-never-read",
    "warning",
    "Every flag is asked about by some other mission or door.",
    "Let it come back, or leave it out; a card whose mission is not written names it in `asks`.",
)
STUCK = Rule(
    "career-stuck",
    "error",
    "A player with 60 everywhere finishes in any order; every other one does with replays.",
    "Ease the doors that stay shut.",
)
TOO_EASY = Rule(
    "career-too-easy",
    "warning",
    "A player with 55 everywhere has to play something again.",
    "Ask for a passing score somewhere.",
)
