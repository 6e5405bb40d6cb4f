"""A design: components on cells, links between them, and the edits a player may make."""

from __future__ import annotations

from functools import cached_property

from engine.design.kind import Catalogue, Kind, Value
from engine.frozen import Frozen

MAX_NODES = 60
MAX_LABEL = 24


class Illegal(Exception):
    """An edit that the grid does not allow, in the player's words."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason} {hint}".strip())
        self.reason = reason
        self.hint = hint


class Cell(Frozen):
    """A place on the grid, from the top left."""

    x: int
    y: int


class Setting(Frozen):
    """One knob's value."""

    name: str
    value: Value


class Node(Frozen):
    """A component on the grid."""

    id: str
    kind: str
    label: str
    cell: Cell
    config: tuple[Setting, ...] = ()
    fixed: bool = False
    """The client's own: it may be linked, moved and set, never removed."""
    extra: str = ""
    """What the stored document says of the node beyond this model, as canonical JSON."""

    @cached_property
    def settings(self) -> dict[str, Value]:
        return {setting.name: setting.value for setting in self.config}

    def value(self, kind: Kind, knob: str, default: Value) -> Value:
        """A knob's value: as set, else the kind's default, else the one given."""
        if knob in self.settings:
            return self.settings[knob]
        known = kind.knob_by_name.get(knob)
        return known.default if known else default


class Edge(Frozen):
    """A link in the direction of the requests."""

    id: str
    source: str
    target: str
    extra: str = ""


