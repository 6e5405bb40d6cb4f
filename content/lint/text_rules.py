"""The rules about words, and about what a pack's files hold, as data."""

from content.problem import Rule

WORDS_A_MINUTE = 200
"""Words that are read in a minute. Brysbaert (2019, Journal of Memory and Language 109) finds 238
for prose without fiction, over 190 studies; tables, logs and a terminal are read more slowly."""
CHOICE_MINUTES = 0.5
"""Minutes to weigh a node whose options have been read."""

SENTENCE = 22
"""Words of a narrator's sentence, at most."""
COLUMNS = 72
"""Columns of a mail's line, at most."""

MARKUP = Rule(
    "markup",
    "error",
    "Text holds no markup: it is shown as it stands.",
    "Write it in plain words and signs.",
)
UNREAD_FILE = Rule(
    "unread-file",
    "error",
    "Every file in a pack's folders is one that is read.",
    "Name it where it belongs, or delete it.",
)
MISSPELT_NAME = Rule(
    "misspelt-name",
    "warning",
    "Names of people and places are written in one way.",
    "Write it as it stands elsewhere.",
)
US_SPELLING = Rule(
    "us-spelling", "warning", "Words are spelt the British way.", "Spell it the British way."
)
REAL_COMPANY = Rule(
    "real-company",
    "warning",
    "Nobody in a mission is a real company.",
    "Invent one, or say what its product is for.",
)
LONE_HEDGE = Rule(
    "lone-hedge",
    "warning",
    "The best option is not the only one of its node that hedges, nor the only one that does not.",
    "Let another option hedge as well, or none.",
)
LONE_ABSOLUTE = Rule(
    "lone-absolute",
    "warning",
    "The best option is not the only one of its node without an absolute, nor the only one with "
    "one.",
    "Take the absolute out, or put another into a second option.",
)
LONE_JARGON = Rule(
    "lone-jargon",
    "warning",
    "No option of a node is the only one that speaks in jargon.",
    "Say it in plain words.",
)
READING_TIME = Rule(
    "reading-time",
    "warning",
    "A mission's minutes are enough to read it: its words at 200 a minute, and half a minute for "
    "each node; from half an hour on, reading takes a third of them at least.",
    "Correct `estimated_duration`, or the length of what is to be read.",
)
ORPHAN = Rule(
    "orphan",
    "warning",
    "What a pack or a mission defines is used by something; in a pack whose missions are not all "
    "written, people and components may wait for theirs.",
    "Use it, or take it out.",
)
NARRATOR = Rule(
    "narrator",
    "warning",
    "What nobody says, the narrator's lines and the debrief's, stops at 22 words a sentence, and "
    "exclaims nothing.",
    "Make two sentences of it, or put a full stop.",
)
WIDE_MAIL = Rule(
    "wide-mail", "warning", "The lines of a mail have at most 72 columns.", "Break the line."
)
FIXED_HOUR = Rule(
    "fixed-hour",
    "warning",
    "What an answer brings does not open with its own hour, and what is seen in place of an answer "
    "names none: the thread shows when it came, which no author knows.",
    "Leave the hour out.",
)
TWO_BUDGETS = Rule(
    "two-budgets",
    "warning",
    "The rule about a design's cost asks for the budget of its grid.",
    "Write the same sum in both places.",
)
UNCLOSED = Rule(
    "unclosed",
    "warning",
    "Quotes and brackets have both their halves.",
    "Write the other half, or delete this one.",
)
DOUBLED_WORD = Rule(
    "doubled-word", "warning", "No word is set twice by a slip.", "Delete one of them."
)
UNFINISHED = Rule(
    "unfinished",
    "error",
    "Text holds no notes to the author and no gaps to be filled in.",
    "Write it out. `{runs}` alone is filled in, in the debrief's `spoke`.",
)
MIXED_LETTERS = Rule(
    "mixed-letters",
    "error",
    "The letters of a word are of one alphabet.",
    "Type the word anew.",
)
