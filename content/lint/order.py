"""Checks of a pack as it is laid out: who could be taken for whom, and the order of missions."""

from __future__ import annotations

from itertools import pairwise

from content.cards import card_of
from content.folder import PackFolder
from content.lint import case_rules as rules
from content.problem import Report


def check_order(pack: PackFolder, report: Report) -> None:
    """Checks the order of missions, and whether the people of each can be told apart."""
    if pack.pack:
        cards = [card_of(pack.missions[s]) for s in pack.pack.form.order if s in pack.missions]
        for before, after in pairwise(card for card in cards if card):
            if after.form.order_index < before.form.order_index:
                message = f"'{after.form.slug}' stands behind '{before.form.slug}' in the pack."
                report.add(rules.OUT_OF_ORDER, after.place(("order_index",)), message)
    people = {p.id: p for p in pack.people.form.people} if pack.people else {}
    for mission in pack.missions.values():
        if mission.mission is None:
            continue
        seen: dict[str, str] = {}
        for number, name in enumerate(mission.mission.form.people):
            person = people.get(name)
            for mark in (person.short, person.initials) if person else ():
                other = seen.setdefault(mark, name)
                if other != name:
                    place = mission.mission.place(("people", number))
                    report.add(rules.LOOKALIKES, place, f"'{name}' and '{other}' are '{mark}'.")
