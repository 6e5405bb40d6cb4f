"""Faults of writing put into sound packs: one for each rule of the linter at least."""

from typing import Any

from tests.content.case_mutants import CASES, SLIPS
from tests.content.many_nodes import Habits, call_of
from tests.content.mutant import LintMutant
from tests.content.small_pack import FILES, HERE, LATER, MISSION, PACK, PEOPLE
from tests.content.two_orders import DUES

CALL = f"{HERE}/call.yaml"
BOARD = "missions/weir-offer/board.yaml"
SERIES = 'series: [{name: Loaves, x: ["06:10", "ovens"], values: [2, 3]}]'
IDLE = "{when: otherwise, score: 1,"
TEXT = "We want an order page."
LURE = "    lure: authority\n"
SECOND = "missions/later-order/mission.yaml"
ROSE = """\
  - {id: rosalind, name: Rosalind Oat, role: Baker, organisation: bakery,
     email: r.oat@bakery.example, short: Rosalind, initials: RO}
"""
CARD_ALONE = {name: None for name in FILES if name.startswith(HERE)} | {
    "pack.yaml": PACK.replace("small-order, ", ""),
    SECOND: LATER[: LATER.index("prereq")] + "playable: false\n",
}


def call_files(nodes: int, habits: Habits | None = None) -> dict[str, str]:
    """The call of many exchanges, and a card whose minutes are enough to read it."""
    minutes = f"estimated_duration: {25 if nodes < 100 else 80}"
    mission = MISSION.replace("estimated_duration: 10", minutes)
    return {CALL: call_of(nodes, habits), f"{HERE}/mission.yaml": mission}


def habit(fault: str, caught: str, nodes: int = 30, **habits: Any) -> LintMutant:
    """A call of many exchanges with one habit."""
    return LintMutant(fault, caught, files=call_files(nodes, Habits(**habits)))


OPTIONS = (
    LintMutant(
        "an option is cut to two words",
        "option-length",
        [("mail", "Offer a page sized for the rush before seven", "Offer a page")],
    ),
    LintMutant(
        "an option is two words longer than the others",
        "option-words",
        [("mail", "the largest page at once, three", "a big page as it is, of 3 or 4")],
    ),
    LintMutant(
        "a letter is one short sentence",
        "letter-length",
        [("mail", "It will take whatever three ovens\n      can bake.", "It is big.")],
    ),
    LintMutant("a wrong option loses its lure", "no-lure", [("mail", LURE, "")]),
    LintMutant(
        "a node loses its signal",
        "no-signal",
        [("call", '    signal: "Ben looks up when ovens are named."\n', "")],
    ),
    LintMutant(
        "all options are plain",
        "one-tone",
        [("mail", "tone: firm", "tone: plain"), ("mail", "tone: warm", "tone: plain")],
    ),
    LintMutant(
        "the best option is left as the only question",
        "lone-question",
        [("call", "later this week?", "later this week.")],
    ),
    LintMutant(
        "a third option needs what only some know",
        "few-options",
        [("mail", LURE, f"{LURE}    needs: two-ovens\n")],
    ),
    LintMutant(
        "a gate is put before the best option and not before its case",
        "best-hidden",
        [("mail", "    tactic: ask\n", "    needs: two-ovens\n    tactic: ask\n")],
    ),
    LintMutant(
        "two answers are swapped, so that the losing one wins nothing any more",
        "dominance",
        [
            ("mail", "effects: {trust: 4, promises: [list-by-noon]}", "effects: {trust: 4}"),
            ("mail", "trust: -1, facts: [dawn-rush], unlocks: [ledger.txt]", "trust: -1"),
            ("mail", "effects: {trust: 6, reserve: {ben: 10}}", "effects: {trust: 6}"),
        ],
    ),
    LintMutant(
        "of all options the best alone hedges",
        "lone-hedge",
        [("call", "how many are there?", "how many, perhaps?")],
    ),
    LintMutant(
        "every option but the best speaks in absolutes",
        "lone-absolute",
        [
            ("call", "as your first mail has it", "as you always have it"),
            ("call", "together, later this week", "always, every week now"),
        ],
    ),
    LintMutant(
        "one option speaks in jargon",
        "lone-jargon",
        [("call", "as your first mail has it", "for holistic synergies")],
    ),
)

SHARES = (
    habit("the best option is the longest in every node", "best-longest", lengths=("longer",)),
    habit("the best option is never the shortest", "best-never-shortest", lengths=("middle",)),
    habit("the best option is always a question", "best-asks", asks=(True,)),
    habit("no best option costs anything", "best-is-free", costs=(False,)),
    habit("the same option is best, whatever is known", "fixed-best", changing=(False,)),
    habit("the best option is written first in every node", "best-slot", slots=(0,)),
    habit("the best option is firm in every node", "best-tone", tones=("firm",)),
    habit("the best option repeats the prompt in every node", "best-echoes", echoes=(True,)),
    habit(
        "over an act, one tactic is best in every node",
        "tactic-balance",
        110,
        tactics=("ask",),
        changing=(False,),
    ),
    habit("over an act, silence is never the answer", "silence-counts", 110, silences=("fair",)),
)

