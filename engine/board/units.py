"""A number with its unit, as it is written."""

from __future__ import annotations


def joint(unit: str) -> str:
    """What stands between a number and its unit: nothing before a sign or a lone capital, as in
    `62K` and `16%`, a blank before words."""
    first = unit.split(" ", 1)[0]
    sign = not first[:1].isalpha() or (len(first) == 1 and first.isupper())
    return "" if not first or sign else " "


def with_unit(number: str, unit: str) -> str:
    """A number that is written out, and its unit after it."""
    unit = unit.strip()
    return f"{number}{joint(unit)}{unit}"
