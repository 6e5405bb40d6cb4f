"""What is judged by playing rather than by reading, as data: by bots, and by grids held up.

`scopecreep bots` and the tests of lessons measure these; the figures are theirs
(`content.bots.league`, `content.lessons`).
"""

from content.problem import Rule

BOT_TOO_GOOD = Rule(
    "bot-too-good",
    "error",
    "No bot that goes by a cue comes to a median above 45.",
    "See `scopecreep bots --nodes`: let something else be best where the cue points.",
)
CUE_PAYS = Rule(
    "cue-pays",
    "error",
    "A bot that follows a cue stays within 5 points of one that answers by chance.",
    "See `scopecreep bots --nodes`: let something else be best where the cue points.",
)
EXPERT_FALLS_SHORT = Rule(
    "expert-falls-short",
    "error",
    "The gold walkthrough comes to 95 or more.",
    "Mend the walkthrough, or what it can no longer reach.",
)
REFERENCE_LOSES = Rule(
    "reference-loses",
    "error",
    "On every load, the reference design wins.",
    "Ease the rules of the grid, or mend the reference.",
)
LESSON_NOT_NEEDED = Rule(
    "lesson-not-needed",
    "error",
    "On every load, the reference without a component of its lesson loses.",
    "Let the load ask for it, or leave it out of `lesson`.",
)
UNTOUCHED_WINS = Rule(
    "untouched-wins",
    "error",
    "On every load, the opening design loses.",
    "Let the grid open with what has to be mended.",
)
MONEY_WINS = Rule(
    "money-wins",
    "error",
    "On every load, settings at the top and one of everything lose, by the budget.",
    "Lower the budget.",
)
