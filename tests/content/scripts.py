"""Scripts of the small mission, from their steps."""

from __future__ import annotations

from content.playthrough import Script, parse_script

HEAD = "format: 1\nmission: small-order\n"
TAIL = "expect: {status: open}\n"


def script_of(*steps: str, head: str = HEAD, tail: str = TAIL) -> Script:
    """A script of these steps, each as it stands after its dash."""
    return parse_script(head + "steps:\n" + "".join(f"  - {s}\n" for s in steps) + tail)
