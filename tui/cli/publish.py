"""`scopecreep publish`: a new content revision into the database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from content.loader import Pack, load_pack
from content.packs import builtin
from content.problem import PackFaults
from db import migrate, migrator, publish, upkeep
from db.migrator import Settled
from db.server import EmbeddedServer
from tui.cli import fail
from tui.cli.keeper import keepers, plainly
from tui.filing import note_pack
from tui.machine import Publication, TakenOver


@click.command(
    epilog="Example: scopecreep publish my-pack --migrate. "
    "Exit code 1 where a playthrough cannot be taken over because something is broken."
)
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@click.option("--migrate", "take_over", is_flag=True, help="Bring open playthroughs up to date.")
@click.option("--json", "as_data", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def command(
    options: dict[str, str | None], pack: Path | None, take_over: bool, as_data: bool
) -> None:
    """Publish a content PACK (the built-in one if none is named).

    Playthroughs under way stay on the content that they began with. With --migrate their actions
    are decided anew on the newest content; where one is refused, the player stays where they are.
    """
    loaded = _load(pack or builtin())
    conninfo, server = keepers(options)
    with plainly("The pack cannot be published", server):
        _check(conninfo, server)
        told = _publish(loaded, own=pack is not None, conninfo=conninfo, take_over=take_over)
    if as_data:
        click.echo(told.text())
    else:
        _print(loaded, told)
    sys.exit(1 if any(one.status == "failed" for one in told.playthroughs) else 0)


def _load(path: Path) -> Pack:
    try:
        return load_pack(path)
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)


def _check(conninfo: str, server: EmbeddedServer | None) -> None:
    """The embedded database is brought up to date by the way; another only by its keeper's word."""
    if server:
        upkeep.upgrade(server)
        return
    found = migrate.status(conninfo)
    if not found.current:
        raise migrate.SchemaFault(
            f"The database has {found.words}. Run 'scopecreep db upgrade' first."
        )


def _publish(pack: Pack, *, own: bool, conninfo: str, take_over: bool) -> Publication:
    made = publish.publish(pack.cards, pack.missions, conninfo)
    note_pack(conninfo, pack.id if own else None)
    settled: tuple[Settled, ...] = ()
    if take_over:
        migrator.queue_open(conninfo)
        settled = migrator.settle_all(conninfo)
    return Publication(
        pack=pack.id,
        version=pack.version,
        revision=made.rev if made else None,
        changed=list(made.changed) if made else [],
        playthroughs=[_taken_over(one) for one in settled],
        waiting=migrator.waiting(conninfo),
    )


def _taken_over(one: Settled) -> TakenOver:
    return TakenOver(
        mission=one.mission,
        player=str(one.user),
        playthrough=str(one.playthrough),
        status=one.status,
        now=str(one.heir) if one.heir else None,
        reason=one.reason,
    )


def _print(pack: Pack, told: Publication) -> None:
    if told.revision is None:
        click.echo(f"{pack.title} {pack.version} is what was published last; nothing is changed.")
    else:
        names = ", ".join(told.changed) or "no mission's content is changed"
        click.echo(f"{pack.title} {pack.version} is revision {told.revision}: {names}.")
    for one in told.playthroughs:
        click.echo(f"  {one.mission}  {one.status:<8}  {one.reason}".rstrip())
    if told.waiting:
        click.echo(f"{told.waiting} playthroughs wait; --migrate brings them up to date.")
