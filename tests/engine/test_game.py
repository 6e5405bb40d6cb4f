"""The engine's promises, over random plays of a real mission."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.loader import Pack
from engine import actions as ac
from engine.clock import minute_of
from engine.events import FactFound, MailArrived, Started
from engine.game import decide, legal_actions, step
from engine.log import BrokenLog, Row, first_difference, first_row, log_hash, read_row, state_of
from engine.mission import Mission
from engine.notebook import whole
from engine.rejected import Rejected
from engine.scoring import score_mission
from engine.state import State
from engine.upcast import upcast
from engine.values import PlayerThen
from tests.engine.plays import random_play, started
from tests.properties import cases

seeds = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def mission(pack) -> Mission:
    return pack.mission("kettle-protocol")


@given(seed=seeds)
@cases(12, 60)
def test_the_live_state_is_the_fold_of_the_log(mission: Mission, seed: int) -> None:
    state, rows = random_play(mission, seed)
    assert state_of(mission, rows) == state


@given(seed=seeds)
@cases(8, 40)
def test_state_and_log_survive_being_written_and_read(mission: Mission, seed: int) -> None:
    state, rows = random_play(mission, seed)
    assert State.model_validate_json(state.model_dump_json()) == state
    again = [Row.model_validate_json(row.model_dump_json()) for row in rows]
    assert again == rows
    assert log_hash(again) == log_hash(rows)


@given(seed=seeds)
@cases(8, 40)
def test_the_rules_give_the_stored_events_again(mission: Mission, seed: int) -> None:
    _, rows = random_play(mission, seed)
    assert first_difference(mission, rows) is None


def test_a_forged_row_is_named(mission: Mission) -> None:
    _, rows = random_play(mission, 3)
    number = next(n for n, row in enumerate(rows) if n and row.events)
    forged = rows[number].model_copy(
        update={"events": (*rows[number].events, FactFound(fact="anything", via="thin air"))}
    )
    told = first_difference(mission, [*rows[:number], forged, *rows[number + 1 :]])
    assert told is not None
    assert f"Row {forged.seq}" in told


def test_a_missing_row_is_named(mission: Mission) -> None:
    _, rows = random_play(mission, 4)
    with pytest.raises(BrokenLog, match="Row 2 is missing"):
        state_of(mission, [rows[0], *rows[2:]])


@given(seed=seeds)
@cases(6, 30)
def test_everything_that_is_called_legal_is_accepted(mission: Mission, seed: int) -> None:
    state, _ = random_play(mission, seed, most=20)
    for action in legal_actions(mission, state)[:40]:
        decide(mission, state, action)


@given(seed=seeds)
@cases(6, 30)
def test_deciding_changes_nothing(mission: Mission, seed: int) -> None:
    state, _ = random_play(mission, seed, most=12)
    before = state.model_dump_json()
    for action in legal_actions(mission, state)[:10]:
        decide(mission, state, action)
    assert state.model_dump_json() == before


def test_options_come_in_an_order_that_the_seed_gives(mission: Mission) -> None:
    from engine.phases.nodes import offered

    mail = next(m for m in mission.email_by_id.values() if len(m.options) >= 3)
    orders = set()
    for seed in range(40):
        state = state_of(mission, [started(mission, seed)])
        orders.add(tuple(option.id for option in offered(mail, state.shared)))
        again = tuple(option.id for option in offered(mail, state.shared))
        assert again in orders
    assert len(orders) > 3


def test_a_sent_letter_cannot_be_recalled(mission: Mission) -> None:
    state = state_of(mission, [started(mission, 1)])
    mail = next(m for m in mission.email_by_id.values() if m.options and m.arrives.when is None)
    state, _ = step(mission, state, ac.OpenEmail(mail=mail.id))
    state, _ = step(mission, state, ac.Reply(mail=mail.id, option=mail.options[0].id))
    with pytest.raises(Rejected, match="recalled"):
        decide(mission, state, ac.Reply(mail=mail.id, option=mail.options[1].id))


def test_a_mail_is_answered_only_after_it_was_read(mission: Mission) -> None:
    state = state_of(mission, [started(mission, 1)])
    mail = next(m for m in mission.email_by_id.values() if m.options and m.arrives.when is None)
    with pytest.raises(Rejected, match="unread"):
        decide(mission, state, ac.Reply(mail=mail.id, option=mail.options[0].id))


def test_finishing_the_inbox_leaves_what_was_not_answered(mission: Mission) -> None:
    state = state_of(mission, [started(mission, 1)])
    state, events = step(mission, state, ac.FinishPhase())
    left = {choice.node for choice in state.shared.choices if choice.move == "silence"}
    asked = {
        m.id for m in mission.email_by_id.values() if m.options and m.id in state.shared.arrived
    }
    assert left == asked
    assert not any(isinstance(event, MailArrived) for event in events)
    assert state.present is not None
    assert state.present.kind == "video_call"


def test_nul_and_lone_surrogates_are_dropped_on_the_way_in() -> None:
    action = ac.Pin(source="x", quote="a\0b\ud800c")
    assert action.quote == "abc"


def test_a_row_of_a_newer_game_is_told_and_not_guessed_at(mission: Mission) -> None:
    row = started(mission, 1).model_dump(mode="json")
    newer = {**row, "events": [{**row["events"][0], "v": 99}]}
    with pytest.raises(BrokenLog, match="newer game"):
        read_row(newer)
    with pytest.raises(BrokenLog, match="newer game"):
        read_row({**row, "events": [{"kind": "moon_landed"}]})
    assert read_row(row) == started(mission, 1)


def test_a_log_of_another_mission_is_told(mission: Mission) -> None:
    first = started(mission, 1)
    other = first.model_copy(
        update={"events": (first.events[0].model_copy(update={"mission": "another"}),)}
    )
    with pytest.raises(BrokenLog, match="of 'another'"):
        state_of(mission, [other])


def test_older_shapes_are_brought_up_one_version_at_a_time() -> None:
    steps = {
        ("tea_made", 1): lambda e: {**e, "v": 2, "cups": e.pop("mugs")},
        ("tea_made", 2): lambda e: {**e, "v": 3, "sugar": 0},
    }
    stored = {"kind": "tea_made", "v": 1, "mugs": 9}
    raised = upcast(stored, steps)
    assert (raised["v"], raised["cups"], raised["sugar"]) == (3, 9, 0)
    assert stored == {"kind": "tea_made", "v": 1, "mugs": 9}
    assert upcast({"kind": "coffee_made", "v": 1}, steps) == {"kind": "coffee_made", "v": 1}
    with pytest.raises(ValueError, match="stands still"):
        upcast({"kind": "x", "v": 1}, {("x", 1): lambda e: e})


def test_a_call_that_ends_early_earns_nothing_for_what_it_never_came_to(pack: Pack) -> None:
    mission = pack.mission("kettle-protocol").model_copy(update={"meters": ("trust",)})
    first = started(mission, 1)
    curt = first.events[0].model_copy(
        update={"player": PlayerThen(name="Curt", trust=((mission.card.client, 10),))}
    )
    state = state_of(mission, [first.model_copy(update={"events": (curt,)})])
    state, _ = step(mission, state, ac.FinishPhase())
    state, _ = step(mission, state, ac.StaySilent())
    call = score_mission(mission, state).phases[1]
    asked = [e for e in mission.exchange_by_id.values() if e.options and e.when is None]
    decisions = [line for line in call.lines if line.kind == "decision"]
    assert len(decisions) == len(asked)
    assert sum(line.possible for line in decisions) == sum(e.weight for e in asked)
    assert [line.ref for line in decisions if line.title == "The call was over."]


def test_the_clock_goes_on_to_the_time_at_which_a_mail_comes(mission: Mission) -> None:
    state = state_of(mission, [started(mission, 1)])
    for mail in mission.email_by_id.values():
        if mail.arrives.when is None:
            assert state.shared.minute >= minute_of(mail.arrives.day, mail.arrives.at)
    state, _ = step(mission, state, ac.OpenEmail(mail="nine-people"))
    state, events = step(mission, state, ac.Reply(mail="nine-people", option="promise-the-floor"))
    assert MailArrived(mail="a-mug-without-a-hook") in events
    assert state.shared.minute >= minute_of(1, "09:16")


def test_what_is_left_unanswered_is_left_until_the_day_closes_or_the_next_phase_begins(
    mission: Mission,
) -> None:
    state = state_of(mission, [started(mission, 1)])
    state, _ = step(mission, state, ac.FinishPhase())
    left = [choice.minute for choice in state.shared.choices]
    assert left
    assert set(left) == {minute_of(1, "09:30")}


def test_a_pin_takes_the_whole_passage_and_only_once(mission: Mission) -> None:
    state = state_of(mission, [started(mission, 1)])
    state, _ = step(mission, state, ac.OpenEmail(mail="nine-people"))
    part = ac.Pin(source="nine-people", quote="nine people yesterday")
    state, _ = step(mission, state, part)
    passage = "I counted nine people yesterday, and nine again when I liked it less."
    assert state.shared.pins[0].quote == passage
    assert whole(mission, part).quote == passage
    with pytest.raises(Rejected, match="pinned already"):
        decide(mission, state, ac.Pin(source="nine-people", quote="nine again"))


def test_a_replay_begins_without_the_flags_that_the_mission_raises_itself(small: Mission) -> None:
    (own,) = small.flags
    player = PlayerThen(name="Again", flags=(own, "of_another_mission"))
    row = first_row(Started(mission=small.slug, rev=1, rules_version=2, seed=1, player=player))
    state = state_of(small, [row])
    assert not state.shared.has_flag(own)
    assert state.shared.has_flag("of_another_mission")
