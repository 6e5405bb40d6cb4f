"""From a pack's folder to missions, or to every fault at once."""

import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.loader import lint, load_pack
from content.packs import builtin
from content.problem import PackFaults, Problem
from engine import conditions as c
from engine.dialogue import BestWhen
from engine.mission import Mission
from tests.content.small_pack import DESIGN, FILES, HERE, MISSION, changed, write
from tests.shipped import shipped


def problems(folder: Path, changes: dict[str, str | None]) -> list[Problem]:
    with pytest.raises(PackFaults) as caught:
        load_pack(write(folder, changes))
    return list(caught.value.problems)


def test_a_sound_pack_becomes_missions(tmp_path: Path) -> None:
    pack = load_pack(write(tmp_path))
    assert [card.slug for card in pack.cards] == ["small-order", "later-order"]
    assert [card.playable for card in pack.cards] == [True, False]
    assert [mission.slug for mission in pack.missions] == ["small-order"]
    assert len(pack.walkthroughs_of("small-order")) == 3
    assert {kind.id for kind in pack.catalogue.kinds} == {"client", "app_server", "relational_db"}


@pytest.mark.parametrize("searching", [True, False])
def test_circles_are_searched_for_after_loading_as_before(tmp_path: Path, searching: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if searching else gc.disable)()
        load_pack(write(tmp_path))
        assert gc.isenabled() is searching
        assert problems(tmp_path / "faulty", {f"{HERE}/mission.yaml": None})
        assert gc.isenabled() is searching
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("name", ["M02", "urgent-performance"])
def test_one_mission_is_read_as_it_is_in_the_whole_pack(name: str) -> None:
    whole, some = shipped(), load_pack(builtin(), [name])
    mission = whole.mission("urgent-performance")
    assert some.missions == (mission,)
    assert some.walkthroughs == whole.walkthroughs_of(mission.slug)
    assert some.cards == whole.cards
    assert set(some.played) == set(whole.played) == {one.slug for one in whole.missions}


def test_of_other_missions_no_more_is_read_than_their_cards(tmp_path: Path) -> None:
    folder = write(tmp_path, {f"{HERE}/call.yaml": "exchanges: 3"})
    with pytest.raises(PackFaults):
        load_pack(folder)
    with pytest.raises(PackFaults):
        load_pack(folder, ["small-order"])
    some = load_pack(folder, ["later-order"])
    assert (some.missions, some.played) == ((), ("small-order",))
    assert problems(tmp_path / "cards", {f"{HERE}/mission.yaml": "slug: 3"})
    with pytest.raises(PackFaults):
        load_pack(tmp_path / "cards", ["later-order"])


def test_a_mission_holds_what_its_files_say(tmp_path: Path) -> None:
    mission = load_pack(write(tmp_path)).mission("small-order")
    assert type(mission) is Mission
    assert (mission.card.client, mission.card.client_short) == ("Bakery Row", "Bakery")
    assert mission.card.phases == (
        "email_discovery",
        "video_call",
        "system_design",
        "client_feedback",
    )
    mail = mission.email_by_id["first-order"]
    assert (mail.sender, mail.copy_to) == ("ada", ("ben",))
    assert mail.best == (
        BestWhen(when=c.Known(fact="dawn-rush"), option="quote-rush"),
        BestWhen(option="ask-hours"),
    )
    assert mail.options[0].say.startswith("Ada, a page can stand by Friday. Ben, copied")
    assert mission.attachment_by_name["ledger.txt"].locked
    assert mission.attachment_by_name["oven_log.txt"].body.startswith("06:10")
    assert mission.person_by_id["ben"].posture == "washing his hands"
    assert mission.person_by_id["ada"].posture == "flour on one sleeve"
    exchange = mission.exchange_by_id["how-many"]
    assert exchange.floors[0].person == "ben"
    assert exchange.options[0].worth == 100
    assert mission.design_phase is not None
    opening = mission.design_phase.initial
    assert [(n.id, n.cell.x, n.fixed) for n in opening.nodes] == [
        ("customers", 0, True),
        ("shop", 1, False),
        ("orders", 2, False),
    ]
    assert mission.debrief.changes[0].steps[0].detail == {
        "node": "shop",
        "knob": "replicas",
        "value": 2,
    }
    assert [r.id for r in mission.requirements] == ["rush-served", "counted"]


