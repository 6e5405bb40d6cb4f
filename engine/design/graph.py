"""A design: components on cells, links between them, and the edits that players make of both but
for the links."""

from __future__ import annotations

from functools import cached_property

from pydantic import model_validator

from engine.design.kind import Catalogue, Kind, Value
from engine.frozen import Frozen, Hashed, made

MAX_NODES = 60
MAX_LABEL = 24


class Illegal(Exception):
    """An edit that the grid does not allow, in the player's words."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason} {hint}".strip())
        self.reason = reason
        self.hint = hint


class Cell(Hashed):
    """A place on the grid, from the top left."""

    x: int
    y: int


NOWHERE = Cell(x=0, y=0)
BARE = {
    "label": "",
    "cell": NOWHERE,
    "fixed": False,
    "configurable": True,
    "parent": "",
    "extra": "",
}
"""A component as far as it makes no difference to requests."""


class Setting(Hashed):
    """One knob's value."""

    name: str
    value: Value


class Node(Hashed):
    """A component on the grid."""

    id: str
    kind: str
    label: str
    cell: Cell
    config: tuple[Setting, ...] = ()
    fixed: bool = False
    """The client's own: it may be linked, moved and set, never removed."""
    configurable: bool = True
    """Whether its settings may be changed, as in the source schema."""
    parent: str = ""
    """The component that it moves along with."""
    extra: str = ""
    """What the stored document says of the node beyond this model, as canonical JSON."""

    @cached_property
    def bare(self) -> Node:
        """The same less all that makes no difference to requests."""
        return self.model_copy(update=BARE)

    @cached_property
    def settings(self) -> dict[str, Value]:
        return {setting.name: setting.value for setting in self.config}

    def value(self, kind: Kind, knob: str, default: Value) -> Value:
        """A knob's value: as set, else the kind's default, else the one given."""
        if knob in self.settings:
            return self.settings[knob]
        known = kind.knob_by_name.get(knob)
        return known.default if known else default


class Edge(Hashed):
    """A link in the direction of the requests."""

    id: str
    source: str
    target: str
    extra: str = ""

    @cached_property
    def bare(self) -> Edge:
        """The same less all that makes no difference to requests."""
        return Edge.model_construct(id="", source=self.source, target=self.target)


class Frame(Frozen):
    """A frame with a label round some cells. It says what belongs together, and does nothing."""

    id: str
    label: str
    cell: Cell
    """Its upper left cell."""
    columns: int
    rows: int
    extra: str = ""

    def holds(self, cell: Cell) -> bool:
        """Whether a cell lies within it."""
        right, below = self.cell.x + self.columns, self.cell.y + self.rows
        return self.cell.x <= cell.x < right and self.cell.y <= cell.y < below

    @property
    def last(self) -> Cell:
        """Its lower right cell."""
        return Cell(x=self.cell.x + self.columns - 1, y=self.cell.y + self.rows - 1)


class Design(Frozen):
    """Components and links, and frames that name some of them together."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    frames: tuple[Frame, ...] = ()
    extra: str = ""
    """What the stored document holds beyond this model, as canonical JSON."""

    @model_validator(mode="after")
    def _links_end_somewhere(self) -> Design:
        known = {node.id for node in self.nodes}
        for edge in self.edges:
            for end in (edge.source, edge.target):
                if end not in known:
                    raise ValueError(f"a link names '{end}', and there is no such component")
        return self

    @cached_property
    def _hash(self) -> int:
        return hash((self.nodes, self.edges))

    def __hash__(self) -> int:
        """Kept, for figures are looked up by the design at every repaint."""
        return self._hash

    def __eq__(self, other: object) -> bool:
        """As pydantic has it, and quicker where either has worked something out."""
        return isinstance(other, Design) and alike(self, other)

    @cached_property
    def bare(self) -> Design:
        """The same less all that makes no difference to requests: places, labels, frames. What is
        reckoned of it need not be reckoned again when a component is moved."""
        nodes = tuple([node.bare for node in self.nodes])
        edges = tuple([edge.bare for edge in self.edges])
        return self.model_copy(update={"nodes": nodes, "edges": edges, "frames": (), "extra": ""})

    @cached_property
    def by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def names(self) -> dict[str, str]:
        """Each component's label; from the second of the same label on, with its number."""
        return numbered({node.id: node.label for node in self.nodes})

    @cached_property
    def targets(self) -> dict[str, tuple[str, ...]]:
        """Node to the nodes it calls, in the order of the links; two links to one are one."""
        found: dict[str, dict[str, None]] = {node.id: {} for node in self.nodes}
        for edge in self.edges:
            found[edge.source][edge.target] = None
        return {node: tuple(targets) for node, targets in found.items()}

    def along(self, node_id: str) -> frozenset[str]:
        """The components that move when one does: itself, and those whose parent moves."""
        moving = {node_id}
        while True:
            more = {n.id for n in self.nodes if n.parent in moving} - moving
            if not more:
                return frozenset(moving)
            moving |= more

    def at(self, cell: Cell) -> Node | None:
        """The component on a cell."""
        for node in self.nodes:
            if node.cell.x == cell.x and node.cell.y == cell.y:
                return node
        return None

    def edge(self, source: str, target: str) -> Edge | None:
        """The link between two components."""
        for edge in self.edges:
            if edge.source == source and edge.target == target:
                return edge
        return None


def alike(one: Design, other: Design) -> bool:
    """Whether two designs are the same, as `==` has it, and quicker where an edit lies between."""
    return one is other or (
        one.nodes == other.nodes
        and one.edges == other.edges
        and one.frames == other.frames
        and one.extra == other.extra
    )


