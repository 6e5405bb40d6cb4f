"""Reads YAML and Markdown as untrusted text: with positions, within limits, without surprises.

Plain values follow YAML 1.2's core schema, less octal and hexadecimal numbers: `09:41`, `yes`
and dates stay text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any
from unicodedata import category, name

from content import faults, trees
from content.problem import Report
from content.source import Mapping, Node, Place, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 512 * 1024
MAX_DEPTH = 30
MAX_NODES = 50_000
MAX_ODD = 5
"""Lines with odd characters reported in one file before the rest is left unsaid."""
_COMMON = {
    "\t": ("The text holds a tab.", "Put spaces in its place."),
    "\r": ("A line ends as on old Macs.", "Save the file with Unix line ends."),
}
"""What odd characters are mostly, in the words of those who wrote them, with the remedy."""

_JOINER = "\u200d"  # holds emoji together
_UNUSUAL = re.compile(r"[^ -~]")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}


class Unreadable(Exception):
    """The file cannot be read further; the report holds why."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """A Markdown file: its front matter, and the text below it."""

    front: Node
    body: str
    body_place: Place


def read_text(path: Path, report: Report) -> str:
    """The text of a file, with Unix line ends and without a byte order mark.

    Raises:
        Unreadable: it is missing, too large, or not UTF-8.
    """
    place = Place(str(path))
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            report.add(faults.UNREADABLE, place, "This is not a plain file.", "Put a file here.")
            raise Unreadable
        size = found.st_size
        if size > MAX_BYTES:
            report.add(
                faults.TOO_LARGE,
                place,
                f"The file has {size // 1024:,} KiB; the limit is {MAX_BYTES // 1024}.",
            )
            raise Unreadable
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        report.add(faults.MISSING_FILE, place, "There is no such file.")
        raise Unreadable from None
    except OSError as error:
        report.add(faults.UNREADABLE, place, f"The file cannot be read: {error.strerror}.")
        raise Unreadable from None
    return _decoded(raw, place, report)


def _decoded(raw: bytes, place: Place, report: Report) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8", "replace")) + 1
        at = Place(place.file, line, column)
        report.add(faults.NOT_UTF8, at, f"Byte {raw[error.start]:#04x} is not UTF-8.")
        raise Unreadable from None
    text = text.replace("\r\n", "\n")
    _report_odd_characters(text, place, report)
    return text


def is_odd(character: str) -> bool:
    """Whether a character is a control, a lone surrogate, invisible, or turns the direction."""
    if character in ("\n", _JOINER):
        return False
    return category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _odd_name(character: str) -> str:
    return f"U+{ord(character):04X} {name(character, 'control character').lower()}"


def _report_odd_characters(text: str, place: Place, report: Report) -> None:
    if text.isascii() and text.replace("\n", "").isprintable():
        return
    found = 0
    for number, line in enumerate(text.split("\n"), start=place.line):
        odd = next((one for one in _UNUSUAL.finditer(line) if is_odd(one[0])), None)
        if odd is None:
            continue
        at = Place(place.file, number, odd.start() + 1)
        message, remedy = _COMMON.get(odd[0], (f"The text holds {_odd_name(odd[0])}.", ""))
        report.add(faults.ODD_CHARACTER, at, message, remedy)
        found += 1
        if found == MAX_ODD:
            return


def read_yaml(path: Path, report: Report) -> Node:
    """The one document of a YAML file.

    Raises:
        Unreadable: the report says why.
    """
    read, parsed = Report(), Report()
    try:
        text = read_text(path, read)
        return parse_yaml(text, Place(str(path)), parsed)
    finally:
        # Where a character is told that does not belong, YAML trips over the same.
        if any(problem.code == faults.ODD_CHARACTER.code for problem in read.problems):
            rest = [p for p in parsed.problems if p.code != faults.YAML_SYNTAX.code]
            parsed = Report(rest)
        report.take(read)
        report.take(parsed)


def read_markdown(path: Path, report: Report) -> Markdown:
    """A Markdown file with front matter; lines are those of the whole file.

    Raises:
        Unreadable: the report says why.
    """
    text = read_text(path, report)
    place = Place(str(path))
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        report.add(faults.FRONT_MATTER, place, "The file does not begin with ---.")
        raise Unreadable
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        report.add(faults.FRONT_MATTER, place, "The front matter is not closed by a line of ---.")
        raise Unreadable
    front = parse_yaml("\n".join(lines[1:end]) + "\n", Place(place.file, 2), report)
    below = lines[end + 1 :]
    skipped = next((n for n, line in enumerate(below) if line.strip()), 0)
    body = "\n".join(line.rstrip() for line in below).strip("\n")
    return Markdown(front, body, Place(place.file, end + 2 + skipped))


def parse_yaml(text: str, start: Place, report: Report) -> Node:
    """The one document of a YAML text that begins at `start`.

    Raises:
        Unreadable: the report says why.
    """
    known = trees.found(text, start)
    if known is not None:
        return known
    own = Report()
    try:
        node = _parsed(text, start, own)
    finally:
        report.take(own)
    if not own.problems:
        trees.keep(text, node, start)
    return node


def _parsed(text: str, start: Place, report: Report) -> Node:
    from ruamel.yaml import YAML  # only what was never read before pays for its import
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    builder = _Builder(start, report)
    try:
        return builder.document(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message, remedy = _syntax(error.context, error.problem)
        report.add(faults.YAML_SYNTAX, builder.place(mark), message, remedy)
    except YAMLError:
        report.add(faults.YAML_SYNTAX, start, "The file holds a character that YAML refuses.")
    except (ValueError, TypeError, IndexError, AttributeError, RecursionError, AssertionError):
        # ruamel's scanner lets a few of these out on damaged input, e.g. a bad escape or version.
        report.add(faults.YAML_SYNTAX, builder.here, "The YAML from here on cannot be read.")
    raise Unreadable


_SYNTAX_REMEDIES = {
    "mapping values are not allowed": "Put text that holds ': ' in quotes.",
    "cannot start any token": "Put the text in quotes, and indent by spaces.",
    "unexpected end of stream": "Close the quotes.",
    "unknown escape character": "Write \\\\ for a backslash, or use single quotes.",
    "expected ',' or": "Close the bracket, or put the comma.",
    "expected <block end>": "Check the indentation of this line.",
}


def _syntax(context: str | None, problem: str | None) -> tuple[str, str]:
    words = " ".join(part for part in (problem, context) if part).replace("\0", "the end")
    remedy = next((r for part, r in _SYNTAX_REMEDIES.items() if part in words), "")
    return f"This is not well-formed YAML: {words or 'unreadable'}.", remedy


class _Builder:
    """Builds a tree from parse events, so that limits hold before anything is built."""

    def __init__(self, start: Place, report: Report) -> None:
        self.start = start
        self.report = report
        self.here = start
        self.nodes = 0

    def place(self, mark: Any) -> Place:
        """Where a mark of the parser stands in the file."""
        if mark is None:
            return self.start
        return Place(self.start.file, self.start.line + mark.line, mark.column + 1)

    def document(self, events: Iterator[Any]) -> Node:
        from ruamel.yaml.events import DocumentStartEvent, StreamStartEvent

        root: Node | None = None
        for event in events:
            if isinstance(event, StreamStartEvent):
                continue
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    self._stop(faults.YAML_SYNTAX, event, "A second document begins here.")
                root = self._node(next(events), events, 1)
        if root is None:
            self.report.add(faults.YAML_SYNTAX, self.start, "The file is empty.")
            raise Unreadable
        return root

    def _stop(self, rule: Any, event: Any, message: str) -> None:
        self.report.add(rule, self.place(event.start_mark), message)
        raise Unreadable

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        from ruamel.yaml.events import AliasEvent, MappingStartEvent, ScalarEvent

        self.here = place = self.place(event.start_mark)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(faults.TOO_MANY, event, f"The file holds more than {MAX_NODES:,} values.")
        if depth > MAX_DEPTH:
            self._stop(faults.TOO_DEEP, event, f"The nesting is more than {MAX_DEPTH} levels deep.")
        if isinstance(event, AliasEvent) or event.anchor:
            self._stop(faults.YAML_ALIAS, event, "Anchors and aliases are not read here.")
        if event.tag and event.tag != "!":
            self._stop(faults.YAML_ALIAS, event, "Tags are not read here.")
        if isinstance(event, ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, place, depth)
        return self._sequence(events, place, depth)

    def _scalar(self, event: Any, place: Place) -> Scalar:
        text: str = event.value
        style = event.style or ""
        plain = style == ""
        one_line = event.start_mark.line == event.end_mark.line
        if style == '"':
            self._check_escapes(text, place)
        return Scalar(
            value=_core(text) if plain else text,
            text=text,
            place=place,
            indent=(0 if plain else 1) if one_line else -1,
        )

    def _check_escapes(self, text: str, place: Place) -> None:
        odd = next((character for character in text if is_odd(character)), None)
        if odd:
            message = f"The text holds {_odd_name(odd)}."
            self.report.add(faults.ODD_CHARACTER, place, message)

    def _mapping(self, events: Iterator[Any], place: Place, depth: int) -> Mapping:
        from ruamel.yaml.events import MappingEndEvent

        entries: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            label = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(label, Scalar):
                self.report.add(faults.YAML_SYNTAX, label.place, "A key is a single word or text.")
            elif label.text in seen:
                message = f"The key '{label.text}' stands here for the second time."
                self.report.add(faults.REPEATED_KEY, label.place, message)
            else:
                seen.add(label.text)
                entries.append((label, value))
        return Mapping(tuple(entries), place)

    def _sequence(self, events: Iterator[Any], place: Place, depth: int) -> Sequence:
        from ruamel.yaml.events import SequenceEndEvent

        items: list[Node] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, events, depth + 1))
        return Sequence(tuple(items), place)


def _core(text: str) -> str | int | float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text
