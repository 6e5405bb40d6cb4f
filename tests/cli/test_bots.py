"""`scopecreep bots`: what it prints, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from content.packs import builtin
from tests.cli.command import ROOT, here, one_plain_message, scopecreep
from tests.content.small_pack import write

SCHEMA = json.loads((ROOT / "docs/schemas/bots.json").read_text(encoding="utf-8"))
ONE = ("--workers", "1")


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("cli-bots"))


def test_a_mission_without_grades_is_played_and_held_to_nothing() -> None:
    done = scopecreep("bots", "m00", "--runs", "6", "--policy", "first", "--policy", "gold", *ONE)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "kettle-protocol, 6 runs a bot"
    assert [line.split()[0] for line in lines[2:]] == ["first", "gold"]
    assert lines[-1].split()[1:] == ["100", "100", "100", "100.0%"]


def test_a_mission_that_breaks_a_rule_ends_with_one(small_folder: Path) -> None:
    """A mission of two nodes is learnt by anybody."""
    done = here("bots", "--pack", small_folder, "--runs", "12", "--json", "--nodes", *ONE)
    assert done.returncode == 1
    printed = json.loads(done.stdout)
    jsonschema.validate(printed, SCHEMA)
    assert list(printed) == ["rows", "breaches", "grids", "nodes"]
    first = printed["rows"][0]
    keys = ["mission", "policy", "runs", "median", "p10", "p90", "share_passing"]
    assert list(first) == keys
    assert (first["mission"], first["policy"], first["runs"]) == ("small-order", "random", 12)
    assert printed["breaches"]
    told = here("bots", "--pack", small_folder, "--runs", "12", "--nodes", *ONE)
    assert told.returncode == 1
    assert all(line.startswith("small-order") for line in told.stderr.splitlines())
    assert all(line.endswith("]") for line in told.stderr.splitlines()), "each names its rule"
    assert len(told.stderr.splitlines()) == len(printed["breaches"]) + len(printed["grids"])
    (lesson,) = printed["grids"]
    assert "of nothing the reference needs none to win" in lesson["says"]
    assert "✗ " in told.stdout


def test_a_grid_that_money_wins_ends_with_one(tmp_path: Path) -> None:
    """The bots of that mission break no rule with so many runs; its grid does."""
    pack = tmp_path / "pack"
    shutil.copytree(builtin(), pack)
    design = pack / "missions" / "kettle-protocol" / "design.yaml"
    text = design.read_text(encoding="utf-8")
    command = ("bots", "kettle-protocol", "--pack", pack, "--runs", "4", *ONE)
    assert here(*command).returncode == 0
    design.write_text(text.replace("budget: 20\n", "budget: 2000\n"), encoding="utf-8")
    done = here(*command)
    assert done.returncode == 1
    first, *_ = done.stderr.splitlines()
    assert "'everything' comes to" in first
    assert first.endswith("it breaks the budget. Lower the budget. [money-wins]")


def test_a_seed_gives_the_same_runs(small_folder: Path) -> None:
    command = ("bots", "--pack", small_folder, "--runs", "9", "--json", "--policy", "random", *ONE)
    one, again, other = (here(*command, "--seed", seed).stdout for seed in ("5", "5", "900"))
    assert one == again != other


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("client-discovry-workshop",), "Did you mean 'client-discovery-workshop'?"),
        (("--policy", "longst"), "There is no policy 'longst'. Did you mean 'longest'?"),
        (("breach-sunday",), "There is no mission 'breach-sunday' that is played."),
        (("--pack", "no-such-pack"), "no-such-pack"),
        (("--report", "no/such/folder.md"), "There is no folder"),
    ],
)
def test_what_is_not_there_is_told(arguments: tuple[str, ...], told: str) -> None:
    assert told in one_plain_message(here("bots", *arguments), 2)
