"""Pinning in plain lines: the passages of a text, numbered."""

from __future__ import annotations

from engine.actions import Pin
from engine.passages import passages
from tui.plain.desk import Desk
from tui.plain.menu import pick
from tui.quoted import quoted


async def pin_from(desk: Desk, source: str) -> None:
    """Has a passage of a text chosen and pinned."""
    text = desk.mission.texts[source].say
    laid_out = source in desk.mission.attachment_by_name
    pinned = {pin.quote for pin in desk.shared.pins if pin.source == source}
    found = [text[span.start : span.end] for span in passages(text, laid_out)]
    choices = [
        (quote, quoted(desk.mission, source, quote) + (" (pinned)" if quote in pinned else ""))
        for quote in dict.fromkeys(found)
    ]
    chosen = await pick(desk.voice, "Which passage?", choices)
    if chosen is not None:
        await desk.act(Pin(source=source, quote=chosen))
