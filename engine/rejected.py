"""The one way in which the engine says no."""


class Rejected(Exception):
    """An action that the rules do not allow now.

    `reason` says what stands against it and `hint` what would be possible instead, both in
    the player's words.
    """

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason} {hint}".strip())
        self.reason = reason
        self.hint = hint
