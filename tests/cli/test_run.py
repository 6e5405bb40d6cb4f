"""`scopecreep run`: what it plays, what it prints, and how it fails."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from content.loader import Pack
from content.packs import builtin
from tests.cli.command import ROOT, here, one_plain_message, scopecreep
from tui.cli import cli

GUIDED = builtin() / "missions/kettle-protocol/walkthroughs/guided.yaml"
KEYS = [
    "script",
    "mission",
    "through",
    "seed",
    "status",
    "score",
    "grade",
    "phases",
    "facts",
    "flags",
    "metrics",
    "actions",
    "log_hash",
    "failures",
    "skipped",
    "notes",
    "name",
    "size",
    "theme",
    "crashed",
    "parts",
]
FAILING = """\
format: 1
mission: kettle-protocol
seed: 7
steps:
  - open: your-desk
  - expect: {trust: {at_least: 101}}
expect: {status: open}
"""
HERE = "{in: your-desk, quote: Nobody scores it, as: here}"
REFUSED = """\
format: 1
mission: kettle-protocol
seed: 7
steps:
  - submit
expect: {status: open}
"""


@pytest.fixture(autouse=True)
def loaded_once(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares each test in this process the reading of the pack."""
    monkeypatch.setattr("tui.cli.run.load_pack", lambda path, only: pack)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["run", *map(str, arguments)])


def test_without_a_script_it_plays_all_walkthroughs() -> None:
    done = run("--json")
    assert done.exit_code == 0, done.output
    walkthroughs = {str(path) for path in builtin().rglob("walkthroughs/*.yaml")}
    assert {played["script"] for played in json.loads(done.stdout)["runs"]} == walkthroughs


def test_a_folder_stands_for_its_scripts_and_each_is_played_once() -> None:
    mission = GUIDED.parents[1]
    done = run(mission, GUIDED, "--json")
    played = [one["script"] for one in json.loads(done.stdout)["runs"]]
    assert played == sorted(str(path) for path in mission.glob("walkthroughs/*.yaml"))


def test_a_run_has_all_keys_in_their_order() -> None:
    done = run(GUIDED, "--json")
    (played,) = json.loads(done.stdout)["runs"]
    assert list(played) == KEYS
    assert played["failures"] == []


def test_a_failing_expectation_names_script_line_step_expected_and_found(tmp_path: Path) -> None:
    script = tmp_path / "failing.yaml"
    script.write_text(FAILING)
    done = run(script, "--json", "--junit", tmp_path / "result.xml")
    assert done.exit_code == 1
    (played,) = json.loads(done.stdout)["runs"]
    (failure,) = played["failures"]
    assert (failure["script"], failure["line"], failure["step"]) == (str(script), 6, 2)
    assert "101" in failure["expected"]
    assert failure["found"]
    (suite,) = ElementTree.parse(tmp_path / "result.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    assert f"{script}:6" in str(suite.find("testcase/failure").get("message"))  # type: ignore[union-attr]


def test_a_refused_step_ends_the_run_and_is_told_the_same_way(tmp_path: Path) -> None:
    script = tmp_path / "refused.yaml"
    script.write_text(REFUSED)
    done = run(script)
    assert done.exit_code == 1
    assert f"{script}:5: step 1: expected 'submit' to be accepted, found refused" in (done.stderr)


@pytest.mark.parametrize("step", ["finish: video_call", "refused: {finish: video_call}"])
def test_a_step_that_names_another_phase_than_the_present_one_fails(
    step: str, tmp_path: Path
) -> None:
    script = tmp_path / "other_phase.yaml"
    script.write_text(REFUSED.replace("- submit", f"- {step}"))
    done = run(script)
    assert done.exit_code == 1
    assert "step 1: expected phase video_call, found email_discovery" in done.stderr


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("refused: {open: yuor-desk}", "nothing in this mission is called 'yuor-desk'"),
        ("refused: {reply: {to: your-desk, with: x}}", "nothing in this mission is called 'x'"),
        ("refused: {floor: nobody}", "nothing in this mission is called 'nobody'"),
        ("open: your-desk\n  - compare: [here, B]", "a pin called here, found these: none"),
        (
            f"open: your-desk\n  - pin: {HERE}\n  - compare: [here, B]",
            "a pin called B, found these: A (here)",
        ),
        ("expect: {not_entered: [cap]}", "nothing in this mission is called 'cap'"),
    ],
)
def test_a_name_that_is_nowhere_in_the_mission_proves_nothing(
    steps: str, told: str, tmp_path: Path
) -> None:
    script = tmp_path / "names.yaml"
    script.write_text(REFUSED.replace("- submit", f"- {steps}"))
    done = run(script)
    assert done.exit_code == 1
    assert told in done.stderr


