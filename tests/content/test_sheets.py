"""Facilitators' sheets: they tell everything, and those in the docs are those of the content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from content.loader import Pack
from content.reporting.tables import decisions
from content.sheets.sheet import sheet
from content.sheets.time import CUT, cut, minutes

FOLDER = Path(__file__).parents[2] / "docs" / "sheets"
SLUGS = (
    "kettle-protocol",
    "client-discovery-workshop",
    "urgent-performance",
    "lantern-parade-promise",
)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sheet_in_the_docs_is_that_of_the_content(pack: Pack, slug: str) -> None:
    path = FOLDER / f"{pack.mission(slug).card.code}-{slug}.md"
    text = sheet(pack, slug)
    if os.environ.get("SNAPSHOTS") == "update":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "'make sheets' writes them anew"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sheet_warns_first_and_then_tells_everything(pack: Pack, slug: str) -> None:
    mission = pack.mission(slug)
    text = sheet(pack, slug)
    title, _, warning = text.splitlines()[:3]
    assert mission.card.title in title
    assert warning.startswith("> **Everything is told here**")
    for fact in mission.facts:
        assert fact.says.replace("\n", " ") in text
        assert fact.where in text
    for one in mission.contradictions:
        assert one.means in text
    for _, node in decisions(mission):
        assert f"(`{node.id}`)" in text
        for option in node.options:
            assert f"`{option.id}` " in text
    for person in mission.people:
        assert person.name in text
    assert mission.debrief.question in text
    assert "| minutes | learners | projector |" in text


def test_minutes_of_phases_come_to_those_of_the_mission(pack: Pack) -> None:
    for mission in pack.missions:
        planned = minutes(mission)
        assert set(planned) == {phase.id for phase in mission.phases}
        assert min(planned.values()) >= 1
        assert sum(planned.values()) == mission.card.estimated_duration
        if mission.scored:
            assert sum(cut(mission).values()) == CUT


def test_the_designs_of_a_sheet_are_those_of_the_walkthroughs(pack: Pack) -> None:
    text = sheet(pack, "urgent-performance")
    gold = next(line for line in text.splitlines() if line.startswith("**Gold**"))
    assert gold.startswith("**Gold**: 100 of 100")
    fair = text.split("**Fair**")[1].split("\n\n")[0]
    assert "Misses: An invoice is money now." in fair
    tempting = next(line for line in text.splitlines() if line.startswith("**Tempting**"))
    assert int(tempting.split()[1]) < 60