REACH = (
    LintMutant(
        "a link is deleted: nothing tells a fact any more",
        "unreachable-fact",
        [
            ("mail", "trust: -1, facts: [dawn-rush],", "trust: -1,"),
            ("mission", '    evidence: [{in: oven_log.txt, quote: "06:10  forty loaves"}]\n', ""),
        ],
    ),
    LintMutant(
        "no late letter brings a fact that the design is built on",
        "never-late",
        [("mission", "    effects: {facts: [dawn-rush]}\n", "")],
        base="reaching",
    ),
    LintMutant(
        "a flag is broken: nothing raises it",
        "unset-flag",
        [("mission", "flags: [ben_heard]", "flags: [ben_heard, ben_hired]")],
    ),
    LintMutant(
        "a promise that is declared is made nowhere",
        "unmade-promise",
        [("mail", ", promises: [list-by-noon]", "")],
    ),
    LintMutant(
        "a promise is settled nowhere",
        "unsettled-promise",
        [(SECOND, 'kept_when: "two-ovens and not broke(list-by-noon)"', 'due: ""')],
        base="two",
    ),
    LintMutant(
        "the mission in which a promise falls due forgets it",
        "not-due",
        [(SECOND, DUES, "")],
        base="two",
    ),
    LintMutant(
        "two missions make promises of one name",
        "same-promise",
        [
            (SECOND, "{id: bread-by-dusk", "{id: list-by-noon"),
            (
                "missions/later-order/emails/first-order.md",
                "promises: [bread-by-dusk]",
                "promises: [list-by-noon]",
            ),
        ],
        base="two",
    ),
    LintMutant(
        "a link is deleted: nothing unlocks a locked file",
        "never-unlocked",
        [("mail", ", unlocks: [ledger.txt]", "")],
    ),
    LintMutant(
        "a gate is deleted: a file that an answer unlocks is open anyway",
        "needless-unlock",
        [("mail", ", locked: true", "")],
    ),
    LintMutant(
        "a walkthrough is deleted",
        "no-walkthrough",
        files={f"{HERE}/walkthroughs/poor.yaml": None},
    ),
    LintMutant(
        "a walkthrough plays another mission",
        "other-mission",
        [("gold", "mission: small-order", "mission: later-order")],
    ),
    LintMutant(
        "somebody is listed who never appears",
        "unused-person",
        [("mission", "people: [ada, ben, mina]", "people: [ada, ben, mina, rosalind]")],
        files={"people.yaml": PEOPLE + ROSE},
    ),
    LintMutant("no mission is played", "nothing-checked", files=CARD_ALONE),
    LintMutant(
        "a skill is taught by no mission",
        "orphan",
        [("pack", "levels:", '  - {id: baking, title: Baking, says: "Bakes."}\nlevels:')],
    ),
    LintMutant(
        "somebody is in a call, and never speaks",
        "orphan",
        [("call", "participants: [ada, ben]", "participants: [ada, ben, mina]")],
    ),
    LintMutant(
        "somebody of a finished pack is in no mission",
        "orphan",
        files={"people.yaml": PEOPLE + ROSE},
        base="two",
    ),
    LintMutant("notes are left beside a mission", "unread-file", files={f"{HERE}/notes.txt": "x"}),
)

