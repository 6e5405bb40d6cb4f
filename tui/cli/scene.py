"""Prepared scenes on the command line: which there are, and one to practise from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from tui.cli import fail

if TYPE_CHECKING:
    from content.loader import Pack
    from engine.mission import Mission
    from tui.handing_in import Noted
    from tui.place import Place
    from tui.session import Session

LIST = "list"


def practise(
    place: Place,
    mission: str,
    scene: str,
    seed: int | None,
    player: str = "",
    results: Path | None = None,
    *,
    plain: bool = False,
) -> NoReturn:
    """Plays a scene, or from the start where none is named; lists them for 'list'.

    What `player` chose goes into the file `results`, if one is named. `plain` plays it in lines,
    which need no terminal.
    """
    from content.loader import load_pack
    from content.packs import builtin
    from content.problem import PackFaults, did_you_mean
    from tui.demo.scenes import NoWay, scenes_of

    if scene != LIST and not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail("The game needs a terminal. For scripts there is 'scopecreep run'.", 3)
    try:
        pack = load_pack(builtin(), [mission])
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
    session = session_at(chosen, mark, practice=True)
    noted = _noted(session, player, results)
    if plain:
        code = _in_lines(session)
    else:
        kept = settings.load(place.folder)
        code = guarded(PracticeApp(place, session, kept.look if kept else ""), noted=False)
    if noted is not None and noted.failed:
        fail(f"{results} could not be written in the end: {noted.failed}.", 1)
    if code == 0:
        told = f"what was chosen stands in {results}. Hand it in." if noted else "nothing is kept."
        click.echo(f"That was practice; {told}")
    sys.exit(code)


def _in_lines(session: Session) -> int:
    import asyncio

    from tui.plain.game import practise as practise_plainly
    from tui.plain.voice import Console

    try:
        asyncio.run(practise_plainly(session, Console()))
    except KeyboardInterrupt:
        click.echo()
    return 0


def _noted(session: Session, player: str, results: Path | None) -> Noted | None:
    """What writes down a practice, where it is to be written down; it is there from the start."""
    if results is None:
        return None
    from tui.handing_in import Noted

    if results.exists():
        fail(f"{results} is there already. Name another file.", 2)
    noted = Noted(results, player, session.mission, session.rows, anonymous=not player)
    try:
        noted.write()
    except OSError as error:
        fail(f"{results} cannot be written: {error.strerror}.", 2)
    session.store = noted
    return noted


def _mission(pack: Pack, name: str) -> Mission:
    from content.problem import did_you_mean

    if not name:
        fail("Which mission? Write e.g. 'scopecreep play M02 --scene list'.", 2)
    by_name = {m.card.code.lower(): m for m in pack.missions} | {m.slug: m for m in pack.missions}
    if name.lower() not in by_name:
        remedy = did_you_mean(name.lower(), pack.played)
        fail(f"There is no mission '{name}' that is played. {remedy}".strip(), 2)
    return by_name[name.lower()]
