"""`scopecreep missions`: the board as a table."""

from __future__ import annotations

import asyncio

import click

from db.connection import PlayFault
from tui.board.entries import in_codes, status_of
from tui.cli import fail
from tui.cli.place import place_of
from tui.machine import Board, BoardLine
from tui.office import Office, OpeningFailed, open_office
from tui.wants import wants

NEWCOMER = "Consultant"
"""Whose board is shown where nobody has played yet."""


@click.command(epilog="Example: scopecreep missions --as Alex --json")
@click.option("--as", "player", metavar="NAME", default="", help="Whose board; else the last's.")
@click.option("--json", "as_data", is_flag=True, help="Print the board as JSON.")
@click.pass_obj
def command(options: dict[str, str | None], player: str, as_data: bool) -> None:
    """The board as a table, with why each mission is locked."""
    try:
        board = asyncio.run(_board(options, player))
    except (OpeningFailed, PlayFault) as failed:
        fail(str(failed), 3)
    if as_data:
        click.echo(board.text())
        return
    for line in board.missions:
        score = "" if line.score is None else str(line.score)
        absence = "on the web" if line.elsewhere else "not written yet"
        status = line.status.replace("_", " ") if line.playable else absence
        if line.handed_in and line.status == "in_progress":
            status = "handed in"
        name = f" ({line.slug})" if line.playable else ""
        click.echo(f"{line.code}  {status:<15} {score:>3}  {line.title}{name}")
        for reason in line.wants:
            click.echo(f"       wants {reason}")


async def _board(options: dict[str, str | None], player: str) -> Board:
    office = await open_office(place_of(options), lambda step, seconds: None)
    try:
        known = [one.name for one in await office.players()]
        if player and player not in known:
            names = f" Known are {', '.join(known)}." if known else ""
            fail(f"Nobody called '{player}' has played here.{names}", 2)
        async with office.play.unkept():  # a newcomer's board makes no player
            await office.sign_in(player or (known[0] if known else NEWCOMER))
            return await _lines(office)
    finally:
        await office.close()


async def _lines(office: Office) -> Board:
    rows = await office.board()
    facts, _ = await office.facts()
    codes = {row.card.slug: row.card.code for row in rows}
    lines = []
    for row in rows:
        status, told = status_of(row.card, row.status, facts)
        lacking = wants(in_codes(told, codes)) if status == "locked" else []
        lines.append(
            BoardLine(
                code=row.card.code,
                slug=row.card.slug,
                title=row.card.title,
                status=status,
                playable=row.card.playable,
                elsewhere=row.card.elsewhere,
                score=row.score,
                first_score=row.first_score,
                handed_in=row.handed_in is not None,
                wants=lacking,
            )
        )
    return Board(player=office.name, missions=lines)
