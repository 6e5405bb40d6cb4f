"""The score in points: every line adds up, and what was lost says where it lay."""

from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.actions import FinishPhase, GiveFloor, OpenEmail, Reply, StaySilent
from engine.ledger import Entry, ledger
from engine.mission import Mission
from engine.next_time import ADVICE, next_time
from engine.scoring import PhaseScore, Scorecard, ScoreLine, grade_of, score_mission
from engine.story import story
from tests.engine.plays import random_play
from tests.shipped import shipped
from tests.tui.plays import played, small
from tests.tui.stage import session_of


def tenths(value: float) -> int:
    return round(value * 10)


def test_every_line_of_a_poor_play_adds_up_to_the_score(tmp_path: Path) -> None:
    session = played(*small(tmp_path, "poor"))
    card = score_mission(session.mission, session.state)
    pages = ledger(card)
    for page in pages:
        assert sum(tenths(e.points) for e in page.entries) == 2 * tenths(page.points) - tenths(
            page.of
        )
        gained = sum(tenths(e.points) for e in page.entries if e.points > 0)
        assert gained == tenths(page.points)
    assert abs(sum(page.points for page in pages) - card.score) <= 0.5
    assert sum(page.of for page in pages) == 100


def test_a_missed_fact_says_where_it_lay(tmp_path: Path) -> None:
    session = played(*small(tmp_path, "poor"))
    pages = ledger(score_mission(session.mission, session.state))
    missed = [e for page in pages for e in page.entries if e.ref == "dawn-rush"]
    assert [e.points < 0 for e in missed] == [True]
    assert missed[0].where == "oven_log.txt, first line"


def test_a_perfect_play_loses_nothing(tmp_path: Path) -> None:
    session = played(*small(tmp_path, "gold"))
    card = score_mission(session.mission, session.state)
    assert card.score == 100
    assert all(e.points > 0 for page in ledger(card) for e in page.entries)


def test_what_cost_most_is_the_one_thing_to_try_next_time(tmp_path: Path) -> None:
    session = played(*small(tmp_path, "poor"))
    pages = ledger(score_mission(session.mission, session.state))
    found = next_time(pages)
    assert found
    worst = min((e for page in pages for e in page.entries if e.kind in ADVICE), key=_points)
    assert (found.says, found.title) == (ADVICE[worst.kind], worst.title)
    perfect = played(*small(tmp_path / "gold", "gold"))
    assert next_time(ledger(score_mission(perfect.mission, perfect.state))) is None


def test_every_loss_but_a_hint_and_a_cap_has_its_advice() -> None:
    kinds = get_args(Entry.model_fields["kind"].annotation)
    assert {*ADVICE} == {*kinds} - {"hint", "cap"}


def _points(entry: Entry) -> float:
    return entry.points


def test_a_silence_that_nobody_wrote_about_is_told_in_words() -> None:
    mission = shipped().mission("client-discovery-workshop")
    reply = Reply(mail="an-app-like-everyone", option="customer-difference")
    floor = GiveFloor(person="anselm")
    quiet = [StaySilent()] * 6
    actions = (OpenEmail(mail=reply.mail), reply, FinishPhase(), *quiet, *quiet[:1], floor)
    state = session_of(mission, *actions).state
    titles = {
        entry.title
        for page in ledger(score_mission(mission, state))
        for entry in page.entries
        if entry.kind == "decision"
    }
    assert not titles & {*mission.exchange_by_id, *mission.email_by_id}
    assert "You let it sit, and nothing came of it." in titles
    assert "You gave Anselm the floor, who had nothing to add." in titles


line = st.builds(
    lambda kind, possible, share: ScoreLine(
        phase="p",
        kind=kind,
        ref="r",
        title="t",
        earned=possible * share,
        possible=possible,
        reason="because",
    ),
    st.sampled_from(["fact", "decision", "rule"]),
    st.sampled_from([1, 2, 3]),
    st.floats(min_value=0, max_value=1),
)


@given(st.lists(line, min_size=1, max_size=12), st.sampled_from([69, 100]), st.integers(0, 4))
def test_points_add_up_whatever_the_lines_the_cap_and_the_hints(
    lines: list[ScoreLine], cap: int, hints: int
) -> None:
    possible, earned = sum(x.possible for x in lines), sum(x.earned for x in lines)
    cost = 2 * hints
    if hints:
        lines = [
            *lines,
            ScoreLine(
                phase="p",
                kind="hint",
                ref="hints",
                title="Hints",
                earned=-cost,
                possible=0,
                reason="asked",
            ),
        ]
    score = max(0, min(cap, round(100 * earned / possible)) - cost)
    phase = PhaseScore(
        phase="p", kind="email_discovery", score=score, weight=30, cap=cap, lines=tuple(lines)
    )
    page = ledger(Scorecard(score=score, grade=grade_of(score), phases=(phase,)))[0]
    kinds = ("hint", "cap")
    gained = sum(tenths(e.points) for e in page.entries if e.points > 0)
    taken = sum(tenths(e.points) for e in page.entries if e.kind in kinds)
    lost = sum(tenths(e.points) for e in page.entries if e.points < 0 and e.kind not in kinds)
    assert gained + taken == tenths(page.points)
    assert gained - lost == tenths(page.of)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_the_story_of_any_play_runs_forward_and_marks_its_turning_points(
    kettle: Mission, seed: int
) -> None:
    state, _ = random_play(kettle, seed)
    moments = story(kettle, state)
    assert [m.minute for m in moments] == sorted(m.minute for m in moments)
    poor = [c for c in state.shared.choices if c.worth < 50]
    assert sum(m.turning for m in moments if m.kind == "choice") == min(5, len(poor))
