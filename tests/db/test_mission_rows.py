"""Missions as rows: whole when put together, and without answers on the side that is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from content.loader import Pack, load_pack
from db.mission_rows import ContentRow, ShapeFault, assemble, card_from, split
from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from tests.content import small_pack
from tests.content.reaching_pack import write_reaching
from tests.db.authors import untraced

GOLDEN = Path(__file__).parent / "golden" / "mission-rows-0001.json"
ANSWER_KEYS = {
    "after", "aftermath", "answers", "best", "brings", "changes", "closing", "contradictions",
    "deadline", "debrief", "default_floor", "late", "letter",
    "default_silence", "early_end", "effects", "evidence", "exchanges", "facts", "flags", "floor",
    "floors", "hints", "lure", "missed", "needs", "opening", "promises", "requirements", "rules",
    "signal", "tactic", "then", "tone", "unanswered", "unasked", "when", "worth",
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    folder = small_pack.write(tmp_path_factory.mktemp("small"))
    return load_pack(folder).missions[0]


@pytest.fixture(scope="module")
def reaching(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    """The small mission with changes of its grid, late letters and an answer to give."""
    return load_pack(write_reaching(tmp_path_factory.mktemp("reaching"))).missions[0]


@pytest.fixture(scope="module")
def missions(pack: Pack, small: Mission, weir: Mission, reaching: Mission) -> tuple[Mission, ...]:
    return (*pack.missions, small, weir, reaching)


def keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def through_json(rows: tuple[ContentRow, ...]) -> tuple[ContentRow, ...]:
    stored = json.loads(json.dumps([row.model_dump(mode="json") for row in rows]))
    return tuple(ContentRow.model_validate(row) for row in stored)


def test_a_mission_comes_back_from_its_rows_whole(missions: tuple[Mission, ...]) -> None:
    for mission in missions:
        assert assemble(mission.card, through_json(split(mission))) == mission


def test_rows_may_come_in_any_order_and_with_strangers_among_them(small: Mission) -> None:
    stranger = split(small)[0].model_copy(
        update={"key": "email_discovery/web-1", "phase_name": "email_discovery", "answers": {}}
    )
    mail = stranger.model_copy(update={"key": "x", "content_type": "email"})
    rows = (mail, *reversed(split(small)), stranger)
    assert assemble(small.card, rows) == small


def test_each_row_has_a_key_of_its_own(missions: tuple[Mission, ...]) -> None:
    for mission in missions:
        keys = [row.key for row in split(mission)]
        assert len(set(keys)) == len(keys)


def test_documents_carry_briefs_attachments_and_feedback(small: Mission) -> None:
    told = [row.content_data for row in split(small) if row.content_type == "document"]
    kinds = [data["key"] for data in told]
    assert kinds.count("brief") == 4
    assert kinds.count("attachment") == 2
    assert kinds.count("feedback") == kinds.count("mission") == 1
    assert {"key": "brief", "phase": "email_discovery", "text": "Read."} in told
    log = next(data for data in told if data.get("filename") == "oven_log.txt")
    assert log["body"].startswith("06:10")


def test_the_mission_document_shows_the_packs_plain_words(small: Mission) -> None:
    (top,) = [row for row in split(small) if row.key == "mission"]
    assert {"term": "lag", "says": "Of lag.", "also": []} in top.content_data["glossary"]
    assert "glossary" not in top.answers
    own = {"term": "lag", "says": "By hand.", "also": ["late"]}
    edited = top.model_copy(update={"content_data": {**top.content_data, "glossary": [own]}})
    others = tuple(row for row in split(small) if row.key != "mission")
    assert assemble(small.card, (edited, *others)).term_by_word["late"].says == "By hand."
    bare = {name: value for name, value in top.content_data.items() if name != "glossary"}
    older = top.model_copy(update={"content_data": bare})
    assert assemble(small.card, (older, *others)).glossary == ()


def test_the_side_that_is_shown_holds_no_key_of_an_answer(missions: tuple[Mission, ...]) -> None:
    for mission in missions:
        for row in split(mission):
            assert not ANSWER_KEYS & set(keys_of(row.content_data)), row.key


def test_the_side_that_is_shown_holds_no_hidden_facts_wording(
    missions: tuple[Mission, ...],
) -> None:
    for mission in missions:
        shown = json.dumps([row.content_data for row in split(mission)], ensure_ascii=False)
        for fact in mission.facts:
            for words in (fact.says, fact.missed, fact.where, f'"{fact.id}"'):
                assert words not in shown, (mission.slug, fact.id)
        for requirement in mission.requirements:
            assert requirement.title not in shown
            assert not requirement.unasked or requirement.unasked not in shown
        for text in re.findall(r'"why": "([^"]+)"', mission.model_dump_json()):
            assert text not in shown


def test_a_sheet_is_shown_without_what_waits_for_a_fact_and_without_its_rubric(
    weir: Mission,
) -> None:
    row = next(row for row in split(weir) if row.content_type == "simulation")
    told = json.dumps(row.content_data)
    assert row.content_data["key"] == "board"
    assert row.content_data["sections"][0]["id"] == "price"
    assert '"mean-inside"' in told and '"no-vote"' not in told
    assert "grant lapses" not in told and "election silence" in told
    assert "permit-desk" not in told
    assert '"overrun"' in told and '"per-farm", "value"' not in told
    for secret in ("A price that can be lived on", "Nothing that he sees", "offer_capped"):
        assert secret not in told and secret in json.dumps(row.answers)


def test_a_file_that_has_to_be_unlocked_is_not_shown(small: Mission) -> None:
    ledger = next(row for row in split(small) if row.key.endswith("ledger.txt"))
    assert ledger.content_data["locked"] is True
    assert "Saturday" not in json.dumps(ledger.content_data)
    assert "Saturday" in ledger.answers["body"]


def inbox_with(mission: Mission, **changes: Any) -> Mission:
    """The mission with other fields in its first mail."""
    inbox = mission.phases[0]
    assert isinstance(inbox, EmailDiscovery)
    mails = (inbox.emails[0].model_copy(update=changes), *inbox.emails[1:])
    return mission.model_copy(
        update={"phases": (inbox.model_copy(update={"emails": mails}), *mission.phases[1:])}
    )


def test_an_issue_that_names_a_fact_is_not_shown(small: Mission) -> None:
    mail: Email = small.phases[0].emails[0]  # type: ignore[union-attr]
    issues = ("orders", "dawn_rush", "Ben Heard")
    telling = inbox_with(small, metadata=mail.metadata.model_copy(update={"key_issues": issues}))
    row = next(row for row in split(telling) if row.content_type == "email")
    assert row.content_data["metadata"]["key_issues"] == ["orders"]
    assert assemble(telling.card, split(telling)) == telling


def test_an_edited_order_of_answers_keeps_each_with_its_consequences(small: Mission) -> None:
    rows = list(split(small))
    at = next(n for n, row in enumerate(rows) if row.content_type == "email")
    data = dict(rows[at].content_data)
    data["response_options"] = list(reversed(data["response_options"]))
    rows[at] = rows[at].model_copy(update={"content_data": data})
    before = {o.id: o for o in small.phases[0].emails[0].options}  # type: ignore[union-attr]
    after = assemble(small.card, tuple(rows)).phases[0].emails[0].options  # type: ignore[union-attr]
    assert [option.id for option in after] == list(reversed(before))
    assert {option.id: option for option in after} == before


def test_rows_that_do_not_fit_together_are_told_by_one_kind_of_fault(small: Mission) -> None:
    rows = split(small)
    for row in rows:
        if row.key.endswith("/brief"):
            continue  # the first release had none
        with pytest.raises(ShapeFault):
            assemble(small.card, tuple(other for other in rows if other is not row))
    for row in rows:
        emptied = row.model_copy(update={"content_data": {}})
        if row.key != "mission" and row.content_data.get("key") != "feedback":
            with pytest.raises(ShapeFault):
                assemble(small.card, tuple(emptied if one is row else one for one in rows))


def test_rows_as_the_first_release_stored_them_are_still_read() -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    mission = untraced(Mission.model_validate(golden["mission"]))
    rows = tuple(ContentRow.model_validate(row) for row in golden["rows"])
    assert not any(row.key.endswith("/brief") for row in rows)
    assert untraced(assemble(mission.card, rows)) == mission


def test_the_board_shows_a_mission_that_the_web_has_put_there() -> None:
    config = {
        "phases": ["email_discovery", "video_call", "system_design", "client_feedback"],
        "estimated_duration": 45,
        "learning_objectives": ["Identify key stakeholder concerns"],
        "unlock_conditions": {"type": "simple", "required_level": 1},
        "scoring": {"email_quality": 30, "video_performance": 40, "design_accuracy": 30},
    }
    card = card_from(
        {
            "slug": "client-discovery-workshop-2", "title": "Client Discovery Workshop",
            "order_index": 1, "difficulty": "beginner", "config": config, "prerequisites": None,
        }
    )  # fmt: skip
    assert (card.playable, card.title) == (False, "Client Discovery Workshop")
    assert card.unlock_conditions == {"type": "simple", "required_level": 1}
    assert card_from(
        {"slug": f"m{uuid4().hex[:4]}", "title": "Bare", "order_index": 2,
         "difficulty": "advanced", "config": {}, "prerequisites": None}
    ).short_title == "Bare"  # fmt: skip
