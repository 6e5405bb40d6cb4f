"""`scopecreep design`: figures, verdicts and drawings of a design in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from content.loader import Pack
from engine.design.react_flow import document
from tests.cli.command import ROOT, one_plain_message, scopecreep
from tui.cli.design import command

PORTAL = ROOT / "tests/cli/portal.json"


def design(*arguments: str | Path, given: str | None = None) -> Result:
    """The command in this process; a process of its own takes a second each."""
    return CliRunner().invoke(command, [*map(str, arguments)], input=given)


def portal(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(PORTAL.read_text())
    return {**whole, **changes}


def test_a_design_in_the_sources_shape_is_held_against_its_validation_rules() -> None:
    done = design(PORTAL, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["load_rps"] == 900
    assert [rule["id"] for rule in told["rules"]] == [
        "required_components",
        "performance_target",
        "budget",
    ]
    assert told["score"] == 100
    assert told["figures"]["goodput_rps"] == pytest.approx(900, rel=0.001)
    assert {node["id"]: node["kind"] for node in told["nodes"]}["1"] == "load_balancer"


def test_a_rule_that_is_not_met_fails_the_check() -> None:
    done = design(PORTAL, "--load", "3000")
    assert done.exit_code == 0, "the target names its own rate"
    poor = portal(budget=500)
    done = design("-", given=json.dumps(poor))
    assert done.exit_code == 1
    assert "✗ budget (0%)" in done.output
    assert "The largest part is Database." in done.output


def test_a_load_of_ones_own_breaks_what_it_breaks() -> None:
    told = json.loads(design(PORTAL, "--load", "3000", "--json").output)
    saturated = {node["label"] for node in told["nodes"] if node["state"] == "saturated"}
    assert saturated == {"App", "App 2"}
    assert "▲ App 2" in design(PORTAL, "--load", "3000").output


def test_a_missions_design_is_judged_by_its_rules(pack: Pack, tmp_path: Path) -> None:
    mission = pack.mission("client-discovery-workshop")
    assert mission.design_phase
    file = tmp_path / "shop.json"
    file.write_text(json.dumps(document(mission.design_phase.initial)))
    for name in ("M01", "client-discovery-workshop"):
        told = json.loads(design(file, "--mission", name, "--json").output)
        assert told["mission"] == "client-discovery-workshop"
        assert told["load_rps"] == 180
        assert told["score"] == 42
        assert told["problems"] == []
    foreign = json.loads(design(PORTAL, "--mission", "M01", "--json").output)
    said = [problem["message"] for problem in foreign["problems"]]
    assert "App server is not in the palette of this mission." in said
    assert "Tills is the client's own and is missing." in said
    assert design(PORTAL, "--mission", "M01").exit_code == 1
    shop = json.loads(file.read_text())
    web = next(node for node in shop["nodes"] if node["id"] == "web")
    web["data"]["config"] = {"size": "XL"}
    done = design("-", "--mission", "M01", given=json.dumps(shop))
    assert "! Web shop has no setting 'size' here." in done.output


def test_what_comes_in_goes_out_as_it_was() -> None:
    done = design(PORTAL, "--as", "react-flow")
    assert json.loads(done.output) == portal()["initial_state"]


def test_a_design_is_drawn_as_text_with_its_figures() -> None:
    lines = design(PORTAL, "--as", "text").output.splitlines()
    assert any("Load Balancer" in line for line in lines)
    assert any("600 of 800/s" in line for line in lines)
    assert sum(line.count("►") for line in lines) >= 4
    assert all(line == line.rstrip() for line in lines)
    assert max(map(len, lines)) < 140, "empty columns are left out"


BROKEN: list[tuple[str, str]] = [
    ('{"nodes": [', "line 1, column 12: this is no JSON"),
    ("[]", "$: a design is an object with 'nodes' and 'edges'"),
    ("{}", "$: 'nodes' and 'edges' must be lists"),
    ('{"nodes": [], "x": NaN}', "NaN is no number"),
    ("[" * 100_000, "nested too deep"),
    (json.dumps({"nodes": [{"id": "a", "position": {"x": 0, "y": 0},
                            "data": {"kind": "cach"}}]}),
     "$.nodes[0].data: there is no component kind 'cach'. Did you mean 'cache'?"),
    (json.dumps(portal(load={"rps": -1})), "$.load.rps: input should be greater than 0"),
    (json.dumps(portal(rules=[{"id": "a", "kind": "quick"}])), "$.rules[0]"),
    (json.dumps(portal(validation_rules={"required_components": ["kash"]})),
     "$.validation_rules.required_components: no component kind, family or category"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), BROKEN)
def test_a_file_that_holds_no_design_is_told_with_its_place(given: str, said: str) -> None:
    done = design("-", given=given)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output
    assert all(line.startswith("-: ") for line in done.output.splitlines())


def test_a_setting_out_of_its_range_is_told_with_its_place() -> None:
    wrong = portal()
    wrong["initial_state"]["nodes"][2]["data"]["config"]["replicas"] = 10**9
    done = design("-", given=json.dumps(wrong))
    assert done.exit_code == 2
    assert "$.initial_state.nodes[2].data.config.replicas: Copies runs from 1 to" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.json"], "nowhere.json cannot be read: No such file"),
        ([PORTAL, "--mission", "M99"], "There is no playable mission 'M99'"),
        ([PORTAL, "--load", "inf"], "--load is a number of requests a second"),
        ([PORTAL, "--load", "0"], "--load is a number of requests a second"),
    ],
)
def test_wrong_use_is_one_plain_message(arguments: list[Any], said: str) -> None:
    done = design(*arguments)
    assert done.exit_code == 2
    assert said in done.output


def test_the_command_is_there_in_a_shell(tmp_path: Path) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe")
    assert "byte 0: this is no UTF-8 text" in one_plain_message(scopecreep("design", binary), 2)
    assert "cannot be read" in one_plain_message(scopecreep("design", tmp_path), 2)
    assert scopecreep("design", PORTAL).stdout.splitlines()[-1] == "Score: 100 of 100."
