"""The small pack with both of its missions played: the first promises, and it falls due later."""

from __future__ import annotations

from pathlib import Path

from tests.content.small_pack import FILES, HERE, write

FIRST, SECOND = "small-order", "later-order"
DUES = """\
dues:
  - {promise: list-by-noon, from: small-order, kept_when: "kept(rush-served)"}
"""
OWN = """\
promises:
  - {id: bread-by-dusk, wording: "Bread by dusk.", to: ada, witness: ben,
     kept_when: "two-ovens and not broke(list-by-noon)"}
"""


def second(*edits: tuple[str, str]) -> dict[str, str | None]:
    """The files of the second mission, with some texts other than they are.

    Raises:
        ValueError: a text that is to be replaced stands nowhere.
    """
    files: dict[str, str] = {}
    for name, text in FILES.items():
        if name.startswith(f"{HERE}/"):
            other = text.replace(FIRST, SECOND).replace("list-by-noon", "bread-by-dusk")
            files[name.replace(FIRST, SECOND)] = other
    mission = files[f"missions/{SECOND}/mission.yaml"]
    start, end = mission.index("promises:\n"), mission.index("flags: [ben_heard]")
    mission = mission[:start] + OWN + DUES + mission[end:]
    mission = mission.replace("code: T01", "code: T02").replace("order_index: 1", "order_index: 2")
    mission = mission.replace("ben_heard", "ben_heard_again")
    mail = f"missions/{SECOND}/emails/first-order.md"
    files = {name: text.replace("ben_heard", "ben_heard_again") for name, text in files.items()}
    files[f"missions/{SECOND}/mission.yaml"] = mission
    assert "bread-by-dusk" in files[mail]
    for old, new in edits:
        if not any(old in text for text in files.values()):
            raise ValueError(f"{old!r} stands nowhere")
        files = {name: text.replace(old, new) for name, text in files.items()}
    return dict(files)


def write_two(folder: Path, *edits: tuple[str, str]) -> Path:
    """Writes the pack with both missions, the second with some texts other than they are."""
    return write(folder, second(*edits))
