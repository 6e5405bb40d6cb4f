"""The linter's rules, as data. Errors stand in the way of publishing; warnings do not.

They keep options free of cues (the campaign's rules for writing choices): a player who picks the
longest, the politest or the only question must learn nothing from it.
"""

from content.problem import Rule

TOLERANCE = 0.15
"""How far an option's length may lie from its node's mean."""
VISIBLE = 3
"""Options that are offered at least, whatever is known."""
MAIL_WORDS = 150
"""Words of a mail, at most."""

OPTION_LENGTH = Rule(
    "option-length",
    "error",
    "An option's characters lie within 15 % of its node's mean.",
    "Even the options out.",
)
OPTION_WORDS = Rule(
    "option-words",
    "warning",
    "An option's words lie within 15 % of its node's mean, or within one word.",
    "Even the options out.",
)
LETTER_LENGTH = Rule(
    "letter-length",
    "warning",
    "A letter's characters lie within 15 % of its mail's mean.",
    "Even the letters out.",
)
NO_LURE = Rule(
    "no-lure",
    "error",
    "An option that is not always best has a lure.",
    "Say what makes it tempting: `lure: authority`, `rigour`, `speed` or another of the list.",
)
NO_SIGNAL = Rule(
    "no-signal", "error", "A node says which evidence makes the best option best.", "Add `signal`."
)
ONE_TONE = Rule(
    "one-tone", "error", "A node's options have at least two tones.", "Change the tone of one."
)
LONE_QUESTION = Rule(
    "lone-question",
    "error",
    "The best option is not the only question of its node.",
    "Make another option a question, or this one a statement.",
)
FEW_OPTIONS = Rule(
    "few-options",
    "error",
    "At least three options are offered, whatever is known.",
    "Add an option without `needs`.",
)
IDLE_SHEET = Rule(
    "idle-sheet",
    "error",
    "A decision sheet that nobody touched does not pass.",
    "Let the rubric ask for something that is to be entered.",
)
FULL_SHEET = Rule(
    "full-sheet",
    "warning",
    "A sheet can be filled in that earns everything.",
    "Look whether two criteria contradict each other.",
)
NEVER_HOLDS = Rule(
    "never-holds",
    "error",
    "A sheet can be filled in that keeps each hard constraint.",
    "Ease the constraint, or no sheet can be handed in.",
)
SELDOM_HOLDS = Rule(
    "seldom-holds",
    "warning",
    "A sheet can be filled in that keeps each constraint.",
    "Ease the constraint.",
)
ALWAYS_HOLDS = Rule(
    "always-holds",
    "warning",
    "A sheet can be filled in that breaks each constraint.",
    "Take the constraint away, or let it ask for something.",
)
BEST_HIDDEN = Rule(
    "best-hidden",
    "warning",
    "Where an option is best, it is offered: its `needs` is part of the case.",
    "Repeat the option's `needs` in the case of `best`.",
)
DOMINANCE = Rule(
    "dominance",
    "warning",
    "At least two options of a node each win on one meter.",
    "Let another option gain something here.",
)
UNREACHABLE_FACT = Rule(
    "unreachable-fact",
    "error",
    "Every fact can be found: by evidence, by an effect or by a contradiction.",
    "Give it evidence, or an effect that tells it.",
)
NEVER_LATE = Rule(
    "never-late",
    "warning",
    "Where letters may be written late, every fact that a design must be built on can be had so.",
    "Add an entry of `late` that tells it.",
)
UNSET_FLAG = Rule(
    "unset-flag",
    "error",
    "Every flag that a mission declares is raised in it.",
    "Raise or drop it.",
)
UNMADE_PROMISE = Rule(
    "unmade-promise", "error", "Every promise that is declared can be made.", "Make or drop it."
)
UNSETTLED_PROMISE = Rule(
    "unsettled-promise",
    "error",
    "A promise that falls due in its own mission says what keeps it, and only such a one does.",
    "Write its `kept_when`, or the later mission in which it is `due`.",
)
NOT_DUE = Rule(
    "not-due",
    "error",
    "A promise falls due in the mission that it names, once that mission is played.",
    "Name it in that mission's `dues`, and there alone.",
)
SAME_PROMISE = Rule(
    "same-promise",
    "error",
    "Promises of a pack have names of their own, for later missions ask about them by name.",
    "Give one of them another id.",
)
NEVER_UNLOCKED = Rule(
    "never-unlocked",
    "error",
    "Every locked attachment is unlocked by some effect.",
    "Add it to an effect's `unlocks`, or drop `locked`.",
)
NEEDLESS_UNLOCK = Rule(
    "needless-unlock", "warning", "Only locked attachments are unlocked.", "Add `locked: true`."
)
NO_WALKTHROUGH = Rule(
    "no-walkthrough",
    "error",
    "A scored mission has the walkthroughs gold, fair and poor; another has at least one.",
    "Write walkthroughs/<name>.yaml.",
)
OTHER_MISSION = Rule(
    "other-mission", "error", "A walkthrough plays its own mission.", "Correct `mission`."
)
UNUSED_PERSON = Rule(
    "unused-person", "warning", "Everyone whom a mission lists appears in it.", "Take them off."
)
LONG_MAIL = Rule("long-mail", "warning", "A mail has at most 150 words.", "Shorten it.")
BAD_EXTRACT = Rule(
    "bad-extract",
    "error",
    "A mail's extract is one or two of its lines, word for word.",
    "Copy them from the mail.",
)
DEEP_THREAD = Rule(
    "deep-thread",
    "error",
    "A thread is named by the mail that began it.",
    "Name the first mail.",
)
SERIES_TEXT = Rule(
    "series-text",
    "error",
    "Every place and every figure of a series stands in the file's text.",
    "Correct the one or the other: the text is what is pinned.",
)
NOTHING_CHECKED = Rule(
    "nothing-checked",
    "error",
    "A pack has at least one mission that is played.",
    "Point at a pack with missions.",
)
MISSING_TERM = Rule(
    "missing-term",
    "error",
    "The glossary explains every word that the screens show beside a figure or a rule speaks in.",
    "Add a term with its sentence to `glossary`, or name the word in the `also` of one.",
)
UNEXPLAINED_SETTING = Rule(
    "unexplained-setting",
    "error",
    "Every setting of a component is explained, by itself or by a term of its name.",
    "Write its `says`, or a term of its name in the `glossary` of pack.yaml.",
)
NO_SENTENCE = Rule(
    "no-sentence",
    "error",
    "Terms, settings, and what a component is for and how it fails are told in sentences.",
    "Write a sentence, with its full stop.",
)
