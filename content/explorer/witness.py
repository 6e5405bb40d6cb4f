"""A conversation that the search found, played by the engine and written as a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from content.expectations import player_then
from content.explorer.outcomes import Outcome
from content.explorer.sites import Key
from content.playthrough import PinNames
from content.recording import script_of, text_of
from content.script import Doing, Script
from engine import actions as ac
from engine.actions import AnyAction
from engine.events import Started
from engine.game import RULES_VERSION, initial, legal_actions, step
from engine.log import Row, first_row
from engine.mission import Mission
from engine.passages import plain
from engine.phase_config import ClientFeedback
from engine.phases import CallState, StudioState
from engine.phases.changes import asked_for
from engine.rejected import Rejected
from engine.scoring import Scorecard, score_mission
from engine.state import State
from engine.values import PlayerThen

SEED = 1


class Astray(Exception):
    """The engine refused what the search had found: the two disagree."""


class Unfit(Exception):
    """A sampled work cannot be handed in after this conversation."""


@dataclass
class Player:
    """Plays keys of the search on the bare engine."""

    mission: Mission
    live: frozenset[str]
    """Mails and files that are read only where the search says so."""
    flags: tuple[str, ...] = ()
    seed: int = SEED
    then: PlayerThen | None = None
    """The player as the mission begins, where it is not a newcomer with these flags."""
    state: State = field(init=False)
    actions: list[AnyAction] = field(default_factory=list)
    rows: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        started = Started(
            mission=self.mission.slug,
            rev=1,
            rules_version=RULES_VERSION,
            seed=self.seed,
            player=self.then or PlayerThen(name="Explorer", flags=self.flags),
        )
        self.rows = [first_row(started)]
        self.state = initial(self.mission, started)
        self._read()

    def act(self, action: AnyAction) -> None:
        """Performs one action.

        Raises:
            Astray: the rules refuse it.
        """
        try:
            self.state, events = step(self.mission, self.state, action)
        except Rejected as rejected:
            raise Astray(f"{action}: {rejected}") from rejected
        self.actions.append(action)
        self.rows.append(Row(seq=len(self.rows) + 1, action=action, events=events))

    def play(self, key: Key, works: dict[str, Outcome]) -> None:
        """Does what a move of the search means.

        Raises:
            Astray: the rules refuse it.
        """
        match key:
            case ("open", source):
                self._open(source)
            case ("evidence", _, _, source, quote):
                self._pin(source, quote)
            case ("pair", _, *texts):
                left, right = self._pin(texts[0], texts[1]), self._pin(texts[2], texts[3])
                self.act(ac.Compare(left=left, right=right))
            case ("late", letter):
                self.leave_call()
                self.act(ac.AskLate(question=letter))
            case ("work", phase, _):
                self.leave_call()
                self._come_to(phase)
                self._work(works[phase])
            case ("finish",):
                self.act(ac.FinishPhase())
            case ("chose", node, move):
                self._choose(node, move)
        self._read()

    def finish(self) -> Scorecard:
        """Hears what is left, lets every question to the player sit, and closes.

        Raises:
            Astray: something still waits for the player.
        """
        while self.state.status == "open":
            offered = legal_actions(self.mission, self.state)
            silent = [a for a in offered if isinstance(a, ac.StaySilent)]
            heard = [a for a in offered if isinstance(a, ac.HearFeedback)]
            self.act((silent or heard or [ac.FinishPhase()])[0])
        return score_mission(self.mission, self.state)

    def _choose(self, node: str, move: str) -> None:
        if node in self.mission.email_by_id:
            self.come_to_mail()
            mail = ac.LeaveMail(mail=node)
            self.act(mail if move == "silence" else ac.Reply(mail=node, option=move))
            return
        self.leave_call(unless=node)
        self._come_to(self._phase_of(node))
        self._hear()
        if move == "silence":
            self.act(ac.StaySilent())
        elif move == "interrupt":
            self.act(ac.Interrupt())
        elif move.startswith("floor:"):
            self.act(ac.GiveFloor(person=move.removeprefix("floor:")))
        else:
            self.act(ac.Say(option=move))

    def _phase_of(self, node: str) -> str:
        """The phase in which an exchange is come to."""
        for phase in self.mission.phases:
            nodes = getattr(phase, "exchanges", getattr(phase, "answers", ()))
            if any(exchange.id == node for exchange in nodes):
                return phase.id
        raise Astray(f"There is no exchange '{node}'.")

    def _come_to(self, phase: str) -> None:
        """Hears out the feedback that lies before a phase; there is none before most."""
        while self.mission.phases[len(self.state.phases) - 1].id != phase:
            config = self.mission.phases[len(self.state.phases) - 1]
            if not isinstance(config, ClientFeedback) or self.state.status != "open":
                return
            self._hear()
            if getattr(self.state.phases[-1], "exchange", None):
                raise Unfit("What was built came to something else after this conversation.")
            self.act(ac.FinishPhase())

    @cached_property
    def papers(self) -> frozenset[str]:
        """Every mail and file of the mission."""
        return papers_of(self.mission)

    def come_to_mail(self) -> None:
        """Closes a call that lies before the mail that is read or answered next."""
        self.leave_call()
        self._read()

    def _hear(self) -> None:
        config = self.mission.phases[len(self.state.phases) - 1]
        if isinstance(config, ClientFeedback):
            heard = self.state.phases[-1].heard  # type: ignore[union-attr]
            for one in asked_for(self.mission, self.state.shared, config.id):
                if one.id not in heard:
                    self.act(ac.HearFeedback(requirement=one.id))

    def leave_call(self, unless: str = "") -> None:
        """Closes a call that is over."""
        own = self.state.phases[-1]
        if isinstance(own, CallState) and own.ended and own.exchange != unless:
            self.act(ac.FinishPhase())

    def _work(self, outcome: Outcome) -> None:
        """Builds and hands in; edits that this conversation does not allow are left out."""
        phases = len(self.state.phases)
        for action in outcome.actions:
            try:
                self.act(action)
            except Astray:
                continue
            if len(self.state.phases) > phases or self.state.status != "open":
                return
        own = self.state.phases[-1]
        try:
            self.act(ac.SubmitDesign() if isinstance(own, StudioState) else ac.SubmitBoard())
        except Astray as astray:
            raise Unfit(str(astray)) from astray

    def _pin(self, source: str, quote: str) -> str:
        for pin in self.state.shared.pins:
            if pin.source == source and plain(quote) in plain(pin.quote):
                return pin.id
        if source not in self.state.shared.opened and source in self.papers:
            self.come_to_mail()
        self.act(ac.Pin(source=source, quote=quote))
        return self.state.shared.pins[-1].id

    def _open(self, source: str) -> None:
        self.come_to_mail()
        mail = source in self.mission.email_by_id
        self.act(ac.OpenEmail(mail=source) if mail else ac.OpenAttachment(filename=source))

    def _read(self) -> None:
        """Reads what has come, but for what the search reads or not."""
        news = True
        while news and self.state.status == "open":
            news = False
            for action in legal_actions(self.mission, self.state):
                name = getattr(action, "mail", getattr(action, "filename", ""))
                opens = isinstance(action, ac.OpenEmail | ac.OpenAttachment)
                if opens and name not in self.live:
                    self.act(action)
                    news = True
                    break


def papers_of(mission: Mission) -> frozenset[str]:
    """Every mail and file of a mission."""
    mails = mission.email_by_id.values()
    files = {file.filename for mail in mails for file in mail.attachments}
    return frozenset(files | {mail.id for mail in mails})


def walked(mission: Mission, walkthrough: Script) -> tuple[Player, Scorecard] | None:
    """A walkthrough as the engine scores it; None where it does not come to the end.

    What it shows to be refused is left out.
    """
    then = player_then(walkthrough, mission)
    player = Player(mission, papers_of(mission), seed=walkthrough.seed, then=then)
    names = PinNames()
    for one in walkthrough.steps:
        for action in names.actions(one, player.state.shared) if isinstance(one, Doing) else ():
            with suppress(Astray):
                player.act(action)
    if player.state.status != "completed":
        return None
    return player, score_mission(mission, player.state)


def replayed(
    mission: Mission, keys: tuple[Key, ...], works: dict[str, Outcome], live: frozenset[str]
) -> tuple[Player, Scorecard]:
    """The engine's score of a conversation that the search found, with works handed in.

    Raises:
        Astray: the engine refuses some of it.
        Unfit: a work cannot be handed in after it.
    """
    player = Player(mission, live)
    answers = {
        exchange.id
        for phase in mission.phases
        if isinstance(phase, ClientFeedback)
        for exchange in phase.answers
    }
    for key in keys:
        if key[0] == "chose" and key[1] in answers:
            continue
        player.play(key, works)
    player.leave_call()
    return player, player.finish()


def script(player: Player, card: Scorecard) -> str:
    """The play as a script that expects its score and grade."""
    document = script_of(player.mission, player.state, player.rows, {})
    document["expect"] |= {"grade": card.grade, "phases": dict(card.phase_tally)}
    return text_of(document)


def works_of(outcomes: dict[str, tuple[Outcome, ...]]) -> Iterator[dict[str, Outcome]]:
    """Every sample, the same number of each phase together; where there are several phases, first
    those that one walkthrough handed in."""
    sampled = {
        phase: {one.name: one for one in found} for phase, found in outcomes.items() if found
    }
    if len(sampled) > 1:
        for name in dict.fromkeys(name for found in sampled.values() for name in found):
            yield {
                phase: found.get(name, next(iter(found.values())))
                for phase, found in sampled.items()
            }
    most = max((len(found) for found in outcomes.values()), default=1)
    for number in range(most):
        yield {name: found[number % len(found)] for name, found in outcomes.items() if found}
