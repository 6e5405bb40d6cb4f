"""Demos: scripts for an audience, with what a presenter says and what the room is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from content import faults
from content.fitting import fit
from content.problem import PackFaults, Report, did_you_mean
from content.reader import Unreadable, parse_yaml, read_yaml
from content.script import (
    Act,
    ComparePins,
    DropPin,
    Expect,
    Located,
    Player,
    Press,
    Script,
    Sees,
    Start,
)
from content.source import Mapping, Node, Place, Scalar, Sequence
from content.steps import steps_of
from engine import actions as ac
from engine.frozen import Frozen
from engine.values import Text

WORDS_A_SECOND = 2.5
"""How fast a presenter speaks: 150 words a minute."""
MAX_BEATS = 400
MAX_MINUTES = 180


class NoteForm(Frozen):
    """What the presenter says now; `aside` is for their eyes alone."""

    say: Text = ""
    aside: Text = ""
    say_for: float | None = Field(default=None, ge=0, le=600)
    """Seconds that it takes, where that is not the time of speaking it."""


class SceneForm(Frozen):
    """A scene's name, and the minutes that are planned for it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: Text
    minutes: float = Field(gt=0, le=60)
    back_to: str = ""
    """The scene at whose beginning this one begins; else it goes on where the last one ended."""


class HoldForm(Frozen):
    """A question to the room: the options of a mail or of the present exchange, or its own."""

    ask: Text
    reply: str = ""
    """The mail whose options are asked for."""
    say: bool = False
    """Whether the options of the present exchange are asked for."""
    answers: tuple[Text, ...] = ()
    """The answers to a question that the game does not ask."""
    usual: str
    """The answer that most rooms give: the script is planned for it, and plays it unattended."""
    then: Any = None
    say_for: float = Field(default=20.0, ge=0, le=600)
    """Seconds that are planned for the room to answer."""


class Note(NoteForm, Located):
    """A note of the presenter's."""

    kind: Literal["note"] = "note"

    @property
    def seconds(self) -> float:
        """How long it takes to say, at an even pace."""
        spoken = len(self.say.split()) / WORDS_A_SECOND
        return spoken if self.say_for is None else self.say_for


class Scene(SceneForm, Located):
    """The beginning of a scene."""

    kind: Literal["scene"] = "scene"


Played = Act | ComparePins | DropPin


class Meanwhile(Located):
    """Steps that are played behind the curtain: the room sees what they come to."""

    kind: Literal["meanwhile"] = "meanwhile"
    steps: tuple[Played, ...]


class Show(Located):
    """A sheet that is laid over the screen until the next step."""

    kind: Literal["show"] = "show"
    what: Literal["promises", "room"]
    """What was promised so far, or what the room has said."""


Plain = Played | Expect | Note | Press | Sees | Meanwhile | Show


class Hold(Located):
    """A choice that is held until the presenter picks what the room said."""

    kind: Literal["hold"] = "hold"
    ask: Text
    reply: str = ""
    say: bool = False
    answers: tuple[Text, ...] = ()
    usual: str
    then: tuple[tuple[str, tuple[Plain, ...]], ...] = ()
    """What is played after an answer, before the script goes on."""
    say_for: float = 20.0

    def act(self, option: str) -> Act | None:
        """The answer as a step of the game; None where the game does not ask."""
        at: dict[str, Any] = {"number": self.number, "line": self.line, "column": self.column}
        if self.reply:
            return Act(action=ac.Reply(mail=self.reply, option=option), **at)
        return Act(action=ac.Say(option=option), **at) if self.say else None


Beat = Plain | Scene | Hold


class Demo(Frozen):
    """A demo as it was written."""

    file: str
    title: Text
    script: Script
    """Its mission, player, start and seed; without steps, which are the beats."""
    questions: tuple[Text, ...] = ()
    """What the room may talk about when it is over."""
    beats: tuple[Beat, ...]

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.script.name

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Its scenes in order."""
        return tuple(beat for beat in self.beats if isinstance(beat, Scene))

    @property
    def minutes(self) -> float:
        """The minutes that are planned for all of it."""
        return sum(scene.minutes for scene in self.scenes)


class DemoForm(Frozen):
    """A demo's file; its steps are read apart, since they keep their places."""

    format: Literal[1]
    title: Text
    mission: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    player: Player = Player(name="Presenter")
    start: Start = Start()
    seed: int = Field(default=0, ge=0, le=2**63 - 1)
    questions: tuple[Text, ...] = ()
    steps: tuple[Any, ...] = ()


def read_demo(path: Path | str) -> Demo:
    """The demo of a file.

    Raises:
        PackFaults: it cannot be read; every fault is named with its place.
    """
    report = Report()
    return _sound(load_demo(Path(path), report), report)


def parse_demo(text: str, name: str = "demo.yaml") -> Demo:
    """The demo of a text.

    Raises:
        PackFaults: it cannot be read; every fault is named with its place.
    """
    report = Report()
    try:
        demo = _demo(parse_yaml(text, Place(name), report), name, report)
    except Unreadable:
        demo = None
    return _sound(demo, report)


def load_demo(path: Path, report: Report) -> Demo | None:
    """The demo of a file; its faults go to the report."""
    try:
        return _demo(read_yaml(path, report), str(path), report)
    except Unreadable:
        return None


def _sound(demo: Demo | None, report: Report) -> Demo:
    if demo is None or report.errors:
        raise PackFaults(report.sorted())
    return demo


