"""States that are made one fare alike: without it, the search sees the same and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.explorer import machine as machines
from content.explorer.layout import Layout
from content.explorer.machine import Machine
from content.explorer.outcomes import Outcome
from content.explorer.search import exhaust
from content.loader import load_pack
from engine.mission import Mission
from tests.content.reaching_pack import write_reaching
from tests.shipped import shipped


def seen(mission: Mission) -> set[object]:
    """Everything that a whole search sees."""
    nothing = (Outcome("any", frozenset()),)
    machine = Machine(mission, {phase.id: nothing for phase in mission.phases})
    assert exhaust(machine).whole
    sides = {
        (site.key, side.words, side.held, side.failed)
        for site in machine.sites.by_key.values()
        for side in site.sides
    }
    return {*machine.reached, *sides}


def check(mission: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    found = seen(mission)
    monkeypatch.setattr(machines, "settling", lambda *_: None)
    assert found == seen(mission)


def test_settled_states_of_a_small_mission_fare_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(load_pack(write_reaching(tmp_path)).missions[0], monkeypatch)


@pytest.mark.slow
def test_settled_states_of_the_first_mission_fare_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    check(shipped().mission("client-discovery-workshop"), monkeypatch)


def test_a_state_that_remembers_too_little_is_not_taken_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mission = load_pack(write_reaching(tmp_path)).missions[0]
    found = seen(mission)
    keeping = Layout.keeping

    def forgetful(layout: Layout, variables: set[tuple[str, ...]]) -> tuple[int, int]:
        return keeping(layout, {v for v in variables if v[0] != "trust"})

    monkeypatch.setattr(Layout, "keeping", forgetful)
    assert seen(mission) != found
