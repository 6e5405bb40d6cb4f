"""The decision sheet once it is handed in: what it earns, what is told of it, chance entries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from content.conditions import parse
from engine import events as ev
from engine.actions import (
    DecideBoard,
    Redo,
    SubmitBoard,
    Undo,
)
from engine.board import judge
from engine.board.attempts import attempts
from engine.board.estimate import exceeds, mean
from engine.board.fields import AnyField, Owners, Section, Several
from engine.board.sheet import opening
from engine.board.standing import OnSheet
from engine.game import decide, legal_actions, step
from engine.log import Row, log_hash, read_row
from engine.mission import Mission
from engine.rejected import Rejected
from engine.scoring import score_mission
from engine.sheet_change import sheet_change
from engine.sheet_told import sheet_told
from engine.state import State
from engine.story import story
from tests.engine.sheets import ASK, LOW, at_board, marks, on, own, put
from tests.properties import cases


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
