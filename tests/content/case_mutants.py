"""Faults of conditions, cases, lines and letters put into sound packs."""

from tests.content.mutant import LintMutant
from tests.content.small_pack import APP

SECOND = "missions/later-order/mission.yaml"
KEPT = 'kept_when: "two-ovens and not broke(list-by-noon)"'
TEXT = "We want an order page."
TWO = '{when: "trust >= 60", who: ben, say: "Two."}'
BEST = "best: {dawn-rush: quote-rush, otherwise: ask-hours}"
QUITE = 'brings: [{who: ada, say: "Quite so."}]'

CASES = (
    LintMutant(
        "a mail waits for what is known and is not",
        "contrary-condition",
        [("flour", "dawn-rush and not opened(ledger.txt)", "dawn-rush and not dawn-rush")],
    ),
    LintMutant(
        "a line is said from trust 60, or below 70",
        "contrary-condition",
        [("call", '"trust >= 60"', '"trust >= 60 or trust < 70"')],
    ),
    LintMutant(
        "a promise is kept by what contradicts itself",
        "contrary-condition",
        [(SECOND, KEPT, 'kept_when: "broke(list-by-noon) and kept_promise(list-by-noon)"')],
        base="two",
    ),
    LintMutant(
        "a promise is kept whatever happens",
        "unsettled-promise",
        [(SECOND, KEPT, "kept_when: otherwise")],
        base="two",
    ),
    LintMutant(
        "a case of what is best stands behind one that is wider",
        "shadowed-case",
        [("mail", BEST, BEST.replace("oth", '"dawn-rush and two-ovens": big-page, oth'))],
    ),
    LintMutant(
        "the same option is best whether something is known or not",
        "idle-case",
        [("mail", BEST, "best: {dawn-rush: ask-hours, otherwise: ask-hours}")],
    ),
    LintMutant(
        "a line stands behind one that takes all its cases",
        "shadowed-case",
        [("call", TWO, f'{TWO}\n      - {{when: "trust >= 80", who: ben, say: "Two, I say."}}')],
    ),
    LintMutant(
        "a line that closes a chain is set apart from it",
        "lone-otherwise",
        [("call", '{when: otherwise, who: ben, say: "Ask Ada."}',
          '{when: otherwise, also: true, who: ben, say: "Ask Ada."}')],
    ),
    LintMutant("nobody answers an option", "no-reaction", [("call", QUITE, "brings: []")]),
    LintMutant(
        "an option is answered in one case alone",
        "no-reaction",
        [("call", QUITE, 'brings: [{when: "trust >= 60", who: ada, say: "Quite so."}]')],
    ),
    LintMutant("a line has no words", "empty-line", [("call", '"Hello?"', '"  "')]),
    LintMutant(
        "two options read alike",
        "same-words",
        [("call", "Could we count them together, later this week?",
          "Three ovens, Ada, as your first mail has it")],
    ),
    LintMutant(
        "the worths of two options are swapped, so that a wrong one earns all",
        "as-good-as-best",
        [("call", "worth: 20", "worth: 100")],
    ),
    LintMutant(
        "a silence earns as much as the best answer",
        "as-good-as-best",
        [("call", "worth: 50", "worth: 100")],
    ),
    LintMutant(
        "nobody asked, and there was nothing to ask about",
        "idle-unasked",
        [("feedback", "    facts: [dawn-rush]\n", "")],
    ),
    LintMutant(
        "feedback begins before the design",
        "time-runs-back",
        [("mission", "client_feedback, begins: {day: 3", "client_feedback, begins: {day: 1")],
    ),
    LintMutant(
        "a mail comes when the call has begun",
        "time-runs-back",
        [("flour", 'day: 1, at: "11:00"', 'day: 2, at: "10:00"')],
    ),
    LintMutant(
        "a passage that contradicts another stands twice in its file",
        "passage-twice",
        [("oven_log", "ovens: 2", "ovens: 2\novens: 2")],
    ),
    LintMutant(
        "a mail waits for the answer to one that comes later",
        "time-runs-back",
        [("flour", 'at: "11:00", when: "dawn-rush and',
          'at: "08:00", when: "chose(first-order) and')],
    ),
    LintMutant(
        "an exchange holds nothing",
        "empty-line",
        [("call", "  - id: goodbye\n", "  - id: nothing\n  - id: goodbye\n")],
    ),
    LintMutant(
        "a requirement is met in the same words, kept or broken",
        "same-words",
        [("feedback", 'say: "You sold the third."', 'say: "Two, then."')],
    ),
    LintMutant(
        "a call can be heard and not be read",
        "no-captions",
        [("call", "default_silence:",
          'media_url: "https://calls.firm.example/ovens"\ndefault_silence:')],
    ),
    LintMutant(
        "a fact counts in a phase in which nobody asks",
        "fact-elsewhere",
        [("mission", "    phase: video_call\n", "    phase: client_feedback\n")],
    ),
    LintMutant(
        "two people of a mission have the same initials",
        "lookalikes",
        [("people", "initials: BO", "initials: AR")],
    ),
    LintMutant(
        "a mission is counted before the one that it stands behind",
        "out-of-order",
        [("later", "order_index: 2", "order_index: 0")],
    ),
    LintMutant(
        "the classes of a load share more than all of it",
        "load-shares",
        [("design", "average_rps: 10}",
          "average_rps: 10, classes: [{name: orders, share: 0.6}, {name: looks, share: 0.6}]}")],
    ),
    LintMutant(
        "an ordinary hour is busier than the peak",
        "load-shares",
        [("design", "average_rps: 10", "average_rps: 100")],
    ),
    LintMutant(
        "what carries the lesson of a grid cannot be built there",
        "no-lesson",
        [("design", "load: {", "lesson: [kettle]\nload: {")],
        files={"components/kettle.yaml": APP.replace("app_server", "kettle")},
    ),
    LintMutant(
        "a grid lets a setting be turned that nothing on it has",
        "idle-setting",
        [("design", "load: {", "knobs: [replicas, hit]\nload: {")],
    ),
    LintMutant(
        "somebody speaks in a call who takes no part in it",
        "not-in-call",
        [("call", 'brings: [{who: ada, say: "Later, then."}]',
          'brings: [{who: mina, say: "Later, then."}]')],
    ),
    LintMutant(
        "an option gives the floor to somebody who is not in the call",
        "not-in-call",
        [("call", "        floor: ben\n", "        floor: mina\n")],
    ),
    LintMutant(
        "an option leads on to itself",
        "then-in-circle",
        [("call", "        effects: {energy: 1}\n",
          "        effects: {energy: 1}\n        then: later\n")],
    ),
    LintMutant(
        "a call counts for nothing",
        "weightless-phase",
        [("mission", "email_quality: 30, video_performance: 40",
          "email_quality: 70, video_performance: 0")],
    ),
)  # fmt: skip

SLIPS = (
    LintMutant("a quote is not closed", "unclosed", [("mail", TEXT, f'{TEXT} She says "soon.')]),
    LintMutant("a single quote is not closed", "unclosed", [("mail", TEXT, f"{TEXT} 'Soon.")]),
    LintMutant("a bracket of a letter is not closed", "unclosed", [("mail", TEXT, f"{TEXT} (Or")]),
    LintMutant("a word is set twice", "doubled-word", [("mail", "We want", "We want want")]),
    LintMutant("a note to the author is left", "unfinished", [("mail", TEXT, f"{TEXT} TODO.")]),
    LintMutant("a gap is left to be filled in", "unfinished", [("mail", TEXT, f"{TEXT} {{x}}.")]),
    LintMutant(
        "a letter of another alphabet looks alike",
        "mixed-letters",
        [("mail", "We want", "We w\u0430nt")],
    ),
    LintMutant(
        "a mail names a site of a new kind",
        "real-domain",
        [("mail", TEXT, f"{TEXT} See loaves.io.")],
    ),
)  # fmt: skip
