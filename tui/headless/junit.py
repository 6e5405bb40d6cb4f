"""Results as JUnit XML: a suite a script and seed, a case a way to play it.

Valid by the schema that most readers go by (github.com/windyroad/JUnit-Schema) and by that of
Jenkins: every attribute that either requires, and at most one failure or error a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from tui.headless.result import Result, failure_lines

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, even escaped."""


def as_junit(results: Iterable[Result], told: Mapping[str, str], begun: datetime) -> str:
    """The document; `told` is what is true of all runs: content, rules and format."""
    root = Element("testsuites")
    grouped = groupby(results, key=lambda result: (result.script, result.seed))
    for number, ((script, seed), group) in enumerate(grouped):
        properties = {"script": script, "seed": str(seed), **told}
        _suite(root, number, list(group), properties, begun)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _suite(
    root: Element,
    number: int,
    results: list[Result],
    properties: Mapping[str, str],
    begun: datetime,
) -> None:
    first = results[0]
    suite = SubElement(
        root,
        "testsuite",
        name=_class(first),
        package=first.mission,
        id=str(number),
        timestamp=begun.strftime("%Y-%m-%dT%H:%M:%S"),
        hostname="localhost",
        tests=str(len(results)),
        failures=str(sum(bool(r.failures) and not r.crashed for r in results)),
        errors=str(sum(r.crashed for r in results)),
        skipped=str(sum(bool(r.skipped) for r in results)),
        time=f"{sum(r.seconds for r in results):.3f}",
    )
    kept = SubElement(suite, "properties")
    for name, value in properties.items():
        SubElement(kept, "property", name=name, value=_legal(value))
    for result in results:
        _case(suite, result)
    SubElement(suite, "system-out")
    SubElement(suite, "system-err")


def _case(suite: Element, result: Result) -> None:
    under = [result.through]
    if result.size:
        under.append(f"{result.size[0]}x{result.size[1]}")
    if result.theme:
        under.append(result.theme)
    case = SubElement(
        suite,
        "testcase",
        classname=_class(result),
        name=" ".join(under),
        time=f"{result.seconds:.3f}",
    )
    lines = [_legal(line) for line in failure_lines(result)]
    if lines:
        kind = "error" if result.crashed else "failure"
        sort = "crash" if result.crashed else "expectation"
        SubElement(case, kind, type=sort, message=lines[0]).text = "\n".join(lines)
    elif result.skipped:
        SubElement(case, "skipped", message=_legal(result.skipped))


def _class(result: Result) -> str:
    """Mission and script, with the seed where it varies."""
    script = result.name.partition("[")[0].removesuffix(".playthrough")
    varied = f"[seed={result.seed}]" if "[seed=" in result.name else ""
    return _legal(f"{result.mission}.{script}{varied}")


def _legal(text: str) -> str:
    return ILLEGAL.sub("\ufffd", text)
