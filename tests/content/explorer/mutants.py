"""Sound content with one fault in it, and what the explorer says of each fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.content.reaching_pack import REACHING
from tests.content.small_pack import FILES, SHORT_NAMES, in_its_place

IMPOSSIBLE = "two-ovens and not two-ovens"


@dataclass(frozen=True)
class Mutant:
    """One fault, put into the small pack."""

    fault: str
    """What was done, as the table of the documents tells it."""
    caught: str
    """The code of the finding."""
    edits: Sequence[tuple[str, str, str]]
    """Short name of a file, the old text, the new one."""

    def changes(self) -> dict[str, str | None]:
        """The files that differ from a sound pack's.

        Raises:
            ValueError: an old text is not there exactly once.
        """
        return edited(self.edits)


def edited(edits: Sequence[tuple[str, str, str]]) -> dict[str, str | None]:
    """The files that differ from the small pack's.

    Raises:
        ValueError: an old text is not there exactly once.
    """
    changed: dict[str, str | None] = dict(REACHING)
    for short, old, new in edits:
        name = SHORT_NAMES[short]
        text = changed.get(name) or FILES[name]
        changed[name] = in_its_place(text, old, new, name)
    return changed


ASKED = "    effects: {trust: -1, facts: [dawn-rush], unlocks: [ledger.txt]}\n"
PINNED = '    evidence: [{in: oven_log.txt, quote: "06:10  forty loaves"}]\n'
LETTER = "    effects: {facts: [dawn-rush]}\n"
LEFT = '    left: {in: first-order, quote: "Three ovens"}\n'
RIGHT = '    right: {in: oven_log.txt, quote: "ovens: 2"}\n'
LEFT_ALSO = '    left_also: {in: first-order, quote: "nobody to count"}\n'
TOLD = '"opens(ben, 45)", who: ben, say: "Two.", effects: {facts: [two-ovens]}}\n'
LATER = (
    '          - {when: "opens(ben, 120)", who: ben, say: "So.", effects: {flags: [ben_heard]}}\n'
)
TWICE = "chose(first-order, ask-hours) and chose(first-order, big-page)"
ANY = " or ".join(
    f"chose(first-order, {answer})" for answer in ("ask-hours", "quote-rush", "big-page", "silence")
)
ELSE = '          - {when: otherwise, who: ben, say: "Ask Ada."}\n'
FIRM = "    tactic: commit\n    tone: firm\n    worth: 40\n"
NEVER_FIRM = f"    needs: {IMPOSSIBLE}\n{FIRM}"
BIG = "    worth: 10\n    effects: {trust: 6, reserve: {ben: 10}}\n"

MUTANTS = (
    Mutant(
        "a link is deleted: an option no longer gives the floor to whom it names",
        "never-said",
        [("call", "        floor: ben\n", "")],
    ),
    Mutant(
        "a condition cannot hold: an option needs what is and is not known",
        "never-offered",
        [("mail", FIRM, NEVER_FIRM)],
    ),
    Mutant(
        "a fact is out of reach: its evidence lies in a file that stays locked",
        "never-found",
        [
            ("mail", ASKED, "    effects: {trust: -1}\n"),
            ("mission", PINNED, '    evidence: [{in: ledger.txt, quote: "Saturday   160"}]\n'),
            ("mission", LETTER, ""),
        ],
    ),
    Mutant(
        "a mail waits for two answers to the one question",
        "never-comes",
        [("flour", '"dawn-rush and not opened(ledger.txt)"', f'"{TWICE}"')],
    ),
    Mutant(
        "a gate is out of reach: an exchange asks for more trust than there is",
        "never-comes",
        [("call", "    when: floor(ben)\n", "    when: opens(ben, 101)\n")],
    ),
    Mutant(
        "a line stands behind one that takes every case",
        "never-said",
        [("call", ELSE, ELSE + '          - {when: dawn-rush, who: ada, say: "Early."}\n')],
    ),
    Mutant(
        "a condition decides nothing: trust is never so low",
        "never-false",
        [("call", '"trust >= 60", who: ben', '"trust >= 15", who: ben')],
    ),
    Mutant(
        "what would be best asks for two answers to the one question",
        "never-true",
        [
            ("call", "    best: floor-ben\n",
             f"    best: {{'{TWICE}': say-three, otherwise: floor-ben}}\n"),
            ("call", "        tactic: yield_floor\n",
             "        tactic: yield_floor\n        worth: 90\n"),
        ],
    ),
    Mutant(
        "a line asks for any of all the answers that there are",
        "never-false",
        [("call", '"trust >= 60", who: ben', f"'{ANY}', who: ben")],
    ),
    Mutant(
        "a line asks for more trust than there can be by then",
        "never-said",
        [("call", '"trust >= 60", who: ben', '"trust >= 90", who: ben')],
    ),
    Mutant(
        "a flag is broken: it is raised by a line that is never said",
        "never-raised",
        [
            ("call", "effects: {trust: -2, flags: [ben_heard]}", "effects: {trust: -2}"),
            ("call", TOLD, TOLD + LATER),
            ("feedback", "trust: 4, flags: [ben_heard]", "trust: 4"),
        ],
    ),
    Mutant(
        "a promise is made by an option that is never offered",
        "never-raised",
        [("mail", FIRM, NEVER_FIRM)],
    ),
    Mutant(
        "a contradiction's other half lies in a file that stays locked",
        "never-paired",
        [
            ("mail", ", unlocks: [ledger.txt]", ""),
            ("mission", RIGHT, '    right: {in: ledger.txt, quote: "Saturday   160"}\n'),
        ],
    ),
    Mutant(
        "two answers are swapped, so that the best one costs nothing",
        "dominant-move",
        [
            ("mail", "effects: {trust: -1, facts: [dawn-rush], unlocks",
             "effects: {trust: 9, facts: [dawn-rush], unlocks"),
            ("mail", "best: {dawn-rush: quote-rush, otherwise: ask-hours}", "best: ask-hours"),
        ],
    ),
    Mutant(
        "two options come to the same",
        "same-consequences",
        [("call", "        worth: 30\n        effects: {energy: 1}\n",
          "        worth: 20\n        effects: {trust: 3}\n")],
    ),
    Mutant(
        "an option loses what it won",
        "never-best",
        [("mail", BIG, "    worth: 10\n    effects: {trust: -3, reserve: {ben: 10}}\n")],
    ),
    Mutant(
        "a contradiction pays in trust, and can be found with two pairs",
        "gain-without-cost",
        [
            ("mission", LEFT, LEFT + LEFT_ALSO),
            ("mission", "    effects: {facts: [two-ovens]}\npromises",
             "    effects: {trust: 2, facts: [two-ovens]}\npromises"),
        ],
    ),
    Mutant(
        "a requirement cannot be kept",
        "never-told",
        [("feedback", "    holds: two-ovens\n", f"    holds: {IMPOSSIBLE}\n")],
    ),
    Mutant(
        "a mission counts no trust, and has words for a call that ends for lack of it",
        "never-ends-so",
        [("mission", "meters: [trust, budget]", "meters: [budget]")],
    ),
    Mutant(
        "a change of the grid waits for what cannot be",
        "never-changes",
        [("design", "    when: two-ovens\n", f"    when: {IMPOSSIBLE}\n")],
    ),
    Mutant(
        "a late letter is never on offer",
        "never-asked",
        [("mission", "    needs: two-ovens\n", f"    needs: {IMPOSSIBLE}\n")],
    ),
)  # fmt: skip

DOORS = (
    Mutant(
        "a door asks for a score that nobody can have",
        "gate-out-of-reach",
        [("later", "minimum_score: 50", "minimum_score: 100")],
    ),
    Mutant(
        "a door asks, beside another way, for more of a skill than there is",
        "gate-out-of-reach",
        [("later", "levels: {discovery: 2}", "levels: {discovery: 9}")],
    ),
    Mutant(
        "a flag is the only key to a door",
        "only-key",
        [("later", "{type: skills_unlocked, skills: [discovery], levels: {discovery: 2}}",
          "{type: flag_set, flag: ben_heard}")],
    ),
    Mutant(
        "a door asks for more experience than the missions before it give",
        "never-opens",
        [("later", "{type: skills_unlocked, skills: [discovery], levels: {discovery: 2}}",
          "{type: player_level, minimum: 30}")],
    ),
    Mutant(
        "a flag is asked about nowhere",
        "flag-never-read",
        [("later", "{type: flag_set, flag: ben_heard}", "{type: energy, minimum: 10}")],
    ),
    Mutant(
        "a passing player cannot go on",
        "career-stuck",
        [("later", "minimum_score: 50", "minimum_score: 90")],
    ),
)  # fmt: skip
