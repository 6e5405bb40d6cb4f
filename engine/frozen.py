"""The base of every value in the engine."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value that refuses unknown fields.

    Fields hold tuples, strings, numbers, frozensets or other frozen values: pydantic's
    `frozen` is shallow, so a list inside would still be mutable.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)
