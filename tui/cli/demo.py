"""`scopecreep demo`: the game before an audience."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from tui.cli import fail

if TYPE_CHECKING:
    from content.demo import Demo
    from content.loader import Pack
    from db.folders import DataFolder
    from tui.demo.notes import NotesFile

DEFAULT = "ten-minutes"
LOOKS = {"light": "day", "dark": "night"}


@click.command(
    epilog="Examples: scopecreep demo; scopecreep demo M02 --script two-minutes --dark; in a "
    "second terminal: scopecreep demo --notes. Exit codes: 1 where an unattended run found "
    "something else than its script expects, 2 where there is no such demo."
)
@click.argument("mission", required=False, default="")
@click.option("--script", metavar="NAME|FILE", default="", help=f"Which demo.  [{DEFAULT}]")
@click.option("--list", "listed", is_flag=True, help="List demos and their scenes.")
@click.option("--speed", type=click.FloatRange(0.25, 50), default=1.0, help="Times as fast.  [1]")
@click.option("--seed", type=click.IntRange(0), default=None, help="The order of all options.")
@click.option("--unattended", is_flag=True, help="Play to the end by itself, then leave.")
@click.option("--light/--dark", default=True, help="For a projector, or a dark room.  [light]")
@click.option("--theme", metavar="NAME", default="", help="Any look that the settings offer.")
@click.option("--notes", "following", is_flag=True, help="Show the running demo's notes here.")
@click.option("--notes-to", type=click.Path(path_type=Path), help="Write the notes here too.")
@click.pass_obj
def command(
    options: dict[str, str | None],
    mission: str,
    script: str,
    listed: bool,
    speed: float,
    seed: int | None,
    unattended: bool,
    light: bool,
    theme: str,
    following: bool,
    notes_to: Path | None,
) -> None:
    """Present MISSION to a room: a script through the real screens, at speaking pace.

    Space pauses, n steps, b goes back, j jumps, t takes over; ? tells all keys. Nothing is kept,
    and no database is needed.
    """
    from tui.cli.place import place_of

    place = place_of(options)
    if following:
        _follow(place.folder)
    if not listed and not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail("A demo needs a terminal. For scripts without one there is 'scopecreep run'.", 3)
    look = _look(theme) if theme else LOOKS["light" if light else "dark"]
    if not listed:
        click.echo("Setting the stage …", err=True)
    pack, demos = _read(script)
    if listed:
        _list(demos, mission, pack)
        return
    demo = _chosen(demos, script, mission, pack)
    from tui.cli.crash import guarded
    from tui.demo.app import DemoApp
    from tui.demo.course import Course, OffCourse

    course = Course(demo, pack.mission(demo.script.mission), seed)
    try:
        course.mark(len(course.beats))
    except OffCourse as off:
        fail(f"{demo.file}: {off}", 2)
    app = DemoApp(
        place,
        course,
        {card.slug: card for card in pack.cards},
        look=look,
        speed=speed,
        unattended=unattended,
        notes=_notes_files(place.folder, notes_to),
    )
    code = guarded(app, noted=False)
    for failure in app.director.failures:
        click.echo(f"{Path(demo.file).name}: {failure}", err=True)
    sys.exit(code)


def _follow(folder: DataFolder) -> NoReturn:
    from tui.demo.notes import follow, notes_file

    try:
        follow(notes_file(folder), _page)
    except KeyboardInterrupt:
        click.echo()
    raise SystemExit(0)


def _page(text: str) -> None:
    from shutil import get_terminal_size

    from tui.demo.notes import fitted

    click.clear()
    click.echo(fitted(text, get_terminal_size().lines), nl=False)


def _notes_files(folder: DataFolder, other: Path | None) -> tuple[NotesFile, ...]:
    from tui.demo.notes import NotesFile, notes_file

    if other and not other.parent.is_dir():
        fail(f"There is no folder {other.parent} to write {other.name} into.", 2)
    own = NotesFile(notes_file(folder), kept=False)
    return (own, NotesFile(other, kept=True)) if other else (own,)


def _look(name: str) -> str:
    from tui.theme import THEMES

    names = [theme.name for theme in THEMES]
    if name not in names:
        fail(f"There is no look '{name}'. There are {', '.join(names)}.", 2)
    return name


def _read(script: str) -> tuple[Pack, list[Demo]]:
    """The pack, and the demos that may be meant: a file, or those of the pack."""
    from content.demo import read_demo
    from content.loader import load_pack
    from content.packs import builtin
    from content.problem import PackFaults

    try:
        named = [read_demo(script)] if script.endswith((".yaml", ".yml")) else []
        pack = load_pack(builtin())
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)
    return pack, named or list(pack.demos)


def _slug(pack: Pack, mission: str) -> str:
    from content.problem import did_you_mean

    names = {name: card.slug for card in pack.cards for name in (card.slug, card.code.lower())}
    if mission.lower() not in names:
        remedy = did_you_mean(mission.lower(), [card.slug for card in pack.cards])
        fail(f"There is no mission '{mission}'. {remedy}".strip(), 2)
    return names[mission.lower()]


def _list(demos: list[Demo], mission: str, pack: Pack) -> None:
    slug = _slug(pack, mission) if mission else ""
    for demo in demos:
        if slug in ("", demo.script.mission):
            click.echo(f"{demo.name:<14} {demo.minutes:>4g} min  {demo.script.mission}")
            for scene in demo.scenes:
                click.echo(f"  {scene.id:<20} {scene.minutes:>4g}  {scene.title}")


def _chosen(demos: list[Demo], script: str, mission: str, pack: Pack) -> Demo:
    """The demo that is meant.

    A mission that is named must be the demo's; a demo that is not named is the longest.
    """
    from content.problem import did_you_mean

    slug = _slug(pack, mission) if mission else ""
    fitting = [demo for demo in demos if slug in ("", demo.script.mission)]
    if not fitting:
        there = ", ".join(sorted({demo.script.mission for demo in demos})) or "none"
        fail(f"No demo of '{slug}' is there. Missions with one: {there}.", 2)
    if script and Path(script).suffix not in (".yaml", ".yml"):
        named = [demo for demo in fitting if demo.name == script]
        if not named:
            remedy = did_you_mean(script, [demo.name for demo in fitting])
            fail(f"There is no demo '{script}'. {remedy}".strip(), 2)
        return named[0]
    missing = [demo for demo in fitting if demo.script.mission not in _playable(pack)]
    if missing:
        fail(f"There is no playable mission '{missing[0].script.mission}'.", 2)
    return max(fitting, key=lambda demo: demo.minutes)


def _playable(pack: Pack) -> set[str]:
    return {mission.slug for mission in pack.missions}
