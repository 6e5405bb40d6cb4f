"""The small language of `when:`, `needs:` and `best:`, to and from the engine's conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from content.problem import did_you_mean
from engine import conditions as c
from engine.conditions import Condition

MAX_LENGTH = 500
MAX_DEPTH = 20

METERS: tuple[str, ...] = get_args(c.Meter.model_fields["meter"].annotation)
CALLS = ("flag", "promised", "kept", "opened", "chose", "floor", "opens")
WORDS = ("and", "or", "not", "otherwise", "always")
RESERVED = frozenset((*METERS, *CALLS, *WORDS))
"""Names which no fact may have."""

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<name>[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*(?::[A-Za-z][A-Za-z0-9_-]*)?)
      | (?P<number>-?[0-9]{1,9})
      | (?P<op>>=|<=|==|!=|>|<)
      | (?P<mark>[(),])
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
class _Token:
    kind: str
    text: str
    offset: int


def parse(text: str) -> Condition:
    """The condition that a text states.

    Raises:
        ConditionFault: it is not of the language.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionFault(f"A condition has at most {MAX_LENGTH} characters", MAX_LENGTH)
    tokens = _tokens(text)
    if [token.text for token in tokens[:-1]] == ["otherwise"]:
        return c.Always()
    parser = _Parser(tokens)
    condition = parser.either(0)
    parser.at_end()
    return condition


def _tokens(text: str) -> list[_Token]:
    tokens = []
    offset = 0
    end = len(text.rstrip())
    while offset < end:
        match = _TOKEN.match(text, offset)
        if match is None:
            start = offset + len(text[offset:]) - len(text[offset:].lstrip())
            raise ConditionFault(f"'{text[start]}' means nothing in a condition", start)
        kind = match.lastgroup or ""
        tokens.append(_Token(kind, match.group(kind), match.start(kind)))
        offset = match.end()
    tokens.append(_Token("end", "", end))
    return tokens


