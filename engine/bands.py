"""The five bands of trust, and what a camera sees of somebody when it crosses into one."""

from __future__ import annotations

from typing import Literal

from engine.frozen import Frozen

Band = Literal["curt", "guarded", "fair", "open", "candid"]
CURT, GUARDED, FAIR, OPEN = 20, 35, 55, 70
"""Trust under which people are curt, guarded, fair and open; candid from the last on."""
BOUNDS: tuple[tuple[int, Band], ...] = (
    (CURT, "curt"),
    (GUARDED, "guarded"),
    (FAIR, "fair"),
    (OPEN, "open"),
)


def band_of(trust: int) -> Band:
    """Trust as people show it."""
    for bound, band in BOUNDS:
        if trust < bound:
            return band
    return "candid"


class BandMove(Frozen):
    """What somebody in a call is seen to do when trust comes into a band."""

    person: str
    band: Band
    does: str
    """In the third person, as a posture: `puts her phone away`."""

    def ref(self, phase: str) -> str:
        """What the log names it by."""
        return f"{seen_of(phase, self.person)}{self.band}"


def seen_of(phase: str, person: str) -> str:
    """How the references to what somebody is seen to do in a call begin."""
    return f"{phase}/bands/{person}/"
