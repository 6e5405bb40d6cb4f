"""The keys that work in the inbox now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from tui.inbox.paint import FILES, FINISH, LEAVE
from tui.widgets.key_bar import Key

if TYPE_CHECKING:
    from tui.screens.inbox import InboxScreen

HELP = (
    "Mail comes in on the left and is read on the right. ● is unread, ? asks for an answer, "
    "✓ has one, – was left. Open attachments: what a client leaves out often stands in a "
    "table. In a text the arrows go from passage to passage; p pins the one that is lit, and "
    "takes the pin off again. Compare two that seem to disagree in the notebook. A reply is "
    "chosen, read as a letter, and only then sent; a sent letter cannot be recalled. Mails of "
    "one matter are one row: n goes from one to the next, x opens what came before. c draws a "
    "file's figures, y copies the passage that is lit and Y the whole page. / looks for words, "
    "v shows unread, asking, with files, sent or archived, e archives: that is out of sight, no "
    "more. By mouse, a click chooses and a second click takes. Finish the inbox when you have "
    "asked what you need."
)
BINDINGS: list[BindingType] = [
    Binding("enter", "confirm", show=False),
    Binding("escape", "back", show=False),
    Binding("tab", "next_pane(1)", show=False, priority=True),
    Binding("shift+tab", "next_pane(-1)", show=False, priority=True),
    Binding("r", "reply", show=False),
    Binding("o,a", "open_file", show=False),
    Binding("p", "pin", show=False),
    Binding("f", "finish", show=False),
    Binding("z", "leave_mail", show=False),
    Binding("up", "scroll_sheet(-1)", show=False),
    Binding("down", "scroll_sheet(1)", show=False),
    *[Binding(str(n), f"option({n - 1})", show=False) for n in range(1, 10)],
]
HELP_KEY = Key("?", "Help", "question_mark")


def inbox_keys(screen: InboxScreen) -> tuple[Key, ...]:
    """The keys that work where the player is."""
    if screen.draft == FILES:
        return (
            Key("↑↓", "Move", "-"),
            Key("Enter", "Open", "enter"),
            Key("Esc", "Back", "escape"),
            HELP_KEY,
        )
    if screen.draft is not None:
        yes = {FINISH: "Finish", LEAVE: "Send nothing"}.get(screen.draft, "Send")
        keys = (Key("Enter", yes, "enter"), Key("Esc", "Back", "escape"))
        scroll = (Key("↑↓", "Scroll", "-"),) if screen.answer.sheet.max_scroll_y else ()
        return (*keys, *scroll, HELP_KEY)
    keys_of = {"list": _list, "mail": _mail, "reply": _reply}
    own = [*keys_of[screen.pane](screen), *screen.with_letters(())]
    whole = screen.pane == "list" and not screen.narrow  # there it would drop the finding
    tail = [Key("k", "Notebook"), Key("f", "Finish inbox" if whole else "Finish")]
    if screen.hints_left():
        tail.append(Key("h", "Hint"))
    if screen.pane == "list":
        tail += [Key("/", "Find", "slash"), Key("v", "Filter")]
    if screen.pane != "reply" and screen.opened:
        tail += [Key("y", "Copy"), *([] if screen.answerable else [Key("e", _archive(screen))])]
    return (*own, *tail, HELP_KEY)


def _archive(screen: InboxScreen) -> str:
    thread = screen.thread
    return "Unarchive" if thread and screen.archive.holds(thread) else "Archive"


def _list(screen: InboxScreen) -> list[Key]:
    keys = [Key("↑↓", "Move", "-"), Key("Enter", "Read", "enter")]
    if screen.answerable:
        keys.append(Key("r", "Reply"))
    if not screen.narrow:  # alone, the list does not show which mail of a thread is in front
        keys += _in_thread(screen)
        keys.append(Key("Tab", "Next pane", "tab"))
    keys.append(Key("Esc", "All mail", "escape") if screen.narrowed else screen.leave_key)
    return keys


def _in_thread(screen: InboxScreen) -> list[Key]:
    thread = screen.thread
    return [Key("n", "Next mail")] if thread and len(thread.mails) > 1 else []


def _mail(screen: InboxScreen) -> list[Key]:
    if not screen.opened:
        return [Key("Enter", "Read", "enter"), *_in_thread(screen), Key("Esc", "List", "escape")]
    keys = [Key("↑↓", "Passage" if screen.reader.pinning else "Scroll", "-")]
    if screen.reader.pinning:
        keys.append(Key("p", "Unpin" if screen.on_pin else "Pin"))
    if screen.reader.jump is not None:
        keys.append(Key("Enter", "Footnote", "enter"))
    file = screen.open_file
    if file and file.series:
        keys.append(Key("c", "Table" if file.filename in screen.drawn else "Chart"))
    if screen.answerable:
        keys.append(Key("r", "Reply"))
    if screen.files and not screen.file:
        keys.append(Key("o", "Open file"))
    if screen.has_earlier:
        keys.append(Key("x", "Fold" if screen.selected in screen.unfolded else "Earlier"))
    if not screen.file:
        keys += _in_thread(screen)
    back = "Mail" if screen.file else "List"
    return [*keys, Key("Esc", back, "escape")]


def _reply(screen: InboxScreen) -> list[Key]:
    count = len(screen.options.rows) - (1 if screen.may_leave else 0)
    keys = [Key("↑↓", "Move", "-")]
    if screen.options.cursor_id is not None:
        keys.append(Key("Enter", "Letter", "enter"))
    keys.append(Key(f"1-{count}", "Choose", "-"))
    keys.append(Key("Esc", "Mail", "escape"))
    if screen.may_leave:
        keys.append(Key("z", "Send nothing"))
    return keys
