"""The inbox's reading pane: history unfolded, figures drawn, words copied."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from engine.mail import Attachment
from engine.passages import plain
from tui.inbox.refusals import NO_CHART, UNREAD
from tui.people import full_name
from tui.safety import one_line
from tui.screens.copying import copied
from tui.screens.inbox_list import InboxList


class InboxReading(InboxList):
    """What may be done to a page beside pinning from it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "unfold", show=False),
        Binding("c", "chart", show=False),
        Binding("y", "copy(False)", show=False),
        Binding("Y,upper_y", "copy(True)", show=False),
    ]
    unfolded: frozenset[str] = frozenset()
    """Mails over which their thread's history is open."""
    drawn: frozenset[str] = frozenset()
    """Files that are shown as charts."""

    @property
    def open_file(self) -> Attachment | None:
        """The file in front."""
        return self.session.mission.attachment_by_name.get(self.file or "")

    @property
    def has_earlier(self) -> bool:
        """Whether the thread of the mail in front began before it."""
        thread = self.thread
        return thread is not None and thread.mails[0].id != self.selected and not self.file

    def action_unfold(self) -> None:
        """Opens the history over the mail, or folds it away."""
        if self.draft is None and self.selected and self.has_earlier:
            self.unfolded ^= {self.selected}
            self.repaint(())

    def action_chart(self) -> None:
        """Shows the figures of the file in front as a chart, or its text again."""
        file = self.open_file
        if self.draft is not None or file is None:
            return
        if file.series:
            self.drawn ^= {file.filename}
            self.repaint(())
        else:
            self.status.say(*NO_CHART, passing=True)

    def action_copy(self, whole: bool) -> None:
        """Copies what the mouse has selected, the passage under the cursor, or all of it."""
        selected = self.get_selected_text()
        if selected:
            self.clear_selection()
            self.status.say(*copied(self, selected))
        elif self.mail is not None and not self.opened:
            self.status.say(*UNREAD, passing=True)
        elif self.mail is not None:
            passage = self.reader.passage if self.reader.has_focus else None
            text = self._page() if whole or passage is None else plain(passage.quote)
            self.status.say(*copied(self, text))

    def _page(self) -> str:
        """The file in front as it stands, else the mail with its head."""
        file, mail = self.open_file, self.mail
        if file is not None:
            return file.body
        if mail is None:
            return ""
        name = full_name(self.session.mission, mail.sender)
        return f"From: {name}\nSubject: {one_line(mail.subject)}\n\n{mail.body.rstrip()}\n"
