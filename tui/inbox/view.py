"""Puts the inbox's state into its three panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from engine.mail import Email
from engine.phases.nodes import asleep, offered
from tui.inbox import paint
from tui.inbox.finding import NAMED, letters
from tui.inbox.mail_list import ListLook, list_row, list_title, sent_row, spans_days
from tui.inbox.mail_page import chart_page, file_page
from tui.inbox.standing import arrived_mails, came_while_playing, first_to_read
from tui.inbox.thread_page import thread_page
from tui.safety import one_line
from tui.widgets.header import PHASE_NAMES
from tui.widgets.reader import Passage

if TYPE_CHECKING:
    from tui.screens.inbox import InboxScreen

LIST_WIDTH = 36
"""Columns of the list where it stands beside the mail, as in the style sheet."""
HIGH = 32
"""Rows from which answers stand apart."""
ANSWER_HIGH, ANSWER_LOW = 13, 10
"""Rows of the answer pane under the mail, as in the style sheet."""
MOST_SPACED = 4
"""More answers than these stand line under line beside the list; one more has room alone."""
EDGES = 2 + 2
"""Columns that borders and padding take."""
TABS = {"list": "List", "mail": "Mail", "reply": "Reply"}
TAB_GAP = 2
TABS_FROM = 3
"""The column in which a border's title begins."""


def tab_names(answerable: bool) -> tuple[str, ...]:
    """The tabs there are: no reply without a mail that asks."""
    return ("list", "mail", "reply") if answerable else ("list", "mail")


def tab_at(column: int, answerable: bool) -> str | None:
    """The tab under a column of the upper border."""
    start = TABS_FROM
    for name in tab_names(answerable):
        if start <= column < start + len(TABS[name]):
            return name
        start += len(TABS[name]) + TAB_GAP
    return None


