"""An unlock tree as text: a tick or a cross for each clause, and what is had of what is needed."""

from __future__ import annotations

import textwrap

from textual.content import Content

from engine.unlocks import Explanation

LONG_LIST = 4
"""From more missions than this a counted group is a list of codes."""
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def tree_rows(told: Explanation, width: int) -> list[Content]:
    """The tree, with the values at the right edge."""
    rows = _row(told, ("┬ " if told.inner else "", ""), width)
    return rows + _branches(told, "", 1, width)


def _branches(told: Explanation, indent: str, depth: int, width: int) -> list[Content]:
    rows: list[Content] = []
    for number, clause in enumerate(told.inner):
        last = number == len(told.inner) - 1
        corner, down = ("╰", " ") if last else ("├", "│")
        if depth == 1:
            branch, inner = (f"{corner}─┬ " if clause.inner else f"{corner}── "), f"{down} "
        else:
            branch, inner = (f"{corner}┬ " if clause.inner else f"{corner}─ "), down
        below = f"{indent}{inner}{'│' if clause.inner else ''}"
        rows += _row(clause, (indent + branch, below), width)
        if _is_long_list(clause):
            rows += _codes(clause, indent + inner, width)
        else:
            rows += _branches(clause, indent + inner, depth + 1, width)
    return rows


def _is_long_list(told: Explanation) -> bool:
    return len(told.inner) > LONG_LIST and all(c.words.endswith(" done") for c in told.inner)


def _codes(told: Explanation, indent: str, width: int) -> list[Content]:
    """Many missions of which some are counted: their codes, with a tick at those done."""
    rows, line = [], Content("")
    lead = Content.styled(f"{indent}  ", "$edge")
    for clause in told.inner:
        code = clause.words.removesuffix(" done")
        part = Content.styled(f"✓{code}" if clause.met else f" {code}", _tone(clause))
        if lead.cell_length + line.cell_length + part.cell_length + 1 > width:
            rows.append(Content.assemble(lead, line))
            line = Content("")
        line = Content.assemble(line, part, " ")
    return [*rows, Content.assemble(lead, line)]


def _tone(clause: Explanation) -> str:
    return "$success" if clause.met else "$mute"


def _row(told: Explanation, lead: tuple[str, str], width: int) -> list[Content]:
    """One clause; words that are too long go on below, and the value stands on the last line."""
    branch, below = lead
    mark = ("✓ ", "bold $success") if told.met else ("✗ ", "bold $error")
    room = max(8, width - len(branch) - 2)
    lines = textwrap.wrap(_spelled(told.words), room) or [""]
    have = told.have
    if have and len(lines[-1]) + 1 + len(have) > room:
        lines.append("")
    style = "bold" if told.inner else ""
    rows = [Content.assemble((branch, "$edge"), mark, (lines[0], style))]
    rows += [
        Content.assemble((below.ljust(len(branch)), "$edge"), "  ", (line, style))
        for line in lines[1:]
    ]
    if have:
        gap = max(1, width - rows[-1].cell_length - len(have))
        rows[-1] = Content.assemble(rows[-1], " " * gap, (have, "$mute" if told.met else "$error"))
    return rows


def _spelled(words: str) -> str:
    """'2 of these' with its number as a word."""
    first, _, rest = words.partition(" ")
    if rest == "of these" and first.isdecimal() and int(first) < len(NUMBERS):
        return f"{NUMBERS[int(first)]} {rest}"
    return words
