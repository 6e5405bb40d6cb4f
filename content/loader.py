"""From a pack's folder to the engine's missions, or to every fault at once."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel

from content import assembly, faults
from content.boards import check_board
from content.cards import card, card_of, check_cards
from content.demo import Demo, demos_in, load_demo
from content.doors import check_doors
from content.fitting import Fitted
from content.folder import MissionFolder, PackFolder, read_pack
from content.forms.mission import StubForm
from content.forms.pack import Achievement, Level, Organisation, Skill
from content.grid import check_grid
from content.grid_terms import check_terms
from content.heard import heard_before
from content.lint import lint_mission, lint_pack
from content.lint.allow import Settled, settle
from content.names import (
    MissionNames,
    PackNames,
    mission_names,
    pack_names,
    report_duplicates,
    report_incomplete_nodes,
)
from content.playthrough import Script, load_script
from content.problem import PackFaults, Problem, Report, did_you_mean
from content.references import Checker, check_mission_card, check_sender
from content.source import Place
from engine.design.kind import Catalogue
from engine.frozen import Frozen
from engine.glossary import Term
from engine.mission import Mission, MissionCard, Person
from engine.phase_config import Phase
from engine.texts import index

MAX_COLUMNS = 72


class Pack(Frozen):
    """A pack without faults."""

    id: str
    title: str
    version: str
    skills: tuple[Skill, ...]
    levels: tuple[Level, ...]
    achievements: tuple[Achievement, ...]
    glossary: tuple[Term, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    catalogue: Catalogue
    cards: tuple[MissionCard, ...]
    """All missions of the board, stubs too, in the pack's order."""
    missions: tuple[Mission, ...]
    """Those that are played, as far as they were asked for."""
    walkthroughs: tuple[Script, ...]
    demos: tuple[Demo, ...] = ()

    def mission(self, slug: str) -> Mission:
        """A mission that is played.

        Raises:
            KeyError: there is none of this slug.
        """
        for mission in self.missions:
            if mission.slug == slug:
                return mission
        raise KeyError(slug)

    @property
    def played(self) -> tuple[str, ...]:
        """The slugs of all missions that are played, of those too that were not read whole."""
        return tuple(card.slug for card in self.cards if card.playable)

    def walkthroughs_of(self, slug: str) -> tuple[Script, ...]:
        """A mission's walkthroughs."""
        return tuple(script for script in self.walkthroughs if script.mission == slug)


def load_pack(path: Path | str, only: Collection[str] = ()) -> Pack:
    """The pack of a folder. The linter's checks of writing are left to `lint`.

    Args:
        path: the folder.
        only: slugs or codes of missions; the pack then holds the cards of all, and only these
            missions with their walkthroughs. Every mission is read where none is named.

    Raises:
        PackFaults: the pack has faults; all of them are in it that are in what was read.
    """
    report = Report()
    pack = _load(Path(path), report, only=only)
    if pack is None or report.errors:
        raise PackFaults(report.sorted())
    return pack


def lint(path: Path | str) -> list[Problem]:
    """Everything that is wrong or doubtful about a pack, in the order of files and lines."""
    return check(path).problems


def check(path: Path | str) -> Settled:
    """What is wrong or doubtful about a pack, and which doubts its comments allow.

    The writing of a file is judged once its format holds: what a misspelt field hides would
    else be told as missing too.
    """
    report, writing = Report(), Report()
    _load(Path(path), report, writing)
    faulty = {problem.place.file for problem in report.errors}
    kept = [problem for problem in writing.problems if problem.place.file not in faulty]
    return settle(Path(path), [*report.problems, *kept], whole=not faulty)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Makes no search for circles of values meanwhile: trees and forms have none, and to look
    through ever more of them takes as long as to read them."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


@_uncollected()
def _load(
    path: Path, report: Report, writing: Report | None = None, only: Collection[str] = ()
) -> Pack | None:
    folder = read_pack(path, report, only)
    if not folder.exists:
        return None
    names = pack_names(folder)
    report_duplicates(folder, report)
    _check_people(folder, names, report)
    check_cards(folder, names, report)
    check_doors(folder, report)
    kinds = assembly.catalogue(folder)
    steps: dict[str, tuple[Phase, ...]] = {}
    scripts: list[Script] = []
    for slug, mission in folder.missions.items():
        if not mission.whole:
            continue
        steps[slug] = _check_mission(mission, folder, names, kinds, report)
        loaded = (load_script(script, report) for script in mission.scripts)
        own = [script for script in loaded if script]
        scripts += own
        if writing is not None:
            lint_mission(mission, own, writing)
    demos = _demos(folder, report)
    if writing is not None:
        _check_playtests(folder, report)
        lint_pack(folder, writing)
    if report.errors:
        return None
    return _pack(folder, kinds, steps, scripts, demos)


