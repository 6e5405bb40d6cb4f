"""The rules of the pack format itself, as data. A pack that breaks one cannot be published."""

from content.problem import Rule


def _error(code: str, description: str, remedy: str) -> Rule:
    return Rule(code, "error", description, remedy)


NO_PACK = _error("no-pack", "A pack is a folder with a pack.yaml.", "Name such a folder.")
MISSING_FILE = _error("missing-file", "A file that is named exists.", "Write the file.")
STRAY_FILE = _error(
    "stray-file",
    "Every file of a pack is used by something.",
    "Name it where it belongs, or delete it.",
)
UNREADABLE = _error("unreadable", "Every file can be read.", "Check the file's permissions.")
TOO_LARGE = _error("too-large", "A file stays within the size limit.", "Split it.")
TOO_DEEP = _error("too-deep", "YAML nests at most 30 levels deep.", "Flatten it.")
TOO_MANY = _error("too-many", "A file holds at most 50,000 values.", "Split it.")
NOT_UTF8 = _error("not-utf8", "Text is UTF-8.", "Save the file as UTF-8.")
ODD_CHARACTER = _error(
    "odd-character",
    "Text holds no control characters and no invisible or direction marks.",
    "Delete the character.",
)
YAML_SYNTAX = _error("yaml-syntax", "YAML files are well formed.", "Mend the syntax here.")
YAML_ALIAS = _error(
    "yaml-alias", "Anchors, aliases and tags are not used.", "Write the value out in full."
)
REPEATED_KEY = _error("repeated-key", "A key stands once in a mapping.", "Delete one of them.")
FRONT_MATTER = _error(
    "front-matter",
    "A mail begins with front matter between two lines of ---.",
    "Put --- on the first line, and again after the fields.",
)
UNKNOWN_FIELD = _error("unknown-field", "Only fields of the format are used.", "Delete it.")
MISSING_FIELD = _error("missing-field", "Every required field is given.", "Add it.")
WRONG_TYPE = _error("wrong-type", "Every value has its field's type.", "Correct the value.")
BAD_VALUE = _error("bad-value", "Every value is within its field's bounds.", "Correct the value.")
CONDITION = _error("condition", "Conditions are well formed.", "See docs/content-format.md.")
SUM = _error("sum", "Sums are well formed.", "See docs/content-format.md.")
UNKNOWN_BOARD_NAME = _error(
    "unknown-board-name",
    "Fields, figures, constraints and what is in them stand in board.yaml.",
    "Correct the name.",
)
BAD_BOARD = _error("bad-board", "A decision sheet is sound.", "Correct the sheet.")
BAD_WEIGHTS = _error("bad-weights", "A mission's weights sum to 100.", "Correct the weights.")
DUPLICATE_ID = _error("duplicate-id", "An id stands for one thing.", "Rename one of them.")
BAD_SLUG = _error(
    "bad-slug",
    "A mission's slug is the name of its folder, a component's id that of its file.",
    "Rename one of the two.",
)
UNKNOWN_PERSON = _error(
    "unknown-person", "People are in people.yaml and in the mission's `people`.", "Add them there."
)
UNKNOWN_ORGANISATION = _error(
    "unknown-organisation", "Organisations are in people.yaml.", "Add it there."
)
UNKNOWN_FACT = _error("unknown-fact", "Facts are declared in mission.yaml.", "Declare it there.")
UNKNOWN_FLAG = _error("unknown-flag", "Flags are declared by a mission.", "Declare it there.")
UNKNOWN_PROMISE = _error(
    "unknown-promise", "Promises are declared in mission.yaml.", "Declare it there."
)
UNKNOWN_OPTION = _error("unknown-option", "Options named exist in the node.", "Correct the name.")
UNKNOWN_NODE = _error("unknown-node", "Mails and exchanges named exist.", "Correct the name.")
UNKNOWN_EMAIL = _error(
    "missing-email", "Mails named exist in the emails folder.", "Write the mail."
)
UNKNOWN_ATTACHMENT = _error(
    "unknown-attachment", "Attachments named come with a mail.", "Attach it to a mail."
)
UNKNOWN_PHASE = _error("unknown-phase", "Phases named exist.", "Correct the name.")
UNKNOWN_RULE = _error("unknown-rule", "Design rules named exist.", "Correct the name.")
UNKNOWN_REQUIREMENT = _error(
    "unknown-requirement", "Requirements are declared in feedback.yaml.", "Declare it there."
)
UNKNOWN_FIGURE = _error(
    "unknown-figure", "Figures named are those of a design's evaluation.", "Correct the name."
)
UNKNOWN_COMPONENT = _error(
    "unknown-component", "Component kinds named are in the catalogue.", "Correct the name."
)
UNKNOWN_MISSION = _error("unknown-mission", "Missions named exist.", "Correct the name.")
UNKNOWN_SKILL = _error("unknown-skill", "Skills are listed in pack.yaml.", "List it there.")
UNKNOWN_SOURCE = _error(
    "unknown-source", "Sources of quotes exist.", "Name a mail, an attachment or words of a call."
)
UNKNOWN_NODE_ON_GRID = _error(
    "unknown-component-id", "Links join components that stand on the grid.", "Correct the name."
)
NOT_VERBATIM = _error(
    "not-verbatim", "Quotes stand word for word in their source.", "Copy the passage."
)
SENDER_DIFFERS = _error(
    "sender-differs", "A sender agrees with people.yaml.", "Write the person's id instead."
)
BAD_UNLOCK = _error("bad-unlock", "Unlock trees are of known conditions.", "Correct the tree.")
IMPOSSIBLE_UNLOCK = _error(
    "impossible-unlock", "Every mission can be reached.", "Ease the condition."
)
BAD_DESIGN = _error("bad-design", "The opening design is sound.", "Correct the design.")
EMPTY_CHANGE = _error(
    "empty-change",
    "A change of the grid changes something.",
    "Add `load`, `budget`, `targets`, `waives`, `adds`, `start`, `permits` or `withdraws`.",
)
BAD_LAYOUT = _error(
    "bad-layout", "Laid-out text has at most 72 columns.", "Break the line, or move columns."
)
REAL_DOMAIN = _error(
    "real-domain", "Addresses end in .example.", "Use a domain that ends in .example."
)
SCRIPT = _error("script", "Scripts use the verbs of the format.", "See docs/content-format.md.")
EXPECTS_NOTHING = _error(
    "expects-nothing", "A script expects something.", "Add `expect:` with a status or a score."
)