def _demo(root: Node, name: str, report: Report) -> Demo | None:
    header = fit(DemoForm, root, report)
    written = root.get("steps") if isinstance(root, Mapping) else None
    beats: tuple[Beat, ...] = ()
    if isinstance(written, Sequence):
        if len(written.items) > MAX_BEATS:
            message = f"The demo has {len(written.items):,} steps; the limit is {MAX_BEATS:,}."
            report.add(faults.TOO_MANY, written.place, message)
            return None
        beats = tuple(_beats(written, report))
    if header is None:
        return None
    _check_scenes(root, beats, report)
    form = header.form
    return Demo(
        file=name,
        title=form.title,
        script=Script(
            file=name, mission=form.mission, player=form.player, start=form.start, seed=form.seed
        ),
        questions=form.questions,
        beats=beats,
    )


def _check_scenes(root: Node, beats: tuple[Beat, ...], report: Report) -> None:
    if not beats or not isinstance(beats[0], Scene):
        report.add(
            faults.SCRIPT, root.place, "A demo begins with a scene.", "Write '- scene: ...'."
        )
    known: list[str] = []
    for beat in beats:
        if not isinstance(beat, Scene):
            continue
        place = Place(root.place.file, beat.line, beat.column)
        if beat.id in known:
            report.add(faults.SCRIPT, place, f"There are two scenes '{beat.id}'.")
        if beat.back_to and beat.back_to not in known:
            remedy = did_you_mean(beat.back_to, known)
            report.add(faults.SCRIPT, place, f"No scene '{beat.back_to}' comes before.", remedy)
        known.append(beat.id)
    if sum(beat.minutes for beat in beats if isinstance(beat, Scene)) > MAX_MINUTES:
        report.add(faults.SCRIPT, root.place, f"A demo takes {MAX_MINUTES} minutes at most.")


def _beats(written: Sequence, report: Report) -> Iterator[Beat]:
    for number, node in enumerate(written.items, start=1):
        yield from _entry(node, number, report)


def _entry(node: Node, number: int, report: Report) -> Iterator[Beat]:
    at: dict[str, Any] = {"number": number, "line": node.place.line, "column": node.place.column}
    verb = node.entries[0][0].text if isinstance(node, Mapping) and node.entries else ""
    if isinstance(node, Mapping) and len(node.entries) == 1 and verb in ("scene", "hold"):
        yield from _marked(verb, node.entries[0][1], at, report)
        return
    yield from _plain(node, at, report)


def _marked(verb: str, detail: Node, at: dict[str, Any], report: Report) -> Iterator[Scene | Hold]:
    if verb == "scene":
        scene = fit(SceneForm, detail, report)
        if scene:
            yield Scene(**scene.form.model_dump(), **at)
        return
    hold = fit(HoldForm, detail, report)
    if hold:
        form = hold.form
        kinds = [bool(form.reply), form.say, bool(form.answers)]
        if sum(kinds) != 1:
            remedy = "Write one of `reply: MAIL`, `say: true` and `answers: [...]`."
            report.add(faults.SCRIPT, detail.place, "'hold' asks for one kind of answer.", remedy)
            return
        if form.answers and form.usual not in form.answers:
            remedy = did_you_mean(form.usual, form.answers)
            report.add(faults.SCRIPT, detail.place, f"'{form.usual}' is no answer.", remedy)
        then = tuple(_branches(detail, at, report))
        yield Hold(**form.model_dump(exclude={"then"}), then=then, **at)


def _branches(
    detail: Node, at: dict[str, Any], report: Report
) -> Iterator[tuple[str, tuple[Plain, ...]]]:
    then = detail.get("then") if isinstance(detail, Mapping) else None
    for label, steps in then.entries if isinstance(then, Mapping) else ():
        if not isinstance(steps, Sequence):
            report.add(faults.SCRIPT, steps.place, "A branch is a list of steps.")
            continue
        inner = [
            beat
            for node in steps.items
            for beat in _plain(node, {**at, "line": node.place.line}, report)
        ]
        yield label.text, tuple(inner)


def _plain(node: Node, at: dict[str, Any], report: Report) -> Iterator[Plain]:
    """A note, what is played unseen or shown, or a step of the playthrough format."""
    written = node.plain()
    verb = next(iter(written)) if isinstance(written, dict) and len(written) == 1 else ""
    detail = node.get(verb) if isinstance(node, Mapping) and verb else None
    if verb == "note" and detail is not None:
        if isinstance(detail, Scalar):
            yield Note(say=detail.text, **at)
        elif note := fit(NoteForm, detail, report):
            yield Note(**note.form.model_dump(), **at)
        return
    if verb == "meanwhile" and isinstance(detail, Sequence):
        inner = [step for one in detail.items for step in _steps(one, at["number"], report)]
        played = tuple(s for s in inner if isinstance(s, Act | ComparePins | DropPin))
        if len(played) < len(inner):
            report.add(faults.SCRIPT, node.place, "'meanwhile' takes actions of the game alone.")
        yield Meanwhile(steps=played, **at)
        return
    if verb == "show":
        if detail is not None and detail.plain() in ("promises", "room"):
            yield Show(what=detail.plain(), **at)
        else:
            report.add(faults.SCRIPT, node.place, "'show' takes 'promises' or 'room'.")
        return
    yield from _steps(node, at["number"], report)


def _steps(node: Node, number: int, report: Report) -> Iterator[Played | Expect | Press | Sees]:
    for step in steps_of(Sequence((node,), node.place), report):
        if isinstance(step, Act | ComparePins | DropPin | Expect | Press | Sees):
            yield step.model_copy(update={"number": number})
        else:
            report.add(faults.SCRIPT, node.place, f"'{step.kind}' is no step of a demo.")


def demos_in(pack: Path) -> tuple[Path, ...]:
    """The demo files of a pack's folder, by name."""
    return tuple(sorted((pack / "demos").glob("*.yaml")))