def test_a_mission_survives_json(tmp_path: Path) -> None:
    mission = load_pack(write(tmp_path)).mission("small-order")
    assert Mission.model_validate_json(mission.model_dump_json()) == mission


def test_a_react_flow_drawing_opens_a_design_as_well(tmp_path: Path) -> None:
    start = DESIGN.index("initial:")
    end = DESIGN.index("load:")
    drawing = """\
initial:
  nodes:
    - {id: "1", type: systemComponent, position: {x: 100, y: 100}, data: {label: App Server}}
  edges: []
"""
    design = DESIGN[:start] + drawing + DESIGN[end:]
    mission = MISSION.replace("configure: {shop: {replicas: 2}}", "remove: '1'")
    pack = load_pack(
        write(tmp_path, {f"{HERE}/design.yaml": design, f"{HERE}/mission.yaml": mission})
    )
    phase = pack.missions[0].design_phase
    assert phase is not None
    assert [node.kind for node in phase.initial.nodes] == ["app_server"]


TEN_FAULTS: dict[str, str | None] = {
    # 1 unknown field, 2 wrong type
    f"{HERE}/call.yaml": FILES[f"{HERE}/call.yaml"]
    .replace("    signal: ", "    signals: ")
    .replace("worth: 20", "worth: plenty"),
    # 3 missing email, 4 dangling fact, 5 bad weight
    f"{HERE}/mission.yaml": MISSION.replace(
        'begins: {day: 1, at: "09:00"},', 'begins: {day: 1, at: "09:00"}, emails: [frist-order],'
    )
    .replace("effects: {facts: [two-ovens]}", "effects: {facts: [two-oven]}")
    .replace("design_accuracy: 30", "design_accuracy: 40"),
    # 6 duplicate id
    f"{HERE}/feedback.yaml": FILES[f"{HERE}/feedback.yaml"].replace(
        "id: counted", "id: rush-served"
    ),
    # 7 unknown component
    f"{HERE}/design.yaml": DESIGN.replace("palette: [app_server", "palette: [app_sever"),
    # 8 impossible unlock
    "missions/later-order/mission.yaml": FILES["missions/later-order/mission.yaml"].replace(
        "minimum_score: 50", "minimum_score: 50}\n    - {type: player_level, minimum: 40"
    ),
    # 9 YAML syntax error
    f"{HERE}/walkthroughs/poor.yaml": "format: 1\nmission: small-order: again\n",
    # 10 ten megabytes of nested YAML
    f"{HERE}/walkthroughs/fair.yaml": "[" * (10 * 1024 * 1024),
}


def test_ten_faults_give_ten_messages_with_file_line_and_column(tmp_path: Path) -> None:
    found = problems(tmp_path, TEN_FAULTS)
    assert [(p.code, Path(p.place.file).name, p.place.line, p.place.column) for p in found] == [
        ("impossible-unlock", "mission.yaml", 14, 1),
        ("unknown-field", "call.yaml", 13, 5),
        ("wrong-type", "call.yaml", 31, 16),
        ("unknown-component", "design.yaml", 3, 11),
        ("duplicate-id", "feedback.yaml", 14, 9),
        ("bad-weights", "mission.yaml", 16, 10),
        ("missing-email", "mission.yaml", 20, 69),
        ("unknown-fact", "mission.yaml", 46, 23),
        ("too-large", "fair.yaml", 1, 1),
        ("yaml-syntax", "poor.yaml", 2, 21),
    ]
    assert all(p.severity == "error" and p.message and p.remedy for p in found)
    remedies = " ".join(p.remedy for p in found)
    for name in ("signal", "first-order", "two-ovens", "app_server"):
        assert f"Did you mean '{name}'?" in remedies


