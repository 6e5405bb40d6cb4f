"""Random plays: sequences of legal actions, drawn by Hypothesis or by a seed."""

from __future__ import annotations

import random

from engine.actions import Abandon, AnyAction, Configure, Fail, Place, PutBack, Remove
from engine.events import Started
from engine.game import RULES_VERSION, legal_actions, step
from engine.log import Row, first_row, state_of
from engine.mission import Mission
from engine.state import State
from engine.values import PlayerThen

MOST = 90


def started(mission: Mission, seed: int, player: PlayerThen | None = None) -> Row:
    """Row 1 of a playthrough."""
    return first_row(
        Started(
            mission=mission.slug,
            rev=1,
            rules_version=RULES_VERSION,
            seed=seed,
            player=player or PlayerThen(name="Somebody"),
        )
    )


def random_play(mission: Mission, seed: int, most: int = MOST) -> tuple[State, list[Row]]:
    """A play of legal actions until the mission ends or the limit is met."""
    chance = random.Random(seed)
    rows = [started(mission, seed)]
    state = state_of(mission, rows)
    while state.status == "open" and len(rows) < most:
        offered = [a for a in legal_actions(mission, state) if not isinstance(a, Abandon)]
        action = _choose(chance, offered)
        state, events = step(mission, state, action)
        rows.append(Row(seq=len(rows) + 1, action=action, events=events))
    return state, rows


def _choose(chance: random.Random, offered: list[AnyAction]) -> AnyAction:
    """Any action; edits and failures of the grid are drawn less often, for there are so many."""
    few = [a for a in offered if not isinstance(a, Place | Remove | Configure | Fail | PutBack)]
    return chance.choice(few if few and chance.random() < 0.7 else offered)
