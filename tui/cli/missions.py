"""`scopecreep missions`: the board as a table."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import click

from db.play import LocalPlayer
from engine.unlocks import Explanation
from tui.board.entries import in_codes, status_of
from tui.cli import fail
from tui.cli.place import place_of
from tui.office import Office, OpeningFailed, open_office


@click.command(epilog="Example: scopecreep missions --as Alex --json")
@click.option("--as", "player", metavar="NAME", default="", help="Whose board.")
@click.option("--json", "as_data", is_flag=True, help="Print the board as JSON.")
@click.pass_obj
def command(options: dict[str, str | None], player: str, as_data: bool) -> None:
    """The board as a table, with why each mission is locked."""
    try:
        entries = asyncio.run(_board(options, player))
    except OpeningFailed as failed:
        fail(str(failed), 3)
        return
    if as_data:
        click.echo(json.dumps({"missions": entries}, indent=2))
        return
    for entry in entries:
        score = "" if entry["score"] is None else str(entry["score"])
        click.echo(f"{entry['code']}  {entry['status']:<12} {score:>3}  {entry['title']}")
        for reason in entry["wants"]:
            click.echo(f"       wants {reason}")


async def _board(options: dict[str, str | None], player: str) -> list[dict[str, Any]]:
    office = await open_office(place_of(options), lambda step, seconds: None)
    try:
        name = player or await _last(office)
        await office.sign_in(name)
        rows = await office.board()
        facts, _ = await office.facts()
        codes = {row.card.slug: row.card.code for row in rows}
        entries = []
        for row in rows:
            status, told = status_of(row.card, row.status, facts)
            wants = list(_unmet(in_codes(told, codes))) if status == "locked" else []
            entries.append(
                {
                    "code": row.card.code,
                    "slug": row.card.slug,
                    "title": row.card.title,
                    "status": status if row.card.playable else f"{status}, not written yet",
                    "score": row.score,
                    "wants": wants,
                }
            )
        return entries
    finally:
        await office.close()


async def _last(office: Office) -> str:
    players: tuple[LocalPlayer, ...] = await office.players()
    return players[0].name if players else "Consultant"


def _unmet(told: Explanation) -> list[str]:
    """Each unmet clause at the top, in words."""
    if not told.inner:
        return [] if told.met else [f"{told.words} {told.have}".strip()]
    if told.words == "all of these":
        return [reason for clause in told.inner for reason in _unmet(clause)]
    if told.met:
        return []
    alternatives = [f"{c.words} {c.have}".strip() for c in told.inner]
    return [f"{told.words}: {', '.join(alternatives)}"]
