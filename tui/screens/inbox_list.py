"""The inbox's list: threads, what is looked for, what is shown, and what is put away."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from engine.mail import Email
from engine.phase_config import EmailDiscovery
from engine.phases import InboxState
from engine.texts import YOU
from tui.inbox.answer_pane import AnswerPane
from tui.inbox.finding import FILTERS, Archive, fits, letters
from tui.inbox.list_pane import ListPane
from tui.inbox.refusals import UNREAD, may_not_put_away
from tui.inbox.standing import Standing
from tui.inbox.threads import Thread, due, standing_of, threads_of
from tui.screens.phase_screen import PhaseScreen
from tui.widgets.reader import Passage, Reader
from tui.widgets.rows import RowList


class InboxList(PhaseScreen):
    """What is selected, and which threads there are to select from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("v", "filter", show=False),
        Binding("e", "archive", show=False),
        Binding("n", "next_in_thread", show=False),
    ]
    reader: Reader
    answer: AnswerPane
    options: RowList
    list_pane: ListPane
    selected: str | None = None
    """The mail in front."""
    file: str | None = None
    left_at: tuple[Passage, int] | None = None
    """Where the mail was left for its file: the passage under the cursor, and the top row."""
    draft: str | None = None
    """The option whose letter is being read, LEAVE, FINISH, FILES, or None."""
    kind = "all"
    """Which of FILTERS the list shows."""
    wanted = ""
    """What is being looked for."""
    kept: str | None = None
    """The thread that stays in the list while it is read, whatever the filter."""
    archive: Archive

    @property
    def inbox(self) -> EmailDiscovery:
        return cast(EmailDiscovery, self.config)

    @property
    def own(self) -> InboxState:
        return cast(InboxState, self.session.state.phases[self.index])

    @property
    def mails(self) -> RowList:
        """The rows of the list: a thread each."""
        return self.list_pane.rows

    @property
    def mail(self) -> Email | None:
        """The mail in front."""
        return self.session.mission.email_by_id.get(self.selected or "")

    @property
    def opened(self) -> bool:
        """Whether the mail in front has been read."""
        return self.selected in self.session.state.shared.opened

    @property
    def threads(self) -> tuple[Thread, ...]:
        """All threads, the one with the newest mail first."""
        return threads_of(self.session.mission, self.inbox, self.session.state.shared)

    @property
    def thread(self) -> Thread | None:
        """The thread of the mail in front."""
        return next((thread for thread in self.threads if thread.holds(self.selected)), None)

    @property
    def shown(self) -> tuple[Thread, ...]:
        """The threads that the list shows now."""
        mission, shared, own = self.session.mission, self.session.state.shared, self.own
        return tuple(
            thread
            for thread in self.threads
            if (thread.id == self.kept and not self.wanted)
            or fits(mission, shared, own, self.archive, thread, self.kind, self.wanted)
        )

    @property
    def narrowed(self) -> bool:
        """Whether the list shows some threads only because it was told to."""
        return bool(self.wanted) or self.kind != "all"

    @property
    def pane(self) -> str:
        """The pane in front: list, mail or reply."""
        if self.options.has_focus or self.draft is not None:
            return "reply"
        return "mail" if self.reader.has_focus else "list"

    def take(self, thread: str) -> None:
        """Has a thread in front, by the mail of it that wants reading first."""
        found = next((one for one in self.threads if one.id == thread), None)
        if found:
            shared = self.session.state.shared
            sent = letters(shared, found) if self.kind == "sent" else ()
            self._front(sent[-1].node if sent else due(found, shared, self.own))

    def _front(self, mail: str | None) -> None:
        self.selected, self.file, self.draft = mail, None, None
        self.status.clear()
        self.options.put_cursor(None)

    def _pane(self, name: str) -> None:
        raise NotImplementedError

    # --- moving --------------------------------------------------------------------------

    @on(RowList.Moved, "#mails")
    def _select(self, event: RowList.Moved) -> None:
        self.kept = None
        self.take(event.id)
        self.repaint(())
        self.to_letter()

    def to_letter(self) -> None:
        """Under the filter of what was sent, turns the mail to the player's own letter."""
        choice = self.session.state.shared.choice(self.selected or "")
        if self.kind == "sent" and choice is not None:
            self.reader.turn_to_source(f"{choice.node}/{choice.move}/{YOU}")

    def action_next_in_thread(self) -> None:
        """Goes to the next mail of the thread in front; Enter opens it where it is unread."""
        thread = self.thread
        if self.draft is None and thread and len(thread.mails) > 1:
            self.go_to_mail(thread.after(self.selected))

    def go_to_mail(self, mail: str) -> None:
        """Has one mail of the thread in front, as it stands: unread stays unread."""
        pane = self.pane
        self._front(mail)
        self.repaint(())
        self._pane("mail" if pane == "reply" else pane)

    # --- what is shown -------------------------------------------------------------------

    def action_find(self) -> None:
        """Looks for words in what the list shows."""
        if self.draft is None:
            self._pane("list")
            self.list_pane.find.display = True
            self.list_pane.find.focus()
            self.refresh_keys()

    @on(Input.Changed, "#find")
    def _look(self, event: Input.Changed) -> None:
        self.wanted = event.value.strip()
        self._show_others()

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self.mails.focus()

    def stop_looking(self) -> bool:
        """Shows all again; False where nothing was looked for and nothing left out."""
        if not self.list_pane.find.display and not self.narrowed:
            return False
        self.list_pane.find.display = False
        self.list_pane.find.value = self.wanted = ""
        self.kind = FILTERS[0]
        self._show_others()
        self._pane("list")
        return True

    def action_filter(self) -> None:
        """Shows the next kind of threads."""
        if self.draft is None:
            self.kind = FILTERS[(FILTERS.index(self.kind) + 1) % len(FILTERS)]
            self._pane("list")
            self._show_others()

    def _show_others(self) -> None:
        """Paints another choice of threads; one that is still there stays in front."""
        self.kept = None
        shown = self.shown
        here = next((thread for thread in shown if thread.holds(self.selected)), None)
        if here is None or self.kind == "sent":
            self._front(None)
            if shown:
                self.take((here or shown[0]).id)
        self.repaint(())
        self.to_letter()

    def action_archive(self) -> None:
        """Puts the thread in front out of sight, or back; nothing that waits can go."""
        thread = self.thread
        if self.draft is not None or thread is None:
            return
        stands = standing_of(thread, self.session.state.shared, self.own)
        if stands in (Standing.UNREAD, Standing.ASKS) and not self.archive.holds(thread):
            self.status.say(
                *(UNREAD if stands is Standing.UNREAD else may_not_put_away()), passing=True
            )
            return
        rows = [row.id for row in self.mails.rows]
        after = rows[rows.index(thread.id) + 1 :] if thread.id in rows else []
        away = self.archive.turn(thread)
        self.kept = None
        if after:
            self.take(after[0])
        self._pane("list")
        self._show_others()
        self.status.say(
            "Archived." if away else "Back in the list.",
            "It is only out of sight: v shows it, e brings it back." if away else "",
        )
