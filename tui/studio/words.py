"""Plain words: one sentence for every term, figure and component that the screens show.

The sentences are the pack's: a kind's file tells what it is for, the glossary what a word means.
What is said here is about the drawing alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.design.graph import Node
from engine.design.kind import Kind, Knob
from engine.glossary import DEBRIEF, RUN, STUDIO
from engine.mission import Mission
from tui.studio.scene import Scene

DRAWING = {
    "the bar in a box": "How much of a component's time is used; when full, a line forms.",
    "the time below it": "How long a request takes here: 95 of 100 are quicker.",
    "×2": "So many copies stand there and share the work.",
    "⌂": "The client's own: it may be linked and moved, and never removed.",
    "double lines, ▲": "More comes than it can do: the wait grows, and some are turned away.",
    "● near": "It keeps up, and with little to spare: at 80% of its time or more.",
    "a dim link": "Nothing travels over it under this load.",
}
"""How to read the grid, by what is seen there."""


@dataclass(frozen=True)
class Said:
    """A term with its sentence."""

    term: str
    says: str


def of_kind(kind: Kind) -> Said:
    """What a component is for and how it fails."""
    return Said(kind.name, f"{kind.purpose} {kind.fails}")


def of_knob(mission: Mission, knob: Knob) -> Said:
    """What a setting does, with its range."""
    term = mission.term_by_word.get(knob.name)
    says = [knob.says or (term.says if term else "")]
    if knob.kind in ("whole", "number"):
        unit = f" {knob.unit}" if knob.unit else ""
        says.append(f"It goes from {knob.low:g} to {knob.high:g}{unit}.")
    return Said(knob.label, " ".join(part for part in says if part))


def of_node(scene: Scene, node: Node) -> tuple[Said, ...]:
    """A component, then its settings."""
    kind = scene.kind(node.kind)
    itself = Said(scene.names[node.id], of_kind(kind).says)
    return (itself, *(of_knob(scene.mission, knob) for knob in kind.knobs))


def begun_with(mission: Mission, line: str) -> Said | None:
    """The sentence of the longest term with which a line of the screen begins."""
    line = line.strip()
    found = [
        word
        for word in mission.term_by_word
        if line.startswith(word) and not line[len(word) : len(word) + 1].isalnum()
    ]
    return next(_told(mission, [max(found, key=len)]), None) if found else None


def at_hand(scene: Scene, knob: str = "") -> tuple[Said, ...]:
    """What is spoken of at this moment: first the setting that is chosen, then what is held, or
    what stands at the cursor."""
    found: list[Said] = []
    chosen = scene.kind(scene.selected.kind).knob_by_name.get(knob) if scene.selected else None
    if chosen:
        found.append(of_knob(scene.mission, chosen))
    if scene.held and scene.held.what == "place":
        kind = scene.kind(scene.held.id)
        found += [of_kind(kind), *(of_knob(scene.mission, knob) for knob in kind.knobs)]
    elif scene.selected:
        found += of_node(scene, scene.selected)
    return tuple(found)


def of_studio(mission: Mission) -> tuple[Said, ...]:
    """What the studio's figures and signs mean, then the other terms of the glossary."""
    return _with_the_rest(mission, STUDIO, DRAWING)


def of_run(mission: Mission) -> tuple[Said, ...]:
    """The same of a run and its report."""
    return _with_the_rest(mission, RUN, DRAWING)


def of_debrief(mission: Mission) -> tuple[Said, ...]:
    """The same of what is told at the end, where no grid is seen."""
    return _with_the_rest(mission, DEBRIEF, {})


def _with_the_rest(
    mission: Mission, shown: Iterable[str], drawing: dict[str, str]
) -> tuple[Said, ...]:
    told = list(_told(mission, shown))
    signs = [Said(sign, says) for sign, says in drawing.items()]
    sentences = {said.says for said in told}
    rest = [Said(t.term, t.says) for t in mission.glossary if t.says not in sentences]
    return (*told, *signs, *sorted(rest, key=lambda said: said.term.casefold()))


def _told(mission: Mission, shown: Iterable[str]) -> Iterator[Said]:
    """The sentences of words; a revision from before glossaries were carried has none."""
    terms = mission.term_by_word
    return (Said(word, terms[word].says) for word in shown if word in terms)
