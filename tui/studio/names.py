"""Names of components in few columns."""

from __future__ import annotations

from engine.design.graph import Design, numbered
from engine.design.kind import Catalogue, Kind


def short_names(design: Design, catalogue: Catalogue) -> dict[str, str]:
    """The components' names, with the short ones of kinds for what bears the name of its kind."""
    kinds = {node.id: catalogue.kind(node.kind) for node in design.nodes}
    return numbered({node.id: _short(node.label, kinds[node.id]) for node in design.nodes})


def _short(label: str, kind: Kind) -> str:
    """The kind's short name for its name; whose it is alone where the kind's name follows that."""
    if not kind.short:
        return label
    if label.casefold() == kind.name.casefold():
        return kind.short
    owner, _, what = label.rpartition(" ")
    return owner if owner and what.casefold() == kind.short.casefold() else label


def cut_name(name: str, width: int) -> str:
    """A name, shortened so that its number is kept."""
    head, _, tail = name.rpartition(" ")
    if len(name) <= width or not (head and tail.isdigit()):
        return cut(name, width)
    return f"{cut(head, width - len(tail) - 1)} {tail}"


def cut(text: str, width: int) -> str:
    """The text, shortened to a width with an ellipsis where it is longer."""
    return text if len(text) <= width else f"{text[: max(0, width - 1)].rstrip()}…"
