"""`scopecreep design`: figures, verdicts and drawings of a design in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from content.loader import Pack
from engine.design.react_flow import document
from tests.cli.command import ROOT, here, one_plain_message, scopecreep
from tui.cli.design import command

PORTAL = ROOT / "tests/cli/portal.json"


@pytest.fixture(autouse=True)
def read_once(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack is not read anew for each of many files; a shell of its own reads it below."""
    monkeypatch.setattr("tui.cli.design._pack", lambda: pack)


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


def test_a_missions_design_is_judged_with_the_changes_that_choices_bring(
    pack: Pack, tmp_path: Path
) -> None:
    grid = pack.mission("client-discovery-workshop").design_phase
    assert grid
    file = tmp_path / "shop.json"
    file.write_text(json.dumps(document(grid.initial)))
    plain = json.loads(design(file, "--mission", "M01", "--json").output)
    changed = design(
        file, "--mission", "M01", "--change", "four-say-so", "--change", "over-the-number", "--json"
    )
    told = json.loads(changed.output)
    assert (plain["load_rps"], told["load_rps"]) == (180, 168)
    assert "of 12,000" in next(r["says"] for r in plain["rules"] if r["id"] == "within-budget")
    assert "of 11,600" in next(r["says"] for r in told["rules"] if r["id"] == "within-budget")


def test_what_comes_in_goes_out_as_it_was() -> None:
    done = design(PORTAL, "--as", "react-flow")
    assert json.loads(done.output) == portal()["initial_state"]


def test_a_design_is_drawn_as_text_with_its_figures() -> None:
    lines = design(PORTAL, "--as", "text").output.splitlines()
    assert any("Load Balancer" in line for line in lines)
    assert any("593 of 800/s" in line for line in lines)
    assert sum(line.count("►") for line in lines) >= 4
    assert all(line == line.rstrip() for line in lines)
    assert max(map(len, lines)) < 140, "empty columns are left out"


def node(name: str, kind: str = "cache", **data: Any) -> dict[str, Any]:
    return {"id": name, "position": {"x": 0, "y": 0}, "data": {"kind": kind, **data}}


def drawing(*nodes: dict[str, Any], edges: list[Any] | None = None, **around: Any) -> str:
    return json.dumps({"nodes": nodes, "edges": edges or [], **around})


def link(source: str, target: str, name: str = "e") -> dict[str, str]:
    return {"id": name, "source": source, "target": target}


def at(x: str) -> str:
    """A drawing of one component whose x is written so."""
    return drawing(node("a")).replace('"x": 0', f'"x": {x}')


BROKEN: list[tuple[str, str]] = [
    ("", "line 1, column 1: this is no JSON"),
    ('{"nodes": [', "line 1, column 12: this is no JSON"),
    ("[]", "$: a design is an object with 'nodes' and 'edges'"),
    ("{}", "$: 'nodes' and 'edges' must be lists"),
    ('{"nodes": [], "x": NaN}', "NaN is no number"),
    ("[" * 100_000, "nested too deep"),
    (" " * 5_000_001, "$: 5,000,001 bytes, at most 5,000,000"),
    ('{"nodes": [], "nodes": []}', "the key 'nodes' is there twice in one object"),
    (at("NaN"), "$: NaN is no number"),
    (at("1e999"), "$.nodes[0].position: 'x' and 'y' must be numbers"),
    (at("9" * 5000), "$: a number in it has thousands of digits"),
    (drawing(*(node(str(n)) for n in range(201))), "$.nodes: 201 nodes, at most 200"),
    (drawing(node("a"), edges=[{}] * 1001), "$.edges: 1001 edges, at most 1000"),
    (drawing(node("a"), node("a")), "$.nodes[1].id: 'a' is there twice; give one of them another"),
    (drawing(node("a"), node("b"), edges=[link("a", "b"), link("b", "a")]),
     "$.edges[1].id: 'e' is there twice; give one of them another"),
    (drawing(node("a"), edges=[link("a", "z")]),
     "$.edges[0]: there is no node 'z'; add it, or take the edge out"),
    (drawing(node("a"), edges=[{"id": "e", "source": "a"}]),
     "$.edges[0]: 'source' and 'target' must be the ids of two nodes"),
    (drawing(node("a"), edges=["a"]), "$.edges[0]: an edge must be an object"),
    (drawing(node("a", "cach")),
     "$.nodes[0].data: there is no component kind 'cach'. Did you mean 'cache'?"),
    (drawing(node("a", "zzz")), "there is no component kind 'zzz'. There is ad_"),
    (drawing(node("a", config=[1])), "$.nodes[0].data.config: settings are an object"),
    (drawing(node("a", config={"replicas": [2]})), ".config.replicas: Copies is a whole number."),
    (drawing(node("a", config={"replicas": 10**400})), ".replicas: Copies is a whole number."),
    (drawing(node("a", config={"hit": 5})), ".config.hit: Hit share runs from 0 to 0.99."),
    (json.dumps(portal(load={"rps": -1})), "$.load.rps: input should be greater than 0"),
    (json.dumps(portal(load="much")), "$.load: input should be an object"),
    (json.dumps(portal(budget=-5)), "$.budget: input should be greater than or equal to 0"),
    (json.dumps(portal(budget="much")), "$.budget: input should be a valid number"),
    (json.dumps(portal(rules="strict")), "$.rules: this is a list"),
    (json.dumps(portal(rules=[{"id": "a", "kind": "quick"}])), "$.rules[0]"),
    (json.dumps(portal(rules=[{"id": "a", "kind": "budget"}])), "$.rules[0].at_most: field req"),
    (json.dumps(portal(validation_rules={"required_components": ["kash"]})),
     "$.validation_rules.required_components: no component kind, family or category"),
    (json.dumps(portal(validation_rules={"required_components": "cache"})),
     "$.validation_rules.required_components: input should be a valid array"),
    (json.dumps(portal(validation_rules={"performance_target": {"response_time_ms": 200}})),
     "$.validation_rules.performance_target.throughput_rps: field required"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), BROKEN)
