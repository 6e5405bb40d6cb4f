"""Players in the middle of a campaign whose missions are all written, for tests of the board."""

from __future__ import annotations

from uuid import UUID

from textual.app import App

from content.loader import Pack
from db.board import BoardRow
from engine.mission import MissionCard
from engine.unlocks import Facts, holds
from tui import theme
from tui.board.entries import BoardEntry, tree_of
from tui.board.gather import entries_of
from tui.screens.board import BoardScreen, Opened
from tui.widgets.key_bar import press_key

SCORES = {"M01": (82, 64), "M03": (64, 64), "M04": (82, 82), "M05": (61, 61)}
"""Best and first score of each finished mission."""
IN_PLAY = "M02"
PHASES = {"email_discovery": 90, "video_call": 84, "system_design": 72}


def facts(pack: Pack) -> Facts:
    """What this player brings to the doors."""
    slugs = {card.code: card.slug for card in pack.cards}
    return Facts(
        completed=tuple(sorted((slugs[code], best) for code, (best, _) in SCORES.items())),
        level=3,
        skills=(("discovery", 3), ("facilitation", 1)),
        flags=("coop_capped", "parade_map_promised", "yusra_heard"),
    )


def begun(pack: Pack) -> tuple[BoardEntry, ...]:
    """The board of a player with four missions done and one under way."""
    known = facts(pack)
    rows = tuple(_row(card.model_copy(update={"playable": True}), known) for card in pack.cards)
    return entries_of(rows, known)


def fresh(pack: Pack) -> tuple[BoardEntry, ...]:
    """The board of a new player, as the edition is: most missions are stubs."""
    rows = tuple(_untouched(card, Facts()) for card in pack.cards)
    return entries_of(rows, Facts())


def _untouched(card: MissionCard, known: Facts) -> BoardRow:
    status = "available" if holds(tree_of(card), known) else "locked"
    return BoardRow(card, status, None, None, 0, None, {}, {})


def _row(card: MissionCard, known: Facts) -> BoardRow:
    if card.code == IN_PLAY:
        summary = {"phase_index": 2}
        return BoardRow(card, "in_progress", None, None, 2, UUID(int=7), summary, {})
    if card.code not in SCORES:
        return _untouched(card, known)
    best, first = SCORES[card.code]
    progress = {"phases": PHASES, "best": {"skills": {"discovery": 3, "facilitation": 1}}}
    return BoardRow(card, "completed", best, first, 4, None, {}, progress)


class BoardApp(App["Opened | None"]):
    """The board alone; it ends with what the board dismissed with."""

    CSS = "Screen { background: $surface; color: $foreground; }"

    def __init__(self, board: BoardScreen, look: str = "night") -> None:
        super().__init__()
        theme.register(self)
        self.theme = look
        self.board = board
        self.opened: list[Opened | None] = []

    def simulate_key(self, key: str) -> None:
        press_key(self, key)

    def on_mount(self) -> None:
        self.push_screen(self.board, self.opened.append)


def board_of(
    entries: tuple[BoardEntry, ...], known: Facts, code: str, player: str = "Alex Doe"
) -> BoardScreen:
    """A board with the cursor on a mission."""
    selected = next(e.card.slug for e in entries if e.card.code == code)
    return BoardScreen(entries, known, 299 if known.completed else 0, player, selected)
