"""The pack that the game comes with, read once in a process: tests are named by what it holds."""

from functools import cache

from content.loader import Pack, load_pack
from content.packs import builtin


@cache
def shipped() -> Pack:
    """The built-in pack."""
    return load_pack(builtin())
