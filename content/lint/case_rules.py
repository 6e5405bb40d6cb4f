"""The rules about conditions, cases and lines, as data: what can be seen without playing."""

from content.problem import Rule

CONTRARY = Rule(
    "contrary-condition",
    "error",
    "A condition can hold and can fail, as far as its own words go.",
    "Take out the part that contradicts the rest, or that says the same in other words.",
)
SHADOWED = Rule(
    "shadowed-case",
    "error",
    "Of cases that stand in for one another, each can be the first that holds.",
    "Put it before the one that takes all its cases, or leave it out.",
)
IDLE_CASE = Rule(
    "idle-case",
    "error",
    "A case of `best` names another move than the case that would decide without it.",
    "Leave the case out, or name what is best there.",
)
LONE_OTHERWISE = Rule(
    "lone-otherwise",
    "error",
    "`otherwise` closes a chain of lines; with no case before it, it decides nothing.",
    "Leave out its `also`, or its `when`.",
)
NO_REACTION = Rule(
    "no-reaction",
    "warning",
    "Whatever the player does, something comes of it that is said, seen or answered.",
    "Add a line without `when`, or let the last case of a chain be `otherwise`.",
)
EMPTY_LINE = Rule(
    "empty-line",
    "error",
    "A line has words, an exchange has lines or options, and what is broken says so.",
    "Write what is said, or delete it.",
)
SAME_WORDS = Rule(
    "same-words",
    "error",
    "No two options of a node read alike, and no requirement is met in the same words, kept or "
    "broken.",
    "Say in each what sets it apart.",
)
AS_GOOD = Rule(
    "as-good-as-best",
    "error",
    "What is not the best answer earns less than 100.",
    "Lower its `worth`, or name the case in which it is best.",
)
IDLE_UNASKED = Rule(
    "idle-unasked",
    "warning",
    "Somebody says that nobody asked only where there are facts that asking would have told.",
    "Name the requirement's `facts`, or leave `unasked` out.",
)
BACKWARDS = Rule(
    "time-runs-back",
    "error",
    "Phases begin one after another; a mail comes before the next phase, and after the one that "
    "it follows.",
    "Correct the day or the hour.",
)
PASSAGE_TWICE = Rule(
    "passage-twice",
    "warning",
    "A passage that tells a fact or a contradiction stands in its source once.",
    "Quote more of it, so that no other passage has the same words.",
)
NOT_IN_CALL = Rule(
    "not-in-call",
    "error",
    "Whoever speaks in a call, or is given the floor, takes part in it.",
    "Add them to the call's `participants`.",
)
CIRCLE = Rule(
    "then-in-circle",
    "error",
    "What an option leads on to by `then` does not lead back to it.",
    "Take out one `then`.",
)
WEIGHTLESS = Rule(
    "weightless-phase",
    "error",
    "In a scored mission every sort of phase that is scored has a weight, and no other has.",
    "Correct `weights`.",
)
NO_CAPTIONS = Rule(
    "no-captions",
    "error",
    "A call that may be listened to can be read: it has captions.",
    "Write `captions`: who is heard, and what.",
)
FACT_ELSEWHERE = Rule(
    "fact-elsewhere",
    "error",
    "A fact counts in a phase of mails or in a call, where it can be found out.",
    "Correct its `phase`.",
)
LOOKALIKES = Rule(
    "lookalikes",
    "warning",
    "People of a mission differ in what they are called, and in their initials.",
    "Give one of them another name, or other initials.",
)
OUT_OF_ORDER = Rule(
    "out-of-order",
    "warning",
    "Missions stand in the pack's order as their `order_index` counts them.",
    "Correct `order` in pack.yaml, or the `order_index`.",
)
LOAD_SHARES = Rule(
    "load-shares",
    "error",
    "The classes of a load share all of it, and its average is not above its peak.",
    "Let the shares sum to 1, and `average_rps` stay within `rps`.",
)
NO_LESSON = Rule(
    "no-lesson",
    "error",
    "What carries a grid's lesson can be built there, or stands there already.",
    "Add it to the `palette`, or name another in `lesson`.",
)
IDLE_SETTING = Rule(
    "idle-setting",
    "warning",
    "A grid names components and settings once, and settings that something on it has.",
    "Take it out.",
)
