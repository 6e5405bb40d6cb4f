"""What is wrong with a pack or a script, in words its author can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from content.source import Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check, as data: its stable code, how grave a breach is, and how to mend one."""

    code: str
    severity: Severity
    description: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of a rule at one place."""

    severity: Severity
    code: str
    place: Place
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} {self.remedy} [{self.code}]"


@dataclass(slots=True)
class Report:
    """Collects problems while files are read, so that all are told at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, rule: Rule, place: Place, message: str, remedy: str = "") -> None:
        """Note a breach; the rule's own remedy stands unless a better one is known."""
        problem = Problem(rule.severity, rule.code, place, message, remedy or rule.remedy)
        if problem not in self.problems:
            self.problems.append(problem)

    def take(self, other: Report) -> None:
        """Note what another report has found."""
        self.problems += [problem for problem in other.problems if problem not in self.problems]

    def sorted(self) -> list[Problem]:
        """The problems in the order of files and lines."""
        return sorted(self.problems, key=lambda p: (p.place, p.code, p.message))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


class PackFaults(Exception):
    """A pack or script cannot be used; holds every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest known name, or the known ones if they are few."""
    names = sorted(set(known))
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    if not names:
        return ""
    if len(names) <= 12:
        return f"There is {', '.join(names)}."
    return ""
