"""Checks the phases that a mission names: their files, and which mails each of them has."""

from __future__ import annotations

from pathlib import PurePath

from content import faults
from content.fitting import Fitted
from content.forms.mission import MissionForm
from content.names import MissionNames
from content.problem import Report, did_you_mean


def check_phases(fitted: Fitted[MissionForm], names: MissionNames, report: Report) -> None:
    """Every file stands beside the mission, and every mail belongs to an inbox."""
    phases = fitted.form.phases
    inboxes = [phase for phase in phases if phase.kind == "email_discovery"]
    for number, phase in enumerate(phases):
        path = ("phases", number)
        if PurePath(phase.source).name != phase.source:
            message = f"'{phase.source}' is not the name of a file beside mission.yaml."
            report.add(faults.BAD_VALUE, fitted.place((*path, "file")), message)
        if phase in inboxes and len(inboxes) > 1 and phase.emails is None:
            message = "Several phases share the emails folder."
            remedy = "Add `emails` with those of this phase."
            report.add(faults.MISSING_FIELD, fitted.place(path), message, remedy)
        for place, mail in enumerate(phase.emails or ()):
            if mail not in names.mails:
                message = f"There is no mail '{mail}' in the emails folder."
                remedy = did_you_mean(mail, names.mails) or f"Write emails/{mail}.md."
                report.add(
                    faults.UNKNOWN_EMAIL, fitted.place((*path, "emails", place)), message, remedy
                )
    listed = {mail for phase in inboxes for mail in phase.emails or ()}
    if listed <= names.mails and inboxes and all(p.emails is not None for p in inboxes):
        for mail in sorted(names.mails - listed):
            message = f"No phase has the mail '{mail}'."
            report.add(faults.STRAY_FILE, fitted.place(("phases",)), message)
