"""pack.yaml and people.yaml."""

from __future__ import annotations

from pydantic import Field

from content.forms.parts import Form, Id, Posture, Words
from engine.design.kind import Distances
from engine.frozen import Frozen
from engine.glossary import Term


class Skill(Frozen):
    """Something that missions teach."""

    id: Id
    title: Words
    says: str = ""


class Level(Frozen):
    """The title of a level."""

    level: int = Field(ge=1, le=99)
    title: Words


class Achievement(Frozen):
    """Something worth a mention; the rules of the campaign say when."""

    id: Id
    title: Words
    says: Words


class PackForm(Form):
    """pack.yaml."""

    id: Id
    title: Words
    version: Words
    order: tuple[str, ...] = Field(min_length=1)
    skills: tuple[Skill, ...] = ()
    levels: tuple[Level, ...] = ()
    achievements: tuple[Achievement, ...] = ()
    glossary: tuple[Term, ...] = ()
    distances: Distances = Distances()


class Organisation(Frozen):
    """A client, the firm, or a rival."""

    id: Id
    name: Words
    short: str = Field(min_length=1, max_length=11)
    domain: str = ""
    about: str = ""


class PersonForm(Frozen):
    """A character."""

    id: Id
    name: Words
    role: Words
    organisation: str
    email: Words
    short: Words
    initials: str = Field(pattern=r"^[A-Z]{1,2}$")
    posture: Posture = ""


class PeopleForm(Form):
    """people.yaml."""

    organisations: tuple[Organisation, ...] = Field(min_length=1)
    people: tuple[PersonForm, ...] = Field(min_length=1)
