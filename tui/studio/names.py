"""Names of components: of those placed by keys, and of those that share a label."""

from __future__ import annotations

from engine.design.graph import Design
from engine.design.kind import Catalogue


def free_name(design: Design, kind: str) -> str:
    """`<kind>-<n>` with the lowest free n, as scripts and the engine's sample write it."""
    return next(
        f"{kind}-{number}"
        for number in range(1, len(design.nodes) + 2)
        if f"{kind}-{number}" not in design.by_id
    )


def shown_names(design: Design) -> dict[str, str]:
    """Each component's label; from the second of the same label on, with its number."""
    return _numbered({node.id: node.label for node in design.nodes})


def short_names(design: Design, catalogue: Catalogue) -> dict[str, str]:
    """The same with the short names of kinds, for what bears the name of its kind."""
    labels = {}
    for node in design.nodes:
        kind = catalogue.kind(node.kind)
        labels[node.id] = kind.short if kind.short and node.label == kind.name else node.label
    return _numbered(labels)


def _numbered(labels: dict[str, str]) -> dict[str, str]:
    seen: dict[str, int] = {}
    names = {}
    for node, label in labels.items():
        seen[label] = number = seen.get(label, 0) + 1
        names[node] = label if number == 1 else f"{label} {number}"
    return names


def cut_name(name: str, width: int) -> str:
    """A name, shortened so that its number is kept."""
    head, _, tail = name.rpartition(" ")
    if len(name) <= width or not (head and tail.isdigit()):
        return cut(name, width)
    return f"{cut(head, width - len(tail) - 1)} {tail}"


def cut(text: str, width: int) -> str:
    """The text, shortened to a width with an ellipsis where it is longer."""
    return text if len(text) <= width else f"{text[: max(0, width - 1)].rstrip()}…"
