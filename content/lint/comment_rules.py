"""The rules of comments that allow a warning, as data."""

from content.problem import Rule

BAD_ALLOWANCE = Rule(
    "bad-allowance",
    "error",
    "A comment to the linter allows one warning, by its code, and says why.",
    "Write `# lint: allow CODE because REASON`.",
)
UNUSED_ALLOWANCE = Rule(
    "unused-allowance",
    "error",
    "A comment that allows a warning stands where there is one.",
    "Delete the comment.",
)
