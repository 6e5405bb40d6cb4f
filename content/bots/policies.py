"""The policies, one function each, in one table.

Where a cue leaves several answers, the first of them in the order of the seed is taken; that
order says nothing about their worth.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from content.bots.sight import Sight
from engine.dialogue import Option

Pick = Callable[[Sight], Option]
POLITE = ("warm", "plain", "firm")
"""Tones, the most agreeable first."""
ASKING = ("ask", "measure")
"""Tactics that want to know something, with a question mark or without."""
LONG_WORD = 4
"""Letters from which a word counts as an echo; shorter ones are everywhere."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A way of choosing answers."""

    name: str
    says: str
    pick: Pick | None
    """None plays the mission's gold walkthrough."""
    cue: bool = True
    """Whether it goes by what is seen of the answers, which must tell nothing of their worth."""


def by_chance(sight: Sight) -> Option:
    """Any answer."""
    return sight.options[sight.chance % len(sight.options)]


def first(sight: Sight) -> Option:
    """The answer at the top."""
    return sight.options[0]


def last(sight: Sight) -> Option:
    """The answer at the foot."""
    return sight.options[-1]


def longest(sight: Sight) -> Option:
    """The answer with the most characters."""
    return max(sight.options, key=lambda option: len(sight.shown(option)))


def shortest(sight: Sight) -> Option:
    """The answer with the fewest characters."""
    return min(sight.options, key=lambda option: len(sight.shown(option)))


def politest(sight: Sight) -> Option:
    """The most agreeable tone."""
    return min(sight.options, key=lambda option: POLITE.index(option.tone))


def asks(sight: Sight, option: Option) -> bool:
    """Whether an answer is a question, by its mark or by its tactic."""
    return "?" in sight.shown(option) or option.tactic in ASKING


def always_ask(sight: Sight) -> Option:
    """A question, where there is one."""
    return next((option for option in sight.options if asks(sight, option)), sight.options[0])


def never_ask(sight: Sight) -> Option:
    """Anything but a question, where there is such."""
    return next((option for option in sight.options if not asks(sight, option)), sight.options[0])


def words(text: str) -> set[str]:
    """The words of a text that are long enough to be recognised."""
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= LONG_WORD}


def keyword_echo(sight: Sight) -> Option:
    """The answer that repeats most words of what was said before it."""
    heard = words(sight.prompt)
    return max(sight.options, key=lambda option: len(heard & words(sight.shown(option))))


def greedy_meter(sight: Sight) -> Option:
    """The answer that leaves the most trust."""
    return max(sight.options, key=sight.trust_after)


POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        Policy("random", "any answer", by_chance, cue=False),
        Policy("first", "the answer at the top", first),
        Policy("last", "the answer at the foot", last),
        Policy("longest", "the longest answer", longest),
        Policy("shortest", "the shortest answer", shortest),
        Policy("politest", "the most agreeable tone", politest),
        Policy("always-ask", "a question, where there is one", always_ask),
        Policy("never-ask", "anything but a question", never_ask),
        Policy("keyword-echo", "the answer that repeats most of the prompt", keyword_echo),
        # No player sees before what an answer does to trust, and what pleases now is meant to
        # cost later: this one has to do badly, not as chance does.
        Policy("greedy-meter", "the answer that leaves the most trust", greedy_meter, cue=False),
        Policy("gold", "the mission's own gold walkthrough", None, cue=False),
    )
}
"""Every policy by its name, in the order of tables."""
BLIND, EXPERT = "random", "gold"
