"""Checks of the writing, beyond the pack format: rules as data, checks as functions."""

from __future__ import annotations

from collections.abc import Sequence

from content.folder import MissionFolder, PackFolder
from content.lint import rules
from content.lint.boards import check_boards
from content.lint.calls import check_calls
from content.lint.cases import check_cases
from content.lint.cues import check_decision
from content.lint.days import check_days, check_passages
from content.lint.decisions import Decision, decisions
from content.lint.glossary import check_glossary
from content.lint.grids import check_grids
from content.lint.names import check_names
from content.lint.order import check_order
from content.lint.orphans import check_orphans
from content.lint.promises import check_promises
from content.lint.prose import check_people, check_prose
from content.lint.reach import check_reach
from content.lint.reading import check_reading
from content.lint.shares import check_act, check_shares
from content.lint.slips import check_slips
from content.lint.texts import pieces_of_mission, pieces_of_pack
from content.lint.voice import check_voice
from content.lint.words import check_lone_words, check_words
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
            check_lone_words(node, report)
    if scored:
        check_shares(nodes, mission.place, report)
    check_reach(mission, report)
    check_cases(mission, report)
    check_calls(mission, report)
    check_days(mission, report)
    check_passages(mission, report)
    check_boards(mission, report)
    check_reading(mission, report)
    check_voice(mission, report)
    _walkthroughs(mission, scripts, scored=scored, report=report)


def lint_pack(pack: PackFolder, report: Report) -> None:
    """Checks the pack as a whole; one without a mission to check fails."""
    check_people(pack, report)
    check_glossary(pack, report)
    check_promises(pack, report)
    check_orphans(pack, report)
    check_order(pack, report)
    check_grids(pack, report)
    texts = [*pieces_of_pack(pack)]
    texts += [piece for mission in pack.missions.values() for piece in pieces_of_mission(mission)]
    check_words(texts, report)
    check_slips(texts, report)
    check_names(pack, texts, report)
    _acts(pack, report)
    if not any(folder.stub is None for folder in pack.missions.values()):
        place = Place(str(pack.path / "pack.yaml"))
        report.add(rules.NOTHING_CHECKED, place, "No mission of this pack is played.")


def _acts(pack: PackFolder, report: Report) -> None:
    acts: dict[int, list[Decision]] = {}
    for mission in pack.missions.values():
        if mission.mission and mission.mission.form.scored:
            acts.setdefault(mission.mission.form.act, []).extend(decisions(mission))
    for act, nodes in sorted(acts.items()):
        check_act(nodes, act, Place(str(pack.path / "pack.yaml")), report)


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
