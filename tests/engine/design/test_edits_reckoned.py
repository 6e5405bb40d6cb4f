"""What an edit makes the model reckon anew, and what it leaves as it was."""

from __future__ import annotations

from engine.design import traffic
from engine.design.graph import Cell, Design, configure, move
from engine.design.links import connect
from engine.design.outage import component
from engine.design.traffic import evaluate, left, p95_left
from tests.engine.design.kinds import CATALOGUE, chain, load

DRAWN = chain("client", "balancer", "server", "db")
MOVED = move(DRAWN, "db", Cell(x=9, y=9))
LOST = frozenset({component("db")})


def _renamed(design: Design, node_id: str, label: str) -> Design:
    nodes = tuple(
        n.model_copy(update={"label": label}) if n.id == node_id else n for n in design.nodes
    )
    return design.model_copy(update={"nodes": nodes})


def test_a_moved_or_renamed_component_changes_no_figure_and_costs_no_evaluation() -> None:
    before = evaluate(DRAWN, CATALOGUE, load(50))
    asked = traffic._of_bare.cache_info().misses
    for design in (MOVED, _renamed(DRAWN, "db", "Ledger")):
        assert design != DRAWN
        assert evaluate(design, CATALOGUE, load(50)) == before
    assert traffic._of_bare.cache_info().misses == asked


def test_what_is_left_without_a_component_does_not_depend_on_where_it_stood() -> None:
    shares = left(DRAWN, CATALOGUE, load(50), LOST), p95_left(DRAWN, CATALOGUE, load(50), LOST)
    asked = traffic._left.cache_info().misses, traffic._p95_left.cache_info().misses
    assert left(MOVED, CATALOGUE, load(50), LOST) == shares[0]
    assert p95_left(MOVED, CATALOGUE, load(50), LOST) == shares[1]
    assert (traffic._left.cache_info().misses, traffic._p95_left.cache_info().misses) == asked


def test_a_setting_and_a_link_do_change_the_figures() -> None:
    before = evaluate(DRAWN, CATALOGUE, load(50))
    wider = evaluate(configure(DRAWN, CATALOGUE, "server", "replicas", 3), CATALOGUE, load(50))
    assert wider.nodes["server"].utilisation < before.nodes["server"].utilisation / 2
    linked = connect(DRAWN, CATALOGUE, "balancer", "db")
    assert evaluate(linked, CATALOGUE, load(50)).nodes["db"] != before.nodes["db"]


def test_what_is_wrong_is_told_by_the_names_that_the_drawing_has_now() -> None:
    loose = chain("client", "balancer")
    for label in ("Door", "Gate"):
        found = evaluate(_renamed(loose, "balancer", label), CATALOGUE, load(50)).problems
        assert any(problem.message.startswith(f"{label} ") for problem in found)
        assert not any("balancer" in problem.message for problem in found)


def test_a_changed_copy_of_a_component_has_a_hash_of_its_own() -> None:
    node = DRAWN.by_id["db"]
    known = hash(node)
    assert hash(node.model_copy(update={"label": "Ledger"})) != known
    assert hash(node.model_copy()) == known