WORDS = (
    LintMutant("a mail has 165 words", "long-mail", [("mail", TEXT, TEXT + " Bread." * 150)]),
    LintMutant(
        "an extract is one word off",
        "bad-extract",
        [("mail", 'extract: "Three ovens, and', 'extract: "Two ovens, and')],
    ),
    LintMutant(
        "a thread is named by its second mail",
        "deep-thread",
        [
            ("mail", "copy: [ben]\narrives", "copy: [ben]\nthread: flour\narrives"),
            ("flour", "from: ben\n", "from: ben\nthread: first-order\n"),
        ],
    ),
    LintMutant(
        "a chart has a figure that its file lacks",
        "series-text",
        [("mail", "form: log, by: ben}", f"form: log, by: ben, {SERIES}}}")],
    ),
    LintMutant(
        "a word of the screens is explained nowhere",
        "missing-term",
        [("pack", '  - {term: "lag", says: "Of lag."}\n', "")],
    ),
    LintMutant(
        "a setting is explained nowhere",
        "unexplained-setting",
        [("pack", '  - {term: replicas, says: "How many ovens."}\n', "")],
    ),
    LintMutant(
        "a term is explained by no sentence",
        "no-sentence",
        [("pack", "How many ovens.", "the number of ovens")],
    ),
    LintMutant(
        "a name is one letter off",
        "misspelt-name",
        [("mail", TEXT, f"{TEXT} Rosalnd knows.")],
        files={"people.yaml": PEOPLE + ROSE},
    ),
    LintMutant(
        "a name has lost its capital",
        "misspelt-name",
        [("mail", TEXT, f"{TEXT} Ask rosalind about it.")],
        files={"people.yaml": PEOPLE + ROSE},
    ),
    LintMutant(
        "a place is one letter off",
        "misspelt-name",
        [("mail", TEXT, "Weirgate, Weirgate, Weirgate, Weirgate, and once Wiergate.")],
    ),
    LintMutant(
        "a word is spelt the American way",
        "us-spelling",
        [("mail", TEXT, f"{TEXT} Organize it.")],
    ),
    LintMutant(
        "a real company is named", "real-company", [("mail", TEXT, f"{TEXT} Like Netflix.")]
    ),
    LintMutant(
        "a line holds markup", "markup", [("call", 'say: "Hello?"', 'say: "[bold]Hello?[/bold]"')]
    ),
    LintMutant(
        "a mission of two minutes' reading says one",
        "reading-time",
        [("mission", "estimated_duration: 10", "estimated_duration: 1")],
    ),
    LintMutant(
        "a mission of two minutes' reading says two hours",
        "reading-time",
        [("mission", "estimated_duration: 10", "estimated_duration: 120")],
    ),
    LintMutant(
        "the narrator exclaims",
        "narrator",
        [("call", "Ben looks at the floor.", "Ben looks at the floor!")],
    ),
    LintMutant(
        "the debrief has a sentence of 25 words",
        "narrator",
        [("call", 'happened: "Ben counted."', f'happened: "Ben counted{" loaves" * 23}."')],
    ),
    LintMutant(
        "a mail's line is 90 columns wide", "wide-mail", [("mail", TEXT, TEXT + " Bread." * 5)]
    ),
    LintMutant(
        "a silence names the hour at which it is seen",
        "fixed-hour",
        [("mail", 'silence: "Read."', 'silence: "Read 09:20."')],
    ),
    LintMutant(
        "what an answer brings opens with its own hour",
        "fixed-hour",
        [("mail", 'body: "Before seven, half of them."', 'body: "23:02, so half of them."')],
    ),
    LintMutant(
        "a rule asks for another sum than the grid's budget",
        "two-budgets",
        [("design", "id: within-budget, at_most: 2000", "id: within-budget, at_most: 2500")],
    ),
    LintMutant(
        "a warning is allowed without a reason",
        "bad-allowance",
        [("mission", "estimated", "# lint: allow reading-time\nestimated")],
    ),
    LintMutant(
        "a warning is allowed that is not there",
        "unused-allowance",
        [("mission", "estimated", "# lint: allow reading-time because of bread\nestimated")],
    ),
)

SHEETS = (
    LintMutant(
        "a sheet passes as it is laid on the table",
        "idle-sheet",
        [
            (BOARD, "cases: [{when: holds(no-vote), score: 1,", f"cases: [{IDLE}"),
            (BOARD, "{when: holds(mean-inside), score: 1,", IDLE),
            (BOARD, '{when: "field(shape, capped) and discovery >= 10", score: 1,', IDLE),
            (
                BOARD,
                '{when: "open(rights) == 0 and field(rights.stop, nkechi)", score: 1,',
                IDLE,
            ),
            (BOARD, "cases: [{when: holds(grant-kept), score: 1,", f"cases: [{IDLE}"),
        ],
        base="sheets",
    ),
    LintMutant(
        "two criteria of a sheet contradict each other",
        "full-sheet",
        [
            (
                BOARD,
                '{when: "uptime >= 95 and uptime <= 99"',
                '{when: "uptime >= 95 and uptime <= 91"',
            )
        ],
        base="sheets",
    ),
    LintMutant(
        "a hard constraint cannot hold",
        "never-holds",
        [(BOARD, '"over(year) == 0"', '"over(year) < 0"')],
        base="sheets",
    ),
    LintMutant(
        "a constraint cannot hold",
        "seldom-holds",
        [(BOARD, '"overrun < 50"', '"overrun < 0"')],
        base="sheets",
    ),
    LintMutant(
        "a constraint cannot be broken",
        "always-holds",
        [(BOARD, '"over(year) == 0"', '"over(year) >= 0"')],
        base="sheets",
    ),
)

WRITING = (*OPTIONS, *SHARES, *REACH, *CASES, *WORDS, *SLIPS, *SHEETS)
