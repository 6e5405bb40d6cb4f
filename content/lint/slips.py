"""Finds what writing leaves behind: open quotes, words set twice, gaps that wait to be filled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from content.lint import text_rules
from content.lint.texts import Piece
from content.problem import Report, Rule

RUNS = "{runs}"
"""What the debrief fills in by itself."""
PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))

_OPENS = re.compile(r"(?:^|(?<=[\s(\[\"—–-]))'(?=[^\W_])", re.MULTILINE)
_CLOSES = re.compile(r"(?<=[\w.,!?;:…)\]-])'(?![A-Za-z])")
_ITEM = re.compile(r"^\s*\w{1,3}\)|(?<![\w(])[:;]-?[()]", re.MULTILINE)
"""Brackets that stand alone: before what is counted off, and in faces."""
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})[ \n]\1(?![\w'’-])")
DOUBLED = frozenset(("had", "that", "is", "so", "very", "no", "now", "there", "ha", "long"))
"""Words that may well follow themselves."""
_WAITS = re.compile(
    r"\b(?:TODO|TBD|TBC|FIXME|XXX+)\b|\blorem ipsum\b|\$?\{\w*\}|%\(\w+\)s"
    r"|<[A-Z]+(?: [A-Z]+)*>|\?{3,}"
)
_WORD = re.compile(r"[^\W\d_]+")
ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")


def check_slips(pieces: Iterable[Piece], report: Report) -> None:
    """Checks texts one by one."""
    for piece in pieces:
        for rule, offset, message in _slips(piece.text):
            report.add(rule, piece.at(offset), message)


def _slips(text: str) -> Iterator[tuple[Rule, int, str]]:
    for offset, sign in unclosed(text):
        yield text_rules.UNCLOSED, offset, f"{sign} has no other half."
    for match in _TWICE.finditer(text):
        word = match.group(1)
        if word not in DOUBLED:
            yield text_rules.DOUBLED_WORD, match.start(), f"'{word}' stands here twice."
    for match in _WAITS.finditer(text):
        if match.group() != RUNS:
            message = f"'{match.group()}' waits for something to be written."
            yield text_rules.UNFINISHED, match.start(), message
    if text.isascii():
        return
    for match in _WORD.finditer(text):
        names = {unicodedata.name(letter, "").split(" ")[0] for letter in match.group()}
        if len(names.intersection(ALPHABETS)) > 1:
            message = f"'{match.group()}' has letters that only look alike."
            yield text_rules.MIXED_LETTERS, match.start(), message


def unclosed(text: str) -> list[tuple[int, str]]:
    """Quotes and brackets without their other half, with their offsets.

    A single quote that closes may be an apostrophe as well; so one that opens is told where too
    few follow.
    """
    found: list[tuple[int, str]] = []
    if text.count('"') % 2:
        found.append((text.rindex('"'), '"'))
    bare = _ITEM.sub(lambda match: " " * len(match.group()), text)
    for opening, closing in PAIRS:
        waiting: list[int] = []
        for offset, sign in enumerate(bare):
            if sign == opening:
                waiting.append(offset)
            elif sign == closing:
                if not waiting:
                    found.append((offset, closing))
                else:
                    waiting.pop()
        found += [(offset, opening) for offset in waiting]
    opens = [match.start() for match in _OPENS.finditer(text)]
    closes = [match.start() for match in _CLOSES.finditer(text)]
    for number, offset in enumerate(reversed(opens), start=1):
        if sum(close > offset for close in closes) < number:
            found.append((offset, "'"))
            break
    return sorted(found)
