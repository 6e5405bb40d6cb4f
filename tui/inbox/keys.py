"""The keys that work in the inbox now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.inbox.paint import FILES, FINISH, LEAVE
from tui.widgets.key_bar import Key

if TYPE_CHECKING:
    from tui.screens.inbox import InboxScreen

HELP = Key("?", "Help", "question_mark")


def inbox_keys(screen: InboxScreen) -> tuple[Key, ...]:
    """The keys that work where the player is."""
    if screen.draft == FILES:
        return (
            Key("↑↓", "Move", "-"),
            Key("Enter", "Open", "enter"),
            Key("Esc", "Back", "escape"),
            HELP,
        )
    if screen.draft is not None:
        yes = {FINISH: "Finish", LEAVE: "Send nothing"}.get(screen.draft, "Send")
        keys = (Key("Enter", yes, "enter"), Key("Esc", "Back", "escape"))
        scroll = (Key("↑↓", "Scroll", "-"),) if screen.answer.sheet.max_scroll_y else ()
        return (*keys, *scroll, HELP)
    keys_of = {"list": _list, "mail": _mail, "reply": _reply}
    own = keys_of[screen.pane](screen)
    tail = [Key("k", "Notebook"), Key("f", "Finish inbox" if screen.pane == "list" else "Finish")]
    return (*own, *tail, HELP)


def _list(screen: InboxScreen) -> list[Key]:
    keys = [Key("↑↓", "Move", "-"), Key("Enter", "Read", "enter")]
    if screen.answerable:
        keys.append(Key("r", "Reply"))
    if not screen.narrow:
        keys.append(Key("Tab", "Next pane", "tab"))
    keys.append(Key("Esc", "Board", "escape"))
    return keys


def _mail(screen: InboxScreen) -> list[Key]:
    keys = [Key("↑↓", "Passage", "-")]
    if screen.opened and screen.reader.pinning:
        keys.append(Key("p", "Unpin" if screen.on_pin else "Pin"))
    if screen.answerable:
        keys.append(Key("r", "Reply"))
    if screen.opened and screen.files and not screen.file:
        keys.append(Key("o", "Open file"))
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
