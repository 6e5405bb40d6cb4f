"""The other commands: what they print for people and machines, and how they refuse."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from content.packs import builtin
from db.folders import DataFolder
from db.server import EmbeddedServer
from tests.cli.command import ROOT, here, one_plain_message, scopecreep
from tests.content.small_pack import write
from tests.content.test_loader import TEN_FAULTS
from tui.machine import OUTPUTS

SCHEMAS = ROOT / "docs" / "schemas"
PORTAL = ROOT / "tests/cli/portal.json"
GUIDED = builtin() / "missions/kettle-protocol/walkthroughs/guided.yaml"


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder whose server is laid out once for this file."""
    with tempfile.TemporaryDirectory(prefix="a data folder ") as name:
        yield Path(name)
        server = EmbeddedServer(DataFolder(Path(name)), scratch=True)
        server.start(lambda step: None)
        server.leave()
        server.remove()


IN_A_SHELL = ("run", "missions", "doctor")
"""Commands whose own process is looked at, streams and all; the others are spared one."""


def schema_of(name: str) -> dict[str, object]:
    document: dict[str, object] = json.loads((SCHEMAS / f"{name}.json").read_text())
    return document


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_documented_schema_is_the_one_in_force(name: str) -> None:
    schema = OUTPUTS[name].model_json_schema(mode="serialization")
    text = json.dumps(schema, indent=2) + "\n"
    path = SCHEMAS / f"{name}.json"
    if os.environ.get("SNAPSHOTS") == "update":
        path.write_text(text)
    assert path.read_text() == text
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("run", ["run", str(GUIDED)]),
        ("missions", ["missions"]),
        ("lint", ["lint"]),
        ("publish", ["publish", "--migrate"]),
        ("db-status", ["db", "status"]),
        ("doctor", ["doctor"]),
        ("design", ["design", str(PORTAL)]),
        ("explore", ["explore", "M00", "--quick", "--campaign"]),
        ("bots", ["bots", "M00", "--runs", "3", "--nodes", "--workers", "1"]),
    ],
)
def test_what_is_printed_follows_its_schema(name: str, arguments: list[str], data: Path) -> None:
    process = scopecreep if name in IN_A_SHELL else here
    done = process(*arguments, "--json", data=data, TERM="xterm", PYTHONUTF8="1")
    assert done.returncode == 0, done.stderr
    jsonschema.validate(json.loads(done.stdout), schema_of(name))


