"""Lines, and the nodes that players answer, compiled to steps from state to state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from content.explorer.layout import Layout
from content.explorer.sites import Key, Site, Sites
from engine.dialogue import BestWhen, Exchange, Line, Option
from engine.mail import Email
from engine.phases.nodes import FULL

Step = Callable[[int], int]


@dataclass(frozen=True)
class _Said:
    """One line: whether it opens a chain, when it is said, and what it does."""

    key: Key
    opens_chain: bool
    site: Site | None
    conditional: bool
    step: Step | None


class Speech:
    """Compiles what is said, and notes which words were spoken."""

    def __init__(self, layout: Layout, sites: Sites, reached: set[Key]) -> None:
        self.layout = layout
        self.sites = sites
        self.reached = reached

    def lines(self, lines: tuple[Line, ...], prefix: str) -> Step:
        """Lines as one step; of each chain the first that holds."""
        said = []
        for number, line in enumerate(lines):
            ref = f"{prefix}/{number}"
            heard = self.layout.bit(("seen", ref))
            said.append(
                _Said(
                    key=("line", ref),
                    opens_chain=line.when is None or line.also,
                    site=self.sites.at(("line", ref), line.when),
                    conditional=line.when is not None,
                    step=self.layout.effects(line.effects, heard),
                )
            )
        words, reached = tuple(said), self.reached
        if not any(line.conditional for line in words):
            return self._spoken(words)

        def play(state: int) -> int:
            closed = False
            for line in words:
                if line.opens_chain:
                    closed = False
                if line.conditional:
                    if closed:
                        continue
                    if line.site is not None:
                        if not line.site.active:
                            closed = True
                            continue
                        if not line.site.holds(state):
                            continue
                    closed = True
                reached.add(line.key)
                if line.step is not None:
                    state = line.step(state)
            return state

        return play

    def _spoken(self, words: tuple[_Said, ...]) -> Step:
        """Lines that are said whatever is so."""
        reached, keys = self.reached, [line.key for line in words]
        steps = [line.step for line in words if line.step is not None]

        def play(state: int) -> int:
            reached.update(keys)
            for step in steps:
                state = step(state)
            return state

        return play

    def option(self, node: Email | Exchange, option: Option) -> Step:
        """Everything that an option brings, and what it leads on to."""
        steps: list[Step] = []
        seen: set[str] = set()
        current: Option | None = option
        while current and current.id not in seen:
            seen.add(current.id)
            prefix = f"{node.id}/{current.id}"
            effect = self.layout.effects(current.effects)
            if effect is not None:
                steps.append(effect)
            if current.floor:
                steps.append(self.floor(current.floor))
            if current.brings:
                steps.append(self.lines(current.brings, prefix))
            current = next((o for o in node.options if o.id == current.then), None)
        return in_turn(steps)

    def floor(self, person: str) -> Step:
        """Somebody takes the floor."""
        return self.layout.floor(person)

    def chosen(self, node: str, move: str, state: int) -> int:
        """The state after a node was answered in a way."""
        bit = self.layout.bit
        return state | bit(("chose", node, "")) | bit(("chose", node, move))

    def marks(self, node: str, move: str) -> int:
        """The bits that an answer sets by being given."""
        return self.chosen(node, move, 0)

    def best(self, node: str, best: tuple[BestWhen, ...]) -> Callable[[int], str]:
        """The move that is best in a state; empty where none is."""
        cases = tuple(
            (self.sites.at(("best", node, str(number)), case.when), case.option)
            for number, case in enumerate(best)
        )

        open_sites = [site for site, _ in cases if site is not None and site.active]

        def move(state: int) -> str:
            # Two cases may spell out that one is the other's contrary: each is looked at alone.
            for asked in open_sites:
                if asked.waiting:
                    asked.holds(state)
            for site, option in cases:
                if site is not None and not site.active:
                    return ""
                if site is None or site.test(state):
                    return option
            return ""

        return move


@dataclass(frozen=True)
class Move:
    """One way to answer a node."""

    node: str
    name: str
    otherwise: int
    """What it is worth where it is not the best."""
    needs: Site | None
    step: Step
    weight: int
    key: Key = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", ("chose", self.node, self.name))

    def worth(self, best: str) -> int:
        """What it is worth, in hundredths, where that move is the best."""
        return FULL if best == self.name else self.otherwise


def in_turn(steps: list[Step]) -> Step:
    """Steps one after another."""
    if len(steps) == 1:
        return steps[0]
    each = tuple(steps)

    def run(state: int) -> int:
        for step in each:
            state = step(state)
        return state

    return run
