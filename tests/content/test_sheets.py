"""Facilitators' sheets: they tell everything, and those in the docs are those of the content."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from content.loader import Pack
from content.reporting.tables import decisions
from content.sheets.sheet import sheet
from content.sheets.time import CUT, cut, minutes
from engine.phase_config import BoardDecision

FOLDER = Path(__file__).parents[2] / "docs" / "sheets"
SLUGS = tuple(path.stem.split("-", 1)[1] for path in sorted(FOLDER.glob("M*.md")))


def test_each_mission_that_is_played_has_its_sheet_in_the_docs(pack: Pack) -> None:
    assert set(SLUGS) == set(pack.played)


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


def test_every_link_of_a_sheet_leads_to_one_of_its_sections(pack: Pack) -> None:
    text = sheet(pack, "urgent-performance")
    linked = re.findall(r"\[([^]]+)\]\(#([a-z0-9-]+)\)", text)
    heads = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert heads[0] == "What it teaches"
    assert [head for head, _ in linked] == heads[1:]
    assert ("What is hidden, and where", "what-is-hidden-and-where") in linked


def test_a_sheet_is_written_in_words_that_can_be_read_aloud(pack: Pack) -> None:
    text = "".join(sheet(pack, slug) for slug in ("lantern-parade-promise", "returns-desk"))
    assert "{" not in text
    assert "; 1 days" not in text
    assert "(offered where" in text
    assert not re.search(r"\S\(offered where", text)
    assert "; due in M09 The Announcement Returns." in text


@pytest.mark.parametrize("slug", ["price-of-a-yes", "parade-night", "urgent-performance"])
def test_what_to_talk_about_is_named_for_the_report_and_of_more_than_one_phase(
    pack: Pack, slug: str
) -> None:
    mission = pack.mission(slug)
    line = next(row for row in sheet(pack, slug).splitlines() if "--no-key --node" in row)
    named = re.findall(r"--node (\S+)", line)
    asked = {node.id: where for where, node in decisions(mission)}
    assert len(named) == 3
    kinds = {mission.phase_by_id[asked[name]].kind for name in named}
    there = {mission.phase_by_id[where].kind for where in asked.values()}
    assert kinds == there & {"email_discovery", "video_call"}


def test_the_cut_of_a_sheet_that_is_decided_on_draws_nothing(pack: Pack) -> None:
    cut_of = sheet(pack, "price-of-a-yes").split("## Phases")[0]
    assert "Say which line to set" in cut_of
    assert "draw" not in cut_of


@pytest.mark.parametrize("slug", ["price-of-a-yes", "taxi-promise"])
def test_a_decision_sheet_is_told_with_what_holds_what_earns_and_what_wins(
    pack: Pack, slug: str
) -> None:
    mission = pack.mission(slug)
    (config,) = (phase for phase in mission.phases if isinstance(phase, BoardDecision))
    told = sheet(pack, slug).split("## The decision sheet")[1].split("\n## ")[0]
    for constraint in config.sheet.constraints:
        assert f"| {constraint.title} |" in told
    for criterion in config.sheet.rubric:
        assert criterion.title in told
        assert max(criterion.cases, key=lambda case: case.score).says in told
    gold = told.split("**Gold**: 100 of 100.")[1].split("**")[0]
    assert "Earns" not in gold
    assert all(field.label in gold for field in config.sheet.fields if field.when is None)
    tempting = told.split("**Tempting**: ")[1]
    assert int(tempting.split()[0]) < 60
    assert "Earns 0% of" in tempting


def test_the_entries_of_a_gold_sheet_are_told_in_its_own_words(pack: Pack) -> None:
    told = sheet(pack, "taxi-promise")
    assert "Status shown within: ten minutes; " in told
    assert "Change order: 24K; " in told
    assert "Beside it, Eight colours, at 6K: dropped; " in told
    assert "Who, Says who said it: Rurik." in told


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