def processor_time() -> float:
    """Seconds of processor that all processes took which this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_ten_faults_in_one_pack_are_ten_messages_in_little_more_than_a_start(
    tmp_path: Path,
) -> None:
    pack = write(tmp_path, TEN_FAULTS)
    begun = processor_time()
    subprocess.run(
        [sys.executable, "-c", "import tui.cli.lint, content.loader"], cwd=ROOT, check=True
    )
    started = processor_time()
    done = scopecreep("lint", pack, "--json")
    assert processor_time() - started < 2 * (started - begun)
    assert done.returncode == 2
    printed = json.loads(done.stdout)
    jsonschema.validate(printed, schema_of("lint"))
    errors = [fault for fault in printed["problems"] if fault["severity"] == "error"]
    assert {fault["code"] for fault in errors} == {
        "unknown-field",
        "missing-email",
        "unknown-fact",
        "bad-weights",
        "duplicate-id",
        "wrong-type",
        "unknown-component",
        "impossible-unlock",
        "yaml-syntax",
        "too-large",
    }
    assert len(errors) == 10
    assert all(f["line"] and f["column"] and f["remedy"] and f["file"] for f in errors)
    told = scopecreep("lint", pack)
    assert told.returncode == 2
    lines = [line for line in told.stdout.splitlines() if ": error: " in line]
    assert len(lines) == 10
    assert "10 errors" in told.stderr


def test_the_board_of_a_newcomer_makes_no_player(data: Path) -> None:
    for _ in range(2):
        done = scopecreep("missions", "--json", data=data)
        board = json.loads(done.stdout)
        assert board["missions"][0]["status"] == "open"
        assert "The Kettle Protocol (kettle-protocol)\n" in scopecreep("missions", data=data).stdout
        locked = [line for line in board["missions"] if line["status"] == "locked"]
        assert locked
        assert all(line["wants"] for line in locked)
        wants = {line["code"]: line["wants"] for line in locked}
        assert wants["M06"] == [
            "level (1 of 2)",
            "either of these: M02 score (none of 60), all of (M03 done, architecture (0 of 2))",
        ]
    said = one_plain_message(scopecreep("missions", "--as", "Bob", data=data), 2)
    assert said == "Nobody called 'Bob' has played here.\n"


def test_db_url_is_an_address_and_starts_nothing(tmp_path: Path) -> None:
    done = scopecreep("db", "url", data=tmp_path / "not yet there")
    assert done.stdout.startswith("postgresql://scopecreep_admin@/scopecreep?host=%2F")
    assert not (tmp_path / "not yet there").exists()


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("http://example.org/x", 2, "is no database address"),
        ("postgresql://[bad", 3, "does not answer"),
        ("postgresql://nobody@127.0.0.1:1/none", 3, "Connection refused"),
        ("host=/nowhere dbname=x", 3, "does not answer"),
    ],
)
@pytest.mark.parametrize("command", [["missions"], ["db", "status"]])
def test_a_bad_database_address_is_one_plain_message(
    command: list[str], url: str, code: int, said: str
) -> None:
    process = scopecreep if command == ["missions"] else here
    assert said in one_plain_message(process("--database", url, *command), code)


@pytest.mark.parametrize("command", [["missions"], ["db", "status"], ["db", "upgrade"]])
def test_a_data_folder_that_cannot_be_is_one_plain_message(
    command: list[str], tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    process = scopecreep if command == ["missions"] else here
    said = one_plain_message(process("--data", blocked / "data", *command), 3)
    assert "cannot be made" in said
    assert "--data" in said


def test_doctor_tells_what_stands_in_the_way_and_what_to_do(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    done = scopecreep("--data", blocked / "data", "doctor", TERM="dumb", COLUMNS="60")
    assert done.returncode == 3
    assert "TERM names no terminal" in done.stdout
    assert "enlarge the window" in done.stdout
    assert "cannot be made" in done.stdout
    assert "Traceback" not in done.stderr


def test_play_without_a_terminal_points_at_run() -> None:
    assert "scopecreep run" in one_plain_message(scopecreep("play"), 3)


@pytest.mark.parametrize("command", [["run", "--json"], ["lint", "--json"], ["--help"]])
def test_a_reader_that_goes_away_ends_a_command_quietly(command: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *command],
            cwd=ROOT,
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.stderr == ""
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["--help"], ["run", GUIDED, "--json"]])
def test_a_full_disk_under_what_is_printed_is_one_sentence(command: list[str | Path]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *map(str, command)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.stderr == "What is told here cannot be written: No space left on device.\n"
    assert done.returncode == 3


def test_a_fault_of_a_command_is_one_sentence_and_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from tui.cli import cli

    def falls(*_: object) -> None:
        raise ZeroDivisionError("of its own")

    monkeypatch.setattr("tui.cli.run.scripts_of", falls)
    done = CliRunner().invoke(cli, ["--data", str(tmp_path), "run"])
    (report,) = (tmp_path / "crashes").iterdir()
    assert done.output == f"The command stopped on a fault of its own. Report: {report}\n"
    assert done.exit_code == 1
    assert "ZeroDivisionError" in report.read_text()


def test_every_command_has_help_with_an_example() -> None:
    from click.testing import CliRunner

    from tui.cli import COMMANDS, cli

    for name in ("", *COMMANDS):
        done = CliRunner().invoke(cli, [*name.split(), "--help"])
        assert done.exit_code == 0
        assert "Example" in done.output, name


def test_plain_lines_are_for_playing_alone() -> None:
    said = one_plain_message(here("--plain", "missions"), 2)
    assert "'--plain' is for playing" in said
