"""The base of every value in the engine."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


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
        copied = super().model_copy(update=update, deep=deep)
        fields = type(copied).model_fields
        if len(copied.__dict__) != len(fields):
            for name in copied.__dict__.keys() - fields.keys():
                del copied.__dict__[name]
        return copied


class Hashed(Frozen):
    """A frozen value that is looked up by far oftener than it is made: its hash is kept."""

    @cached_property
    def _hash(self) -> int:
        return hash(tuple([self.__dict__[name] for name in type(self).model_fields]))

    def __hash__(self) -> int:
        return self._hash
