"""`scopecreep report`: what a class chose, found and missed, from the files that were handed in."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from content.loader import Pack
from content.reporting.csv_rows import csv_text
from content.reporting.export import export, number_of
from content.reporting.folder import BadFile, learners, read
from content.reporting.handed_in import Export
from content.reporting.misses import misses
from content.reporting.report import report
from content.reporting.shapes import MissionReport, Report
from content.reporting.text import WIDTH, lines
from tests.content.reporting import SEED, handed_in, log_of

MAIL = "urgent-system-performance"


def put(folder: Path, name: str, result: Export) -> Path:
    path = folder / f"{name}.json"
    path.write_text(result.model_dump_json(), encoding="utf-8")
    return path


@pytest.fixture
async def files(pack: Pack, tmp_path: Path) -> list[Path]:
    """Three learners' files: the best, a fair and a poor playthrough of M02."""
    return [
        put(tmp_path, name, await handed_in(pack, name, walkthrough))
        for name, walkthrough in (("Ada", "gold"), ("Ben", "fair"), ("Cleo", "poor"))
    ]


def only(told: Report) -> MissionReport:
    (mission,) = told.missions
    return mission


async def test_a_class_of_three_is_counted_by_what_each_chose(
    pack: Pack, files: list[Path]
) -> None:
    told = report(pack.missions, files)
    assert (told.files, told.bad, told.notes) == (3, [], [])
    mission = only(told)
    assert (mission.learners, mission.completed, mission.seeds) == (3, 3, 1)
    node = next(node for node in mission.nodes if node.node == MAIL)
    assert (node.answered, node.best) == (3, 1)
    assert {m.move: m.count for m in node.moves} == {
        "immediate_response": 0,
        "gather_info": 1,
        "what-runs-at-eight": 1,
        "one-hour": 1,
    }
    assert [m.move for m in node.moves if m.best] == ["what-runs-at-eight"]
    for node in mission.nodes:
        assert sum(m.count for m in node.moves) == node.answered
        assert sum(m.best_for or 0 for m in node.moves) == node.best
    whole = mission.spreads[0]
    gold, fair, poor = (read(path).playthroughs[0].score for path in files)
    assert (whole.lowest, whole.median, whole.highest) == (poor, fair, gold)
    found = {fact.fact: fact.found for fact in mission.facts}
    assert found["schema-frozen"] == 3
    assert found["fresh-invoices"] == 1
    assert mission.misses[0].ref == "fresh-invoices"
    told_only = [node for node in mission.nodes if not node.scored]
    assert any(node.best == 0 for node in told_only)
    played = pack.mission("urgent-performance")
    assert misses(played, told_only, [], [], 3) == [], "answers to the feedback never score"


async def test_without_the_key_nothing_tells_what_is_right(pack: Pack, files: list[Path]) -> None:
    told = report(pack.missions, files[1:], key=False)
    mission = only(told)
    assert mission.misses == []
    assert mission.requirements == []
    moves = [move for node in mission.nodes for move in node.moves]
    assert all((m.best, m.best_for, m.worth) == (None, None, None) for m in moves)
    assert all(node.best is None for node in mission.nodes)
    assert all(fact.where is None for fact in mission.facts)
    assert all(line.best is None for line in mission.people)
    whole = only(report(pack.missions, files[1:]))
    unfound = {fact.title for fact in whole.facts if not fact.found}
    assert mission.facts_held_back == len(unfound) > 0
    shown = "\n".join(lines(told))
    assert "✓" not in shown
    assert " ~ " not in shown
    assert not [title for title in unfound if title in shown]
    best_silence = next(node for node in mission.nodes if node.node == "dictating")
    assert "interrupt" not in [move.move for move in best_silence.moves], "nobody cut in"


async def test_lines_fit_a_terminal_of_eighty_columns(pack: Pack, files: list[Path]) -> None:
    told = report(pack.missions, files)
    for by in ("node", "learner", "requirement"):
        shown = list(lines(told, by))
        assert len(shown) > 3
        assert max(map(len, shown)) <= WIDTH
    assert "Ada" in "\n".join(lines(told, "learner"))
    assert "Ada" not in "\n".join(lines(told, "node")), "the room is shown no names"


