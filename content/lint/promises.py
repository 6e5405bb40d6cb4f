"""Checks of the promise ledger: every commitment is settled somewhere, and only once."""

from __future__ import annotations

from content.folder import PackFolder
from content.lint import rules
from content.problem import Report
from engine.conditions import Always


def check_promises(pack: PackFolder, report: Report) -> None:
    """Checks what missions promise against the missions in which it falls due."""
    played = {slug: m.mission for slug, m in pack.missions.items() if m.mission is not None}
    due_in = {
        (due.made_in, due.promise): slug
        for slug, mission in played.items()
        for due in mission.form.dues
    }
    first: dict[str, str] = {}
    for slug, mission in played.items():
        for number, promise in enumerate(mission.form.promises):
            place = mission.place(("promises", number))
            other = first.setdefault(promise.id, slug)
            if other != slug:
                message = f"'{promise.id}' is a promise of {other} as well."
                report.add(rules.SAME_PROMISE, place, message)
            if bool(promise.due) == (promise.kept_when is not None):
                both = "names a mission and a condition" if promise.due else "is never settled"
                report.add(rules.UNSETTLED_PROMISE, place, f"'{promise.id}' {both}.")
            if isinstance(promise.kept_when, Always):
                message = f"'{promise.id}' is kept whatever happens."
                report.add(rules.UNSETTLED_PROMISE, place, message)
            if promise.due in played and due_in.get((slug, promise.id)) != promise.due:
                message = f"{promise.due} does not name '{promise.id}' among its dues."
                report.add(rules.NOT_DUE, place, message)
        for number, due in enumerate(mission.form.dues):
            made = played.get(due.made_in)
            named = {p.id: p.due for p in made.form.promises} if made else {}
            if made and named.get(due.promise, slug) != slug:
                place = mission.place(("dues", number))
                message = f"'{due.promise}' of {due.made_in} is not due here."
                report.add(rules.NOT_DUE, place, message)
