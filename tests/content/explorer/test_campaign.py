"""The doors between the missions of the campaign: all open, and every flag comes back."""

from __future__ import annotations

import re
from pathlib import Path

from content.explorer.campaign import Campaign, campaign
from content.explorer.grades import Grades, Measured
from content.explorer.report import between
from content.folder import read_pack
from content.loader import Pack, load_pack
from content.packs import builtin
from content.problem import Report
from tests.content.reaching_pack import write_reaching
from tests.content.small_pack import LATER

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "reachability.md"
MOST = re.compile(r"^## (?P<slug>\S+)$|^\| the mission \| \d+ \| (?P<most>\d+) \|$", re.MULTILINE)


def measured() -> dict[str, Grades]:
    """The most that each mission was found to score; test-all holds the document to it."""
    found: dict[str, Grades] = {}
    slug = ""
    for match in MOST.finditer(DOCUMENT.read_text(encoding="utf-8")):
        slug = match["slug"] or slug
        if match["most"]:
            best = Measured(int(match["most"]), "A", (), "")
            found[slug] = Grades(highest=best.score, witnesses=(best, best, best))
    return found


def test_every_mission_opens_every_gate_can_be_met_and_every_flag_comes_back(pack: Pack) -> None:
    """Flags are at their worst, no score is believed that was not found, and nothing is told:
    no flag is the only key, none is raised for nothing, nobody who passes is stuck."""
    scores = measured()
    assert {slug for slug, one in scores.items() if one.witnesses} == {
        mission.slug for mission in pack.missions if mission.scored
    }
    found = campaign(pack, read_pack(builtin(), Report()), scores)
    assert [str(problem) for problem in found.problems] == []
    assert all(door.opens for door in found.missions)
    assert len(found.missions) == len(pack.cards)
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.endswith("\n".join(between(found)) + "\n"), "write it anew with `make report`"


def doors(folder: Path, asks: str) -> Campaign:
    """The small pack, whose flag no door asks for, with what a card says of its mission."""
    later = LATER.replace("{type: flag_set, flag: ben_heard}", "{type: energy, minimum: 10}")
    name = "missions/later-order/mission.yaml"
    path = write_reaching(folder, {name: later + asks})
    return campaign(load_pack(path), read_pack(path, Report()), {})


def test_a_card_may_say_that_its_mission_will_ask_for_a_flag(tmp_path: Path) -> None:
    told = {problem.code for problem in doors(tmp_path / "silent", "").problems}
    asked = {problem.code for problem in doors(tmp_path / "asks", "asks: [ben_heard]\n").problems}
    assert told - asked == {"flag-never-read"}
