"""The decision sheet: what may be entered, and what follows from it."""

from __future__ import annotations

import json

from db.mission_rows import assemble, split
from engine import events as ev
from engine.actions import (
    JoinTasks,
    Place,
    SubmitBoard,
)
from engine.board import judge
from engine.board.fields import Board, Sequence
from engine.board.line import placed
from engine.game import decide, legal_actions, step
from engine.mission import Mission
from engine.shared import Found
from tests.engine.sheets import LOW, at_board, marks, on, own, put, refused


def test_a_sheet_opens_as_its_author_laid_it_out(weir: Mission) -> None:
    sheet = own(at_board(weir)).sheet
    assert sheet.by_address == {
        "discovery": 0,
        "scope.bridges": "ours",
        "scope.offline": "ours",
        "scope.legal": "ours",
        "scope.training": "out",
    }


def test_figures_follow_from_fields(weir: Mission) -> None:
    state = at_board(weir, put("cap", 62), put("discovery", 18))
    numbers = dict(on(weir, state).numbers)
    assert numbers["total"] == 80
    assert numbers["per-farm"] == 33.333333
    assert numbers["work"] == 64 and numbers["theirs"] == 0
    state, _ = step(weir, state, put("scope", "theirs", "legal"))
    numbers = dict(on(weir, state).numbers)
    assert numbers["work"] == 53 and numbers["theirs"] == 11


def test_a_figure_of_an_empty_field_has_no_value_and_keeps_no_constraint(weir: Mission) -> None:
    state = at_board(weir)
    assert "total" not in dict(on(weir, state).numbers)
    assert marks(weir, state)["mean-inside"] == "broken"


def test_constraints_are_kept_broken_near_or_at_their_limit(weir: Mission) -> None:
    state = at_board(weir, put("cap", 62), put("discovery", 18))
    assert marks(weir, state)["no-vote"] == "limit"
    assert marks(weir, state)["few-over"] == "near"
    state, _ = step(weir, state, put("discovery", 10))
    assert marks(weir, state)["no-vote"] == "kept"
    state, _ = step(weir, state, put("cap", 90))
    assert marks(weir, state)["no-vote"] == "broken"
    assert marks(weir, state)["few-over"] == "kept"


def test_nobody_sees_a_constraint_that_they_did_not_ask_for(weir: Mission) -> None:
    assert "no-vote" in marks(weir, at_board(weir))
    assert "no-vote" not in marks(weir, at_board(weir, answer=LOW))
    losses = judge.losses(on(weir, at_board(weir, answer=LOW)).board, on(weir, at_board(weir)))
    assert [loss.asked for loss in losses] == [True, True, False, False]


def test_what_depends_on_a_fact_cannot_be_decided_before_it_is_known(weir: Mission) -> None:
    config = weir.board_phase
    assert config is not None
    told = config.sheet.model_dump(mode="json")
    waits = {"kind": "known", "fact": "vote-above"}
    told["sections"][0]["fields"][2]["when"] = waits  # the cap
    told["sections"][1]["fields"][0]["items"][2]["when"] = waits  # recalibration
    told["sections"][2]["fields"][0]["people"][2]["when"] = waits  # Nkechi
    board = Board.model_validate(told)
    phases = (weir.phases[0], config.model_copy(update={"sheet": board}), weir.phases[2])
    mission = weir.model_copy(update={"phases": phases})
    asked, blind = at_board(mission), at_board(mission, answer=LOW)
    entries = (
        put("cap", 62),
        put("scope", "theirs", "legal"),
        put("rights", "nkechi", "stop"),
    )
    for entry in entries:
        decide(mission, asked, entry)
        assert refused(mission, blind, entry)
        assert entry not in legal_actions(mission, blind)
    shown = next(row for row in split(mission) if row.content_type == "simulation")
    assert "receipts up to here" not in json.dumps(shown.content_data)
    assert assemble(mission.card, split(mission)) == mission


