"""Playthrough scripts: read with places, played on the engine, held against expectations."""

import pytest

from content.expectations import Failure, check, player_then
from content.loader import load_pack
from content.playthrough import (
    Act,
    ComparePins,
    DropPin,
    Expect,
    PinNames,
    Refused,
    Script,
    parse_script,
)
from content.script import Doing, Offline, Press, Resize, Restart, Sees
from content.verbs import BARE, WITH_DETAIL
from engine import actions as ac
from engine.actions import ACTIONS
from engine.events import Started
from engine.game import RULES_VERSION, initial, step
from engine.mission import Mission
from engine.rejected import Rejected
from engine.state import State
from tests.content.scripts import HEAD, script_of
from tests.content.small_pack import GOLD, write


def actions_of(*steps: str) -> list[ac.AnyAction]:
    return [step.action for step in script_of(*steps).steps if isinstance(step, Act)]


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write(tmp_path_factory.mktemp("pack"))).mission("small-order")


def play(mission: Mission, script: Script) -> tuple[State, list[Failure]]:
    """Plays a script on the bare engine, as the headless runner does."""
    started = Started(
        mission=script.mission,
        rev=1,
        rules_version=RULES_VERSION,
        seed=script.seed,
        player=player_then(script, mission),
    )
    state = initial(mission, started)
    names = PinNames()
    failures: list[Failure] = []
    for one in script.steps:
        assert isinstance(one, Doing | Expect | Refused)
        if isinstance(one, Expect):
            failures += check(
                one.expectation, mission, state, script=script.file, line=one.line, step=one.number
            )
            continue
        doing = one.step if isinstance(one, Refused) else one
        try:
            for action in names.actions(doing, state.shared):
                state, _ = step(mission, state, action)
        except Rejected as rejected:
            if not isinstance(one, Refused) or one.because not in str(rejected):
                raise
        else:
            assert not isinstance(one, Refused), f"step {one.number} was not refused"
    return state, failures + check(script.expect, mission, state, script=script.file)


def test_every_verb_comes_to_its_action() -> None:
    assert actions_of(
        "open: first-order",
        "open: {attachment: oven_log.txt}",
        "reply: {to: first-order, with: ask-hours}",
        "leave: first-order",
        'pin: {in: first-order, quote: "Three ovens", as: three}',
        "say: floor-ben",
        "floor: ben",
        "silent",
        "interrupt",
        'place: {kind: app_server, as: second, at: [3, 2], label: "Second"}',
        "move: {second: [4, 2]}",
        "remove: second",
        "configure: {shop: {replicas: 2, queue: 9}}",
        "connect: [shop, orders]",
        "disconnect: [shop, orders]",
        "duplicate: {node: shop, as: shop-2, at: [1, 1]}",
        "frame: {as: shops, label: Both shops, from: [2, 1], to: [1, 0]}",
        "unframe: shops",
        "keep: A",
        "restore: A",
        "undo",
        "redo",
        "traffic",
        "fail: {node: shop}",
        "fail: {zone: A}",
        "restore: {node: shop}",
        "restore: {zone: A}",
        "submit",
        "hear: counted",
        "hint",
        "finish: email_discovery",
        "finish",
        "abandon",
    ) == [
        ac.OpenEmail(mail="first-order"),
        ac.OpenAttachment(filename="oven_log.txt"),
        ac.Reply(mail="first-order", option="ask-hours"),
        ac.LeaveMail(mail="first-order"),
        ac.Pin(source="first-order", quote="Three ovens"),
        ac.Say(option="floor-ben"),
        ac.GiveFloor(person="ben"),
        ac.StaySilent(),
        ac.Interrupt(),
        ac.Place(component="app_server", node="second", x=3, y=2, label="Second"),
        ac.Move(node="second", x=4, y=2),
        ac.Remove(node="second"),
        ac.Configure(node="shop", knob="replicas", value=2),
        ac.Configure(node="shop", knob="queue", value=9),
        ac.Connect(source="shop", target="orders"),
        ac.Disconnect(source="shop", target="orders"),
        ac.Duplicate(source="shop", node="shop-2", x=1, y=1),
        ac.Frame(group="shops", label="Both shops", x=1, y=0, columns=2, rows=2),
        ac.Unframe(group="shops"),
        ac.KeepDesign(name="A"),
        ac.RestoreDesign(name="A"),
        ac.Undo(),
        ac.Redo(),
        ac.RunTraffic(),
        ac.Fail(what="component", name="shop"),
        ac.Fail(what="zone", name="A"),
        ac.PutBack(what="component", name="shop"),
        ac.PutBack(what="zone", name="A"),
        ac.SubmitDesign(),
        ac.HearFeedback(requirement="counted"),
        ac.UseHint(),
        ac.FinishPhase(),
        ac.FinishPhase(),
        ac.Abandon(),
    ]


