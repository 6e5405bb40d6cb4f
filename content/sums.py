"""The arithmetic of decision sheets, to and from the engine's expressions.

It is read from the same tokens as conditions, in which sums stand beside comparisons.
"""

from __future__ import annotations

from typing import get_args

from content.problem import did_you_mean
from content.tokens import ConditionFault, Reading, Token, tokens_of
from engine import expressions as e
from engine.expressions import Expression

MAX_DEPTH = 20
MEASURES: tuple[str, ...] = get_args(e.MeasureName)
SPREADS = ("mean", "exceeds")
FUNCTIONS = ("min", "max", "abs", "round")
NEEDS_ITEM = ("starts", "ends", "used")
"""Measures that are taken of one task or period."""
KNOWN = (*MEASURES, *SPREADS, *FUNCTIONS, "field")
OPERATORS = {"+": 1, "-": 1, "*": 2, "/": 2}


class Sums(Reading):
    """Reads expressions from tokens, from a position on."""

    def expression(self, depth: int = 0) -> Expression:
        """A sum of products.

        Raises:
            ConditionFault: none stands here.
        """
        left = self._product(depth)
        while True:
            token = self.next
            if token.kind == "arith" and token.text in "+-":
                self.take()
                left = e.Apply(apply=_sign(token.text), inner=(left, self._product(depth)))
            elif token.kind == "number" and token.text.startswith("-"):
                # 'a -5' is a difference, though '-5' is read as one word
                self.take()
                rest = e.Number(value=-float(token.text))
                left = e.Apply(apply="-", inner=(left, self._more(rest, depth)))
            else:
                return left

    def _product(self, depth: int) -> Expression:
        return self._more(self._factor(depth), depth)

    def _more(self, left: Expression, depth: int) -> Expression:
        while self.next.kind == "arith" and self.next.text in "*/":
            sign = _sign(self.take().text)
            left = e.Apply(apply=sign, inner=(left, self._factor(depth)))
        return left

    def _factor(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            message = f"A sum nests at most {MAX_DEPTH} deep"
            raise ConditionFault(message, self.next.offset)
        token = self.take()
        if token.kind == "number":
            return e.Number(value=float(token.text))
        if token.text == "(" and token.kind == "mark":
            inside = self.expression(depth + 1)
            self._demand(")")
            return inside
        if token.text == "-" and token.kind == "arith":
            return e.Apply(apply="-", inner=(self._factor(depth + 1),))
        if token.kind != "name":
            what = f"'{token.text}'" if token.kind != "end" else "the end"
            raise ConditionFault(f"A number or a name is missing before {what}", token.offset)
        if self.next.kind == "mark" and self.next.text == "(":
            return self._call(token, depth)
        return _named(token.text)

    def _call(self, call: Token, depth: int) -> Expression:
        self._demand("(")
        if call.text not in KNOWN:
            message = f"There is no '{call.text}(...)' in a sum"
            raise ConditionFault(message, call.offset, did_you_mean(call.text, KNOWN))
        if call.text in FUNCTIONS:
            found: Expression = self._function(call, depth)
        elif call.text in SPREADS:
            found = self._spread(call, depth)
        elif call.text == "field":
            found = _named(self._name(call))
        else:
            field = self._name(call)
            item = self._name(call) if self._took(",") else ""
            if call.text in NEEDS_ITEM and not item:
                message = f"{call.text}(...) needs a field and what of it"
                raise ConditionFault(message, call.offset, f"Write e.g. '{call.text}(year, map)'.")
            found = e.Measure.model_validate({"measure": call.text, "field": field, "item": item})
        self._demand(")")
        return found

    def _function(self, call: Token, depth: int) -> Expression:
        parts = [self.expression(depth + 1)]
        while self._took(","):
            parts.append(self.expression(depth + 1))
        single = call.text in ("abs", "round")
        if single != (len(parts) == 1):
            message = f"{call.text}(...) takes {'one number' if single else 'two or more'}"
            raise ConditionFault(message, call.offset)
        return e.Apply.model_validate({"apply": call.text, "inner": tuple(parts)})

    def _spread(self, call: Token, depth: int) -> Expression:
        estimate = self._name(call)
        if call.text == "mean":
            return e.Spread(spread="mean", estimate=estimate)
        self._demand(",")
        return e.Spread(spread="exceeds", estimate=estimate, over=self.expression(depth + 1))

    def _name(self, call: Token) -> str:
        token = self.take()
        if token.kind != "name":
            raise ConditionFault(f"{call.text}(...) needs a name here", token.offset)
        return token.text

    def _took(self, text: str) -> bool:
        if self.next.kind == "mark" and self.next.text == text:
            self.position += 1
            return True
        return False

    def _demand(self, text: str) -> None:
        if not self._took(text):
            seen = f"'{self.next.text}'" if self.next.kind != "end" else "the end"
            raise ConditionFault(f"'{text}' is missing before {seen}", self.next.offset)


def _sign(text: str) -> e.Operator:
    return "+" if text == "+" else "-" if text == "-" else "*" if text == "*" else "/"


def _named(text: str) -> Expression:
    """`cap` is a field or figure, `scope.price` a column, `scope.price.theirs` one of a state."""
    name, *rest = text.split(".")
    if not rest:
        return e.Named(name=name)
    return e.Column(field=name, column=rest[0], state=".".join(rest[1:]))


def parse_sum(text: str) -> Expression:
    """The expression that a text states.

    Raises:
        ConditionFault: it is not of the language.
    """
    sums = Sums(tokens_of(text))
    found = sums.expression()
    if sums.next.kind != "end":
        message = f"'{sums.next.text}' does not go on from what stands before it"
        raise ConditionFault(message, sums.next.offset, "Put blanks round + and -.")
    return found


def spell_sum(expression: Expression, binding: int = 0) -> str:
    """The text of an expression; `parse_sum(spell_sum(x)) == x` for whatever it can give."""
    match expression:
        case e.Number(value=number):
            return f"{number:.6f}".rstrip("0").rstrip(".")
        case e.Named(name=name):
            return name
        case e.Column(field=field, column=column, state=state):
            return ".".join(part for part in (field, column, state) if part)
        case e.Measure(measure=measure, field=field, item=item):
            return f"{measure}({field}, {item})" if item else f"{measure}({field})"
        case e.Spread(spread=spread, estimate=estimate, over=over):
            return f"{spread}({estimate}, {spell_sum(over)})" if over else f"mean({estimate})"
        case e.Apply(apply=sign, inner=parts) if sign in OPERATORS:
            return _operation(sign, parts, binding)
        case e.Apply(apply=name, inner=parts):
            return f"{name}({', '.join(spell_sum(part) for part in parts)})"


def _operation(sign: str, parts: tuple[Expression, ...], binding: int) -> str:
    if len(parts) == 1:
        return f"-({spell_sum(parts[0])})"
    own = OPERATORS[sign]
    text = f"{spell_sum(parts[0], own - 1)} {sign} {spell_sum(parts[1], own)}"
    return f"({text})" if binding >= own else text
