"""What a phase is not told of makes no difference to it."""

from __future__ import annotations

from content.bots.policies import EXPERT, POLICIES
from content.bots.seat import Memory, seated
from content.bots.table import table_of
from content.loader import Pack
from engine.events import AnyEvent
from engine.game import evolve, step
from engine.phases import KINDS
from engine.phases.base import OF_ALL_PHASES
from engine.phases.changes import phase_config


def test_no_phase_remembers_an_event_that_all_phases_share(pack: Pack) -> None:
    heard: dict[type[AnyEvent], set[str]] = {}
    for mission in pack.missions:
        table = table_of(pack, mission.slug)
        seat = seated(mission, table.player, POLICIES[EXPERT], 0, Memory())
        for action in table._steps(seat):
            state = seat.state
            for event in step(mission, state, action)[1]:
                if type(event) in OF_ALL_PHASES:
                    own = state.phases[-1]
                    config = phase_config(mission, own.phase, state.shared)
                    assert KINDS[own.kind].evolve(mission, config, own, event) is own
                    heard.setdefault(type(event), set()).add(own.kind)
                state = evolve(mission, state, event)
    assert len(heard) > len(OF_ALL_PHASES) / 2
    assert set.union(*heard.values()) == set(KINDS)
