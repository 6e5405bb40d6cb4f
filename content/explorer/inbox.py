"""An inbox as a stage: mails come, are read and answered, or left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from content.explorer.layout import Layout
from content.explorer.sites import Site
from content.explorer.speech import Move, Speech, Step, in_turn
from content.explorer.stages import Node, Noted, Taken
from engine.clock import minute_of
from engine.dialogue import Unanswered
from engine.mail import Email
from engine.phase_config import EmailDiscovery
from engine.texts import ADDS


@dataclass(frozen=True)
class _Paper:
    """A mail or a file that can be opened."""

    source: str
    there: int
    """Bits that say it has come, and is unlocked."""
    opened: int


@dataclass
class InboxStage(Noted):
    """The whole of one inbox phase."""

    leave: Callable[[int], tuple[int, int]] = field(default=lambda state: (state, 0))
    """Begins the next phase."""
    mails: tuple[Mail, ...] = ()
    papers: tuple[_Paper, ...] = ()
    """What is read as soon as it comes, for nothing asks whether it was."""
    optional: tuple[_Paper, ...] = ()
    """What some condition asks about, and is read or not."""
    arrived: Callable[[str], None] = field(default=lambda name: None)

    def deliver(self, state: int) -> int:
        """Brings the mails that are due, and reads those that nothing asks about."""
        news = True
        while news:
            news = False
            for mail in self.mails:
                if state & mail.came:
                    continue
                if mail.when is None or mail.when.holds(state):
                    state |= mail.came
                    self.arrived(mail.email.id)
                    state = mail.adds(state)
                    news = True
        for paper in self.papers:
            if state & paper.there == paper.there:
                state |= paper.opened
        return state

    def moves(self, state: int) -> Iterator[Taken]:
        yield from self.notes(state)
        for paper in self.optional:
            if state & paper.there == paper.there and not state & paper.opened:
                after = self.deliver(state | paper.opened)
                yield Taken(("open", paper.source), after, self.number)
        for mail in self.mails:
            if mail.node is None or not state & mail.came or state & mail.settled:
                continue
            if state & mail.read != mail.read:
                continue
            best = mail.best(state)
            for move in mail.node.offered(state):
                after = self.deliver(move.step(state))
                earned = move.worth(best) * move.weight
                yield Taken(move.key, after, self.number, earned, 100 * move.weight)
            if mail.email.may_leave and mail.left is not None:
                after, earned = self._left(mail, state)
                key = ("chose", mail.email.id, "silence")
                yield Taken(key, self.deliver(after), self.number, earned, 100 * mail.email.weight)
        yield self._finish(state)

    def _finish(self, state: int) -> Taken:
        """Closes the inbox: what waits is left, in the order in which it lies there."""
        earned = possible = 0
        for mail in self.mails:
            if mail.node is not None and state & mail.came and not state & mail.settled:
                state, more = self._left(mail, state)
                earned += more
                possible += 100 * mail.email.weight
        after, stage = self.leave(state)
        return Taken(("finish",), after, stage, earned, possible)

    def _left(self, mail: Mail, state: int) -> tuple[int, int]:
        silence = mail.email.unanswered
        otherwise = silence.worth if silence else 0
        worth = 100 if mail.best(state) == "silence" else otherwise
        self.arrived(f"{mail.email.id}/silence")
        return mail.left(state), worth * mail.email.weight


@dataclass(frozen=True)
class Mail:
    """A mail with its moves."""

    email: Email
    when: Site | None
    came: int
    settled: int
    read: int
    """The bit that says it was opened, where that is asked about."""
    node: Node | None
    best: Callable[[int], str]
    left: Step
    adds: Step
    """What it says beside its text, by what is so when it comes."""


def mails_of(config: EmailDiscovery, speech: Speech) -> tuple[Mail, ...]:
    """The mails of an inbox, in the order in which they would come."""
    compiled = [_mail(email, speech) for email in config.emails]
    return tuple(sorted(compiled, key=lambda m: minute_of(m.email.arrives.day, m.email.arrives.at)))


def _mail(email: Email, speech: Speech) -> Mail:
    bit = speech.layout.bit
    node = None
    if email.options:
        moves = tuple(
            Move(
                node=email.id,
                name=option.id,
                otherwise=option.worth,
                needs=speech.sites.at(("option", email.id, option.id), option.needs),
                step=in_turn([_marking(speech, email.id, option.id), speech.option(email, option)]),
                weight=email.weight,
            )
            for option in email.options
        )
        node = Node(email.id, moves, email.weight)
    return Mail(
        email=email,
        when=speech.sites.at(("mail", email.id), email.arrives.when),
        came=bit(("came", email.id)),
        settled=bit(("chose", email.id, "")),
        read=bit(("opened", email.id)),
        node=node,
        best=speech.best(email.id, email.best),
        left=_leaving(email, email.unanswered, speech),
        adds=speech.lines(email.adds, f"{email.id}/{ADDS}"),
    )


def _marking(speech: Speech, node: str, move: str) -> Step:
    bits = speech.marks(node, move)
    return lambda state: state | bits


def _leaving(email: Email, silence: Unanswered | None, speech: Speech) -> Step:
    steps = [_marking(speech, email.id, "silence")]
    if silence:
        effect = speech.layout.effects(silence.effects)
        steps += [effect] if effect else []
        steps.append(speech.lines(silence.brings, f"{email.id}/silence"))
    return in_turn(steps)


def papers_of(
    mails: tuple[Mail, ...], layout: Layout, asked: frozenset[str]
) -> tuple[tuple[_Paper, ...], tuple[_Paper, ...]]:
    """What is read at once, and what is read or not."""
    eager: list[_Paper] = []
    live: list[_Paper] = []
    for mail in mails:
        entries = [(mail.email.id, mail.came)]
        for file in mail.email.attachments:
            unlocked = layout.bit(("unlocked", file.filename))
            entries.append((file.filename, unlocked if file.locked else mail.came))
        for source, there in entries:
            opened = layout.bit(("opened", source))
            if opened and there:
                (live if source in asked else eager).append(_Paper(source, there, opened))
    return tuple(eager), tuple(live)