def test_every_action_of_a_player_has_a_verb() -> None:
    kinds = {
        schema["properties"]["kind"]["const"] for schema in ACTIONS.json_schema()["$defs"].values()
    }
    spelled = {
        "open_email": "open",
        "open_attachment": "open",
        "leave_mail": "leave",
        "give_floor": "floor",
        "stay_silent": "silent",
        "run_traffic": "traffic",
        "submit_design": "submit",
        "decide_board": "set",
        "join_tasks": "join",
        "submit_board": "hand_in",
        "hear_feedback": "hear",
        "use_hint": "hint",
        "keep_design": "keep",
        "restore_design": "restore",
        "put_back": "restore",
        "finish_phase": "finish",
    }
    for kind in kinds - {"start"}:
        assert spelled.get(kind, kind) in {*BARE, *WITH_DETAIL}, kind


def test_steps_round_the_play_are_read() -> None:
    script = script_of(
        "restart",
        "resize: 120x40",
        "press: [j, ctrl+p]",
        "sees: {text: [a, 4], not: b, screen: inbox, rows: [1, -2], columns: [3, 4]}",
        "offline: {for: 2}",
        "open: first-order",
        "sees: away",
        "offline: [{expect: {days: 0}}, {refused: submit}]",
    )
    left, resized, pressed, seen, away, again = script.steps
    assert isinstance(left, Restart)
    assert isinstance(resized, Resize)
    assert (resized.columns, resized.rows) == (120, 40)
    assert isinstance(pressed, Press)
    assert pressed.keys == ("j", "ctrl+p")
    assert isinstance(seen, Sees)
    assert (seen.text, seen.not_text, seen.screen) == (("a", "4"), ("b",), "inbox")
    assert (seen.rows, seen.columns) == ((1, -2), (3, 4))
    assert isinstance(away, Offline)
    assert [(type(s), s.number, s.line) for s in away.steps] == [(Act, 6, 9), (Sees, 7, 10)]
    assert isinstance(again, Offline)
    assert [type(s) for s in again.steps] == [Expect, Refused]


def test_steps_know_their_lines_and_numbers() -> None:
    script = script_of("open: first-order", "expect: {trust: 50}", "refused: {say: nothing}")
    assert [(type(s), s.number, s.line) for s in script.steps] == [
        (Act, 1, 4),
        (Expect, 2, 5),
        (Refused, 3, 6),
    ]


def test_pins_are_compared_by_name_and_by_passage() -> None:
    script = script_of(
        'pin: {in: first-order, quote: "Three ovens", as: three}',
        'compare: [three, {in: oven_log.txt, quote: "ovens: 2"}]',
        "unpin: three",
    )
    assert isinstance(script.steps[1], ComparePins)
    assert (script.steps[1].left.name, script.steps[1].right.source) == ("three", "oven_log.txt")
    assert isinstance(script.steps[2], DropPin)


def test_a_script_plays_to_its_end(mission: Mission) -> None:
    state, failures = play(mission, parse_script(GOLD))
    assert failures == []
    assert state.status == "completed"
    assert "two-ovens" in state.shared.known


def test_what_a_player_brings_along_arrives(mission: Mission) -> None:
    start = (
        "start: {flags: [early_bird], trust: {bakery: 61}, energy: 40, skills: {discovery: 3}}\n"
    )
    script = script_of(
        "expect: {trust: 61, energy: 40, flags: [early_bird], phase: email_discovery}",
        head=HEAD + start,
    )
    assert play(mission, script)[1] == []


