"""How many cases a property is tried on: some in every run, many where time is no matter."""

from __future__ import annotations

import os

from hypothesis import settings

THOROUGH = "THOROUGH"
"""The variable under which `make test-all` asks for the many."""


def cases(some: int, many: int) -> settings:
    """The settings of a property that is tried on `some` cases, or on `many` by `make test-all`."""
    return settings(max_examples=many if os.environ.get(THOROUGH) else some)
