"""First-time help: told on the page before a mechanic's first use, and never again after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.loader import Pack
from db.folders import DataFolder
from engine.mission import Mission
from tests.tui.stage import session_of
from tui import settings
from tui.briefing import brief_page, phase_page
from tui.settings import Settings
from tui.teaching import LESSONS, USES, Taught, lessons


def mechanics(mission: Mission, phase: int, known: tuple[str, ...] = ()) -> list[str]:
    return [one.mechanic for one in lessons(mission, mission.phases[phase], known)]


def test_every_lesson_knows_where_it_is_used() -> None:
    assert {lesson.mechanic for lesson in LESSONS} == set(USES)
    assert len(USES) == len(LESSONS)


def test_the_tutorial_teaches_reading_choosing_building_and_running(kettle: Mission) -> None:
    assert mechanics(kettle, 0) == ["reading", "pins", "ledger"]
    assert mechanics(kettle, 1) == ["call"]
    assert mechanics(kettle, 2) == ["grid"]
    assert mechanics(kettle, 3) == []


def test_later_missions_add_only_what_is_new(pack: Pack) -> None:
    known: tuple[str, ...] = ()
    added = {}
    for slug in ("kettle-protocol", "client-discovery-workshop", "urgent-performance"):
        mission = pack.mission(slug)
        before = set(known)
        for phase in range(len(mission.phases)):
            known = (*known, *mechanics(mission, phase, known))
        added[slug] = set(known) - before
    assert {"trust", "budget", "floor"} <= added["client-discovery-workshop"]
    assert "days" in added["urgent-performance"]
    assert not added["urgent-performance"] & {"reading", "pins", "call", "grid", "trust"}


def test_what_was_told_is_kept_by_player_and_never_told_again(
    tmp_path_factory: pytest.TempPathFactory, kettle: Mission
) -> None:
    folder = DataFolder(tmp_path_factory.mktemp("taught"))
    settings.save(folder, Settings("day", motion=False))
    first = Taught(folder)
    assert first.lessons(kettle, kettle.phases[0], "Ash")
    assert first.lessons(kettle, kettle.phases[0], "Ash") == ()
    again = Taught(folder)
    assert again.lessons(kettle, kettle.phases[0], "Ash") == ()
    assert again.lessons(kettle, kettle.phases[0], "Brook"), "another player is told"
    kept = settings.load(folder)
    assert kept is not None
    assert (kept.look, kept.motion) == ("day", False), "the settings stay"


@pytest.mark.parametrize(
    "wrong", ['{"taught": 3}', '{"taught": {"Ash": 3}}', '{"taught": {"a": [1]}}']
)
def test_a_damaged_record_teaches_again(
    tmp_path_factory: pytest.TempPathFactory, wrong: str
) -> None:
    folder = DataFolder(tmp_path_factory.mktemp("damaged"))
    folder.root.mkdir(exist_ok=True)
    (folder.root / settings.FILE).write_text(f'{{"taught": {wrong}}}')
    kept = settings.load(folder)
    assert kept is not None
    assert not any(kept.taught.values())


def test_the_pages_name_what_is_new_and_only_that(kettle: Mission) -> None:
    (reading, *_) = lessons(kettle, kettle.phases[0], ())
    page = brief_page(kettle, (reading,)).plain
    assert "NEW HERE\nMail  Enter opens" in page
    assert "NEW HERE" not in brief_page(kettle).plain
    state = session_of(kettle).state
    assert "NEW HERE" not in phase_page(kettle, state).plain
    assert reading.keys in phase_page(kettle, state, (reading,)).plain


def test_lessons_say_their_thing_in_few_words() -> None:
    for lesson in LESSONS:
        for text in (lesson.keys, lesson.plain):
            assert len(text.split()) <= 40, lesson.mechanic
            assert "!" not in text
    assert replace(Settings(), look="day").taught == {}
