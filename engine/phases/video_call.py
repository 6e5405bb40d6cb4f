"""The call: exchanges of lines, each closed by the player's move."""

from collections.abc import Iterator
from typing import Literal

from engine import actions as ac
from engine import events as ev
from engine.actions import AnyAction
from engine.bands import CURT, band_of, seen_of
from engine.dialogue import Exchange
from engine.events import AnyEvent
from engine.frozen import made
from engine.mission import Mission
from engine.phase_config import VideoCall
from engine.phases import nodes
from engine.phases.base import Draft, PhaseState, line_played
from engine.rejected import Rejected
from engine.shared import Shared

SPEAKING = 2
"""Minutes of mission time that an exchange takes."""
DEFAULT_SILENCE_WORTH = 30
DEFAULT_FLOOR_WORTH = 40


class CallState(PhaseState):
    """Where the call stands."""

    kind: Literal["video_call"] = "video_call"
    exchange: str | None = None
    """The exchange that waits for the player's move."""
    passed: tuple[str, ...] = ()
    ended: bool = False
    early: bool = False


class VideoCallKind:
    """The phase kind `video_call`."""

    kind = "video_call"

    def begin(self, config: VideoCall, shared: Shared) -> CallState:
        return made(CallState, phase=config.id)

    def opening(self, draft: Draft) -> None:
        self._advance(draft)

    def decide(self, draft: Draft, action: AnyAction) -> None:
        if isinstance(action, ac.FinishPhase):
            if not draft.own.ended:
                raise Rejected("The call is still going.", "Answer, or let it sit.")
            draft.emit(made(ev.PhaseFinished, phase=draft.config.id))
            return
        if not isinstance(action, ac.Say | ac.GiveFloor | ac.StaySilent | ac.Interrupt):
            raise Rejected("That cannot be done during the call.", "Hear the call out first.")
        exchange, before = self._present(draft), draft.shared.trust
        match action:
            case ac.Say():
                self._say(draft, exchange, action.option)
            case ac.GiveFloor():
                self._give_floor(draft, exchange, action.person)
            case ac.StaySilent():
                self._stay_silent(draft, exchange)
            case ac.Interrupt():
                self._interrupt(draft, exchange)
        self._show_trust(draft, before)
        draft.minutes(SPEAKING)
        if draft.shared.trust < CURT and "trust" in draft.mission.meters:
            draft.play(draft.config.early_end, f"{draft.config.id}/early_end")
            draft.emit(made(ev.CallEnded, early=True))
        else:
            self._advance(draft)

    def evolve(
        self, mission: Mission, config: VideoCall, own: CallState, event: AnyEvent
    ) -> CallState:
        match event:
            case ev.ExchangeReached():
                return own.model_copy(
                    update={"exchange": event.exchange, "passed": (*own.passed, event.exchange)}
                )
            case ev.CallEnded():
                return own.model_copy(
                    update={"exchange": None, "ended": True, "early": event.early}
                )
            case ev.PhaseFinished(phase=config.id):
                return own.model_copy(update={"finished": True})
        return own

    def legal(self, draft: Draft) -> Iterator[AnyAction]:
        if draft.own.ended:
            yield ac.FinishPhase()
            return
        exchange = self._present(draft)
        for option in nodes.awake(draft.mission, exchange, draft.shared):
            yield ac.Say(option=option.id)
        for person in draft.config.participants:
            yield ac.GiveFloor(person=person)
        yield ac.StaySilent()
        if exchange.interrupt:
            yield ac.Interrupt()

    def _present(self, draft: Draft) -> Exchange:
        config: VideoCall = draft.config
        place = config.places.get(draft.own.exchange)
        if place is None:
            raise Rejected("The call is over.", "Leave the call to go on.")
        return config.exchanges[place]

    def _say(self, draft: Draft, exchange: Exchange, option_id: str) -> None:
        option = nodes.choose(draft.mission, exchange, option_id, draft.shared)
        earned = nodes.worth(exchange.best, option.id, option.worth, draft.shared)
        draft.emit(made(ev.Said, node=exchange.id, move=option.id, worth=earned))
        nodes.carry_out(draft, exchange, option)

    def _give_floor(self, draft: Draft, exchange: Exchange, person: str) -> None:
        if person not in draft.config.participants:
            raise Rejected(f"'{person}' is not in this call.", "Give the floor to somebody here.")
        move = f"floor:{person}"
        answer = next((a for a in exchange.floors if a.person == person), None)
        otherwise = answer.worth if answer else DEFAULT_FLOOR_WORTH
        earned = nodes.worth(exchange.best, move, otherwise, draft.shared)
        draft.emit(made(ev.FloorGiven, node=exchange.id, move=move, worth=earned))
        draft.emit(made(ev.FloorTaken, person=person, trust=draft.shared.trust))
        if answer:
            nodes.carry_out_silence(draft, f"{exchange.id}/{move}", answer)
            return
        for number, line in enumerate(draft.config.default_floor):
            if line.who == person:
                ref = f"{draft.config.id}/default_floor/{number}"
                draft.emit(line_played(ref))
                draft.apply(line.effects, ref)

    def _stay_silent(self, draft: Draft, exchange: Exchange) -> None:
        silence = exchange.silence
        otherwise = silence.worth if silence else DEFAULT_SILENCE_WORTH
        earned = nodes.worth(exchange.best, "silence", otherwise, draft.shared)
        draft.emit(made(ev.SilenceKept, node=exchange.id, worth=earned))
        if silence:
            nodes.carry_out_silence(draft, f"{exchange.id}/silence", silence)
        else:
            draft.play(draft.config.default_silence, f"{draft.config.id}/default_silence")

    def _interrupt(self, draft: Draft, exchange: Exchange) -> None:
        if not exchange.interrupt:
            raise Rejected("Nobody is in mid-sentence.", "Answer, or let it sit.")
        earned = nodes.worth(exchange.best, "interrupt", exchange.interrupt.worth, draft.shared)
        draft.emit(made(ev.Interrupted, node=exchange.id, worth=earned))
        nodes.carry_out_silence(draft, f"{exchange.id}/interrupt", exchange.interrupt)

    def _show_trust(self, draft: Draft, before: int) -> None:
        """What is seen of people where a move took trust into another band.

        Nobody does twice in a row what they were last seen to do.
        """
        config: VideoCall = draft.config
        band = band_of(draft.shared.trust)
        if band == band_of(before) or "trust" not in draft.mission.meters:
            return
        for move in config.bands:
            if move.band != band:
                continue
            ref, seen = move.ref(config.id), seen_of(config.id, move.person)
            done = [p.ref for p in draft.shared.transcript if p.ref.startswith(seen)]
            if done[-1:] != [ref]:
                draft.emit(line_played(ref))

    def _advance(self, draft: Draft) -> None:
        """Plays on to the next exchange that waits for a move, or to the end."""
        config: VideoCall = draft.config
        behind = config.places[draft.own.passed[-1]] + 1 if draft.own.passed else 0
        for exchange in config.exchanges[behind:]:
            if exchange.when is not None and not exchange.when.holds(draft.shared):
                continue
            draft.emit(made(ev.ExchangeReached, exchange=exchange.id))
            draft.play(exchange.lines, f"{exchange.id}/lines")
            if exchange.options:
                return
        draft.play(config.closing, f"{config.id}/closing")
        draft.emit(ev.CallEnded())
