"""Reads the files of a pack into forms, and notes which names they declare."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from content import faults
from content.fitting import F, Fitted, fit
from content.forms.board import BoardForm
from content.forms.call import CallForm, FeedbackForm
from content.forms.design import DesignForm, KindForm
from content.forms.mail import MailForm
from content.forms.mission import MissionForm, PhaseForm, StubForm
from content.forms.pack import PackForm, PeopleForm
from content.problem import Report
from content.reader import Unreadable, read_markdown, read_text, read_yaml
from content.source import Mapping, Node, Place, Scalar, Sequence

ID = re.compile(r"[a-z][a-z0-9_-]{0,63}\Z")
MAX_FILES = 500
"""Files of one folder that are read at most."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A mail: its front matter and its text."""

    fitted: Fitted[MailForm]
    body: str
    body_place: Place


@dataclass(frozen=True, slots=True)
class TextFile:
    """A laid-out text."""

    text: str
    place: Place


@dataclass(slots=True)
class MissionFolder:
    """Everything that a mission's folder holds, as far as it could be read."""

    path: Path
    whole: bool = True
    """Whether more was to be read than mission.yaml."""
    root: Node | None = None
    """mission.yaml as written, whatever its faults."""
    mission: Fitted[MissionForm] | None = None
    stub: Fitted[StubForm] | None = None
    mails: dict[str, MailFile] = field(default_factory=dict)
    mail_roots: dict[str, Node | None] = field(default_factory=dict)
    attachments: dict[str, TextFile] = field(default_factory=dict)
    calls: dict[str, Fitted[CallForm]] = field(default_factory=dict)
    designs: dict[str, Fitted[DesignForm]] = field(default_factory=dict)
    boards: dict[str, Fitted[BoardForm]] = field(default_factory=dict)
    feedbacks: dict[str, Fitted[FeedbackForm]] = field(default_factory=dict)
    senders: dict[str, str] = field(default_factory=dict)
    """Who wrote each mail, once people.yaml has been looked at."""
    phase_roots: dict[str, Node] = field(default_factory=dict)
    """The files of phases by the phase's id, as written."""
    scripts: list[Path] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.path.name

    @property
    def place(self) -> Place:
        return Place(str(self.path / "mission.yaml"))


@dataclass(slots=True)
class PackFolder:
    """Everything that a pack's folder holds, as far as it could be read."""

    path: Path
    exists: bool = True
    pack_root: Node | None = None
    pack: Fitted[PackForm] | None = None
    people_root: Node | None = None
    people: Fitted[PeopleForm] | None = None
    kinds: dict[str, Fitted[KindForm]] = field(default_factory=dict)
    kind_ids: set[str] = field(default_factory=set)
    missions: dict[str, MissionFolder] = field(default_factory=dict)


def read_pack(path: Path, report: Report, only: Collection[str] = ()) -> PackFolder:
    """Reads a pack's folder; whatever is wrong with it is in the report.

    Args:
        path: the folder.
        report: takes the faults.
        only: slugs or codes of missions; of all others no more is read than mission.yaml. Every
            mission is read whole where none is named.
    """
    asked = frozenset(name.lower() for name in only)
    pack = PackFolder(path)
    if not (path / "pack.yaml").is_file():
        report.add(faults.NO_PACK, Place(str(path / "pack.yaml")), "There is no pack here.")
        pack.exists = False
        return pack
    pack.pack_root, pack.pack = _form(PackForm, path / "pack.yaml", report)
    pack.people_root, pack.people = _form(PeopleForm, path / "people.yaml", report)
    for file in _files(path / "components", ".yaml", report):
        pack.kind_ids.add(file.stem)
        _, kind = _form(KindForm, file, report)
        if kind:
            pack.kinds[file.stem] = kind
            _check_file_id(file.stem, kind.form.id, kind.place(("id",)), report)
    for folder in _folders(path / "missions"):
        pack.missions[folder.name] = _read_mission(folder, report, asked)
    return pack


def _check_file_id(stem: str, name: str, place: Place, report: Report) -> None:
    if stem != name:
        message = f"The id is '{name}', the file's name '{stem}'."
        report.add(faults.BAD_SLUG, place, message)