def numbered(labels: dict[str, str]) -> dict[str, str]:
    """Labels by component, told apart by number where several are the same."""
    seen: dict[str, int] = {}
    names = {}
    for node, label in labels.items():
        seen[label] = number = seen.get(label, 0) + 1
        names[node] = label if number == 1 else f"{label} {number}"
    return names


def free_name(design: Design, kind: str) -> str:
    """`<kind>-<n>` with the lowest free n."""
    return next(
        f"{kind}-{number}"
        for number in range(1, len(design.nodes) + 2)
        if f"{kind}-{number}" not in design.by_id
    )


def known_in(design: Design, node_id: str) -> Node:
    """A component by its name.

    Raises:
        Illegal: there is none of that name.
    """
    if node_id not in design.by_id:
        raise Illegal(f"There is no component '{node_id}'.", "Choose one on the grid.")
    return design.by_id[node_id]


def _free(design: Design, cell: Cell) -> None:
    standing = design.at(cell)
    if standing:
        raise Illegal(f"{design.names[standing.id]} stands there.", "Choose a free cell.")


def _with(design: Design, node: Node) -> Design:
    nodes = tuple([node if n.id == node.id else n for n in design.nodes])
    return design.model_copy(update={"nodes": nodes})


def place(
    design: Design, catalogue: Catalogue, *, kind: str, node_id: str, label: str, cell: Cell
) -> Design:
    """The design with a component more.

    Raises:
        Illegal: the cell or the name is taken, or the grid is full.
    """
    known = catalogue.kind(kind)
    _room(design, node_id)
    _free(design, cell)
    node = made(Node, id=node_id, kind=kind, label=(label or known.name)[:MAX_LABEL], cell=cell)
    return design.model_copy(update={"nodes": (*design.nodes, node)})


def duplicate(design: Design, source: str, node_id: str, cell: Cell) -> Design:
    """The design with a second component like one that stands, set and calling as that does.

    Who calls the first is not linked to the second: that changes what the caller does.

    Raises:
        Illegal: there is no such component, the cell or the name is taken, or the grid is full.
    """
    node = known_in(design, source)
    _room(design, node_id)
    _free(design, cell)
    copy = node.model_copy(
        update={"id": node_id, "cell": cell, "fixed": False, "extra": "", "parent": ""}
    )
    calls = tuple(
        made(Edge, id=f"{node_id}->{target}", source=node_id, target=target)
        for target in design.targets[source]
    )
    nodes, edges = (*design.nodes, copy), (*design.edges, *calls)
    return design.model_copy(update={"nodes": nodes, "edges": edges})


def _room(design: Design, node_id: str) -> None:
    if node_id in design.by_id or not node_id.strip():
        raise Illegal(f"The name '{node_id}' is taken.", "Give the component another.")
    if len(design.nodes) >= MAX_NODES:
        raise Illegal(f"The grid holds {MAX_NODES} components.", "Remove one first.")


def move(design: Design, node_id: str, cell: Cell) -> Design:
    """The design with a component elsewhere, and with it those that belong to it.

    Raises:
        Illegal: there is no such component, or a cell is taken.
    """
    node = known_in(design, node_id)
    if node.cell == cell:
        return design
    across, down = cell.x - node.cell.x, cell.y - node.cell.y
    moving = design.along(node_id)
    nodes = tuple(
        n.model_copy(update={"cell": Cell(x=n.cell.x + across, y=n.cell.y + down)})
        if n.id in moving
        else n
        for n in design.nodes
    )
    staying = {n.cell: n for n in design.nodes if n.id not in moving}
    blocked = next((staying[n.cell] for n in nodes if n.id in moving and n.cell in staying), None)
    if blocked:
        raise Illegal(f"{design.names[blocked.id]} stands there.", "Choose a free cell.")
    return design.model_copy(update={"nodes": nodes})


def remove(design: Design, node_id: str) -> Design:
    """The design without a component and its links.

    Raises:
        Illegal: there is no such component, or it is the client's own.
    """
    node = known_in(design, node_id)
    if node.fixed:
        name = design.names[node_id]
        raise Illegal(f"{name} is the client's own and stays.", "It may be unlinked.")
    nodes = tuple(
        n.model_copy(update={"parent": ""}) if n.parent == node_id else n
        for n in design.nodes
        if n.id != node_id
    )
    edges = tuple(e for e in design.edges if node_id not in (e.source, e.target))
    return design.model_copy(update={"nodes": nodes, "edges": edges})


def configure(
    design: Design, catalogue: Catalogue, node_id: str, knob: str, value: Value
) -> Design:
    """The design with one knob set.

    Raises:
        Illegal: there is no such component or knob, or the value is out of its range.
    """
    node = known_in(design, node_id)
    known = catalogue.kind(node.kind).knob_by_name
    if not node.configurable:
        raise Illegal(f"{design.names[node_id]} stays as it is set.", "It may be linked.")
    if knob not in known:
        names = ", ".join(known) or "no settings"
        raise Illegal(f"{design.names[node_id]} has no setting '{knob}'.", f"It has: {names}.")
    fault = known[knob].fault(value)
    if fault:
        raise Illegal(fault, "Choose a value within it.")
    kept = [setting for setting in node.config if setting.name != knob]
    if value != known[knob].default:
        kept.append(Setting(name=knob, value=value))
    config = tuple(sorted(kept, key=lambda setting: setting.name))
    return _with(design, node.model_copy(update={"config": config}))
