"""The missions explored: a bounded slice of each, and the whole in `make test-all`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from content.explorer.envelope import End, Envelope
from content.explorer.explore import Effort, Explored, explore
from content.explorer.grades import files, measured
from content.explorer.report import section
from content.explorer.witness import script, walked
from content.folder import PackFolder, read_pack
from content.loader import Pack
from content.packs import builtin
from content.playthrough import parse_script
from content.problem import Report
from tests.shipped import a_few_quickly
from tui.headless import engine

ROOT = Path(__file__).resolve().parents[3]
SLICE = Effort(states=300, walks=250, processes=1, envelope=False)
SLUGS = a_few_quickly()
EVERY = {"options", "mails", "exchanges", "facts", "flags", "promises", "contradictions"}


@pytest.fixture(scope="module")
def folder() -> PackFolder:
    return read_pack(builtin(), Report())


FEW = 2
"""Walkthroughs whose designs and sheets the slice tries after every conversation: each costs what
the search of the slice does."""


def explored(
    pack: Pack, folder: PackFolder, slug: str, effort: Effort, few: int | None = None
) -> Explored:
    scripts = pack.walkthroughs_of(slug)[:few]
    return explore(pack.mission(slug), folder.missions[slug], scripts, effort)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_slice_reaches_all_that_players_can_do_and_tells_its_bounds(
    pack: Pack, folder: PackFolder, slug: str
) -> None:
    one = explored(pack, folder, slug, SLICE, FEW)
    assert one.errors == []
    assert {row.what for row in one.rows if row.reached < row.of}.isdisjoint(EVERY)
    scored = pack.mission(slug).scored
    assert any("more than 300 states" in bound for bound in one.bounds) is scored


@pytest.mark.parametrize("slug", ["parade-night", "price-of-a-yes"])
def test_a_walkthrough_has_its_score_in_what_is_told_and_its_script_comes_to_it(
    pack: Pack, slug: str
) -> None:
    mission, walkthroughs = pack.mission(slug), pack.walkthroughs_of(slug)
    nothing_found = Envelope(ends=[End((), 0.0, 0, ())])
    told = measured(mission, nothing_found, {}, frozenset(), walkthroughs)
    scores = []
    for walkthrough in walkthroughs:
        found = walked(mission, walkthrough)
        assert found is not None
        player, card = found
        scores.append(card.score)
        again = asyncio.run(engine.run(parse_script(script(player, card), slug), mission))
        assert again.failures == ()
        asked = asyncio.run(engine.run(walkthrough, mission))
        assert asked.failures == ()
        assert card.score == asked.score
    assert (told.lowest, told.highest) == (min(scores), max(scores))
    assert told.highest == 100


@pytest.mark.slow
@pytest.mark.early
@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_that_a_mission_holds_is_out_of_reach_and_every_grade_has_its_witness(
    pack: Pack, folder: PackFolder, slug: str
) -> None:
    one = explored(pack, folder, slug, Effort())
    assert [str(problem) for problem in one.problems] == [], "doubts too"
    assert not any("the rest was left out" in bound for bound in one.bounds)
    text = (ROOT / "docs" / "reachability.md").read_text(encoding="utf-8")
    assert "\n".join(section(one)) in text, "write it anew with `make report`"
    if not pack.mission(slug).scored:
        return
    assert one.grades.missing == ()
    for walkthrough in pack.walkthroughs_of(slug):
        found = walked(pack.mission(slug), walkthrough)
        assert found is not None
        assert one.grades.lowest <= found[1].score <= one.grades.highest, walkthrough.name
    for name, text in files(one.grades):
        script = parse_script(text, name)
        result = asyncio.run(engine.run(script, pack.mission(slug)))
        assert result.failures == (), name
