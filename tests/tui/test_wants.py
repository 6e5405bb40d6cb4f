"""What a door still wants is told to the last clause, and without what it has."""

from __future__ import annotations

import pytest

from engine.unlocks import Facts, door, explain
from tui.wants import wants

ENERGY = {"type": "energy", "minimum": 40}
FLAG = {"type": "flag_set", "flag": "coop_underpriced"}
LEVEL = {"type": "player_level", "minimum": 5}


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        (LEVEL, ["level (1 of 5)"]),
        ({"logic": "AND", "conditions": [ENERGY, LEVEL]}, ["level (1 of 5)"]),
        (ENERGY, []),
        (
            {
                "logic": "OR",
                "conditions": [LEVEL, {"logic": "AND", "conditions": [FLAG, ENERGY]}],
            },
            ["either of these: level (1 of 5), all of (coop underpriced (not so))"],
        ),
    ],
)
def test_only_what_is_lacking_is_told(tree: dict[str, object], told: list[str]) -> None:
    assert wants(explain(door(tree), Facts(energy=70, level=1))) == told
