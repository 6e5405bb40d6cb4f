"""`scopecreep play`: the game itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tui.cli import fail


@click.command(
    epilog="Examples: scopecreep play kettle-protocol --as Alex; "
    "scopecreep play M02 --scene system_design --seed 7"
)
@click.argument("mission", required=False, default="")
@click.option("--as", "player", metavar="NAME", default="", help="Who plays.")
@click.option("--seed", type=int, default=None, help="The seed of a new playthrough.")
@click.option("--plain", is_flag=True, help="Plain lines and numbers, for screen readers.")
@click.option("--scene", metavar="S", default="", help="Practise a prepared scene; 'list' tells.")
@click.option("--practice", is_flag=True, help="Behind any door, and nothing is kept.")
@click.option(
    "--results",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Of practice: what was chosen goes there, for 'scopecreep report'.",
)
@click.pass_obj
def command(
    options: dict[str, str | None],
    mission: str,
    player: str,
    seed: int | None,
    plain: bool,
    scene: str,
    practice: bool,
    results: Path | None,
) -> None:
    """Play, from the board or straight into a MISSION (M00 or its name)."""
    if results is not None and (scene or not practice):
        fail("'--results' goes with '--practice', from the mission's start. Else: 'export'.", 2)
    dumb = os.environ.get("TERM") == "dumb"
    if scene or practice:
        from tui.cli.place import place_of
        from tui.cli.scene import practise

        in_lines = plain or dumb
        practise(place_of(options), mission, scene, seed, player, results, plain=in_lines)
    shown = sys.stdin.isatty() and sys.stdout.isatty()
    if dumb and shown and not plain:
        click.echo("This terminal draws no screens, so the game is played in plain lines.")
    if plain or (dumb and shown):
        _play_plain(options, mission, player, seed)
        return
    if not shown:
        fail("The game needs a terminal, or '--plain'. For scripts there is 'scopecreep run'.", 3)
    from tui.app import ScopeCreepApp, Visit
    from tui.cli.crash import guarded
    from tui.cli.place import place_of

    place = place_of(options)
    app = ScopeCreepApp(place, Visit(player=player, mission=mission, seed=seed))
    code = guarded(app)
    if code == 0 and app.office is not None and not app.unstored:
        click.echo("Everything is stored. 'scopecreep' goes on where you stopped.")
    sys.exit(code)


def _play_plain(
    options: dict[str, str | None], mission: str, player: str, seed: int | None
) -> None:
    import asyncio

    from db.connection import PlayFault
    from tui.app import Visit
    from tui.cli.place import place_of
    from tui.office import OpeningFailed
    from tui.plain.game import play
    from tui.plain.voice import Console
    from tui.session import StoreLost

    visit = Visit(player=player, mission=mission, seed=seed)
    try:
        asyncio.run(play(place_of(options), visit, Console()))
    except (OpeningFailed, PlayFault, StoreLost) as failed:
        fail(str(failed), 3)
    except KeyboardInterrupt:
        click.echo("\nEverything is stored.")
