"""From a JSON document to an unlock tree: a total walk that tells every fault with its place.

`private.check_tree` walks the same way in SQL, and tells the same faults in the same words.
"""

from __future__ import annotations

from typing import Any

from engine.unlocks.clause import Clause
from engine.unlocks.condition import Tree
from engine.unlocks.conditions import FORMS
from engine.unlocks.groups import All, Any_, AtLeast, Not

DEEPEST, LARGEST_TREE = 8, 200
"""How deep conditions may nest, and how many a tree may have."""
LONGEST_WORD = 40
"""Of a name that is not known, so much is told."""
UNNAMED = (("mission_ids", "missions_completed"), ("conditions", "AND"))
"""What a node without a name is, by a field that it has."""
GROUPS = ("AND", "OR", "NOT", "AT_LEAST")


class BadTree(ValueError):
    """A tree that is not one; every fault with its JSON path."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def parse_tree(document: Any) -> Tree:
    """The tree of a JSON document in the source schema's shapes and ours.

    Raises:
        BadTree: something in it is malformed; every fault is named.
    """
    if not _storable(document):
        raise BadTree(("$: text holds a character that cannot be stored",))
    walk = _Walk()
    tree = walk.node(document, "$", 0)
    if walk.faults:
        raise BadTree(tuple(walk.faults))
    return tree


def door(*documents: Any) -> Tree:
    """Documents that must hold together, as one tree; what is left out or empty asks nothing.

    Raises:
        BadTree: one of them is malformed.
    """
    trees = tuple(parse_tree(document) for document in documents if document not in (None, {}))
    return trees[0] if len(trees) == 1 else All(conditions=trees)


class _Walk:
    """Reads nodes from the root on, a node before what it holds."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._count = 0

    def node(self, node: Any, path: str, depth: int) -> Tree:
        self._count += 1
        if depth > DEEPEST or self._count > LARGEST_TREE:
            raise BadTree((f"{path}: the tree is too deep or too large",))
        if not isinstance(node, dict):
            self.faults.append(f"{path}: a condition must be an object")
            return All()
        if not node:
            return All()
        clause = Clause(node, path, self.faults)
        key = "type" if "type" in node else "logic"
        name = _name(node, key)
        if name is None:
            words = f".{key}: must be a name" if key in node else ": a condition needs a type"
            self.faults.append(path + words)
            return All()
        if name in GROUPS:
            return self._group(clause, name, depth)
        form = FORMS.get(name)
        if form is None:
            clause.fault(key, f"unknown condition '{name[:LONGEST_WORD]}'")
            return All()
        return form.read(clause)

    def _group(self, clause: Clause, name: str, depth: int) -> Tree:
        raw = clause.node.get("conditions")
        if not isinstance(raw, list):
            clause.fault("conditions", "must be a list")
            return All()
        count = clause.number("count", most=len(raw)) if name == "AT_LEAST" else 0
        if name == "NOT" and not raw:
            clause.fault("conditions", "NOT needs a condition")
        inner = tuple(
            self.node(child, f"{clause.path}.conditions[{number}]", depth + 1)
            for number, child in enumerate(raw)
        )
        match name:
            case "AND":
                return All(conditions=inner)
            case "OR":
                return Any_(conditions=inner)
            case "NOT":
                return Not(conditions=inner)
        return AtLeast(count=count, conditions=inner)


def _name(node: dict[str, Any], key: str) -> str | None:
    """What a node is called; without a name its fields tell."""
    if key not in node:
        return next((name for field, name in UNNAMED if field in node), None)
    name = node[key]
    if not isinstance(name, str):
        return None
    big = name.upper() if name.isascii() else name
    return big if big in GROUPS else name


def _storable(document: Any) -> bool:
    """Whether all texts can be stored: Postgres takes neither NUL nor half a surrogate pair."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
            return False
    return True