TWO_INBOXES = """\
  - {kind: email_discovery, id: early, begins: {day: 1, at: "08:00"}, emails: [flour]}
"""
SAME_CALL = """\
  - {kind: video_call, begins: {day: 1, at: "08:00"}}
"""

ONE_FAULT = [
    ("unknown-field", "mail", "subject:", "subjekt: x\nsubject:"),
    ("missing-field", "mail", 'subject: "An order page"\n', ""),
    ("missing-field", "call", "    best: floor-ben\n", ""),
    ("wrong-type", "mail", "size_kb: 2,", "size_kb: two,"),
    ("bad-value", "mail", "tone: firm", "tone: stern"),
    ("bad-value", "mail", "lure: authority", "lure: fame"),
    ("bad-value", "mission", "map_title: [", 'map_title: ["Much too long for it", '),
    ("bad-value", "people", "initials: AR", "initials: ar"),
    ("bad-value", "mission", 'at: "09:00"', 'at: "25:00"'),
    ("condition", "mission", "when: not dawn-rush", "when: not"),
    ("condition", "call", "trust >= 60", "trust = 60"),
    ("bad-weights", "mission", "email_quality: 30", "email_quality: 31"),
    ("duplicate-id", "mail", "id: big-page", "id: ask-hours"),
    ("duplicate-id", "call", "id: goodbye", "id: first-order"),
    ("duplicate-id", "mission", "flags: [ben_heard]", "flags: [ben_heard, ben_heard]"),
    ("bad-slug", "mission", "slug: small-order", "slug: small-orders"),
    ("unknown-organisation", "mission", "client: bakery", "client: bakkery"),
    ("unknown-person", "mail", "{from: ben, body:", "{from: bne, body:"),
    ("unknown-person", "call", "participants: [ada, ben]", "participants: [ada, ben, cyd]"),
    ("unknown-person", "mission", "reader: mina", "reader: ines"),
    ("unknown-fact", "mail", "best: {dawn-rush:", "best: {dawn-rash:"),
    ("unknown-flag", "call", "flags: [ben_heard]", "flags: [ben_herd]"),
    ("unknown-flag", "later", "flag: ben_heard", "flag: ben_herd"),
    ("unknown-promise", "mail", "promises: [list-by-noon]", "promises: [list-by-nune]"),
    ("unknown-option", "mail", "otherwise: ask-hours", "otherwise: ask-ours"),
    ("unknown-option", "call", "        floor: ben", "        then: floor-bne\n        floor: ben"),
    ("unknown-attachment", "mail", "unlocks: [ledger.txt]", "unlocks: [ledgr.txt]"),
    ("missing-email", "flour", "from: ben", "from: ben\nthread: first-ordr"),
    ("missing-email", "flour", "from: ben", "from: ben\nthread: flour"),
    ("unknown-phase", "mission", "phase: video_call", "phase: video_cal"),
    ("unknown-rule", "feedback", "rules: [fast-enough]", "rules: [fast-enuf]"),
    ("unknown-rule", "design", "known_without_asking: [within", "known_without_asking: [in"),
    ("unknown-figure", "feedback", "figure: p95_ms", "figure: p96_ms"),
    ("unknown-component", "design", "kind: relational_db, at", "kind: relational, at"),
    ("unknown-component", "design", "via: app_server", "via: app"),
    (
        "unknown-component",
        "design",
        "kind: must_pass, id: served-orders, target: database, via: app_server",
        "kind: data_not_in, id: served-orders, data: medical, components: [database]",
    ),
    (
        "unknown-component",
        "design",
        "kind: must_pass, id: served-orders, target: database, via: app_server",
        "kind: encrypted, id: served-orders, components: [app_server]",
    ),
    ("unknown-component-id", "design", "- [shop, orders]", "- [shop, ordres]"),
    ("bad-design", "design", "at: [2, 1]", "at: [1, 1]"),
    ("bad-design", "design", "at: [2, 1]", "at: [2, 3]"),
    ("bad-design", "design", "replicas: 2", "replicas: 200"),
    ("bad-design", "design", "- [shop, orders]", "- [orders, shop]"),
    ("unknown-mission", "mission", "due: later-order", "due: later-odrer"),
    ("unknown-mission", "later", "[small-order]", "[small-ordre]"),
    ("unknown-mission", "pack", "order: [small-order,", "order: [smal-order, small-order,"),
    ("stray-file", "pack", "order: [small-order, later-order]", "order: [small-order]"),
    ("unknown-skill", "later", "skills: [discovery]", "skills: [discoveri]"),
    ("unknown-skill", "mission", "skills: {discovery: 2}", "skills: {discoverie: 2}"),
    ("unknown-source", "mission", "right: {in: oven_log.txt", "right: {in: oven_lg.txt"),
    ("not-verbatim", "mission", 'quote: "Three ovens"', 'quote: "Four ovens"'),
    ("sender-differs", "mail", "role: Owner}", "role: CEO}"),
    ("sender-differs", "mail", "email: a.rye@bakery.example", "email: a.ry@bakery.example"),
    ("impossible-unlock", "later", "minimum_score: 50", "minimum_score: 101"),
    ("impossible-unlock", "mission", "required_level: 1", "required_level: 2"),
    ("bad-unlock", "later", "logic: AND", "logic: XOR"),
    ("bad-unlock", "later", "minimum_score: 50", "minimum_score: half"),
    ("unknown-field", "later", "minimum_score: 50", "minimun_score: 50"),
    ("bad-slug", "components/app_server.yaml", "id: app_server", "id: app_serverr"),
    ("unknown-person", "call", "floors:\n      ben:", "floors:\n      mina:"),
    ("bad-value", "mission", "{kind: video_call,", "{kind: video_call, file: ../call.yaml,"),
    ("missing-field", "mission", "phases:\n", "phases:\n" + TWO_INBOXES),
    ("duplicate-id", "mission", "phases:\n", "phases:\n" + SAME_CALL),
    ("stray-file", "mission", "phases:\n  - {kind", "phases:\n  - {emails: [first-order], kind"),
    ("bad-layout", "oven_log", "ovens: 2", "ovens: 2" + " and so on" * 8),
    ("script", "gold", "- submit", "- submitt"),
    ("script", "mission", "configure: {shop: {replicas: 2}}", "undo"),
    ("expects-nothing", "gold", "expect: {status: completed}", "expect: {}"),
    ("odd-character", "mail", "We want", "We\u202e want"),
    ("odd-character", "oven_log", "ovens: 2", "ovens:\t2"),
    ("front-matter", "mail", "---\nDear all", "Dear all"),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), ONE_FAULT)