def _form(model: type[F], path: Path, report: Report) -> tuple[Node | None, Fitted[F] | None]:
    try:
        root = read_yaml(path, report)
    except Unreadable:
        return None, None
    return root, fit(model, root, report)


def _files(folder: Path, suffix: str, report: Report) -> list[Path]:
    """The files of a folder in order of name; others than these are reported."""
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.iterdir())[:MAX_FILES]:
        if path.name.startswith("."):
            continue
        if path.is_file() and path.name.endswith(suffix):
            found.append(path)
        else:
            message = f"'{path.name}' is not a {suffix} file."
            report.add(faults.STRAY_FILE, Place(str(path)), message)
    return found


def _folders(path: Path) -> list[Path]:
    if not path.is_dir():
        return []
    return [p for p in sorted(path.iterdir())[:MAX_FILES] if p.is_dir() and p.name[0] not in "._"]


def _read_mission(path: Path, report: Report, asked: frozenset[str]) -> MissionFolder:
    folder = MissionFolder(path)
    try:
        folder.root = read_yaml(path / "mission.yaml", report)
    except Unreadable:
        return folder
    if is_stub(folder.root):
        folder.stub = fit(StubForm, folder.root, report)
        return folder
    folder.mission = fit(MissionForm, folder.root, report)
    names = {folder.slug, folder.mission.form.code.lower() if folder.mission else ""}
    if asked and asked.isdisjoint(names):
        folder.whole = False
        return folder
    _read_mails(folder, report)
    for file in _files(path / "attachments", ".txt", report):
        try:
            text = read_text(file, report)
        except Unreadable:
            continue
        folder.attachments[file.name.removesuffix(".txt")] = TextFile(
            text.strip("\n"), Place(str(file))
        )
    folder.scripts = _files(path / "walkthroughs", ".yaml", report)
    if folder.mission:
        _read_phases(folder, folder.mission.form.phases, report)
    return folder


def is_stub(root: Node) -> bool:
    """Whether a mission.yaml says `playable: false`."""
    playable = root.get("playable") if isinstance(root, Mapping) else None
    return isinstance(playable, Scalar) and playable.value is False


def _read_mails(folder: MissionFolder, report: Report) -> None:
    for file in _files(folder.path / "emails", ".md", report):
        folder.mail_roots[file.stem] = None
        if not ID.match(file.stem):
            message = f"'{file.stem}' cannot be the id of a mail."
            remedy = "Use lower-case letters, digits, '-' and '_', beginning with a letter."
            report.add(faults.BAD_VALUE, Place(str(file)), message, remedy)
        try:
            markdown = read_markdown(file, report)
        except Unreadable:
            continue
        folder.mail_roots[file.stem] = markdown.front
        fitted = fit(MailForm, markdown.front, report)
        if not markdown.body:
            report.add(faults.MISSING_FIELD, markdown.body_place, "The mail has no body.")
        if fitted:
            folder.mails[file.stem] = MailFile(fitted, markdown.body, markdown.body_place)


def _read_phases(folder: MissionFolder, phases: tuple[PhaseForm, ...], report: Report) -> None:
    stores: dict[str, tuple[type[BaseModel], dict[str, Fitted[BaseModel]]]] = {
        "video_call": (CallForm, folder.calls),  # type: ignore[dict-item]
        "system_design": (DesignForm, folder.designs),  # type: ignore[dict-item]
        "board_decision": (BoardForm, folder.boards),  # type: ignore[dict-item]
        "client_feedback": (FeedbackForm, folder.feedbacks),  # type: ignore[dict-item]
    }
    for phase in phases:
        if phase.kind not in stores:
            continue
        if Path(phase.source).name != phase.source:
            continue  # told where the phases are checked
        model, store = stores[phase.kind]
        root, fitted = _form(model, folder.path / phase.source, report)
        if root is not None:
            folder.phase_roots[phase.name] = root
        if fitted:
            store[phase.name] = fitted


def ids_under(root: Node | None, *path: str, key: str = "id") -> Iterator[Scalar]:
    """The ids of the entries of a list, as written."""
    node: Node | None = root
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    for item in node.items if isinstance(node, Sequence) else ():
        name = item.get(key) if isinstance(item, Mapping) else item
        if isinstance(name, Scalar):
            yield name
