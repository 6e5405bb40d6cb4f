"""The feedback's contents as entries; no widget and no rule lives here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual.content import Content

from engine.debrief import RequirementVerdict
from engine.design.graph import Design, Node
from engine.design.traffic import Figures
from engine.mission import Mission
from engine.phase_config import ClientFeedback
from engine.shared import OPENING_TRUST, Shared
from engine.texts import YOU, Words
from engine.values import tally
from tui.call.faces import wave
from tui.call.monogram import monogram
from tui.debrief.lines import (
    SECONDARY,
    Part,
    paragraph,
    rule,
    spread,
    used,
    wrap,
)
from tui.figures import written
from tui.people import badge, hue
from tui.safety import one_line
from tui.widgets.entries import Entry, Lines
from tui.widgets.header import TRUST_STYLE, trust_word


def unheard(left: int) -> tuple[str, str, str]:
    """What is asked before a meeting is closed too early: the question, what it costs, the yes."""
    count = "One answer is" if left == 1 else f"{left} answers are"
    told = f"{count} still to come. They count whether they are heard or not."
    return "Close without the rest?", told, "Close"


BAR = 16
"""Cells of a requirement's bar."""
UNHEARD = "first you hear of it"


@dataclass(frozen=True)
class Judged:
    """A requirement's verdict, with its figure as the design has it."""

    verdict: RequirementVerdict
    figures: Figures | None
    design: Design | None

    @property
    def name(self) -> str:
        """The figure's name, where the requirement has one."""
        return self.verdict.requirement.figure

    @property
    def value(self) -> float | None:
        """The figure's value."""
        return getattr(self.figures, self.name) if self.figures and self.name else None

    @property
    def text(self) -> str:
        """The figure with its unit, or nothing."""
        return "" if self.value is None else written(self.name, self.value)

    @property
    def share(self) -> float:
        """How much of its limit is taken; all of it where no figure tells."""
        limit = self.verdict.limit
        if self.value is None or limit is None:
            return 1.0
        return used(self.name, self.value, limit)

    @property
    def serving(self) -> tuple[Node, ...]:
        """The components that the verdict speaks of."""
        nodes = self.design.nodes if self.design else ()
        return tuple(node for node in nodes if node.id in self.verdict.nodes)

    @property
    def surprise(self) -> bool:
        """Whether the player hears of it for the first time now."""
        return not self.verdict.kept and not self.verdict.known


# --- the list ------------------------------------------------------------------------------


def heard_entry(mission: Mission, judged: Judged, *, roomy: bool) -> Entry:
    """A requirement that has been spoken of."""
    lay_out = partial(_heard, mission, judged, roomy)
    return Entry(judged.verdict.requirement.id, lay_out, gap=int(roomy))


def _heard(mission: Mission, judged: Judged, roomy: bool, width: int) -> Lines:
    verdict = judged.verdict
    requirement = verdict.requirement
    mark = ("✓ ", "bold $success") if verdict.kept else ("✗ ", "bold $error")
    colour = "$success" if verdict.kept else "bold $error"
    titles = wrap(requirement.title, width - 7 - len(judged.text) - 1)
    head = Content.assemble(
        mark, badge(mission, requirement.owner), " ", (titles[0], "" if verdict.kept else "bold")
    )
    rows = [spread(head, Content.styled(judged.text, colour), width)]
    rows += [Content.assemble(" " * 7, more) for more in titles[1:]]
    if not roomy:
        return tuple(rows)
    reaction = requirement.kept if verdict.kept else requirement.broken
    word: Part = (f"“{one_line(reaction.word)}”", f"italic {SECONDARY}")
    if judged.surprise:
        word = (UNHEARD, "italic $accent")
    left = Content.assemble(" " * 7, word)
    bar = Content.assemble(*rule(min(1, judged.share), BAR, bar_colour(verdict)))
    if left.cell_length + BAR + 1 <= width:
        return (*rows, spread(left, bar, width))
    return (*rows, left, spread(Content(""), bar, width))


def bar_colour(verdict: RequirementVerdict) -> str:
    """Teal where it is kept, red where it is not."""
    return "$primary" if verdict.kept else "$error"


def coming_entries(count: int, *, roomy: bool) -> tuple[Entry, ...]:
    """Requirements that nobody has spoken of yet; in one line where there is little room."""
    if not roomy and count > 1:
        many = Content.styled(f"○ {count} still to come", "$faint")
        return (Entry("", lambda width: (many,), gap=0),)
    line = Content.styled("○ still to come", "$faint")
    return tuple(Entry("", lambda width: (line,), gap=0) for _ in range(count))


# --- people --------------------------------------------------------------------------------


def trust_change(mission: Mission, shared: Shared, person: str) -> tuple[str, str] | None:
    """How open one of the client's people was and is: trust, less what they hold back."""
    contact = mission.person_by_id.get(mission.client_contact)
    known = mission.person_by_id.get(person)
    if "trust" not in mission.meters or not known or not contact:
        return None
    if known.organisation != contact.organisation:
        return None
    before = tally(shared.player.trust, mission.card.client, OPENING_TRUST)
    return trust_word(before), trust_word(shared.trust - tally(shared.reserve, person))