class InboxView:
    """Paints list, reader and answer pane from the screen's session and selection."""

    def __init__(self, screen: InboxScreen) -> None:
        self._screen = screen
        self.own_page = 0
        """Which document of the page is the mail itself."""

    def show(self) -> None:
        """Paints all three."""
        self._list()
        self._reader()
        self._answer()

    @property
    def _right_width(self) -> int:
        """Cells inside the panes at the right, or inside the one pane."""
        width = self._screen.app.size.width
        return width - EDGES - (0 if self._screen.narrow else LIST_WIDTH)

    def _list(self) -> None:
        screen = self._screen
        mission, shared = screen.session.mission, screen.session.state.shared
        mails = arrived_mails(mission, screen.inbox, shared)
        if screen.selected is None and mails and not screen.narrowed:
            screen.selected = first_to_read(mission, screen.inbox, shared, screen.own)
        outer = screen.app.size.width if screen.narrow else LIST_WIDTH
        look = ListLook(
            width=outer - 5,
            with_day=spans_days(mission, shared, mails),
            fresh=came_while_playing(screen.session.rows),
        )
        threads = screen.shown
        rows = [
            sent_row(mission, shared, thread, sent, look)
            if screen.kind == "sent" and (sent := letters(shared, thread))
            else list_row(mission, shared, screen.own, thread, look)
            for thread in threads
        ]
        cursor = next((thread.id for thread in threads if thread.holds(screen.selected)), None)
        screen.list_pane.show(tuple(rows), cursor, self._nothing())
        if cursor is None:
            screen.mails.put_cursor(None)
        kind = NAMED[screen.kind]
        screen.list_pane.border_title = self._title("list", f"Inbox, {kind}" if kind else "Inbox")
        told = f"{len(rows)} of {len(screen.threads)} shown" if screen.narrowed else ""
        screen.list_pane.border_subtitle = list_title(mails, shared, screen.own, told)

    def _nothing(self) -> Content:
        """What stands in a list that shows nothing."""
        screen = self._screen
        if not screen.narrowed:
            return Content("Nothing has come yet.")
        wanted, kind = one_line(screen.wanted), NAMED[screen.kind]
        what = f"holds '{wanted}'" if wanted else f"is {kind}"
        return Content.assemble(
            (f"Nothing {what}.", "$foreground 72%"),
            "\n\n",
            ("Esc", "bold $accent"),
            (" shows all mail.", "$foreground 62%"),
        )

    def _title(self, tab: str, wide: str) -> Content:
        """The pane's title; at 80 columns the tabs, and the title behind them."""
        screen = self._screen
        if not screen.narrow:
            return Content(wide)
        parts: list[Content | str | tuple[str, str]] = []
        used = TABS_FROM
        for name in tab_names(screen.answerable):
            style = "bold $accent" if name == tab else "$foreground 62%"
            parts += [(TABS[name], style), " " * TAB_GAP]
            used += len(TABS[name]) + TAB_GAP
        if tab == "mail" or self._screen.narrowed:
            wide = wide if tab != "list" else wide.partition(", ")[2]
            if not wide:
                return Content.assemble(*parts).rstrip()
            title = Content.styled(" " + wide, "$accent")
            room = screen.app.size.width - used - TABS_FROM - 1
            parts.append(
                title if title.cell_length <= room else title.truncate(room, ellipsis=True)
            )
        return Content.assemble(*parts).rstrip()

    def _reader(self) -> None:
        screen = self._screen
        mission, shared, mail = screen.session.mission, screen.session.state.shared, screen.mail
        pinned = frozenset(Passage(pin.source, pin.quote) for pin in shared.pins)
        wide = not screen.narrow
        width = self._right_width - (2 if wide else 1)
        if mail is None:
            screen.reader.show((), pinned)
            title = "No mail" if screen.narrowed else "Nothing has come yet"
        elif screen.file:
            file = mission.attachment_by_name[screen.file]
            drawn = screen.file in screen.drawn
            if drawn:
                room = self._reader_height
                page = chart_page(mission, mail, file, width, room, wide)
            else:
                page = file_page(mission, mail, file, width, wide)
            screen.reader.show((page,), pinned, (screen.file, drawn))
            title = one_line(file.filename)
        else:
            title = one_line(mail.subject)
            self._mail(mail, pinned, width, wide)
        screen.reader.border_title = self._title("mail", title)
        sources = screen.reader.sources
        count = sum(pin.source in sources for pin in shared.pins)
        where = "file" if screen.file else "mail"
        word = "pin" if count == 1 else "pins"
        told = f"{count} {word} from this {where}" if count else ""
        screen.reader.border_subtitle = Content.styled(told, "$accent")

    def _mail(self, mail: Email, pinned: frozenset[Passage], width: int, wide: bool) -> None:
        screen = self._screen
        thread = screen.thread
        if thread is None:
            return
        pages, self.own_page = thread_page(
            screen.session.mission,
            screen.session.state.shared,
            thread,
            mail,
            unfolded=mail.id in screen.unfolded,
            width=width,
            wide=wide,
        )
        screen.reader.show(pages, pinned, mail.id)

    @property
    def _reader_height(self) -> int:
        """Rows inside the reading pane: those of the screen less header, keys and borders."""
        screen = self._screen
        height = screen.app.size.height - 5
        if not screen.narrow and screen.answerable:
            height -= ANSWER_HIGH if screen.app.size.height >= HIGH else ANSWER_LOW
        return height

    # --- the answer pane -----------------------------------------------------------------

    def _answer(self) -> None:
        screen = self._screen
        screen.answer.set_class(screen.draft is not None or screen.answerable, "-shown")
        if screen.draft == paint.FILES:
            self._files()
        elif screen.draft is None:
            self._options()
        else:
            sheet = self._sheet(screen.draft)
            if sheet is not None:
                screen.answer.read(sheet)

    def _options(self) -> None:
        screen, mail = self._screen, self._screen.mail
        if mail is None or not screen.answerable:
            screen.answer.choose(Content(""), (), Content(""))
            return
        mission, width = screen.session.mission, self._right_width
        options = offered(mail, screen.session.state.shared)
        labels = tuple((option.id, option.label) for option in options)
        roomy = screen.narrow or screen.app.size.height >= HIGH
        most = MOST_SPACED + screen.narrow
        spacious = roomy and len(labels) + mail.may_leave <= most
        sleeps = asleep(mission, mail, screen.session.state.shared)
        rows = paint.option_rows(labels, spacious, width, sleeps)
        if mail.may_leave:
            rows = paint.with_silence(rows, spacious)
        screen.answer.choose(
            paint.question(mission, mail, screen.narrow, width),
            rows,
            Content("Nothing is sent until you have read its letter."),
        )
        screen.answer.border_title = self._title("reply", "Your reply")
        screen.answer.border_subtitle = Content("Enter shows the letter")

    def _files(self) -> None:
        screen = self._screen
        mail = screen.mail
        rows = paint.option_rows(tuple((name, name) for name in screen.files), False)
        screen.answer.choose(Content.styled("Which file?", "$foreground 72%"), rows, Content(""))
        screen.answer.border_title = Content(
            f"Files of '{one_line(mail.subject)}'" if mail else "Files"
        )
        screen.answer.border_subtitle = Content("Enter opens it")

    def _sheet(self, draft: str) -> paint.Sheet | None:
        screen, mail = self._screen, self._screen.mail
        mission, shared = screen.session.mission, screen.session.state.shared
        if draft == paint.FINISH:
            follows = mission.phases[screen.index + 1 : screen.index + 2]
            name = PHASE_NAMES[follows[0].kind].lower() if follows else "the debrief"
            return paint.finish_sheet(mission, screen.inbox, shared, screen.own, name)
        if mail is None:
            return None
        if draft == paint.LEAVE:
            return paint.silence_sheet(mission, mail)
        options = offered(mail, shared)
        option = next((option for option in options if option.id == draft), None)
        if option is None:
            return None
        return paint.letter_sheet(mission, mail, option, len(options), screen.narrow)
