"""The pack that the game comes with, read once in a process: tests are named by what it holds."""

from functools import cache

import pytest

from content.loader import Pack, load_pack
from content.packs import builtin

OF_EACH_KIND = (
    "kettle-protocol",
    "lantern-parade-promise",
    "price-of-a-yes",
    "taxi-promise",
    "parade-night",
)
"""A tutorial, a grid, a sheet, a call that comes before the mails, and two designs in a row."""


@cache
def shipped() -> Pack:
    """The built-in pack."""
    return load_pack(builtin())


def a_few_quickly() -> list[object]:
    """Every mission by name: one of each kind in the quick tests, the others in test-all."""
    return [
        slug if slug in OF_EACH_KIND else pytest.param(slug, marks=pytest.mark.slow)
        for slug in (mission.slug for mission in shipped().missions)
    ]
