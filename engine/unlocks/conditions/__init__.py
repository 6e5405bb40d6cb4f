"""The conditions that hold no others: one module each, and this table.

The twin of each in SQL is the file `21_condition_<type>.sql`; types are found there by name.
"""

from __future__ import annotations

from engine.unlocks.clause import Form
from engine.unlocks.conditions import (
    energy,
    flag_set,
    missions_completed,
    player_level,
    skills_unlocked,
)

FORMS: dict[str, Form] = {
    form.type: form
    for module in (missions_completed, player_level, skills_unlocked, flag_set, energy)
    for form in module.FORMS
}
"""How each type of condition is written."""
