"""What a call's row holds for other front ends: captions, and an address that is never opened."""

from __future__ import annotations

from textual.content import Content

from engine.phase_config import VideoCall
from tui.safety import harmless, one_line

SECONDARY = "$foreground 62%"
UNOPENED = "The game does not open it."


def has_recording(config: VideoCall) -> bool:
    """Whether there is anything to show."""
    return bool(address(config) or captions(config))


def address(config: VideoCall) -> str:
    """The address as text for one line, with nothing in it that a terminal or a shell obeys."""
    return one_line(config.media_url)


def captions(config: VideoCall) -> str:
    """What is seen and heard, with what could steer a terminal made visible."""
    return harmless(config.captions).strip()


def page(config: VideoCall) -> Content:
    """The sheet: captions, then the address."""
    parts: list[Content | tuple[str, str]] = []
    if captions(config):
        parts += [Content.styled(captions(config), "italic"), Content("\n\n")]
    if address(config):
        parts += [(address(config), "bold"), (f"\n{UNOPENED}", SECONDARY)]
    return Content.assemble(*parts)
