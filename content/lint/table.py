"""Every rule of packs, missions and campaigns in one table: who tells it, how grave it is, what
mends it. `docs/lint.md` and `scopecreep lint --rules` are drawn from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

from content import faults
from content.explorer import campaign_rules
from content.explorer import rules as explorer_rules
from content.lint import case_rules, comment_rules, played, rules, share_rules, text_rules
from content.problem import Rule, did_you_mean


@dataclass(frozen=True, slots=True)
class Section:
    """Rules of one kind, and the command that tells them."""

    title: str
    told_by: str
    about: str
    rules: tuple[Rule, ...]


def rules_in(*modules: ModuleType) -> tuple[Rule, ...]:
    """The rules that modules define, in their order."""
    return tuple(r for module in modules for r in vars(module).values() if isinstance(r, Rule))


SECTIONS = (
    Section(
        "The format",
        "scopecreep lint",
        "What a file must be before it can be played. `scopecreep publish` refuses a pack that "
        "breaks one.",
        rules_in(faults),
    ),
    Section(
        "The writing",
        "scopecreep lint",
        "What is declared can happen, sheets can be filled in, and no option gives itself away. "
        "A tutorial (`scored: false`) is spared what is about tempting options.",
        rules_in(rules),
    ),
    Section(
        "Conditions, cases and lines",
        "scopecreep lint",
        "What can be seen without playing: conditions against themselves, cases against those "
        "before them, lines, days and hours.",
        rules_in(case_rules),
    ),
    Section(
        "Shares",
        "scopecreep lint",
        "Over one mission a share is told only where chance would give it less than once in a "
        "hundred times (binomial). Over an act with 100 nodes or more it is held as it stands.",
        rules_in(share_rules),
    ),
    Section(
        "Words",
        "scopecreep lint",
        "What can be seen in the words alone.",
        rules_in(text_rules),
    ),
    Section(
        "Comments to the linter",
        "scopecreep lint",
        "How a warning is allowed, and how it is not.",
        rules_in(comment_rules),
    ),
    Section(
        "What can happen",
        "scopecreep explore",
        "Found by searching every state of a mission.",
        rules_in(explorer_rules),
    ),
    Section(
        "Doors between missions",
        "scopecreep explore --campaign",
        "Found by searching the ways through a campaign.",
        rules_in(campaign_rules),
    ),
    Section(
        "What can be played",
        "scopecreep bots",
        "Measured by many games, and by designs that must win or lose on their grids.",
        rules_in(played),
    ),
)

TABLE: dict[str, Rule] = {rule.code: rule for part in SECTIONS for rule in part.rules}
"""Every rule by its code."""
LINTED: frozenset[str] = frozenset(
    rule.code for part in SECTIONS if part.told_by == "scopecreep lint" for rule in part.rules
)
"""The codes that the linter tells."""


def section_of(code: str) -> Section:
    """The section that a rule stands in.

    Raises:
        KeyError: there is no such rule; the message names the nearest.
    """
    for part in SECTIONS:
        if any(rule.code == code for rule in part.rules):
            return part
    raise KeyError(f"There is no rule '{code}'. {did_you_mean(code, TABLE)}".strip())


def explained(code: str) -> str:
    """A rule in plain lines.

    Raises:
        KeyError: there is no such rule; the message names the nearest.
    """
    part = section_of(code)
    rule = TABLE[code]
    may = (
        f"May be allowed: # lint: allow {code} because REASON"
        if rule.severity == "warning" and code in LINTED
        else "Cannot be allowed."
    )
    return "\n".join(
        (
            f"{code} ({rule.severity}), told by {part.told_by}",
            f"Asks:    {rule.description}",
            f"Remedy:  {rule.remedy}",
            may,
        )
    )


def drawn() -> str:
    """The table as sections of a page of documentation."""
    lines: list[str] = []
    for part in SECTIONS:
        lines += [f"### {part.title}", "", f"Told by `{part.told_by}`. {part.about}", ""]
        lines += ["| rule | grade | asks | remedy |", "| --- | --- | --- | --- |"]
        lines += [_row(rule) for rule in part.rules]
        lines.append("")
    return "\n".join(lines)


def _row(rule: Rule) -> str:
    cells: Iterable[str] = (f"`{rule.code}`", rule.severity, rule.description, rule.remedy)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
