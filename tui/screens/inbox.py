"""The inbox: a list, a reading pane, and the letters one may send."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

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
from engine.events import AnyEvent, FactFound, MailArrived
from engine.mail import Email
from engine.phase_config import EmailDiscovery
from engine.phases import InboxState
from engine.phases.nodes import offered
from tui.inbox import paint
from tui.people import full_name
from tui.screens.phase_screen import PhaseScreen
from tui.widgets.key_bar import Key
from tui.widgets.reader import Passage, Reader
from tui.widgets.rows import RowList

LEAVE = "leave"
"""The letter pane's name for sending nothing."""
FINISH = "finish"
"""The letter pane's name for closing the inbox."""
FILES = "files"
"""The answer pane's name for choosing one of several files."""


class InboxScreen(PhaseScreen):
    """The phase `email_discovery`."""

    CSS_PATH = "inbox.tcss"
    HELP: ClassVar[str] = (
        "Mail comes in on the left and is read on the right. Open attachments: what a client "
        "leaves out often stands in a table. Pin a passage that you may need, and compare two "
        "that seem to disagree in the notebook. A reply is chosen, read as a letter, and only "
        "then sent; a sent letter cannot be recalled. Finish the inbox when you have asked "
        "what you need: the call comes next."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", show=False),
        Binding("escape", "back", show=False),
        Binding("tab", "next_pane", show=False, priority=True),
        Binding("r", "reply", show=False),
        Binding("o,a", "open_file", show=False),
        Binding("p", "pin", show=False),
        Binding("f", "finish", show=False),
        Binding("z", "leave_mail", show=False),
        *[Binding(str(n), f"option({n - 1})", show=False) for n in range(1, 10)],
    ]

    def compose_body(self) -> ComposeResult:
        self.mails = RowList(id="mails")
        self.mails.add_class("pane")
        self.reader = Reader(id="reader")
        self.reader.add_class("pane")
        self.options = RowList(cursor_style="bold on $lamp", id="options")
        self.question = Static(Content(""), id="question")
        self.letter_text = Static(Content(""))
        self.letter = VerticalScroll(self.letter_text, id="letter")
        self.note = Static(Content(""), id="note")
        self.answer = Vertical(self.question, self.options, self.letter, self.note, id="answer")
        self.answer.add_class("pane")
        self.selected: str | None = None
        self.file: str | None = None
        self.draft: str | None = None
        """The option whose letter is being read, `leave`, `finish`, or None."""
        yield self.mails
        with Vertical(id="right"):
            yield self.reader
            yield self.answer

    @property
    def inbox(self) -> EmailDiscovery:
        return cast(EmailDiscovery, self.config)

    @property
    def own(self) -> InboxState:
        return cast(InboxState, self.session.state.phases[self.index])

    @property
    def mail(self) -> Email | None:
        """The mail under the list's cursor."""
        return self.session.mission.email_by_id.get(self.selected or "")

    @property
    def opened(self) -> bool:
        """Whether the mail under the cursor has been read."""
        return self.selected in self.session.state.shared.opened

    @property
    def answerable(self) -> bool:
        """Whether the mail under the cursor waits for an answer and has been read."""
        mail = self.mail
        return bool(mail and mail.options and self.opened and mail.id not in self.own.settled)

    def on_mount(self) -> None:
        super().on_mount()
        self._pane("list")
        self.mails.focus()

    # --- painting ------------------------------------------------------------------------

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        shared = self.session.state.shared
        mails = paint.arrived_mails(self.inbox, shared)
        if self.selected is None and mails:
            unread = [mail for mail in mails if mail.id not in shared.opened]
            self.selected = (unread or list(mails))[-1].id
        width = (self.app.size.width - 4) if self.narrow else 34
        rows = [paint.list_row(self.session.mission, shared, self.own, m, width) for m in mails]
        self.mails.show(tuple(rows), self.selected)
        unread_count = sum(mail.id not in shared.opened for mail in mails)
        self.mails.border_title = self._title("List", "Inbox")
        self.mails.border_subtitle = Content(f"{unread_count} unread of {len(mails)}")
        self._show_reader()
        self._show_answer()
        self._announce(events)

    def _title(self, narrow_tab: str, wide: str) -> Content:
        if not self.narrow:
            return Content(wide)
        tabs = ["List", "Mail", "Reply"]
        parts = [(tab + "  ", "bold $accent" if tab == narrow_tab else "$mute") for tab in tabs]
        tail = wide if narrow_tab != "List" else ""
        return Content.assemble(*parts, (tail, "$accent"))

    def _show_reader(self) -> None:
        mail, shared = self.mail, self.session.state.shared
        pinned = frozenset(Passage(pin.source, pin.quote) for pin in shared.pins)
        width = min(72, self.app.size.width - 8)
        subtitle = Content("")
        if mail is None:
            self.reader.show((), pinned)
            title = Content("Nothing has come yet")
        elif self.file:
            file = self.session.mission.attachment_by_name[self.file]
            page = paint.file_page(self.session.mission, mail, file, width)
            self.reader.show((page,), pinned)
            title = self._title("Mail", file.filename)
        elif self.opened:
            documents = paint.thread(self.session.mission, shared, mail, width)
            self.reader.show(documents, pinned)
            title = self._title("Mail", mail.subject)
        else:
            self.reader.show((), pinned)
            title = self._title("Mail", mail.subject)
            subtitle = Content("Enter opens it")
        sources = {d.source for d in self.reader._documents if d.source}
        count = sum(pin.source in sources for pin in shared.pins)
        if count:
            word = "pin" if count == 1 else "pins"
            subtitle = Content.styled(f"{count} {word} from here", "$accent")
        self.reader.border_title = title
        self.reader.border_subtitle = subtitle

    def _show_answer(self) -> None:
        shown = self.draft is not None or self.answerable
        listing = self.draft in (None, FILES)
        self.answer.set_class(shown, "-shown")
        self.options.display = listing
        self.question.display = listing
        self.letter.display = not listing
        if self.draft == FILES:
            self._show_files()
        elif self.draft is None:
            self._show_options()
        else:
            self._show_letter()

    def _show_options(self) -> None:
        mail = self.mail
        if mail is None or not self.answerable:
            self.options.show(())
            return
        options = offered(mail, self.session.state.shared)
        labels = tuple((option.id, option.label) for option in options)
        cursor = self.options.cursor_id
        self.options.show(paint.option_rows(labels, spacious=True))
        if cursor not in {option.id for option in options}:
            self.options.put_cursor(None)
        ask = "Which reply is the most effective?"
        if self.narrow and mail.extract:
            sender = self.session.mission.name(mail.sender)
            self.question.update(
                Content.assemble((f"{sender} asks  ", "$mute"), mail.extract, "\n\n", ask)
            )
        else:
            self.question.update(Content(ask))
        self.answer.border_title = self._title("Reply", "Your reply")
        self.answer.border_subtitle = Content("Enter shows the letter")
        extra = "  z sends nothing." if mail.may_leave else ""
        self.note.update(Content(f"Nothing is sent until you have read its letter.{extra}"))

    def _show_files(self) -> None:
        names = self.files
        self.options.show(paint.option_rows(tuple((n, n) for n in names), spacious=False))
        self.question.update(Content("Which file?"))
        self.answer.border_title = Content("Files of this mail")
        self.answer.border_subtitle = Content("Enter opens it")
        self.note.update(Content(""))

    def _show_letter(self) -> None:
        mission, mail = self.session.mission, self.mail
        if self.draft == FINISH:
            left = paint.unanswered_names(mission, self.inbox, self.session.state.shared, self.own)
            text = "Every mail that asked for an answer has one."
            if left:
                text = "Without an answer: " + "; ".join(left) + ".\nLeaving a mail is an answer."
            self.letter_text.update(Content(text + "\n"))
            self.answer.border_title = Content("Finish the inbox")
            self.answer.border_subtitle = Content("the call comes next")
            self._confirm_note("Finish", "Back to the mail")
            return
        if mail is None:
            return
        if self.draft == LEAVE:
            self.letter_text.update(
                Content(f"{mission.name(mail.sender)} gets no answer to '{mail.subject}'.\n")
            )
            self.answer.border_title = Content("No letter")
            self._confirm_note("Send nothing", "Back to the replies")
            return
        option = next(option for option in mail.options if option.id == self.draft)
        copies = ", ".join(full_name(mission, person) for person in option.copy_to)
        head: list[str | tuple[str, str]] = [
            ("To    ", "$mute"),
            full_name(mission, mail.sender),
            "\n",
        ]
        if copies:
            head += [("Copy  ", "$mute"), copies, "\n"]
        head += [("Re    ", "$mute"), mail.subject, "\n\n"]
        self.letter_text.update(Content.assemble(*head, option.say, "\n"))
        self.answer.border_title = Content.assemble("Letter, ", ("not sent", "bold"))
        self.answer.border_subtitle = Content("a sent letter cannot be recalled")
        self._confirm_note("Send it", "Back to the replies")

    def _confirm_note(self, yes: str, no: str) -> None:
        self.note.update(
            Content.assemble(
                (" Enter ", "bold $background on $accent"),
                (f" {yes}", "bold"),
                ("      Esc", "bold $accent"),
                f" {no}",
            )
        )

    def _announce(self, events: tuple[AnyEvent, ...]) -> None:
        for event in events:
            if isinstance(event, FactFound):
                fact = self.session.mission.fact_by_id[event.fact]
                self.status.say("Now you know:", fact.says)
            elif isinstance(event, MailArrived):
                mail = self.session.mission.email_by_id[event.mail]
                name = self.session.mission.name(mail.sender)
                self.status.say("New mail.", f"{name}: {mail.subject}")

    def keys(self) -> tuple[Key, ...]:
        help_key = Key("?", "Help", "question_mark")
        if self.draft == FILES:
            return (
                Key("↑↓", "Move", "-"),
                Key("Enter", "Open", "enter"),
                Key("Esc", "Back", "escape"),
                help_key,
            )
        if self.draft is not None:
            yes = "Finish" if self.draft == FINISH else "Send"
            return (Key("Enter", yes, "enter"), Key("Esc", "Back", "escape"), help_key)
        if self.reader.pinning:
            return (
                Key("↑↓", "Choose a passage", "-"),
                Key("Enter", "Pin it", "enter"),
                Key("Esc", "Done", "escape"),
                help_key,
            )
        keys = [Key("↑↓", "Move", "-")]
        pane = self._present_pane()
        if pane == "list":
            keys.append(Key("Enter", "Read", "enter"))
        if pane == "reply":
            keys += [Key("Enter", "Letter", "enter"), Key("1-4", "Choose", "-")]
        if self.answerable and pane != "reply":
            keys.append(Key("r", "Reply"))
        if self.opened and self.files:
            keys.append(Key("o", "Open file"))
        if self.opened and pane == "mail":
            keys.append(Key("p", "Pin text"))
        if self.answerable and self.mail and self.mail.may_leave:
            keys.append(Key("z", "Send nothing"))
        if not self.narrow:
            keys.append(Key("Tab", "Pane", "tab"))
        keys.append(Key("Esc", "Board" if pane == "list" else "Back", "escape"))
        return (*keys, Key("k", "Notebook"), Key("f", "Finish"), help_key)

    # --- moving about --------------------------------------------------------------------

    @property
    def place(self) -> str:
        """Where the player is: list, mail, file, pinning, reply, or what a letter pane asks."""
        if self.draft is not None:
            return "letter"
        if self.reader.pinning:
            return "pinning"
        if self.file:
            return "file"
        return self._present_pane()

    def _present_pane(self) -> str:
        if self.options.has_focus or self.draft is not None:
            return "reply"
        return "mail" if self.reader.has_focus else "list"

    def _pane(self, name: str) -> None:
        for pane in ("list", "mail", "reply"):
            self.set_class(pane == name, f"-{pane}")
        target = {"list": self.mails, "mail": self.reader, "reply": self.options}[name]
        target.focus()
        self.call_after_refresh(self.refresh_keys)

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the mail under the cursor that may be opened."""
        mail = self.mail
        if mail is None:
            return ()
        files = paint.readable_files(mail, self.session.state.shared)
        return tuple(file.filename for file in files)

    def action_next_pane(self) -> None:
        """Goes round list, mail and reply."""
        order = ["list", "mail"] + (["reply"] if self.answerable else [])
        now = self._present_pane()
        self._pane(order[(order.index(now) + 1) % len(order)] if now in order else "list")

    def action_back(self) -> None:
        """One step back: letter, pin cursor, file, reply, mail, list, board."""
        if self.draft is not None:
            finish, self.draft = self.draft == FINISH, None
            self.repaint(())
            self._pane("list" if finish else "reply")
        elif self.reader.pinning:
            self.reader.stop_pinning()
        elif self.file:
            self.file = None
            self.repaint(())
            self._pane("mail")
        elif self._present_pane() == "reply":
            self._pane("mail")
        elif self._present_pane() == "mail":
            self._pane("list")
        else:
            self.action_leave()

    @on(RowList.Moved, "#mails")
    def _select(self, event: RowList.Moved) -> None:
        self.selected, self.file, self.draft = event.id, None, None
        self.options.put_cursor(None)
        self.repaint(())

    @on(RowList.Chosen, "#mails")
    @work(group="act")
    async def _read(self, event: RowList.Chosen) -> None:
        self.selected, self.file = event.id, None
        if not self.opened and not await self.perform_now(OpenEmail(mail=event.id)):
            return
        self.repaint(())
        self._pane("mail")

    @on(RowList.Chosen, "#options")
    def _choose(self, event: RowList.Chosen) -> None:
        if self.draft == FILES:
            self.draft = None
            self._open_file(event.id)
            return
        self.draft = event.id
        self.repaint(())
        self._pane("reply")
        self.letter.focus()

    @on(RowList.Moved, "#options")
    @on(Reader.CursorMoved)
    def _keys_changed(self) -> None:
        self.refresh_keys()

    @on(Reader.PinWanted)
    @work(group="act")
    async def _pin(self, event: Reader.PinWanted) -> None:
        passage = event.passage
        pins = self.session.state.shared.pins
        held = next((p for p in pins if Passage(p.source, p.quote) == passage), None)
        pin = Pin(source=passage.source, quote=passage.quote)
        await self.perform_now(Unpin(pin=held.id) if held else pin)

    def action_option(self, index: int) -> None:
        """Puts the cursor on an answer; Enter shows its letter."""
        if self.draft == FILES or (self.draft is None and self.answerable):
            self._pane("reply")
            self.options.take(index)

    def action_reply(self) -> None:
        """Goes to the replies."""
        if self.answerable:
            self._pane("reply")

    def action_open_file(self) -> None:
        """Opens the mail's file; of several, asks which."""
        files = self.files
        if not self.opened or not files or self.draft not in (None, FILES):
            return
        if len(files) == 1:
            self._open_file(files[0])
            return
        self.draft = FILES
        self.options.put_cursor(None)
        self.repaint(())
        self._pane("reply")

    @work(group="act")
    async def _open_file(self, filename: str) -> None:
        opened = self.session.state.shared.opened
        if filename not in opened and not await self.perform_now(OpenAttachment(filename=filename)):
            return
        self.file = filename
        self.repaint(())
        self._pane("mail")

    def action_pin(self) -> None:
        """Puts the pin cursor into the text."""
        if self.opened and self.draft is None:
            self._pane("mail")
            self.reader.start_pinning()

    def action_finish(self) -> None:
        """Asks whether to close the inbox."""
        if self.draft is None:
            self.draft = FINISH
            self.repaint(())
            self._pane("reply")
            self.letter.focus()

    def action_leave_mail(self) -> None:
        """Asks whether to send nothing."""
        if self.draft is None and self.answerable and self.mail and self.mail.may_leave:
            self.draft = LEAVE
            self.repaint(())
            self._pane("reply")
            self.letter.focus()

    @work(group="act")
    async def action_confirm(self) -> None:
        """Confirms what the letter pane shows."""
        draft, mail = self.draft, self.mail
        if draft in (None, FILES):
            return
        action: AnyAction
        if draft == FINISH:
            action = FinishPhase()
        elif mail is None:
            return
        elif draft == LEAVE:
            action = LeaveMail(mail=mail.id)
        else:
            action = Reply(mail=mail.id, option=draft)
        self.draft = None
        if await self.perform_now(action) and draft != FINISH:
            self.repaint(())
            self._pane("mail")
            self.reader.scroll_end(animate=False)
