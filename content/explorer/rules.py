"""What the explorer looks for, as data; in the way of the linter's rules."""

from content.problem import Rule

DEAD_END = Rule(
    "dead-end", "error", "From every state something leads on.", "Give the player a move there."
)
NEVER_OFFERED = Rule(
    "never-offered",
    "error",
    "Every option can be offered.",
    "Correct its `needs`, or what should make it hold.",
)
NEVER_SAID = Rule(
    "never-said",
    "error",
    "Every line can be said.",
    "Correct its `when`, or the line before it in the chain that takes every case.",
)
NOT_SEEN = Rule(
    "not-seen",
    "warning",
    "What a search that leaves things out might see is seen: samples, walks, or a bound.",
    "Search more (`--states`), write a walkthrough that brings it about, or see if anything can.",
)
NEVER_COMES = Rule(
    "never-comes",
    "error",
    "Every mail can come, and every exchange be reached.",
    "Correct its `when`, or what should make it hold.",
)
NEVER_FOUND = Rule(
    "never-found",
    "error",
    "Every fact can be found.",
    "See that its evidence comes into sight, or that a line which tells it is said.",
)
NEVER_RAISED = Rule(
    "never-raised",
    "error",
    "Every flag that a mission declares can be raised in it, and every promise made.",
    "See that a move which brings it about can be taken.",
)
NEVER_TOLD = Rule(
    "never-told",
    "warning",
    "Every requirement can be kept, and can be broken.",
    "See that some design and conversation bring it about; designs are samples.",
)
NEVER_ENDS_SO = Rule(
    "never-ends-so",
    "warning",
    "A call can end in each way that is written for it.",
    "Move trust further, or leave the ending out.",
)
NEVER_PAIRED = Rule(
    "never-paired",
    "error",
    "Both passages of a contradiction can be in sight.",
    "See that what they stand in can be read.",
)
NEVER_CHANGES = Rule(
    "never-changes",
    "warning",
    "Every change can reach the grid.",
    "Correct its `when`, or what should make it hold.",
)
NEVER_ASKED = Rule(
    "never-asked",
    "error",
    "Every late letter can be written.",
    "Correct its `needs`, or what should make it hold.",
)
NEVER_TRUE = Rule(
    "never-true",
    "warning",
    "Whatever a condition asks can be so where it asks it.",
    "Leave it out, or see that it can come about before this.",
)
NEVER_FALSE = Rule(
    "never-false",
    "warning",
    "Whatever a condition asks can fail to be so where it asks it.",
    "Leave it out: it always holds there.",
)
SAME = Rule(
    "same-consequences",
    "warning",
    "Two moves of a node differ in more than their words.",
    "Let one of them cost, tell or earn something else.",
)
DOMINANT = Rule(
    "dominant-move",
    "warning",
    "No move is the best in every regard, whatever the state.",
    "Let it cost something that another move spares.",
)
HOPELESS = Rule(
    "never-best",
    "warning",
    "Every option is better in some regard, in some state, than each that always stands beside it.",
    "Let it win something: trust, a day, somebody's ease.",
)
REPEATED = Rule(
    "gain-without-cost",
    "error",
    "Nothing that can be done over again for nothing moves a meter.",
    "Leave one passage on each side, or take the meter out of its effects.",
)
ASTRAY = Rule(
    "astray",
    "error",
    "The engine allows and scores what the search found.",
    "This is a fault of the explorer or of the engine: report it.",
)
NO_GRADE = Rule(
    "grade-without-witness",
    "warning",
    "Every grade has a playthrough that earns it.",
    "See whether the scores leave room for it.",
)
