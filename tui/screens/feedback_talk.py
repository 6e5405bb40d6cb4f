"""The part of the feedback in which the player answers for a trade-off."""

from __future__ import annotations

from typing import cast

from textual import on
from textual.content import Content

from engine.actions import Say, StaySilent
from engine.dialogue import Exchange
from engine.phase_config import ClientFeedback
from engine.phases import FeedbackState
from engine.phases.nodes import asleep, offered
from tui.feedback.talk import talk_entries
from tui.inbox.paint import option_rows
from tui.safety import harmless
from tui.screens.phase_screen import PhaseScreen
from tui.widgets.entries import EntryList
from tui.widgets.key_bar import Key
from tui.widgets.rows import RowList

EDGES, LIST = 6, 52
"""Columns that borders, padding and cursor take; those of the list of requirements."""
MOST_ROWS = 11
"""Rows that answers set apart may take."""


class FeedbackTalk(PhaseScreen):
    """What is asked, what may be said, and how it is confirmed."""

    def make_talk(self) -> None:
        """Makes the list of answers; the screen puts it where there is room."""
        self.options = RowList(cursor_style="bold on $lamp", id="options")
        self.options.add_class("pane")
        self.in_talk = False
        """Whether what the player is asked is shown in the place of the client's answers."""
        self.holding = False
        """Whether a silence waits for its confirmation."""

    @property
    def own(self) -> FeedbackState:
        return cast(FeedbackState, self.session.state.phases[self.index])

    @property
    def exchange(self) -> Exchange | None:
        """What waits for the player's answer."""
        return self.session.mission.exchange_by_id.get(self.own.exchange or "")

    @property
    def asked(self) -> bool:
        """Whether the player has been asked for anything yet."""
        return bool(self.own.passed)

    @property
    def asker(self) -> str | None:
        """Who spoke last of those who wait for the player's answer."""
        exchange = self.exchange
        if exchange is None or not self.in_talk:
            return None
        mission, shared = self.session.mission, self.session.state.shared
        said = [
            mission.texts[p.ref].who
            for p in shared.transcript
            if p.ref.startswith(f"{exchange.id}/")
        ]
        return next((who for who in reversed(said) if who in mission.person_by_id), None)

    # --- painting ------------------------------------------------------------------------

    def show_talk(self, page: EntryList, indent: int) -> None:
        """What was asked and answered so far, the latest in sight."""
        config, shared = cast(ClientFeedback, self.config), self.session.state.shared
        page.show(talk_entries(self.session.mission, config, shared, indent))
        page.border_title = Content("You are asked" if self.exchange else "You were asked")
        page.border_subtitle = Content("nothing moves until you do" if self.exchange else "")
        lines = f"{self.exchange.id}/lines/" if self.exchange else None
        asked = sum(p.ref.startswith(lines) for p in shared.transcript) if lines else 0
        self.call_after_refresh(page.show_last, max(1, asked))

    def show_options(self) -> None:
        """What may be said, none of it chosen."""
        exchange = self.exchange if self.in_talk else None
        self.options.display = exchange is not None and not self.holding
        if exchange is None:
            self.options.show(())
            return
        said = offered(exchange, self.session.state.shared)
        labels = tuple((option.id, f"“{harmless(option.say)}”") for option in said)
        width = self.app.size.width - (EDGES if self.narrow else EDGES + LIST)
        sleeps = asleep(self.session.mission, exchange, self.session.state.shared)
        tight = option_rows(labels, spacious=False, width=width, asleep=sleeps)
        apart = sum(len(row.lines) + 1 for row in tight) <= MOST_ROWS and not self.narrow
        rows = option_rows(labels, spacious=apart, width=width, asleep=sleeps)
        if [row.id for row in rows] != [row.id for row in self.options.rows]:
            self.options.show(())
        self.options.show(rows)
        self.options.border_title = Content("What do you say?")
        self.options.border_subtitle = Content("s lets it sit")

    def talk_keys(self) -> tuple[Key, ...]:
        """The keys while an answer is waited for."""
        help_key = Key("?", "Help", "question_mark")
        if self.holding:
            keep = Key("Enter", "Let it sit", "enter")
            return (keep, Key("Esc", "Speak after all", "escape"), help_key)
        return (
            Key(f"1-{len(self.options.rows)}", "Choose", "-"),
            *([Key("Enter", "Say", "enter")] if self.options.cursor_id else []),
            Key("s", "Let it sit"),
            Key("r", "Room"),
            self.leave_key,
            Key("k", "Notebook"),
            help_key,
        )

    # --- moves ---------------------------------------------------------------------------

    def enter_talk(self) -> None:
        """Brings what the player is asked to the front."""
        self.in_talk = True
        self.options.put_cursor(None)
        self.repaint(())
        if self.exchange:
            self.options.focus()

    def leave_talk(self) -> None:
        """Gives the place to what the client said."""
        self.in_talk = self.holding = False

    def confirm_talk(self) -> bool:
        """Keeps the silence that waits, or says what to do; False where nothing is asked here."""
        if not (self.in_talk and self.exchange):
            return False
        if self.holding:
            self.holding = False
            self.perform(StaySilent())
        else:
            self.ask_to_choose()
        return True

    def action_pick(self, index: int) -> None:
        """Puts the cursor on an answer; Enter says it."""
        if self.in_talk and self.exchange and not self.holding:
            self.options.take(index)
            self.options.focus()

    def action_silence(self) -> None:
        """Asks for confirmation of saying nothing."""
        if self.in_talk and self.exchange and not self.holding:
            self.holding = True
            self.options.put_cursor(None)
            self.show_options()
            self.set_focus(None)
            self.status.say("You let it sit?", "Enter keeps the silence, Esc speaks after all.")
            self.refresh_keys()

    def action_back(self) -> None:
        """Out of a silence that waits, else to the board."""
        if self.holding:
            self.holding = False
            self.status.clear()
            self.enter_talk()
        else:
            self.leave_if_told()

    @on(RowList.Moved, "#options")
    def _answer_moved(self) -> None:
        self.refresh_keys()

    @on(RowList.Chosen, "#options")
    def _answer_chosen(self, event: RowList.Chosen) -> None:
        if self.in_talk and self.exchange:
            self.perform(Say(option=event.id))
