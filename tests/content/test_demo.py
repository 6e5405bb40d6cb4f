"""Demos as they are written: what is read, what is refused, and what the packaged ones keep to."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.demo import Demo, Hold, Meanwhile, Note, Scene, demos_in, parse_demo, read_demo
from content.expectations import check
from content.loader import Pack, lint
from content.packs import builtin
from content.problem import PackFaults
from content.script import Expect
from tests.content.small_pack import write
from tests.tui.demos import SMALL
from tui.demo.course import Course

OTHER = SMALL.replace("mission: small-order", "mission: smal-order")
FILES = {path.stem: path for path in demos_in(builtin())}


def test_a_pack_holds_its_demos_to_missions_that_are_played(tmp_path: Path) -> None:
    pack = write(tmp_path, {"demos/small.yaml": SMALL, "demos/other.yaml": OTHER})
    (fault,) = lint_errors(pack)
    assert "There is no mission 'smal-order' that is played." in fault
    assert "small-order" in fault


def lint_errors(pack: Path) -> list[str]:
    return [str(problem) for problem in lint(pack) if problem.severity == "error"]


def faults_of(text: str) -> list[str]:
    with pytest.raises(PackFaults) as caught:
        parse_demo(text)
    return [str(problem) for problem in caught.value.problems]


def test_a_demo_has_scenes_notes_choices_and_steps_of_the_playthrough_format() -> None:
    demo = parse_demo(SMALL)
    assert [scene.id for scene in demo.scenes] == ["opening", "the-log", "the-call"]
    assert demo.minutes == 3
    note = next(beat for beat in demo.beats if isinstance(beat, Note))
    assert note.seconds == len(note.say.split()) / 2.5
    (hold,) = [beat for beat in demo.beats if isinstance(beat, Hold)]
    assert dict(hold.then).keys() == {"big-page"}
    (behind,) = [beat for beat in demo.beats if isinstance(beat, Meanwhile)]
    assert len(behind.steps) == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("usual: big-page", "answers: [Yes]\n      usual: big-page", "one kind of answer"),
        ("back_to: opening", "back_to: openning", "No scene 'openning' comes before"),
        ("id: the-call", "id: the-log", "two scenes 'the-log'"),
        ("- say: floor-ben", "- sey: floor-ben", "no verb 'sey'"),
        ("- say: floor-ben", "- refused: {say: floor-ben}", "no step of a demo"),
        ("- show: promises", "- show: everything", "'promises' or 'room'"),
        ("minutes: 1, back_to", "minuts: 1, back_to", "minuts"),
        ("- press: [end]", "- press: []", "one key to"),
    ],
)
def test_every_fault_of_a_demo_is_told(old: str, new: str, told: str) -> None:
    assert old in SMALL
    assert any(told in fault for fault in faults_of(SMALL.replace(old, new)))


def test_a_demo_begins_with_a_scene() -> None:
    text = "format: 1\ntitle: T\nmission: small-order\nsteps:\n  - note: Hello\n"
    assert any("begins with a scene" in fault for fault in faults_of(text))


@pytest.mark.parametrize(("name", "minutes"), [("ten-minutes", 10), ("two-minutes", 2)])
def test_a_packaged_demo_keeps_to_its_script_whatever_the_room_is_shown(
    pack: Pack, name: str, minutes: float
) -> None:
    demo = read_demo(FILES[name])
    assert demo.minutes == minutes
    mission = pack.mission(demo.script.mission)
    course = Course(demo, mission)
    for index, beat in enumerate(course.beats):
        state = course.mark(index + 1).state
        if isinstance(beat, Expect):
            assert not check(beat.expectation, mission, state, script=demo.file, line=beat.line)


@pytest.mark.parametrize("name", FILES)
def test_whatever_a_room_answers_a_packaged_demo_goes_on(pack: Pack, name: str) -> None:
    demo = read_demo(FILES[name])
    mission = pack.mission(demo.script.mission)
    for place, hold in enumerate(demo.beats):
        if not isinstance(hold, Hold):
            continue
        for option in options(pack, demo, hold):
            course = Course(demo, mission)
            at = next(n for n, beat in enumerate(course.beats) if beat is hold)
            course.answer(at, option)
            end = course.mark(len(course.beats)).state
            usual = Course(demo, mission)
            assert end.status == usual.mark(len(usual.beats)).state.status, (place, option)


def options(pack: Pack, demo: Demo, hold: Hold) -> list[str]:
    mission = pack.mission(demo.script.mission)
    if hold.reply:
        return [option.id for option in mission.email_by_id[hold.reply].options]
    if hold.answers:
        return list(hold.answers)
    nodes = [x for x in mission.exchange_by_id.values() if hold.usual in {o.id for o in x.options}]
    return [option.id for option in nodes[0].options if option.needs is None]


def test_every_scene_of_a_packaged_demo_is_begun_with_something_to_say() -> None:
    for path in FILES.values():
        beats = read_demo(path).beats
        for index, beat in enumerate(beats):
            if isinstance(beat, Scene):
                following = [b for b in beats[index + 1 :] if not isinstance(b, Meanwhile)]
                assert any(isinstance(b, Note) for b in following[:2]), (Path(path).name, beat.id)
