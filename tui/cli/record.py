"""`scopecreep record`: a saved playthrough as a script."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from content.problem import did_you_mean
from db.connection import PlayFault
from engine.log import BrokenLog
from tui.cli import fail
from tui.cli.place import place_of
from tui.office import Office, OpeningFailed, open_office


@click.command(
    epilog="Example: scopecreep record urgent-performance --as Alex -o mine.yaml. The script "
    "replays to the same events, and expects what the playthrough came to."
)
@click.argument("mission", required=False, default="")
@click.option("--as", "player", metavar="NAME", default="", help="Whose; else the last player's.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write it here, not to the screen."
)
@click.pass_obj
def command(options: dict[str, str | None], mission: str, player: str, output: Path | None) -> None:
    """The latest playthrough of MISSION (or the latest of all) as a script."""
    try:
        text = asyncio.run(_recorded(options, mission, player))
    except (OpeningFailed, PlayFault) as failed:
        fail(str(failed), 3)
    except BrokenLog as broken:
        fail(f"The playthrough cannot be read. {broken}", 2)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{output} cannot be written: {error.strerror}.", 2)
    click.echo(f"{output}: replay it with 'scopecreep run {output}'.")


async def _recorded(options: dict[str, str | None], mission: str, player: str) -> str:
    office = await open_office(place_of(options), lambda step, seconds: None)
    try:
        known = [one.name for one in await office.players()]
        if not known:
            fail("Nobody has played here yet.", 2)
        if player and player not in known:
            fail(f"Nobody called '{player}' has played here. Known are {', '.join(known)}.", 2)
        await office.sign_in(player or known[0])
        return await _script(office, mission)
    finally:
        await office.close()


async def _script(office: Office, mission: str) -> str:
    from content.recording import script_of, text_of

    board = await office.board()
    slugs = {name: row.card.slug for row in board for name in (row.card.code, row.card.slug)}
    if mission and mission not in slugs:
        fail(f"There is no mission '{mission}'. {did_you_mean(mission, slugs)}".strip(), 2)
    kept = await office.saved(slugs.get(mission, ""))
    if kept is None:
        what = f"{mission} has no playthrough" if mission else "No playthrough is saved"
        fail(f"{what} of {office.name}.", 2)
    completed = {
        row.card.slug: row.score
        for row in board
        if row.score is not None and row.card.slug != kept.mission.slug
    }
    return text_of(script_of(kept.mission, kept.state, kept.rows, completed))