def test_a_number_is_entered_on_its_steps_and_within_its_bounds(weir: Mission) -> None:
    state = at_board(weir)
    events = decide(weir, state, put("cap", 61.2))
    assert isinstance(events[0], ev.FieldDecided)
    assert events[0].value == 62
    assert "between 40 and 120" in refused(weir, state, put("cap", 121))
    assert "takes a number" in refused(weir, state, put("cap", "many"))
    assert "takes a number" in refused(weir, state, put("cap", float("nan")))
    assert "no field" in refused(weir, state, put("lid", 3))
    assert "no part" in refused(weir, state, put("cap", 62, "low"))
    assert "no part" in refused(weir, state, put("scope", "ours", "roof"))
    assert "cannot be entered" in refused(weir, state, put("scope", "mine", "legal"))
    assert "cannot be done" in refused(
        weir, state, Place(component="app_server", node="a", x=0, y=0)
    )


def test_the_same_entry_twice_is_refused(weir: Mission) -> None:
    state = at_board(weir, put("shape", "capped"))
    assert "already" in refused(weir, state, put("shape", "capped"))


def test_parts_of_a_message_must_fit_and_what_no_longer_fits_is_emptied(weir: Mission) -> None:
    state = at_board(weir, put("notice", "press", "route"))
    assert "cannot be entered" in refused(weir, state, put("notice", "nothing", "redaction")) or (
        "does not go" in refused(weir, state, put("notice", "nothing", "redaction"))
    )
    state, _ = step(weir, state, put("notice", "sums", "redaction"))
    state, _ = step(weir, state, put("notice", "committee", "route"))
    assert own(state).sheet.text("notice.redaction") == ""


def test_tasks_stand_in_order_and_one_that_needs_another_waits_for_it(weir: Mission) -> None:
    state = at_board(weir, put("year", "q1", "app"), put("year", "q1", "registry", 0))
    field = on(weir, state).board.field_by_id["year"]
    assert isinstance(field, Sequence)
    spots = placed(field, own(state).sheet.lines("year"))
    assert [(s.task.id, s.offset) for s in spots] == [("registry", 0), ("app", 16)]
    assert round(spots[0].ends, 2) == 5.2 and round(spots[1].starts, 2) == 6.2
    assert marks(weir, state)["in-order"] == "kept"
    state, _ = step(weir, state, put("year", "q1", "registry", 1))
    assert marks(weir, state)["in-order"] == "broken"
    state, _ = step(weir, state, put("year", "not-now", "registry"))
    assert marks(weir, state)["in-order"] == "broken"


def test_a_task_that_ends_with_the_period_ends_in_its_last_week(weir: Mission) -> None:
    state = at_board(weir, put("year", "q1", "registry"), put("year", "q1", "sensors", 1))
    state, _ = step(weir, state, put("year", "q1", "sensors", 0))
    assert dict(on(weir, state).numbers)["sensors-end"] == 3.9


def test_an_overfull_quarter_keeps_the_sheet_from_being_handed_in(weir: Mission) -> None:
    tasks = ("registry", "drones", "sensors")
    moves = [put("year", "q1", task, 9) for task in tasks]
    state = at_board(weir, put("rights", "gwil", "pass-cap"), *moves)
    assert refused(weir, state, SubmitBoard()) == "A quarter holds forty points."
    assert not any(isinstance(a, SubmitBoard) for a in legal_actions(weir, state))


def test_two_tasks_are_joined_only_where_they_are_known_to_be_one(weir: Mission) -> None:
    join = JoinTasks(field="year", one="permits", other="parking")
    state = at_board(weir)
    assert "Nobody has said" in refused(weir, state, join)
    wrong = JoinTasks(field="year", one="permits", other="drones")
    assert "stay two jobs" in refused(weir, state, wrong)
    knowing = state.model_copy(
        update={
            "shared": state.shared.model_copy(
                update={"facts": (*state.shared.facts, _found("same-job"))}
            )
        }
    )
    joined, _ = step(weir, knowing, put("year", "q2", "permits"))
    joined, _ = step(weir, joined, join)
    assert own(joined).sheet.lines("year") == (("q2", ("permit-desk",)),)
    assert "no part" in refused(weir, joined, put("year", "q1", "parking"))
    parted, _ = step(weir, joined, put("year", "split", "permit-desk"))
    assert own(parted).sheet.joined == ()


def _found(fact: str) -> Found:
    return Found(fact=fact, via="test", minute=0)
