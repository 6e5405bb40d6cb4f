"""Plain words: one sentence for every term, figure and component that the studio shows."""

from __future__ import annotations

from dataclasses import dataclass

from engine.design.graph import Node
from engine.design.kind import Kind, Knob
from tui.studio.scene import Scene

TERMS = {
    "p95": "The time within which 19 of 20 requests are answered; one in twenty takes longer.",
    "answered": "The share of all requests that got a good answer; the rest were turned away.",
    "available": "The share of time in which the whole answers, with parts failing as they do.",
    "cost a month": "What all components cost a month, in marks, with what each request costs.",
    "needs met": "How many of the needs that you know of this design does.",
    "busiest": "The component that is nearest to its limit; it is the first to give.",
    "the bar in a box": "How much of a component's time is used; when full, a line forms.",
    "the time below it": "How long a request takes here: 19 of 20 are quicker.",
    "×2": "So many copies stand there and share the work.",
    "⌂": "The client's own: it may be linked and moved, and never removed.",
    "double lines, ▲": "More comes than it can do: the wait grows, and some are turned away.",
    "● near": "It keeps up, and with little to spare: at 80% of its time or more.",
    "a dim link": "Nothing travels over it under this load.",
    "unused": "No request comes here.",
    "≈": "Its figures are rougher than elsewhere; beside the grid it says why.",
    "piles up": "Work that waits grows by so much: it is done later and later.",
    "asked": "How many requests come here.",
    "does": "How many requests it can do at most.",
    "asks": "How many requests it sends.",
    "p95 here": "The time that 19 of 20 requests take here and in all that it calls.",
    "turned away": "The share that found it full, and got no answer.",
    "a month": "What this component costs, in marks.",
    "per million": "What a million requests cost, in marks.",
    "rps": "Requests a second.",
    "load": "What comes: how many requests a second at the busiest hour.",
    "budget": "What the design may cost a month, with what your choices added or took.",
}
"""By what stands on the screen."""

KNOBS = {
    "replicas": "How many stand side by side; each takes its share, and one may fail.",
    "size": "How large each is: a larger one does more, and costs more.",
    "hit": "The share of requests that it has the answer to; the others go on to what it calls.",
    "zones": "In how many buildings the copies stand; one may be lost with all that is in it.",
    "zone": "The building that it stands in, and is lost with.",
    "timeout": "How long it waits for an answer before it gives up.",
    "retries": "How often it asks again after no answer; each adds load when there is least room.",
    "backoff": "How long it waits before it asks again.",
    "room": "How many may wait here before more are turned away.",
    "threads": "How many requests it holds at once, those that wait for others included.",
    "balance": "How it chooses who is next: at random, in turn, or whoever has least to do.",
    "at_once": "Whether it asks all that it calls side by side, or one after another.",
    "encrypted": "Whether what it keeps can be read by nobody who takes the disk away.",
    "region": "The part of the world that it stands in; the law there holds, and far is slow.",
    "every": "How much time lies between two copies; what came since the last can be lost.",
    "ttl": "How long a copy is used before it is fetched anew; until then it may be old.",
    "standby": "A second that takes over when the first fails; it does no work until then.",
}
"""By the name of a setting, where the kind's own file says nothing of it."""


@dataclass(frozen=True)
class Said:
    """A term with its sentence."""

    term: str
    says: str


def of_kind(kind: Kind) -> Said:
    """What a component is for and how it fails."""
    return Said(kind.name, f"{kind.purpose} {kind.fails}")


def of_knob(knob: Knob) -> Said:
    """What a setting does, with its range."""
    says = knob.says or KNOBS.get(knob.name, "A setting of this component.")
    if knob.kind in ("whole", "number"):
        unit = f" {knob.unit}" if knob.unit else ""
        says = f"{says} It goes from {knob.low:g} to {knob.high:g}{unit}."
    return Said(knob.label, says)


def of_node(scene: Scene, node: Node) -> tuple[Said, ...]:
    """A component, then its settings."""
    kind = scene.kind(node.kind)
    itself = of_kind(kind)
    name = scene.names[node.id]
    return (Said(name, itself.says), *(of_knob(knob) for knob in kind.knobs))


def of_term(label: str) -> Said | None:
    """The sentence of a term that stands on the screen."""
    return Said(label, TERMS[label]) if label in TERMS else None


def begun_with(line: str) -> Said | None:
    """The sentence of the longest term with which a line of the screen begins."""
    terms = [term for term in TERMS if line.strip().startswith(term)]
    return of_term(max(terms, key=len)) if terms else None


def at_hand(scene: Scene, knob: str = "") -> tuple[Said, ...]:
    """What there is to explain at this moment: first the setting that is chosen, what is held,
    or what stands at the cursor."""
    found: list[Said] = []
    chosen = scene.kind(scene.selected.kind).knob_by_name.get(knob) if scene.selected else None
    if chosen:
        found.append(of_knob(chosen))
    if scene.held and scene.held.what == "place":
        kind = scene.kind(scene.held.id)
        found += [of_kind(kind), *(of_knob(knob) for knob in kind.knobs)]
    elif scene.selected:
        found += of_node(scene, scene.selected)
    return (*found, *(Said(term, says) for term, says in TERMS.items()))
