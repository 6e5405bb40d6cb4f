"""References to the words of a mission, so that the log names them and never copies them.

`<mail>` and `<filename>` are bodies. `<node>/<move>/<n>` is the nth line that a move brings
(`lines` for what an exchange opens with, `unanswered` for a mail left alone), and
`<node>/<move>/you` the player's own words. `<phase>/<part>/<n>` is a line of a phase's
opening, closing, early end or defaults. Mail and exchange ids are unique in a mission.
"""

from collections.abc import Iterator

from engine.dialogue import Exchange, Line, Option
from engine.frozen import Frozen
from engine.mail import Email
from engine.phase_config import ClientFeedback, EmailDiscovery, Phase, VideoCall

YOU = "you"


class Words(Frozen):
    """Something that somebody said or wrote."""

    who: str
    say: str
    silence: str = ""


def _lines(prefix: str, lines: tuple[Line, ...]) -> Iterator[tuple[str, Words]]:
    for number, line in enumerate(lines):
        yield f"{prefix}/{number}", Words(who=line.who, say=line.say, silence=line.silence)


def _options(node: str, options: tuple[Option, ...]) -> Iterator[tuple[str, Words]]:
    for option in options:
        yield f"{node}/{option.id}/{YOU}", Words(who=YOU, say=option.say)
        yield from _lines(f"{node}/{option.id}", option.brings)


def _of_mail(mail: Email) -> Iterator[tuple[str, Words]]:
    yield mail.id, Words(who=mail.sender, say=mail.body)
    for file in mail.attachments:
        yield file.filename, Words(who=file.by or mail.sender, say=file.body)
    yield from _options(mail.id, mail.options)
    if mail.unanswered:
        yield from _lines(f"{mail.id}/silence", mail.unanswered.brings)


def _of_exchange(exchange: Exchange) -> Iterator[tuple[str, Words]]:
    yield from _lines(f"{exchange.id}/lines", exchange.lines)
    yield from _options(exchange.id, exchange.options)
    if exchange.silence:
        yield from _lines(f"{exchange.id}/silence", exchange.silence.brings)
    if exchange.interrupt:
        yield from _lines(f"{exchange.id}/interrupt", exchange.interrupt.brings)
    for answer in exchange.floors:
        yield from _lines(f"{exchange.id}/floor:{answer.person}", answer.brings)


def _of_phase(phase: Phase) -> Iterator[tuple[str, Words]]:
    if isinstance(phase, EmailDiscovery):
        for mail in phase.emails:
            yield from _of_mail(mail)
    if isinstance(phase, VideoCall):
        for exchange in phase.exchanges:
            yield from _of_exchange(exchange)
        yield from _lines(f"{phase.id}/default_silence", phase.default_silence)
        yield from _lines(f"{phase.id}/default_floor", phase.default_floor)
        yield from _lines(f"{phase.id}/early_end", phase.early_end)
    if isinstance(phase, VideoCall | ClientFeedback):
        yield from _lines(f"{phase.id}/closing", phase.closing)
    if isinstance(phase, ClientFeedback):
        yield from _lines(f"{phase.id}/opening", phase.opening)


def index(phases: tuple[Phase, ...]) -> dict[str, Words]:
    """All words of a mission's phases by reference."""
    return dict(entry for phase in phases for entry in _of_phase(phase))