def _demos(folder: PackFolder, report: Report) -> list[Demo]:
    """The pack's demos; each is of a mission that is played."""
    loaded = (load_demo(path, report) for path in demos_in(folder.path))
    demos = [demo for demo in loaded if demo]
    played = [slug for slug, mission in folder.missions.items() if mission.stub is None]
    for demo in demos:
        slug = demo.script.mission
        if slug not in played:
            message = f"There is no mission '{slug}' that is played."
            report.add(
                faults.UNKNOWN_MISSION, Place(demo.file), message, did_you_mean(slug, played)
            )
    return demos


def _check_playtests(folder: PackFolder, report: Report) -> None:
    """Reads the scripts of several missions, all of which must be played here."""
    played = [slug for slug, mission in folder.missions.items() if mission.stub is None]
    for path in sorted((folder.path / "playtests").glob("*.yaml")):
        script = load_script(path, report)
        for part in script.parts or (script,) if script else ():
            if part.mission not in played:
                place = Place(str(path), part.part_line, 1)
                message = f"There is no mission '{part.mission}' that is played."
                remedy = did_you_mean(part.mission, played)
                report.add(faults.UNKNOWN_MISSION, place, message, remedy)


def _check_people(folder: PackFolder, names: PackNames, report: Report) -> None:
    people = folder.people
    for number, person in enumerate(people.form.people if people else ()):
        if people and person.organisation not in names.organisations:
            place = people.place(("people", number, "organisation"))
            message = f"There is no organisation '{person.organisation}'."
            report.add(faults.UNKNOWN_ORGANISATION, place, message)


def _check_mission(
    mission: MissionFolder,
    pack: PackFolder,
    names: PackNames,
    kinds: Catalogue,
    report: Report,
) -> tuple[Phase, ...]:
    own = mission_names(mission)
    report_incomplete_nodes(mission, report)
    mission.senders = check_sender(mission, pack, report)
    for sheet in mission.boards.values():
        check_board(sheet, report)
    for grid in mission.designs.values():
        check_grid(grid, names, kinds, report)
    check_terms(mission, kinds, report)
    _check_attachments(mission, own, report)
    steps = assembly.phases(mission, kinds)
    late = assembly.late_letters(mission.mission.form) if mission.mission else ()
    texts = {ref: words.say for ref, words in index(steps, late).items()}
    for name, file in mission.attachments.items():
        texts.setdefault(name, file.text)
    for name, mail in mission.mails.items():
        texts.setdefault(name, mail.body)
    fitted: list[Fitted[BaseModel]] = [mail.fitted for mail in mission.mails.values()]
    fitted += [*mission.calls.values(), *mission.designs.values()]
    fitted += [*mission.boards.values(), *mission.feedbacks.values()]
    if mission.mission:
        fitted.append(mission.mission)
        check_mission_card(mission.mission, own, names, report)
    if mission.root is not None:
        heard = heard_before(mission)
        for form in fitted:
            Checker(form, own, names, texts, report, heard.get(id(form), ())).run()
    return steps


def _check_attachments(mission: MissionFolder, names: MissionNames, report: Report) -> None:
    for mail in mission.mails.values():
        for number, attachment in enumerate(mail.fitted.form.attachments):
            if attachment.filename not in mission.attachments:
                place = mail.fitted.place(("attachments", number, "filename"))
                message = f"There is no attachments/{attachment.filename}.txt."
                report.add(faults.MISSING_FILE, place, message, "Write the attachment's text.")
    for name, file in mission.attachments.items():
        if name not in names.attachments:
            message = f"No mail has the attachment '{name}'."
            report.add(faults.STRAY_FILE, file.place, message)
        for number, line in enumerate(file.text.split("\n"), start=1):
            if len(line) > MAX_COLUMNS:
                place = Place(file.place.file, number, MAX_COLUMNS + 1)
                message = f"The line has {len(line)} columns; the limit is {MAX_COLUMNS}."
                report.add(faults.BAD_LAYOUT, place, message)


def _pack(
    folder: PackFolder,
    kinds: Catalogue,
    steps: dict[str, tuple[Phase, ...]],
    scripts: list[Script],
    demos: list[Demo],
) -> Pack | None:
    if not folder.pack or not folder.people:
        return None
    form = folder.pack.form
    return Pack(
        id=form.id,
        title=form.title,
        version=form.version,
        skills=form.skills,
        levels=form.levels,
        achievements=form.achievements,
        glossary=form.glossary,
        organisations=folder.people.form.organisations,
        people=tuple(assembly.everyone(folder)),
        catalogue=kinds,
        cards=tuple(_card(folder, slug) for slug in form.order),
        missions=tuple(
            assembly.mission(mission, mission.mission, folder, steps[slug], kinds)
            for slug in form.order
            if (mission := folder.missions[slug]).mission and mission.whole
        ),
        walkthroughs=tuple(scripts),
        demos=tuple(demos),
    )


def _card(folder: PackFolder, slug: str) -> MissionCard:
    fitted = card_of(folder.missions[slug])
    if fitted is None:
        raise AssertionError(f"{slug} has no card, yet no fault was reported")
    form = fitted.form
    if isinstance(form, StubForm):
        return card(fitted, folder, phases=form.phases)
    return card(fitted, folder, phases=tuple(phase.kind for phase in form.phases))
