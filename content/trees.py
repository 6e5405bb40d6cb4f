"""YAML that was parsed before, kept between runs: a parser in Python takes a second for a few
missions, and what a text says never changes.

A tree is kept under the hash of its text and of the code that made it, so a changed file, or
another release, never meets an old one. It is JSON, of which nothing can be executed; one that
cannot be read is parsed anew. Without a folder to keep them in, everything is parsed.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from content.source import Mapping, Node, Place, Scalar, Sequence

FOLDER_VARIABLE = "SCOPECREEP_CACHE"
MOST = 4_000
"""Trees that are kept; beyond these the longest unused make room."""
SCALAR, MAPPING, SEQUENCE = range(3)
Written = list[Any]


def found(text: str, start: Place) -> Node | None:
    """The tree of a text that begins at `start`, if it was kept."""
    path = _path(text)
    if path is None:
        return None
    try:
        written = json.loads(path.read_bytes())
        node = _read(written, start.file, start.line)
        os.utime(path)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    return node


def keep(text: str, node: Node, start: Place) -> None:
    """Keeps the tree of a text without faults, where there is a place for it."""
    path = _path(text)
    if path is None:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            json.dump(_written(node, start.line), file, separators=(",", ":"))
        Path(file.name).replace(path)
        _make_room(path.parent)


def _make_room(folder: Path) -> None:
    kept = list(folder.iterdir())
    if len(kept) > MOST:
        for old in sorted(kept, key=lambda path: path.stat().st_mtime)[: len(kept) - MOST // 2]:
            old.unlink(missing_ok=True)


def _path(text: str) -> Path | None:
    folder = _folder()
    return folder / sha256(_maker() + text.encode()).hexdigest() if folder else None


def _folder() -> Path | None:
    named = os.environ.get(FOLDER_VARIABLE)
    if named is not None:
        return Path(named) / "trees" if named else None
    import platformdirs  # only where no folder is named: it costs a start-up

    return Path(platformdirs.user_cache_path("scopecreep")) / "trees"


@cache
def _maker() -> bytes:
    """A stamp of what makes a tree of a text."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in ("reader.py", "source.py", "trees.py"))
    return sha256(code + version("ruamel.yaml").encode()).digest()


def _written(node: Node, line: int) -> Written:
    """A tree as lists, its lines counted from the text's own first."""
    place = [node.place.line - line, node.place.column]
    if isinstance(node, Scalar):
        is_text = isinstance(node.value, str)
        told = None if is_text else node.value
        return [SCALAR, *place, node.indent, node.text, is_text, told]
    if isinstance(node, Sequence):
        return [SEQUENCE, *place, [_written(item, line) for item in node.items]]
    return [MAPPING, *place, [_written(one, line) for entry in node.entries for one in entry]]


def _read(written: Written, file: str, line: int) -> Node:
    place = Place(file, line + written[1], written[2])
    if written[0] == SCALAR:
        _, _, _, indent, text, is_text, told = written
        return Scalar(text if is_text else told, text, place, indent)
    inner = [_read(one, file, line) for one in written[3]]
    if written[0] == SEQUENCE:
        return Sequence(tuple(inner), place)
    keys = [key for key in inner[::2] if isinstance(key, Scalar)]
    return Mapping(tuple(zip(keys, inner[1::2], strict=True)), place)
