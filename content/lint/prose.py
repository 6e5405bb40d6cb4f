"""Checks of the text itself: addresses, length of mails, extracts."""

from __future__ import annotations

import re

from content import faults
from content.folder import MailFile, MissionFolder, PackFolder
from content.lint import rules
from content.problem import Report
from content.source import Node, Place, scalars
from engine.mail import Series
from engine.passages import plain

_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_FIGURE = re.compile(r"(?<![\d.,:])-?\d+(?:,\d{3})*(?:\.\d+)?(?![\d:])")
_SITE = re.compile(r"\b(?:https?://|www\.)([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_HOST = re.compile(
    r"\b([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|mil|int|info|biz|dev|app|cloud|online|"
    r"shop|store|site|tech|news|blog|bank|coop|xyz|io|ai|co|tv|gg|ly|eu|uk|ca|au|nz|ie|de|fr|nl|ch|"
    r"es|pt|se|dk|fi|pl|cz|ru|jp|cn|br|za))(?![\w-]|\.\w)",
    re.IGNORECASE,
)
"""Hosts without a scheme, by endings that are no words: `stop.in` is a slip of another kind."""


def real_domains(text: str) -> list[tuple[int, str]]:
    """Hosts in a text that do not end in .example, with their offsets."""
    found: dict[int, str] = {}
    for pattern in (_ADDRESS, _SITE, _HOST):
        for match in pattern.finditer(text):
            host = match.group(1).rstrip(".")
            if not host.lower().endswith(".example"):
                found.setdefault(match.start(1), host)
    return sorted(found.items())


def check_prose(mission: MissionFolder, report: Report) -> None:
    """Checks the texts of a mission."""
    roots = [mission.root, *mission.mail_roots.values(), *mission.phase_roots.values()]
    for root in roots:
        if root is not None:
            _check_tree(root, report)
    for mail in mission.mails.values():
        _check_body(mail.body, mail.body_place, report)
        _check_mail(mail, report)
        _check_thread(mission, mail, report)
        _check_series(mission, mail, report)
    for file in mission.attachments.values():
        _check_body(file.text, file.place, report)


def check_people(pack: PackFolder, report: Report) -> None:
    """Checks the addresses of people and organisations."""
    for root in (pack.pack_root, pack.people_root):
        if root is not None:
            _check_tree(root, report)
    if not pack.people:
        return
    for number, organisation in enumerate(pack.people.form.organisations):
        if organisation.domain and not organisation.domain.endswith(".example"):
            place = pack.people.place(("organisations", number, "domain"))
            report.add(faults.REAL_DOMAIN, place, f"'{organisation.domain}' may be real.")


def _check_tree(root: Node, report: Report) -> None:
    for scalar in scalars(root):
        for offset, host in real_domains(scalar.text):
            report.add(faults.REAL_DOMAIN, scalar.inside(offset), f"'{host}' may be real.")


def _check_body(text: str, start: Place, report: Report) -> None:
    for number, line in enumerate(text.split("\n")):
        for offset, host in real_domains(line):
            place = Place(start.file, start.line + number, offset + 1)
            report.add(faults.REAL_DOMAIN, place, f"'{host}' may be real.")


def _check_thread(mission: MissionFolder, mail: MailFile, report: Report) -> None:
    first = mission.mails.get(mail.fitted.form.thread or "")
    if first is not None and first.fitted.form.thread is not None:
        place = mail.fitted.place(("thread",))
        report.add(rules.DEEP_THREAD, place, f"'{mail.fitted.form.thread}' names one itself.")


def _check_series(mission: MissionFolder, mail: MailFile, report: Report) -> None:
    for number, file in enumerate(mail.fitted.form.attachments):
        text = mission.attachments.get(file.filename)
        if text is None:
            continue
        for place, series in enumerate(file.series):
            for missing in unwritten(series, text.text):
                told = f"'{file.filename}' does not say '{missing}'."
                path = ("attachments", number, "series", place)
                report.add(rules.SERIES_TEXT, mail.fitted.place(path), told)


def unwritten(series: Series, text: str) -> list[str]:
    """Places on the axis and figures of a series that the file's text does not give."""
    figures = {float(word.replace(",", "")) for word in _FIGURE.findall(text)}
    missing = [place for place in series.x if place not in text]
    return missing + [f"{value:g}" for value in series.values if value not in figures]


def _check_mail(mail: MailFile, report: Report) -> None:
    words = len(mail.body.split())
    if words > rules.MAIL_WORDS:
        report.add(rules.LONG_MAIL, mail.body_place, f"The mail has {words} words.")
    extract = mail.fitted.form.extract
    if not extract:
        return
    lines = extract.strip().split("\n")
    if len(lines) > 2 or any(plain(line) not in plain(mail.body) for line in lines):
        place = mail.fitted.place(("extract",))
        report.add(rules.BAD_EXTRACT, place, "The extract is not one or two lines of the mail.")
