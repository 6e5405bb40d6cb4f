"""Plays a mission's actions in plain lines: the numbers and words that a player would type."""

from __future__ import annotations

import asyncio
from typing import cast

from engine import actions as ac
from engine.actions import AnyAction
from engine.board.fields import Amount, Sequence, Threshold
from engine.board.sheet import address_of
from engine.design.frames import free_name as frame_name
from engine.design.graph import free_name
from engine.phase_config import BoardDecision, SystemDesign
from engine.phases import StudioState, losses
from tui.drive.hands import Stuck
from tui.plain import board, call, feedback, inbox, notebook
from tui.plain.desk import WRITE, Desk
from tui.plain.game import play_phases
from tui.plain.menu import BACK, Menu
from tui.plain.voice import Gone, set_out

PATIENCE = 30.0
"""Seconds that a step may take to be asked for the next line."""


class Lines:
    """A voice whose listener is a script: keeps what is said, and answers when it is told to."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.typed: list[str] = []
        self.menu: Menu | None = None
        self.asking = asyncio.Event()
        self._answers: asyncio.Queue[str] = asyncio.Queue()

    def say(self, text: str = "", *, laid_out: bool = False) -> None:
        self.said.append(set_out(text, 78, laid_out=laid_out))

    async def hear(self, prompt: str, menu: Menu | None = None) -> str:
        self.menu = menu
        self.asking.set()
        typed = await self._answers.get()
        if typed == "\0":
            raise Gone
        return typed

    def type(self, line: str) -> None:
        """Types a line."""
        self.typed.append(line)
        self.asking.clear()
        self._answers.put_nowait(line)

    def go(self) -> None:
        """Ends the input."""
        self.type("\0")


class PlainPlayer:
    """A player made of typed lines, at a desk whose phases are played in the background."""

    def __init__(self, desk: Desk, lines: Lines) -> None:
        self.desk, self.lines = desk, lines
        self._game = asyncio.create_task(play_phases(desk))

    async def act(self, action: AnyAction) -> None:
        """Performs one action by typing, and waits to be asked for the next line.

        Raises:
            Stuck: what it takes is not offered.
        """
        before = len(self.desk.session.rows)
        await self.asked()
        for line in self._lines(action):
            await self.type_in(line)
        await self.asked()
        if len(self.desk.session.rows) == before:
            raise Stuck("Nothing was stored: " + " ".join(self.lines.said[-3:]))
        while self._nested():
            await self.type_in(f"!{BACK.letter}")
            await self.asked()

    async def leave(self) -> None:
        """Ends the input, and waits for the game to notice."""
        if not self._game.done():
            await self.asked()
            self.lines.go()
        await asyncio.gather(self._game, return_exceptions=True)

    def _nested(self) -> bool:
        """Whether what is asked now lies below the phase's own menu."""
        menu = None if self._game.done() else self.lines.menu
        return menu is not None and BACK in menu.letters

    async def asked(self) -> None:
        """Waits until a line is asked for, or the game is over.

        Raises:
            Stuck: nothing is asked any more.
        """
        waiting = asyncio.create_task(self.lines.asking.wait())
        done, _ = await asyncio.wait(
            {waiting, self._game}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED
        )
        waiting.cancel()
        if not done:
            raise Stuck("Nothing is asked any more.")
        if self._game in done:
            self._game.result()

    async def type_in(self, line: str) -> None:
        """Types a line as it stands after `=`, or the number of what is meant after `!`.

        Raises:
            Stuck: what is meant is not offered.
        """
        await self.asked()
        kind, text = line[0], line[1:]
        if kind == "=":
            self.lines.type(text)
            return
        menu = self.lines.menu
        ids = [choice.id for choice in menu.choices] if menu else []
        if text in ids:
            self.lines.type(str(ids.index(text) + 1))
        elif menu and menu.meant(text) == text:
            self.lines.type(text)
        else:
            raise Stuck(f"'{text}' is not offered; offered are: {', '.join(ids)}.")

    def _lines(self, action: AnyAction) -> list[str]:
        match action:
            case ac.UseHint():
                return ["!h", "!yes"]
            case ac.Abandon():
                return ["!g", "!yes"]
            case ac.AskLate():
                return [f"!{WRITE.letter}", f"!{action.question}", "!yes"]
            case ac.Compare():
                compare = [notebook.COMPARE, action.left, action.right]
                return ["!k", *(f"!{line}" for line in compare)]
            case ac.Unpin():
                return ["!k", f"!{notebook.UNPIN}", f"!{action.pin}"]
            case ac.Pin():
                return self._pin(action)
            case ac.OpenEmail():
                return [f"!{action.mail}"]
            case ac.OpenAttachment():
                mail = self._mail_of(action.filename)
                return [f"!{mail}", f"!{inbox.FILE}{action.filename}"]
            case ac.Reply():
                return [f"!{action.mail}", f"!{inbox.REPLY}", f"!{action.option}", "!yes"]
            case ac.LeaveMail():
                return [f"!{action.mail}", f"!{inbox.LEAVE}", "!yes"]
            case ac.Say():
                return [f"!{call.SAY}{action.option}"]
            case ac.GiveFloor():
                return [f"!{call.FLOOR.letter}", f"!{action.person}"]
            case ac.StaySilent():
                return [f"!{call.SILENT.letter}"]
            case ac.Interrupt():
                return [f"!{call.CUT_IN.letter}"]
            case ac.HearFeedback():
                return [f"!{action.requirement}"]
            case ac.FinishPhase():
                return self._finish()
        if self.desk.config.kind == "board_decision":
            return self._on_sheet(action)
        return self._on_grid(action)

    def _on_sheet(self, action: AnyAction) -> list[str]:
        config = self.desk.config
        if not isinstance(config, BoardDecision):
            raise Stuck("No sheet lies there.")
        match action:
            case ac.Undo() | ac.Redo():
                return [f"!{(board.UNDO if action.kind == 'undo' else board.REDO).letter}"]
            case ac.SubmitBoard():
                return [f"!{board.HAND_IN.letter}", "!yes"]
            case ac.JoinTasks():
                return [f"!{action.field}", f"!{action.one}", f"!{board.JOIN}", f"!{action.other}"]
            case ac.DecideBoard():
                value = board.EMPTY if action.value is None else str(action.value)
                match config.sheet.field_by_id.get(action.field):
                    case Sequence() as found:
                        places = {period.id for period in found.periods}
                        order = [f"!{action.at}"] if value in places else []
                        return [f"!{action.field}", f"!{action.part}", f"!{value}", *order]
                    case Amount() | Threshold():
                        typed = "empty" if action.value is None else f"{action.value:g}"
                        return [f"!{action.field}", f"={typed}"]
                return [f"!{address_of(action.field, action.part)}", f"!{value}"]
        raise Stuck(f"No line does '{action.kind}'.")

    def _finish(self) -> list[str]:
        match self.desk.config.kind:
            case "email_discovery":
                return [f"!{inbox.FINISH.letter}", "!yes"]
            case "video_call":
                return [f"!{call.LEAVE}"]
        return [f"!{feedback.CLOSE.letter}"]

    def _mail_of(self, filename: str) -> str:
        return next(
            mail.id
            for mail in self.desk.mission.email_by_id.values()
            if any(file.filename == filename for file in mail.attachments)
        )

    def _pin(self, action: ac.Pin) -> list[str]:
        """A pin from what is in front; else from the notebook, where all that was read stands."""
        source, phase = action.source, self.desk.state.phases[-1].phase
        kind = self.desk.config.kind
        if kind == "video_call" and any(
            played.ref == source and played.phase == phase for played in self.desk.shared.transcript
        ):
            return [f"!{call.PIN.letter}", f"!{source}", f"!{action.quote}"]
        if kind == "email_discovery" and source in self.desk.shared.opened:
            is_file = source in self.desk.mission.attachment_by_name
            mail = self._mail_of(source) if is_file else source
            pin = f"{inbox.PIN}{source}" if is_file else inbox.PIN_HERE.letter
            return [f"!{mail}", f"!{pin}", f"!{action.quote}"]
        return ["!k", f"!{notebook.READ}", f"!{source}", f"!{action.quote}"]

    def _on_grid(self, action: AnyAction) -> list[str]:
        design = self.desk.own(StudioState).design
        match action:
            case ac.Place():
                if action.node != free_name(design, action.component) or action.label:
                    raise Stuck("Lines name a component by its kind and number, without a label.")
                return ["!place", f"!{action.component}", f"={action.x} {action.y}"]
            case ac.Duplicate():
                return ["!duplicate", f"!{action.source}", f"={action.x} {action.y}"]
            case ac.Move():
                return ["!move", f"!{action.node}", f"={action.x} {action.y}"]
            case ac.Remove():
                return ["!remove", f"!{action.node}"]
            case ac.Connect():
                return ["!connect", f"!{action.source}", f"!{action.target}"]
            case ac.Disconnect():
                edge = design.edge(action.source, action.target)
                if edge is None:
                    raise Stuck(f"No link leads from '{action.source}' to '{action.target}'.")
                return ["!disconnect", f"!{edge.id}"]
            case ac.Configure():
                value = action.value
                word = {True: "!on", False: "!off"}[value] if isinstance(value, bool) else ""
                chosen = f"!{value}" if isinstance(value, str) else f"={value}"
                return ["!configure", f"!{action.node}", f"!{action.knob}", word or chosen]
            case ac.Frame():
                if action.group != frame_name(design):
                    raise Stuck("Lines draw a frame anew by taking it away first.")
                far = f"={action.x + action.columns - 1} {action.y + action.rows - 1}"
                return ["!frame", f"={action.x} {action.y}", far, f"={action.label}"]
            case ac.Unframe():
                return ["!unframe", f"!{action.group}"]
            case ac.KeepDesign():
                return ["!keep", f"!{action.name}"]
            case ac.RestoreDesign():
                return ["!restore", f"!{action.name}"]
            case ac.Fail() | ac.PutBack():
                config = cast(SystemDesign, self.desk.config)
                found = list(losses.legal(self.desk.mission, config, self.desk.own(StudioState)))
                return ["!fail", f"!{found.index(action) if action in found else 'nothing'}"]
            case ac.SubmitDesign():
                return ["!submit", "!yes"]
            case ac.Undo() | ac.Redo() | ac.RunTraffic():
                name = "traffic" if isinstance(action, ac.RunTraffic) else action.kind
                return [f"!{name}"]
        raise Stuck(f"No line does '{action.kind}'.")
