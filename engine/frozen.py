"""The base of every value in the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar, ParamSpec, Self, TypeVar

from pydantic import BaseModel, ConfigDict

_set_values, _set_given, _set_extra, _set_private = (
    BaseModel.__dict__[name].__set__
    for name in (
        "__dict__",
        "__pydantic_fields_set__",
        "__pydantic_extra__",
        "__pydantic_private__",
    )
)
"""What makes up a value of pydantic's, past its ban on changing one."""

_new = object.__new__

P = ParamSpec("P")
T = TypeVar("T")


class Frozen(BaseModel):
    """An immutable value that refuses unknown fields.

    Fields hold tuples, strings, numbers, frozensets or other frozen values: pydantic's
    `frozen` is shallow, so a list inside would still be mutable.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    _blank: ClassVar[dict[str, Any]]
    """The fields in their order, with their defaults."""
    _all: ClassVar[set[str]]
    """Their names; nobody adds to it."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        cls._blank = {
            name: None if field.is_required() else field.default
            for name, field in cls.__pydantic_fields__.items()
        }
        cls._all = set(cls._blank)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same value with some fields changed.

        Pydantic copies what `cached_property` has worked out as well, which would then be
        of the old value; it is dropped here.
        """
        if deep:
            return super().model_copy(update=update, deep=deep)
        # Most of a playthrough's time goes by here, so the copy is made by hand. A frozen value
        # has fields alone: nothing private, and nothing extra.
        kind = type(self)
        update = update or {}
        values = {**self.__dict__, **update}
        if len(values) != len(kind._blank):
            _drop_worked_out(kind, values, update)
        # Nobody adds to the set of the fields that were given: two values may have the same.
        given = self.__pydantic_fields_set__
        if given is not kind._all and not given.issuperset(update):
            given = given.union(update)
        copied = _new(kind)
        _set_values(copied, values)
        _set_given(copied, given)
        _set_extra(copied, None)
        _set_private(copied, None)
        return copied


def _drop_worked_out(kind: type[Frozen], values: dict[str, Any], update: Mapping[str, Any]) -> None:
    fields = kind._blank.keys()
    unknown = update.keys() - fields
    if unknown:
        raise TypeError(f"{kind.__name__} has no field {', '.join(unknown)}")
    for name in values.keys() - fields:
        del values[name]


def made(kind: Callable[P, T], /, *_: P.args, **values: P.kwargs) -> T:
    """A value of what the engine holds already, so that nothing is left to check or to convert.

    Half of a playthrough's values are events and what they leave; they come from checked content
    and from checked actions. What comes from outside is made by calling its class. All fields
    count as given, for nothing of the engine's own is written without its defaults.

    Raises:
        TypeError: the kind has no such field.
    """
    blank: dict[str, Any] = kind._blank  # type: ignore[attr-defined]
    whole = blank | values
    if len(whole) != len(blank):
        raise TypeError(f"{kind} has no field {', '.join(values.keys() - blank.keys())}")
    value: T = _new(kind)  # type: ignore[arg-type]
    _set_values(value, whole)
    _set_given(value, kind._all)  # type: ignore[attr-defined]
    _set_extra(value, None)
    _set_private(value, None)
    return value


def fill(value: Frozen, update: Mapping[str, Any]) -> None:
    """Changes a value in place. Only whoever made it may, while nobody else holds it.

    Raises:
        TypeError: the value has no such field.
    """
    kind, values = type(value), value.__dict__
    values.update(update)
    if len(values) != len(kind._blank):
        _drop_worked_out(kind, values, update)
    given = value.__pydantic_fields_set__
    if given is not kind._all and not given.issuperset(update):
        _set_given(value, given.union(update))


class Hashed(Frozen):
    """A frozen value that is looked up by far oftener than it is made: its hash is kept."""

    @cached_property
    def _fields(self) -> tuple[Any, ...]:
        return tuple([self.__dict__[name] for name in type(self).__pydantic_fields__])

    @cached_property
    def _hash(self) -> int:
        return hash(self._fields)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        """As pydantic has it, and quicker where either has worked something out."""
        if self is other or not isinstance(other, Hashed):
            return self is other
        return type(self) is type(other) and self._fields == other._fields
