"""Finds names of people and places that are written in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from content.folder import PackFolder
from content.lint import text_rules
from content.lint.texts import Piece, listed
from content.problem import Report

LETTERS = 5
"""Letters of a name from which one that is off is not likely another word."""
SHORTEST = 4
"""Letters of a name from which its capital is looked at."""
OFTEN = 4
"""How often a word with a capital stands in a pack, and never without one, to be a name."""
RARE = 4
"""How many times rarer than the name a misspelling is, at least."""
NO_NAMES = listed(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)
ALSO_WORDS = listed("bell crane chair marsh tight wren knox rose finch rudd")
"""Names that are words as well, and so stand without a capital too."""

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:['’](?=[^\W\d_]{2}))?[^\W\d_]*(?![\w@/]|\.\w)")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class Spelt:
    """Every word of a pack, and where it first stands."""

    times: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[tuple[Piece, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Spelt:
        """The words of some texts."""
        found = cls()
        for piece in pieces:
            for match in _WORD.finditer(piece.text):
                word = _POSSESSIVE.sub("", match.group())
                found.times[word] += 1
                found.places.setdefault(word, []).append((piece, match.start()))
        return found


def check_names(pack: PackFolder, pieces: Iterable[Piece], report: Report) -> None:
    """Reports names that are one letter or a capital off."""
    spelt = Spelt.of(pieces)
    given, first = _given(pack)
    names = given | {
        word
        for word, times in spelt.times.items()
        if times >= OFTEN and _is_name(word) and word.lower() not in spelt.times
    }
    for word in spelt.times:
        name = _meant(word, names, first, spelt.times)
        if name is None:
            continue
        for piece, offset in spelt.places[word]:
            message = f"'{word}' is '{name}' elsewhere."
            report.add(text_rules.MISSPELT_NAME, piece.at(offset), message)


def _given(pack: PackFolder) -> tuple[set[str], set[str]]:
    """Words of the names in people.yaml, and the first names among them."""
    names: set[str] = set()
    first: set[str] = set()
    form = pack.people.form if pack.people else None
    for person in form.people if form else ():
        names |= set(re.findall(r"[^\W\d_]+", f"{person.name} {person.short}"))
        first.add(person.short)
    return {n for n in names if len(n) >= SHORTEST and n[0].isupper()}, first


def _is_name(word: str) -> bool:
    return (
        len(word) >= LETTERS and word[0].isupper() and word[1:].islower()
    ) and word.lower() not in NO_NAMES


def _meant(word: str, names: set[str], first: set[str], times: Counter[str]) -> str | None:
    """The name that a word is a slip for."""
    if word in names or len(word) < SHORTEST or word.isupper() or word.lower() in NO_NAMES:
        return None
    if word.islower():
        name = word.capitalize()
        return name if name in first and word not in ALSO_WORDS else None
    if not word[0].isupper():
        return None
    for name in sorted(names):
        if word.lower() == name.lower():
            return name
        if word.lower() in times or word.removesuffix("s") in names:
            continue
        usual = len(name) >= LETTERS and times[word] * RARE <= max(times[name], RARE)
        if usual and one_edit(word.lower(), name.lower()):
            return name
    return None


def one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one letter, or by two that changed places."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(one) != len(other):
        short, long = sorted((one[start:], other[start:]), key=len)
        return long[1:] == short
    rest, other_rest = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[1] + rest[0] + rest[2:] == other_rest
    return rest[1:] == other_rest[1:] or swapped
