"""Lines that the debrief's pages are built of: wrapped text, bars, points."""

from __future__ import annotations

import re
import textwrap

from rich.cells import cell_len, chop_cells
from textual.content import Content

from engine.clock import clock_time, day_of
from engine.limits import Limit
from tui.safety import harmless

Part = tuple[str, str]
SECONDARY = "$foreground 62%"
TERTIARY = "$foreground 58%"
FIGURE_NAMES = {
    "p50_ms": "median",
    "p95_ms": "p95",
    "p99_ms": "p99",
    "goodput_rps": "answered in time",
    "error_share": "failed",
    "availability": "available",
    "monthly_cost": "marks a month",
    "mean_ms": "mean",
    "offered_rps": "asked",
    "answered_share": "answered",
    "amplification": "calls for each",
}
FIGURES = 6
"""Columns of a ledger line's points."""
SHORT = 16
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\s\d\.)(?<!\s\d\d\.)[’”']?\s")
"""Where a sentence ends; the number of an item in a list is none."""
_ITEM = re.compile(r"(- |• |\d{1,2}[.)] )(?=\S)")
_QUOTE = re.compile(r"^(> ?)+")
QUOTED = "│ "
"""What stands before the lines that a mail quotes."""
_SPEAKER = re.compile(r"[^:.!?]{1,40}: ")


def wrap(text: str, width: int) -> list[str]:
    """The text broken at blanks, by cells; never an empty list."""
    width, text = max(8, width), harmless(text)
    if cell_len(text) == len(text):
        return textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    rows = [""]
    for word in text.split():
        joined = f"{rows[-1]} {word}" if rows[-1] else word
        if cell_len(joined) <= width:
            rows[-1] = joined
            continue
        rows += chop_cells(word, width)
    return rows if rows[0] or len(rows) == 1 else rows[1:]


def flowing(text: str, width: int) -> list[str]:
    """Running text at another width: paragraphs stay apart, and items of a list hang together."""
    rows: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        rows += [""] if rows else []
        for lead, words in _items(block):
            first, *others = wrap(words, width - len(lead))
            hang = lead if lead == QUOTED else " " * len(lead)
            rows += [lead + first, *(hang + more for more in others)]
    return rows


def own_words(text: str) -> str:
    """A mail's text without the lines that it quotes; all of it where it only quotes."""
    own = [line for line in text.split("\n") if not line.startswith(">")]
    return "\n".join(own).strip() or "\n".join(_QUOTE.sub("", one) for one in text.split("\n"))


def _items(block: str) -> list[tuple[str, str]]:
    """The items of a paragraph, each with the mark before it; a plain one is one item."""
    found: list[tuple[str, str]] = []
    for line in block.split("\n"):
        item = _ITEM.match(line)
        if line.startswith(">"):
            words = _QUOTE.sub("", line).strip()
            if words and found and found[-1][0] == QUOTED and found[-1][1]:
                words = f"{found.pop()[1]} {words}"
            found.append((QUOTED, words))
        elif found and found[-1][0] == QUOTED and not item:
            found.append(("", line.strip()))
        elif item:
            found.append((item[0], line[item.end() :]))
        elif found:
            lead, words = found[-1]
            found[-1] = (lead, f"{words} {line.strip()}")
        else:
            found.append(("", line.strip()))
    return found


def pad(text: str, width: int) -> str:
    """The text with blanks behind it, so many cells wide."""
    return text + " " * max(0, width - cell_len(text))


def paragraph(text: str, width: int, style: str = "", indent: int = 0) -> list[Content]:
    """Wrapped text of one style, indented."""
    return [Content.assemble(" " * indent, (line, style)) for line in wrap(text, width - indent)]


def headline(text: str) -> Content:
    """A heading within a page."""
    return Content.styled(text, "bold $primary")


def first_sentence(text: str) -> str:
    """The first sentence of what somebody said; the rest is a key away.

    A word or two are not enough to go by, so what follows them is taken along; who spoke does
    not count among them.
    """
    speaker = _SPEAKER.match(text)
    least = SHORT + (speaker.end() if speaker else 0)
    end = next((m.start() for m in _SENTENCE.finditer(text) if m.start() >= least), len(text))
    return text[:end]


def when(minute: int) -> str:
    """A moment in mission time."""
    return f"day {day_of(minute)}, {clock_time(minute)}"


def spread(left: Content, right: Content, width: int) -> Content:
    """One line with a left and a right part."""
    gap = max(1, width - left.cell_length - right.cell_length)
    return Content.assemble(left, " " * gap, right)


def rule(share: float, width: int, colour: str) -> list[Part]:
    """A thin bar: the share drawn heavy, the rest as a track."""
    full = max(0, min(width, round(share * width)))
    return [("━" * full, colour), ("─" * (width - full), "$rule")]


def solid(share: float, width: int, colour: str, rest: str) -> list[Part]:
    """A seamless bar: full cells are coloured ground, the last one an eighth of a block."""
    eighths = max(0, min(width * 8, round(share * width * 8)))
    full, part = divmod(eighths, 8)
    parts: list[Part] = [(" " * full, f"on {colour}")]
    if part:
        parts.append((" ▏▎▍▌▋▊▉"[part], f"{colour} on {rest}"))
    parts.append((" " * (width - full - bool(part)), f"on {rest}"))
    return parts


def points(value: float) -> str:
    """Points to a tenth, without a needless '.0'."""
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0")
        if abs(value) < 0.05
        else (f"{value:.1f}".removesuffix(".0"))
    )


def burden(name: str, value: float) -> float:
    """A figure as a length: what is up most of the time is drawn by how long it is down."""
    return 1 - value if name == "availability" else value


def used(name: str, value: float, limit: Limit) -> float:
    """How much of a limit a figure takes, from 0 to 1 and beyond."""
    allowed = burden(name, limit.value)
    return burden(name, value) / allowed if allowed > 0 else 1.0