def trust_words(change: tuple[str, str] | None, room: int = 80) -> Content:
    """The change in words, closer where room is scarce; one word where there is none at all."""
    if change is None:
        return Content("")
    before, now = change
    word = Content.styled(now, TRUST_STYLE[now])
    if before == now:
        return word
    for arrow in (" → ", "→"):
        told = Content.assemble((before, SECONDARY), (arrow, "$accent"), word)
        if told.cell_length <= room:
            return told
    return Content.assemble(("→ ", "$accent"), word)


def tile(
    mission: Mission, person: str, width: int, *, speaking: bool, phase: int, posture: str = ""
) -> Content:
    """A person: monogram, voice, name, and what a camera sees of them; else their role."""
    known = mission.person_by_id[person]
    colour = hue(mission, person)
    style = f"bold {colour}" if speaking else f"{colour} 80%"
    rows = [Content(""), *(Content.styled(row, style) for row in monogram(known.initials[:2]))]
    room = max(4, width - 4)
    voice = (wave(room, phase), colour) if speaking else ("─" * min(12, room), f"{colour} 60%")
    rows += [Content(""), Content.assemble(voice)]
    rows = [Content.assemble(" " * max(0, (width - row.cell_length) // 2), row) for row in rows]
    whole = len(wrap(known.name, width)) == 1
    name = Content.styled(wrap(known.name if whole else known.short, width)[0], "bold")
    style = f"italic{'' if speaking else f' {SECONDARY}'}" if posture else SECONDARY
    told = one_line(posture or known.role)
    beside = Content.assemble(name, "  ", (one_line(known.role), SECONDARY))
    if posture and beside.cell_length <= width:
        name = beside
    under = [Content.styled(more, style) for more in wrap(told, width)[:2]]
    return Content("\n").join([*rows, Content(""), name, *under])


def trust_line(mission: Mission, shared: Shared, people: list[str], width: int) -> Lines:
    """Everyone's trust, for 80 columns; as many rows as it takes."""
    rows = [Content("")]
    for person in people:
        change = trust_change(mission, shared, person)
        if change is None:
            continue
        name = one_line(mission.name(person))
        word = Content.assemble((f"{name} ", SECONDARY), trust_words(change))
        joined = Content.assemble(rows[-1], "    ", word) if rows[-1].plain else word
        if joined.cell_length > width:
            rows.append(word)
        else:
            rows[-1] = joined
    return tuple(row for row in rows if row.plain)


# --- the quote -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Speech:
    """What somebody says, and what a camera sees after it."""

    paragraphs: tuple[str, ...]
    aside: str = ""

    @property
    def length(self) -> int:
        """Characters that are spoken."""
        return sum(len(text) for text in self.paragraphs)


def speech_of(judged: Judged) -> Speech:
    """An owner's words on their requirement; what nobody asked them comes first."""
    requirement = judged.verdict.requirement
    reaction = requirement.kept if judged.verdict.kept else requirement.broken
    unasked = requirement.unasked if judged.surprise else ""
    said = tuple(text for text in (unasked, reaction.say) if text)
    return Speech(said, reaction.aside)


def speech_lines(speech: Speech, spoken: int | None, indent: int, gap: int, width: int) -> Lines:
    """The words as far as they are spoken, in the rows that they will take in the end."""
    left = speech.length if spoken is None else spoken
    talking = spoken is not None and spoken < speech.length
    rows: list[Content] = []
    pad = " " * indent
    for number, text in enumerate(speech.paragraphs):
        if number:
            rows += [Content("")] * gap
        for line in wrap(text, width - 2 * indent):
            shown = line[: max(0, left)]
            cursor = ("▍", "$accent") if talking and 0 < left <= len(line) else ""
            rows.append(Content.assemble(pad, (shown, "bold"), cursor))
            left -= len(line) + 1
        left += 1
    if speech.aside:
        rows += [Content("")] * gap
        aside = wrap(speech.aside, width - 2 * indent)
        rows += [
            Content.assemble(pad, ("" if talking else line, f"italic {SECONDARY}"))
            for line in aside
        ]
    return tuple(rows)


def room_entries(
    mission: Mission, config: ClientFeedback, shared: Shared, more: bool, indent: int
) -> tuple[Entry, ...]:
    """What was said as everybody came in."""
    own = f"{config.id}/"
    played = [mission.texts[p.ref] for p in shared.transcript if p.ref.startswith(own)]
    entries = [voice_entry(mission, words, indent) for words in played]
    if more:
        said = Content.assemble(
            " " * indent, ("Enter", "bold $accent"), (" hears the first answer.", SECONDARY)
        )
        entries.append(Entry("", lambda width: (said,), gap=0))
    return tuple(entries)


def voice_entry(mission: Mission, words: Words, indent: int) -> Entry:
    """Somebody's words under their name; the player's, and what is seen, as such."""
    narrated = words.who == "narrator"
    style = f"italic {SECONDARY}" if narrated else "bold"
    yours = words.who == YOU
    name = "" if narrated else "You" if yours else one_line(mission.name(words.who))
    colour = "$accent" if yours else hue(mission, words.who)
    say = words.say or words.silence
    return Entry("", partial(_voice, name, colour, say, style, indent))


def _voice(name: str, colour: str, text: str, style: str, indent: int, width: int) -> Lines:
    head = [Content.assemble(" " * indent, (name, f"bold {colour}"))] if name else []
    return (*head, *paragraph(text, width - indent, style, indent=indent))
