"""What `scopecreep lint` prints for machines."""

from __future__ import annotations

from typing import Literal

from content.lint.allow import Allowed, Settled
from content.lint.table import LINTED, SECTIONS
from content.problem import Problem
from tui.shape import Shape


class Fault(Shape):
    """One fault or doubt about a pack."""

    severity: Literal["error", "warning"]
    code: str
    file: str
    line: int
    column: int
    message: str
    remedy: str

    @classmethod
    def of(cls, problem: Problem) -> Fault:
        """A problem that a reader of packs has found."""
        place = problem.place
        return cls(
            severity=problem.severity,
            code=problem.code,
            file=place.file,
            line=place.line,
            column=place.column,
            message=problem.message,
            remedy=problem.remedy,
        )


class AllowedFault(Shape):
    """A warning that a comment of the pack allows."""

    code: str
    file: str
    line: int
    column: int
    message: str
    reason: str

    @classmethod
    def of(cls, allowed: Allowed) -> AllowedFault:
        """A warning, with the reason that stands beside it."""
        problem, place = allowed.problem, allowed.problem.place
        return cls(
            code=problem.code,
            file=place.file,
            line=place.line,
            column=place.column,
            message=problem.message,
            reason=allowed.reason,
        )


class Lint(Shape):
    """`scopecreep lint --json`."""

    problems: list[Fault]
    allowed: list[AllowedFault] = []

    @classmethod
    def of(cls, found: Settled) -> Lint:
        """What was found in a pack."""
        return cls(
            problems=[Fault.of(problem) for problem in found.problems],
            allowed=[AllowedFault.of(allowed) for allowed in found.allowed],
        )


class LintRule(Shape):
    """One rule of packs, missions or campaigns."""

    code: str
    severity: Literal["error", "warning"]
    section: str
    told_by: str
    asks: str
    remedy: str
    may_be_allowed: bool
    """Whether a comment with a reason allows a breach."""


class LintRules(Shape):
    """`scopecreep lint --rules --json`."""

    rules: list[LintRule]

    @classmethod
    def table(cls) -> LintRules:
        """Every rule there is."""
        return cls(
            rules=[
                LintRule(
                    code=rule.code,
                    severity=rule.severity,
                    section=part.title,
                    told_by=part.told_by,
                    asks=rule.description,
                    remedy=rule.remedy,
                    may_be_allowed=rule.severity == "warning" and rule.code in LINTED,
                )
                for part in SECTIONS
                for rule in part.rules
            ]
        )