def test_one_fault_is_told_by_its_code_and_nothing_else(
    tmp_path: Path, code: str, file: str, old: str, new: str
) -> None:
    if old in ('at: "09:00"',):
        changes: dict[str, str | None] = {
            f"{HERE}/mission.yaml": MISSION.replace(old, new, 1),
        }
    else:
        changes = changed(file, old, new)
    found = problems(tmp_path, changes)
    assert {p.code for p in found} == {code}
    assert all(p.place.line > 0 and p.message.endswith(".") for p in found)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("people.yaml", "missing-file"),
        (f"{HERE}/call.yaml", "missing-file"),
        (f"{HERE}/attachments/ledger.txt.txt", "missing-file"),
        (f"{HERE}/emails/first-order.md", "unknown-source"),
        ("pack.yaml", "no-pack"),
        ("components/app_server.yaml", "unknown-component"),
    ],
)
def test_a_file_that_is_missing_is_missed(tmp_path: Path, file: str, code: str) -> None:
    assert code in {p.code for p in problems(tmp_path, {file: None})}


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column"),
    [
        ("call", "trust >= 60", "trust = 60", 11, 23),
        ("mission", "when: not dawn-rush", "when: not dawn-rash", 56, 17),
        ("mail", "and not opened(ledger.txt)", "and not opened(ledgr.txt)", 4, 64),
    ],
)
def test_a_fault_in_a_condition_is_placed_inside_it(
    tmp_path: Path, file: str, old: str, new: str, line: int, column: int
) -> None:
    name = f"{HERE}/emails/flour.md" if file == "mail" else file
    found = problems(tmp_path, changed(name, old, new))
    assert [(p.place.line, p.place.column) for p in found] == [(line, column)]


