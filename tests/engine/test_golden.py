"""Logs that were played once and must score the same for as long as the rules' version stands.

Where a change of the rules is meant, raise `RULES_VERSION` and write the file anew with
GOLDEN=update: logs of older rules are then sealed, and no score that stands is called forged.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from content.loader import load_pack
from engine.game import RULES_VERSION
from engine.log import Row, first_difference, log_hash, read_row, state_of
from engine.mission import Mission
from engine.scoring import score_mission
from tests.content.small_pack import write
from tests.engine.plays import random_play

FILE = Path(__file__).parent / "golden" / "small-order.json"
SEEDS = (1, 2, 3, 5, 8)


def told(mission: Mission, rows: list[Row]) -> dict[str, Any]:
    """What a log comes to."""
    card = score_mission(mission, state_of(mission, rows))
    return {"hash": log_hash(rows), "score": card.score, "phases": dict(card.phase_tally)}


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if os.environ.get("GOLDEN") == "update":
        pack = write(tmp_path_factory.mktemp("golden"))
        mission = load_pack(pack).mission("small-order")
        plays = [random_play(mission, seed)[1] for seed in SEEDS]
        document = {
            "rules_version": RULES_VERSION,
            "mission": mission.model_dump(mode="json"),
            "plays": [
                {"rows": [row.model_dump(mode="json") for row in rows], **told(mission, rows)}
                for rows in plays
            ],
        }
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def test_the_golden_logs_are_of_the_present_rules(golden: dict[str, Any]) -> None:
    assert golden["rules_version"] == RULES_VERSION
    assert len(golden["plays"]) == len(SEEDS)
    assert any(play["score"] for play in golden["plays"])


@pytest.mark.parametrize("number", range(len(SEEDS)))
def test_a_golden_log_gives_its_events_and_its_score_again(
    golden: dict[str, Any], number: int
) -> None:
    mission = Mission.model_validate(golden["mission"])
    play = golden["plays"][number]
    rows = [read_row(row) for row in play["rows"]]
    assert first_difference(mission, rows) is None
    assert told(mission, rows) == {key: play[key] for key in ("hash", "score", "phases")}
