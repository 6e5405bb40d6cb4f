"""References to the words of a mission, so that the log names them and never copies them.

`<mail>` and `<filename>` are bodies. `<node>/<move>/<n>` is the nth line that a move brings
(`lines` for what an exchange opens with, `unanswered` for a mail left alone), and
`<node>/<move>/you` the player's own words. `<phase>/<part>/<n>` is a line of a phase's
opening, closing, early end or defaults, `<phase>/bands/<person>/<band>` what somebody is seen to
do as trust comes into a band. `<letter>/late/<n>` is the nth line that a late letter
brings, and `<letter>/late/you` the letter. Mail and exchange ids are unique in a mission.
"""

from collections.abc import Iterator

from engine.dialogue import Exchange, Line
from engine.frozen import Frozen
from engine.late import LateLetter
from engine.mail import Email
from engine.phase_config import (
    BoardDecision,
    ClientFeedback,
    EmailDiscovery,
    Phase,
    VideoCall,
)

NARRATOR, YOU = "narrator", "you"
LATE = "late"
ADDS = "adds"
"""Between a mail's id and the number of a paragraph that it has only for some."""


class Words(Frozen):
    """Something that somebody said or wrote."""

    who: str
    say: str
    silence: str = ""


def _numbered(prefix: str, lines: tuple[Line, ...]) -> Iterator[tuple[str, Line]]:
    for number, line in enumerate(lines):
        yield f"{prefix}/{number}", line


def _lines_of_node(node: Email | Exchange) -> Iterator[tuple[str, Line]]:
    for option in node.options:
        yield from _numbered(f"{node.id}/{option.id}", option.brings)
    if isinstance(node, Email):
        yield from _numbered(f"{node.id}/{ADDS}", node.adds)
        if node.unanswered:
            yield from _numbered(f"{node.id}/silence", node.unanswered.brings)
        return
    yield from _numbered(f"{node.id}/lines", node.lines)
    if node.silence:
        yield from _numbered(f"{node.id}/silence", node.silence.brings)
    if node.interrupt:
        yield from _numbered(f"{node.id}/interrupt", node.interrupt.brings)
    for answer in node.floors:
        yield from _numbered(f"{node.id}/floor:{answer.person}", answer.brings)


def _lines_of_phase(phase: Phase) -> Iterator[tuple[str, Line]]:
    if isinstance(phase, EmailDiscovery):
        for mail in phase.emails:
            yield from _lines_of_node(mail)
    if isinstance(phase, VideoCall):
        for exchange in phase.exchanges:
            yield from _lines_of_node(exchange)
        yield from _numbered(f"{phase.id}/default_silence", phase.default_silence)
        yield from _numbered(f"{phase.id}/default_floor", phase.default_floor)
        yield from _numbered(f"{phase.id}/early_end", phase.early_end)
    if isinstance(phase, VideoCall | ClientFeedback):
        yield from _numbered(f"{phase.id}/closing", phase.closing)
    if isinstance(phase, BoardDecision):
        yield from _numbered(f"{phase.id}/closing", phase.sheet.closing)
    if isinstance(phase, ClientFeedback):
        yield from _numbered(f"{phase.id}/opening", phase.opening)
        for exchange in phase.answers:
            yield from _lines_of_node(exchange)


def _own_words(phase: Phase) -> Iterator[tuple[str, Words]]:
    nodes: tuple[Email | Exchange, ...] = ()
    if isinstance(phase, EmailDiscovery):
        nodes = phase.emails
    elif isinstance(phase, VideoCall):
        nodes = phase.exchanges
    elif isinstance(phase, ClientFeedback):
        nodes = phase.answers
    for node in nodes:
        for option in node.options:
            yield f"{node.id}/{option.id}/{YOU}", Words(who=YOU, say=option.say)


def _bodies(phase: Phase) -> Iterator[tuple[str, Words]]:
    if isinstance(phase, EmailDiscovery):
        for mail in phase.emails:
            yield mail.id, Words(who=mail.sender, say=mail.body)
            for file in mail.attachments:
                yield file.filename, Words(who=file.by or mail.sender, say=file.body)


def index_lines(phases: tuple[Phase, ...], late: tuple[LateLetter, ...] = ()) -> dict[str, Line]:
    """Every line that people speak or write, by reference."""
    lines = dict(entry for phase in phases for entry in _lines_of_phase(phase))
    for letter in late:
        lines |= _numbered(f"{letter.id}/{LATE}", letter.brings)
    return lines


def index(phases: tuple[Phase, ...], late: tuple[LateLetter, ...] = ()) -> dict[str, Words]:
    """All words of a mission's phases and late letters, by reference."""
    spoken = {
        ref: Words(who=line.who, say=line.say, silence=line.silence)
        for ref, line in index_lines(phases, late).items()
    }
    own = dict(entry for phase in phases for entry in _own_words(phase))
    own |= {f"{one.id}/{LATE}/{YOU}": Words(who=YOU, say=one.letter) for one in late}
    return spoken | own | dict(entry for phase in phases for entry in _bodies(phase))
