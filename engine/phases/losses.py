"""What may be lost while the traffic runs: components and zones, one by one, and put back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from engine import actions as ac
from engine import events as ev
from engine.design.graph import Design
from engine.design.outage import Outage, component, zone
from engine.design.traffic import zones_of
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.rejected import Rejected


class Run(Protocol):
    """A grid with its last traffic run."""

    @property
    def design(self) -> Design: ...
    @property
    def running(self) -> bool: ...
    @property
    def lost(self) -> tuple[Outage, ...]: ...


def decided(
    mission: Mission, config: SystemDesign, run: Run, action: ac.Fail | ac.PutBack
) -> ev.PartLost | ev.PartPutBack:
    """What comes of taking a part away, or of giving it back.

    Raises:
        Rejected: no traffic runs, there is no such part, or it stands so already.
    """
    if not run.running:
        raise Rejected("No traffic runs through this design.", "Run the traffic first.")
    title = _title(mission, run.design, action)
    if action.outage in config.down(run.design):
        raise Rejected(f"{title} is down, run or no run.", "Lose what is still up.")
    if isinstance(action, ac.PutBack):
        if action.outage not in run.lost:
            raise Rejected(f"{title} is not lost.", "Only what is lost is put back.")
        return ev.PartPutBack(what=action.what, name=action.name)
    if action.outage in run.lost:
        raise Rejected(f"{title} is lost already.", "Put it back, or lose another.")
    return ev.PartLost(what=action.what, name=action.name)


def _title(mission: Mission, design: Design, action: ac.Fail | ac.PutBack) -> str:
    if action.what == "zone":
        zones = zones_of(design, mission.catalogue)
        if action.name not in zones:
            told = f"Components stand in {', '.join(zones)}." if zones else "None has a zone here."
            raise Rejected(f"Nothing stands in a zone '{action.name}'.", told)
        return f"Zone {action.name}"
    if action.name not in design.by_id:
        raise Rejected(f"There is no component '{action.name}'.", "Choose one on the grid.")
    node = design.by_id[action.name]
    if mission.catalogue.kind(node.kind).role == "source":
        raise Rejected(f"{node.label} is where requests come from.", "Lose what serves them.")
    return design.names[action.name]


def legal(mission: Mission, config: SystemDesign, run: Run) -> Iterator[ac.Fail | ac.PutBack]:
    """Everything that may be lost now, and everything that may be put back."""
    if not run.running:
        return
    zones = zones_of(run.design, mission.catalogue)
    parts = [
        node.id for node in run.design.nodes if mission.catalogue.kind(node.kind).role != "source"
    ]
    down = config.down(run.design)
    for outage in (*map(component, parts), *map(zone, zones)):
        if outage in down:
            continue
        if outage in run.lost:
            yield ac.PutBack(what=outage.what, name=outage.name)
        else:
            yield ac.Fail(what=outage.what, name=outage.name)
