"""`scopecreep lint` at the command line: its forms of output, its rules, its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from content.lint import sarif
from content.lint.table import LINTED, TABLE
from content.loader import check
from tests.cli.command import ROOT
from tests.content.small_pack import FILES, HERE, LATER, PACK, changed, write
from tui.cli.lint import command

SARIF = json.loads((ROOT / "tests/cli/sarif_essentials.json").read_text(encoding="utf-8"))
DOUBT = changed("mail", ", locked: true", "")


def lint(*arguments: str | Path) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def log_of(pack: Path, base: Path) -> dict[str, Any]:
    """The SARIF of a pack, held against what SARIF asks."""
    log = sarif.sarif(check(pack), base)
    jsonschema.validate(log, SARIF)
    return log


def test_the_log_names_rule_file_line_and_column(tmp_path: Path) -> None:
    (run,) = log_of(write(tmp_path / "a pack", DOUBT), tmp_path)["runs"]
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("needless-unlock", "warning")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "needless-unlock"
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == f"a%20pack/{HERE}/emails/first-order.md"
    assert where["region"] == {"startLine": 8, "startColumn": 5}
    assert "is unlocked by an effect" in result["message"]["text"]
    assert TABLE["needless-unlock"].remedy in result["message"]["text"]


def test_the_log_has_every_rule_that_the_linter_tells(tmp_path: Path) -> None:
    (run,) = log_of(write(tmp_path), tmp_path)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == LINTED
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == TABLE[rule["id"]].severity
        assert rule["shortDescription"]["text"] == TABLE[rule["id"]].description
    assert run["results"] == []


def test_what_is_allowed_is_suppressed_in_the_log_with_its_reason(tmp_path: Path) -> None:
    text = str(DOUBT[f"{HERE}/emails/first-order.md"])
    comment = "  # lint: allow needless-unlock because of act two\n  - {filename: ledger.txt"
    text = text.replace("  - {filename: ledger.txt", comment)
    pack = write(tmp_path, {f"{HERE}/emails/first-order.md": text})
    (result,) = log_of(pack, tmp_path)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "of act two"}]


def test_a_file_outside_the_folder_is_told_by_its_name(tmp_path: Path) -> None:
    assert sarif.relative("/elsewhere/pack.yaml", tmp_path) == "pack.yaml"


def test_a_log_without_a_line_is_no_sarif(tmp_path: Path) -> None:
    """The essentials are held against something that breaks them."""
    log = log_of(write(tmp_path, DOUBT), tmp_path)
    del log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SARIF)


def test_a_log_is_written_beside_what_is_printed(tmp_path: Path) -> None:
    pack, log = write(tmp_path / "pack", DOUBT), tmp_path / "lint.sarif"
    done = lint(pack, "--sarif", log)
    assert done.exit_code == 0
    assert "[needless-unlock]" in done.stdout
    assert "0 errors, 1 warning." in done.stderr
    jsonschema.validate(json.loads(log.read_text(encoding="utf-8")), SARIF)
    printed = lint(pack, "--format", "sarif")
    assert json.loads(printed.stdout) == json.loads(log.read_text(encoding="utf-8"))


def test_a_log_that_cannot_be_written_is_refused_in_plain_words(tmp_path: Path) -> None:
    done = lint(write(tmp_path), "--sarif", tmp_path / "nowhere" / "x.sarif")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert isinstance(done.exception, SystemExit)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (None, "There is no pack here."),
        ({name: None for name in FILES if name.startswith(HERE)}, "No mission of this pack"),
    ],
    ids=["an empty folder", "cards alone"],
)
def test_a_run_that_finds_nothing_to_check_fails(
    tmp_path: Path, changes: dict[str, str | None] | None, said: str
) -> None:
    if changes is not None:
        changes["pack.yaml"] = PACK.replace("small-order, ", "")
        card = LATER[: LATER.index("prereq")] + "playable: false\n"
        changes["missions/later-order/mission.yaml"] = card
        write(tmp_path, changes)
    done = lint(tmp_path)
    assert done.exit_code == 2
    assert said in done.stdout
    assert isinstance(done.exception, SystemExit)


def test_rules_are_printed_and_explained() -> None:
    listed = lint("--rules")
    assert listed.exit_code == 0
    assert all(f"  {code} (" in listed.stdout for code in TABLE)
    told = lint("--explain", "reading-time")
    assert TABLE["reading-time"].description in told.stdout
    unknown = lint("--explain", "reading-tme")
    assert unknown.exit_code == 2
    assert "Did you mean 'reading-time'?" in unknown.stderr


def test_rules_are_printed_for_programs() -> None:
    printed = json.loads(lint("--rules", "--json").stdout)
    schema = json.loads((ROOT / "docs/schemas/lint-rules.json").read_text(encoding="utf-8"))
    jsonschema.validate(printed, schema)
    assert {rule["code"] for rule in printed["rules"]} == set(TABLE)
    may = {rule["code"] for rule in printed["rules"] if rule["may_be_allowed"]}
    assert may == {code for code in LINTED if TABLE[code].severity == "warning"}
