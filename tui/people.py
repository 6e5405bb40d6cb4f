"""How people are shown: a hue that is theirs within a mission, and their initials."""

from engine.mission import Mission
from tui.safety import one_line
from tui.theme import PEOPLE_HUES

Part = tuple[str, str]


def hue(mission: Mission, person: str) -> str:
    """The theme variable of a person's colour; the order of `people` gives it."""
    for number, known in enumerate(mission.people):
        if known.id == person:
            return f"$hue-{number % PEOPLE_HUES + 1}"
    return "$primary"


def badge(mission: Mission, person: str) -> Part:
    """Initials on the person's colour, four cells wide."""
    if person == "you":
        return (" ME ", "bold $background on $primary")
    known = mission.person_by_id.get(person)
    initials = one_line(known.initials) if known else "··"
    return (f" {initials[:2]:<2} ", f"bold $background on {hue(mission, person)}")


def full_name(mission: Mission, person: str) -> str:
    """A person's whole name; `You` for the player."""
    if person == "you":
        return "You"
    known = mission.person_by_id.get(person)
    return one_line(known.name if known else person)


def role_line(mission: Mission, person: str) -> str:
    """What a person does, and for whom."""
    known = mission.person_by_id.get(person)
    if known is None:
        return ""
    parts = (known.role, known.organisation) if known.organisation else (known.role,)
    return one_line(", ".join(parts))