async def test_scores_come_last_and_not_before_the_room(pack: Pack, files: list[Path]) -> None:
    told = "\n".join(lines(report(pack.missions, files)))
    heads = re.findall(r"^([A-Z]{5,}(?: [A-Z]+)*)\b", told, re.MULTILINE)
    assert heads[0] == "MISSED MOST"
    assert heads[-1] == "SCORES"
    room = "\n".join(lines(report(pack.missions, files, key=False)))
    assert "SCORES" not in room
    assert "Grades" not in room


async def test_one_decision_can_be_put_before_the_room(pack: Pack, files: list[Path]) -> None:
    shown = "\n".join(lines(report(pack.missions, files), only=["two-drafts"]))
    assert "Two drafts, one noon" in shown
    assert "For the record" not in shown


async def test_a_file_that_is_handed_in_twice_counts_once(pack: Pack, tmp_path: Path) -> None:
    result = await handed_in(pack, "Ada", "gold")
    paths = [put(tmp_path, name, result) for name in ("one", "two")]
    told = report(pack.missions, paths)
    assert only(told).learners == 1
    (note,) = told.notes
    assert note.file.endswith("two.json")
    assert "The same learner" in note.says
    assert "it adds nothing" in note.says


async def test_a_playthrough_that_went_on_counts_as_it_went_on(pack: Pack, tmp_path: Path) -> None:
    early = await handed_in(pack, "Ada", "gold", rows=12)
    late = await handed_in(pack, "Ada", "gold")
    for order in ((early, late), (late, early)):
        paths = [put(tmp_path, str(n), result) for n, result in enumerate(order)]
        mission = only(report(pack.missions, paths))
        assert (mission.learners, mission.completed) == (1, 1)
        assert mission.people[0].attempts == 1


async def test_an_unfinished_playthrough_tells_its_choices_and_has_no_score(
    pack: Pack, tmp_path: Path
) -> None:
    path = put(tmp_path, "Ada", await handed_in(pack, "Ada", "gold", rows=12))
    mission = only(report(pack.missions, [path]))
    assert mission.nodes
    assert mission.completed == 0
    assert mission.spreads == []
    assert mission.people[0].score is None


async def test_two_of_one_name_are_two_learners(pack: Pack, tmp_path: Path) -> None:
    one = await handed_in(pack, "Alex", "gold")
    other = (await handed_in(pack, "Alex", "poor")).model_copy(update={"learner": 7})
    mission = only(report(pack.missions, [put(tmp_path, "a", one), put(tmp_path, "b", other)]))
    assert {line.learner for line in mission.people} == {f"Alex ({one.learner})", "Alex (7)"}


async def test_which_attempt_counts_is_asked_for(pack: Pack, tmp_path: Path) -> None:
    attempts = [
        (walk, *(await log_of(pack, "urgent-performance", walk, "Ada")))
        for walk in ("fair", "gold", "poor")
    ]
    path = put(tmp_path, "Ada", export("urgent-performance", "Ada", "a", attempts))
    fair, gold, poor = (one.score for one in read(path).playthroughs)
    for which, score in (("first", fair), ("best", gold), ("last", poor)):
        mission = only(report(pack.missions, [path], which=which))
        assert mission.people[0].score == score
        assert mission.people[0].attempts == 3


async def test_an_anonymous_file_has_neither_the_name_nor_the_number(pack: Pack) -> None:
    attempts = [("x", *(await log_of(pack, "kettle-protocol", "guided", "Ada Marchbanks")))]
    named = export("kettle-protocol", "Ada Marchbanks", "account", attempts)
    hidden = export("kettle-protocol", "Ada Marchbanks", "account", attempts, anonymous=True)
    text = hidden.model_dump_json()
    assert "Marchbanks" not in text
    assert "account" not in text
    assert hidden.player == ""
    assert hidden.learner != named.learner
    assert hidden.learner == number_of("account", anonymous=True), "the same in all their files"
    assert hidden.playthroughs[0].seed == SEED
    assert hidden.playthroughs[0].score is None, "M00 gives no grades"


