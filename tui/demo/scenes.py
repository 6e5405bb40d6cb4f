"""Prepared scenes of a mission: its phases, and those that its demos name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from content.demo import Demo
from content.script import Act, ComparePins, DropPin, Offline, Script, Step
from engine.mission import Mission
from tui.demo.course import Course, Mark, OffCourse, advance, opening
from tui.widgets.header import PHASE_NAMES

PREFERRED = ("gold", "guided")
"""Whose way leads to a phase, where a mission has them."""
DEBRIEF = "debrief"


class NoWay(Exception):
    """A scene cannot be prepared; the message says why."""


@dataclass(frozen=True)
class PreparedScene:
    """A scene's name, what it is, and the game as it begins there."""

    name: str
    title: str
    prepare: Callable[[int | None], Mark]
    """The game at its beginning, with another seed than the script's if one is given.

    Raises:
        NoWay: its script does not lead there.
    """


def scenes_of(
    mission: Mission, walkthroughs: Iterable[Script], demos: Iterable[Demo]
) -> tuple[PreparedScene, ...]:
    """Every prepared scene of a mission, each under a name of its own.

    A demo's scene whose name is taken stands under the demo's name and its own.
    """
    scenes = {scene.name: scene for scene in _phases(mission, _way(walkthroughs))}
    for demo in sorted(demos, key=lambda one: -one.minutes):
        for scene in demo.scenes:
            name = f"{demo.name}/{scene.id}" if scene.id in scenes else scene.id
            title = f"{scene.title}, of '{demo.title}'"
            scenes[name] = PreparedScene(name, title, _at_scene(mission, demo, scene.id))
    return tuple(scenes.values())


def _way(walkthroughs: Iterable[Script]) -> Script | None:
    by_name = {script.name: script for script in walkthroughs}
    named = [by_name[name] for name in PREFERRED if name in by_name]
    return next(iter([*named, *by_name.values()]), None)


def _phases(mission: Mission, way: Script | None) -> Iterator[PreparedScene]:
    if way is None:
        return
    for index, phase in enumerate(mission.phases):
        title = f"{PHASE_NAMES[phase.kind]}, as the walkthrough '{way.name}' comes to it"
        yield PreparedScene(phase.id, title, _at_phase(mission, way, index))
    title = f"The debrief of the walkthrough '{way.name}'"
    yield PreparedScene(DEBRIEF, title, _at_phase(mission, way, len(mission.phases)))


def _at_phase(mission: Mission, way: Script, index: int) -> Callable[[int | None], Mark]:
    def prepare(seed: int | None) -> Mark:
        mark = opening(mission, way, seed)
        for step in _played(way.steps):
            if _there(mark, mission, index):
                break
            try:
                mark = advance(mission, mark, step)
            except OffCourse as off:
                raise NoWay(f"{way.file}: {off}") from off
        if not _there(mark, mission, index):
            raise NoWay(f"{way.file} does not come to this phase.")
        return mark

    return prepare


def _there(mark: Mark, mission: Mission, index: int) -> bool:
    if index == len(mission.phases):
        return mark.state.status == "completed"
    return len(mark.state.phases) > index


def _played(steps: Iterable[Step]) -> Iterator[Act | ComparePins | DropPin]:
    for step in steps:
        if isinstance(step, Offline):
            yield from _played(step.steps)
        elif isinstance(step, Act | ComparePins | DropPin):
            yield step


def _at_scene(mission: Mission, demo: Demo, scene: str) -> Callable[[int | None], Mark]:
    def prepare(seed: int | None) -> Mark:
        course = Course(demo, mission, seed)
        try:
            return course.mark(course.begins(scene))
        except OffCourse as off:
            raise NoWay(f"{demo.file}: {off}") from off

    return prepare
