"""Decision sheets as content: what is read, and every fault that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import conditions
from content.loader import Pack, lint, load_pack
from content.problem import PackFaults
from content.sums import parse_sum, spell_sum
from content.tokens import ConditionFault
from content.verbs import VerbFault, edits_of, moves_of
from engine import expressions as e
from engine.actions import AnyAction, DecideBoard, JoinTasks
from engine.conditions import Compared, Entered, Within
from engine.expressions import Expression
from engine.phase_config import BoardDecision
from tests.content.board_pack import write
from tests.properties import cases


def told(folder: Path, old: str, new: str, file: str = "board.yaml") -> str:
    """Everything that is told of the pack with one text replaced."""
    try:
        load_pack(write(folder, old, new, file))
    except PackFaults as faults:
        return "\n".join(str(problem) for problem in faults.problems)
    return ""


def test_a_sound_sheet_has_no_fault_and_nothing_doubtful(tmp_path: Path) -> None:
    problems = lint(write(tmp_path))
    assert [str(problem) for problem in problems if "/missions/" in problem.place.file] == []


def test_a_sheet_is_a_phase_of_its_mission(sheets: Pack) -> None:
    mission = sheets.mission("weir-offer")
    assert mission.card.phases == ("email_discovery", "board_decision", "client_feedback")
    config = mission.board_phase
    assert isinstance(config, BoardDecision)
    kinds = {field.kind for field in config.sheet.fields}
    assert kinds == {"choice", "amount", "several", "owners", "message", "threshold", "sequence"}
    assert config.sheet.figure_by_id["average"].value == e.Spread(spread="mean", estimate="job")


BREACHES = {
    "a field that no sheet has": ('"total <= 80"', '"totl <= 80"', "the number 'totl'"),
    "an item that is not in a field": (
        '{when: "field(shape, rates)"', '{when: "field(shape, rate)"', "and in it 'rate'"),
    "a part that a field does not have": (
        "holds: field(rights.pass-cap)", "holds: field(rights.pass-hat)", "'rights.pass-hat'"),
    "a person who may not own": (
        'open(rights) == 0 and field(rights.stop, nkechi)',
        'open(rights) == 0 and field(rights.stop, rurik)', "'rurik'"),
    "a constraint that no sheet has": (
        "{when: holds(no-vote), score: 1", "{when: holds(a-vote), score: 1", "constraint 'a-vote'"),
    "a column that no option has": (
        'value: "scope.price", unit', 'value: "scope.prize", unit', "the column 'prize'"),
    "a state that no item has": ("scope.price.theirs", "scope.price.hers", "the state 'hers'"),
    "an estimate that is not there": ("mean(job)", "mean(jobs)", "the estimate 'jobs'"),
    "a task that is not on the line": (
        '"ends(year, sensors) <= 9"', '"ends(year, senors) <= 9"', "and in it 'senors'"),
    "a figure before what it needs": (
        'value: "discovery + cap"', 'value: "per-farm + cap"', "not told before it"),
    "a sum that is cut off": ('value: "discovery + cap"', 'value: "discovery +"', "before the end"),
    "blanks left out": ("total * 1000 / 2400", "total *1000)", "does not go on"),
    "a start outside the bounds": ("unit: K, start: 0", "unit: K, start: 40", "outside its bounds"),
    "a start that is no state": ("start: ours", "start: hers", "no state 'hers'"),
    "an estimate that falls": ("likely: 66", "likely: 166", "rises from low"),
    "a chart that is not there": ("chart: job", "chart: jab", "no estimate 'jab'"),
    "a line that is no figure": ("line: total", "line: totals", "no figure 'totals'"),
    "a figure of no section": ("unit: K, section: scope", "unit: K, section: cope", "'cope'"),
    "a figure beside none": ("beside: per-farm", "beside: per-fram", "no figure 'per-fram'"),
    "a task that waits for none": (
        "length: 11, group: city,\n             waits_for: [registry]",
        "length: 11, group: city,\n             waits_for: [registrar]", "no task 'registrar'"),
    "a join of what is not there": ("of: [parking, permits]", "of: [parking, permit]", "'permit'"),
    "a quarter before the one before": ("begins: 14, ends: 26", "begins: 12, ends: 26", "follow"),
    "a part that fits no part": ("fits: [committee]", "fits: [comitee]", "'comitee'"),
    "two fields of one name": ("id: discovery, label", "id: cap, label", "declared twice"),
    "two constraints of one name": ("id: mean-inside", "id: no-vote", "declared twice"),
    "two criteria of one name": ("id: viable", "id: capped", "declared twice"),
    "a shown column that no item has": (
        "shows: [{column: price", "shows: [{column: prize", "Nothing in it has a column 'prize'"),
    "a figure that stands there without a name": (
        "id: work, label: Work, value", "id: work, value", "'work' stands on the sheet without"),
    "a figure without a name beside one": (
        'label: "a farm", value', "value", "'per-farm' stands on the sheet without a label"),
    "a loss of nobody": ("- who: nkechi", "- who: nketchi", "no person 'nketchi'"),
    "a kind of field that is none": ("kind: threshold", "kind: treshold", "threshold"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREACHES)
def test_a_fault_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    old, new, says = BREACHES[name]
    faults = told(tmp_path, old, new)
    assert says in faults, faults
    assert "board.yaml:" in faults


def test_other_files_compare_fields_and_figures_only(tmp_path: Path) -> None:
    faults = told(tmp_path, '"sensors-end <= 9"', '"ends(year, sensors) <= 9"', "feedback.yaml")
    assert "Declare a figure for it there." in faults
    assert "no constraint" not in told(tmp_path, "", "")


def test_a_figure_that_the_feedback_tells_has_a_label(tmp_path: Path) -> None:
    faults = told(tmp_path, "label: The sensors end in week, ", "")
    assert "feedback.yaml:" in faults
    assert "The feedback tells how 'sensors-end' stood, and it has no label." in faults
    assert "Give the figure a `label` in board.yaml" in faults


def test_names_of_a_sheet_that_cannot_be_read_are_not_told_as_faults(tmp_path: Path) -> None:
    faults = told(tmp_path, 'title: "The offer to the Weir"', "title: [")
    assert "No decision sheet has" not in faults
    assert "board.yaml" in faults


def doubts(folder: Path, old: str, new: str) -> set[str]:
    return {problem.code for problem in lint(write(folder, old, new))}


def test_a_sheet_that_passes_untouched_is_told(tmp_path: Path) -> None:
    idle = "{when: otherwise, score: 1,"
    folder = write(
        tmp_path,
        "cases: [{when: holds(no-vote), score: 1, says",
        f"cases: [{idle} says",
    )
    board = folder / "missions/weir-offer/board.yaml"
    text = board.read_text()
    text = text.replace("{when: holds(mean-inside), score: 1,", idle)
    text = text.replace('{when: "field(shape, capped) and discovery >= 10", score: 1,', idle)
    text = text.replace(
        '{when: "open(rights) == 0 and field(rights.stop, nkechi)", score: 1,', idle
    )
    text = text.replace("cases: [{when: holds(grant-kept), score: 1,", f"cases: [{idle}")
    board.write_text(text)
    assert "idle-sheet" in {problem.code for problem in lint(folder)}


def test_a_rubric_that_nobody_can_meet_is_told(tmp_path: Path) -> None:
    wanted = '{when: "uptime >= 95 and uptime <= 99"'
    assert "full-sheet" in doubts(tmp_path, wanted, '{when: "uptime >= 95 and uptime <= 91"')


def test_a_constraint_that_cannot_hold_or_cannot_break_is_told(tmp_path: Path) -> None:
    assert "never-holds" in doubts(tmp_path / "a", '"over(year) == 0"', '"over(year) < 0"')
    assert "seldom-holds" in doubts(tmp_path / "b", '"overrun < 50"', '"overrun < 0"')
    assert "always-holds" in doubts(tmp_path / "c", '"over(year) == 0"', '"over(year) >= 0"')


NUMBERS = st.integers(-(10**6), 10**6).map(lambda n: e.Number(value=n / 100))
NAMES = st.sampled_from(["cap", "per-farm", "x1"])
LEAVES = st.one_of(
    NUMBERS,
    NAMES.map(lambda n: e.Named(name=n)),
    NAMES.map(lambda n: e.Column(field=n, column="price")),
    NAMES.map(lambda n: e.Column(field=n, column="price", state="theirs")),
    NAMES.map(lambda n: e.Measure(measure="ends", field="year", item=n)),
    NAMES.map(lambda n: e.Measure(measure="over", field=n)),
    NAMES.map(lambda n: e.Spread(spread="mean", estimate=n)),
)


def _deeper(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    signs = st.sampled_from(["+", "-", "*", "/", "min", "max"])
    pairs = st.tuples(signs, st.tuples(inner, inner))
    return st.one_of(
        pairs.map(lambda p: e.Apply.model_validate({"apply": p[0], "inner": p[1]})),
        inner.map(lambda i: e.Apply(apply="abs", inner=(i,))),
        inner.map(lambda i: e.Apply(apply="-", inner=(i,))),
        inner.map(lambda i: e.Spread(spread="exceeds", estimate="job", over=i)),
    )


@cases(60, 1000)
@given(st.recursive(LEAVES, _deeper, max_leaves=8))
def test_a_sum_that_is_spelled_is_read_again_the_same(expression: Expression) -> None:
    assert parse_sum(spell_sum(expression)) == expression


def test_conditions_of_a_sheet_are_spelled_and_read_again() -> None:
    for text in (
        "field(cap)",
        "field(rights.night, nkechi) and not holds(no-vote)",
        "(cap + 1) * 2 <= scope.price - 5",
        "exceeds(job, total) < 0.3 or vote-above and total != 80",
    ):
        assert conditions.spell(conditions.parse(text)) == text
    assert conditions.parse("field(a, b)") == Entered(field="a", item="b")
    assert conditions.parse("holds(a)") == Within(constraint="a")
    assert isinstance(conditions.parse("field(cap) -5 >= 2"), Compared)


@pytest.mark.parametrize(
    ("text", "says", "offset"),
    [
        ("cap + <= 5", "before '<='", 6),
        ("foo(x) <= 3", "There is no 'foo(...)'", 0),
        ("cap <= ", "before the end", 6),
        ("starts(year) <= 3", "needs a field", 0),
        ("round(a, b) > 1", "takes one number", 0),
        ("opens(a, 5.5)", "whole number", 9),
        ("a or (cap ~ 2)", "means nothing", 10),
    ],
)
def test_what_is_no_condition_is_told_where_it_goes_wrong(
    text: str, says: str, offset: int
) -> None:
    with pytest.raises(ConditionFault) as caught:
        conditions.parse(text)
    assert says in caught.value.message
    assert caught.value.offset == offset


def actions(step: object) -> list[AnyAction | None]:
    return [move.action for move in moves_of(step)]


def test_verbs_of_a_sheet_come_to_one_action_an_entry() -> None:
    assert actions({"set": {"cap": 62, "notice.route": "press"}}) == [
        DecideBoard(field="cap", value=62),
        DecideBoard(field="notice", part="route", value="press"),
    ]
    assert actions({"pick": {"cards": ["a", "b"]}}) == [
        DecideBoard(field="cards", part="a", value="in"),
        DecideBoard(field="cards", part="b", value="in"),
    ]
    assert actions({"order": {"year": {"q1": ["a", "b"], "not-now": ["c", "d"]}}}) == [
        DecideBoard(field="year", part="a", value="q1", at=0),
        DecideBoard(field="year", part="b", value="q1", at=1),
        DecideBoard(field="year", part="c", value="not-now"),
        DecideBoard(field="year", part="d", value="not-now"),
    ]
    assert actions({"own": {"rights": {"night": None}}}) == [
        DecideBoard(field="rights", part="night", value=None)
    ]
    assert edits_of({"join": {"year": ["a", "b"]}}) == (
        JoinTasks(field="year", one="a", other="b"),
    )


@pytest.mark.parametrize(
    "step",
    [
        {"set": 62},
        {"set": {"cap": True}},
        {"set": {"cap": [1]}},
        {"pick": {"scope": "legal"}},
        {"own": {"rights": "nkechi"}},
        {"order": {"year": ["a"]}},
        {"order": {"year": {"q1": "a"}}},
        {"join": {"year": ["a"]}},
    ],
)
def test_a_verb_with_another_detail_is_refused_with_an_example(step: dict[str, object]) -> None:
    with pytest.raises(VerbFault) as caught:
        moves_of(step)
    assert caught.value.remedy.startswith("Write e.g. '")
