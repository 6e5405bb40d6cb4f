"""The end of a mission: what is asked of the whole, and how requirements are met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.explorer.layout import Layout, Test
from content.explorer.sites import Key, Site, Sites
from content.explorer.stages import Stage, Taken
from engine import conditions as c
from engine.mission import Mission


class Questions:
    """The conditions of promises and of the debrief, asked once all is over."""

    def __init__(self, mission: Mission, sites: Sites, layout: Layout) -> None:
        self._promises = [
            (layout.bit(("promise", promise.id)), site)
            for promise in mission.promises
            if (site := sites.at(("promise", promise.id), promise.kept_when))
        ]
        self._spoken: list[list[Site | None]] = [
            [sites.at(("spoke", str(n), str(m)), one.when) for m, one in enumerate(chain)]
            for n, chain in enumerate(mission.debrief.spoke)
        ]

    def ask(self, state: int) -> None:
        """Looks at every condition that is asked of this end."""
        for made, site in self._promises:
            if site.active and state & made:
                site.holds(state)
        for chain in self._spoken:
            for asked in chain:
                if asked is None or not asked.active or asked.holds(state):
                    break


@dataclass
class EndStage(Stage):
    """The end of the mission."""

    questions: Questions | None = None

    def moves(self, state: int) -> Iterator[Taken]:
        if self.questions:
            self.questions.ask(state)
        return iter(())


class Reactions:
    """How the owners of requirements meet the work."""

    def __init__(self, mission: Mission, layout: Layout, reached: set[Key]) -> None:
        self._reached = reached
        self._requirements: list[tuple[str, Test, int, bool]] = [
            (
                one.id,
                layout.test(c.Kept(requirement=one.id)),
                sum(layout.bit(("fact", fact)) for fact in one.facts),
                bool(one.unasked),
            )
            for one in mission.requirements
        ]

    def note(self, state: int) -> None:
        """Notes what each of them would say."""
        for name, kept, facts, has_words in self._requirements:
            if kept(state):
                self._reached.add(("reaction", name, "kept"))
                continue
            self._reached.add(("reaction", name, "broken"))
            if has_words and facts and not state & facts:
                self._reached.add(("reaction", name, "unasked"))
