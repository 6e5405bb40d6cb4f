"""What a player reads, piece by piece, and where each piece stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.folder import MissionFolder, PackFolder
from content.source import Mapping, Node, Place, Scalar, Sequence


def listed(words: str) -> frozenset[str]:
    """The words of a text, for tables of words."""
    return frozenset(words.split())


NOT_READ = listed(
    "when needs best holds kept_when in file filename files email domain media_url kind id slug "
    "code quote extract logic type tactic tone lure floor then at arrives who from to copy owner "
    "organisation client icon glyph tag"
)
"""Fields whose values are names and conditions, not words for a reader. Quotes and extracts stand
where they were copied from."""
_ID = re.compile(r"[a-z0-9_.-]+\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that a player reads."""

    text: str
    scalar: Scalar | None = None
    start: Place | None = None

    def at(self, offset: int) -> Place:
        """The place of a character of the text, as near as it can be told."""
        if self.scalar is not None:
            return self.scalar.inside(offset)
        start = self.start or Place("")
        before = self.text[:offset]
        line = before.count("\n")
        column = offset - (before.rfind("\n") + 1) + 1
        return Place(start.file, start.line + line, column)


def pieces_of_mission(mission: MissionFolder) -> Iterator[Piece]:
    """The texts of a mission's files; of a mission that is not written, those of its card."""
    for root in (mission.root, *mission.mail_roots.values(), *mission.phase_roots.values()):
        if root is not None:
            yield from read(root)
    for mail in mission.mails.values():
        yield Piece(mail.body, start=mail.body_place)
    for file in mission.attachments.values():
        yield Piece(file.text, start=file.place)


def pieces_of_pack(pack: PackFolder) -> Iterator[Piece]:
    """The texts beside the missions': glossary, people, components."""
    roots = [pack.pack_root, pack.people_root, *(kind.root for kind in pack.kinds.values())]
    for root in roots:
        if root is not None:
            yield from read(root)


def read(node: Node) -> Iterator[Piece]:
    """The values below a node that are words rather than names."""
    if isinstance(node, Scalar):
        if isinstance(node.value, str) and not _ID.match(node.text):
            yield Piece(node.text, scalar=node)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from read(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text not in NOT_READ:
                yield from read(value)
