"""Text from content and players is data: what could steer a terminal is shown, not obeyed."""

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
REPLACEMENT = "▒"


def harmless(text: str) -> str:
    """The text with control, escape and direction characters shown as `▒`, cell for cell."""
    return _STEERING.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """A name, subject or label for one line: harmless, and without breaks or tabs."""
    return " ".join(harmless(text).split())
