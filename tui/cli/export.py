"""`scopecreep export`: a learner's results of a mission, as a file to hand in."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from db.connection import PlayFault
from engine.log import BrokenLog
from tui.cli import fail
from tui.cli.place import place_of
from tui.office import Office, OpeningFailed, open_office


@click.command(
    epilog="Example: scopecreep export M02 --as Alex -o alex.json. The file holds what was chosen, "
    "found and kept in each playthrough, its score and its seed; of the player the chosen name, "
    "or with --anonymous a number."
)
@click.argument("mission", required=False, default="")
@click.option("--as", "player", metavar="NAME", default="", help="Whose; else the last player's.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write it here, not to the screen."
)
@click.option("--anonymous", is_flag=True, help="Leave the name out; a number stands for it.")
@click.pass_obj
def command(
    options: dict[str, str | None],
    mission: str,
    player: str,
    output: Path | None,
    anonymous: bool,
) -> None:
    """Write a learner's results of MISSION (or of the one played last), for 'scopecreep report'."""
    try:
        text, said = asyncio.run(_exported(options, mission, player, anonymous))
    except (OpeningFailed, PlayFault) as failed:
        fail(str(failed), 3)
    except BrokenLog as broken:
        fail(f"A playthrough cannot be read. {broken}", 2)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        fail(f"{output} cannot be written: {error.strerror}.", 2)
    click.echo(f"{output}: {said}")


async def _exported(
    options: dict[str, str | None], mission: str, player: str, anonymous: bool
) -> tuple[str, str]:
    office = await open_office(place_of(options), lambda step, seconds: None)
    try:
        known = [one.name for one in await office.players()]
        if not known:
            fail("Nobody has played here yet.", 2)
        if player and player not in known:
            fail(f"Nobody called '{player}' has played here. Known are {', '.join(known)}.", 2)
        await office.sign_in(player or known[0])
        return await _text(office, mission, anonymous)
    finally:
        await office.close()


async def _text(office: Office, mission: str, anonymous: bool) -> tuple[str, str]:
    """The file's text, and what it holds in words."""
    from tui.handing_in import exported

    board = await office.board()
    cards = [row.card for row in board]
    slugs = {name.lower(): card.slug for card in cards for name in (card.code, card.slug)}
    if mission and mission.lower() not in slugs:
        fail(f"There is no mission '{mission}'.", 2)
    found = await exported(office, slugs.get(mission.lower(), ""), anonymous=anonymous)
    if found is None:
        what = f"{mission} has no playthrough" if mission else "No playthrough is saved"
        fail(f"{what} of {office.name}.", 2)
    count = len(found.playthroughs)
    told = "1 playthrough" if count == 1 else f"{count} playthroughs"
    whose = f"learner {found.learner}" if anonymous else office.name
    said = f"{told} of {found.mission} by {whose}. Hand it in; 'scopecreep report' reads it."
    return found.model_dump_json(indent=2), said
