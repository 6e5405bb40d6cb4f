"""The inbox: a list, a reading pane, and the letters one may send."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Click

from engine.actions import (
    AnyAction,
    FinishPhase,
    LeaveMail,
    OpenAttachment,
    OpenEmail,
    Pin,
    Reply,
    Unpin,
)
from engine.events import AnyEvent
from engine.shared import Pinned
from tui.inbox.answer_pane import AnswerPane
from tui.inbox.finding import Archive
from tui.inbox.keys import BINDINGS, HELP, inbox_keys
from tui.inbox.list_pane import ListPane
from tui.inbox.mail_page import OPEN_FILE, OPEN_MAIL
from tui.inbox.news import news
from tui.inbox.paint import FILES, FINISH, LEAVE
from tui.inbox.refusals import NO_FILE, UNREAD, no_reply, no_silence
from tui.inbox.standing import readable_files
from tui.inbox.thread_page import FOLD, GO
from tui.inbox.view import InboxView, tab_at
from tui.screens.inbox_reading import InboxReading
from tui.widgets.key_bar import Key
from tui.widgets.reader import Passage, Reader
from tui.widgets.rows import RowList


class InboxScreen(InboxReading):
    """The phase `email_discovery`."""

    CSS_PATH = "inbox.tcss"
    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (32, "-high"),
    ]
    HELP: ClassVar[str] = HELP
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def compose_body(self) -> ComposeResult:
        self.list_pane = ListPane()
        store = self.session.store
        self.archive = Archive(self._folder, str(getattr(store, "playthrough", "")))
        self.reader = Reader(reading=True, id="reader")
        self.reader.add_class("pane")
        self.answer = AnswerPane()
        self.options = self.answer.options
        self.view = InboxView(self)
        yield self.list_pane
        with Vertical(id="right"):
            yield self.reader
            yield self.answer

    @property
    def answerable(self) -> bool:
        """Whether the mail under the cursor waits for an answer and has been read."""
        mail = self.mail
        return bool(mail and mail.options and self.opened and mail.id not in self.own.settled)

    @property
    def may_leave(self) -> bool:
        """Whether sending nothing is an answer that this mail takes."""
        return bool(self.mail and self.mail.may_leave) and self.answerable

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the mail under the cursor that may be opened."""
        if self.mail is None:
            return ()
        files = readable_files(self.mail, self.session.state.shared)
        return tuple(file.filename for file in files)

    @property
    def place(self) -> str:
        """Where the player is: list, mail, file, reply, or letter for any sheet below."""
        if self.draft is not None:
            return "letter"
        pane = self.pane
        return "file" if self.file and pane == "mail" else pane

    @property
    def _folder(self) -> Path | None:
        """The data folder, where views are kept; none on a stage."""
        place = getattr(self.app, "place", None)
        return None if place is None or self.session.practice else place.folder.root

    def on_mount(self) -> None:
        super().on_mount()
        self._pane("list")

    def on_resize(self) -> None:
        """Rows, tabs and charts are painted for a width."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.is_mounted and self.is_current:
            self.view.show()

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        self.view.show()
        head, text = news(self.session.mission, events)
        if head:
            self.status.say(head, text)

    def keys(self) -> tuple[Key, ...]:
        return inbox_keys(self)

    # --- moving about --------------------------------------------------------------------

    def _pane(self, name: str) -> None:
        if name != "list":
            self.stay()
        if not self.has_class(f"-{name}"):  # one restyling of the screen, and only where it turns
            self.remove_class("-list", "-mail", "-reply", update=False)
            self.add_class(f"-{name}")
        sheet = self.draft not in (None, FILES)
        reply = self.answer.sheet if sheet else self.options
        {"list": self.mails, "mail": self.reader, "reply": reply}[name].focus()
        self.call_after_refresh(self.refresh_keys)

    def _draft(self, draft: str) -> None:
        """Has something below the mail to read or choose from."""
        self.draft = draft
        if draft == FILES:
            self.options.put_cursor(None)
        self.repaint(())
        self._pane("reply")

    def action_next_pane(self, by: int) -> None:
        """Goes round list, mail and reply."""
        if self.draft is not None:
            return
        order = ["list", "mail"] + (["reply"] if self.answerable else [])
        self._pane(order[(order.index(self.pane) + by) % len(order)])

    def action_back(self) -> None:
        """One step back: sheet, reply, file, mail, list as a whole; from there two to the board."""
        place = self.place
        if place == "letter":
            back = {FINISH: "list", FILES: "mail"}.get(self.draft or "", "reply")
            if self.draft in (FILES, LEAVE):
                self.options.put_cursor(None)
            self.draft = None
            self.repaint(())
            self._pane(back)
        elif place == "file":
            self.file = None
            self.repaint(())
            self._pane("mail")
            if self.left_at is not None:
                self.reader.put_cursor(*self.left_at)
        elif place == "list":
            if not self.stop_looking():
                self.leave_if_told()
        else:
            self._pane("mail" if place == "reply" else "list")

    def action_scroll_sheet(self, by: int) -> None:
        """Scrolls the letter."""
        if self.draft is not None:
            self.answer.sheet.scroll_relative(y=by, animate=False)

    def action_option(self, index: int) -> None:
        """Puts the cursor on an answer; Enter shows its letter."""
        if self.draft == FILES or (self.draft is None and self.answerable):
            self._pane("reply")
            self.options.take(index)

    def action_reply(self) -> None:
        """Goes to the replies."""
        if self.draft is not None:
            return
        if self.answerable:
            self._pane("reply")
        elif self._read_first() and self.mail:
            self.status.say(*no_reply(self.mail, self.own), passing=True)

    def _read_first(self) -> bool:
        """Whether the mail under the cursor has been read; says so where it has not."""
        if self.mail is not None and not self.opened:
            self.status.say(*UNREAD, passing=True)
        return self.opened

    def action_finish(self) -> None:
        """Asks whether to close the inbox."""
        if self.draft is None:
            self._draft(FINISH)

    def action_leave_mail(self) -> None:
        """Asks whether to send nothing."""
        if self.draft is not None:
            return
        if self.may_leave:
            self._draft(LEAVE)
        elif self.answerable and self.mail:
            self.status.say(*no_silence(self.session.mission, self.mail), passing=True)

    # --- list, mail and files ------------------------------------------------------------

    @on(RowList.Chosen, "#mails")
    def _chosen(self, event: RowList.Chosen) -> None:
        thread = self.thread
        if thread is None or thread.id != event.id:
            self.take(event.id)
        if self.selected:
            self._read(self.selected)

    @work(group="act")
    async def _read(self, mail: str) -> None:
        self.selected, self.file = mail, None
        self.kept = self.thread.id if self.thread else None
        if not self.opened and not await self.perform_now(OpenEmail(mail=mail)):
            return
        self.repaint(())
        self._pane("mail")
        self.to_letter()

    @on(Reader.LinkChosen)
    def _follow(self, event: Reader.LinkChosen) -> None:
        if event.target == OPEN_MAIL and self.selected:
            self._read(self.selected)
        elif event.target.startswith(OPEN_FILE) and self.draft is None:
            self._open_file(event.target.removeprefix(OPEN_FILE))
        elif event.target == FOLD:
            self.action_unfold()
        elif event.target.startswith(GO):
            self.go_to_mail(event.target.removeprefix(GO))

    def action_open_file(self) -> None:
        """Opens the mail's file; of several, asks which."""
        if self.draft is not None or not self._read_first():
            return
        if not self.files:
            self.status.say(*NO_FILE, passing=True)
        elif len(self.files) == 1:
            self._open_file(self.files[0])
        else:
            self._draft(FILES)

    @work(group="act")
    async def _open_file(self, filename: str) -> None:
        opened = self.session.state.shared.opened
        if filename not in opened and not await self.perform_now(OpenAttachment(filename=filename)):
            return
        if self.file is None:
            passage = self.reader.passage
            self.left_at = (passage, self.reader.top) if passage else None
        self.file = filename
        self.repaint(())
        self._pane("mail")

    # --- pins ----------------------------------------------------------------------------

    def action_pin(self) -> None:
        """Goes into the text, where `p` pins the passage under the cursor."""
        if self.draft is None and self._read_first():
            self._pane("mail")

    @on(Reader.PinWanted)
    @work(group="act")
    async def _pin(self, event: Reader.PinWanted) -> None:
        held = self._pin_of(event.passage)
        pin = Pin(source=event.passage.source, quote=event.passage.quote)
        await self.perform_now(Unpin(pin=held.id) if held else pin)

    @property
    def on_pin(self) -> bool:
        """Whether the passage under the cursor is pinned."""
        passage = self.reader.passage
        return passage is not None and self._pin_of(passage) is not None

    def _pin_of(self, passage: Passage) -> Pinned | None:
        pins = self.session.state.shared.pins
        return next((pin for pin in pins if passage.holds(pin.source, pin.quote)), None)

    # --- replies -------------------------------------------------------------------------

    @on(RowList.Chosen, "#options")
    def _choose(self, event: RowList.Chosen) -> None:
        if self.draft == FILES:
            self.draft = None
            self._open_file(event.id)
        elif self.draft is None and self.answerable:
            self._draft(event.id)

    @on(RowList.Moved, "#options")
    @on(Reader.CursorMoved)
    def _keys_changed(self) -> None:
        self.refresh_keys()

    def on_descendant_focus(self) -> None:
        """A click moves the focus past every action; the keys follow it."""
        self.refresh_keys()

    @work(group="act")
    async def action_confirm(self) -> None:
        """Confirms the sheet that is shown; from a mail, goes on to the replies."""
        draft, mail = self.draft, self.mail
        if draft is None:
            if self.pane == "mail" and self.selected and not self.opened:
                self._read(self.selected)
            elif self.pane == "mail" and self.answerable:
                self.action_reply()
            elif self.pane == "reply" and self.options.cursor_id is None:
                self.ask_to_choose()
            return
        action: AnyAction
        if draft == FINISH:
            action = FinishPhase()
        elif mail is None or draft == FILES:
            return
        else:
            reply = Reply(mail=mail.id, option=draft)
            action = LeaveMail(mail=mail.id) if draft == LEAVE else reply
        self.draft = None
        if not await self.perform_now(action):
            self._refused(draft)
        elif draft != FINISH:
            self._show_thread()

    def _refused(self, draft: str) -> None:
        """Shows the sheet again where it can be tried again, else what there is now."""
        if not self.is_current:
            return
        if draft == FINISH or self.answerable:
            self._draft(draft)
        else:
            self.repaint(())
            self._pane("mail")

    def _show_thread(self) -> None:
        self.file = None
        self.options.put_cursor(None)
        self.repaint(())
        self._pane("mail")
        self.reader.turn_to(self.view.own_page + 1)

    # --- mouse ---------------------------------------------------------------------------

    def on_click(self, event: Click) -> None:
        """At 80 columns the names in the upper border are tabs."""
        if not self.narrow or event.widget not in (self.list_pane, self.reader, self.answer):
            return
        tab = tab_at(event.x, self.answerable) if event.y == 0 and self.draft is None else None
        if tab is not None and (tab != "mail" or self.selected):
            self._pane(tab)