def test_two_missions_that_wait_for_one_another_are_told(tmp_path: Path) -> None:
    waiting = "prerequisites: {type: missions_completed, mission_ids: [later-order]}"
    found = problems(tmp_path, changed("mission", "meters: [trust", f"{waiting}\nmeters: [trust"))
    assert [p.code for p in found] == ["impossible-unlock", "impossible-unlock"]


def test_a_condition_and_its_opposite_open_no_door(tmp_path: Path) -> None:
    unheard = "    - {type: NOT, conditions: [{type: flag_set, flag: ben_heard}]}"
    name = "missions/later-order/mission.yaml"
    text = FILES[name].replace("    - type: OR", f"{unheard}\n    - type: AND")
    assert [p.code for p in problems(tmp_path, {name: text})] == ["impossible-unlock"]


def test_a_mail_whose_name_is_no_id_is_told(tmp_path: Path) -> None:
    found = problems(tmp_path, {f"{HERE}/emails/My Mail.md": FILES[f"{HERE}/emails/flour.md"]})
    assert [p.code for p in found] == ["bad-value"]


def test_a_file_that_nothing_names_is_told(tmp_path: Path) -> None:
    found = problems(tmp_path, {f"{HERE}/attachments/menu.pdf.txt": "Rolls\n"})
    assert [p.code for p in found] == ["stray-file"]


def test_a_syntax_error_in_one_file_hides_no_fault_of_another(tmp_path: Path) -> None:
    changes = changed("people", "people:\n", "people: [\n")
    changes |= changed("design", "kind: relational_db, at", "kind: relational, at")
    found = problems(tmp_path, changes)
    assert {p.code for p in found} == {"yaml-syntax", "unknown-component"}


def test_markup_and_escapes_are_kept_as_text(tmp_path: Path) -> None:
    changes = changed("mail", "We want an", "[red]We[/red] {want} %s 👩\u200d🚀 an")
    mission = load_pack(write(tmp_path, changes)).mission("small-order")
    assert "[red]We[/red] {want} %s 👩\u200d🚀" in mission.email_by_id["first-order"].body


def test_lint_tells_the_same_faults_and_more(tmp_path: Path) -> None:
    changes = changed("mail", "lure: authority", "lure: fame")
    found = lint(write(tmp_path, changes))
    assert "bad-value" in {p.code for p in found}


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    file=st.sampled_from(sorted(set(FILES) - {"pack.yaml"})),
    cut=st.integers(0, 400),
    length=st.integers(0, 60),
    put=st.text(alphabet="ab: -[]{}'\"\n|>&*?#,0.", max_size=12),
)
def test_a_damaged_pack_is_refused_or_read_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, file: str, cut: int, length: int, put: str
) -> None:
    text = FILES[file]
    cut = cut % (len(text) + 1)
    folder = tmp_path_factory.mktemp("damaged")
    write(folder, {file: text[:cut] + put + text[cut + length :]})
    try:
        load_pack(folder)
    except PackFaults as faults:
        assert faults.problems
    lint(folder)
