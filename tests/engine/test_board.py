"""The decision sheet: what may be entered, what follows from it, and what it earns."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from content.conditions import parse
from db.mission_rows import assemble, split
from engine import events as ev
from engine.actions import (
    AnyAction,
    DecideBoard,
    FinishPhase,
    JoinTasks,
    OpenEmail,
    Place,
    Redo,
    Reply,
    SubmitBoard,
    Undo,
)
from engine.board import judge
from engine.board.attempts import attempts
from engine.board.estimate import exceeds, mean
from engine.board.fields import AnyField, Board, Owners, Section, Sequence, Several
from engine.board.line import placed
from engine.board.sheet import opening
from engine.board.standing import OnSheet
from engine.game import decide, legal_actions, step
from engine.log import Row, log_hash, read_row, state_of
from engine.mission import Mission
from engine.phase_config import BoardDecision
from engine.phases import BoardState
from engine.phases.board_decision import on_sheet
from engine.rejected import Rejected
from engine.scoring import score_mission
from engine.shared import Found
from engine.sheet_change import sheet_change
from engine.sheet_told import sheet_told
from engine.state import State
from engine.story import story
from tests.engine.plays import started
from tests.properties import cases

LOW = Reply(mail="the-weir", option="low-price")
ASK = Reply(mail="the-weir", option="ask-who")


def at_board(mission: Mission, *actions: AnyAction, answer: Reply = ASK) -> State:
    """A playthrough that has come to the sheet, with these actions taken there."""
    state = state_of(mission, [started(mission, 7)])
    for action in (OpenEmail(mail="the-weir"), answer, FinishPhase(), *actions):
        state, _ = step(mission, state, action)
    return state


def own(state: State) -> BoardState:
    found = state.phases[1]
    assert isinstance(found, BoardState)
    return found


def on(mission: Mission, state: State) -> OnSheet:
    config = mission.phases[1]
    assert isinstance(config, BoardDecision)
    return on_sheet(config, own(state), state.shared)


def marks(mission: Mission, state: State) -> dict[str, str]:
    sheet = on(mission, state)
    return {s.id: s.mark for _, s in judge.constraints(sheet.board, sheet)}


def refused(mission: Mission, state: State, action: AnyAction) -> str:
    try:
        decide(mission, state, action)
    except Rejected as rejected:
        return str(rejected.reason)
    raise AssertionError(f"{action} was accepted")


def put(field: str, value: int | float | str | None, part: str = "", at: int = 0) -> DecideBoard:
    return DecideBoard(field=field, part=part, value=value, at=at)


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


def test_handing_in_keeps_what_stood_on_the_sheet_and_sets_flags(weir: Mission) -> None:
    entries = (put("shape", "capped"), put("cap", 74), put("rights", "gwil", "pass-cap"))
    state, events = step(weir, at_board(weir, *entries), SubmitBoard())
    submitted = next(e for e in events if isinstance(e, ev.BoardSubmitted))
    assert dict(submitted.numbers)["total"] == 74
    assert {"shape", "shape=capped", "rights.pass-cap=gwil"} <= set(submitted.entered)
    assert "no-vote" in submitted.kept and "in-order" in submitted.kept
    assert state.shared.flags == ("offer_capped",)
    assert state.shared.has_entered("shape", "capped") and state.shared.keeps("no-vote")
    assert weir.texts["board_decision/closing/0"].say == "I can read that out."
    assert any(p.ref == "board_decision/closing/0" for p in state.shared.transcript)
    assert state.phases[-1].phase == "client_feedback"


def test_a_required_criterion_caps_the_sheet(weir: Mission) -> None:
    entries = (
        put("shape", "capped"),
        put("discovery", 12),
        put("cap", 40),
        put("rights", "gwil", "go-on"),
        put("rights", "gwil", "pass-cap"),
        put("rights", "nkechi", "stop"),
        put("scope", "theirs", "legal"),
        put("uptime", 97),
        put("notice", "committee", "route"),
        put("notice", "names", "redaction"),
        put("year", "q1", "sensors"),
        put("year", "q1", "registry", 1),
    )
    state = at_board(weir, *entries)
    lines = judge.earned(on(weir, state).board, on(weir, state))
    assert next(line for line in lines if line.id == "viable").score == 0
    assert judge.cap_of(lines) == 69
    card = score_mission(weir, state)
    board = card.phases[1]
    assert (board.weight, board.cap) == (60, 69)
    assert board.score <= 69
    assert {line.kind for line in board.lines} == {"criterion"}


def test_the_timeline_tells_of_the_sheet_and_the_debrief_of_one_change(weir: Mission) -> None:
    entries = (put("shape", "fixed"), put("cap", 80), put("rights", "gwil", "pass-cap"))
    state, _ = step(weir, at_board(weir, *entries), SubmitBoard())
    moment = next(m for m in story(weir, state) if m.kind == "design")
    assert moment.said == "You hand in 'The offer to the Weir'."
    change = sheet_change(weir, state)
    assert change is not None
    assert change.says == "The same price, capped."
    assert {c.played.id for c in change.criteria} == {"viable", "capped"}
    assert change.broken == ("Mean cost inside the price", "Jobs like it that pass it")
    assert change.mended == ()


def test_what_a_requirement_asked_of_the_sheet_is_told_as_it_stood(weir: Mission) -> None:
    entries = (
        put("cap", 74),
        put("shape", "capped"),
        put("rights", "gwil", "pass-cap"),
        put("year", "q1", "sensors"),
    )
    state, _ = step(weir, at_board(weir, *entries), SubmitBoard())
    asked = {
        "holds(no-vote)": ("Members' vote above 80K: holds",),
        "field(rights.stop, nkechi)": ("To stop the weir at night: empty",),
        "field(rights.pass-cap)": ("To pass the cap: Gwil",),
        "field(year, sensors) and total <= 80": ("Flood sensors: Q1", "Together: 74K"),
        "field(scope, legal) or field(cap)": ("Legal recalibration: ours", "Cap: 74K"),
        "field(shape, fixed)": ("Shape: paid discovery, then capped",),
        "vote-above": (),
    }
    for text, told in asked.items():
        assert sheet_told(weir, state.shared, parse(text)) == told, text


def test_an_estimate_is_a_distribution() -> None:
    assert mean(52, 66, 116) == 72
    shares = [exceeds(52, 66, 116, at) for at in range(50, 120, 5)]
    assert shares[0] == 1 and shares[-1] == 0
    assert shares == sorted(shares, reverse=True)
    assert 0.2 < exceeds(52, 66, 116, 80) < 0.26


@cases(15, 150)
@given(seed=st.integers(0, 2**32), picks=st.lists(st.integers(0, 10**6), max_size=40))
def test_random_sheets_score_within_bounds_and_undo_leads_back_to_the_first(
    weir: Mission, seed: int, picks: list[int]
) -> None:
    state = first = at_board(weir, answer=ASK if seed % 2 else LOW)
    rows = []
    for pick in picks:
        sheet = on(weir, state)
        tried = [
            a for s in judge.slots(sheet.board, sheet) for a in attempts(sheet.board, sheet, s)
        ]
        action = tried[pick % len(tried)]
        try:
            state, events = step(weir, state, action)
        except Rejected:
            continue
        rows.append(Row(seq=len(rows) + 1, action=action, events=events))
        sheet = on(weir, state)
        lines = judge.earned(sheet.board, sheet)
        assert 0 <= judge.total(lines) <= 100
        assert all(
            loss.amount is None or 0 <= loss.amount <= 3
            for loss in judge.losses(sheet.board, sheet)
        )
        assert len(marks(weir, state)) >= 6
    stored = [read_row(row.model_dump(mode="json")) for row in rows]
    assert log_hash(stored) == log_hash(rows)
    assert State.model_validate_json(state.model_dump_json()) == state
    for _ in rows:
        state, _ = step(weir, state, Undo())
    assert own(state).sheet == own(first).sheet
    for _ in rows:
        state, _ = step(weir, state, Redo())
    again = at_board(weir, *(row.action for row in rows), answer=ASK if seed % 2 else LOW)
    assert own(state).sheet == own(again).sheet


@cases(8, 60)
@given(seed=st.integers(0, 2**32))
def test_every_action_that_is_said_to_be_legal_is_accepted(weir: Mission, seed: int) -> None:
    state = at_board(weir, answer=ASK)
    for turn in range(6):
        offered = [a for a in legal_actions(weir, state) if a.kind != "abandon"]
        if not any(isinstance(a, DecideBoard) for a in offered):
            return
        for action in offered:
            decide(weir, state, action)
        state, _ = step(weir, state, offered[(seed // (turn + 1)) % len(offered)])


def test_what_is_kept_off_the_sheet_is_not_entered_and_counts_in_no_sum(weir: Mission) -> None:
    config = weir.board_phase
    assert config is not None
    when = parse("vote-above")
    hidden: list[Section] = []
    for section in config.sheet.sections:
        fields: list[AnyField] = []
        for field in section.fields:
            match field:
                case Several():
                    items = tuple(i.model_copy(update={"when": when}) for i in field.items[:1])
                    fields.append(field.model_copy(update={"items": items + field.items[1:]}))
                case Owners():
                    rights = tuple(r.model_copy(update={"when": when}) for r in field.rights[:1])
                    fields.append(field.model_copy(update={"rights": rights + field.rights[1:]}))
                case _:
                    fields.append(field)
        hidden.append(section.model_copy(update={"fields": tuple(fields)}))
    board = config.sheet.model_copy(update={"sections": tuple(hidden)})
    table = opening(board)
    blind, asked = (
        OnSheet(board, table, at_board(weir, answer=answer).shared) for answer in (LOW, ASK)
    )
    for sheet, work, empty in ((blind, 30, 2), (asked, 64, 3)):
        assert dict(sheet.numbers)["work"] == work
        assert parse(f"open(rights) == {empty}").holds(sheet)
    assert asked.has_entered("scope.bridges", "ours") and "scope.bridges=ours" in asked.entered
    assert not blind.has_entered("scope.bridges", None) and "scope.bridges" not in blind.entered
