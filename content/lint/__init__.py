"""Checks of the writing, beyond the pack format: rules as data, checks as functions."""

from __future__ import annotations

from collections.abc import Sequence

from content.folder import MissionFolder, PackFolder
from content.lint import rules
from content.lint.boards import check_boards
from content.lint.cues import check_decision, check_shares
from content.lint.decisions import decisions
from content.lint.glossary import check_glossary
from content.lint.promises import check_promises
from content.lint.prose import check_people, check_prose
from content.lint.reach import check_reach
from content.playthrough import Script
from content.problem import Report
from content.source import Place

SCORED_WALKTHROUGHS = ("gold", "fair", "poor")


def lint_mission(mission: MissionFolder, scripts: Sequence[Script], report: Report) -> None:
    """Checks the writing of one mission."""
    check_prose(mission, report)
    if mission.stub or mission.mission is None:
        return
    scored = mission.mission.form.scored
    nodes = list(decisions(mission))
    for node in nodes:
        check_decision(node, report, scored=scored)
    if scored:
        check_shares(nodes, mission.place, report)
    check_reach(mission, report)
    check_boards(mission, report)
    _walkthroughs(mission, scripts, scored=scored, report=report)


def lint_pack(pack: PackFolder, report: Report) -> None:
    """Checks the pack as a whole; one without a mission to check fails."""
    check_people(pack, report)
    check_glossary(pack, report)
    check_promises(pack, report)
    if not any(folder.stub is None for folder in pack.missions.values()):
        place = Place(str(pack.path / "pack.yaml"))
        report.add(rules.NOTHING_CHECKED, place, "No mission of this pack is played.")


def _walkthroughs(
    mission: MissionFolder, scripts: Sequence[Script], *, scored: bool, report: Report
) -> None:
    present = {path.name.split(".")[0] for path in mission.scripts}
    missing = [name for name in SCORED_WALKTHROUGHS if name not in present] if scored else []
    for name in missing:
        message = f"There is no walkthroughs/{name}.yaml."
        report.add(rules.NO_WALKTHROUGH, mission.place, message)
    if not scored and not present:
        report.add(rules.NO_WALKTHROUGH, mission.place, "The mission has no walkthrough.")
    for script in scripts:
        if script.mission != mission.slug:
            message = f"The script plays '{script.mission}'."
            report.add(rules.OTHER_MISSION, Place(script.file), message)
