"""What the board works out, and keeps for as long as a player stands alike."""

from __future__ import annotations

from content.loader import Pack
from tests.tui.campaigns import begun, facts
from tui.board import reckoning
from tui.board.reckoning import Reckoning


def test_a_board_that_is_opened_again_looks_for_no_way_twice(pack: Pack) -> None:
    locked = next(entry.card.slug for entry in begun(pack) if entry.status == "locked")
    first = Reckoning(begun(pack), facts(pack), 300).way(locked)
    assert first is not None
    assert Reckoning(begun(pack), facts(pack), 300).way(locked) is first


def test_who_stands_otherwise_gets_ways_of_their_own_and_old_ones_are_let_go(pack: Pack) -> None:
    locked = next(entry.card.slug for entry in begun(pack) if entry.status == "locked")
    first = Reckoning(begun(pack), facts(pack), 400).way(locked)
    for xp in range(401, 420):
        Reckoning(begun(pack), facts(pack), xp)
    assert len(reckoning._FOUND) <= reckoning._KEPT
    assert Reckoning(begun(pack), facts(pack), 400).way(locked) is not first
