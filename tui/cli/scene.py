"""Prepared scenes on the command line: which there are, and one to practise from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from tui.cli import fail

if TYPE_CHECKING:
    from content.loader import Pack
    from engine.mission import Mission
    from tui.place import Place

LIST = "list"


def practise(place: Place, mission: str, scene: str, seed: int | None) -> NoReturn:
    """Plays a scene, or from the start where none is named; lists them for 'list'."""
    from content.loader import load_pack
    from content.packs import builtin
    from content.problem import PackFaults, did_you_mean
    from tui.demo.scenes import NoWay, scenes_of

    if scene != LIST and not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail("The game needs a terminal. For scripts there is 'scopecreep run'.", 3)
    try:
        pack = load_pack(builtin())
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)
    chosen = _mission(pack, mission)
    own = [demo for demo in pack.demos if demo.script.mission == chosen.slug]
    scenes = scenes_of(chosen, pack.walkthroughs_of(chosen.slug), own)
    if scene == LIST:
        for one in scenes:
            click.echo(f"{one.name:<24} {one.title}")
        raise SystemExit(0)
    names = {one.name: one for one in scenes}
    wanted = scene or chosen.phases[0].id
    if wanted not in names:
        remedy = did_you_mean(wanted, names) or "'--scene list' lists them."
        fail(f"{chosen.card.code} has no scene '{wanted}'. {remedy}", 2)
    from tui import settings
    from tui.cli.crash import guarded
    from tui.demo.practising import PracticeApp
    from tui.demo.stage import session_at

    try:
        mark = names[wanted].prepare(seed)
    except NoWay as none:
        fail(str(none), 2)
    kept = settings.load(place.folder)
    session = session_at(chosen, mark, practice=True)
    code = guarded(PracticeApp(place, session, kept.look if kept else ""))
    if code == 0:
        click.echo("That was practice; nothing of it is kept.")
    sys.exit(code)


def _mission(pack: Pack, name: str) -> Mission:
    from content.problem import did_you_mean

    if not name:
        fail("Which mission? Write e.g. 'scopecreep play M02 --scene list'.", 2)
    by_name = {m.card.code.lower(): m for m in pack.missions} | {m.slug: m for m in pack.missions}
    if name.lower() not in by_name:
        remedy = did_you_mean(name.lower(), [mission.slug for mission in pack.missions])
        fail(f"There is no mission '{name}' that is played. {remedy}".strip(), 2)
    return by_name[name.lower()]
