"""One node of an unlock document while it is read: its fields, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeGuard

from engine.unlocks.condition import Condition

LONGEST_NAME = 200
MOST_NAMES = 100
LARGEST = 1_000_000


@dataclass(frozen=True)
class Clause:
    """A node with its place; faults are collected, and a harmless value is given instead."""

    node: dict[str, Any]
    path: str
    faults: list[str]

    def fault(self, key: str, words: str) -> None:
        """Notes what is wrong with a field."""
        self.faults.append(f"{self.path}.{key}: {words}")

    def name(self, key: str) -> str:
        """A field that holds a name."""
        value = self.node.get(key)
        if _is_name(value):
            return value
        self.fault(key, "must be a name")
        return ""

    def names(self, key: str) -> tuple[str, ...]:
        """A field that holds a list of names."""
        value = self.node.get(key)
        if isinstance(value, list) and len(value) <= MOST_NAMES and all(map(_is_name, value)):
            return tuple(value)
        self.fault(key, f"must be a list of at most {MOST_NAMES} names")
        return ()

    def number(self, key: str, default: int | None = None, most: int = LARGEST) -> int:
        """A field that holds a whole number; without a default it must be there."""
        value = self.node.get(key, default)
        if _is_number(value, most):
            return value
        self.fault(key, f"must be a whole number from 0 to {most}")
        return 0

    def numbers(self, key: str) -> tuple[tuple[str, int], ...]:
        """A field that holds whole numbers by name; it may be left out."""
        value = self.node.get(key, {})
        good = isinstance(value, dict) and all(_is_number(n, LARGEST) for n in value.values())
        if good:
            return tuple(sorted(value.items()))
        self.fault(key, f"must give whole numbers from 0 to {LARGEST} by name")
        return ()


def _is_name(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and 1 <= len(value) <= LONGEST_NAME


def _is_number(value: Any, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


@dataclass(frozen=True)
class Form:
    """How a condition that holds no others is written: its type, its fields, its reader."""

    type: str
    fields: tuple[str, ...]
    read: Callable[[Clause], Condition]