def test_a_file_that_holds_no_design_is_told_with_its_place(given: str, said: str) -> None:
    done = design("-", given=given)
    assert done.exit_code == 2
    assert said in done.output
    assert isinstance(done.exception, SystemExit), "it is told, not thrown"
    assert all(line.startswith("-: ") for line in done.output.splitlines())


def test_odd_labels_and_names_reach_no_terminal_as_they_are() -> None:
    label = "\x1b[31mred\x07\u202e\nbehind"
    whole = drawing(node("c", "client"), node("a", label=label), edges=[link("c", "a")])
    for form in ([], ["--as", "text"], ["--as", "mermaid"], ["--as", "react-flow"], ["--json"]):
        output = design("-", *form, given=whole).output
        assert "red" in output
        assert not {"\x1b", "\x07"} & set(output), form
    told = design("-", given=drawing(node("\x1b[2J\n"), node("\x1b[2J\n")))
    assert told.exit_code == 2
    assert "\x1b" not in told.output
    assert len(told.output.splitlines()) == 1
    told = design("-", given=drawing(node("a", "\x1b]0;x\x07")))
    assert not {"\x1b", "\x07"} & set(told.output)


def test_what_no_setting_knows_is_kept_and_does_no_harm() -> None:
    config = {"replicas": None, "colour": "blue", "notes": ["mine"], "deep": {"er": [[[]]]}}
    done = design("-", "--as", "react-flow", given=drawing(node("a", config=config)))
    assert json.loads(done.output)["nodes"][0]["data"]["config"] == config


def test_a_drawing_of_too_many_links_is_told_before_it_is_begun() -> None:
    nodes = [node(str(n), "app_server") for n in range(60)]
    links = [link(str(a), str(b), f"{a}-{b}") for a in range(2) for b in range(2, 60)]
    done = design("-", "--as", "text", given=drawing(*nodes, edges=links))
    assert done.exit_code == 2
    assert "It has 116 links; a drawing in text takes 100. --as mermaid draws any." in done.output
    assert design("-", "--as", "mermaid", given=drawing(*nodes, edges=links)).exit_code == 0


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
        (
            [PORTAL, "--mission", "client-discovery-workshp"],
            "Did you mean 'client-discovery-workshop'?",
        ),
        ([PORTAL, "--mission", ""], "There is no playable mission ''"),
        ([PORTAL, "--mission", "\x1b[2J"], "There is no playable mission"),
        ([PORTAL, "--mission", "M01", "--change", "four-say"], "Did you mean 'four-say-so'?"),
        ([PORTAL, "--change", "four-say-so"], "--change needs --mission"),
        ([PORTAL, "--as", "svg"], "'svg' is not one of"),
        ([PORTAL, "--load", "inf"], "--load is a number of requests a second"),
        ([PORTAL, "--load", "0"], "--load is a number of requests a second"),
    ],
)
def test_wrong_use_is_one_plain_message(arguments: list[Any], said: str) -> None:
    done = design(*arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert "\x1b" not in done.output


def test_the_command_is_there_in_a_shell(tmp_path: Path) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe")
    assert "byte 0: this is no UTF-8 text" in one_plain_message(here("design", binary), 2)
    assert "cannot be read" in one_plain_message(here("design", tmp_path), 2)
    assert scopecreep("design", PORTAL).stdout.splitlines()[-1] == "Score: 100 of 100."
