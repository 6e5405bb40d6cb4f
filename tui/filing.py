"""Files the built-in pack into a database."""

from __future__ import annotations

from db import publish
from db.mission_rows import FORM

OWN = "own pack "
"""How the note on a pack begins that is not the built-in one."""


def file_missions(keeper: str) -> None:
    """Publishes the built-in pack as a database's keeper, unless this very pack was filed last.

    Somebody's own pack stays until they publish another.
    """
    stamp, noted = _stamp(), publish.stamp(keeper)
    if noted == stamp or (noted or "").startswith(OWN):
        return
    from content.loader import load_pack  # here, for a warm start reads no pack
    from content.packs import builtin

    pack = load_pack(builtin())
    publish.publish(pack.cards, pack.missions, keeper)
    publish.set_stamp(keeper, stamp)


def note_pack(keeper: str, name: str | None) -> None:
    """Notes which pack was published: the built-in one, or somebody's own by name."""
    publish.set_stamp(keeper, _stamp() if name is None else f"{OWN}{name}")


def _stamp() -> str:
    """Changes with the built-in pack, and with the form of its rows."""
    from content.fingerprint import fingerprint

    return f"{FORM} {fingerprint()}"
