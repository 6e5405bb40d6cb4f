"""What the board works out about doors: ways in, what a mission opened, what a search finds."""

from __future__ import annotations

import json
from collections.abc import Mapping

from engine.unlocks import Facts
from engine.ways import Way, Ways
from tui.board.card import CardFacts
from tui.board.entries import BoardEntry, mandatory, tree_of
from tui.board.layout import places
from tui.board.map import Campaign

Found = dict[str, tuple[Way | None, Way | None]]
_FOUND: dict[str, tuple[Ways, Found]] = {}
"""The ways in by how a player stands: a board that is opened again need not look for them."""
_KEPT = 8


class Reckoning:
    """The campaign of one player, with each way in worked out once."""

    def __init__(self, entries: tuple[BoardEntry, ...], facts: Facts, xp: int) -> None:
        self.entries: Mapping[str, BoardEntry] = {entry.card.slug: entry for entry in entries}
        trees = {slug: tree_of(entry.card) for slug, entry in self.entries.items()}
        cards = tuple(entry.card for entry in entries)
        cells = places(cards, {slug: mandatory(tree) for slug, tree in trees.items()})
        self.campaign = Campaign(self.entries, cells, trees, facts)
        minutes = {slug: entry.minutes_left for slug, entry in self.entries.items()}
        standing = json.dumps(
            [[card.model_dump_json() for card in cards], facts.model_dump_json(), xp, minutes]
        )
        if standing not in _FOUND:
            if len(_FOUND) >= _KEPT:
                del _FOUND[next(iter(_FOUND))]
            _FOUND[standing] = Ways(cards, trees, facts, xp, minutes), {}
        self._ways, self._found = _FOUND[standing]

    def way(self, slug: str) -> Way | None:
        """The nearest way into a locked mission; None where there is none, or it is open."""
        return self._both(slug)[0]

    def _both(self, slug: str) -> tuple[Way | None, Way | None]:
        if self.entries[slug].status != "locked":
            return None, None
        if slug not in self._found:
            way = self._ways.nearest(slug)
            self._found[slug] = way, self._ways.shorter(slug, way) if way else None
        return self._found[slug]

    def card(self, slug: str) -> CardFacts:
        """What the card of a mission is written from."""
        way, shorter = self._both(slug)
        return CardFacts(self.entries[slug], self.entries, way, shorter, self._opened_by(slug))

    def _opened_by(self, slug: str) -> tuple[str, ...]:
        if self.entries[slug].status != "completed":
            return ()
        return tuple(
            other.card.code
            for name, other in self.entries.items()
            if other.status != "locked" and slug in mandatory(self.campaign.trees[name])
        )

    def first(self) -> str:
        """Where the cursor begins: what is under way, or else the first open door."""
        order = list(self.entries.values())
        for wanted in ("in_progress", "open"):
            for entry in order:
                if entry.status == wanted and not entry.missing and not entry.handed_in:
                    return entry.card.slug
        return order[0].card.slug

    def next_open(self, slug: str) -> str:
        """The next mission after one that can be opened; itself where there is no other."""
        order = list(self.entries)
        start = order.index(slug)
        following = [*order[start + 1 :], *order[: start + 1]]
        return next((name for name in following if self.entries[name].may_open), slug)

    def running(self, slug: str) -> BoardEntry | None:
        """The mission to resume: the one under the cursor, or else the first that is begun."""
        playing = [entry for entry in self.entries.values() if entry.playing]
        return next((e for e in playing if e.card.slug == slug), next(iter(playing), None))

    def search(self, wanted: str) -> str | None:
        """The first mission of whose code, title or client a text is a part."""
        text = wanted.strip().casefold()
        for slug, entry in self.entries.items():
            names = (entry.card.code, entry.card.title, entry.card.client, entry.card.short_title)
            if text and any(text in name.casefold() for name in names):
                return slug
        return None
