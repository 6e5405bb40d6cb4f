"""The small language of `when:`, `needs:` and `best:`, to and from the engine's conditions."""

from __future__ import annotations

from typing import get_args

from content.problem import did_you_mean
from content.sums import Sums, spell_sum
from content.tokens import ConditionFault, Reading, Token, tokens_of
from engine import conditions as c
from engine.conditions import Condition
from engine.values import PromiseState

MAX_LENGTH = 500
MAX_DEPTH = 20

METERS: tuple[str, ...] = get_args(c.Meter.model_fields["meter"].annotation)
CALLS = (
    "flag",
    "promised",
    "owed",
    "kept_promise",
    "broke",
    "kept",
    "over_budget",
    "opened",
    "chose",
    "floor",
    "opens",
    "field",
    "holds",
)
STANDS: dict[str, PromiseState] = {"owed": "open", "kept_promise": "kept", "broke": "broken"}
"""How a promise of an earlier mission is asked about."""
WORDS = ("and", "or", "not", "otherwise", "always")
RESERVED = frozenset((*METERS, *CALLS, *WORDS))
"""Names which no fact may have."""


def parse(text: str) -> Condition:
    """The condition that a text states.

    Raises:
        ConditionFault: it is not of the language.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionFault(f"A condition has at most {MAX_LENGTH} characters", MAX_LENGTH)
    tokens = tokens_of(text)
    if [token.text for token in tokens[:-1]] == ["otherwise"]:
        return c.Always()
    parser = _Parser(tokens)
    condition = parser.either(0)
    parser.at_end()
    return condition


class _Parser(Reading):
    """Recursive descent: `or` over `and` over `not` over atoms and parentheses."""

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
        if self._compares():
            return self._comparison(depth)
        if self.took("("):
            inside = self.either(depth + 1)
            self.demand(")")
            return inside
        return self.atom()

    def _compares(self) -> bool:
        """Whether a comparison of sums begins here: its sign stands outside all parentheses."""
        if self.next.text in METERS:
            return False
        depth = 0
        for token in self.tokens[self.position :]:
            if token.kind == "mark" and token.text in "()":
                depth += 1 if token.text == "(" else -1
            if depth < 0 or (depth == 0 and token.text in ("and", "or", ",")):
                return False
            if depth == 0 and token.kind == "op":
                return True
        return False

    def _comparison(self, depth: int) -> Condition:
        sums = Sums(self.tokens, self.position)
        left = sums.expression(depth)
        op = sums.take()
        if op.kind != "op":
            message = f"'{op.text}' does not go on from what stands before it"
            raise ConditionFault(message, op.offset, "Put blanks round + and -.")
        right = sums.expression(depth)
        self.position = sums.position
        return c.Compared.model_validate({"left": left, "op": op.text, "right": right})

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

    def _meter(self, token: Token) -> Condition:
        op = self.take()
        if op.kind != "op" or op.text not in (">=", "<"):
            message = f"A meter is compared by >= or <, not by '{op.text}'"
            raise ConditionFault(message, op.offset, f"Write e.g. '{token.text} >= 50'.")
        number = self.take()
        if number.kind != "number" or "." in number.text:
            raise ConditionFault("A meter is compared with a whole number", number.offset)
        return c.Meter.model_validate(
            {"meter": token.text, "op": op.text, "value": int(number.text)}
        )

    def _call(self, token: Token) -> Condition:
        self.demand("(")
        if token.text not in CALLS:
            message = f"There is no '{token.text}(...)'"
            raise ConditionFault(message, token.offset, did_you_mean(token.text, CALLS))
        if token.text == "over_budget":
            percent = int(self._argument("number", token))
            self.demand(")")
            return c.OverBudget(percent=percent)
        first = self._argument("name", token)
        second = self._argument_if_any(token)
        self.demand(")")
        return _called(token.text, first, second)

    def _argument(self, kind: str, call: Token) -> str:
        token = self.take()
        if token.kind != kind or (kind == "number" and "." in token.text):
            what = "a name" if kind == "name" else "a whole number"
            raise ConditionFault(
                f"{call.text}(...) needs {what} here", token.offset, _how(call.text)
            )
        return token.text

    def _argument_if_any(self, call: Token) -> str | None:
        if call.text == "opens":
            self.demand(",")
            return self._argument("number", call)
        if call.text in ("chose", "field") and self.took(","):
            return self._argument("name", call)
        return None


def _how(word: str) -> str:
    ways = {
        "opens": "opens(lotte, 55)",
        "over_budget": "over_budget(10)",
        "chose": "chose(how-many, invite-lotte)",
        "field": "field(shape, capped)",
    }
    if word in CALLS:
        return f"Write e.g. '{ways.get(word, f'{word}(name)')}'."
    return ""


def _called(name: str, first: str, second: str | None) -> Condition:
    match name:
        case "flag":
            return c.Flagged(flag=first)
        case "promised":
            return c.Promised(promise=first)
        case "owed" | "kept_promise" | "broke":
            return c.Stands(promise=first, state=STANDS[name])
        case "kept":
            return c.Kept(requirement=first)
        case "opened":
            return c.Opened(source=first)
        case "chose":
            return c.Chosen(node=first, option=second)
        case "floor":
            return c.Floor(person=first)
        case "field":
            return c.Entered(field=first, item=second)
        case "holds":
            return c.Within(constraint=first)
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
        case c.Stands(promise=promise, state=state):
            call = next(name for name, stands in STANDS.items() if stands == state)
            return f"{call}({promise})"
        case c.Kept(requirement=requirement):
            return f"kept({requirement})"
        case c.OverBudget(percent=percent):
            return f"over_budget({percent})"
        case c.Opened(source=source):
            return f"opened({source})"
        case c.Chosen(node=node, option=option):
            return f"chose({node}, {option})" if option else f"chose({node})"
        case c.Floor(person=person):
            return f"floor({person})"
        case c.Opens(person=person, trust=trust):
            return f"opens({person}, {trust})"
        case c.Entered(field=field, item=item):
            return f"field({field}, {item})" if item else f"field({field})"
        case c.Within(constraint=constraint):
            return f"holds({constraint})"
        case c.Compared(left=left, op=sign, right=right):
            return f"{spell_sum(left)} {sign} {spell_sum(right)}"
        case c.Meter(meter=meter, op=op, value=value):
            return f"{meter} {op} {value}"
        case _:
            return "always"