def test_refusals_are_expected(mission: Mission) -> None:
    refused = script_of('{refused: {open: nothing}, because: "no mail"}', "refused: submit")
    assert play(mission, refused)[1] == []
    with pytest.raises(AssertionError, match="not refused"):
        play(mission, script_of("refused: {open: first-order}"))
    with pytest.raises(Rejected):
        play(mission, script_of('{refused: {open: nothing}, because: "the moon"}'))


def test_expectations_hold_where_they_should(mission: Mission) -> None:
    script = script_of(
        "open: first-order",
        "expect: {opened: [first-order], not_opened: [flour], arrived: [first-order]}",
        "expect: {offers: [ask-hours, quote-rush], not_offers: [floor-ben], not_arrived: [flour]}",
        "reply: {to: first-order, with: ask-hours}",
        "expect: {facts: [dawn-rush], not_facts: [two-ovens], trust: {at_least: 49, at_most: 49}}",
        "expect: {not_promises: [list-by-noon], not_flags: [ben_heard], arrived: [flour]}",
        "finish",
        "say: floor-ben",
        "expect: {flags: [ben_heard], facts: [two-ovens], phase: video_call}",
        "finish",
        "expect: {budget: 2000, days: 0, metrics: {p95_ms: {at_most: 400}, monthly_cost: 830}}",
        "submit",
        "expect: {requirements: [counted], phases: {video_call: 100}}",
        "finish",
        tail="expect: {status: completed, score: {at_least: 80}, grade: A}\n",
    )
    assert play(mission, script)[1] == []


@pytest.mark.parametrize(
    ("expectation", "expected", "found"),
    [
        ("trust: 51", "trust 51", "50"),
        ("trust: {at_least: 60, at_most: 70}", "trust at least 60 and at most 70", "50"),
        ("facts: [dawn-rush]", "facts to hold dawn-rush", "none"),
        ("not_opened: [first-order]", "opened not to hold first-order", "first-order"),
        ("status: completed", "status completed", "open"),
        ("phase: video_call", "phase video_call", "email_discovery"),
        ("metrics: {p95_ms: 1}", "metrics.p95_ms 1", "none; there is no figure"),
        ("unread: [flour]", "unread to hold flour", "none"),
        (
            "not_facts: [dawn-ruch]",
            "facts to know dawn-ruch",
            "nothing in this mission is called 'dawn-ruch'; did you mean 'dawn-rush'?",
        ),
        (
            "arrived: [flower]",
            "arrived to hold flower",
            "first-order; nothing in this mission is called 'flower'",
        ),
        (
            "not_flags: [ben_heart]",
            "flags to know ben_heart",
            "nothing in this mission is called 'ben_heart'; did you mean 'ben_heard'?",
        ),
        ("not_offers: [x]", "offers to know x", "nothing in this mission is called 'x'"),
        ("threads: {first-order: [a, b]}", "the thread first-order to be a, b", "first-order"),
        ("threads: {flour: [flour]}", "the thread flour to be flour", "nothing has come"),
        ("said: {ben: Two}", "ben to have said 'Two' last", "nothing"),
        ("grades: {email_discovery: A}", "grades.email_discovery A", "D"),
        ("grades: {video_call: A}", "grades.video_call A", "none; there is email_discovery D"),
        ("trust_of: {ben: 1}", "trust_of.ben 1", "50"),
        (
            "ledger: [{kind: hint, for: hints, points: -3}]",
            "ledger with hint hints, points -3",
            "email_discovery fact dawn-rush, -100 points",
        ),
        (
            "scorecard: [{phase: email_discovery, earned: {at_least: 1}, of: 3}]",
            "scorecard with email_discovery, earned at least 1, possible 3",
            "email_discovery fact dawn-rush, 0 of 3",
        ),
        ("level: 1", "what is carried from mission to mission", "that is not known here"),
        (
            "phases: {email_discovry: 1}",
            "phases.email_discovry 1",
            "none; there is email_discovery",
        ),
    ],
)
def test_a_failure_names_step_expected_and_found(
    mission: Mission, expectation: str, expected: str, found: str
) -> None:
    script = script_of("open: first-order", f"expect: {{{expectation}}}")
    failures = play(mission, script)[1]
    assert [(f.line, f.step, f.expected, f.found) for f in failures] == [(5, 2, expected, found)]
    assert str(failures[0]).startswith("script.yaml:5: step 2: expected ")
