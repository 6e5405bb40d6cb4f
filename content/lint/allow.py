"""Comments that allow a warning: `# lint: allow CODE because REASON`.

One stands at the end of the line that the warning is told of, or on a line of its own above it.
Below the front matter of a mail it stands as the last line of that matter; for the text of an
attachment, which has no comments, at the line of the mail that names its `filename`. Errors cannot
be allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from content.lint import comment_rules
from content.lint.table import LINTED, TABLE
from content.problem import Problem, Report, did_you_mean
from content.reader import MAX_BYTES
from content.source import Place

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*lint:(?P<rest>.*)$")
_ALLOWS = re.compile(r"\s*allow\s+(?P<code>[\w-]+)(?:\s+because\s+(?P<reason>\S.*))?\s*$")
_NAMES_FILE = re.compile(r"\bfilename:\s*[\"']?([\w.-]+)")
_SEPARATOR = "---"


@dataclass(frozen=True, slots=True)
class Allowance:
    """A warning that is meant to be there, and why."""

    place: Place
    code: str
    reason: str
    covers: frozenset[tuple[str, int]]
    """Files and lines whose warnings of this code are allowed; line 0 stands for all lines."""

    def covers_problem(self, problem: Problem) -> bool:
        """Whether this is what allows it."""
        at = problem.place
        here = {(at.file, at.line), (at.file, 0)}
        return problem.code == self.code and not here.isdisjoint(self.covers)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A warning, and the reason for which it stands."""

    problem: Problem
    reason: str


@dataclass(slots=True)
class Settled:
    """What is left to tell, and what is allowed."""

    problems: list[Problem] = field(default_factory=list)
    allowed: list[Allowed] = field(default_factory=list)


def settle(folder: Path, found: Iterable[Problem], *, whole: bool) -> Settled:
    """Takes out the warnings that comments of a pack allow, and tells what is amiss with comments.

    Args:
        folder: the pack's.
        found: everything that was found in it.
        whole: whether all of its writing was looked at; else nobody knows which comments serve.
    """
    report = Report()
    allowances = [allowance for path in _files(folder) for allowance in allowances_in(path, report)]
    settled, used = Settled(), set()
    for problem in found:
        by = next((a for a in allowances if a.covers_problem(problem)), None)
        if by is None:
            settled.problems.append(problem)
        else:
            used.add(by.place)
            settled.allowed.append(Allowed(problem, by.reason))
    for allowance in allowances if whole else ():
        if allowance.place not in used:
            message = f"There is no '{allowance.code}' here to allow."
            report.add(comment_rules.UNUSED_ALLOWANCE, allowance.place, message)
    settled.problems = Report([*settled.problems, *report.problems]).sorted()
    return settled


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".md") and path.is_file() and path.stat().st_size <= MAX_BYTES:
            yield path


def allowances_in(path: Path, report: Report) -> list[Allowance]:
    """The comments to the linter in a file; those that are amiss are reported."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []  # told where the file is read
    if "lint:" not in text:
        return []
    lines = text.replace("\r\n", "\n").split("\n")
    last = _front_matter(lines) if path.suffix == ".md" else len(lines)
    quoted = _lines_of_text(lines, last, skip=1 if path.suffix == ".md" else 0)
    found = []
    for number, line in enumerate(lines[:last], start=1):
        comment = _COMMENT.search(line)
        if comment is None or any(a <= (number, comment.start()) < b for a, b in quoted):
            continue
        place = Place(str(path), number, comment.start() + 1)
        allowance = _allowance(comment, lines, place, path, report)
        if allowance:
            found.append(allowance)
    return found


def _front_matter(lines: list[str]) -> int:
    """Lines of a mail's front matter, with its first ---."""
    ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _SEPARATOR)
    return next(ends, 0)


Spot = tuple[int, int]


def _lines_of_text(lines: list[str], last: int, skip: int) -> list[tuple[Spot, Spot]]:
    """From where to where texts stand, in which a # begins no comment."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.tokens import ScalarToken

    spots = []
    try:
        for token in YAML(typ="safe", pure=True).scan("\n".join(lines[skip:last]) + "\n"):
            if isinstance(token, ScalarToken):
                start, end = token.start_mark, token.end_mark
                spots.append(
                    ((start.line + skip + 1, start.column), (end.line + skip + 1, end.column))
                )
    except (YAMLError, ValueError, TypeError, IndexError, AttributeError):
        return [((1, 0), (len(lines) + 1, 0))]  # damaged, which is told where it is read
    return spots


def _allowance(
    comment: re.Match[str], lines: list[str], place: Place, path: Path, report: Report
) -> Allowance | None:
    meant = _ALLOWS.match(comment["rest"])
    if meant is None or not meant["reason"]:
        what = "The comment gives no reason." if meant else "The comment allows nothing."
        report.add(comment_rules.BAD_ALLOWANCE, place, what)
        return None
    code = meant["code"]
    if code not in TABLE:
        message = f"There is no rule '{code}'."
        report.add(comment_rules.BAD_ALLOWANCE, place, message, did_you_mean(code, TABLE))
        return None
    if TABLE[code].severity == "error":
        message, remedy = f"'{code}' is an error, which nothing allows.", TABLE[code].remedy
        report.add(comment_rules.BAD_ALLOWANCE, place, message, remedy)
        return None
    if code not in LINTED:
        message, remedy = f"'{code}' is not told by the linter.", "Delete the comment."
        report.add(comment_rules.BAD_ALLOWANCE, place, message, remedy)
        return None
    line = place.line if lines[place.line - 1][: comment.start()].strip() else 0
    line = line or _next(lines, place.line)
    covers = {(place.file, line)}
    named = _NAMES_FILE.search(lines[line - 1]) if line <= len(lines) else None
    if named:
        attached = path.parent.parent / "attachments" / f"{named[1]}.txt"
        covers.add((str(attached), 0))
    return Allowance(place, code, meant["reason"].strip(), frozenset(covers))


def _next(lines: list[str], number: int) -> int:
    """The line below that holds more than a comment, or the end of the front matter."""
    for below, line in enumerate(lines[number:], start=number + 1):
        text = line.strip()
        if text and text != _SEPARATOR and not text.startswith("#"):
            return below
    return number + 1
