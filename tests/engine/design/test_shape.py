"""What is kept from one edit to the next makes no difference to any figure."""

from __future__ import annotations

import random

import pytest

from engine.design import routes, shape, traffic
from engine.design.company import company
from engine.design.graph import Design, configure
from engine.design.kind import Knob, Value
from engine.design.outage import ALL_UP, Copy, Missing, component
from engine.design.rates import shares_of
from engine.design.routes import plan
from engine.design.shape import shape_of
from tests.engine.design.proof.topologies import Topology, topologies

CHOSEN = {t.name: t for t in topologies() if t.name in ("fifteen", "branches that meet")}


def _forget() -> None:
    """As if no drawing had been seen before."""
    for kept in (shape._shape, routes._whole, routes._less, traffic.evaluate, traffic._of_bare):
        kept.cache_clear()


def _told(topology: Topology, design: Design, without: Missing) -> object:
    load = topology.load(0.7)
    figures = traffic.evaluate(design, topology.catalogue, load, without)
    ready = plan(design, topology.catalogue, without)
    return figures, figures.p95_ms, company(ready, shares_of(load))


def _turned(chance: random.Random, knob: Knob) -> Value:
    if knob.kind == "switch":
        return chance.random() < 0.5
    if knob.kind == "choice":
        return chance.choice(knob.choices)
    if knob.kind == "number":
        return chance.uniform(knob.low, min(knob.high, knob.low + 1))
    return chance.randint(int(knob.low), int(min(knob.high, knob.low + 6)))


def _edits(topology: Topology, count: int) -> list[Design]:
    """Designs each of which has one knob turned of the one before: first of what stands last on
    the way, whose callers' callers are affected as well."""
    chance, found = random.Random(7), [topology.design]
    for node in [node.id for node in found[0].nodes if node.kind == "cache"]:
        found.append(configure(found[-1], topology.catalogue, node, "hit", 0.25))
    free = [(node.id, topology.catalogue.kind(node.kind).knobs) for node in found[0].nodes]
    free = [(node, knobs) for node, knobs in free if knobs]
    while len(found) < count:
        node, knobs = chance.choice(free)
        knob = chance.choice(knobs)
        value = _turned(chance, knob)
        found.append(configure(found[-1], topology.catalogue, node, knob.name, value))
    return found


@pytest.mark.parametrize("name", CHOSEN)
def test_figures_after_edits_are_those_of_a_design_that_comes_out_of_nowhere(name: str) -> None:
    topology = CHOSEN[name]
    busiest = topology.design.nodes[2].id
    asked: list[Missing] = [ALL_UP, frozenset({component(busiest)}), frozenset({Copy(busiest)})]
    designs = _edits(topology, 12)
    _forget()
    edited = [_told(topology, design, less) for design in designs for less in asked]
    for number, found in enumerate(edited):
        _forget()
        assert found == _told(topology, designs[number // 3], asked[number % 3])


def test_settings_leave_the_shape_as_it_is_and_a_link_less_does_not() -> None:
    topology = CHOSEN["fifteen"]
    design, catalogue = topology.design, topology.catalogue
    edited = configure(design, catalogue, "app1", "replicas", 9)
    fewer = design.model_copy(update={"edges": design.edges[1:]})
    whole = shape_of(design.bare, catalogue)
    assert shape_of(edited.bare, catalogue) is whole
    assert shape_of(fewer.bare, catalogue) is not whole