async def test_hostile_text_is_stripped_and_no_spreadsheet_computes_it(
    pack: Pack, tmp_path: Path
) -> None:
    document = json.loads((await handed_in(pack, "Ada", "gold")).model_dump_json())
    document["player"] = "=HYPERLINK(1)\x1b[2J\u202e\n\0" + "x" * 5000
    document["playthroughs"][0]["moves"][0]["move"] = "\x1b]0;title\x07nothing"
    document["newer"] = {"key": 1}
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    told = report(pack.missions, [path])
    for text in ("\n".join(lines(told, "node")), "\n".join(lines(told, "learner"))):
        assert not [c for c in text if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]
        assert "\u202e" not in text
        assert max(map(len, text.splitlines())) <= WIDTH
    rows = list(csv.DictReader(io.StringIO(csv_text(told, "learner"))))
    assert rows[0]["learner"].startswith("'=HYPERLINK(1)")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (b"", "no JSON file"),
        (b"\xff\xfe{", "no JSON file"),
        (b"[" * 100_000, "no JSON file"),
        (b"[]", "no result of"),
        (b'{"runs": []}', "no result of"),
        (b'{"format": "scopecreep-results", "version": 2}', "newer game"),
        (b'{"format": "scopecreep-results", "version": "0"}', "names no version"),
        (b'{"format": "scopecreep-results", "version": 1}', "'learner' is damaged"),
        (b" " * 4_000_001, "larger than 4 MB"),
    ],
    ids=["empty", "no text", "deep", "list", "other", "newer", "odd", "damaged", "large"],
)
def test_a_bad_file_is_told_in_one_plain_message(tmp_path: Path, written: bytes, says: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(written)
    with pytest.raises(BadFile) as caught:
        read(path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_numbers_out_of_range_and_endless_lists_are_damage(
    pack: Pack, tmp_path: Path
) -> None:
    sound = (await handed_in(pack, "Ada", "poor")).model_dump(mode="json")
    first = sound["playthroughs"][0]
    for change in (
        {"score": 900},
        {"moves": first["moves"] * 100},
        {"status": "won"},
        {"facts": [{"fact": 3}]},
    ):
        path = tmp_path / "damaged.json"
        path.write_text(json.dumps({**sound, "playthroughs": [{**first, **change}]}))
        with pytest.raises(BadFile, match="is damaged"):
            read(path)


async def test_other_content_is_told_and_reported_by_its_names(pack: Pack, tmp_path: Path) -> None:
    document = json.loads((await handed_in(pack, "Ada", "gold")).model_dump_json())
    first = document["playthroughs"][0]
    first["content"], first["revision"] = "0123456789ab", 3
    first["moves"].append({"phase": "email_discovery", "node": "gone", "move": "x", "worth": 100})
    path = tmp_path / "ada.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    told = report(pack.missions, [path])
    (note,) = told.notes
    assert "revision 3, 0123456789ab" in note.says
    gone = only(told).nodes[-1]
    assert (gone.node, gone.answered, gone.moves[0].words) == ("gone", 1, "x")


async def test_other_content_is_told_once_for_all_who_played_it(pack: Pack, tmp_path: Path) -> None:
    document = json.loads((await handed_in(pack, "Ada", "poor")).model_dump_json())
    paths = []
    for number, (name, theirs) in enumerate([("Ada", "aa"), ("Ben", "aa"), ("Cy", "bb")]):
        first = {**document["playthroughs"][0], "content": theirs, "playthrough": name}
        one = {**document, "player": name, "learner": number, "playthroughs": [first]}
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(json.dumps(one), encoding="utf-8")
    told = [note.says for note in report(pack.missions, paths).notes]
    assert len(told) == 2
    assert told[0].startswith("Ada and 1 other played other content")
    assert told[1].startswith("Cy played other content")


async def test_a_mission_that_is_not_played_here_is_a_bad_file(pack: Pack, tmp_path: Path) -> None:
    foreign = (await handed_in(pack, "Ada", "poor")).model_copy(update={"mission": "elsewhere"})
    told = report(pack.missions, [put(tmp_path, "a", foreign)])
    assert told.missions == []
    assert "'elsewhere', which this game does not play" in told.bad[0].says


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(BadFile, match="cannot be read"):
            read(path)
    assert learners([]) == ([], [])
