"""What the linter found as SARIF 2.1.0, which code hosts and editors show at its lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from content.lint.allow import Allowed, Settled
from content.lint.table import LINTED, TABLE, section_of
from content.problem import Problem, Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
VERSION = "2.1.0"
ROOT = "%SRCROOT%"
"""What URIs are relative to: by this name a code host knows the root of a repository."""


def sarif(found: Settled, base: Path) -> dict[str, Any]:
    """The log of one run. Files below `base` are named relative to it.

    A warning that a comment allows is told as suppressed, with its reason.
    """
    rules = [rule for code, rule in TABLE.items() if code in LINTED]
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    results = [_result(problem, numbers, base) for problem in found.problems]
    results += [_suppressed(allowed, numbers, base) for allowed in found.allowed]
    driver = {
        "name": "scopecreep lint",
        "semanticVersion": version("scopecreep"),
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def text(found: Settled, base: Path) -> str:
    """The same as a file's text."""
    return json.dumps(sarif(found, base), indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.description},
        "fullDescription": {"text": rule.description},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [section_of(rule.code).title]},
    }


def _result(problem: Problem, numbers: dict[str, int], base: Path) -> dict[str, Any]:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.column}
    artifact = {"uri": relative(place.file, base), "uriBaseId": ROOT}
    return {
        "ruleId": problem.code,
        "ruleIndex": numbers[problem.code],
        "level": problem.severity,
        "message": {"text": f"{problem.message} {problem.remedy}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


def _suppressed(allowed: Allowed, numbers: dict[str, int], base: Path) -> dict[str, Any]:
    reason = {"kind": "inSource", "justification": allowed.reason}
    return {**_result(allowed.problem, numbers, base), "suppressions": [reason]}


def relative(file: str, base: Path) -> str:
    """A file as a URI relative to a folder that holds it, by its name alone where none does."""
    path, top = Path(file).absolute(), base.absolute()
    parts: Iterable[str] = path.relative_to(top).parts if path.is_relative_to(top) else (path.name,)
    return "/".join(quote(part) for part in parts)
