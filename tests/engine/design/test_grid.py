"""Edits of the grid, its stored form, and the rules that judge it."""

from __future__ import annotations

import pytest

from engine.design import graph, links, rules
from engine.design.graph import Cell, Design, Illegal
from engine.design.kind import Catalogue
from engine.design.rules import judge, total
from tests.engine.design.kinds import CATALOGUE, chain, design, load


def test_edits_that_the_grid_does_not_allow_say_why_and_what_instead() -> None:
    drawn = chain("client", "server")
    place = {"kind": "db", "node_id": "db-1", "label": ""}
    with pytest.raises(Illegal, match="stands there"):
        graph.place(drawn, CATALOGUE, **place, cell=Cell(x=0, y=0))
    with pytest.raises(Illegal, match="cannot call itself"):
        links.connect(drawn, CATALOGUE, "server", "server")
    with pytest.raises(Illegal, match="linked already"):
        links.connect(drawn, CATALOGUE, "client", "server")
    with pytest.raises(Illegal, match="go in a circle"):
        links.connect(drawn, CATALOGUE, "server", "client")
    with pytest.raises(Illegal, match="runs from 1 to 50"):
        graph.configure(drawn, CATALOGUE, "server", "replicas", 99)
    with pytest.raises(Illegal, match="no setting"):
        graph.configure(drawn, CATALOGUE, "server", "colour", "red")


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), True, "many", 2.5])
def test_a_setting_that_is_no_whole_number_is_refused_in_words(value: float | str) -> None:
    with pytest.raises(Illegal, match="Copies is a whole number"):
        graph.configure(chain("client", "server"), CATALOGUE, "server", "replicas", value)


def test_the_clients_own_part_is_not_removed() -> None:
    drawn = chain("client", "server")
    own = drawn.model_copy(
        update={"nodes": (drawn.nodes[0], drawn.nodes[1].model_copy(update={"fixed": True}))}
    )
    with pytest.raises(Illegal, match="client's own"):
        graph.remove(own, "server")


def test_removing_a_part_takes_its_links_along() -> None:
    drawn = graph.remove(chain("client", "server", "db"), "server")
    assert drawn.edges == ()
    assert [node.id for node in drawn.nodes] == ["client", "db"]


def verdict(rule: rules.Rule, drawn: Design, rps: float = 50) -> rules.Verdict:
    return judge((rule,), drawn, CATALOGUE, load(rps))[0]


def test_required_components_must_carry_traffic() -> None:
    rule = rules.RequiredComponents(id="r", components=("server", "database"))
    assert verdict(rule, chain("client", "server", "db")).met
    idle = design("client", "server", "db", links=(("client", "server"),))
    assert verdict(rule, idle).score == pytest.approx(0.5)


def test_what_must_be_passed_cannot_be_gone_round() -> None:
    rule = rules.MustPass(id="r", target="db", via="queue")
    assert verdict(rule, chain("client", "queue", "db")).met
    round_about = design("client", "queue", "db", links=(
        ("client", "queue"), ("queue", "db"), ("client", "db")))  # fmt: skip
    found = verdict(rule, round_about)
    assert not found.met
    assert found.nodes == ("db",)


def test_performance_pays_for_both_answers_and_speed() -> None:
    rule = rules.Performance(id="r", response_time_ms=100, throughput_rps=50)
    assert verdict(rule, chain("client", "server")).met
    overloaded = verdict(rule, chain("client", "worker"), 500)
    assert 0 <= overloaded.score < 1


def test_a_limit_that_is_over_is_named_with_its_figure() -> None:
    rule = rules.NotSaturated(id="r", components=("worker",))
    found = verdict(rule, chain("client", "worker"), 160)
    assert not found.met
    assert "200%" in found.text
    assert found.nodes == ("worker",)


def test_a_limit_that_nothing_comes_to_is_not_kept() -> None:
    rule = rules.NotSaturated(id="r", components=("worker",))
    idle = design("client", "server", "worker", links=(("client", "server"),))
    assert verdict(rule, idle).score == 0
    assert verdict(rule, idle).nodes == ("worker",)


def test_a_source_that_is_linked_to_nothing_is_never_answered() -> None:
    rule = rules.Available(id="r", at_least=0.9)
    assert verdict(rule, chain("client", "server")).met
    assert verdict(rule, design("client", "server")).score == 0


def test_nobody_waits_for_what_stands_behind_a_queue() -> None:
    rule = rules.AsyncFor(id="r", components=("worker",))
    assert verdict(rule, chain("client", "queue", "worker")).met
    assert not verdict(rule, chain("client", "worker")).met


def test_what_nothing_is_sent_to_is_not_done_later_either() -> None:
    rule = rules.AsyncFor(id="r", components=("worker",))
    idle = design("client", "queue", "worker", links=(("client", "queue"),))
    assert verdict(rule, idle).score == 0


def test_what_choices_moved_moves_the_limit_of_the_budget() -> None:
    priced = Catalogue(
        kinds=tuple(
            k.model_copy(update={"monthly_cost": 100}) if k.id == "server" else k
            for k in CATALOGUE.kinds
        )
    )
    rule = rules.Budget(id="r", at_most=100)
    drawn = chain("client", "server")

    def judged(moved: int) -> rules.Verdict:
        return judge((rule,), drawn, priced, load(50), moved)[0]

    assert judged(0).met
    assert judged(-20).score == pytest.approx(0.5)
    assert judged(-20).text.startswith("100 of 80 marks")
    assert judged(-200).score == 0


def test_a_kind_that_names_its_callers_is_called_by_no_other() -> None:
    guarded = Catalogue(
        kinds=tuple(
            k.model_copy(update={"called_by": ("queue",)}) if k.id == "worker" else k
            for k in CATALOGUE.kinds
        )
    )
    drawn = design("client", "queue", "worker")
    assert links.connect(drawn, guarded, "queue", "worker").edges
    with pytest.raises(Illegal, match=r"cannot call worker\. Client may call: Client, Queue\."):
        links.connect(drawn, guarded, "client", "worker")


def test_a_required_rule_below_a_half_caps_the_whole() -> None:
    good = rules.Verdict(rule="a", score=1, weight=99, required=False, text="")
    bad = rules.Verdict(rule="b", score=0.4, weight=1, required=True, text="")
    assert total((good, bad)) == rules.CAPPED_AT
    assert total((good, bad.model_copy(update={"score": 0.5}))) > 99
