"""The base of every value in the engine."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

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


class Frozen(BaseModel):
    """An immutable value that refuses unknown fields.

    Fields hold tuples, strings, numbers, frozensets or other frozen values: pydantic's
    `frozen` is shallow, so a list inside would still be mutable.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same value with some fields changed.

        Pydantic copies what `cached_property` has worked out as well, which would then be
        of the old value; it is dropped here.
        """
        if deep:
            return super().model_copy(update=update, deep=deep)
        # Most of a playthrough's time goes by here, so the copy is made by hand. A frozen value
        # has fields alone: nothing private, and nothing extra.
        kind, values = type(self), self.__dict__
        fields = kind.__pydantic_fields__
        whole = len(fields)
        clean = len(values) == whole
        values = values.copy() if clean else {name: values[name] for name in fields}
        # Nobody adds to the set of the fields that were given: two values may have the same.
        given = self.__pydantic_fields_set__
        if update:
            values.update(update)
            if len(values) != whole:
                raise TypeError(
                    f"{kind.__name__} has no field {', '.join(update.keys() - fields.keys())}"
                )
            if not given.issuperset(update):
                given = given.union(update)
        copied = object.__new__(kind)
        _set_values(copied, values)
        _set_given(copied, given)
        _set_extra(copied, None)
        _set_private(copied, None)
        return copied


class Hashed(Frozen):
    """A frozen value that is looked up by far oftener than it is made: its hash is kept."""

    @cached_property
    def _hash(self) -> int:
        return hash(tuple([self.__dict__[name] for name in type(self).model_fields]))

    def __hash__(self) -> int:
        return self._hash
