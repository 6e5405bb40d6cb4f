"""Sallow Valley's reminder texts as played: who is heard, and what comes of it."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.debrief import one_change, requirement_verdicts
from engine.events import Started
from engine.game import RULES_VERSION, legal_actions, step
from engine.log import first_row, state_of
from engine.mission import Mission
from engine.promises import promise_lines
from engine.values import PlayerThen
from tests.content.clinic import SLUG, TABLE
from tests.content.judged import played, until, walkthrough


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def test_the_tables_of_the_mission_close(mission: Mission) -> None:
    """What letters, files and debrief say of missed visits and of numbers adds up."""
    missed = 600 + 630 + 140 + 700
    assert missed == 2_070 and missed / 23_000 == pytest.approx(0.09)
    assert 140 + 700 == 840 == 0.21 * 4_000
    assert 700 > 0.03 * 23_000 == 690  # the last slots alone are more than what was promised
    assert round((missed - (missed - 700) / 3) / 23_000, 2) == 0.07
    shared = {2: 40_000, 3: 20_000, 4: 9_000}
    many = 3_000
    assert sum(shared.values()) + many == 72_000 == 0.18 * 400_000
    assert 527_000 - 328_000 == 199_000 > sum(n * k for n, k in shared.items()) + 5 * many
    told = {name: file.body for name, file in mission.attachment_by_name.items()}
    for figure in ("2,070", "700      35.0", "840      21.0"):
        assert figure in told["missed_by_hour.txt"]
    for figure in ("72,000", "199,000", "328,000"):
        assert figure in told["numbers_on_file.txt"]


@pytest.mark.parametrize("answer", ["leave-unsigned", "order-alone", "the-chair", "until-noon", ""])
def test_teodor_is_an_ally_of_whoever_waited_and_of_nobody_else(
    pack: Pack, mission: Mission, answer: str
) -> None:
    before = until(mission, walkthrough(pack, mission, "gold"), "around-teodor")
    move = ac.Say(option=answer) if answer else ac.StaySilent()
    state, _ = step(mission, before, move)
    assert ("teodor_ally" in state.shared.flags) is (answer == "leave-unsigned")


def test_silence_finishes_a_story_and_signs_an_order(pack: Pack, mission: Mission) -> None:
    """The same five seconds: worth all at Mr Dunnock, and nothing during the fire drill."""
    gold = walkthrough(pack, mission, "gold")
    worth = {}
    for node in ("mr-dunnock", "around-teodor"):
        state, _ = step(mission, until(mission, gold, node), ac.StaySilent())
        worth[node] = next(c.worth for c in state.shared.choices if c.node == node)
    assert worth == {"mr-dunnock": 100, "around-teodor": 0}


@pytest.mark.parametrize(
    ("janine", "trust", "told"), [(False, 49, True), (False, 48, False), (True, 41, True)]
)
def test_bev_comes_to_the_end_of_her_story_sooner_for_whoever_kept_janine(
    pack: Pack, mission: Mission, janine: bool, trust: int, told: bool
) -> None:
    """At a trust of 55, less fourteen for Janine's Tuesdays and seven for being let finish."""
    state = until(mission, walkthrough(pack, mission, "gold"), "ten-at-night")
    left = {"trust": trust} if janine else {"trust": trust, "reserve": ()}
    state = state.model_copy(update={"shared": state.shared.model_copy(update=left)})
    state, _ = step(mission, state, ac.Say(option="until-dunnock"))
    assert state.shared.knows("quiet-two-tongues")
    state, _ = step(mission, state, ac.StaySilent())
    assert state.shared.knows("replies-to-nobody") is told


def test_a_name_that_was_agreed_is_best_taken_back(pack: Pack, mission: Mission) -> None:
    offered = until(mission, walkthrough(pack, mission, "poor"), "read-it-out")
    gold = until(mission, walkthrough(pack, mission, "gold"), "read-it-out")
    for before, best in ((offered, "take-jo-back"), (gold, "mend-it")):
        state, _ = step(mission, before, ac.Say(option=best))
        assert next(c.worth for c in state.shared.choices if c.node == "read-it-out") == 100
        assert "quiet_wording" in state.shared.flags


@pytest.mark.parametrize(("name", "coming"), [("gold", True), ("fair", False)])
def test_the_buses_are_talked_about_where_the_last_one_is_known(
    pack: Pack, mission: Mission, name: str, coming: bool
) -> None:
    state = played(mission, walkthrough(pack, mission, name), ())
    assert ("man-from-the-buses" in {c.node for c in state.shared.choices}) is coming


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("gold", {"two-lists", "minutes-paid"}),
        ("fair", {"minutes-paid"}),
        ("poor", {"sent-twice", "hello-jo", "second-opinion"}),
        ("tempting", {"sent-twice", "hello-jo", "second-opinion"}),
    ],
)
def test_what_was_said_stands_on_the_grid(
    pack: Pack, mission: Mission, name: str, changes: set[str]
) -> None:
    state = played(mission, walkthrough(pack, mission, name), ())
    assert {c.change for c in state.shared.changes} == changes


def test_promises_are_kept_by_the_work_and_not_by_their_words(pack: Pack, mission: Mission) -> None:
    script = walkthrough(pack, mission, "gold")
    state = played(mission, script, TABLE["as found"].steps)
    state, _ = step(mission, state, ac.SubmitDesign())
    while state.status == "open":
        offered = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
        state, _ = step(mission, state, offered[0])
    for ended, kept in ((played(mission, script), "kept"), (state, "broken")):
        lines = {line.promise.id: line.state for line in promise_lines(mission, ended)}
        assert lines == {"stop-as-written": kept, "nine-when-bev-says": kept}


@pytest.mark.parametrize(("heard", "said"), [(("yusra_heard",), True), ((), False)])
def test_who_heard_yusra_is_told_whose_chair_this_is(
    mission: Mission, heard: tuple[str, ...], said: bool
) -> None:
    player = PlayerThen(name="Somebody", flags=heard)
    row = first_row(
        Started(mission=SLUG, rev=1, rules_version=RULES_VERSION, seed=1, player=player)
    )
    told = [line.ref for line in state_of(mission, [row]).shared.transcript]
    assert any("four-minutes" in ref for ref in told) is said


@pytest.mark.parametrize("name", TABLE)
def test_some_change_can_be_drawn_on_any_of_these_designs(
    pack: Pack, mission: Mission, name: str
) -> None:
    assert one_change(
        mission, played(mission, walkthrough(pack, mission, "fair"), TABLE[name].steps)
    )


def test_a_bus_is_told_of_by_whoever_knew_and_said(pack: Pack, mission: Mission) -> None:
    for name, kept in (("gold", True), ("fair", False)):
        state = played(mission, walkthrough(pack, mission, name))
        found = {v.requirement.id: v.kept for v in requirement_verdicts(mission, state)}
        assert found["the-real-reason"] is kept
