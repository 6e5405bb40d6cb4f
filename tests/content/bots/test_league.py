"""The rules of bots, over every mission that gives grades; and missions in which they break.

Each seed gives the same run for ever, so a mission passes or fails, and never sometimes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from content.bots.league import (
    CEILING,
    EXPERT_FROM,
    NEAR,
    Breach,
    Row,
    breaches,
    league,
)
from content.bots.nodes import leaks
from content.bots.policies import BLIND, EXPERT, POLICIES
from content.bots.report import written
from content.lint.table import TABLE
from content.loader import Pack, load_pack
from engine.mission import Mission
from tests.cli.command import ROOT
from tests.content.bots.mutants import best_is_longest, holding
from tests.content.played_mutants import BOTS, PlayedMutant
from tests.content.small_pack import write
from tests.shipped import shipped
from tui.cli.bots import REPORT_RUNS

FEW, MANY = 200, 1_000
ROOM = 1.5
"""Points by which a median of few runs may be off the one of many: two standard errors, where runs
of one bot have a deviation of 8 (1.25 x 8 / 14 x 2)."""
SURE = 5
"""Runs of the expert, who plays a script and comes to the same each time."""
SCORED = [mission.slug for mission in shipped().missions if mission.scored]

OPEN: frozenset[tuple[str, str]] = frozenset()
"""What is known to break a rule and waits for other words; `scopecreep bots --nodes` tells where.
Nothing else may, and what is mended comes off the list."""


@pytest.fixture(scope="module")
def smalls(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(write(tmp_path_factory.mktemp("league")))


@pytest.mark.early
@pytest.mark.parametrize("slug", SCORED)
def test_who_plays_without_judgement_does_not_pass_and_an_expert_does(
    pack: Pack, slug: str
) -> None:
    cues = [policy for policy in POLICIES if policy != EXPERT]
    rows = league(pack, [slug], cues, FEW, workers=1)
    rows += league(pack, [slug], [EXPERT], SURE, workers=1)
    assert {row.policy for row in rows} == set(POLICIES)
    told = breaches(rows, [slug], room=ROOM)
    assert not [str(one) for one in told if (one.mission, one.policy) not in OPEN]


@pytest.mark.slow
@pytest.mark.early
@pytest.mark.parametrize("slug", SCORED)
def test_many_runs_say_so_too_and_nothing_stays_on_the_list_that_is_mended(
    pack: Pack, slug: str
) -> None:
    rows = league(pack, [slug], list(POLICIES), MANY)
    told = {(one.mission, one.policy) for one in breaches(rows, [slug])}
    assert told <= OPEN
    close = {(one.mission, one.policy) for one in breaches(rows, [slug], room=-ROOM)}
    assert {one for one in OPEN if one[0] == slug} <= close


Makes = Callable[[Mission], Mission]
Said = Callable[[Makes | None, str], str]
"""What is told of a bot where a mission was made so, or of the mission as it is."""


@pytest.fixture(scope="module")
def said(pack: Pack) -> Said:
    slug = "client-discovery-workshop"

    @cache
    def told(make: Makes | None, bot: str) -> str:
        mutant = holding(pack, make(pack.mission(slug))) if make else pack
        bots, runs = ([EXPERT], 2) if bot == EXPERT else ([BLIND, bot], FEW)
        broken = breaches(league(mutant, [slug], bots, runs, workers=1), [slug])
        return " ".join(f"{one.says} {one.code}" for one in broken if one.policy == bot)

    return told


@pytest.mark.parametrize("mutant", BOTS, ids=lambda mutant: mutant.fault)
def test_a_mission_that_gives_itself_away_is_found_out(said: Said, mutant: PlayedMutant) -> None:
    assert mutant.says in said(mutant.make, mutant.by)
    assert mutant.caught in said(mutant.make, mutant.by)
    assert mutant.says not in said(None, mutant.by)


def row(policy: str, median: float) -> Row:
    return Row("m", policy, 10, median, median, median, 0.0)


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ([row(BLIND, CEILING)], []),
        ([row(BLIND, CEILING + 1)], [BLIND]),
        ([row(BLIND, 30), row("first", 30 + NEAR)], []),
        ([row(BLIND, 30), row("first", 31 + NEAR)], ["first"]),
        ([row(BLIND, 30), row("first", 29 - NEAR)], ["first"]),
        ([row(BLIND, 30), row("greedy-meter", 10)], []),
        ([row(BLIND, 30), row("greedy-meter", CEILING + 1)], ["greedy-meter"]),
        ([row("first", 10)], []),
        ([row(EXPERT, EXPERT_FROM)], []),
        ([row(EXPERT, EXPERT_FROM - 1)], [EXPERT]),
    ],
)
def test_each_rule_breaks_where_it_says(rows: list[Row], broken: list[str]) -> None:
    assert [breach.policy for breach in breaches(rows, ["m"])] == broken
    assert breaches(rows, ["another"]) == [], "a mission without grades is held to nothing"


def test_a_leak_is_told_by_its_node_in_points_of_the_score(smalls: Pack) -> None:
    slug = "small-order"
    mutant = holding(smalls, best_is_longest(smalls.mission(slug)))
    told = [leak for leak in leaks(mutant, [slug], 300, workers=1) if leak.policy == "longest"]
    assert {leak.node for leak in told} == {"first-order", "how-many"}
    for leak in told:
        assert leak.best_share == 1
        assert leak.chance_share == pytest.approx(1 / 3, abs=0.01)
        assert 10 < leak.points < 25, "a mail of 30 points in 100, and a call of 40"


def test_the_report_is_the_same_each_time_and_tells_of_every_bot_and_design(
    smalls: Pack, pack: Pack
) -> None:
    both = smalls.model_copy(
        update={
            "missions": (smalls.mission("small-order"), pack.mission("kettle-protocol")),
            "walkthroughs": (*smalls.walkthroughs, *pack.walkthroughs),
        }
    )
    text = written(both, 16, workers=1)
    assert text == written(both, 16, workers=1)
    for policy in POLICIES:
        assert f"| {policy} | " in text
    for design in ("reference", "untouched", "settings at the top", "everything"):
        assert f"| {design} | " in text
    assert "✗ small-order, system_design: of nothing the reference needs none to win." in text


@pytest.mark.slow
def test_the_report_in_the_docs_is_current(pack: Pack) -> None:
    text = (ROOT / "docs" / "campaign-report.md").read_text(encoding="utf-8")
    assert text == written(pack, REPORT_RUNS), "write it anew with `make report`"


def test_a_breach_says_what_came_and_what_may(pack: Pack) -> None:
    (breach,) = breaches([row(BLIND, 50)], ["m"])
    says = "random comes to 50; at most 45 is allowed."
    assert breach == Breach("m", BLIND, says, "bot-too-good", TABLE["bot-too-good"].remedy)
