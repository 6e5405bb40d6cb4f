"""Steps that are no action: the game is left, its database goes away, its terminal changes size,
keys are pressed, and what stands there is looked at."""

from __future__ import annotations
