"""A design as a Mermaid flowchart, for documents and issue trackers."""

from __future__ import annotations

from engine.design.graph import Design
from engine.design.kind import Catalogue
from tui.safety import one_line

SHAPES = {
    "source": ("([", "])"),
    "balancer": ("{{", "}}"),
    "cache": ("[(", ")]"),
    "store": ("[(", ")]"),
    "queue": ("[[", "]]"),
    "bystander": ("(", ")"),
}
"""The brackets about a label, by what a component does with a request."""
PLAIN = " .,-+'"
"""Characters of a label that mean nothing to Mermaid, beside letters and digits."""


def mermaid(design: Design, catalogue: Catalogue) -> str:
    """The flowchart: a node for each component, a subgraph for each frame.

    Labels are quoted, and of what stands in them only letters, digits and a few plain
    characters are written as they are; ids are our own.
    """
    ids = {node.id: f"n{number}" for number, node in enumerate(design.nodes)}
    lines = ["flowchart LR"]
    framed: set[str] = set()
    for number, frame in enumerate(design.frames):
        lines.append(f"    subgraph f{number}[{_quoted(frame.label)}]")
        for node in design.nodes:
            if node.id not in framed and frame.holds(node.cell):
                framed.add(node.id)
                lines.append(f"        {_node(design, catalogue, node.id, ids)}")
        lines.append("    end")
    left = [node for node in _by_place(design) if node not in framed]
    lines += [f"    {_node(design, catalogue, node, ids)}" for node in left]
    for source, targets in design.targets.items():
        later = catalogue.kind(design.by_id[source].kind).role == "queue"
        arrow = "-.->" if later else "-->"
        lines += [f"    {ids[source]} {arrow} {ids[target]}" for target in targets]
    return "\n".join(lines) + "\n"


def _by_place(design: Design) -> list[str]:
    return [n.id for n in sorted(design.nodes, key=lambda n: (n.cell.x, n.cell.y))]


def _node(design: Design, catalogue: Catalogue, node_id: str, ids: dict[str, str]) -> str:
    kind = catalogue.kind(design.by_id[node_id].kind)
    before, after = SHAPES.get(kind.role, ("[", "]"))
    copies = int(design.by_id[node_id].value(kind, "replicas", 1))
    label = design.names[node_id] + (f" x{copies}" if copies > 1 else "")
    return f"{ids[node_id]}{before}{_quoted(label)}{after}"


def _quoted(label: str) -> str:
    told = "".join(
        c if c.isalnum() or c in PLAIN else f"#{ord(c)};" for c in one_line(label) or " "
    )
    return f'"{told}"'