def test_a_refusal_of_a_name_that_is_nowhere_may_be_expected_in_words(tmp_path: Path) -> None:
    script = tmp_path / "names.yaml"
    step = '{refused: {open: yuor-desk}, because: "no mail"}'
    script.write_text(REFUSED.replace("- submit", f"- {step}"))
    assert run(script).exit_code == 0


def test_a_script_that_expects_nothing_fails(tmp_path: Path) -> None:
    script = tmp_path / "nothing.yaml"
    script.write_text("format: 1\nmission: kettle-protocol\nsteps: [{open: your-desk}]\n")
    done = run(script)
    assert done.exit_code == 2
    assert "expects nothing" in done.stderr


def test_faults_of_all_scripts_are_told_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text("format: 1\n")
    done = run(tmp_path)
    assert done.exit_code == 2
    assert "one.yaml" in done.stderr
    assert "two.yaml" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (bytes(range(256)), "UTF-8"),
        (b"- a: [" * 2_000_000, "limit"),
        (b"[" * 400_000, "deep"),
        (b"format: 1\nmission: no-such-mission\nexpect: {status: open}\n", "no-such-mission"),
    ],
    ids=["empty", "binary", "ten megabytes", "deeply nested", "of no mission"],
)
def test_a_script_that_is_none_is_one_plain_message(
    tmp_path: Path, content: bytes, said: str
) -> None:
    script = tmp_path / "script.yaml"
    script.write_bytes(content)
    assert said in one_plain_message(here("run", script), 2)


def test_a_script_that_is_not_there_and_a_folder_without_scripts_are_told(tmp_path: Path) -> None:
    assert "no such file" in one_plain_message(scopecreep("run", tmp_path / "no.yaml"), 2)
    assert "holds no scripts" in one_plain_message(scopecreep("run", tmp_path), 2)


def test_a_report_that_cannot_be_written_is_told_before_anything_is_played(tmp_path: Path) -> None:
    done = scopecreep("run", GUIDED, "--junit", tmp_path / "no" / "result.xml")
    assert "no folder" in one_plain_message(done, 2)


@pytest.mark.slow
@pytest.mark.slow
def test_the_examples_for_testers_pass_as_they_are_printed(tmp_path: Path) -> None:
    told = (ROOT / "docs/testing.md").read_text(encoding="utf-8")
    example, following = re.findall(r"```yaml\n(.*?)```", told, re.DOTALL)[:2]
    steps, _, expected = example.partition("expect:")
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(example, encoding="utf-8")
    two.write_text(f"{steps}{following}expect:{expected}", encoding="utf-8")
    assert run(one).exit_code == 0
    done = run(two, "--through", "screen", "--pictures", tmp_path)
    assert done.exit_code == 0, done.output


def test_a_mission_that_is_none_is_told_with_the_nearest(tmp_path: Path) -> None:
    script = tmp_path / "other.yaml"
    script.write_text(REFUSED.replace("kettle-", "ketle-"))
    assert "Did you mean 'kettle-protocol'?" in run(script).stderr


@pytest.mark.parametrize("option", ["--junit", "--shrink"])
def test_an_output_that_cannot_be_is_told_before_anything_is_played(
    option: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    wanted = {"--junit": tmp_path, "--shrink": tmp_path / "file/short"}[option]
    done = run(GUIDED, option, wanted)
    assert (done.exit_code, done.stdout, str(wanted) in done.stderr) == (2, "", True)


@pytest.mark.slow
def test_engine_database_screen_and_plain_lines_print_the_same_hash() -> None:
    hashes = set()
    for through in ("engine", "database", "screen", "plain"):
        done = run(GUIDED, "--through", through, "--json")
        assert done.exit_code == 0, done.output
        (played,) = json.loads(done.stdout)["runs"]
        hashes.add((played["log_hash"], played["score"], played["actions"]))
    assert len(hashes) == 1