class Design(Frozen):
    """Components and links."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    extra: str = ""
    """What the stored document holds beyond this model, as canonical JSON."""

    @cached_property
    def _hash(self) -> int:
        return hash((self.nodes, self.edges))

    def __hash__(self) -> int:
        """Kept, for figures are looked up by the design at every repaint."""
        return self._hash

    @cached_property
    def by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def targets(self) -> dict[str, tuple[str, ...]]:
        """Node to the nodes it calls, in the order of the links."""
        found: dict[str, list[str]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.source].append(edge.target)
        return {node: tuple(targets) for node, targets in found.items()}

    def at(self, cell: Cell) -> Node | None:
        """The component on a cell."""
        return next((node for node in self.nodes if node.cell == cell), None)

    def edge(self, source: str, target: str) -> Edge | None:
        """The link between two components."""
        return next((e for e in self.edges if (e.source, e.target) == (source, target)), None)


def _known(design: Design, node_id: str) -> Node:
    if node_id not in design.by_id:
        raise Illegal(f"There is no component '{node_id}'.", "Choose one on the grid.")
    return design.by_id[node_id]


def _free(design: Design, cell: Cell) -> None:
    standing = design.at(cell)
    if standing:
        raise Illegal(f"{standing.label} stands there.", "Choose a free cell.")


def _with(design: Design, node: Node) -> Design:
    nodes = tuple(node if n.id == node.id else n for n in design.nodes)
    return design.model_copy(update={"nodes": nodes})


def place(
    design: Design, catalogue: Catalogue, *, kind: str, node_id: str, label: str, cell: Cell
) -> Design:
    """The design with a component more.

    Raises:
        Illegal: the cell or the name is taken, or the grid is full.
    """
    known = catalogue.kind(kind)
    if node_id in design.by_id or not node_id.strip():
        raise Illegal(f"The name '{node_id}' is taken.", "Give the component another.")
    if len(design.nodes) >= MAX_NODES:
        raise Illegal(f"The grid holds {MAX_NODES} components.", "Remove one first.")
    _free(design, cell)
    node = Node(id=node_id, kind=kind, label=(label or known.name)[:MAX_LABEL], cell=cell)
    return design.model_copy(update={"nodes": (*design.nodes, node)})


def move(design: Design, node_id: str, cell: Cell) -> Design:
    """The design with a component elsewhere.

    Raises:
        Illegal: there is no such component, or the cell is taken.
    """
    node = _known(design, node_id)
    if node.cell == cell:
        return design
    _free(design, cell)
    return _with(design, node.model_copy(update={"cell": cell}))


def remove(design: Design, node_id: str) -> Design:
    """The design without a component and its links.

    Raises:
        Illegal: there is no such component, or it is the client's own.
    """
    node = _known(design, node_id)
    if node.fixed:
        raise Illegal(f"{node.label} is the client's own and stays.", "It may be unlinked.")
    nodes = tuple(n for n in design.nodes if n.id != node_id)
    edges = tuple(e for e in design.edges if node_id not in (e.source, e.target))
    return design.model_copy(update={"nodes": nodes, "edges": edges})


def configure(
    design: Design, catalogue: Catalogue, node_id: str, knob: str, value: Value
) -> Design:
    """The design with one knob set.

    Raises:
        Illegal: there is no such component or knob, or the value is out of its range.
    """
    node = _known(design, node_id)
    known = catalogue.kind(node.kind).knob_by_name
    if knob not in known:
        names = ", ".join(known) or "no settings"
        raise Illegal(f"{node.label} has no setting '{knob}'.", f"It has: {names}.")
    fault = known[knob].fault(value)
    if fault:
        raise Illegal(fault, "Choose a value within it.")
    kept = [setting for setting in node.config if setting.name != knob]
    if value != known[knob].default:
        kept.append(Setting(name=knob, value=value))
    config = tuple(sorted(kept, key=lambda setting: setting.name))
    return _with(design, node.model_copy(update={"config": config}))


def connect(design: Design, catalogue: Catalogue, source: str, target: str) -> Design:
    """The design with a link more.

    Raises:
        Illegal: the two may not be linked, are linked, or the link would close a circle.
    """
    one, other = _known(design, source), _known(design, target)
    if source == target:
        raise Illegal(f"{one.label} cannot call itself.", "Choose another component.")
    if design.edge(source, target):
        raise Illegal("These two are linked already.", "Choose another component.")
    if not may_connect(catalogue, one.kind, other.kind):
        kind = catalogue.kind(one.kind)
        allowed = [k.name for k in catalogue.kinds if may_connect(catalogue, one.kind, k.id)]
        raise Illegal(
            f"{one.label} cannot call {other.label}.",
            f"{kind.name} may call: {', '.join(allowed[:6])}." if allowed else "It calls nothing.",
        )
    circle = _route(design, target, source)
    if circle:
        names = " → ".join(design.by_id[n].label for n in (source, *circle))
        raise Illegal(f"Requests would go in a circle: {names}.", "Link the other way round.")
    edge = Edge(id=f"{source}->{target}", source=source, target=target)
    return design.model_copy(update={"edges": (*design.edges, edge)})


def disconnect(design: Design, source: str, target: str) -> Design:
    """The design without a link.

    Raises:
        Illegal: there is no such link.
    """
    edge = design.edge(source, target)
    if edge is None:
        raise Illegal("These two are not linked.", "Choose a link that is there.")
    edges = tuple(e for e in design.edges if e is not edge)
    return design.model_copy(update={"edges": edges})


def may_connect(catalogue: Catalogue, source_kind: str, target_kind: str) -> bool:
    """Whether the catalogue allows a link between two kinds."""
    source, target = catalogue.kind(source_kind), catalogue.kind(target_kind)
    if target.called_by and not any(source.answers_to(name) for name in target.called_by):
        return False
    return any(target.answers_to(name) for name in source.connects_to)


def _route(design: Design, start: str, goal: str) -> tuple[str, ...]:
    """A way from start to goal along the links, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for target in design.targets.get(way[-1], ()):
            if target not in seen:
                seen.add(target)
                ways.append((*way, target))
    return ()


def reachable(design: Design, starts: tuple[str, ...]) -> frozenset[str]:
    """Every component that requests from these can come to, themselves included."""
    seen = set(starts)
    todo = list(starts)
    while todo:
        for target in design.targets.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return frozenset(seen)
