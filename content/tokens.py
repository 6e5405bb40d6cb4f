"""The words of which conditions and sums are made, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<name>[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*(?::[A-Za-z][A-Za-z0-9_-]*)?)
      | (?P<number>-?[0-9]{1,9}(?:\.[0-9]{1,6})?)
      | (?P<op>>=|<=|==|!=|>|<)
      | (?P<mark>[(),])
      | (?P<arith>[-+*/])
    )""",
    re.VERBOSE,
)


class ConditionFault(ValueError):
    """A condition cannot be read; `offset` is the character, from 0, where it goes wrong."""

    def __init__(self, message: str, offset: int, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Token:
    """A word; `kind` is name, number, op, mark, arith or end."""

    kind: str
    text: str
    offset: int


class Reading:
    """Tokens with a position: what comes next, and going on from it; the end stays the end."""

    def __init__(self, tokens: list[Token], position: int = 0) -> None:
        self.tokens = tokens
        self.position = position

    @property
    def next(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.next
        if token.kind != "end":
            self.position += 1
        return token


def tokens_of(text: str, what: str = "a condition") -> list[Token]:
    """The words of a text, with one of kind `end` behind them.

    Raises:
        ConditionFault: a character means nothing here.
    """
    tokens = []
    offset = 0
    end = len(text.rstrip())
    while offset < end:
        match = _TOKEN.match(text, offset)
        if match is None:
            start = offset + len(text[offset:]) - len(text[offset:].lstrip())
            raise ConditionFault(f"'{text[start]}' means nothing in {what}", start)
        kind = match.lastgroup or ""
        tokens.append(Token(kind, match.group(kind), match.start(kind)))
        offset = match.end()
    tokens.append(Token("end", "", end))
    return tokens
