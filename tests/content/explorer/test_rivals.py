"""Moves of a node beside one another: which of them no state makes the better one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from content.explorer.machine import Machine
from content.explorer.outcomes import Outcome
from content.explorer.rivals import Pair, Rivals
from content.explorer.search import walks
from content.loader import Pack

WON = Pair(states=12, same=False, first=True, second=False, strict=True)
"""The first of two moves was never inferior, and sometimes better."""


@pytest.fixture
def machine(pack: Pack) -> Machine:
    mission = pack.mission("lantern-parade-promise")
    nothing = (Outcome("any", frozenset()),)
    return Machine(mission, {phase.id: nothing for phase in mission.phases}, more=None)


def test_an_option_that_is_beaten_only_where_more_is_known_is_no_idle_one(
    machine: Machine,
) -> None:
    rivals = Rivals(machine)
    rivals.options["node"] = {"known", "plain"}
    rivals.pairs["node", "known", "plain"] = replace(WON)
    rivals.offers = Counter({("node", "known"): 12, ("node", "plain"): 12})
    assert rivals.hopeless() == [("node", "plain", "known", 12)]
    rivals.offers["node", "plain"] = 13
    assert rivals.hopeless() == []


def test_every_move_is_counted_where_it_is_on_offer(machine: Machine) -> None:
    rivals = Rivals(machine)
    walks(machine, 60, watch=rivals.watch)
    always, gated = (rivals.offers["the-map", name] for name in ("if-then", "mine-was-early"))
    assert 0 < gated < always
