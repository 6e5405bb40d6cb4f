"""What the room says: votes that the presenter counts, shown as bars and kept to the end."""

from __future__ import annotations

import asyncio
import textwrap
from dataclasses import dataclass, field

from textual.content import Content

from content.demo import Hold
from tui.safety import one_line

COUNT_WIDTH = 4
MAX_VOTES = 9_999
PLAYED = "  ← played"


@dataclass
class Poll:
    """A question to the room, its answers by id and words, and the votes counted so far."""

    ask: str
    options: tuple[tuple[str, str], ...]
    votes: dict[str, int] = field(default_factory=dict)
    picked: str = ""
    """The answer that was played."""

    @property
    def total(self) -> int:
        """All votes."""
        return sum(self.votes.values())

    def count(self, option: str) -> int:
        """The votes for an answer."""
        return self.votes.get(option, 0)

    def set(self, option: str, votes: int) -> None:
        """Enters the votes for an answer."""
        self.votes[option] = max(0, min(MAX_VOTES, votes))

    def words(self, option: str) -> str:
        """An answer's words."""
        return dict(self.options).get(option, option)

    @property
    def leader(self) -> str:
        """The answer with the most votes; empty where there is none, or two have as many."""
        most = max((self.count(name) for name, _ in self.options), default=0)
        ahead = [name for name, _ in self.options if self.count(name) == most]
        return ahead[0] if most and len(ahead) == 1 else ""


@dataclass
class Held:
    """A choice that waits for the room."""

    hold: Hold
    poll: Poll
    picked: asyncio.Future[str]


def bar(votes: int, most: int, width: int) -> str:
    """A bar as long as its share of the longest one; any vote is seen."""
    if not votes or not most:
        return ""
    eighths = max(1, round(votes / most * width * 8))
    full, rest = divmod(eighths, 8)
    return "█" * full + ("" if not rest else " ▏▎▍▌▋▊▉"[rest])


def vote_lines(poll: Poll, option: str, number: int, width: int) -> tuple[Content, ...]:
    """An answer: its words, whole, and below them its votes as a number and a bar."""
    most = max((poll.count(name) for name, _ in poll.options), default=0)
    votes = poll.count(option)
    words = textwrap.wrap(one_line(poll.words(option)), max(10, width - 2)) or [""]
    first = Content.assemble((f"{number} ", "bold $accent"), (words[0], "bold"))
    others = tuple(Content.assemble("  ", (line, "bold")) for line in words[1:])
    colour = "$primary" if option == poll.leader else "$secondary"
    bars = (bar(votes, most, width - COUNT_WIDTH - 3 - len(PLAYED)), colour)
    played = (PLAYED, "$success") if option == poll.picked else ""
    return first, *others, Content.assemble(f"{votes:>{COUNT_WIDTH + 2}} ", bars, played)


def tally_text(polls: list[Poll]) -> str:
    """All questions with their votes, as plain text."""
    lines: list[str] = []
    for poll in polls:
        lines += ["", poll.ask]
        for name, words in poll.options:
            mark = "→" if name == poll.picked else " "
            lines.append(f" {mark} {poll.count(name):>4}  {words}")
    return "\n".join(lines).strip("\n")
