"""Expectations that ask for nothing, and would hold of every playthrough."""

from __future__ import annotations

from content import faults
from content.expected import Expectation
from content.problem import Report
from content.source import Mapping, Node, Scalar, Sequence

LISTS_ARE_WORDS = "threads"
"""Here an empty list says something: that nothing of the thread has come."""
_REMEDY = "Say what is expected, or leave it out."
_NEGATED = {name for name in Expectation.model_fields if f"not_{name}" in Expectation.model_fields}


def tell_hollow(expectation: Node | None, report: Report) -> None:
    """Reports each field of an expectation, as written, that any playthrough would meet."""
    if not isinstance(expectation, Mapping):
        return
    for label, value in expectation.entries:
        if label.text == LISTS_ARE_WORDS and isinstance(value, Mapping) and value.entries:
            continue
        if _says_nothing(value):
            _tell(label, label.text, report)
        elif isinstance(value, Mapping):
            for name, inner in value.entries:
                if _says_nothing(inner):
                    _tell(name, f"{label.text}.{name.text}", report)
        elif isinstance(value, Sequence):
            for item in value.items:
                if _says_nothing(item):
                    _tell(item, label.text, report)


def _says_nothing(value: Node) -> bool:
    """Whether nothing is written, or a mapping or list in which nothing is."""
    if isinstance(value, Scalar):
        return value.value is None or not value.text.strip()
    inner = [one for _, one in value.entries] if isinstance(value, Mapping) else value.items
    return all(_says_nothing(one) for one in inner)


def _tell(at: Node, name: str, report: Report) -> None:
    remedy = f"Name in 'not_{name}' what must not be." if name in _NEGATED else _REMEDY
    report.add(faults.EXPECTS_NOTHING, at.place, f"'{name}' expects nothing.", remedy)
