"""JSON Schemas of the pack format, for editors that check while one writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from content.demo import DemoForm
from content.forms.board import BoardForm
from content.forms.call import CallForm, FeedbackForm
from content.forms.design import DesignForm, KindForm
from content.forms.mail import MailForm
from content.forms.mission import MissionForm, StubForm
from content.forms.pack import PackForm, PeopleForm
from content.script import ScriptForm
from content.step_schema import with_steps

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FORMS: dict[str, type[BaseModel]] = {
    "pack": PackForm,
    "people": PeopleForm,
    "component": KindForm,
    "mission": MissionForm,
    "stub": StubForm,
    "email": MailForm,
    "call": CallForm,
    "design": DesignForm,
    "board": BoardForm,
    "feedback": FeedbackForm,
    "script": ScriptForm,
    "demo": DemoForm,
}
"""Every kind of file, with the form that it is read into."""


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each kind of file."""
    told = {
        name: {"$schema": DIALECT, **form.model_json_schema(by_alias=True, mode="validation")}
        for name, form in FORMS.items()
    }
    return {**told, "script": with_steps(told["script"])}


def write(folder: Path) -> list[Path]:
    """Writes `<kind>.schema.json` for each kind of file; the folder is made if need be.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        written.append(path)
    return written