class _Parser:
    """Recursive descent: `or` over `and` over `not` over atoms and parentheses."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.position = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.position]

    def take(self) -> _Token:
        token = self.next
        if token.kind != "end":
            self.position += 1
        return token

    def took(self, text: str) -> bool:
        if self.next.kind in ("name", "mark") and self.next.text == text:
            self.position += 1
            return True
        return False

    def demand(self, text: str) -> None:
        if not self.took(text):
            raise ConditionFault(f"'{text}' is missing before {self._seen()}", self.next.offset)

    def _seen(self) -> str:
        return f"'{self.next.text}'" if self.next.kind != "end" else "the end"

    def at_end(self) -> None:
        if self.next.kind != "end":
            message = f"'{self.next.text}' does not go on from what stands before it"
            raise ConditionFault(message, self.next.offset, "Join conditions by 'and' or 'or'.")

    def either(self, depth: int) -> Condition:
        parts = [self.both(depth)]
        while self.took("or"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else c.AnyOf(inner=tuple(parts))

    def both(self, depth: int) -> Condition:
        parts = [self.negation(depth)]
        while self.took("and"):
            parts.append(self.negation(depth))
        return parts[0] if len(parts) == 1 else c.AllOf(inner=tuple(parts))

    def negation(self, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            message = f"A condition nests at most {MAX_DEPTH} deep"
            raise ConditionFault(message, self.next.offset)
        if self.took("not"):
            return c.Not(inner=self.negation(depth + 1))
        if self.took("("):
            inside = self.either(depth + 1)
            self.demand(")")
            return inside
        return self.atom()

    def atom(self) -> Condition:
        token = self.take()
        if token.kind == "end":
            raise ConditionFault("A condition is missing at the end", token.offset)
        if token.kind != "name":
            raise ConditionFault(f"A condition cannot begin with '{token.text}'", token.offset)
        if token.text in METERS:
            return self._meter(token)
        if self.next.text == "(":
            return self._call(token)
        if token.text == "always":
            return c.Always()
        if token.text in RESERVED:
            message = f"'{token.text}' cannot stand here alone"
            raise ConditionFault(message, token.offset, _how(token.text))
        return c.Known(fact=token.text)

    def _meter(self, token: _Token) -> Condition:
        op = self.take()
        if op.kind != "op" or op.text not in (">=", "<"):
            message = f"A meter is compared by >= or <, not by '{op.text}'"
            raise ConditionFault(message, op.offset, f"Write e.g. '{token.text} >= 50'.")
        number = self.take()
        if number.kind != "number":
            raise ConditionFault("A meter is compared with a whole number", number.offset)
        return c.Meter.model_validate(
            {"meter": token.text, "op": op.text, "value": int(number.text)}
        )

    def _call(self, token: _Token) -> Condition:
        self.demand("(")
        if token.text not in CALLS:
            message = f"There is no '{token.text}(...)'"
            raise ConditionFault(message, token.offset, did_you_mean(token.text, CALLS))
        first = self._argument("name", token)
        second = self._argument_if_any(token)
        self.demand(")")
        return _called(token.text, first, second)

    def _argument(self, kind: str, call: _Token) -> str:
        token = self.take()
        if token.kind != kind:
            what = "a name" if kind == "name" else "a whole number"
            raise ConditionFault(
                f"{call.text}(...) needs {what} here", token.offset, _how(call.text)
            )
        return token.text

    def _argument_if_any(self, call: _Token) -> str | None:
        if call.text == "opens":
            self.demand(",")
            return self._argument("number", call)
        if call.text == "chose" and self.took(","):
            return self._argument("name", call)
        return None


def _how(word: str) -> str:
    ways = {"opens": "opens(lotte, 55)", "chose": "chose(how-many, invite-lotte)"}
    if word in CALLS:
        return f"Write e.g. '{ways.get(word, f'{word}(name)')}'."
    return ""


def _called(name: str, first: str, second: str | None) -> Condition:
    match name:
        case "flag":
            return c.Flagged(flag=first)
        case "promised":
            return c.Promised(promise=first)
        case "kept":
            return c.Kept(requirement=first)
        case "opened":
            return c.Opened(source=first)
        case "chose":
            return c.Chosen(node=first, option=second)
        case "floor":
            return c.Floor(person=first)
        case _:
            return c.Opens(person=first, trust=int(second or 0))


def spell(condition: Condition) -> str:
    """The text of a condition; `parse(spell(x)) == x` for whatever `parse` can give."""
    return "otherwise" if isinstance(condition, c.Always) else _spell(condition, 0)


_OR, _AND, _NOT = 1, 2, 3


def _spell(condition: Condition, binding: int) -> str:
    match condition:
        case c.AnyOf(inner=parts):
            return _joined(" or ", parts, _OR, binding)
        case c.AllOf(inner=parts):
            return _joined(" and ", parts, _AND, binding)
        case c.Not(inner=inner):
            return f"not {_spell(inner, _NOT)}"
        case _:
            return _spell_atom(condition)


def _joined(word: str, parts: tuple[Condition, ...], own: int, binding: int) -> str:
    text = word.join(_spell(part, own) for part in parts)
    return f"({text})" if binding >= own else text


def _spell_atom(condition: Condition) -> str:
    match condition:
        case c.Known(fact=fact):
            return fact
        case c.Flagged(flag=flag):
            return f"flag({flag})"
        case c.Promised(promise=promise):
            return f"promised({promise})"
        case c.Kept(requirement=requirement):
            return f"kept({requirement})"
        case c.Opened(source=source):
            return f"opened({source})"
        case c.Chosen(node=node, option=option):
            return f"chose({node}, {option})" if option else f"chose({node})"
        case c.Floor(person=person):
            return f"floor({person})"
        case c.Opens(person=person, trust=trust):
            return f"opens({person}, {trust})"
        case c.Meter(meter=meter, op=op, value=value):
            return f"{meter} {op} {value}"
        case _:
            return "always"
