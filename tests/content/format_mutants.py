"""Faults of format put into sound packs: one for each rule of the format at least."""

from tests.content.mutant import FOLDER, LintMutant
from tests.content.small_pack import GOLD, HERE

BOARD = "missions/weir-offer/board.yaml"
BARE = '\nchanges:\n  - {id: nothing, when: two-ovens, says: "Nothing came of it."}\n'
NEST = "deep: " + "[" * 40 + "]" * 40 + "\n"
MANY = "many: [" + "1, " * 60_000 + "1]\n"

FORMAT = (
    LintMutant("pack.yaml is gone", "no-pack", files={"pack.yaml": None}),
    LintMutant("people.yaml is gone", "missing-file", files={"people.yaml": None}),
    LintMutant(
        "a mission is left out of the pack's order",
        "stray-file",
        [("pack", "order: [small-order, later-order]", "order: [small-order]")],
    ),
    LintMutant(
        "a folder stands where a file should",
        "unreadable",
        files={f"{HERE}/call.yaml": FOLDER},
    ),
    LintMutant(
        "a file is padded to 600 KiB",
        "too-large",
        files={f"{HERE}/walkthroughs/fair.yaml": "# " + "x" * 600 * 1024},
    ),
    LintMutant(
        "lists are nested forty deep",
        "too-deep",
        files={f"{HERE}/walkthroughs/fair.yaml": NEST},
    ),
    LintMutant(
        "a file holds 60,000 values",
        "too-many",
        files={f"{HERE}/walkthroughs/fair.yaml": MANY},
    ),
    LintMutant(
        "a file is saved as Latin-1",
        "not-utf8",
        files={f"{HERE}/walkthroughs/fair.yaml": "# caf\xe9\n".encode("latin-1")},
    ),
    LintMutant(
        "a mark that turns the direction of writing stands in a mail",
        "odd-character",
        [("mail", "We want", "We\u202e want")],
    ),
    LintMutant(
        "a control character stands in an attachment",
        "odd-character",
        [("oven_log", "ovens: 2", "ovens:\x1b[31m2")],
    ),
    LintMutant("a bracket is not closed", "yaml-syntax", [("people", "people:\n", "people: [\n")]),
    LintMutant(
        "an anchor is used", "yaml-alias", [("mail", "copy: [ben]\narr", "copy: &c [ben]\narr")]
    ),
    LintMutant("a key stands twice", "repeated-key", [("gold", "seed: 7", "seed: 7\nseed: 8")]),
    LintMutant(
        "the front matter of a mail is not closed", "front-matter", [("mail", "---\nDear", "Dear")]
    ),
    LintMutant(
        "the name of a field is misspelt",
        "unknown-field",
        [("later", "minimum_score", "minimun_score")],
    ),
    LintMutant(
        "a subject is missing", "missing-field", [("mail", 'subject: "An order page"\n', "")]
    ),
    LintMutant("a number is a word", "wrong-type", [("mail", "size_kb: 2,", "size_kb: two,")]),
    LintMutant("trust moves by 500", "bad-value", [("mail", "{trust: 4,", "{trust: 500,")]),
    LintMutant(
        "two levels have one number",
        "duplicate-id",
        [("pack", "title: Analyst}]", "title: Analyst}, {level: 1, title: Again}]")],
    ),
    LintMutant("a tone is none of the three", "bad-value", [("mail", "tone: firm", "tone: stern")]),
    LintMutant(
        "a lure is not on the list", "bad-value", [("mail", "lure: authority", "lure: fame")]
    ),
    LintMutant("a condition is not closed", "condition", [("call", "trust >= 60", "trust = 60")]),
    LintMutant(
        "a sum has an operator too many",
        "sum",
        [(BOARD, '"discovery + cap"', '"discovery + + * cap"')],
        base="sheets",
    ),
    LintMutant(
        "a sum names a field that is not on the sheet",
        "unknown-board-name",
        [(BOARD, '"discovery + cap"', '"discovery + kap"')],
        base="sheets",
    ),
    LintMutant(
        "an amount's least is more than its most",
        "bad-board",
        [(BOARD, "low: 0, high: 30", "low: 40, high: 30")],
        base="sheets",
    ),
    LintMutant(
        "weights sum to 101", "bad-weights", [("mission", "email_quality: 30", "email_quality: 31")]
    ),
    LintMutant(
        "two options have one id", "duplicate-id", [("mail", "id: big-page", "id: ask-hours")]
    ),
    LintMutant(
        "a slug is not the folder's name",
        "bad-slug",
        [("mission", "slug: small-order", "slug: small-orders")],
    ),
    LintMutant(
        "a reply comes from nobody",
        "unknown-person",
        [("mail", "{from: ben, body:", "{from: bne, body:")],
    ),
    LintMutant(
        "a mission is for no client",
        "unknown-organisation",
        [("mission", "client: bakery", "client: bakkery")],
    ),
    LintMutant(
        "what makes an answer best is no fact",
        "unknown-fact",
        [("mail", "best: {dawn-rush:", "best: {dawn-rash:")],
    ),
    LintMutant(
        "a mission that is not written means to ask for a flag that nobody raises",
        "unknown-flag",
        [("later", "playable: false", "asks: [ben_herd]\nplayable: false")],
    ),
    LintMutant(
        "a flag is broken: its name is misspelt where it is raised",
        "unknown-flag",
        [("call", "flags: [ben_heard]", "flags: [ben_herd]")],
    ),
    LintMutant(
        "a promise is misspelt where it is made",
        "unknown-promise",
        [("mail", "promises: [list-by-noon]", "promises: [list-by-nune]")],
    ),
    LintMutant(
        "what is best is no option",
        "unknown-option",
        [("mail", "otherwise: ask-hours", "otherwise: ask-ours")],
    ),
    LintMutant(
        "a condition asks about a mail that is not there",
        "unknown-node",
        [("call", '"trust >= 60"', '"chose(second-order, ask-hours)"')],
    ),
    LintMutant(
        "a mail is filed in a thread that nobody began",
        "missing-email",
        [("flour", "from: ben", "from: ben\nthread: first-ordr")],
    ),
    LintMutant(
        "an answer unlocks a file that no mail brings",
        "unknown-attachment",
        [("mail", "unlocks: [ledger.txt]", "unlocks: [ledgr.txt]")],
    ),
    LintMutant(
        "a fact is to be found in no phase",
        "unknown-phase",
        [("mission", "phase: video_call", "phase: video_cal")],
    ),
    LintMutant(
        "a requirement names a rule that the grid lacks",
        "unknown-rule",
        [("feedback", "rules: [fast-enough]", "rules: [fast-enuf]")],
    ),
    LintMutant(
        "a condition asks whether an unknown requirement is kept",
        "unknown-requirement",
        [("mission", "when: not dawn-rush", "when: not kept(rush-server)")],
    ),
    LintMutant(
        "a requirement shows no figure of a design",
        "unknown-figure",
        [("feedback", "figure: p95_ms", "figure: p96_ms")],
    ),
    LintMutant(
        "a component is of no kind",
        "unknown-component",
        [("design", "kind: relational_db, at", "kind: relational, at")],
    ),
    LintMutant(
        "a door asks for a mission that is not there",
        "unknown-mission",
        [("later", "[small-order]", "[small-ordre]")],
    ),
    LintMutant(
        "a door asks for a skill that nobody has",
        "unknown-skill",
        [("later", "skills: [discovery]", "skills: [discoveri]")],
    ),
    LintMutant(
        "a link is deleted: evidence stands in a file that is not there",
        "unknown-source",
        [("mission", "right: {in: oven_log.txt", "right: {in: oven_lg.txt")],
    ),
    LintMutant(
        "a link on the grid ends nowhere",
        "unknown-component-id",
        [("design", "- [shop, orders]", "- [shop, ordres]")],
    ),
    LintMutant(
        "a quote is one word off",
        "not-verbatim",
        [("mission", 'quote: "Three ovens"', 'quote: "Four ovens"')],
    ),
    LintMutant(
        "a sender has another role than in people.yaml",
        "sender-differs",
        [("mail", "role: Owner}", "role: CEO}")],
    ),
    LintMutant("a door is of no logic", "bad-unlock", [("later", "logic: AND", "logic: XOR")]),
    LintMutant(
        "a gate is out of reach: a door asks for 101 points",
        "impossible-unlock",
        [("later", "minimum_score: 50", "minimum_score: 101")],
    ),
    LintMutant(
        "two components stand on one cell", "bad-design", [("design", "at: [2, 1]", "at: [1, 1]")]
    ),
    LintMutant(
        "a change of the grid changes nothing",
        "empty-change",
        [
            (
                "design",
                "known_without_asking: [within-budget]\n",
                "known_without_asking: [within-budget]" + BARE,
            )
        ],
    ),
    LintMutant(
        "a line of an attachment is 82 columns wide",
        "bad-layout",
        [("oven_log", "ovens: 2", "ovens: 2" + " and so on" * 8)],
    ),
    LintMutant(
        "a mail names a site that may exist",
        "real-domain",
        [("mail", "We want an", "See www.bread.com. We want an")],
    ),
    LintMutant(
        "an organisation's domain does not end in .example",
        "real-domain",
        [("people", "domain: bakery.example", "domain: bakery.org")],
    ),
    LintMutant("a script has a verb that is none", "script", [("gold", "- submit", "- submitt")]),
    LintMutant(
        "a script expects nothing",
        "expects-nothing",
        files={f"{HERE}/walkthroughs/gold.yaml": GOLD[: GOLD.index("expect:")]},
    ),
)
