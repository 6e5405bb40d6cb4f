"""Gathers what a learner hands in from the database."""

from __future__ import annotations

from content.reporting.export import export
from content.reporting.handed_in import Export
from engine.log import started_of
from tui.office import Office


async def exported(office: Office, slug: str, *, anonymous: bool = False) -> Export | None:
    """The signed-in player's results of a mission, or of the one that was played last; None where
    there is no playthrough.

    Raises:
        BrokenLog: a playthrough cannot be read.
        PlayFault: the database is away, or what it stores is not what this game reads.
    """
    play = office.play
    if not slug:
        latest = await play.latest("")
        if latest is None:
            return None
        slug = latest[1]
    cards = {row.card.slug: row.card for row in await play.board()}
    attempts = []
    for playthrough in await play.attempts(slug):
        rows = await play.log(playthrough)
        mission = await play.mission(playthrough, cards[slug], started_of(rows).rev)
        attempts.append((str(playthrough), mission, rows))
    if not attempts:
        return None
    return export(slug, office.name, str(office.user), attempts, anonymous=anonymous)
